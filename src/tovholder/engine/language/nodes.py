"""YAML with places: every value knows its file, line and field, so that errors can say them."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import yaml

from tovholder.engine.durations import Duration
from tovholder.engine.language.errors import (
    Collector,
    LanguageErrors,
    Place,
    refusal,
    unknown_word,
)
from tovholder.engine.words import Label

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ALMOST_DURATION = re.compile(r"p?\s*(\d+)\s*([dwmy])(?:ays?|eeks?|onths?|ears?)?", re.IGNORECASE)
LANGUAGES = ("da", "en")
_UNQUOTED = "Leave out the quotation marks."
_TEXT = "tag:yaml.org,2002:str"
ChoiceT = TypeVar("ChoiceT", bound=str)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a definition and the place where it stands.

    `languages` are those that every label of the pack is written in.
    """

    place: Place
    content: "str | int | float | bool | date | tuple[Node, ...] | dict[str, Node] | None"
    languages: tuple[str, ...] = LANGUAGES

    def refuse(self, *accepted: str, suggestion: str = "") -> LanguageErrors:
        """Return the exception that says which words would have been accepted here."""
        return refusal(self.place, self._shown(), accepted, suggestion)

    def _shown(self) -> str:
        match self.content:
            case dict() as fields:
                return f"the fields {', '.join(fields)}" if fields else "no fields"
            case tuple() as items:
                return f"a list of {len(items)}"
            case None:
                return "nothing"
        return f"“{self.content}”"

    @property
    def is_empty(self) -> bool:
        """Say whether the value is left blank (`null`)."""
        return self.content is None

    @property
    def is_mapping(self) -> bool:
        """Say whether the value has fields of its own."""
        return isinstance(self.content, dict)

    def entries(self) -> "dict[str, Node]":
        """Return the fields whatever they are called; their names must be plain words."""
        for name, node in self.mapping().items():
            if not _NAME.fullmatch(name):
                raise refusal(node.place, f"the name “{name}”", ["small letters, digits, - and _"])
        return self.mapping()

    def mapping(self) -> "dict[str, Node]":
        """Return the fields by their names, of which any is allowed."""
        if isinstance(self.content, dict):
            return self.content
        raise self.refuse("fields, each on its own line as `name: value`")

    def fields(
        self,
        required: Iterable[str] = (),
        optional: Iterable[str] = (),
        found: Collector | None = None,
    ) -> "Fields":
        """Return the fields of a mapping whose words are all known.

        With `found`, unknown words are kept there and reading goes on without them.

        Raises:
            LanguageErrors: A word is unknown, or a required one is missing.
        """
        written = self.mapping()
        needed = tuple(required)
        accepted = (*needed, *optional)
        refused, keep = Collector(), Collector() if found is None else found
        for name, node in written.items():
            if name not in accepted:
                with keep.gather():
                    raise unknown_word(node.place, name, accepted)
        for name in needed:
            if name not in written:
                with refused.gather():
                    raise refusal(
                        self.place, f"no “{name}”", [f"a line `{name}: …`"], f"Add `{name}`."
                    )
        if found is None:
            keep.errors.extend(refused.errors)
            keep.has_failed |= refused.has_failed
            keep.close()
        refused.close()
        return Fields(self, written)

    def items(self) -> "tuple[Node, ...]":
        """Return the items of a list; a single value counts as a list of one."""
        return self.content if isinstance(self.content, tuple) else (self,)

    def text(self) -> str:
        """Return a text that is not empty."""
        if isinstance(self.content, str) and self.content.strip():
            return self.content.strip()
        if isinstance(self.content, int | float) and not isinstance(self.content, bool):
            return str(self.content)
        raise self.refuse("a text")

    def name(self) -> str:
        """Return a plain word that can be the id of something."""
        if isinstance(self.content, str) and _NAME.fullmatch(self.content):
            return self.content
        raise self.refuse("small letters, digits, - and _")

    def word(self, accepted: Iterable[ChoiceT]) -> ChoiceT:
        """Return the one of the accepted words that stands here."""
        words = {str(word): word for word in accepted}
        met = self.content if isinstance(self.content, str) else None
        if met is None:
            raise self.refuse(*sorted(words))
        if met not in words:
            raise unknown_word(self.place, met, words)
        return words[met]

    def integer(self, *, at_least: int = 0) -> int:
        """Return a whole number that is not below a bound."""
        number = self.content
        if isinstance(number, int) and not isinstance(number, bool) and number >= at_least:
            return number
        raise self.refuse(
            f"a whole number, at least {at_least}",
            suggestion=_UNQUOTED if isinstance(number, str) and number.isdecimal() else "",
        )

    def flag(self) -> bool:
        """Return yes or no."""
        if isinstance(self.content, bool):
            return self.content
        raise self.refuse("true", "false")

    def day(self) -> date:
        """Return a calendar day."""
        if type(self.content) is date:
            return self.content
        is_quoted = isinstance(self.content, str) and _DAY.fullmatch(self.content)
        suggestion = _UNQUOTED if is_quoted else ""
        raise self.refuse("a day such as 2016-07-01", suggestion=suggestion)

    def duration(self) -> Duration:
        """Return a length of time."""
        if isinstance(self.content, str):
            try:
                return Duration.parse(self.content)
            except ValueError:
                pass
        raise self.refuse(
            "a duration such as P1M (a month), P14D (14 days) or P5Y (five years)",
            suggestion=meant_duration(self.content),
        )

    def label(self) -> Label:
        """Return a text in each of the languages of the pack."""
        fields = self.fields(required=self.languages)
        return Label.of({code: fields[code].text() for code in self.languages})


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a mapping, all of them known words."""

    node: Node
    by_name: Mapping[str, Node]

    def __getitem__(self, name: str) -> Node:
        return self.by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self.by_name

    def get(self, name: str) -> Node | None:
        """Return an optional field, None when it is not there."""
        return self.by_name.get(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return an optional yes or no."""
        return self.by_name[name].flag() if name in self.by_name else default

    def label(self, name: str) -> Label | None:
        """Return an optional text in each of the languages of the pack."""
        return self.by_name[name].label() if name in self.by_name else None

    def word(self, name: str, accepted: Iterable[ChoiceT], *, default: ChoiceT) -> ChoiceT:
        """Return an optional word out of those accepted."""
        return self.by_name[name].word(accepted) if name in self.by_name else default


