"""The seven expectations on the days that matter: the day before, the day, the day after."""

from datetime import date, timedelta

import pytest
from tests.apps.rules.builders import LINEAGE, a_fact, a_newcomer, an_event, basis, taken_over

from tovholder.engine.person import State, evaluate, prove
from tovholder.rules.packs import national_pack

START = date(2022, 1, 31)


def standing_of(expectation, on, *facts, **rest):
    standings = evaluate(a_newcomer(*facts, **rest), national_pack(), on=on)
    (found,) = (each for each in standings if each.expectation == expectation)
    return found


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2022, 1, 31), date(2022, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 12, 31), date(2025, 1, 31)),
        (date(2016, 7, 1), date(2016, 8, 1)),
    ],
)
def test_the_contract_is_due_a_month_after_take_over(start, due):
    for expectation in ("contract-agreed", "danish-referral", "first-company-offer"):
        assert standing_of(expectation, start, taken_over(start)).due_date == due


def test_before_the_reform_of_2016_its_duties_do_not_apply_and_three_years_do():
    start = date(2016, 6, 30)
    history = a_newcomer(taken_over(start), a_fact("home", "permanent", start))
    states = {each.expectation: each.state for each in evaluate(history, national_pack(), on=start)}
    for reform in ("danish-referral", "first-company-offer", "programme-at-most-five-years"):
        assert states[reform] is State.NOT_APPLICABLE
    assert states["contract-agreed"] is State.UNDETERMINED
    assert states["programme-at-most-three-years"] is State.OPEN
    assert states["job-or-practice-in-six-months"] is State.OPEN


def test_from_2025_the_contract_has_no_due_date_because_the_source_gives_no_number():
    start = date(2025, 1, 1)
    found = standing_of("contract-agreed", date(2026, 1, 1), taken_over(start))
    assert (found.state, found.due_date, found.version) == (State.OPEN, None, start)
    signed = an_event("contract", "signed", date(2026, 1, 2))
    met = standing_of("contract-agreed", date(2026, 1, 2), taken_over(start), signed)
    assert met.state is State.MET


def test_the_first_company_offer_has_an_aim_of_two_weeks_beside_its_due_date():
    found = standing_of("first-company-offer", START, taken_over(START))
    assert (found.aim_date, found.due_date) == (date(2022, 2, 14), date(2022, 2, 28))
    guidance = a_fact("offer", "guidance", START)
    late = date(2022, 3, 1)
    assert (
        standing_of("first-company-offer", late, taken_over(START), guidance).state is State.OVERDUE
    )


@pytest.mark.parametrize(
    ("state", "need", "expected"),
    [
        ("quota_refugee", None, State.OPEN),
        ("quota_refugee", "not_needed", State.OPEN),
        ("refugee", None, State.UNDETERMINED),
        ("refugee", "needed", State.OPEN),
        ("refugee", "not_needed", State.NOT_APPLICABLE),
        ("family_to_refugee", "needed", State.OPEN),
        ("family_reunified_other", None, State.NOT_APPLICABLE),
        ("other", None, State.NOT_APPLICABLE),
    ],
)
def test_a_health_offer_is_due_to_quota_refugees_and_where_need_is_judged(state, need, expected):
    facts = [taken_over(START), basis(state)]
    facts += [an_event("health_need", need, START)] if need else []
    for born in (date(1990, 1, 1), date(2015, 1, 1)):
        found = standing_of("health-offer", START, *facts, born=born)
        assert found.state is expected
        assert found.missing == (("kind:health_need",) if expected is State.UNDETERMINED else ())


@pytest.mark.parametrize(("talks", "state"), [(3, State.OVERDUE), (4, State.MET)])
def test_four_follow_ups_are_counted_from_the_visitation(talks, state):
    visited = an_event("visitation", "done", START)
    held = [an_event("follow_up", "held", START + timedelta(days=7 * n)) for n in range(talks)]
    found = standing_of("four-follow-ups", date(2022, 9, 1), taken_over(START), visited, *held)
    assert (found.state, found.due_date) == (state, date(2022, 7, 31))


def test_the_programme_ends_in_time_when_its_first_day_after_is_the_due_date():
    start, due = date(2020, 2, 29), date(2025, 2, 28)
    in_time = a_fact("programme", "introduction_programme", start, due)
    late = a_fact("programme", "introduction_programme", start, due + timedelta(days=1))
    on = date(2025, 6, 1)
    states = [
        standing_of("programme-at-most-five-years", on, taken_over(start), programme).state
        for programme in (in_time, late)
    ]
    assert states == [State.MET, State.MET_LATE]


def test_a_change_of_programme_is_no_end():
    first = a_fact("programme", "introduction_programme", START, date(2022, 6, 1), lineage="a")
    second = a_fact("programme", "self_support_and_return_programme", date(2022, 6, 1), lineage="b")
    on = date(2022, 7, 1)
    found = standing_of("programme-at-most-five-years", on, taken_over(START), first, second)
    assert found.state is State.OPEN


def test_who_is_in_work_on_arrival_is_not_helped_into_it():
    home, job = a_fact("home", "temporary", START), a_fact("labour", "employed", START)
    expectation = "job-or-practice-in-six-months"
    assert standing_of(expectation, START, home, job).state is State.NOT_APPLICABLE
    later = a_fact("labour", "self_employed", date(2022, 7, 31))
    assert standing_of(expectation, date(2022, 8, 1), home, later).state is State.MET


def test_a_new_take_over_after_a_gap_is_a_new_occurrence():
    first = taken_over(START, date(2022, 3, 1), lineage="first")
    second = taken_over(date(2022, 9, 1), lineage="second")
    standings = evaluate(a_newcomer(first, second), national_pack(), on=date(2022, 9, 1))
    contracts = [
        (each.lineage, each.state) for each in standings if each.expectation == "contract-agreed"
    ]
    assert contracts == [("first", State.MISSED), ("second", State.OPEN)]


def test_the_proof_of_a_duty_names_law_version_parameter_and_source():
    proof = prove(
        a_newcomer(taken_over(START)),
        national_pack(),
        expectation="danish-referral",
        lineage=LINEAGE,
        ordinal=1,
        on=START,
    )
    (use,) = proof.parameters
    assert proof.version.law.ref == "integrationsloven § 21, stk. 1"
    assert (use.dated.row, proof.due.result) == ("OB-2019-04", date(2022, 2, 28))


def test_a_leave_raises_the_category_of_the_standing_it_touched():
    leave = a_fact("leave", "illness", START, START + timedelta(days=3))
    touched = standing_of("danish-referral", date(2022, 2, 5), taken_over(START), leave)
    assert "family" in touched.categories
    untouched = standing_of("danish-referral", date(2022, 2, 5), taken_over(START))
    assert "family" not in untouched.categories
