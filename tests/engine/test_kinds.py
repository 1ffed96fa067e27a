"""What may be recorded of a kind, and what is said when it may not."""

from datetime import date
from decimal import Decimal

import pytest

from tovholder.engine.language import LanguageErrors, Place, parse_kind

LABEL = {"da": "Ord", "en": "Word"}
DAY, NEXT = date(2026, 3, 10), date(2026, 3, 11)


def a_kind(**changes):
    written = {
        "id": "job",
        "label": LABEL,
        "category": "employment",
        "states": {"employed": {"da": "Ansat", "en": "Employed"}, "free": LABEL},
        "details": {
            "minutes": {"type": "minutes_per_week", "label": LABEL, "at_most": 10080},
            "module": {"type": "integer", "label": LABEL, "at_least": 1, "at_most": 6},
            "share": {"type": "decimal", "label": LABEL, "at_least": 0.5},
            "pay": {"type": "amount_dkk", "label": LABEL, "unit": {"da": "kr.", "en": "DKK"}},
            "course": {"type": "choice", "label": LABEL, "choices": {"one": LABEL, "two": LABEL}},
            "until": {"type": "date", "label": LABEL},
            "agreed": {"type": "boolean", "label": LABEL},
            "company": {"type": "text", "label": LABEL, "help": LABEL},
        },
        **changes,
    }
    return parse_kind(written, Place("mapping.yaml"))


def codes(kind, *args, **rest):
    return [(problem.field, problem.code) for problem in kind.check(*args, **rest)]


def test_a_kind_keeps_the_order_of_its_states_and_details():
    kind = a_kind()
    assert list(kind.states) == ["employed", "free"]
    assert list(kind.details)[:3] == ["minutes", "module", "share"]


def test_a_fact_that_may_stand_has_no_problems():
    assert codes(a_kind(), "employed", DAY, None, {"minutes": 1200, "company": None}) == []


@pytest.mark.parametrize(
    ("end", "problems"),
    [
        (NEXT, []),
        (None, []),
        (DAY, [("end", "zero_length")]),
        (date(2026, 3, 1), [("end", "end_before_start")]),
    ],
)
def test_a_fact_lasts_a_day_at_least(end, problems):
    assert codes(a_kind(), "free", DAY, end, {}) == problems


@pytest.mark.parametrize(
    ("end", "problems"),
    [
        (NEXT, []),
        (None, [("end", "event_not_one_day")]),
        (DAY, [("end", "event_not_one_day")]),
        (date(2026, 3, 12), [("end", "event_not_one_day")]),
    ],
)
def test_an_event_is_exactly_one_day(end, problems):
    assert codes(a_kind(event=True), "free", DAY, end, {}) == problems


def test_unknown_state_and_detail_are_named_with_what_there_is():
    state, detail = a_kind().check("emplyed", DAY, None, {"hours": 37})
    assert str(state) == (
        "state: met “emplyed”. Accepted: employed (Employed) or free (Word). Choose one of them."
    )
    assert detail.describe("da").startswith("hours: mødte “37”. Gyldigt er: minutes, module,")
    assert "Accepted: no fields." in str(
        a_kind(details={}).check("free", DAY, None, {"hours": 1})[0]
    )


@pytest.mark.parametrize(
    ("may", "problems"), [(True, []), (False, [("is_planned", "cannot_be_planned")])]
)
def test_only_some_kinds_can_be_planned(may, problems):
    kind = a_kind(may_be_planned=may)
    assert codes(kind, "free", DAY, None, {}, is_planned=True) == problems


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("minutes", 1200, None),
        ("minutes", -1, "wrong_value"),
        ("minutes", 10081, "too_large"),
        ("minutes", "1200", "wrong_value"),
        ("minutes", True, "wrong_value"),
        ("module", 0, "too_small"),
        ("module", 7, "too_large"),
        ("module", 1.5, "wrong_value"),
        ("share", Decimal("0.5"), None),
        ("share", "0.49", "too_small"),
        ("share", "a half", "wrong_value"),
        ("share", float("nan"), "wrong_value"),
        ("share", False, "wrong_value"),
        ("pay", "1234.50", None),
        ("pay", 1234.567, "wrong_value"),
        ("course", "two", None),
        ("course", "three", "wrong_value"),
        ("until", NEXT, None),
        ("until", "2026-02-28", None),
        ("until", "2026-02-29", "wrong_value"),
        ("until", 2026, "wrong_value"),
        ("agreed", False, None),
        ("agreed", "yes", "wrong_value"),
        ("company", "Bageriet", None),
        ("company", " ", "wrong_value"),
    ],
)
def test_a_detail_has_a_type_and_bounds(name, given, code):
    problems = a_kind().check("free", DAY, None, {name: given})
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_a_required_detail_must_be_given():
    kind = a_kind(details={"reason": {"type": "text", "label": LABEL, "required": True}})
    assert codes(kind, "free", DAY, None, {}) == [("reason", "missing")]
    assert "Fill in “Word”." in str(kind.check("free", DAY, None, {"reason": ""})[0])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "Job"}, "small letters"),
        ({"states": {}}, "at least one state"),
        ({"states": {"Employed": LABEL}}, "the name “Employed”"),
        ({"event": True, "exclusive": True}, "`event` or `exclusive`, not both"),
        ({"event": "perhaps"}, "met “perhaps”. Accepted: true, false"),
        ({"absent_means": "nothing"}, "Accepted: none, unknown"),
        ({"details": {"a": {"type": "choice", "label": LABEL}}}, "`choices` together with"),
        ({"details": {"a": {"type": "texts", "label": LABEL}}}, "Did you mean “text”?"),
        (
            {"details": {"a": {"type": "text", "label": LABEL, "at_least": 1}}},
            "only where the type",
        ),
        ({"details": {"a": {"type": "integer", "label": LABEL, "at_least": "x"}}}, "a number"),
        ({"label": {"da": "Ord"}}, "no “en”"),
        ({"label": {"da": "Ord", "en": " "}}, "Accepted: a text"),
        ({"label": {"da": "Ord", "en": 12.5}, "colour": 1}, "“colour”"),
        ({"category": [1, 2]}, "a list of 2"),
        ({"category": object()}, "met a object"),
    ],
)
def test_a_definition_that_cannot_be_read_is_refused_with_its_place(changes, message):
    with pytest.raises(LanguageErrors, match=r"mapping\.yaml") as refused:
        a_kind(**changes)
    assert message in str(refused.value)