def _line_of(error: yaml.MarkedYAMLError, text: str) -> int | None:
    """Return the line of a mistake; one that shows only at the end stands in the last line."""
    mark = error.problem_mark
    return min(mark.line + 1, len(text.splitlines())) if mark else None


def meant_duration(content: object, rest: str = "") -> str:
    """Suggest the duration that a text such as `14 days`, `p14d` or `14D` may have meant."""
    found = _ALMOST_DURATION.fullmatch(str(content).strip())
    if found is None:
        return ""
    return f"Did you mean “P{int(found[1])}{found[2].upper()}{rest}”?"


def _meant_day(text: str) -> str:
    """Suggest the last of the month for a day that a month does not have."""
    with suppress(ValueError):
        year, month = (int(part) for part in text.split("-")[:2])
        return f"Did you mean {date(year, month, monthrange(year, month)[1])}?"
    return ""


def read_yaml(text: str, file: str, languages: tuple[str, ...] = LANGUAGES) -> Node:
    """Read a YAML text into nodes with places.

    Raises:
        LanguageErrors: The text is not YAML, is empty, uses a field twice, or writes a day that
            does not exist.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = _line_of(error, text)
        raise refusal(
            Place(file, line), f"something that is not YAML ({error.problem})", ["YAML"]
        ) from error
    except yaml.YAMLError as error:
        raise refusal(Place(file), f"something that is not YAML ({error})", ["YAML"]) from error
    if root is None:
        raise refusal(Place(file), "an empty file", ["at least one definition"])
    composed = _Composed(languages, yaml.SafeLoader(""))
    node = composed.node(root, Place(file, root.start_mark.line + 1))
    composed.found.close()
    return node


@dataclass(slots=True)
class _Composed:
    """What YAML made of one text, on its way to nodes; keeps every mistake that it meets."""

    languages: tuple[str, ...]
    scalars: yaml.SafeLoader
    found: Collector = field(default_factory=Collector)
    above: list[yaml.Node] = field(default_factory=list)

    def node(self, raw: yaml.Node, place: Place) -> Node:
        if isinstance(raw, yaml.ScalarNode):
            return Node(place, self._scalar(raw, place), self.languages)
        if any(raw is outer for outer in self.above):
            raise refusal(place, "an alias of what it stands in", ["YAML that ends"])
        self.above.append(raw)
        try:
            if isinstance(raw, yaml.SequenceNode):
                return Node(place, self._items(raw, place), self.languages)
            return Node(place, self._mapping(raw, place), self.languages)
        finally:
            self.above.pop()

    def _mapping(self, raw: yaml.Node, place: Place) -> dict[str, Node]:
        fields: dict[str, Node] = {}
        for key, inner in raw.value:
            name = str(key.value)
            inner_place = place.at(name, key.start_mark.line + 1)
            with self.found.gather():
                if name in fields:
                    raise refusal(
                        inner_place,
                        f"“{name}” a second time",
                        ["each field once"],
                        f"It stands already in line {fields[name].place.line}.",
                    )
                fields[name] = self.node(inner, inner_place)
        return fields

    def _items(self, raw: yaml.SequenceNode, place: Place) -> tuple[Node, ...]:
        lines = (item.start_mark.line + 1 for item in raw.value)
        places = (place.at(str(number), line) for number, line in enumerate(lines, start=1))
        return tuple(map(self.node, raw.value, places))

    def _scalar(
        self, raw: yaml.ScalarNode, place: Place
    ) -> "str | int | float | bool | date | None":
        if raw.tag == _TEXT:
            return str(raw.value)
        try:
            content: str | int | float | bool | date | None = self.scalars.construct_object(raw)
        except (yaml.YAMLError, ValueError):
            accepted = ["a text, a number or a day that exists"]
            self.found.keep(refusal(place, f"“{raw.value}”", accepted, _meant_day(str(raw.value))))
            return None
        return content


def plain_node(content: object, place: Place, languages: tuple[str, ...] = LANGUAGES) -> Node:
    """Return the nodes of a definition that was read by someone else (an import mapping)."""
    if isinstance(content, Mapping):
        fields = {
            str(name): plain_node(inner, place.at(str(name)), languages)
            for name, inner in content.items()
        }
        return Node(place, fields, languages)
    if isinstance(content, list | tuple):
        inner = enumerate(content, start=1)
        items = (plain_node(item, place.at(str(n)), languages) for n, item in inner)
        return Node(place, tuple(items), languages)
    if content is None or isinstance(content, str | int | float | bool | date):
        return Node(place, content, languages)
    raise refusal(place, f"a {type(content).__name__}", ["a text, a number or a day"])
