"""Reads an expectation from its file, and checks that its versions and numbers fit together."""

from collections.abc import Callable
from datetime import date, timedelta

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import DayExpression, Take, read_days
from tovholder.engine.language.errors import Collector, Place, refusal
from tovholder.engine.language.expectations import (
    EvidenceSince,
    Expectation,
    ExpectationKind,
    Law,
    Length,
    Number,
    ParameterName,
    Version,
    WhoAt,
    Within,
    reads_of,
)
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.parameters import Unit
from tovholder.engine.language.predicates import InState, Predicate, read_predicate
from tovholder.engine.language.vocabulary import Vocabulary

WAIVER = "waiver"
_REQUIRED = ("id", "title", "kind", "versions", "who", "from", "what", "owner")
_OPTIONAL = ("who_at", "evidence", "count", "pauses", "stops", "waivable", "remind", "citizen")


def read_expectation(node: Node, words: Vocabulary) -> Expectation:
    """Read an expectation.

    Raises:
        LanguageErrors: With everything that is wrong in the file, one error a part at least.
    """
    fields = node.fields(_REQUIRED, _OPTIONAL)
    found = Collector()
    for read_part in _PARTS:
        with found.gather():
            read_part(fields, words)
    found.close()
    who, start, what = _who(fields, words), _start(fields, words), _what(fields, words)
    pauses, stops = _pauses(fields, words), _stops(fields, words)
    return Expectation(
        id=fields["id"].name(),
        title=fields["title"].label(),
        kind=fields["kind"].word(ExpectationKind),
        versions=_versions(fields, words),
        who=who,
        who_at=_who_at(fields, words),
        start=start,
        what=what,
        evidence=_evidence(fields, words),
        count=_count(fields, words),
        pauses=pauses,
        stops=stops,
        waivable_by=_waivable_by(fields, words),
        owner=fields["owner"].word(words.owners),
        remind=_remind(fields, words),
        citizen=fields.label("citizen"),
        reads=reads_of(who, start, what, pauses, stops),
    )


def _names(fields: Fields, words: Vocabulary) -> tuple[object, ...]:
    return (
        fields["id"].name(),
        fields["title"].label(),
        fields["kind"].word(ExpectationKind),
        fields["owner"].word(words.owners),
        fields.label("citizen"),
    )


def _who(fields: Fields, words: Vocabulary) -> Predicate:
    return read_predicate(fields["who"], words)


def _who_at(fields: Fields, words: Vocabulary) -> WhoAt:
    del words
    return fields.word("who_at", WhoAt, default=WhoAt.START)


def _start(fields: Fields, words: Vocabulary) -> DayExpression:
    return read_days(fields["from"], words, take=Take.FIRST)


def _what(fields: Fields, words: Vocabulary) -> DayExpression:
    return read_days(fields["what"], words, take=Take.EACH)


def _pauses(fields: Fields, words: Vocabulary) -> tuple[InState, ...]:
    pauses = fields.get("pauses")
    return tuple(_pause(item, words) for item in (pauses.items() if pauses else ()))


def _pause(node: Node, words: Vocabulary) -> InState:
    fields = node.fields(required=("kind",), optional=("state",))
    kind = words.kind(fields["kind"])
    return InState(kind, words.states(fields.get("state"), kind))


def _stops(fields: Fields, words: Vocabulary) -> tuple[DayExpression, ...]:
    stops = fields.get("stops")
    return tuple(
        read_days(item, words, take=Take.EACH) for item in (stops.items() if stops else ())
    )


def _evidence(fields: Fields, words: Vocabulary) -> EvidenceSince | Duration:
    """Read `start`, `ever`, or a duration followed by `before`."""
    del words
    node = fields.get("evidence")
    if node is None:
        return EvidenceSince.START
    if isinstance(node.content, str) and node.content.endswith(" before"):
        return Node(node.place, node.content.removesuffix(" before")).duration()
    return node.word(EvidenceSince)


def _count(fields: Fields, words: Vocabulary) -> Number:
    if "count" not in fields:
        return 1
    node = fields["count"].fields(required=("at_least",))["at_least"]
    if not _is_parameter(node):
        return node.integer(at_least=1)
    parameter = words.parameter(node, Unit.COUNT)
    for first in _first_days(fields):
        _check_has_amount(node, first, parameter.values[0].valid_from)
    return ParameterName(parameter.id)


