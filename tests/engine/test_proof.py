"""A proof shows every step: start, who, numbers, pauses, evidence, and what closed it."""

from datetime import date

import pytest
from tests.engine.builders import (
    PACK,
    a_history,
    a_pack,
    a_waiver,
    an_episode,
    an_event,
    care,
    leave,
    standing,
    vague,
    visit,
    within,
)

from tovholder.engine.durations import Duration
from tovholder.engine.language import NotKnown
from tovholder.engine.person import State, UnknownOccurrenceError, prove
from tovholder.engine.person.conditions import Truth
from tovholder.engine.person.proof import Reason
from tovholder.engine.person.wording import describe_missing

START = date(2026, 3, 10)
LATER = date(2026, 8, 1)


def a_proof(*episodes, on=LATER, pack=PACK, lineage="care-2026-03-10", **rest):
    history = a_history(*episodes, **rest)
    return prove(history, pack, expectation="visit-soon", lineage=lineage, ordinal=1, on=on)


def test_a_proof_carries_the_same_standing_as_the_evaluation():
    history = a_history(care(START), visit(date(2026, 3, 20)))
    assert a_proof(care(START), visit(date(2026, 3, 20))).standing == standing(history, LATER)


def test_the_due_date_is_shown_step_by_step():
    due = a_proof(care(START), leave(date(2026, 3, 20), date(2026, 3, 25))).due
    assert (due.anchor, due.length, due.calendar_date) == (
        START,
        Duration(months=1),
        date(2026, 4, 10),
    )
    (pause,) = due.pauses
    assert (pause.first, pause.days, pause.due_before, pause.due_after) == (
        date(2026, 3, 20),
        5,
        date(2026, 4, 10),
        date(2026, 4, 15),
    )
    assert (due.paused_days, due.result) == (5, date(2026, 4, 15))


def test_the_aim_has_steps_of_its_own():
    pack = a_pack(versions=within({"aim": "P14D", "at_latest": "P1M"}))
    assert a_proof(care(START), pack=pack).aim.result == date(2026, 3, 24)
    assert a_proof(care(START)).aim is None


def test_only_pauses_that_counted_are_shown():
    pauses = leave(date(2026, 3, 20), date(2026, 3, 25)), leave(date(2026, 6, 1), date(2026, 6, 5))
    assert a_proof(care(START), *pauses).pauses == pauses[:1]
    (open_pause,) = a_proof(care(START), leave(START), on=START).due.pauses
    assert (open_pause.days, open_pause.due_after) == (None, None)


def test_a_parameter_is_shown_with_its_source_and_whose_value_it_is():
    (use,) = a_proof(care(START), pack=a_pack(versions=within("$limit"))).parameters
    assert (use.parameter.id, use.dated.amount, use.is_local) == (
        "limit",
        Duration(months=1),
        False,
    )
    assert (use.dated.source, use.dated.confidence) == ("a book", "quoted")
    assert a_proof(care(START)).parameters == ()


def test_a_number_not_known_to_us_has_no_steps():
    proof = a_proof(care(START), pack=a_pack(versions=within("$silent")))
    assert proof.due is None
    assert proof.parameters[0].dated.amount is NotKnown.NOT_KNOWN
    assert proof.missing == ("parameter:silent",)


def test_each_condition_shows_its_answer_and_the_facts_read():
    pack = a_pack(who={"all": ["adult", {"not": {"kind": "leave"}}]})
    proof = a_proof(care(START), pack=pack)
    adult, no_leave = proof.who.parts
    assert (proof.who.truth, adult.truth, no_leave.truth) == (Truth.TRUE, Truth.TRUE, Truth.TRUE)
    assert adult.parts[0].attributes[0].name == "birth_date"
    assert proof.who_on == START
    assert proof.who.predicate.describe("da") == (
        "er voksen og er ikke en, der er registreret med “Orlov”"
    )


