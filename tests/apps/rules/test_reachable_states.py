"""Which state seven expectations can be in, each shown by an invented newcomer.

They are those every newcomer meets; the scenarios beside the definitions tell of all. `under_way`
needs a minimum duration in the evidence (a job in its third month) and `suspended` a suspension by
the minister: none of the seven has the one, and none is in force. What else is missing in the table
has its reason in `UNREACHABLE`.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.apps.rules.builders import (
    LINEAGE,
    TAKEN_OVER,
    a_fact,
    a_newcomer,
    a_waiver,
    an_event,
    basis,
    taken_over,
)

from tovholder.engine.person import State, evaluate
from tovholder.rules.packs import national_pack

SOON = TAKEN_OVER + timedelta(days=5)
AWAY = a_fact("leave", "illness", TAKEN_OVER + timedelta(days=2))
HOME = a_fact("home", "temporary", TAKEN_OVER)
VISITED = an_event("visitation", "done", TAKEN_OVER)
QUOTA = basis("quota_refugee")


def contract(day):
    return [an_event("contract", "signed", day)]


def referral(day):
    return [an_event("danish_referral", "referred", day)]


def internship(day):
    return [a_fact("offer", "internship", day)]


def health_offer(day):
    return [an_event("health_offer", "offered", day)]


def four_talks(day):
    return [an_event("follow_up", "held", day - timedelta(days=n)) for n in range(4)]


def programme_ended(day):
    return [a_fact("programme", "introduction_programme", TAKEN_OVER, day)]


# id: due date, facts it needs, evidence, lineage of the start
SEVEN = {
    "contract-agreed": (date(2022, 4, 10), [], contract, LINEAGE),
    "danish-referral": (date(2022, 4, 10), [], referral, LINEAGE),
    "first-company-offer": (date(2022, 4, 10), [], internship, LINEAGE),
    "health-offer": (date(2022, 9, 10), [QUOTA], health_offer, LINEAGE),
    "four-follow-ups": (date(2022, 9, 10), [VISITED], four_talks, VISITED.lineage),
    "programme-at-most-five-years": (date(2027, 3, 10), [], programme_ended, LINEAGE),
    "job-or-practice-in-six-months": (date(2022, 9, 10), [HOME], internship, "home"),
}
UNREACHABLE = {
    ("health-offer", State.PAUSED): "an offer can be made to someone who is ill or on leave",
    ("health-offer", State.WAIVED): "the person may decline, the municipality may not leave it out",
    ("programme-at-most-five-years", State.PAUSED): "no source lets leave prolong the five years",
    ("programme-at-most-five-years", State.WAIVED): "five years is the law's own limit",
}
EVERY = [state for state in State if state not in (State.UNDER_WAY, State.SUSPENDED)]


JUDGED_UNNEEDED = an_event("health_need", "not_needed", TAKEN_OVER)
OF_ITS_OWN = {
    ("health-offer", State.NOT_APPLICABLE): ([basis(), JUDGED_UNNEEDED], SOON, {}),
    ("health-offer", State.UNDETERMINED): ([basis()], SOON, {}),
}


def example(expectation, state):
    """Facts, day and birth date that put an expectation into a state."""
    due, needed, evidence, lineage = SEVEN[expectation]
    start = next((fact for fact in needed if fact.lineage == lineage), taken_over())
    others = [fact for fact in needed if fact is not start]
    late = due + timedelta(days=10)
    usual = {
        State.NOT_APPLICABLE: (needed, SOON, {"born": date(2010, 1, 1)}),
        State.UNDETERMINED: (needed, SOON, {"born": None}),
        State.WAITING: ([replace(start, is_planned=True), *others], SOON, {}),
        State.OPEN: (needed, TAKEN_OVER, {}),
        State.DUE_SOON: (needed, due, {}),
        State.OVERDUE: (needed, due + timedelta(days=1), {}),
        State.MET: ([*needed, *evidence(due)], late, {}),
        State.MET_LATE: ([*needed, *evidence(due + timedelta(days=1))], late, {}),
        State.WAIVED: ([*needed, a_waiver(expectation, lineage, SOON)], SOON, {}),
        State.PAUSED: ([*needed, AWAY], SOON, {}),
        State.MISSED: ([*needed, taken_over(end=late)], late, {}),
        State.ENDED: ([*needed, taken_over(end=SOON)], SOON, {}),
    }
    return OF_ITS_OWN.get((expectation, state), usual[state])


def state_of(expectation, state):
    facts, on, rest = example(expectation, state)
    standings = evaluate(a_newcomer(*facts, **rest), national_pack(), on=on)
    return next(each.state for each in standings if each.expectation == expectation)


CELLS = [(expectation, state) for expectation in SEVEN for state in EVERY]


@pytest.mark.parametrize(
    ("expectation", "state"), [cell for cell in CELLS if cell not in UNREACHABLE]
)
def test_an_expectation_can_be_in_the_state(expectation, state):
    assert state_of(expectation, state) is state


@pytest.mark.parametrize(("expectation", "state"), UNREACHABLE)
def test_what_would_lead_to_the_state_elsewhere_does_not_here(expectation, state):
    assert state_of(expectation, state) is not state


def test_the_table_speaks_of_expectations_of_the_pack():
    assert set(SEVEN) <= set(national_pack().expectations)
