"""Rules 17 and 18: the days from which an expectation runs."""

from collections.abc import Mapping
from dataclasses import replace

from tests.reference.days import (
    Asked,
    Day,
    day_of_run,
    days_of,
    earliest,
    latest_with,
    where_in_run,
)
from tests.reference.runs import runs_of


def starts_of(node: Mapping, asked: Asked, *, before: bool) -> list[Day]:
    """The days that are used, planned ones among them."""
    come = _used(days_of(node, asked), asked, before=before)
    planned = planned_days(node, asked)
    if "first_of" in node:
        return come or planned
    if planned and asked.take(_first_part(node)) == "last":
        return planned
    return come + planned


def _first_part(node: Mapping) -> Mapping:
    return _first_part(node["last_of"][0]) if "last_of" in node else node


def _used(days: list[Day], asked: Asked, *, before: bool) -> list[Day]:
    """Rule 17: when proven on or before D, or, with `before`, whenever they are known."""
    return [day for day in days if before or day.proven <= asked.view.on]


def planned_days(node: Mapping, asked: Asked) -> list[Day]:
    """Rule 18, for the three forms that can be planned."""
    if "first_of" in node:
        if any(_has_come(part, asked) for part in node["first_of"]):
            return []
        return earliest([day for part in node["first_of"] for day in planned_days(part, asked)])
    if "last_of" in node:
        planned = planned_days(node["last_of"][0], asked)
        return [
            replace(day, is_planned=True) for day in latest_with(planned, node["last_of"], asked)
        ]
    if _is_plain(node) and where_in_run(node) == "start":
        return _planned_days_of_a_kind(node, asked)
    return []


def _planned_days_of_a_kind(node: Mapping, asked: Asked) -> list[Day]:
    """Planned facts that lie after all that has come of it, joined into runs."""
    come = runs_of(node, asked.view, asked.numbers)
    take = asked.take(node)
    if take == "first" and _has_come(node, asked):
        return []
    announced = [
        fact
        for fact in asked.view.planned
        if all(run.end <= fact.start and run.end <= asked.view.on for run in come)
    ]
    runs = runs_of(node, asked.view, asked.numbers, facts=announced)
    days = [replace(day_of_run(run, "start"), is_planned=True) for run in runs]
    if take == "first":
        return days[:1]
    return days[-1:] if take == "last" else days


def _has_come(node: Mapping, asked: Asked) -> bool:
    return bool(_used(days_of(node, asked), asked, before=False))


def _is_plain(node: Mapping) -> bool:
    return "kind" in node and "sum" not in node
