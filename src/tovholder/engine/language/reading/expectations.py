"""Reads an expectation from its file."""

from tovholder.engine.language.details import DetailType
from tovholder.engine.language.errors import Collector, refusal
from tovholder.engine.language.expectations import Expectation, ExpectationKind
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.reading.scope import Scope
from tovholder.engine.language.reading.versions import (
    SHARED,
    read_start,
    read_stops,
    read_versions,
)
from tovholder.engine.language.vocabulary import WAIVER, Vocabulary, distinct

REQUIRED = ("id", "title", "kind", "versions", "who", "from", "what", "owner")
OPTIONAL = (
    *(name for name in SHARED if name not in REQUIRED),
    "stops", "after", "once", "counts_on", "waivable", "checklist",
)  # fmt: skip
WAIVER_DETAILS = {
    "expectation": DetailType.TEXT,
    "occurrence": DetailType.TEXT,
    "ordinal": DetailType.INTEGER,
}


def read_expectation(node: Node, words: Vocabulary, file_id: str) -> Expectation:
    """Read an expectation, whose id is the name of its file.

    Raises:
        LanguageErrors: Everything that is wrong in the file.
    """
    found = Collector()
    fields = node.fields(REQUIRED, OPTIONAL, found)
    scope = Scope(words, in_expectation=True)
    found.attempt(_check_id, fields["id"], file_id)
    expectation = Expectation(
        id=file_id,
        title=found.attempt(fields["title"].label),
        kind=found.attempt(fields["kind"].word, ExpectationKind),
        versions=found.attempt(read_versions, fields, words),
        start=found.attempt(read_start, fields, scope),
        stops=found.attempt(read_stops, fields, scope),
        waivable_by=found.attempt(_read_waivable, fields, words),
        owner=found.attempt(words.owner, fields["owner"]),
        after=found.attempt(_read_after, fields.get("after")),
        once_across=found.attempt(_read_once, fields.get("once")),
    )
    found.close()
    return expectation


def _check_id(node: Node, file_id: str) -> None:
    if node.name() != file_id:
        raise refusal(
            node.place,
            f"“{node.content}”",
            [file_id],
            f"Write `id: {file_id}`, or call the file {node.content}.yaml.",
        )


def _read_waivable(fields: Fields, words: Vocabulary) -> tuple[str, ...]:
    node = fields.get("waivable")
    if node is None:
        return ()
    by = node.fields(required=("by",))["by"]
    roles = tuple(distinct(by, [item.name() for item in by.items()]))
    if WAIVER in words.broken:
        return roles
    if WAIVER not in words.kinds:
        raise node.refuse(
            f"a kind “{WAIVER}” in kinds.yaml, or nothing",
            suggestion=f"Declare the kind “{WAIVER}” with the details {', '.join(WAIVER_DETAILS)}.",
        )
    details = words.kinds[WAIVER].details
    for name, needed in WAIVER_DETAILS.items():
        if name not in details or details[name].type is not needed:
            met = f"type {details[name].type}" if name in details else "nothing"
            raise refusal(
                node.place,
                f"{met} for the detail “{name}” of the kind “{WAIVER}”",
                [f"`{name}: {{type: {needed}, …}}`"],
                f"A waiver names what it waives: declare “{name}” in the kind “{WAIVER}”.",
            )
    return roles


def _read_after(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    return tuple(distinct(node, [item.text() for item in node.items()], may_be_empty=True))


def _read_once(node: Node | None) -> tuple[str, ...] | None:
    if node is None:
        return None
    across = node.fields(required=("across",))["across"]
    return tuple(distinct(across, [item.text() for item in across.items()]))
