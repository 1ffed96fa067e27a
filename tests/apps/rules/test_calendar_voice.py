"""A standing as a task in a calendar: the day, the reminders, the law and a link; nobody's name."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar
from tests.apps.rules.builders import TAKEN_OVER, a_fact, a_newcomer, an_event

from tovholder.engine.person import State, evaluate
from tovholder.rules.packs import national_pack
from tovholder.rules.voices.calendar import as_file, task_of

PACK = national_pack()
LINK = "https://tovholder.example.org/people/abcdefghjkmn/standings/7/"
STAMP = datetime(2022, 4, 1, 9, 30, tzinfo=UTC)
CONTRACT = PACK.expectations["contract-agreed"]


def a_standing(*facts, on=date(2022, 3, 20)):
    found = evaluate(a_newcomer(*facts), PACK, on=on)
    return next(each for each in found if each.expectation == CONTRACT.id)


def a_task(*facts, on=date(2022, 3, 20), seed="abcdefghjkmn", language="en"):
    return task_of(a_standing(*facts, on=on), PACK, seed=seed, link=LINK, language=language)


def read(*tasks, name=""):
    return Calendar.from_ical(as_file(tasks, stamp=STAMP, name=name))


def the_todo(*facts, **rest):
    (todo,) = read(a_task(*facts, **rest)).walk("VTODO")
    return todo


def test_the_task_says_what_by_when_by_which_law_and_where_the_proof_is():
    todo = the_todo()
    assert todo["SUMMARY"] == "Contract agreed"
    assert todo.decoded("DUE") == date(2022, 4, 10)
    assert "integrationsloven" in todo["DESCRIPTION"]
    assert todo["URL"] == LINK
    assert LINK in todo["DESCRIPTION"]
    assert todo["CLASS"] == "PRIVATE"
    assert todo.decoded("DTSTAMP") == STAMP


def test_the_text_is_in_the_language_asked_for():
    todo = the_todo(language="da")
    assert todo["SUMMARY"] == "Kontrakt indgået"
    assert todo["DESCRIPTION"].startswith("Efter: ")


def test_there_is_a_reminder_in_the_morning_of_every_day_of_the_definition():
    triggers = [alarm["TRIGGER"] for alarm in the_todo().walk("VALARM")]
    midnight = datetime(2022, 4, 10, tzinfo=UTC)
    assert [midnight + trigger.dt for trigger in triggers] == [
        datetime(2022, 3, 27, 8, tzinfo=UTC),
        datetime(2022, 4, 7, 8, tzinfo=UTC),
    ]
    assert {trigger.params["RELATED"] for trigger in triggers} == {"END"}


@pytest.mark.parametrize(
    ("facts", "on", "state", "status", "reminds"),
    [
        ((), date(2022, 3, 20), State.OPEN, "NEEDS-ACTION", True),
        ((), date(2022, 4, 11), State.OVERDUE, "NEEDS-ACTION", False),
        ((an_event("contract", "signed", date(2022, 4, 1)),), date(2022, 4, 1), State.MET,
         "COMPLETED", False),
        ((an_event("death", "died", date(2022, 3, 15)),), date(2022, 4, 1), State.ENDED,
         "CANCELLED", False),
    ],
)  # fmt: skip
def test_the_status_of_the_task_follows_the_state(facts, on, state, status, reminds):
    assert a_standing(*facts, on=on).state is state
    todo = the_todo(*facts, on=on)
    assert todo["STATUS"] == status
    assert bool(todo.walk("VALARM")) is reminds


def test_what_is_done_says_on_which_day():
    signed = an_event("contract", "signed", date(2022, 4, 1))
    assert the_todo(signed, on=date(2022, 4, 2)).decoded("COMPLETED").date() == date(2022, 4, 1)


def test_while_paused_there_is_no_due_date_and_no_reminder():
    todo = the_todo(a_fact("leave", "illness", date(2022, 3, 15)))
    assert "DUE" not in todo
    assert not todo.walk("VALARM")


def test_the_name_of_a_task_stays_from_day_to_day_and_when_the_start_is_corrected():
    assert a_task().uid == a_task(on=date(2022, 5, 1)).uid
    moved = a_fact("responsibility", "taken_over", TAKEN_OVER + timedelta(days=3))
    assert a_task(moved).uid == a_task().uid


def test_the_name_of_a_task_tells_neither_the_person_nor_the_fact():
    task = a_task()
    assert task.uid != a_task(seed="nmkjhgfedcba").uid
    assert "abcdefghjkmn" not in task.uid
    assert a_standing().lineage not in task.uid


def test_several_tasks_make_one_calendar_that_can_be_followed():
    standings = evaluate(a_newcomer(), PACK, on=date(2022, 3, 20))
    tasks = [task_of(each, PACK, seed="s", link=LINK, language="en") for each in standings]
    calendar = read(*tasks, name="Amal")
    assert len(calendar.walk("VTODO")) == len(tasks) > 3
    assert len({todo["UID"] for todo in calendar.walk("VTODO")}) == len(tasks)
    assert not calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Amal"


def test_no_tasks_make_an_empty_calendar():
    assert read().walk("VTODO") == []


def test_the_file_holds_nothing_of_the_person():
    facts = (an_event("waiver", "granted", date(2022, 3, 15), detail={
        "expectation": CONTRACT.id, "occurrence": "responsibility", "reason": "A secret reason",
    }),)  # fmt: skip
    text = as_file([a_task(*facts)], stamp=STAMP).decode()
    assert "secret" not in text
    assert "1990" not in text
