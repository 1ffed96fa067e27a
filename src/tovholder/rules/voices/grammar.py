"""Writes conditions and days back as the definition language writes them.

A reader of an export that cannot carry them finds them here whole, and a program can read them
again.
"""

import json
from decimal import Decimal

from tovholder.engine.durations import Duration
from tovholder.engine.language.days import (
    At,
    Birthday,
    DayExpression,
    DayOf,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
)
from tovholder.engine.language.filters import Among, Filter
from tovholder.engine.language.kinds import Kind
from tovholder.engine.language.lengths import Length, Number, ParameterName
from tovholder.engine.language.predicates import (
    Age,
    AllOf,
    AnyOf,
    AttributeIs,
    Had,
    InState,
    Leaf,
    Named,
    Not,
    Predicate,
)

LANGUAGE_NAME = "urn:tovholder:definition-language"

Written = dict[str, object] | str


def as_text(written: object) -> str:
    """Return what is written on one line; JSON, which YAML reads too."""
    return json.dumps(written, ensure_ascii=False)


def condition(predicate: Predicate) -> Written:
    """Return a condition as a definition writes it.

    >>> as_text(condition(Not(Age(None, 18, None))))
    '{"not": {"age": {"at_least": 18}}}'
    """
    match predicate:
        case AllOf(parts):
            return {"all": [condition(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition(part) for part in parts]}
        case Not(part):
            return {"not": condition(part)}
        case Named(id=name):
            return name
        case _:
            return _question(predicate)


def _question(leaf: Leaf) -> dict[str, object]:
    match leaf:
        case Age(_birth_date, at_least, at_most):
            return {"age": _given(at_least=at_least, at_most=at_most)}
        case AttributeIs(attribute, values):
            return {attribute.id: values[0] if len(values) == 1 else list(values)}
        case InState(kind, states, where):
            return fact(kind, states, where)
        case Had(kind, states, where):
            return {"had": fact(kind, states, where)}


def day(expression: DayExpression) -> dict[str, object]:
    """Return a date expression as a definition writes it."""
    match expression:
        case DayOf():
            return _run(expression)
        case Spell(inner, least, take, at):
            given = _given(min=length(least), take=take.value, at=at.value)
            return {"hold": condition(inner), **given}
        case FirstOf(parts) | LastOf(parts):
            name = "first_of" if isinstance(expression, FirstOf) else "last_of"
            return {name: [day(part) for part in parts]}
        case Later(moved, inner_day):
            return {"plus": length(moved), "to": day(inner_day)}
        case Birthday(_birth_date, years):
            return {"birthday": years}
        case RollingSum():
            return _sum(expression)


def fact(kind: Kind, states: tuple[str, ...], where: tuple[Filter, ...] = ()) -> dict[str, object]:
    """Return which facts are meant as a definition writes it."""
    asked = {each.detail.id: _asked(each) for each in where}
    return _given(kind=kind.id, state=list(states) or None, where=asked or None)


def length(asked: Length | None) -> str | None:
    """Return a length, or the name of the parameter that it is taken from."""
    return f"${asked.id}" if isinstance(asked, ParameterName) else _iso(asked)


def number(asked: Number) -> int | str:
    """Return a number, or the name of the parameter that it is taken from."""
    return f"${asked.id}" if isinstance(asked, ParameterName) else asked


def _run(run: DayOf) -> dict[str, object]:
    found = fact(run.kind, run.states, run.where)
    if run.mean_minutes:
        means = {run.mean_minutes.detail.id: {"mean_at_least": number(run.mean_minutes.at_least)}}
        asked = found.get("where")
        found["where"] = {**(asked if isinstance(asked, dict) else {}), **means}
    found |= _given(min=length(run.min), gap_ok=length(run.gap_ok), take=run.take.value)
    return found if run.at is At.START else {**found, "at": run.at.value}


def _sum(rolling: RollingSum) -> dict[str, object]:
    return {
        **fact(rolling.kind, rolling.states, rolling.where),
        **_given(
            sum=rolling.detail.id if rolling.detail else "days",
            at_least=number(rolling.at_least),
            in_last=length(rolling.in_last),
            rearm=length(rolling.rearm),
            take=rolling.take.value,
        ),
    }


def _asked(asked: Filter) -> object:
    if isinstance(asked, Among):
        values = [_plain(each) for each in asked.values]
        return values[0] if len(values) == 1 else values
    return _given(at_least=_plain(asked.at_least), at_most=_plain(asked.at_most))


def _plain(content: object) -> object:
    if isinstance(content, Decimal):
        return int(content) if content == content.to_integral_value() else float(content)
    return content if isinstance(content, bool | int | str | None) else str(content)


def _iso(asked: Duration | None) -> str | None:
    return str(asked) if asked is not None else None


def _given(**parts: object) -> dict[str, object]:
    return {name: part for name, part in parts.items() if part is not None}
