"""Definitions read aloud, in Danish and in English."""

import pytest
from tests.engine.builders import a_pack

from tovholder.engine.language.expectations import ParameterName, facts_asked
from tovholder.engine.person import State
from tovholder.engine.person.wording import describe_missing
from tovholder.engine.words import Label, joined


def expectation(**changes):
    return a_pack(**changes).expectations["visit-soon"]


@pytest.mark.parametrize(
    ("who", "da", "en"),
    [
        ("adult", "er voksen", "is an adult"),
        (
            {"age": {"at_least": 18, "at_most": 64}},
            "er mindst 18 og højst 64 år",
            "is at least 18 and at most 64 years old",
        ),
        ({"age": {"at_most": 17}}, "er højst 17 år", "is at most 17 years old"),
        ({"kind": "care"}, "er registreret med “Omsorg”", "is registered with “Care”"),
        (
            {"had": {"kind": "visit", "state": ["paid", "missed"]}},
            "har fået registreret “Besøg: Aflagt eller Udeblevet”",
            "has had “Visit: Paid or Missed” recorded",
        ),
        (
            {"any": ["adult", {"all": [{"kind": "leave"}, {"not": "adult"}]}]},
            "er voksen eller (er registreret med “Orlov” og er ikke en, der er voksen)",
            "is an adult or (is registered with “Leave” and is not someone who is an adult)",
        ),
    ],
)
def test_a_condition_is_a_sentence_about_the_person(who, da, en):
    predicate = expectation(who=who).newest.who
    assert (predicate.describe("da"), predicate.describe("en")) == (da, en)


@pytest.mark.parametrize(
    ("start", "da", "en"),
    [
        ({"kind": "care"}, "den første dag med “Omsorg”", "the first day of “Care”"),
        (
            {"kind": "care", "at": "end", "take": "last"},
            "afslutningen på den seneste periode med “Omsorg”",
            "the end of the latest period of “Care”",
        ),
        (
            {"first_of": [{"kind": "care", "take": "each"}, {"kind": "visit", "state": "paid"}]},
            "begyndelsen på “Omsorg” eller den første registrering af “Besøg: Aflagt”",
            "the start of “Care” or the first “Visit: Paid”",
        ),
    ],
)
def test_a_day_is_named(start, da, en):
    day = expectation(**{"from": start}).start
    assert (day.describe("da"), day.describe("en")) == (da, en)


def test_a_parameter_is_said_by_its_description():
    parameters = a_pack().parameters
    assert ParameterName("limit").describe("da", parameters) == "Fristen"


def test_every_state_has_a_name_in_both_languages_and_knows_whether_it_is_closed():
    assert all(state.label.da and state.label.en for state in State)
    assert State.MET.is_closed
    assert not State.UNDETERMINED.is_closed


def test_a_list_reads_as_people_write_it():
    assert joined([], "da") == ""
    assert joined(["a"], "da") == "a"
    assert joined(["a", "b"], "da", last=Label("eller", "or")) == "a eller b"
    assert str(Label("ja", "yes")) == "yes"


def test_a_missing_detail_is_said_with_its_kind():
    pack = a_pack()
    assert describe_missing("detail:waiver.ordinal", pack, "en") == "Not recorded: Waiver: Number"
    assert describe_missing("detail:waiver.ordinal", pack, "da") == (
        "Det er ikke registreret: Fravigelse: Nummer"
    )


@pytest.mark.parametrize(
    ("what", "asked"),
    [
        ({"kind": "visit", "state": "paid"}, [("visit", ("paid",))]),
        ({"kind": "leave", "sum": "days", "at_least": 2}, [("leave", ())]),
        ({"first_of": [{"kind": "visit"}, {"birthday": 18}]}, [("visit", ())]),
        ({"hold": {"any": ["adult", {"had": {"kind": "need"}}]}}, [("need", ())]),
    ],
)
def test_the_facts_that_a_day_looks_for_are_named(what, asked):
    found = facts_asked(expectation(what=what).newest.what)
    assert [(kind.id, states) for kind, states, _at in found] == asked
