"""The `episodes` of a table in a mapping: how facts follow from a row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tovholder.engine.language.details import DetailType
from tovholder.engine.language.errors import refusal, unknown_word
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Fields, Node
from tovholder.people.imports.mapping.days import day_source_of
from tovholder.people.imports.mapping.definition import (
    Column,
    Condition,
    Conventions,
    DaySource,
    EpisodeRule,
    Planned,
    Source,
    What,
    kinds_of,
)
from tovholder.people.imports.mapping.options import plain_text
from tovholder.people.imports.mapping.values import (
    Target,
    column_of,
    columns_of,
    detail_target,
    source_of,
    state_target,
)

EPISODE_FIELDS = (
    "name", "kind", "what", "state", "start", "end", "end_is", "until_next", "period", "detail",
    "household", "key", "when", "planned", "no_start", "end_before_start",
)  # fmt: skip
PLANNED: tuple[Planned, ...] = ("never", "always", "if_future")
HOUSEHOLD = "household"
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Words:
    """What the definitions of a mapping may name."""

    kinds: Mapping[str, Kind]
    conventions: Conventions


def episode_rule(node: Node, words: Words) -> EpisodeRule:
    """Read one entry of `episodes`.

    Raises:
        LanguageErrors: with the place, the value met and the values accepted.
    """
    fields = node.fields(optional=EPISODE_FIELDS)
    kind, what, state = _what_happened(fields, words)
    kinds = [kind] if kind else list(kinds_of(what))
    start, end, period = _when(fields, words, kinds)
    key = fields.get("key")
    return EpisodeRule(
        name=_name(fields, kind),
        kind=kind,
        what=what,
        state=state,
        start=start,
        end=end,
        period=period,
        end_is_inclusive=_end_is_inclusive(fields),
        until_next=_until_next(fields, kinds),
        detail=_detail(fields.get("detail"), kinds, words),
        household=_household(fields, kinds),
        key=columns_of(key) if key else (),
        when=conditions(fields.get("when")),
        planned=_planned(fields, kinds),
        skips_no_start=fields.word("no_start", ("reject", "skip"), default="reject") == "skip",
        leaves_out_reversed=_leaves_out_reversed(fields),
    )


def _name(fields: Fields, kind: Kind | None) -> str:
    if "name" not in fields:
        return kind.id if kind else "event"
    name = fields["name"].name()
    if len(name) > LONGEST_NAME:
        raise fields["name"].refuse(f"a name of at most {LONGEST_NAME} signs")
    return name


def conditions(node: Node | None) -> tuple[Condition, ...]:
    """Read `only` or `when`: column → the texts that let a row in, or `{not: …}`."""
    if node is None:
        return ()
    if not isinstance(node.content, dict):
        raise node.refuse("columns, each on its own line as `column: text`")
    return tuple(_condition(name, inner) for name, inner in node.content.items())


def _condition(name: str, node: Node) -> Condition:
    is_not = node.is_mapping
    texts = node.fields(required=("not",))["not"] if is_not else node
    column = int(name) if name.isdigit() else name
    return Condition(column, frozenset(plain_text(item) for item in texts.items()), is_not)


def _what_happened(
    fields: Fields, words: Words
) -> tuple[Kind | None, Source | None, Source | None]:
    if ("what" in fields) == ("kind" in fields):
        raise fields.node.refuse("either `kind` and `state`, or `what`")
    if "what" in fields:
        if "state" in fields:
            raise fields["state"].refuse("no `state` beside `what`, whose codes say `kind/state`")
        target = Target(lambda _fields, _own: None, lambda node: _kind_and_state(node, words))
        return None, source_of(fields["what"], target, words.conventions), None
    kind = words.kinds[fields["kind"].word(words.kinds)]
    if "state" not in fields:
        raise refusal(
            fields.node.place, "no “state”", list(kind.states), "A state is one of these."
        )
    node = fields["state"]
    target = state_target(kind)
    if not node.is_mapping:
        return kind, None, Source(constant=target.word(node))
    source = source_of(node, target, words.conventions)
    _check_kept_in(node, source, [kind])
    return kind, None, source


def _kind_and_state(node: Node, words: Words) -> What:
    name, _slash, state = node.text().partition("/")
    if name not in words.kinds:
        raise unknown_word(node.place, name, words.kinds)
    kind = words.kinds[name]
    if state not in kind.states:
        raise unknown_word(node.place, node.text(), [f"{name}/{each}" for each in kind.states])
    return What(kind, state)


def _household(fields: Fields, kinds: list[Kind]) -> Column | None:
    names = [kind.id for kind in kinds]
    is_wanted = names == [HOUSEHOLD]
    node = fields.get("household")
    if HOUSEHOLD in names and not is_wanted:
        raise fields["what"].refuse("`household` in an entry of its own, with `kind: household`")
    if is_wanted and node is None:
        raise fields.node.refuse("a line `household: <column with the key of the household>`")
    if node is not None and not is_wanted:
        raise node.refuse("`household` with `kind: household`, and only then")
    return column_of(node) if node else None


def _when(
    fields: Fields, words: Words, kinds: Iterable[Kind]
) -> tuple[DaySource | None, DaySource | None, DaySource | None]:
    if ("start" in fields) == ("period" in fields):
        raise fields.node.refuse("either `start` (with or without `end`) or `period`")
    if "period" in fields:
        if "end" in fields:
            raise fields["end"].refuse("no `end` beside `period`, which has both")
        if any(kind.event for kind in kinds):
            raise fields["period"].refuse("`start`: an event is one day")
        return None, None, day_source_of(fields["period"], words.conventions, is_period=True)
    start = day_source_of(fields["start"], words.conventions)
    if "end" not in fields:
        return start, None, None
    if all(kind.event for kind in kinds):
        raise fields["end"].refuse("no `end`: an event is one day")
    return start, day_source_of(fields["end"], words.conventions, may_be_start=True), None


def _end_is_inclusive(fields: Fields) -> bool:
    if "end" not in fields:
        if "end_is" in fields:
            raise fields["end_is"].refuse("`end_is` together with `end`, and only then")
        return True
    if "end_is" not in fields:
        raise fields["end"].refuse(
            "a line `end_is: inclusive` (the day written is the last day) or `end_is: exclusive` "
            "(the day written is the first day after)"
        )
    return fields["end_is"].word(("inclusive", "exclusive")) == "inclusive"


def _until_next(fields: Fields, kinds: Iterable[Kind]) -> bool:
    is_asked = fields.flag("until_next")
    if is_asked and not all(kind.exclusive for kind in kinds):
        raise fields["until_next"].refuse(
            "`until_next` for kinds that are exclusive, and only then"
        )
    return is_asked


def _leaves_out_reversed(fields: Fields) -> bool:
    word = fields.word("end_before_start", ("reject", "leave_out"), default="reject")
    return word == "leave_out"


def _planned(fields: Fields, kinds: Iterable[Kind]) -> Planned:
    planned = fields.word("planned", PLANNED, default=PLANNED[0])
    if planned != "never" and not all(kind.may_be_planned for kind in kinds):
        raise fields["planned"].refuse("never, for a kind that cannot be planned")
    return planned


def _detail(node: Node | None, kinds: list[Kind], words: Words) -> Mapping[str, Source]:
    if node is None:
        return {}
    known = {name: detail for kind in kinds for name, detail in kind.details.items()}
    sources = {}
    for name, inner in node.entries().items():
        if name not in known:
            raise unknown_word(inner.place, name, known)
        sources[name] = source_of(inner, detail_target(known[name]), words.conventions)
        _check_kept_in(inner, sources[name], kinds)
    return sources


def _check_kept_in(node: Node, source: Source, kinds: list[Kind]) -> None:
    if not source.kept_in:
        return
    texts = {
        name
        for kind in kinds
        for name, detail in kind.details.items()
        if detail.type is DetailType.TEXT
    }
    if source.kept_in not in texts:
        raise unknown_word(node.place.at("unknown.keep_in"), source.kept_in, texts)
