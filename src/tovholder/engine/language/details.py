"""The small typed fields that a kind of fact carries, and what is wrong with a value in one."""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from tovholder.engine.language.nodes import Node
from tovholder.engine.words import OR, Label, joined

REQUIRED = ("type", "label")
OPTIONAL = ("unit", "choices", "at_least", "at_most", "required", "hidden", "help")


class DetailType(enum.StrEnum):
    """What sort of value a detail holds."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    MINUTES_PER_WEEK = "minutes_per_week"
    AMOUNT_DKK = "amount_dkk"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a fact, said so that a user can mend it.

    `field` is `state`, `start`, `end`, `is_planned` or the name of a detail; `met` is the
    value as it was given; `code` is stable and can be counted.
    """

    field: str
    code: str
    met: str
    accepted: Label
    way_out: Label

    def describe(self, language: str) -> str:
        """Return the whole message.

        >>> from tovholder.engine.words import Label
        >>> print(Problem("state", "unknown_state", "x", Label("a", "a"), Label("Vælg.", "Choose.")
        ... ).describe("en"))
        state: met “x”. Accepted: a. Choose.
        """
        sentence = Label(
            "mødte “{met}”. Gyldigt er: {accepted}.", "met “{met}”. Accepted: {accepted}."
        )
        said = sentence.text(language).format(met=self.met, accepted=self.accepted.text(language))
        return f"{self.field}: {said} {self.way_out.text(language)}"

    def __str__(self) -> str:
        return self.describe("en")


@dataclass(frozen=True, slots=True)
class Detail:
    """A typed field of a kind.

    `at_least` and `at_most` are inclusive and meant for numbers. A hidden detail is kept by the
    program (the id of a household) and not asked for in a form.
    """

    id: str
    type: DetailType
    label: Label
    unit: Label | None = None
    choices: Mapping[str, Label] = field(default_factory=dict)
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    required: bool = False
    hidden: bool = False
    help: Label | None = None

    def check(self, value: object) -> Problem | None:
        """Say what is wrong with a value, None when nothing is.

        Days may be given as dates or as ISO text, decimals as numbers or text, as JSON keeps them.
        """
        accepts, accepted = _TYPES[self.type]
        if self.type is DetailType.CHOICE:
            accepted = _listed(self.choices)
        if not accepts(value) or (self.choices and value not in self.choices):
            return self._problem("wrong_value", value, accepted)
        if self.at_least is not None and Decimal(str(value)) < self.at_least:
            return self._problem("too_small", value, _bound("mindst", "at least", self.at_least))
        if self.at_most is not None and Decimal(str(value)) > self.at_most:
            return self._problem("too_large", value, _bound("højst", "at most", self.at_most))
        return None

    def missing(self) -> Problem:
        """Return the problem of a required detail that was not given."""
        return self._problem("missing", "", _TYPES[self.type][1])

    def _problem(self, code: str, value: object, accepted: Label) -> Problem:
        way_out = Label(
            f"Ret feltet “{self.label.text('da')}”, eller lad det stå tomt, hvis det ikke vides.",
            f"Correct the field “{self.label.text('en')}”, or leave it empty if it is not known.",
        )
        if self.required:
            way_out = Label(
                f"Udfyld feltet “{self.label.text('da')}”.", f"Fill in “{self.label.text('en')}”."
            )
        return Problem(self.id, code, str(value), accepted, way_out)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_natural(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_decimal(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        return False
    try:
        return Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False


def _is_amount(value: object) -> bool:
    if not _is_decimal(value):
        return False
    oere = Decimal(str(value)).scaleb(2)  # `% 1` would fail on amounts beyond all reason
    return oere == oere.to_integral_value()


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True
    return type(value) is date


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


_TYPES: Mapping[DetailType, tuple[Callable[[object], bool], Label]] = {
    DetailType.TEXT: (_is_text, Label("en tekst", "a text")),
    DetailType.INTEGER: (_is_integer, Label("et helt tal", "a whole number")),
    DetailType.DECIMAL: (_is_decimal, Label("et tal", "a number")),
    DetailType.DATE: (_is_day, Label("en dato, der findes", "a day that exists")),
    DetailType.BOOLEAN: (lambda value: isinstance(value, bool), Label("ja eller nej", "yes or no")),
    DetailType.CHOICE: (_is_text, Label("et af valgene", "one of the choices")),
    DetailType.MINUTES_PER_WEEK: (
        _is_natural,
        Label("minutter om ugen, et helt tal", "minutes a week, a whole number"),
    ),
    DetailType.AMOUNT_DKK: (
        _is_amount,
        Label(
            "et beløb i kroner med højst to decimaler", "an amount in kroner, two decimals at most"
        ),
    ),
}
_NUMBERS = (
    DetailType.INTEGER,
    DetailType.DECIMAL,
    DetailType.MINUTES_PER_WEEK,
    DetailType.AMOUNT_DKK,
)


def _listed(choices: Mapping[str, Label]) -> Label:
    return Label(
        joined([f"{key} ({label.text('da')})" for key, label in choices.items()], "da", last=OR),
        joined([f"{key} ({label.text('en')})" for key, label in choices.items()], "en", last=OR),
    )


def _bound(da: str, en: str, bound: Decimal) -> Label:
    return Label(f"{da} {bound}", f"{en} {bound}")


def parse_detail(name: str, node: Node) -> Detail:
    """Read the definition of a detail."""
    fields = node.fields(REQUIRED, OPTIONAL)
    detail_type = fields["type"].word(DetailType)
    choices = fields.get("choices")
    if (choices is not None) != (detail_type is DetailType.CHOICE):
        raise node.refuse("`choices` together with `type: choice`, and only then")
    return Detail(
        id=name,
        type=detail_type,
        label=fields["label"].label(),
        unit=fields.label("unit"),
        choices={} if choices is None else _labels(choices),
        at_least=_bound_of(fields.get("at_least"), detail_type),
        at_most=_bound_of(fields.get("at_most"), detail_type),
        required=fields.flag("required"),
        hidden=fields.flag("hidden"),
        help=fields.label("help"),
    )


def _labels(node: Node) -> dict[str, Label]:
    return {name: inner.label() for name, inner in node.entries().items()}


def _bound_of(node: Node | None, detail_type: DetailType) -> Decimal | None:
    if node is None:
        return None
    if detail_type not in _NUMBERS:
        raise node.refuse("a bound only where the type is a number")
    if not _is_decimal(node.content):
        raise node.refuse("a number")
    return Decimal(str(node.content))
