"""Reads rolling sums: the days on which a sum over the last days reaches a number."""

from tovholder.engine.language.days import RollingSum, Take
from tovholder.engine.language.details import Detail, DetailType
from tovholder.engine.language.errors import nearest, refusal
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.lengths import Length, Number
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.parameters import Unit
from tovholder.engine.language.reading.amounts import longest_days, numbers_in_force
from tovholder.engine.language.reading.filters import read_where
from tovholder.engine.language.reading.lengths import read_length, read_number
from tovholder.engine.language.reading.scope import Scope

SUM, DAYS = "sum", "days"
REQUIRED = ("kind", "sum", "at_least")
OPTIONAL = ("state", "where", "in_last", "rearm", "take")
WHOLE = (DetailType.INTEGER, DetailType.MINUTES_PER_WEEK)


def read_sum(node: Node, scope: Scope, take: Take) -> RollingSum:
    """Read a rolling sum of days or of a detail that is a whole number."""
    fields = node.fields(REQUIRED, OPTIONAL)
    kind = scope.words.kind(fields["kind"])
    detail = _read_summed(fields[SUM], kind)
    is_minutes = detail is not None and detail.type is DetailType.MINUTES_PER_WEEK
    unit = Unit.MINUTES_PER_WEEK if is_minutes else Unit.COUNT
    at_least = read_number(fields["at_least"], unit, scope)
    in_last = _length(fields, "in_last", scope)
    if detail is None and in_last is not None:
        _check_reachable(fields["at_least"], at_least, in_last, scope)
    return RollingSum(
        kind=kind,
        states=scope.words.states(fields.get("state"), kind),
        where=read_where(fields.get("where"), kind),
        detail=detail,
        at_least=at_least,
        in_last=in_last,
        rearm=_length(fields, "rearm", scope),
        take=fields.word("take", Take, default=take),
    )


def _read_summed(node: Node, kind: Kind) -> Detail | None:
    whole = [name for name, detail in kind.details.items() if detail.type in WHOLE]
    if node.content in kind.details and node.content not in whole:
        name = str(node.content)
        raise refusal(
            node.place,
            f"“{name}”, whose type is {kind.details[name].type}",
            [DAYS, *whole],
            nearest(name, whole) or "Only whole numbers are added up.",
        )
    name = node.word([DAYS, *whole])
    return None if name == DAYS else kind.details[name]


def _length(fields: Fields, name: str, scope: Scope) -> Length | None:
    return read_length(fields[name], scope, may_be_zero=False) if name in fields else None


def _check_reachable(node: Node, at_least: Number, in_last: Length, scope: Scope) -> None:
    for needed, window in numbers_in_force(scope, at_least, in_last):
        most = longest_days(window)
        if needed > most:
            raise refusal(
                node.place,
                f"{needed} days in {window.describe('en')}, which has {most} at most",
                [f"a number up to {most}"],
                "Ask for fewer days, or make `in_last` longer.",
            )
