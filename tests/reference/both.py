"""One case asked of the reference and of the evaluator; both must say the same."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from tests.reference.combining import ABSENT, answers
from tests.reference.harness import UNDETERMINED, loaded
from tests.reference.packs import a_pack, a_version, an_expectation
from tests.reference.standings import NOT_SAID
from tovholder.engine.history import Attribute, Episode, History, Precision
from tovholder.engine.person import evaluate

RECORDED = datetime(2020, 1, 1, 12, tzinfo=UTC)
EVENTS = ("talk", "need", "death", "waiver")


def fact(kind: str, state: str, start: str, end: str | None = None, **rest: object) -> Episode:
    """A fact; its lineage is its kind and first day unless given. Days are ISO texts."""
    first = date.fromisoformat(start)
    last = date.fromisoformat(end) if end else None
    given: dict = {
        "lineage": f"{kind}-{start}", "municipality": "101", "detail": {}, "source": "test",
        "recorded_at": RECORDED, **rest,
    }  # fmt: skip
    if kind in EVENTS:
        last = first + timedelta(days=1)
    return Episode(kind=kind, state=state, start=first, end=last, **given)


def stay(start: str, end: str | None = None, **rest: object) -> Episode:
    return fact("stay", "here", start, end, **rest)


def talk(day: str, **rest: object) -> Episode:
    return fact("talk", "held", day, **rest)


def leave(start: str, end: str | None = None, **rest: object) -> Episode:
    return fact("leave", "sick", start, end, **rest)


def job(start: str, end: str | None = None, minutes: int | None = 2220, **rest: object) -> Episode:
    detail = {} if minutes is None else {"minutes_per_week": minutes}
    return fact("work", "employed", start, end, detail=detail, **rest)


def waiver(day: str, occurrence: str, **rest: object) -> Episode:
    detail = {"expectation": "visit", "occurrence": occurrence, **rest}
    return fact("waiver", "granted", day, detail=detail)


def at(day: str) -> datetime:
    """Noon of a day."""
    return datetime.combine(date.fromisoformat(day), RECORDED.time(), tzinfo=UTC)


MONTH = {"start_precision": Precision.MONTH}


class Case:
    """Facts under one expectation, or several."""

    def __init__(self, expectation: Mapping, *facts: Episode, born: object = None, **parts: object):
        found = [expectation, *parts.pop("others", [])]
        self.pack = a_pack(*found, **parts)
        self.rules = loaded(self.pack)
        birth = date.fromisoformat(born) if isinstance(born, str) and len(born) == 10 else born
        attributes = [("birth_date", birth)] if birth else []
        self.history = History(
            tuple(Attribute(name, value, RECORDED, None) for name, value in attributes), facts
        )

    def on(self, day: str, known_on: str | None = None, **which: object) -> str:
        """What both say, in words: the state, and the dates there are."""
        on = date.fromisoformat(day)
        known = date.fromisoformat(known_on) if known_on else None
        wanted = {"expectation": "visit", "ordinal": 1, **which}
        said, loose = self._of_the_reference(on, known, wanted)
        got = self._of_the_evaluator(on, known, wanted, loose)
        assert said == got, f"the reference says {said}, the evaluator {got}"
        return said

    def _of_the_reference(self, on: date, known: date | None, wanted: dict) -> tuple[str, set]:
        found, _ = answers(self.pack, self.history, on, known)
        chosen = [each for each in found.values() if _is(each.key, wanted)]
        if not chosen:
            return ABSENT, set()
        [answer] = chosen
        if len(answer.states) > 1 or answer.is_start_vague:
            return UNDETERMINED, set()
        names = [name for name in SHOWN if len(answer.dates(name)) > 1]
        loose = {*names, *(name for name in SHOWN if NOT_SAID in answer.dates(name))}
        return _words(*answer.states, answer.found[0], loose), loose

    def _of_the_evaluator(self, on: date, known: date | None, wanted: dict, loose: set) -> str:
        standings = evaluate(self.history, self.rules, on=on, known_on=known)
        chosen = [
            each for each in standings
            if _is((each.expectation, each.lineage, each.ordinal), wanted)
        ]  # fmt: skip
        [standing] = chosen or [None]
        if standing is None or str(standing.state) in (ABSENT, UNDETERMINED):
            return str(standing.state) if standing else ABSENT
        return _words(str(standing.state), standing, loose)


SHOWN = {"due_date": "due", "aim_date": "aim", "met_date": "on"}


def _is(key: tuple, wanted: Mapping) -> bool:
    said = dict(zip(("expectation", "lineage", "ordinal"), key, strict=False))
    return all(said[name] == part for name, part in wanted.items())


def _words(state: str, standing: object, loose: set) -> str:
    dates = [
        f"{word} {getattr(standing, name)}"
        for name, word in SHOWN.items()
        if name not in loose and getattr(standing, name) is not None
    ]
    return ", ".join([state, *dates])


def visit(within: object = "P1M", **parts: object) -> dict:
    """A talk within a month of the first stay, unless the parts say else."""
    version = {"versions": [a_version(within)]} if "versions" not in parts else {}
    return an_expectation("visit", **version, **parts)
