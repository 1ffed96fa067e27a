"""Plain functions that make histories and a small rule pack for the tests of the engine.

The pack has nothing to do with any law: after care begins, a visit within a month.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tovholder.engine.history import Attribute, Episode, History, Precision
from tovholder.engine.language import RulePack, load_pack
from tovholder.engine.person import Standing, evaluate

RECORDED = datetime(2020, 1, 1, 12, tzinfo=UTC)
ONE_DAY = timedelta(days=1)
EARLIEST = "1900-01-01"

CATEGORIES = """
identity: {da: Identitet, en: Identity}
case: {da: Sag, en: Case}
visits: {da: Besøg, en: Visits}
private: {da: Privat, en: Private}
"""
OWNERS = "office: {da: Kontoret, en: The office}"
ATTRIBUTES = "birth_date: {type: date, label: {da: Født, en: Born}, category: identity}"
KINDS = """
care:
  label: {da: Omsorg, en: Care}
  category: case
  exclusive: true
  may_be_planned: true
  states: {given: {da: Ydet, en: Given}}
basis:
  label: {da: Grundlag, en: Basis}
  category: case
  exclusive: true
  absent_means: unknown
  states: {yes_basis: {da: Ja, en: "Yes"}, no_basis: {da: Nej, en: "No"}}
visit:
  label: {da: Besøg, en: Visit}
  category: visits
  event: true
  may_be_planned: true
  states: {paid: {da: Aflagt, en: Paid}, missed: {da: Udeblevet, en: Missed}}
course:
  label: {da: Kursus, en: Course}
  category: visits
  exclusive: true
  states: {first: {da: Første, en: First}, second: {da: Andet, en: Second}}
leave:
  label: {da: Orlov, en: Leave}
  category: private
  states: {away: {da: Væk, en: Away}, abroad: {da: I udlandet, en: Abroad}}
need:
  label: {da: Behov, en: Need}
  category: private
  event: true
  absent_means: unknown
  states: {needed: {da: Ja, en: "Yes"}, not_needed: {da: Nej, en: "No"}}
death:
  label: {da: Dødsfald, en: Death}
  category: case
  event: true
  states: {died: {da: Død, en: Died}}
waiver:
  label: {da: Fravigelse, en: Waiver}
  category: private
  event: true
  states: {granted: {da: Givet, en: Granted}}
  details:
    expectation: {type: text, label: {da: Forventning, en: Expectation}, required: true}
    occurrence: {type: text, label: {da: Gang, en: Occurrence}, required: true}
    ordinal: {type: integer, label: {da: Nummer, en: Number}}
"""
PARAMETERS = """
limit:
  description: {da: Fristen, en: The limit}
  unit: duration
  law: § 1
  values:
    - {from: 1900-01-01, value: P1M, source: a book, confidence: quoted}
    - {from: 2030-01-01, value: unknown, source: a book, confidence: not found}
    - {from: 2040-01-01, value: null, source: a book, confidence: quoted}
silent:
  description: {da: Ikke i kilden, en: Not in the source}
  unit: duration
  law: § 3
  values:
    - {from: 1900-01-01, value: unknown, source: a book, confidence: not found}
visits_needed:
  description: {da: Antal, en: Number}
  unit: count
  law: § 2
  values:
    - {from: 1900-01-01, value: 2, source: a book, confidence: quoted}
    - {from: 2030-01-01, value: unknown, source: a book, confidence: not found}
"""
PREDICATES = """
adult:
  label: {da: er voksen, en: is an adult}
  holds: {age: {at_least: 18}}
"""
FILES = {
    "categories.yaml": CATEGORIES,
    "owners.yaml": OWNERS,
    "kinds.yaml": KINDS,
    "attributes.yaml": ATTRIBUTES,
    "parameters.yaml": PARAMETERS,
    "predicates.yaml": PREDICATES,
}
LAW = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}
VISIT_SOON: Mapping[str, object] = {
    "id": "visit-soon",
    "title": {"da": "Besøg snart", "en": "Visit soon"},
    "kind": "duty",
    "versions": [{"valid": [EARLIEST, None], "law": LAW, "within": "P1M"}],
    "who": "adult",
    "from": {"kind": "care", "state": "given"},
    "what": {"kind": "visit", "state": "paid"},
    "pauses": [{"kind": "leave"}],
    "stops": [{"kind": "care", "at": "end"}, {"kind": "death"}],
    "waivable": {"by": ["leader"]},
    "owner": "office",
    "remind": ["P3D", "P7D"],
}


def sources(**changes: object) -> dict[str, str]:
    """The texts of the pack; a change of None leaves a part of the expectation out."""
    written = {name: part for name, part in {**VISIT_SOON, **changes}.items() if part is not None}
    return {**FILES, "expectations/visit-soon.yaml": as_yaml(written)}


def as_yaml(written: Mapping[str, object]) -> str:
    """JSON is YAML, except that its dates are texts: take the quotes off those."""
    lines = [f"{name}: {json.dumps(part, default=str)}" for name, part in written.items()]
    return re.sub(r'"(\d{4}-\d\d-\d\d)"', r"\1", "\n".join(lines))


def a_pack(**changes: object) -> RulePack:
    return load_pack(sources(**changes))


def within(length: object) -> list[object]:
    """One version that always applies, with another length."""
    return [{"valid": [EARLIEST, None], "law": LAW, "within": length}]


def an_episode(
    kind: str, state: str, start: date, end: date | None = None, **rest: object
) -> Episode:
    """A fact of a kind; its lineage is kind and start unless given."""
    given: dict[str, object] = {
        "lineage": f"{kind}-{start}",
        "municipality": "101",
        "detail": {},
        "source": "test",
        "recorded_at": RECORDED,
        **rest,
    }
    return Episode(kind=kind, state=state, start=start, end=end, **given)  # type: ignore[arg-type]


def care(start: date, end: date | None = None, **rest: object) -> Episode:
    return an_episode("care", "given", start, end, **rest)


def leave(start: date, end: date | None = None, **rest: object) -> Episode:
    return an_episode("leave", "away", start, end, **rest)


def an_event(kind: str, state: str, day: date, **rest: object) -> Episode:
    return an_episode(kind, state, day, day + ONE_DAY, **rest)


def visit(day: date, **rest: object) -> Episode:
    return an_event("visit", "paid", day, **rest)


def a_waiver(day: date, occurrence: str, **rest: object) -> Episode:
    detail = {"expectation": "visit-soon", "occurrence": occurrence, **rest}
    return an_event("waiver", "granted", day, detail=detail)


def a_history(*episodes: Episode, born: object = date(1990, 1, 1)) -> History:
    attributes = (Attribute("birth_date", born, RECORDED, None),) if born else ()
    return History(attributes, episodes)


def standing(history: History, on: date, pack: RulePack | None = None, **rest: object) -> Standing:
    """The one standing that the history gives."""
    (found,) = evaluate(history, pack or PACK, on=on, **rest)  # type: ignore[arg-type]
    return found


def told(case: Any, day: str, lineage: str | None = None) -> Standing:
    """The one standing of a case, or the one with a lineage, as the evaluator alone gives it."""
    standings = evaluate(case.history, case.rules, on=date.fromisoformat(day))
    (found,) = [each for each in standings if lineage in (None, each.lineage)]
    return found


def vague(precision: str) -> dict[str, Precision]:
    return {"start_precision": Precision(precision)}


PACK = a_pack()
