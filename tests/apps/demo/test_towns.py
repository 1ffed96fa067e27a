from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

import pytest
from tests.apps.demo.histories import histories, pack_of_home

from tovholder.demo.diary import (
    LEARNT,
    UPDATED,
    WRONG_DATE,
    WRONG_PERSON,
    Entry,
    Fact,
    Newcomer,
    Trait,
)
from tovholder.demo.places import HOME, NEIGHBOUR
from tovholder.demo.towns import Filling, told
from tovholder.engine.history import Precision
from tovholder.engine.language.expectations import Expectation, ExpectationKind
from tovholder.engine.person import Standing, State, evaluate
from tovholder.people import cpr
from tovholder.rules.packs import national_pack

TODAYS = [date(2026, 11, 22), date(2027, 2, 28), date(2028, 2, 29)]
TODAY = TODAYS[0]
FULL = Filling(TODAY, seed=2013, is_small=False)
ALWAYS = {
    State.NOT_APPLICABLE, State.UNDETERMINED, State.WAITING, State.OPEN, State.DUE_SOON,
    State.OVERDUE, State.MET, State.MET_LATE, State.MISSED, State.ENDED,
}  # fmt: skip

SEVEN = (
    "contract-agreed", "danish-referral", "first-company-offer", "four-follow-ups",
    "health-offer", "job-or-practice-in-six-months", "programme-at-most-five-years",
)  # fmt: skip
"""Those that every newcomer meets; the recipes see to it that all their states are there."""
NEEDS_ACTION = (State.OVERDUE, State.DUE_SOON, State.UNDETERMINED)


def reachable(expectation: Expectation) -> set[State]:
    """The states that the expectation can have by its definition."""
    waived = {State.WAIVED} if expectation.waivable_by else set()
    return ALWAYS | waived | ({State.PAUSED} if expectation.newest.pauses else set())


@cache
def standings(filling: Filling) -> dict[str, tuple[Standing, ...]]:
    """Where everybody stands on the demo's day, by person."""
    people = histories(told(filling)[HOME.code].entries)
    pack = pack_of_home()
    return {ref: evaluate(history, pack, on=filling.today) for ref, history in people.items()}


def states(filling: Filling) -> dict[str, Counter[State]]:
    found: dict[str, Counter[State]] = defaultdict(Counter)
    for of_person in standings(filling).values():
        for standing in of_person:
            found[standing.expectation][standing.state] += 1
    return found


def open_cases(entries: Iterable[Entry], today: date) -> set[str]:
    """Those for whom the municipality is responsible on the day."""
    newest = {}
    for entry in entries:
        if isinstance(entry, Fact) and entry.kind == "responsibility" and not entry.is_planned:
            newest[entry.person] = entry
    return {
        ref
        for ref, fact in newest.items()
        if fact.start <= today and (fact.end is None or fact.end > today)
    }


@pytest.fixture(scope="module")
def entries():
    return told(Filling(TODAY, seed=2013, is_small=False))[HOME.code].entries


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize("seed", [2013, 7])
def test_each_of_the_seven_expectations_is_in_every_state_it_can_have(today, seed):
    found = states(Filling(today, seed, is_small=True))
    for name in SEVEN:
        assert set(found[name]) == reachable(national_pack().expectations[name]), name


@pytest.mark.parametrize("is_small", [True, False])
def test_every_state_but_that_of_a_suspension_nobody_ordered_is_somewhere(is_small):
    assert not national_pack().suspensions
    found = states(Filling(TODAY, seed=2013, is_small=is_small))
    assert set().union(*found.values()) == set(State) - {State.SUSPENDED}


