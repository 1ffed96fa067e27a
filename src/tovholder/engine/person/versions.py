"""Which version of an expectation holds for an occurrence (docs/language.md 5.6)."""

from collections.abc import Iterator
from datetime import date

from tovholder.engine.language.expectations import AppliesTo, Expectation, Version
from tovholder.engine.person.judging import Case, Ruling


def version_for(expectation: Expectation, start: date, day: date) -> tuple[Version | None, date]:
    """Return the version an occurrence begins under, and the day its numbers are taken on.

    The one in force on the start day; without one, the first that takes over what is running.
    """
    version = expectation.version_on(start)
    if version is not None:
        return version, start
    for later in expectation.versions:
        if later.applies_to is AppliesTo.RUNNING and start < later.valid_from <= day:
            return later, later.valid_from
    return None, start


def taking_over(case: Case, day: date) -> Iterator[Version]:
    """Yield the later versions that take over what is running, in order."""
    for version in case.expectation.versions:
        is_later = version.valid_from > max(case.version.valid_from, case.opening.day)
        if version.applies_to is AppliesTo.RUNNING and is_later and version.valid_from <= day:
            yield version


def was_over(case: Case, ruling: Ruling) -> bool:
    """Say whether it was over before the version that takes over what is running began."""
    if case.version.applies_to is AppliesTo.NEW:
        return False
    began = case.version.valid_from
    is_taken_over = case.opening.day < began
    had_version = case.expectation.version_on(case.opening.day) is not None
    closed_on = ruling.closed_on
    return is_taken_over and not had_version and closed_on is not None and closed_on < began
