"""What a try-out form holds while it is filled in: plain texts, before anything is checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.http import QueryDict

from tovholder.engine.durations import Duration
from tovholder.engine.language import DetailType, Kind, RulePack
from tovholder.rules.scenario import Scenario, ScenarioFact

MOST_ROWS = 30
BIRTH_DATE = "birth_date"
ONE_DAY = timedelta(days=1)
STEPS = {
    "month-earlier": (-1, 1), "day-earlier": (-1, 0), "day-later": (1, 0), "month-later": (1, 1),
}  # fmt: skip
"""How far a button moves a date: (direction, months); no months is a day."""
Row = Mapping[str, str]


@dataclass(frozen=True)
class Draft:
    """The texts of the form: the day, the person's attributes, and a row for each fact."""

    on: str
    attributes: Mapping[str, str]
    rows: tuple[Row, ...]

    def fields(self) -> dict[str, str]:
        """Return the texts by the name of their field."""
        found = {"on": self.on, "rows": str(len(self.rows))}
        found |= {f"a-{name}": text for name, text in self.attributes.items()}
        for number, row in enumerate(self.rows):
            found |= {f"f{number}-{name}": text for name, text in row.items()}
        return found

    def done(self, action: str, adding: Row | None) -> "Draft":
        """Return the draft after a button: `add`, `on:day-later`, `2:remove`, `2:day-later`."""
        place, _colon, what = action.partition(":")
        if action == "add" and adding and len(self.rows) < MOST_ROWS:
            return replace(self, rows=(*self.rows, adding))
        if place == "on":
            return replace(self, on=moved(self.on, what))
        if not (place.isascii() and place.isdecimal() and int(place) < len(self.rows)):
            return self
        number = int(place)
        if what == "remove":
            return replace(self, rows=self.rows[:number] + self.rows[number + 1 :])
        row = dict(self.rows[number])
        row |= {name: moved(row[name], what) for name in ("start", "last") if row.get(name)}
        return replace(self, rows=(*self.rows[:number], row, *self.rows[number + 1 :]))


def moved(text: str, step: str) -> str:
    """Return a date moved by a button; a text that is none stays.

    >>> moved("2024-01-31", "month-later"), moved("soon", "day-later")
    ('2024-02-29', 'soon')
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    if step not in STEPS:
        return text
    direction, months = STEPS[step]
    length = Duration(months=months) if months else Duration(days=1)
    try:
        return (length.after(day) if direction > 0 else length.before(day)).isoformat()
    except (ValueError, OverflowError):  # beyond the calendar
        return text


def posted_draft(posted: QueryDict, *, attributes: Iterable[str]) -> Draft:
    """Return the texts that were sent."""
    typed = posted.get("rows", "")
    count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 else 0
    rows = tuple(
        {
            name.removeprefix(f"f{number}-"): str(text)
            for name, text in posted.items()
            if name.startswith(f"f{number}-")
        }
        for number in range(min(count, MOST_ROWS))
    )
    own = {name: str(posted.get(f"a-{name}", "")) for name in attributes}
    return Draft(str(posted.get("on", "")), own, tuple(row for row in rows if row.get("kind")))


def blank_draft(kinds: Iterable[Kind], *, attributes: Iterable[str], today: date) -> Draft:
    """Return a person with one fact of each kind that the definition counts from."""
    rows = tuple(new_row(kind, number, today=today) for number, kind in enumerate(kinds))
    return Draft(today.isoformat(), dict.fromkeys(attributes, ""), rows)


def new_row(kind: Kind, number: int, *, today: date) -> Row:
    """Return a row for a new fact, from a day on."""
    return {
        "kind": kind.id,
        "lineage": f"new-{number}",
        "state": next(iter(kind.states)),
        "start": today.isoformat(),
        "last": "",
    }


def scenario_draft(scenario: Scenario, pack: RulePack, *, attributes: Iterable[str]) -> Draft:
    """Return the person of a scenario on the first day it asks about.

    A date known in part becomes its first possible day; a fact corrected later is left out.
    """
    home = scenario.facts[0].municipality if scenario.facts else ""
    known = [fact for fact in scenario.facts if not fact.until_known]
    own = dict.fromkeys(attributes, "")
    own |= {name: str(each) for name, each in scenario.attributes.items() if name in own}
    if scenario.born is not None:
        own[BIRTH_DATE] = f"{scenario.born}-01-01"[:10]
    on = scenario.expected[0].on if scenario.expected else date(2020, 1, 1)
    rows = tuple(_row(fact, pack.kinds[fact.kind], home) for fact in known)
    return Draft(on.isoformat(), own, rows)


def _row(fact: ScenarioFact, kind: Kind, home: str) -> Row:
    last = "" if fact.end is None or kind.event else (fact.end - ONE_DAY).isoformat()
    row = {
        "kind": fact.kind,
        "lineage": fact.lineage,
        "state": fact.state,
        "start": fact.start.isoformat(),
        "last": last,
        "elsewhere": "" if fact.municipality == home else fact.municipality,
    }
    if fact.is_planned:
        row["is_planned"] = "on"
    for name, each in fact.detail.items():
        detail = kind.details.get(name)
        row[f"detail_{name}"] = _typed(each, detail.type if detail else DetailType.TEXT)
    return row


def _typed(told: object, detail_type: DetailType) -> str:
    """Return a detail as its field shows it."""
    if detail_type is DetailType.BOOLEAN:
        return "yes" if told else "no"
    if detail_type is DetailType.MINUTES_PER_WEEK:
        return f"{Decimal(str(told)) / 60:.2f}"
    return str(told)
