"""Deadlines that a minister suspends: none in the national rules, an invented one in 2031."""

import shutil
from datetime import date

import pytest
from tests.apps.rules.builders import a_newcomer, an_event, basis, taken_over

from tovholder.engine.person import State, evaluate, prove
from tovholder.rules import packs

SUSPENDED_FROM, LAST_DAY, AFTERWARDS = date(2031, 3, 1), date(2031, 8, 31), date(2031, 9, 1)
INVENTED = """
inflow_2031:
  label: {da: Suspension ved stor tilstrømning, en: Suspension at a large inflow}
  law: {ref: integrationsloven § 4 b, row: OB-2025-02, source: an invented order, confidence: none}
  from: 2031-03-01
  until: 2031-08-31
"""


@pytest.fixture(scope="module")
def pack_with(tmp_path_factory):
    """The national rules with a suspension that touches what is said."""

    def build(touched):
        folder = tmp_path_factory.mktemp("suspended") / "definitions"
        shutil.copytree(packs.DEFINITIONS, folder)
        (folder / "suspensions.yaml").write_text(INVENTED + touched, encoding="utf-8")
        return packs.pack_in(folder)

    return build


@pytest.fixture(scope="module")
def suspended(pack_with):
    return pack_with('  chapters: ["3 a", "4", "5"]\n')


def standing_of(pack, expectation, on, *facts):
    standings = evaluate(a_newcomer(*facts), pack, on=on)
    (found,) = (each for each in standings if each.expectation == expectation)
    return found


def test_no_suspension_is_in_force_in_the_national_rules():
    assert packs.national_pack().suspensions == {}


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2031, 2, 15), date(2031, 9, 15)),  # 15 March and the 184 days of the suspension
        (date(2031, 4, 1), date(2031, 10, 1)),  # as if taken over the day after
        (LAST_DAY, date(2031, 10, 1)),  # 30 September and one day
        (AFTERWARDS, date(2031, 10, 1)),
    ],
)
def test_the_days_of_the_suspension_are_added_to_the_deadline(suspended, start, due):
    found = standing_of(suspended, "first-company-offer", AFTERWARDS, taken_over(start))
    assert found.due_date == due


def test_while_it_lasts_there_is_no_due_date(suspended):
    start = date(2031, 2, 15)
    before = standing_of(suspended, "first-company-offer", date(2031, 2, 28), taken_over(start))
    assert (before.state, before.due_date) == (State.OPEN, date(2031, 3, 15))
    for day in (SUSPENDED_FROM, LAST_DAY):
        found = standing_of(suspended, "first-company-offer", day, taken_over(start))
        assert (found.state, found.due_date) == (State.SUSPENDED, None)


def test_what_was_overdue_before_stays_overdue(suspended):
    start = date(2031, 1, 31)
    found = standing_of(suspended, "first-company-offer", date(2031, 4, 1), taken_over(start))
    assert (found.state, found.due_date) == (State.OVERDUE, date(2031, 2, 28))


def test_what_is_done_meanwhile_is_met(suspended):
    offer = an_event("health_offer", "offered", date(2031, 5, 1))
    facts = (taken_over(date(2031, 2, 15)), basis("quota_refugee"), offer)
    assert standing_of(suspended, "health-offer", LAST_DAY, *facts).state is State.MET


def test_chapters_3_a_4_and_5_are_touched_and_what_is_no_law_is_not(suspended):
    doubt = an_event("control_action", "received", SUSPENDED_FROM, detail={"reason": "other"})
    planned = taken_over(date(2031, 6, 1), is_planned=True)
    here = (taken_over(date(2031, 2, 15)), basis("quota_refugee"), doubt)
    for expectation in ("health-offer", "danish-referral", "talk-after-control-action"):
        found = standing_of(suspended, expectation, SUSPENDED_FROM, *here)
        assert found.state is State.SUSPENDED
    talk = standing_of(suspended, "handover-talk", SUSPENDED_FROM, planned, basis())
    assert talk.state is State.OPEN


def test_a_suspension_can_name_expectations_only(pack_with):
    pack = pack_with("  expectations: [danish-referral]\n")
    start = taken_over(date(2031, 2, 15))
    states = [
        standing_of(pack, name, SUSPENDED_FROM, start).state
        for name in ("danish-referral", "first-company-offer")
    ]
    assert states == [State.SUSPENDED, State.DUE_SOON]


def test_the_proof_names_the_suspension(suspended):
    history = a_newcomer(taken_over(date(2031, 2, 15)))
    proof = prove(
        history, suspended, expectation="danish-referral", lineage="responsibility", ordinal=1,
        on=AFTERWARDS,
    )  # fmt: skip
    assert "inflow_2031" in str(proof.suspensions)
