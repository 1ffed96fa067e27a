"""Values in a mapping: where an attribute, a detail, a state or a day comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.engine.language.details import Detail, DetailType
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Fields, Node
from tovholder.people.imports.cells.dates import DateReader
from tovholder.people.imports.cells.values import (
    AmountReader,
    Bin,
    BinReader,
    CodeReader,
    CprReader,
    DayReader,
    Reader,
    TextReader,
    WordReader,
)
from tovholder.people.imports.mapping.definition import Column, Conventions, Source
from tovholder.people.imports.mapping.options import (
    OPTIONS,
    date_reader,
    number_reader,
    plain_text,
)

ALWAYS = ("column", "constant", "codes", "unknown", "bins", "decimal", "thousands", "if_empty")
DAY_FIELDS = ("dates", "time_zone", "short_years_from", "zero_is_unknown")
UNITS = {
    DetailType.MINUTES_PER_WEEK: {"minutes": Decimal(1), "hours": Decimal(60)},
    DetailType.AMOUNT_DKK: {"kroner": Decimal(1), "oere": Decimal("0.01")},
}
WHOLE = (DetailType.INTEGER, DetailType.MINUTES_PER_WEEK)
LONGEST_DETAIL = 2000
LONGEST_ATTRIBUTE = 100


@dataclass(frozen=True, slots=True)
class Target:
    """What a value must become.

    `plain` reads a cell as it stands (None: only codes can), `word` a meaning written in the
    mapping; `fields` are accepted beside those that every value has.
    """

    plain: Callable[[Fields, Conventions], Reader | None]
    word: Callable[[Node], object]
    fields: Sequence[str] = ()


def column_of(node: Node) -> Column:
    """Return a column: a header, or a number from 1."""
    if isinstance(node.content, int) and not isinstance(node.content, bool):
        return node.integer(at_least=1)
    return node.text()


def columns_of(node: Node) -> tuple[Column, ...]:
    """Return one or several columns."""
    return tuple(column_of(item) for item in node.items())


def source_of(node: Node, target: Target, conventions: Conventions) -> Source:
    """Read where a value comes from.

    Args:
        node: A column, or fields with `column` or `constant` and how to read it.
        target: What it must become.
        conventions: How the table writes numbers and days.

    Raises:
        LanguageErrors: with the place, the value met and the values accepted.
    """
    if not node.is_mapping:
        node = Node(node.place, {"column": node})
    fields = node.fields(optional=(*ALWAYS, *target.fields))
    if ("column" in fields) == ("constant" in fields):
        raise node.refuse("either `column` or `constant`")
    if "constant" in fields:
        return Source(constant=target.word(fields["constant"]))
    reader, kept_in = _reader_of(fields, target, conventions)
    if_empty = target.word(fields["if_empty"]) if "if_empty" in fields else None
    return Source(column_of(fields["column"]), reader, kept_in=kept_in, if_empty=if_empty)


def _reader_of(fields: Fields, target: Target, general: Conventions) -> tuple[Reader, str]:
    if "codes" in fields:
        return _code_reader(fields, target)
    if "unknown" in fields:
        raise fields["unknown"].refuse("`unknown` together with `codes`, and only then")
    own = _own_conventions(fields, general)
    if "bins" in fields:
        return BinReader(own.numbers, _bins(fields["bins"], target)), ""
    plain = target.plain(fields, own)
    if plain is None:
        raise fields.node.refuse("`codes: {…}` that say which text means true and which false")
    return plain, ""


def attribute_target(definition: AttributeDefinition) -> Target:
    """Return what a value must become to be this attribute."""
    match definition.type:
        case AttributeType.CHOICE:
            words = tuple(definition.choices)
            return Target(lambda _fields, _own: WordReader(words), lambda node: node.word(words))
        case AttributeType.DATE:
            return Target(
                lambda _fields, own: DayReader(own.days, may_be_partial=True), _day_word, DAY_FIELDS
            )
        case AttributeType.CPR:
            return CPR_TARGET
    return Target(lambda _fields, _own: TextReader(LONGEST_ATTRIBUTE), plain_text)


def detail_target(detail: Detail) -> Target:
    """Return what a value must become to be this detail of a kind."""

    def word(node: Node) -> object:
        content = str(node.content) if isinstance(node.content, date) else node.content
        problem = detail.check(content)
        if problem is not None:
            raise node.refuse(str(problem.accepted))
        return content

    match detail.type:
        case DetailType.CHOICE:
            return Target(lambda _fields, _own: WordReader(tuple(detail.choices)), word)
        case DetailType.DATE:
            return Target(lambda _fields, own: DayReader(own.days), word, DAY_FIELDS)
        case DetailType.TEXT:
            return Target(lambda _fields, _own: TextReader(LONGEST_DETAIL), word)
        case DetailType.BOOLEAN:
            return Target(lambda _fields, _own: None, word)
    return _number_target(detail.type, word)


def state_target(kind: Kind) -> Target:
    """Return what a value must become to be a state of this kind."""
    states = tuple(kind.states)
    return Target(lambda _fields, _own: WordReader(states), lambda node: node.word(states))


def _number_target(kind: DetailType, word: Callable[[Node], object]) -> Target:
    units = UNITS.get(kind, {})

    def plain(fields: Fields, own: Conventions) -> Reader:
        times = _decimal(fields["times"]) if "times" in fields else Decimal(1)
        if "unit" in fields:
            times *= units[fields["unit"].word(units)]
        return AmountReader(own.numbers, kind in WHOLE, times, fields.flag("round"))

    return Target(plain, word, ("times", "round", *(("unit",) if units else ())))


def _day_word(node: Node) -> str:
    return str(node.content) if isinstance(node.content, date) else plain_text(node)


def _cpr_plain(fields: Fields, _own: Conventions) -> Reader:
    zero = fields.word("leading_zero", ("reject", "restore"), default="reject")
    return CprReader(zero == "restore")


CPR_TARGET = Target(_cpr_plain, plain_text, ("leading_zero",))


def _own_conventions(fields: Fields, general: Conventions) -> Conventions:
    own = {name: node for name, node in fields.by_name.items() if name in OPTIONS}
    has_numbers = {"decimal", "thousands"} & own.keys()
    return Conventions(
        number_reader(own) if has_numbers else general.numbers, own_days(own, general.days)
    )


def own_days(own: Mapping[str, Node], general: DateReader) -> DateReader:
    """Return the reader for a column with formats of its own, else the table's."""
    return date_reader(own) if own.keys() & {*DAY_FIELDS} else general


