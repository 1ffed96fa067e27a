"""From a disagreement to the smallest example that still shows it."""

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tests.reference.changes import broken_promises
from tests.reference.harness import complaints, loaded
from tests.reference.packs import ANYBODY, written
from tovholder.engine.history import History, Precision
from tovholder.engine.language import LanguageErrors

COMPOUND = {"all", "any", "not", "first_of", "last_of", "to"}
REQUIRED = {
    "id",
    "title",
    "kind",
    "versions",
    "who",
    "from",
    "what",
    "owner",
    "valid",
    "law",
    "resume",
}


@dataclass(frozen=True)
class Example:
    """A pack, a history, and the days of the question."""

    pack: dict
    history: History
    on: date
    known_on: date | None = None
    municipality: str = ""

    def complaints(self) -> list[str]:
        rules = loaded(self.pack)
        question = (self.on, self.known_on, self.municipality)
        found = complaints(self.pack, rules, self.history, *question)
        return found or broken_promises(rules, self.history, self.on, range(1, 120))


def fails(example: Example) -> list[str]:
    try:
        return example.complaints()
    except (LanguageErrors, KeyError, TypeError):
        return []  # no longer a definition, or no longer a complete one


def smallest(example: Example) -> Example:
    """Take away what can be taken away while it still fails in the same way."""
    ways = {_way(each) for each in fails(example)[:1]}
    again = True
    while again:
        again = False
        for simpler in _simpler(example):
            if ways & {_way(each) for each in fails(simpler)}:
                example, again = simpler, True
                break
    return example


def _way(complaint: str) -> str:
    """What is wrong, without whose it is and when."""
    text = re.sub(r"^\(.*?\): |\{.*\}", "", complaint)
    return re.sub(r"\d{4}-\d\d-\d\d", "a day", text)


def _simpler(example: Example) -> Iterator[Example]:
    for plainer in (replace(example, known_on=None), replace(example, municipality="")):
        if plainer != example:
            yield plainer
    for history in _simpler_histories(example.history):
        yield replace(example, history=history)
    for pack in _simpler_packs(example):
        yield replace(example, pack=pack)


def _simpler_packs(example: Example) -> Iterator[dict]:
    for name in ("suspensions", "local"):
        if example.pack.get(name):
            yield {**example.pack, name: {}}
    for name, expectation in example.pack["expectations"].items():
        for simpler in _simpler_expectations(expectation):
            expectations = {**example.pack["expectations"], name: simpler}
            yield {**example.pack, "expectations": expectations}
        if len(example.pack["expectations"]) > 1:
            left = {n: e for n, e in example.pack["expectations"].items() if n != name}
            yield {**example.pack, "expectations": left}


def _simpler_histories(history: History) -> Iterator[History]:
    episodes, attributes = history.episodes, history.attributes
    for number, episode in enumerate(episodes):
        yield History(attributes, episodes[:number] + episodes[number + 1 :])
        plain = {"start_precision": Precision.DAY, "end_precision": Precision.DAY}
        for change in ({"detail": {}}, plain, {"is_planned": False}, {"municipality": "101"}):
            simpler = replace(episode, **change)
            if simpler != episode and episode.kind != "waiver":
                yield History(attributes, (*episodes[:number], simpler, *episodes[number + 1 :]))
    for number in range(len(attributes)):
        yield History(attributes[:number] + attributes[number + 1 :], episodes)


def _simpler_expectations(expectation: dict) -> Iterator[dict]:
    if expectation["who"] != ANYBODY:
        yield {**expectation, "who": ANYBODY}
    for number in range(len(expectation["versions"]) if len(expectation["versions"]) > 1 else 0):
        kept = [v for at, v in enumerate(expectation["versions"]) if at != number]
        yield {**expectation, "versions": kept}
    who = expectation["who"]
    expectation = {**expectation, "who": "kept"} if who == ANYBODY else expectation
    for simpler in _smaller(expectation):
        yield {**simpler, "who": who} if who == ANYBODY else simpler


def _smaller(expectation: dict) -> Iterator[dict]:
    for path, key in _removable(expectation):
        simpler = copy.deepcopy(expectation)
        inner = simpler
        for step in path:
            inner = inner[step]
        del inner[key]
        yield simpler
    for path, part in _replaceable(expectation):
        simpler = copy.deepcopy(expectation)
        inner = simpler
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = copy.deepcopy(part)
        yield simpler


def _removable(part: object, path: tuple = ()) -> Iterator[tuple[tuple, object]]:
    """Every word that may be left out, and every entry of a list of several."""
    if isinstance(part, dict):
        for key, inner in part.items():
            if key not in REQUIRED:
                yield path, key
            if key not in ("title", "law"):
                yield from _removable(inner, (*path, key))
    elif isinstance(part, list):
        for number, inner in enumerate(part):
            if path[-1:] != ("valid",) and len(part) > 1:
                yield path, number
            yield from _removable(inner, (*path, number))


def _replaceable(part: object, path: tuple = ()) -> Iterator[tuple[tuple, object]]:
    """A part of a compound expression instead of the whole."""
    inside: Iterable = ()
    if isinstance(part, dict):
        for word in COMPOUND & {*part}:
            parts = part[word] if isinstance(part[word], list) else [part[word]]
            yield from ((path, inner) for inner in parts)
        inside = part.items()
    elif isinstance(part, list):
        inside = enumerate(part)
    for key, inner in inside:
        yield from _replaceable(inner, (*path, key))


def shown(example: Example) -> str:
    """The example as YAML, with what was said of it."""
    history = {
        "attributes": {each.name: each.value for each in example.history.attributes},
        "facts": [_fact(episode) for episode in example.history.episodes],
    }
    said = {"on": example.on, "known_on": example.known_on, "municipality": example.municipality}
    said |= {"complaints": fails(example)}
    named = [name for name in example.pack["parameters"] if f"${name}" in written(example.pack)]
    about = {
        "expectations": [_short(each) for each in example.pack["expectations"].values()],
        "parameters": {
            name: {
                each["from"]: each["value"] for each in example.pack["parameters"][name]["values"]
            }
            for name in named
        },
        **{name: example.pack[name] for name in ("suspensions", "local") if example.pack.get(name)},
    }
    return written({**about, **history, **said})


def _short(expectation: dict) -> dict:
    left_out = ("title", "owner", "law", "label", "waivable")
    found = {name: part for name, part in expectation.items() if name not in left_out}
    if found["who"] == ANYBODY:
        del found["who"]
    versions = [{n: p for n, p in v.items() if n != "law"} for v in expectation["versions"]]
    waivable = {"waivable": True} if "waivable" in expectation else {}
    return {**found, **waivable, "versions": versions}


def _fact(episode: object) -> dict:
    found = {"lineage": episode.lineage, "kind": episode.kind, "state": episode.state}
    found |= {"start": episode.start, "end": episode.end}
    if episode.municipality != "101":
        found["municipality"] = episode.municipality
    if episode.detail:
        found["detail"] = dict(episode.detail)
    for side in ("start", "end"):
        if getattr(episode, f"{side}_precision") is not Precision.DAY:
            found[f"{side}_precision"] = str(getattr(episode, f"{side}_precision"))
    if episode.is_planned:
        found["planned"] = True
    found["recorded_at"] = episode.recorded_at
    if episode.superseded_at:
        found["superseded_at"] = episode.superseded_at
    return found
