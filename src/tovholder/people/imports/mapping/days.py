"""Days in a mapping: a column, the same day for all, or a distance from a day."""

import re
from datetime import date
from typing import Literal

from tovholder.engine.language.nodes import Fields, Node
from tovholder.people.imports.cells.dates import DateReader, Span, day_span
from tovholder.people.imports.cells.formats import Unit
from tovholder.people.imports.mapping.definition import Conventions, DaySource
from tovholder.people.imports.mapping.options import OPTIONS, number_reader
from tovholder.people.imports.mapping.values import DAY_FIELDS, column_of, own_days

STEPS: tuple[Literal["days", "weeks", "months", "years"], ...] = (
    "days", "weeks", "months", "years",
)  # fmt: skip
KEPT_UNITS: frozenset[Unit] = frozenset({"day", "month", "year"})
DISTANCE_FIELDS = ("unit", "fraction", "decimal", "thousands")
MONTH = re.compile(r"(\d{4})-(\d{2})")


def day_source_of(
    node: Node, conventions: Conventions, *, may_be_start: bool = False, is_period: bool = False
) -> DaySource:
    """Read where a day comes from.

    Args:
        node: A column, or fields: `column` (with `dates` of its own), `constant`, or `origin`
            with `plus`.
        conventions: How the table writes numbers and days.
        may_be_start: Whether `origin: start` has a meaning here.
        is_period: Whether weeks and quarters are accepted.

    Raises:
        LanguageErrors: with the place, the value met and the values accepted.
    """
    if not node.is_mapping:
        node = Node(node.place, {"column": node})
    fields = node.fields(optional=("column", "constant", "origin", *_more(node)))
    if sum(name in fields for name in ("column", "constant", "origin")) != 1:
        raise node.refuse("one of `column`, `constant`, `origin` (with `plus`)")
    if "constant" in fields:
        return DaySource(constant=constant_day(fields["constant"]))
    if "origin" in fields:
        return _distance(fields, conventions, may_be_start=may_be_start)
    own = {name: inner for name, inner in fields.by_name.items() if name in OPTIONS}
    days = own_days(own, conventions.days)
    _check_units(fields, days, is_period=is_period)
    return DaySource(column_of(fields["column"]), days)


def _more(node: Node) -> tuple[str, ...]:
    has_origin = isinstance(node.content, dict) and "origin" in node.content
    return ("plus", *DISTANCE_FIELDS) if has_origin else DAY_FIELDS


def _check_units(fields: Fields, days: DateReader, *, is_period: bool) -> None:
    unkept = days.units - KEPT_UNITS
    if unkept and not is_period:
        raise fields["column"].refuse(
            "formats of days, months and years",
            suggestion=f"A {', a '.join(sorted(unkept))} has a first and a last day: use `period` "
            "in the place of `start` and `end`.",
        )


def constant_day(node: Node) -> Span:
    """Return a day, month or year written in the mapping itself."""
    content = node.content
    if type(content) is date:
        return day_span(content)
    if isinstance(content, int) and not isinstance(content, bool) and 1800 <= content <= 2200:
        return Span(date(content, 1, 1), date(content + 1, 1, 1), "year")
    found = MONTH.fullmatch(content) if isinstance(content, str) else None
    if found and 1 <= int(found[2]) <= 12:
        reader = DateReader(["yyyy-mm"])
        return reader.read(content if isinstance(content, str) else "")
    raise node.refuse("a day such as 2016-07-01", "a month such as 2016-07", "a year such as 2016")


def _distance(fields: Fields, conventions: Conventions, *, may_be_start: bool) -> DaySource:
    if "plus" not in fields:
        raise fields.node.refuse("`plus: <column>` together with `origin`")
    own = {name: inner for name, inner in fields.by_name.items() if name in OPTIONS}
    has_numbers = {"decimal", "thousands"} & own.keys()
    return DaySource(
        origin=_origin(fields["origin"], conventions, may_be_start=may_be_start),
        plus=column_of(fields["plus"]),
        numbers=number_reader(own) if has_numbers else conventions.numbers,
        unit=fields.word("unit", STEPS, default="days"),
        may_floor=fields.word("fraction", ("reject", "floor"), default="reject") == "floor",
    )


def _origin(
    node: Node, conventions: Conventions, *, may_be_start: bool
) -> "Span | DaySource | Literal['start']":
    if may_be_start and node.content == "start":
        return "start"
    if node.is_mapping:
        return day_source_of(node, conventions)
    span = constant_day(node)
    if span.unit != "day":
        raise node.refuse("a day such as 2016-07-01", "{column: …}")
    return span
