"""Reading a file of scenarios: days, corrections, and what is refused with its place."""

from datetime import date

import pytest
from tests.engine.builders import a_pack

from tovholder.engine.history import Precision, local_day
from tovholder.engine.language import LanguageErrors
from tovholder.rules.scenario_reading import read_scenario_file

PACK = a_pack()


def read(*facts, expect="{on: 2020-02-01, state: open}", more=""):
    lines = [
        "expectation: visit-soon", "scenarios:", "  - title: {da: Et, en: One}", f"    {more}",
        "    facts:", *(f"      - {{{fact}}}" for fact in facts),
        "    expect:", f"      - {expect}",
    ]  # fmt: skip
    (scenario,) = read_scenario_file("\n".join(lines), "visit-soon.yaml", PACK)
    return scenario


def refused(*facts, **rest):
    with pytest.raises(LanguageErrors) as found:
        read(*facts, **rest)
    return found.value.errors


CARE = "kind: care, state: given, from: 2020-01-31"


def test_the_last_day_of_a_fact_is_included():
    (fact,) = read(f"{CARE}, to: 2020-02-10").facts
    assert (fact.start, fact.end) == (date(2020, 1, 31), date(2020, 2, 11))


def test_a_fact_without_a_last_day_goes_on_and_an_event_takes_one_day():
    care, visit = read(f"{CARE}, to: null", "kind: visit, state: paid, on: 2020-02-10").facts
    assert (care.end, visit.end) == (None, date(2020, 2, 11))


def test_a_month_or_a_year_is_kept_as_vague():
    fact, other = read(
        "kind: course, state: first, from: 2020-01, to: 2020-02",
        "kind: course, state: second, from: 2021, to: 2021",
    ).facts
    assert (fact.start, fact.end) == (date(2020, 1, 1), date(2020, 2, 1))
    assert {fact.start_precision, fact.end_precision} == {Precision.MONTH}
    assert {other.start_precision, other.end_precision} == {Precision.YEAR}


@pytest.mark.parametrize(
    ("born", "kept"),
    [("1990-05-05", date(1990, 5, 5)), ("1990-05", "1990-05"), ("1990", "1990"), ("null", None)],
)
def test_a_birth_date_may_be_known_in_part(born, kept):
    scenario = read(CARE, more=f"born: {born}")
    assert scenario.born == kept
    attributes = scenario.history().attributes
    assert [each.value for each in attributes] == ([] if kept is None else [kept])


def test_facts_have_lineages_and_municipalities_of_their_own_where_they_say_so():
    one, other = read(
        f"id: here, {CARE}", "kind: visit, state: paid, on: 2020-02-10, municipality: '101'",
        more="municipality: '360'",
    ).facts  # fmt: skip
    assert (one.lineage, one.municipality) == ("here", "360")
    assert (other.lineage, other.municipality) == ("fact-02", "101")


def test_a_fact_is_recorded_and_superseded_on_the_days_it_says():
    scenario = read(
        f"id: here, {CARE}, known: 2020-02-01, until_known: 2020-03-01",
        "id: here, kind: care, state: given, from: 2020-01-30, known: 2020-03-01",
    )
    first, second = scenario.history().episodes
    assert local_day(first.recorded_at) == date(2020, 2, 1)
    assert local_day(first.superseded_at) == local_day(second.recorded_at) == date(2020, 3, 1)


def test_other_attributes_are_read_by_their_names():
    scenario = read(CARE, more="attributes: {birth_date: 1990-05-05}")
    (attribute,) = scenario.history().attributes
    assert (attribute.name, attribute.value) == ("birth_date", "1990-05-05")


@pytest.mark.parametrize(
    ("fact", "field", "met"),
    [
        ("kind: caer, state: given, from: 2020-01-31", "kind", "“caer”"),
        ("kind: care, state: gone, from: 2020-01-31", "state", "“gone”"),
        ("kind: care, state: given, from: 2020-01-31, to: 2020-01-29", "end", "“2020-01-30”"),
        ("kind: care, state: given, from: 2020-01-31, detail: {x: 1}", "x", "“1”"),
        ("kind: course, state: first, from: 2020-01-31, planned: true", "is_planned", "“planned”"),
        ("kind: visit, state: paid, on: 2020-02-10, to: 2020-02-11", "to", "“2020-02-11”"),
        ("kind: care, state: given, from: 2020-13", "from", "“2020-13”"),
        ("kind: care, state: given", "", "the fields kind, state"),
        (f"{CARE}, known: 2020-02-01, until_known: 2020-02-01", "until_known", "“2020-02-01”"),
        (f"{CARE}, detail: {{x: [1]}}", "detail.x", "a list of 1"),
    ],
)
def test_a_fact_that_could_not_stand_in_a_history_is_refused_with_its_line(fact, field, met):
    (error,) = refused(fact)
    assert (error.file, error.line) == ("visit-soon.yaml", 6)
    assert error.field == ".".join(filter(None, ("scenarios.1.facts.1", field)))
    assert error.met == met
    assert error.accepted


def test_two_facts_known_at_the_same_time_cannot_be_one():
    (error,) = refused(
        f"id: here, {CARE}", "id: here, kind: course, state: first, from: 2020-01-31"
    )
    assert (error.line, error.field) == (7, "scenarios.1.facts.2.id")


def test_a_waiver_names_a_fact_of_the_scenario():
    waiver = (
        "kind: waiver, state: granted, on: 2020-02-01, detail: {expectation: a, occurrence: %s}"
    )
    read(f"id: here, {CARE}", waiver % "here")
    (error,) = refused(f"id: here, {CARE}", waiver % "her")
    assert error.suggestion == "Did you mean “here”?"


def test_what_is_expected_names_states_and_facts_that_exist():
    (error,) = refused(CARE, expect="{on: 2020-02-01, state: opened}")
    assert error.suggestion == "Did you mean “open”?"
    (error,) = refused(f"id: here, {CARE}", expect="{on: 2020-02-01, state: open, of: there}")
    assert error.field == "scenarios.1.expect.1.of"


def test_a_municipality_sets_only_what_is_not_known():
    read(CARE, more="local: {silent: [{from: 1900-01-01, value: P1M}]}")
    (error,) = refused(CARE, more="local: {limit: [{from: 1900-01-01, value: P1M}]}")
    assert "is set by the law" in error.suggestion


def test_the_file_has_the_name_of_its_expectation():
    with pytest.raises(LanguageErrors, match=r"“visit-soon”\. Accepted: visit-late"):
        read_scenario_file("expectation: visit-soon\nscenarios: []", "visit-late.yaml", PACK)


def test_an_amount_is_written_in_kroner_and_kept_in_oere():
    (expected,) = read(CARE, expect="{on: 2020-02-01, state: met, worth: 99.06}").expected
    assert expected.figures == {"worth": 9906}
    for amount in ("99.065", "much"):
        (error,) = refused(CARE, expect=f"{{on: 2020-02-01, state: met, worth: {amount}}}")
        assert error.accepted == ("an amount in kroner with two decimals at most",)