def test_every_visit_is_listed_with_the_reason_why_it_counts_or_not():
    pack = a_pack(count={"at_least": 2})
    days = [date(2026, 3, 1), START, date(2026, 3, 12), date(2026, 3, 12), date(2026, 5, 1)]
    visits = [visit(day, lineage=str(number)) for number, day in enumerate(days)]
    planned = visit(date(2026, 9, 1), is_planned=True)
    vague_one = visit(date(2026, 7, 1), **vague("month"))
    proof = a_proof(care(START), *visits, planned, vague_one, pack=pack)
    assert [use.reason for use in proof.evidence] == [
        Reason.TOO_EARLY,
        Reason.COUNTED,
        Reason.COUNTED,
        Reason.NOT_NEEDED,
        Reason.AFTER_CLOSING,
        Reason.VAGUE,
        Reason.PLANNED,
    ]
    assert proof.needed == 2
    assert proof.evidence[0].reason.label.en == "Lies before the expectation began"


def test_evidence_to_come_is_not_shown():
    assert a_proof(care(START), visit(date(2026, 3, 20)), on=date(2026, 3, 19)).evidence == ()
    pack = a_pack(what={"kind": "course", "at": "end"})
    course = an_episode("course", "first", START, date(2026, 3, 20))
    assert a_proof(care(START), course, on=date(2026, 3, 19), pack=pack).evidence == ()


def test_the_earliest_stop_and_the_waiver_are_shown_when_they_closed_it():
    died = an_event("death", "died", date(2026, 4, 5))
    assert a_proof(care(START, date(2026, 6, 1)), died).stop == died
    waiver = a_waiver(date(2026, 3, 20), "care-2026-03-10")
    waived = a_proof(care(START), waiver)
    assert (waived.waiver, waived.stop) == (waiver, None)
    met = a_proof(care(START), waiver, visit(date(2026, 3, 15)))
    assert (met.waiver, met.stop, met.standing.state) == (None, None, State.MET)


def test_whom_it_does_not_concern_has_a_proof_of_that():
    proof = a_proof(care(START), born=date(2010, 1, 1))
    assert (proof.standing.state, proof.who.truth) == (State.NOT_APPLICABLE, Truth.FALSE)
    assert (proof.due, proof.evidence, proof.stop, proof.needed) == (None, (), None, None)
    nothing = a_proof(lineage="")
    assert (nothing.start, nothing.version, nothing.who) == (None, None, None)


def test_a_vague_start_is_shown_with_its_possible_days():
    proof = a_proof(care(date(2026, 3, 1), **vague("month")), lineage="care-2026-03-01")
    assert (proof.start_days.first, proof.start_days.last) == (date(2026, 3, 1), date(2026, 3, 31))
    assert proof.categories == {"identity", "case", "visits"}


def test_where_nothing_is_known_of_an_occurrence_it_says_so():
    for wrong in ({"expectation": "visit-late"}, {"ordinal": 2}, {"lineage": "x"}):
        asked = {"expectation": "visit-soon", "lineage": "care-2026-03-10", "ordinal": 1, **wrong}
        with pytest.raises(UnknownOccurrenceError, match="open the person's page"):
            prove(a_history(care(START)), PACK, on=LATER, **asked)


def test_a_proof_can_be_given_as_known_on_an_earlier_day():
    asked = {"expectation": "visit-soon", "lineage": "", "ordinal": 1, "on": LATER}
    proof = prove(a_history(care(START)), PACK, known_on=date(2019, 1, 1), **asked)
    assert proof.start is None


@pytest.mark.parametrize(
    ("name", "da", "en"),
    [
        ("kind:need", "Det er ikke registreret: Behov", "Not recorded: Need"),
        ("attribute:birth_date", "Det er ikke registreret: Født", "Not recorded: Born"),
        (
            "start of care",
            "Startdatoen for “Omsorg” er ikke kendt på dagen",
            "The start date of “Care” is not known to the day",
        ),
        (
            "end of leave",
            "Slutdatoen for “Orlov” er ikke kendt på dagen",
            "The end date of “Leave” is not known to the day",
        ),
        (
            "parameter:silent",
            "Vores kilde oplyser ikke: Ikke i kilden",
            "Our source does not say: Not in the source",
        ),
    ],
)
def test_a_missing_fact_is_said_in_words(name, da, en):
    assert describe_missing(name, PACK, "da") == da
    assert describe_missing(name, PACK, "en") == en
