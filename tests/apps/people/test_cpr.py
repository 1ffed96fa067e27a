import csv
import os
from datetime import date
from pathlib import Path

import pytest
from django.test import override_settings

from tovholder.people import cpr

NUMBER = "2902364458"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "dk-identifiers"


def vectors() -> list[dict[str, str]]:
    """Invented numbers of ../shared; left out where that folder is absent."""
    file = SHARED / "cpr_vectors_fictive.csv"
    if not file.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{file} is missing in CI")
        pytest.skip(f"reads {file}, which is absent here")
    with file.open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def test_numbers_with_a_date_are_read_whatever_their_check_digit() -> None:
    good = [row for row in vectors() if row["expected_birth_date"]]
    for row in good:
        assert cpr.birth_date(row["cpr"]) == date.fromisoformat(row["expected_birth_date"])
        assert cpr.normalise(row["cpr"]) == row["cpr"]


def test_numbers_without_a_date_are_refused_and_never_repeated() -> None:
    for row in vectors():
        if not row["expected_birth_date"]:
            with pytest.raises(cpr.CprFormatError) as found:
                cpr.normalise(row["cpr"])
            assert not row["cpr"] or row["cpr"] not in str(found.value)


@pytest.mark.parametrize("written", ["290236-4458", "290236 4458", " 2902364458 "])
def test_a_number_is_read_as_people_write_it(written) -> None:
    assert cpr.normalise(written) == NUMBER
    assert cpr.shown(NUMBER) == "290236-4458"


def test_a_token_is_read_back_and_never_twice_the_same() -> None:
    first, second = (cpr.encrypt(NUMBER, municipality="751") for _time in range(2))
    assert first != second
    assert cpr.decrypt(cpr.from_text(cpr.to_text(first)), municipality="751") == NUMBER


def test_a_token_of_another_municipality_another_key_or_a_changed_one_is_refused() -> None:
    token = cpr.encrypt(NUMBER, municipality="751")
    with pytest.raises(cpr.CprKeyError):
        cpr.decrypt(token, municipality="101")
    with pytest.raises(cpr.CprKeyError):
        cpr.decrypt(token[:-1] + bytes([token[-1] ^ 1]), municipality="751")
    with override_settings(CPR_KEY="another"), pytest.raises(cpr.CprKeyError, match="CPR_KEY"):
        cpr.decrypt(token, municipality="751")
    with pytest.raises(cpr.CprKeyError):
        cpr.decrypt(b"", municipality="751")


def test_a_digest_is_the_same_for_a_municipality_and_no_other() -> None:
    assert cpr.digest(NUMBER, municipality="751") == cpr.digest(NUMBER, municipality="751")
    assert cpr.digest(NUMBER, municipality="751") != cpr.digest(NUMBER, municipality="101")


def test_only_a_whole_number_looks_like_one() -> None:
    assert cpr.looks_like("290236-4458")
    assert not cpr.looks_like("290236")
    assert not cpr.looks_like("Amal Nour")
