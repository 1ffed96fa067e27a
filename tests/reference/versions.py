"""Rule 21: which version applies."""

from collections.abc import Mapping
from datetime import date


def resolved(expectation: Mapping) -> list[Mapping]:
    """Each version with what it does not say itself, in order; `null` takes a part away."""
    inherited = {name: part for name, part in expectation.items() if name != "versions"}
    return [
        {name: part for name, part in {**inherited, **version}.items() if part is not None}
        for version in expectation["versions"]
    ]


def in_force(versions: list[Mapping], day: date) -> Mapping | None:
    """Both days of `valid` are included."""
    for version in versions:
        first, last = version["valid"]
        if first <= day and (last is None or day <= last):
            return version
    return None


def first_day(version: Mapping) -> date:
    return version["valid"][0]


def running_after(versions: list[Mapping], start: date, on: date) -> list[Mapping]:
    """The later versions that take over what is running, in order, begun by D."""
    return [
        version
        for version in versions
        if version.get("applies_to") == "running" and start < first_day(version) <= on
    ]
