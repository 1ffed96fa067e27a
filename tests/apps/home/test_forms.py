"""Forms: what is typed, and what of it is recorded."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from tovholder.engine.history import Precision
from tovholder.home.forms.dates import KnownDate, PartsField, first_day_after, known_date, last_day
from tovholder.home.forms.facts import CorrectionForm, FactForm, initial_fact
from tovholder.home.forms.persons import NewPersonForm, countries, languages
from tovholder.rules.packs import national_pack

KINDS = national_pack().kinds


def posted(**fields: str) -> dict[str, str]:
    """Return what a browser sends; `start="3 3 2024"` fills the three fields of a date."""
    sent: dict[str, str] = {}
    for name, text in fields.items():
        if name in {"start", "end", "birth_date", "taken_over"}:
            parts = ["", "", *text.split()][-3:]
            sent |= {
                f"{name}_{part}": typed
                for part, typed in zip(("day", "month", "year"), parts, strict=True)
            }
        else:
            sent[name] = text
    return sent


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["3", "3", "2024"], KnownDate(date(2024, 3, 3))),
        (["", "3", "2024"], KnownDate(date(2024, 3, 1), Precision.MONTH)),
        (["", "", "2024"], KnownDate(date(2024, 1, 1), Precision.YEAR)),
        (["29", "2", "2024"], KnownDate(date(2024, 2, 29))),
        (["", "", ""], None),
    ],
)
def test_a_date_is_kept_as_exactly_as_it_was_typed(parts, expected):
    assert PartsField(required=False).clean(parts) == expected


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["30", "2", "2024"], "no date 30-2-2024"),
        (["3", "", "2024"], "Write the month too"),
        (["3", "3", "24"], "four digits"),
        (["3", "3", ""], "four digits"),
        (["3", "x", "2024"], "no date"),
        (["3", "3", "1240"], "write one from 1900"),
    ],
)
def test_a_date_that_cannot_be_says_why(parts, words):
    with override("en"), pytest.raises(ValidationError, match=words):
        PartsField(required=False).clean(parts)


@pytest.mark.parametrize("text", ["2024-03-03", "2024-03", "2024"])
def test_a_partial_date_survives_text(text):
    assert known_date(text).as_text() == text


@pytest.mark.parametrize(
    ("written", "start"),
    [
        (KnownDate(date(2024, 3, 31)), date(2024, 1, 1)),
        (KnownDate(date(2024, 3, 1), Precision.MONTH), date(2024, 1, 1)),
        (KnownDate(date(2024, 1, 1), Precision.YEAR), date(2022, 5, 1)),
    ],
)
def test_a_last_day_is_shown_as_it_was_written(written, start):
    end = first_day_after(written, start=start)
    assert end > start
    assert last_day(end, written.precision) == written


def test_a_form_asks_for_what_the_kind_declares():
    form = FactForm(kind=KINDS["labour"])
    assert [bound.name for bound in form] == [
        "state", "start", "end", "detail_minutes_per_week", "detail_occupation", "detail_company",
    ]  # fmt: skip


def test_an_event_has_one_day_and_no_end():
    form = FactForm(posted(state="signed", start="3 3 2024"), kind=KINDS["contract"])
    assert form.is_valid(), form.errors
    content = form.content()
    assert (content.start, content.end) == (date(2024, 3, 3), date(2024, 3, 4))


def test_hours_are_recorded_as_minutes():
    data = posted(state="employed", start="1 3 2024", detail_minutes_per_week="22.5")
    form = FactForm(data, kind=KINDS["labour"])
    assert form.is_valid(), form.errors
    assert form.content().detail == {"minutes_per_week": 1350}


def test_what_is_left_empty_is_not_recorded_as_zero():
    form = FactForm(posted(state="employed", start="1 3 2024"), kind=KINDS["labour"])
    assert form.is_valid(), form.errors
    assert form.content().detail == {}


def test_an_end_before_the_start_is_refused_at_its_field():
    data = posted(state="employed", start="1 3 2024", end="1 2 2024")
    form = FactForm(data, kind=KINDS["labour"])
    assert list(form.errors) == ["end"]


def test_a_required_detail_says_so_at_its_field():
    data = posted(state="decided", start="1 3 2024")
    form = FactForm(data, kind=KINDS["extension"])
    assert set(form.errors) == {"detail_until", "detail_reason"}


def test_a_correction_needs_a_reason_and_shows_what_was_recorded():
    initial = initial_fact(
        KINDS["labour"],
        state="employed",
        start=KnownDate(date(2024, 3, 1), Precision.MONTH),
        last=None,
        detail={"minutes_per_week": 1350},
        is_planned=False,
    )
    form = CorrectionForm(kind=KINDS["labour"], initial=initial)
    assert form["detail_minutes_per_week"].value() == Decimal("22.5")
    assert form.fields["reason"].required
    assert form.fields["start"].widget.decompress(initial["start"]) == ["", "3", "2024"]


def test_what_nobody_types_stays_with_the_fact():
    kept = {"expectation": "contract-agreed", "occurrence": "x"}
    data = posted(state="granted", start="1 3 2024", detail_reason="Moved soon")
    form = FactForm(data, kind=KINDS["waiver"], kept=kept)
    assert form.is_valid(), form.errors
    assert form.content().detail == kept | {"reason": "Moved soon"}


NEWCOMER = posted(
    given_name="Ronja", family_name="Prøve", birth_date="5 1990", taken_over="1 3 2024",
    residence_basis="refugee",
)  # fmt: skip


def test_a_newcomer_may_have_a_birth_date_known_to_the_month():
    form = NewPersonForm(NEWCOMER, pack=national_pack(), colleagues=[])
    assert form.is_valid(), form.errors
    known = {name: content for name, content in form.attributes().items() if content}
    assert known == {"given_name": "Ronja", "family_name": "Prøve", "birth_date": "1990-05"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"cpr": "12"}, "cpr"),
        ({"cpr": "991399-1234"}, "cpr"),
        ({"taken_over_day": ""}, "taken_over"),
        ({"family_name": ""}, "family_name"),
        ({"residence_basis": "unheard_of"}, "residence_basis"),
    ],
)
def test_a_newcomer_that_cannot_be_recorded_is_refused_at_the_field(changed, field):
    form = NewPersonForm(NEWCOMER | changed, pack=national_pack(), colleagues=[])
    assert list(form.errors) == [field]


def test_countries_and_languages_stand_in_the_readers_alphabet():
    with override("da"):
        assert ("SY", "Syrien") in countries()
        assert ("ti", "Tigrinya") in languages()
        names = [name for _code, name in countries()]
    assert names.index("Zimbabwe") < names.index("Ækvatorialguinea")
