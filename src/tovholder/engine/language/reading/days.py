"""Reads date expressions: which day in a history is meant."""

from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    MeanMinutes,
    Spell,
    Take,
)
from tovholder.engine.language.details import DetailType
from tovholder.engine.language.errors import refusal
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.nodes import Fields, Node
from tovholder.engine.language.parameters import Unit
from tovholder.engine.language.reading.filters import MEAN, read_where, without_means
from tovholder.engine.language.reading.lengths import read_length, read_number
from tovholder.engine.language.reading.predicates import read_predicate
from tovholder.engine.language.reading.scope import Scope
from tovholder.engine.language.reading.sums import SUM, read_sum
from tovholder.engine.language.vocabulary import BIRTH_DATE

FACT = ("state", "where", "min", "gap_ok", "take", "at")
SPELL = ("min", "take", "at")
FORMS = ("kind", "hold", "first_of", "last_of", "plus", "birthday")


def read_days(node: Node, scope: Scope, *, take: Take) -> DayExpression:
    """Read a date expression.

    Args:
        node: One of the forms of a date expression.
        scope: What may be named.
        take: What is meant where the definition does not say: the first fact where one day is
            asked for, each where facts are counted.
    """
    words = node.entries()
    forms = [form for form in FORMS if form in words]
    if len(forms) != 1:
        raise node.refuse(f"exactly one of {', '.join(FORMS)}")
    match forms[0]:
        case "first_of" | "last_of":
            return _read_several(node, forms[0], scope, take)
        case "plus":
            fields = node.fields(required=("plus", "to"))
            inner = read_days(fields["to"], scope, take=take)
            return Later(read_length(fields["plus"], scope), inner)
        case "birthday":
            return _read_birthday(node, scope)
        case "hold":
            return _read_spell(node, scope, take)
    return read_sum(node, scope, take) if SUM in words else _read_runs(node, scope, take)


def _read_several(node: Node, form: str, scope: Scope, take: Take) -> FirstOf | LastOf:
    inner = node.fields(required=(form,))[form]
    parts = tuple(read_days(part, scope, take=take) for part in inner.items())
    if not parts:
        raise inner.refuse("at least one day")
    return FirstOf(parts) if form == "first_of" else LastOf(parts)


def _read_birthday(node: Node, scope: Scope) -> Birthday:
    years = node.fields(required=("birthday",))["birthday"]
    return Birthday(scope.words.attribute(years, BIRTH_DATE), years.integer(at_least=1))


def _read_spell(node: Node, scope: Scope, take: Take) -> Spell:
    fields = node.fields(required=("hold",), optional=SPELL)
    has_min = "min" in fields
    at = fields.word("at", At, default=At.REACHED if has_min else At.START)
    _check_reached(fields, at)
    return Spell(
        condition=read_predicate(fields["hold"], scope),
        min=read_length(fields["min"], scope, may_be_zero=False) if has_min else None,
        take=fields.word("take", Take, default=take),
        at=at,
    )


def _read_runs(node: Node, scope: Scope, take: Take) -> DayOf:
    fields = node.fields(required=("kind",), optional=FACT)
    kind = scope.words.kind(fields["kind"])
    at = fields.word("at", At, default=At.START)
    if kind.event:
        _check_event(fields, at)
    _check_reached(fields, at)
    where, means = without_means(fields.get("where"))
    return DayOf(
        kind=kind,
        states=scope.words.states(fields.get("state"), kind),
        take=fields.word("take", Take, default=take),
        at=at,
        where=read_where(where, kind),
        min=read_length(fields["min"], scope, may_be_zero=False) if "min" in fields else None,
        gap_ok=read_length(fields["gap_ok"], scope) if "gap_ok" in fields else None,
        mean_minutes=_read_mean(fields, means, kind, scope),
    )


def _check_event(fields: Fields, at: At) -> None:
    for name in ("min", "gap_ok"):
        if name in fields:
            raise refusal(
                fields[name].place,
                f"“{name}” for an event",
                ["state, where and take"],
                "An event has one day and cannot last: leave it out.",
            )
    if at is not At.START:
        raise fields["at"].refuse("start", suggestion="An event has one day and no end.")


def _check_reached(fields: Fields, at: At) -> None:
    if at is At.REACHED and "min" not in fields:
        raise fields["at"].refuse(
            "start", "end", suggestion="Say with `min` how long it must last to be reached."
        )


def _read_mean(
    fields: Fields, means: dict[str, Node], kind: Kind, scope: Scope
) -> MeanMinutes | None:
    if not means:
        return None
    fields["where"].fields(optional=kind.details)
    if len(means) > 1:
        raise fields["where"].refuse("one mean at most")
    ((name, node),) = means.items()
    detail = kind.details[name]
    if detail.type is not DetailType.MINUTES_PER_WEEK:
        possible = [
            each.id for each in kind.details.values() if each.type is DetailType.MINUTES_PER_WEEK
        ]
        raise refusal(
            node.place,
            f"the mean of “{name}”, whose type is {detail.type}",
            possible or ["a kind that counts minutes a week"],
        )
    if "min" not in fields:
        raise refusal(
            node.place.at(MEAN),
            f"“{MEAN}” without `min`",
            ["`min` beside `where`"],
            "Say with `min` over how long the mean is taken.",
        )
    inner = node.fields(required=(MEAN,))[MEAN]
    return MeanMinutes(detail, read_number(inner, Unit.MINUTES_PER_WEEK, scope))
