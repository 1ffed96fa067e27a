"""A standing as a task in a calendar (RFC 5545): what, by when, by which law, and a link.

Nothing in it says whom it is about; the link leads to a page that asks who is reading.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tovholder.engine.durations import Duration
from tovholder.engine.language import RulePack
from tovholder.engine.language.expectations import Expectation, Version
from tovholder.engine.person import Standing, State
from tovholder.engine.words import Label
from tovholder.rules.voices.days import day_words

if TYPE_CHECKING:
    from icalendar import Alarm, Todo

PRODUCT = "-//Tovholder//Expectations//EN"
REMINDED_AT = timedelta(hours=8)
"""The time of day of a reminder; a due date has no time, so it is counted from midnight."""

_NAMESPACE = uuid.UUID("0f7b3c1e-6d0a-5e0b-9f2d-7a1c4be0a5d1")
_DONE = (State.MET, State.MET_LATE)
_LAW = Label("Efter: {law}", "By: {law}")
_AIM = Label("Om muligt senest {day}", "If possible by {day}")
_PROOF = Label(
    "Begrundelsen, og hvem det drejer sig om, står i Tovholder: {link}",
    "The proof, and whom it is about, stands in Tovholder: {link}",
)


@dataclass(frozen=True)
class Task:
    """What a task says. `due` is None where there is no last day, as while paused."""

    uid: str
    title: str
    law: str
    state: State
    due: date | None
    aim: date | None
    met: date | None
    remind: tuple[Duration, ...]
    link: str
    language: str


def task_of(standing: Standing, pack: RulePack, *, seed: str, link: str, language: str) -> Task:
    """Return the task of a standing.

    Args:
        standing: As evaluated or proven.
        pack: The rules.
        seed: What tells this person's standings from others', such as the key of the person.
            Only a one-way sum of it reaches the file.
        link: Address of the proof.
        language: Of the texts, `da` or `en`.
    """
    expectation = pack.expectations[standing.expectation]
    version = _version(expectation, standing.version)
    return Task(
        uid=_uid(standing, seed),
        title=expectation.title.text(language),
        law=version.law.ref,
        state=standing.state,
        due=standing.due_date,
        aim=standing.aim_date,
        met=standing.met_date,
        remind=version.remind,
        link=link,
        language=language,
    )


def as_file(tasks: Iterable[Task], *, stamp: datetime, name: str = "") -> bytes:
    """Return tasks as one calendar file, for a download or a feed.

    Args:
        tasks: None, one or several.
        stamp: When the file was made; aware.
        name: What a calendar that follows the file is called.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for task in tasks:
        calendar.add_component(_todo(task, stamp.astimezone(UTC)))
    return bytes(calendar.to_ical())


def _todo(task: Task, stamp: datetime) -> "Todo":
    from icalendar import Todo

    todo = Todo()
    todo.add("uid", task.uid)
    todo.add("dtstamp", stamp)
    todo.add("summary", task.title)
    todo.add("description", _description(task))
    todo.add("url", task.link)
    todo.add("class", "PRIVATE")
    todo.add("status", _status(task.state))
    if task.state in _DONE and task.met:
        todo.add("completed", datetime.combine(task.met, time(12), UTC))
    if task.due:
        todo.add("due", task.due)
        if not (task.state.is_closed or task.state is State.OVERDUE):
            for before in task.remind:
                todo.add_component(_alarm(task, task.due, before))
    return todo


def _alarm(task: Task, due: date, before: Duration) -> "Alarm":
    """Return a reminder; its length is counted in days, for a calendar knows no months."""
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", task.title)
    days = (due - before.before(due)).days
    alarm.add("trigger", REMINDED_AT - timedelta(days=days), parameters={"RELATED": "END"})
    return alarm


def _description(task: Task) -> str:
    lines = [_LAW.text(task.language).format(law=task.law)]
    if task.aim and not task.state.is_closed:
        lines.append(_AIM.text(task.language).format(day=day_words(task.aim, task.language)))
    lines.append(_PROOF.text(task.language).format(link=task.link))
    return "\n".join(lines)


def _status(state: State) -> str:
    if state in _DONE:
        return "COMPLETED"
    if state.is_closed:
        return "CANCELLED"
    return "IN-PROCESS" if state is State.UNDER_WAY else "NEEDS-ACTION"


def _uid(standing: Standing, seed: str) -> str:
    """Return a name that stays when a fact is corrected, and that nobody can read backwards."""
    occurrence = f"{seed}/{standing.expectation}/{standing.lineage}/{standing.ordinal}"
    return f"{uuid.uuid5(_NAMESPACE, occurrence)}@tovholder"


def _version(expectation: Expectation, first: date) -> Version:
    found = (each for each in expectation.versions if each.valid_from == first)
    return next(found, expectation.newest)