def _waivable_by(fields: Fields, words: Vocabulary) -> tuple[str, ...]:
    if "waivable" not in fields:
        return ()
    if WAIVER not in words.kinds:
        raise fields["waivable"].refuse(f"a kind “{WAIVER}” in kinds.yaml, or nothing")
    by = fields["waivable"].fields(required=("by",))["by"]
    return tuple(item.name() for item in by.items())


def _remind(fields: Fields, words: Vocabulary) -> tuple[Duration, ...]:
    del words
    remind = fields.get("remind")
    return tuple(item.duration() for item in (remind.items() if remind else ()))


def _first_days(fields: Fields) -> list[date]:
    return [
        item.fields(("valid", "law"), ("within", "note"))["valid"].items()[0].day()
        for item in fields["versions"].items()
    ]


def _versions(fields: Fields, words: Vocabulary) -> tuple[Version, ...]:
    items = fields["versions"].items()
    versions = tuple(_version(item, words) for item in items)
    for before, after, item in zip(versions, versions[1:], items[1:], strict=False):
        _check_follows(before, after, item.place)
    return versions


def _version(node: Node, words: Vocabulary) -> Version:
    fields = node.fields(required=("valid", "law"), optional=("within", "note"))
    valid_from, valid_until = _period(fields["valid"])
    within = fields.get("within")
    return Version(
        valid_from=valid_from,
        valid_until=valid_until,
        law=_law(fields["law"]),
        within=_within(within, words, valid_from) if within else None,
        note=fields.label("note"),
    )


def _period(node: Node) -> tuple[date, date | None]:
    both = node.items()
    if len(both) != 2:
        raise node.refuse("the first and the last day, such as [2016-07-01, 2024-12-31]")
    first = both[0].day()
    last = None if both[1].is_empty else both[1].day()
    if last is not None and last < first:
        raise both[1].refuse(f"a day on or after {first}")
    return first, last


def _check_follows(before: Version, after: Version, place: Place) -> None:
    if before.valid_until is None or after.valid_from <= before.valid_until:
        until = before.valid_until or "any later day"
        raise refusal(
            place.at("valid"),
            f"“{after.valid_from}”, while the version before is valid until {until}",
            ["versions in order that do not overlap; both days of `valid` are included"],
        )
    expected = before.valid_until + timedelta(days=1)
    if after.valid_from != expected:
        raise refusal(
            place.at("valid"),
            f"“{after.valid_from}”, which leaves a gap after {before.valid_until}",
            [f"{expected}"],
        )


def _law(node: Node) -> Law:
    fields = node.fields(required=("ref", "source", "confidence"), optional=("chapter", "row"))
    chapter, row = fields.get("chapter"), fields.get("row")
    return Law(
        ref=fields["ref"].text(),
        source=fields["source"].text(),
        confidence=fields["confidence"].text(),
        chapter=chapter.text() if chapter else "",
        row=row.text() if row else "",
    )


def _within(node: Node, words: Vocabulary, valid_from: date) -> Within:
    if not node.is_mapping:
        return Within(_length(node, words, valid_from))
    fields = node.fields(required=("aim", "at_latest"))
    return Within(
        _length(fields["at_latest"], words, valid_from), _length(fields["aim"], words, valid_from)
    )


def _length(node: Node, words: Vocabulary, valid_from: date) -> Length:
    if not _is_parameter(node):
        return node.duration()
    parameter = words.parameter(node, Unit.DURATION)
    _check_has_amount(node, valid_from, parameter.values[0].valid_from)
    return ParameterName(parameter.id)


def _check_has_amount(node: Node, needed_from: date, known_from: date) -> None:
    if known_from > needed_from:
        raise refusal(
            node.place,
            f"“{node.content}”, which has no value from {needed_from} until {known_from}",
            [f"a value from {needed_from} (`null` not in force, `unknown` not known to us)"],
        )


def _is_parameter(node: Node) -> bool:
    return isinstance(node.content, str) and node.content.startswith("$")


_PARTS: tuple[Callable[[Fields, Vocabulary], object], ...] = (
    _names,
    _versions,
    _who,
    _who_at,
    _start,
    _what,
    _evidence,
    _count,
    _pauses,
    _stops,
    _waivable_by,
    _remind,
)
