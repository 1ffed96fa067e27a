"""Every number of the rules is proven by a scenario: changed by one unit, one of them fails."""

from datetime import date, timedelta

import pytest
from scripts import mutations
from tests.engine.builders import a_pack

from tovholder.engine.durations import Duration
from tovholder.rules import packs, trials
from tovholder.rules.scenario_reading import read_scenario_file

EDGES = """
expectation: visit-soon
scenarios:
  - title: {da: Grænser, en: Edges}
    born: 1990-05-05
    facts: [{kind: care, state: given, from: 2020-01-15}]
    expect:
      - {on: 2020-02-15, state: due_soon, due: 2020-02-15}
"""


@pytest.fixture(scope="module")
def small():
    return a_pack(
        versions=[{"valid": ["2000-01-01", "2020-01-31"], "law": LAW, "within": "$limit"}]
    )


LAW = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}


def names(pack):
    return {mutant.name for mutant in mutations.mutants(pack)}


def test_a_length_is_a_day_and_where_it_has_months_a_month_away():
    assert list(mutations._neighbours(Duration(days=14))) == [Duration(days=13), Duration(days=15)]
    assert Duration(years=5, months=-1) in mutations._neighbours(Duration(years=5))
    assert list(mutations._neighbours(1, lowest=1)) == [2]


def test_parameters_conditions_reminders_and_valid_days_are_changed(small):
    assert names(small) >= {
        "parameter limit from 1900-01-01: P1M → P1M1D",
        "condition adult, at_least: 18 → 17",
        "visit-soon, remind: P7D → P8D",
        "visit-soon, valid from 2000-01-01 → 2000-01-02",
        "visit-soon, valid until 2020-01-31 → 2020-01-30",
    }


def test_what_cannot_change_a_state_is_left_alone(small):
    said = names(small)
    assert not any("P3D" in name or "visits_needed" in name for name in said)
    assert "parameter limit from 1900-01-01: in force from 1899-12-31" not in said


def test_a_number_that_no_scenario_proves_survives(small):
    written = {"visit-soon": read_scenario_file(EDGES, "visit-soon.yaml", small)}
    scenarios = mutations.agreeing(small, written)
    left = {each.name for each in mutations.survivors(mutations.mutants(small), scenarios)}
    assert "condition adult, at_least: 18 → 17" in left
    assert "visit-soon, valid from 2000-01-01 → 2000-01-02" in left
    assert not any("P1M →" in name for name in left)


def test_a_version_that_moves_takes_its_neighbour_with_it():
    versions = [
        {"valid": ["2000-01-01", "2009-12-31"], "law": LAW, "within": "P1M"},
        {"valid": ["2010-01-01", None], "law": LAW, "within": "P2M"},
    ]
    pack = a_pack(versions=versions)
    (moved,) = (each.pack for each in mutations.mutants(pack) if "→ 2010-01-02" in each.name)
    first, second = moved.expectations["visit-soon"].versions
    assert second.valid_from == date(2010, 1, 2)
    assert first.valid_until == second.valid_from - timedelta(days=1)


def test_no_number_of_the_law_can_change_without_a_scenario_failing():
    pack = packs.national_pack()
    scenarios = mutations.agreeing(pack, trials.read_scenarios(pack=pack))
    left = mutations.survivors(mutations.mutants(pack), scenarios)
    assert [mutant.name for mutant in left] == []
