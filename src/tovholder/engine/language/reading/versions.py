"""Reads the versions of an expectation; each comes out whole."""

from datetime import date, timedelta

from tovholder.engine.language.days import DayExpression, Take
from tovholder.engine.language.errors import Collector, known_to_be_broken, refusal
from tovholder.engine.language.expectations import (
    AppliesTo,
    CountsOn,
    ExpectationKind,
    Match,
    Time,
    Version,
    WhoAt,
)
from tovholder.engine.language.lengths import ParameterName
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.reading.days import read_days
from tovholder.engine.language.reading.laws import read_law, read_valid
from tovholder.engine.language.reading.lengths import read_amount_name
from tovholder.engine.language.reading.matches import read_match
from tovholder.engine.language.reading.parts import (
    Parts,
    read_count,
    read_evidence,
    read_pauses,
    read_remind,
    read_repeat,
    read_roll,
    read_while,
)
from tovholder.engine.language.reading.predicates import read_predicate
from tovholder.engine.language.reading.scope import Scope
from tovholder.engine.language.reading.times import read_within
from tovholder.engine.language.reading.version_checks import check_version
from tovholder.engine.language.vocabulary import Vocabulary, distinct
from tovholder.engine.words import Label

REQUIRED = ("valid", "law")
OF_A_VERSION = ("applies_to", "within", "note")
SHARED = (
    "who", "who_at", "what", "match", "evidence", "count", "repeat", "while", "pauses", "roll",
    "worth", "remind", "citizen",
)  # fmt: skip
_ONE_DAY = timedelta(days=1)


def read_versions(fields: Fields, words: Vocabulary) -> tuple[Version, ...]:
    """Read all versions of an expectation; they follow each other without overlap or gap.

    Raises:
        LanguageErrors: Everything that is wrong in any of them.
    """
    items = fields["versions"].items()
    if not items:
        raise fields["versions"].refuse("at least one version")
    found = Collector()
    periods = [found.maybe(_read_period, item) for item in items]
    versions = [
        found.attempt(_read_version, item, fields, words, period)
        for item, period in zip(items, periods, strict=True)
    ]
    for before, after, item in zip(periods, periods[1:], items[1:], strict=False):
        if before and after:
            with found.gather():
                _check_follows(before, after, item)
    found.close()
    return tuple(versions)


def read_start(fields: Fields, scope: Scope) -> DayExpression:
    """Read the day from which the expectation runs."""
    return read_days(fields["from"], scope, take=Take.FIRST)


def read_stops(fields: Fields, scope: Scope) -> tuple[DayExpression, ...]:
    """Read the days that end the expectation."""
    stops = fields.get("stops")
    items = stops.items() if stops else ()
    return tuple(read_days(item, scope, take=Take.EACH) for item in items)


def read_checklist(fields: Fields, words: Vocabulary) -> tuple[str, ...]:
    """Read the items of the checklist."""
    node = fields.get("checklist")
    if node is None:
        return ()
    items = [words.checklist_item(item) for item in node.items()]
    return tuple(distinct(node, items, may_be_empty=True))


def _read_period(node: Node) -> tuple[date, date | None]:
    valid = node.mapping().get("valid")
    if valid is None:
        raise known_to_be_broken()
    return read_valid(valid)


def _read_version(
    node: Node, fields: Fields, words: Vocabulary, period: tuple[date, date | None] | None
) -> Version:
    found = Collector()
    own = node.fields(REQUIRED, (*OF_A_VERSION, *SHARED), found)
    parts = Parts(own.by_name, fields.by_name)
    first, last = period or (date.min, None)
    scope = Scope(words, first if period else None, last, in_expectation=True)
    found.attempt(read_stops, fields, scope)
    found.attempt(read_start, fields, scope)
    within = found.attempt(_read_within, own, scope)
    version = Version(
        valid_from=first,
        valid_until=last,
        law=found.attempt(read_law, own["law"]),
        within=within,
        who=found.attempt(read_predicate, parts["who"], scope),
        what=found.attempt(_read_what, parts, scope),
        applies_to=found.attempt(_read_applies_to, own),
        who_at=found.attempt(_read_who_at, parts),
        match=found.attempt(_read_match, parts, fields, scope),
        evidence=found.attempt(read_evidence, parts, within),
        count=found.attempt(read_count, parts, scope),
        repeat=found.attempt(read_repeat, parts, scope),
        while_=found.attempt(read_while, parts, scope),
        pauses=found.attempt(read_pauses, parts, scope),
        rolls=found.attempt(read_roll, parts),
        worth=found.attempt(_read_worth, parts, fields, scope),
        remind=found.attempt(read_remind, parts),
        checklist=found.attempt(read_checklist, fields, words),
        citizen=found.attempt(_read_citizen, parts),
        note=found.attempt(own.label, "note"),
        counts_on=found.attempt(_read_counts_on, fields),
    )
    found.close()
    check_version(version, parts, scope)
    return version


def _read_what(parts: Parts, scope: Scope) -> DayExpression:
    return read_days(parts["what"], scope, take=Take.EACH)


def _read_match(parts: Parts, fields: Fields, scope: Scope) -> tuple[Match, ...]:
    node = parts.get("match")
    if node is None:
        return ()
    return read_match(node, read_start(fields, scope), _read_what(parts, scope))


def _read_within(own: Fields, scope: Scope) -> Time | None:
    node = own.get("within")
    return None if node is None or node.is_empty else read_within(node, scope)


def _read_applies_to(own: Fields) -> AppliesTo:
    return own.word("applies_to", AppliesTo, default=AppliesTo.NEW)


def _read_who_at(parts: Parts) -> WhoAt:
    node = parts.get("who_at")
    return node.word(WhoAt) if node else WhoAt.START


def _read_counts_on(fields: Fields) -> CountsOn | None:
    node = fields.get("counts_on")
    return node.word(CountsOn) if node else None


def _read_citizen(parts: Parts) -> Label | None:
    node = parts.get("citizen")
    return node.label() if node else None


def _read_worth(parts: Parts, fields: Fields, scope: Scope) -> ParameterName | None:
    node = parts.get("worth")
    if node is None:
        return None
    kind = fields["kind"]
    if kind.content != ExpectationKind.GRANT:
        raise refusal(
            node.place,
            f"`worth` on the kind “{kind.content}”",
            [f"`worth` on the kind “{ExpectationKind.GRANT}”"],
            f"Leave `worth` out, or write `kind: {ExpectationKind.GRANT}`.",
        )
    return read_amount_name(node, scope)


def _check_follows(
    before: tuple[date, date | None], after: tuple[date, date | None], node: Node
) -> None:
    place = node.mapping()["valid"].place
    first, until = after[0], before[1]
    if until is None or first <= until:
        suggestion = (
            f"Let the version before end on {first - _ONE_DAY}."
            if first > before[0]
            else "Put the versions in the order of their days."
        )
        raise refusal(
            place,
            f"“{first}”, while the version before is valid until {until or 'any later day'}",
            ["versions in order that do not overlap; both days of `valid` are included"],
            suggestion,
        )
    if first != until + _ONE_DAY:
        raise refusal(
            place,
            f"“{first}”, which leaves a gap after {until}",
            [f"{until + _ONE_DAY}"],
            f"Write {until + _ONE_DAY}, or let the version before end on {first - _ONE_DAY}.",
        )