def test_a_colleague_finds_little_to_do_for_most_and_much_for_few(entries):
    waiting_for_us = []
    for ref in open_cases(entries, TODAY):
        counted = Counter(each.state for each in standings(FULL)[ref])
        waiting_for_us.append(sum(counted[state] for state in NEEDS_ACTION))
        assert counted[State.OPEN] <= 18
    waiting_for_us.sort()
    assert len(waiting_for_us) > 350
    assert waiting_for_us[len(waiting_for_us) // 2] <= 1
    assert waiting_for_us[len(waiting_for_us) * 9 // 10] <= 3
    assert sum(number > 6 for number in waiting_for_us) <= 10
    assert 0.2 <= sum(map(bool, waiting_for_us)) / len(waiting_for_us) <= 0.7


def test_few_standings_are_undetermined_and_most_that_are_over_were_met():
    counted = sum(states(FULL).values(), Counter())
    asked = sum(counted.values()) - counted[State.NOT_APPLICABLE]
    assert counted[State.UNDETERMINED] / asked < 0.02
    assert counted[State.OVERDUE] / asked < 0.02
    over = sum(counted[state] for state in (State.MET, State.MET_LATE, State.MISSED))
    assert counted[State.MET] / over > 0.9


@pytest.mark.parametrize("today", TODAYS)
def test_no_expectation_leaves_many_overdue_at_once(today):
    found = states(Filling(today, seed=2013, is_small=False))
    for name, counted in found.items():
        asked = sum(counted.values()) - counted[State.NOT_APPLICABLE]
        assert counted[State.OVERDUE] <= max(5, asked * 0.12), name


def test_every_grant_is_reached_by_some_and_still_open_for_others():
    found = states(FULL)
    pack = national_pack()
    grants = [each.id for each in pack.expectations.values() if each.kind is ExpectationKind.GRANT]
    assert sum(found[name][State.MET] for name in grants) > 100
    for name in ("job-grant", "education-grant", "danish-test-grant"):
        assert found[name][State.MET] >= 5, name
        assert found[name][State.OPEN] >= 5, name


def test_children_who_turn_eighteen_here_are_received_as_adults(entries):
    born = {
        e.ref: int(str(e.attributes["birth_date"])[:4]) for e in entries if isinstance(e, Newcomer)
    }
    facts = [entry for entry in entries if isinstance(entry, Fact)]
    stays = {fact.person: fact for fact in facts if fact.kind == "responsibility"}
    grown = {
        ref
        for ref, stay in stays.items()
        if stay.start.year < born[ref] + 18 and (stay.end or TODAY).year > born[ref] + 19
    }
    contracts = {fact.person for fact in facts if fact.kind == "contract"}
    assert len(grown) >= 3
    assert len(grown & contracts) / len(grown) > 0.6


def test_every_duty_of_today_concerns_somebody():
    found = states(FULL)
    for name, expectation in national_pack().expectations.items():
        is_duty = expectation.kind is ExpectationKind.DUTY
        if is_duty and expectation.newest.valid_until is None:
            assert set(found[name]) - {State.NOT_APPLICABLE}, name


@pytest.mark.parametrize("is_small", [True, False])
def test_the_same_seed_and_day_give_the_same_people(is_small):
    wanted = Filling(TODAY, seed=2013, is_small=is_small)
    once, again = told(wanted), told(wanted)
    assert once == again
    assert once != told(Filling(TODAY, seed=2014, is_small=is_small))


def test_most_duties_are_met_in_time_some_late_and_some_are_overdue_now():
    found = states(FULL)
    for name in ("contract-agreed", "danish-referral", "first-company-offer"):
        counted = found[name]
        asked = sum(counted.values()) - counted[State.NOT_APPLICABLE]
        assert 0.75 <= counted[State.MET] / asked <= 0.95
        assert 0.03 <= counted[State.MET_LATE] / asked <= 0.15
        assert counted[State.OVERDUE] >= 1


@pytest.mark.parametrize("today", TODAYS)
def test_about_400_cases_are_open_and_600_closed(today):
    of_town = told(Filling(today, seed=2013, is_small=False))[HOME.code]
    ends = {}
    for entry in of_town.entries:
        if isinstance(entry, Fact) and entry.kind == "responsibility":
            ends[entry.person] = entry.end
    still_open = sum(end is None or end > today for end in ends.values())
    assert 390 <= still_open <= 440
    assert 590 <= len(ends) - still_open <= 625


def test_nothing_is_told_after_today_or_twice_before_it_is_corrected(entries):
    assert max(entry.told_on for entry in entries) <= TODAY
    tellings = defaultdict(list)
    for entry in entries:
        if isinstance(entry, Fact):
            tellings[entry.name].append(entry)
    for told_in_order in tellings.values():
        days = [fact.told_on for fact in told_in_order]
        assert days == sorted(days)
        assert not told_in_order[0].reason
        assert all(fact.reason for fact in told_in_order[1:])


def test_facts_are_corrected_taken_back_recorded_late_and_known_to_the_month(entries):
    reasons = Counter(getattr(entry, "reason", "") for entry in entries)
    assert min(reasons[reason] for reason in (UPDATED, WRONG_DATE, WRONG_PERSON, LEARNT)) > 10
    facts = [entry for entry in entries if isinstance(entry, Fact)]
    late = [f for f in facts if not f.reason and (f.told_on - f.start).days > 20]
    assert len(late) > 300
    monthly = [fact for fact in facts if fact.start_precision is Precision.MONTH]
    assert len(monthly) > 20
    assert {fact.start.day for fact in monthly} == {1}


def test_every_fact_is_one_that_its_kind_allows(entries):
    kinds = national_pack().kinds
    for fact in entries:
        if isinstance(fact, Fact):
            detail = {
                name: str(c) if name == "occurrence" else c for name, c in fact.detail.items()
            }
            detail |= {"household": fact.household} if fact.household else {}
            assert not kinds[fact.kind].check(
                fact.state, fact.start, fact.end, detail, is_planned=fact.is_planned
            ), fact


def test_nobody_can_have_the_cpr_numbers_and_some_people_have_none(entries):
    given = {e.person: e.content for e in entries if isinstance(e, Trait) and e.name == "cpr"}
    people = {entry.ref for entry in entries if isinstance(entry, Newcomer)}
    assert len(set(given.values())) == len(given)
    assert min(cpr.birth_date(number).year for number in given.values()) >= 2030
    assert 20 <= len(people - given.keys()) <= 120


def test_families_of_up_to_seven_come_from_many_places(entries):
    sizes = Counter(e.household for e in entries if isinstance(e, Fact) and e.kind == "household")
    assert max(sizes.values()) >= 6
    origins = {e.attributes["origin_country"] for e in entries if isinstance(e, Newcomer)}
    assert len(origins) >= 10


def test_the_neighbour_has_people_of_its_own():
    both = told(Filling(TODAY, seed=2013, is_small=True))
    assert {entry.town for entry in both[NEIGHBOUR.code].entries} == {NEIGHBOUR.code}
    assert {held.town for held in both[HOME.code].held} == {HOME.code}