def _code_reader(fields: Fields, target: Target) -> tuple[CodeReader, str]:
    codes_node = fields["codes"]
    if not isinstance(codes_node.content, dict):
        raise codes_node.refuse("codes, each on its own line as `code: meaning`")
    codes = {code: target.word(node) for code, node in codes_node.content.items()}
    unknown = fields.get("unknown")
    if unknown is None or unknown.content == "reject":
        return CodeReader(codes), ""
    if not unknown.is_mapping:
        raise unknown.refuse("reject", "{map_to: …}", "{map_to: …, keep_in: …}")
    rule = unknown.fields(required=("map_to",), optional=("keep_in",))
    kept_in = rule["keep_in"].name() if "keep_in" in rule else ""
    return CodeReader(codes, target.word(rule["map_to"])), kept_in


def _bins(node: Node, target: Target) -> tuple[Bin, ...]:
    bins: list[Bin] = []
    for item in node.items():
        fields = item.fields(required=("is",), optional=("under",))
        under = _decimal(fields["under"]) if "under" in fields else None
        if bins and (bins[-1].under is None or (under is not None and under <= bins[-1].under)):
            raise item.refuse("bins with rising `under`; only the last may be without")
        bins.append(Bin(under, target.word(fields["is"])))
    return tuple(bins)


def _decimal(node: Node) -> Decimal:
    try:
        number = Decimal(str(node.content))
    except InvalidOperation as error:
        raise node.refuse("a number, with a point before the decimals") from error
    if not number.is_finite():
        raise node.refuse("a number, with a point before the decimals")
    return number
