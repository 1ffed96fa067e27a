"""YAML with places: every value knows its file, line and field, so that errors can say them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import yaml

from tovholder.engine.durations import Duration
from tovholder.engine.language.errors import LanguageErrors, Place, refusal, unknown_word
from tovholder.engine.words import Label

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_SCALARS = yaml.SafeLoader("")
ChoiceT = TypeVar("ChoiceT", bound=str)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a definition and the place where it stands."""

    place: Place
    content: "str | int | float | bool | date | tuple[Node, ...] | dict[str, Node] | None"

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
        if not isinstance(self.content, dict):
            raise self.refuse("fields, each on its own line as `name: value`")
        for name, node in self.content.items():
            if not _NAME.fullmatch(name):
                raise refusal(node.place, f"the name “{name}”", ["small letters, digits, - and _"])
        return self.content

    def fields(self, required: Iterable[str] = (), optional: Iterable[str] = ()) -> "Fields":
        """Return the fields of a mapping whose words are all known.

        Raises:
            LanguageErrors: A word is unknown, or a required one is missing.
        """
        if not isinstance(self.content, dict):
            raise self.refuse("fields, each on its own line as `name: value`")
        needed = tuple(required)
        accepted = (*needed, *optional)
        errors = [
            error
            for name, node in self.content.items()
            if name not in accepted
            for error in unknown_word(node.place, name, accepted).errors
        ]
        errors += [
            error
            for name in needed
            if name not in self.content
            for error in refusal(self.place, f"no “{name}”", [f"a line `{name}: …`"]).errors
        ]
        if errors:
            raise LanguageErrors(errors)
        return Fields(self, self.content)

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
        raise self.refuse(f"a whole number, at least {at_least}")

    def flag(self) -> bool:
        """Return yes or no."""
        if isinstance(self.content, bool):
            return self.content
        raise self.refuse("true", "false")

    def day(self) -> date:
        """Return a calendar day."""
        if type(self.content) is date:
            return self.content
        raise self.refuse("a day such as 2016-07-01")

    def duration(self) -> Duration:
        """Return a length of time."""
        if isinstance(self.content, str):
            try:
                return Duration.parse(self.content)
            except ValueError:
                pass
        raise self.refuse("a duration such as P1M (a month), P14D (14 days) or P5Y (five years)")

    def label(self) -> Label:
        """Return a text in Danish and English."""
        fields = self.fields(required=("da", "en"))
        return Label(fields["da"].text(), fields["en"].text())


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
        """Return an optional text in Danish and English."""
        return self.by_name[name].label() if name in self.by_name else None

    def word(self, name: str, accepted: Iterable[ChoiceT], *, default: ChoiceT) -> ChoiceT:
        """Return an optional word out of those accepted."""
        return self.by_name[name].word(accepted) if name in self.by_name else default


def read_yaml(text: str, file: str) -> Node:
    """Read a YAML text into nodes with places.

    Raises:
        LanguageErrors: The text is not YAML, is empty, or uses a field twice.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise refusal(
            Place(file, line), f"something that is not YAML ({error.problem})", ["YAML"]
        ) from error
    if root is None:
        raise refusal(Place(file), "an empty file", ["at least one definition"])
    return _node(root, Place(file, root.start_mark.line + 1))


def _node(raw: yaml.Node, place: Place) -> Node:
    if isinstance(raw, yaml.MappingNode):
        fields: dict[str, Node] = {}
        for key, inner in raw.value:
            name = str(key.value)
            inner_place = place.at(name, key.start_mark.line + 1)
            if name in fields:
                raise refusal(inner_place, f"“{name}” a second time", ["each field once"])
            fields[name] = _node(inner, inner_place)
        return Node(place, fields)
    if isinstance(raw, yaml.SequenceNode):
        lines = (item.start_mark.line + 1 for item in raw.value)
        places = (place.at(str(number), line) for number, line in enumerate(lines, start=1))
        return Node(place, tuple(map(_node, raw.value, places)))
    try:
        return Node(place, _SCALARS.construct_object(raw))
    except (yaml.YAMLError, ValueError) as error:
        raise refusal(place, f"“{raw.value}”", ["a text, a number or a day that exists"]) from error


def plain_node(content: object, place: Place) -> Node:
    """Return the nodes of a definition that was read by someone else (an import mapping)."""
    if isinstance(content, Mapping):
        fields = {
            str(name): plain_node(inner, place.at(str(name))) for name, inner in content.items()
        }
        return Node(place, fields)
    if isinstance(content, list | tuple):
        inner = enumerate(content, start=1)
        return Node(place, tuple(plain_node(item, place.at(str(n))) for n, item in inner))
    if content is None or isinstance(content, str | int | float | bool | date):
        return Node(place, content)
    raise refusal(place, f"a {type(content).__name__}", ["a text, a number or a day"])
