from decimal import Decimal

import pytest

from tovholder.people.imports.cells.numbers import NumberReader
from tovholder.people.imports.cells.values import (
    AmountReader,
    Bin,
    BinReader,
    CodeReader,
    CprReader,
    TextReader,
    text_of,
)
from tovholder.people.imports.problems import CellError

DANISH = NumberReader(decimal=",", thousands=".")


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234,50", "1234.50"), ("1234,5", "1234.5"), ("-7", "-7"), ("12.345.678", "12345678")],
)
def test_danish_numbers_are_read_exactly(text: str, number: str) -> None:
    assert DANISH.read(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1.5", "1,234.50", "1.23,4", "12.34", "4 500", "abc", "", "9" * 16]
)
def test_a_number_is_never_guessed(text: str) -> None:
    with pytest.raises(CellError) as refused:
        DANISH.read(text)
    assert refused.value.code == "number_unreadable"


def test_cells_that_are_numbers_already_need_no_signs() -> None:
    assert DANISH.read(1.5) == Decimal("1.5")
    assert DANISH.read(12) == Decimal(12)


def test_wide_spaces_and_long_minus_signs_are_the_same_signs() -> None:
    reader = NumberReader(decimal=",", thousands=" ")
    assert reader.read("\u22121\u00a0234,5") == Decimal("-1234.5")


def test_hours_become_minutes_without_losing_anything() -> None:
    reader = AmountReader(DANISH, is_whole=True, times=Decimal(60))
    assert reader.read("18,5").value == 1110


def test_a_part_of_a_whole_thing_is_refused_unless_rounding_is_allowed() -> None:
    strict = AmountReader(DANISH, is_whole=True)
    with pytest.raises(CellError) as refused:
        strict.read("2,5")
    assert refused.value.code == "number_not_whole"
    rounded = AmountReader(DANISH, is_whole=True, may_round=True).read("2,5")
    assert (rounded.value, rounded.warning) == (3, "number_rounded")


def test_decimals_are_kept_as_text_so_that_json_loses_nothing() -> None:
    assert AmountReader(DANISH).read("1.234,50").value == "1234.5"


def test_an_unknown_code_is_refused_by_default() -> None:
    with pytest.raises(CellError) as refused:
        CodeReader({"K": "female", "M": "male"}).read("X")
    assert (refused.value.code, refused.value.words["accepted"]) == ("code_unknown", "K, M")


def test_an_unknown_code_can_be_mapped_and_its_text_kept() -> None:
    reading = CodeReader({"K": "female"}, map_to="other").read(" X ")
    assert (reading.value, reading.warning, reading.kept) == ("other", "code_mapped", "X")


def test_a_bin_holds_what_lies_below_its_bound() -> None:
    bins = [Bin(Decimal(30), "young"), Bin(Decimal(45), "middle"), Bin(None, "older")]
    reader = BinReader(NumberReader(), bins)
    assert [reader.read(age).value for age in ("29.9", "30", "45")] == ["young", "middle", "older"]


def test_a_number_in_no_bin_is_refused() -> None:
    with pytest.raises(CellError) as refused:
        BinReader(NumberReader(), [Bin(Decimal(30), "young")]).read("30")
    assert refused.value.code == "number_outside_bins"


@pytest.mark.parametrize("text", ["290236-4458", "2902364458", " 290236 4458 ", 2902364458])
def test_a_cpr_number_is_read_with_and_without_its_hyphen(text: str | int) -> None:
    assert CprReader().read(text).value == "2902364458"


@pytest.mark.parametrize(
    "text", ["107344063", "010734406", "3002341234", "010134412X", "0000000000"]
)
def test_what_is_no_cpr_number_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(CellError) as refused:
        CprReader().read(text)
    assert refused.value.code == "cpr_unreadable"
    assert text not in str(refused.value) + str(refused.value.words)


def test_a_lost_first_zero_is_put_back_only_where_the_mapping_says_so() -> None:
    reading = CprReader(restores_zero=True).read("10734-4063")
    assert (reading.value, reading.warning) == ("0107344063", "zero_restored")


def test_texts_are_trimmed_and_their_letters_composed() -> None:
    assert text_of("\u00a0A\u030ase ") == "Åse"
    assert text_of(12.0) == "12"


def test_too_long_a_text_is_refused_and_not_cut() -> None:
    with pytest.raises(CellError) as refused:
        TextReader(longest=5).read("abcdef")
    assert refused.value.code == "text_too_long"
