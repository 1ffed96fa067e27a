"""The scenarios of the law: each is tried, and every expectation has enough of them."""

import pytest

from tovholder.rules import packs, trials

PACK = packs.national_pack()
SCENARIOS = trials.read_scenarios(pack=PACK)
EACH = [
    pytest.param(name, scenario, id=f"{name}, line {scenario.place.line}")
    for name, written in SCENARIOS.items()
    for scenario in written
]


@pytest.mark.parametrize(("name", "scenario"), EACH)
def test_the_rules_say_what_the_scenario_expects(name, scenario):
    outcomes = trials.try_out(scenario, name, PACK)
    assert [(each.expected.on, each.failures) for each in outcomes if each.failures] == []


def test_every_expectation_has_at_least_four_scenarios():
    assert trials.short_of_scenarios(SCENARIOS, PACK) == {}


def test_every_scenario_is_about_an_expectation_and_has_a_title_of_its_own():
    for name, written in SCENARIOS.items():
        titles = [scenario.title.text("en") for scenario in written]
        assert len(set(titles)) == len(titles), name
