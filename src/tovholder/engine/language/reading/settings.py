"""Reads pack.yaml: title, languages and calendar of a rule pack."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from tovholder.engine.language.calendars import Calendar
from tovholder.engine.language.errors import Collector
from tovholder.engine.language.nodes import LANGUAGES, Node
from tovholder.engine.language.vocabulary import distinct
from tovholder.engine.words import Label

Holidays = Callable[[str], Collection[date] | None]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SETTINGS = ("title", "languages", "calendar")
CALENDAR = ("weekend", "holidays", "closed_days")
_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a pack says about itself; without pack.yaml it is written in Danish and English."""

    title: Label | None = None
    languages: tuple[str, ...] = LANGUAGES
    calendar: Calendar = field(default_factory=Calendar)


def read_languages(node: Node) -> tuple[str, ...]:
    """Read the languages that every label must have, before any label is read."""
    languages = node.mapping().get("languages")
    if languages is None:
        return LANGUAGES
    for item in languages.items():
        if not (isinstance(item.content, str) and _CODE.fullmatch(item.content)):
            raise item.refuse("the code of a language, such as da, en or nb")
    return tuple(distinct(languages, [item.text() for item in languages.items()]))


def read_settings(node: Node, holidays: Holidays | None) -> Settings:
    """Read what a pack says about itself.

    Args:
        node: The root of pack.yaml.
        holidays: Returns the holidays of a country, None for a country it does not know.
    """
    found = Collector()
    fields = node.fields(optional=SETTINGS, found=found)
    calendar = fields.get("calendar")
    settings = Settings(
        title=found.attempt(fields.label, "title"),
        languages=node.languages,
        calendar=found.attempt(_read_calendar, calendar, holidays) if calendar else Calendar(),
    )
    found.close()
    return settings


def _read_calendar(node: Node, holidays: Holidays | None) -> Calendar:
    found = Collector()
    fields = node.fields(optional=CALENDAR, found=found)
    weekend, closed = fields.get("weekend"), fields.get("closed_days")
    days = found.attempt(_read_days, closed)
    off = found.attempt(_read_holidays, fields.get("holidays"), holidays)
    free = found.attempt(_read_weekend, weekend) if weekend else Calendar().weekend
    found.close()
    return Calendar(free, days | off)


def _read_weekend(node: Node) -> frozenset[int]:
    if node.content == ():
        return frozenset()
    names = distinct(node, [item.word(WEEKDAYS) for item in node.items()])
    if len(names) == len(WEEKDAYS):
        raise node.refuse("six days at most", suggestion="Some day must be a working day.")
    return frozenset(WEEKDAYS.index(name) for name in names)


def _read_days(node: Node | None) -> frozenset[date]:
    return frozenset(item.day() for item in (node.items() if node else ()))


def _read_holidays(node: Node | None, holidays: Holidays | None) -> frozenset[date]:
    if node is None:
        return frozenset()
    days: set[date] = set()
    for item in node.items():
        known = holidays(item.text()) if holidays else None
        if known is None:
            raise item.refuse(
                "the code of a country whose holidays are known, such as DK",
                suggestion="Leave `holidays` out and write the days under `closed_days`.",
            )
        days.update(known)
    return frozenset(days)
