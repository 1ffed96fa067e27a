"""Reads a mapping: YAML becomes tables of readers, or errors that say where and what else."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from tovholder.engine.language.errors import Collector, refusal, unknown_word
from tovholder.engine.language.kinds import Kind, read_kind
from tovholder.engine.language.nodes import Fields, Node, read_yaml
from tovholder.engine.language.pack import RulePack
from tovholder.people.imports.mapping.definition import (
    RECORDED,
    EpisodeRule,
    ImportMapping,
    PersonRule,
    Source,
    Table,
)
from tovholder.people.imports.mapping.episodes import Words, conditions, episode_rule
from tovholder.people.imports.mapping.options import conventions, file_options, merged_options
from tovholder.people.imports.mapping.values import (
    CPR_TARGET,
    attribute_target,
    columns_of,
    source_of,
)
from tovholder.rules.packs import national_pack

VERSION = 1
LONGEST_SOURCE = 60
LONGEST_KIND = 40
FIELDS = ("title", "municipality", "options", "kinds", "rank")
TABLE_FIELDS = ("options", "attributes", "episodes", "only", "optional", "complete")


def read_mapping(text: str, *, file: str, pack: RulePack) -> ImportMapping:
    """Read a mapping.

    Args:
        text: The YAML.
        file: Its name, for messages.
        pack: The definitions in force: national ones and the municipality's own.

    Raises:
        LanguageErrors: everything that was found wrong, each with file, line, field, the value
            met, the values accepted and, where one is near, a suggestion.
    """
    fields = read_yaml(text, file).fields(("tovholder_mapping", "source", "tables"), FIELDS)
    if fields["tovholder_mapping"].content != VERSION:
        raise fields["tovholder_mapping"].refuse(str(VERSION))
    found = Collector()
    own = _own_kinds(fields.get("kinds"), pack, found)
    found.close()
    tables = _tables(fields, {**pack.kinds, **own}, pack, found)
    found.close()
    return ImportMapping(
        file=file,
        source=_source(fields["source"]),
        municipality=_municipality(fields.get("municipality")),
        kinds={name: kind for name, kind in own.items() if pack.kinds.get(name) != kind},
        definitions=_definitions(fields.get("kinds")),
        tables=tables,
        rank=_rank(fields.get("rank"), tables),
        hash=hashlib.sha256(text.encode()).hexdigest(),
    )


def stated_municipality(text: str, *, file: str) -> str:
    """Return the code of the municipality that a mapping states, "" when it states none.

    Needed before the whole mapping can be read: its kinds may be those of the municipality.
    """
    fields = read_yaml(text, file).fields(("tovholder_mapping", "source", "tables"), FIELDS)
    return _municipality(fields.get("municipality"))


def _source(node: Node) -> str:
    name = node.name()
    if len(name) > LONGEST_SOURCE:
        raise node.refuse(f"at most {LONGEST_SOURCE} signs")
    return name


def _municipality(node: Node | None) -> str:
    if node is None:
        return ""
    text = str(node.content)
    if not (text.isdigit() and len(text) == 3):
        raise node.refuse("a code of three digits such as 751")
    return text


def _own_kinds(node: Node | None, pack: RulePack, found: Collector) -> Mapping[str, Kind]:
    own: dict[str, Kind] = {}
    for name, inner in (node.entries() if node else {}).items():
        with found.gather():
            own[name] = _own_kind(name, inner, pack)
    return own


def _own_kind(name: str, node: Node, pack: RulePack) -> Kind:
    kind = read_kind(node, name)
    if len(name) > LONGEST_KIND:
        raise node.refuse(f"a name of at most {LONGEST_KIND} signs")
    if kind.category not in pack.categories:
        raise unknown_word(node.place.at("category"), kind.category, pack.categories)
    national = national_pack().kinds.get(name, kind)
    if national != kind:
        raise refusal(
            node.place,
            f"“{name}”, which exists already and is defined differently",
            ["a name of its own"],
        )
    return kind


def _definitions(node: Node | None) -> Mapping[str, Mapping[str, object]]:
    plain = _plain(node) if node else {}
    return {name: {"id": name, **inner} for name, inner in plain.items()}  # type: ignore[attr-defined]


def _plain(node: Node) -> object:
    if isinstance(node.content, dict):
        return {name: _plain(inner) for name, inner in node.content.items()}
    if isinstance(node.content, tuple):
        return [_plain(inner) for inner in node.content]
    return node.content.isoformat() if isinstance(node.content, date) else node.content


def _tables(
    fields: Fields, kinds: Mapping[str, Kind], pack: RulePack, found: Collector
) -> tuple[Table, ...]:
    tables = []
    for number, (name, node) in enumerate(fields["tables"].entries().items()):
        with found.gather():
            tables.append(
                _Table(name, number, node, fields.get("options")).read(kinds, pack, found)
            )
    return tuple(tables)


class _Table:
    """One table while it is read."""

    def __init__(self, name: str, number: int, node: Node, general: Node | None) -> None:
        self.name, self.number = name, number
        self.fields = node.fields(("files", "person"), TABLE_FIELDS)
        options = merged_options(general, self.fields.get("options"))
        self.options = file_options(options)
        self.conventions = conventions(options)

    def read(self, kinds: Mapping[str, Kind], pack: RulePack, found: Collector) -> Table:
        """Return the table; mistakes of several parts are gathered."""
        fields, words = self.fields, Words(kinds, self.conventions)
        episodes = []
        for item in fields["episodes"].items() if "episodes" in fields else ():
            with found.gather():
                episodes.append((episode_rule(item, words), item))
        attributes: dict[str, Source] = {}
        with found.gather():
            attributes = self._attributes(pack)
        if not attributes and "episodes" not in fields:
            raise fields.node.refuse("`attributes`, `episodes` or both: what follows from a row")
        _refuse_same_name(episodes)
        return Table(
            name=self.name,
            number=self.number,
            patterns=tuple(item.text() for item in fields["files"].items()),
            options=self.options,
            person=self._person(),
            attributes=attributes,
            episodes=tuple(rule for rule, _node in episodes),
            only=conditions(fields.get("only")),
            is_optional=fields.flag("optional"),
            is_complete=fields.flag("complete"),
        )

    def _attributes(self, pack: RulePack) -> dict[str, Source]:
        node = self.fields.get("attributes")
        known = {name: each for name, each in pack.attributes.items() if name != "cpr"}
        sources = {}
        for name, inner in (node.entries() if node else {}).items():
            if name == "cpr":
                raise inner.refuse("`cpr` under `person`")
            if name not in known:
                raise unknown_word(inner.place, name, known)
            sources[name] = source_of(inner, attribute_target(known[name]), self.conventions)
        return sources

    def _person(self) -> PersonRule:
        node = self.fields["person"]
        fields = node.fields(optional=("key", "each_row", "cpr", "unknown"))
        each_row = fields.flag("each_row")
        if each_row == ("key" in fields) and (each_row or "cpr" not in fields):
            raise node.refuse("`key: <column>`, `cpr: <column>`, both, or `each_row: true`")
        cpr = source_of(fields["cpr"], CPR_TARGET, self.conventions) if "cpr" in fields else None
        return PersonRule(
            key=columns_of(fields["key"]) if "key" in fields else (),
            each_row=each_row,
            cpr=cpr,
            may_create=fields.word("unknown", ("create", "reject"), default="create") == "create",
        )


def _refuse_same_name(episodes: Sequence[tuple[EpisodeRule, Node]]) -> None:
    names: set[str] = set()
    for rule, node in episodes:
        if rule.name in names:
            raise refusal(
                node.place,
                f"“{rule.name}” a second time",
                ["a line `name: …` that tells facts of one kind in one row apart"],
            )
        names.add(rule.name)


def _rank(node: Node | None, tables: tuple[Table, ...]) -> tuple[str, ...]:
    if node is None:
        return ()
    known = [*(table.name for table in tables), RECORDED]
    return tuple(item.word(known) for item in node.items())
