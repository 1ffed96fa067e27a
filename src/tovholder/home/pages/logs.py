"""Who has read and recorded what, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tovholder.access.queries import EntryRow, LogPage
from tovholder.home.forms.logs import LogForm
from tovholder.home.pages.person import PersonFrame
from tovholder.ui.formats import joined
from tovholder.ui.parts import Link


@dataclass(frozen=True)
class ListedEntry:
    """A line of the log; `persons` are links where the reader may open them."""

    at: datetime
    actor: str
    where: str
    purpose: str
    action: str
    what: str
    categories: str
    reason: str
    persons: tuple[Link, ...]
    others: str


@dataclass(frozen=True)
class EntriesPage:
    """One page of the log, with its filters where it has any."""

    rows: tuple[ListedEntry, ...]
    total: int
    number: int
    pages: int
    filters: LogForm | None = None

    @property
    def counted(self) -> str:
        """Return how many were found, in words."""
        return ngettext("%(count)s entry", "%(count)s entries", self.total) % {"count": self.total}


@dataclass(frozen=True)
class ReadersPage:
    """Who has seen one person."""

    frame: PersonFrame
    entries: EntriesPage


MOST_NAMES = 3
"""So many persons are named in a line; a list of fifty is given as a count."""


def entries_page(
    found: LogPage, *, persons: Mapping[int, Link], filters: LogForm | None = None
) -> EntriesPage:
    """Return a page of the log.

    Args:
        found: What the query gave.
        persons: Link to each person whom the reader may open; {} on a page about one person.
        filters: The form of the page's filters.
    """
    rows = tuple(_listed(row, persons) for row in found.rows)
    return EntriesPage(rows, found.total, found.page, found.pages, filters)


def _listed(row: EntryRow, persons: Mapping[int, Link]) -> ListedEntry:
    named = tuple(persons[each] for each in row.person_ids[:MOST_NAMES] if each in persons)
    rest = len(row.person_ids) - len(named)
    return ListedEntry(
        at=row.at,
        actor=row.actor,
        where=joined(row.organisations),
        purpose=row.purpose,
        action=row.action,
        what=what_words(row.what),
        categories=", ".join(row.categories),
        reason=row.reason,
        persons=named,
        others=ngettext("%(count)s person", "%(count)s people", rest) % {"count": rest}
        if rest
        else "",
    )


def what_words(code: str) -> str:
    """Return which page or command it was; an unknown one stands as it is written."""
    return {
        "home_people_list": _("the list of people"),
        "home_people_print": _("the list of people, to print"),
        "home_people_export": _("the list of people, as a file"),
        "home_person_show": _("the person's page"),
        "home_history_show": _("the history"),
        "home_standing_show": _("a proof"),
        "home_task_export": _("a proof, as a task for a calendar"),
        "home_letter_show": _("a proof, as text for a letter"),
        "home_fact_show": _("a fact and its versions"),
        "home_kind_list": _("what can be recorded"),
        "home_fact_record": _("the form for a fact"),
        "home_fact_correct": _("the form for a correction"),
        "home_fact_retract": _("the form for a withdrawal"),
        "home_cpr_show": _("the CPR number"),
        "home_readers_show": _("who has seen"),
        "home_person_create": _("the form for a new person"),
        "home_person_correct": _("the form for the particulars"),
        "home_log_list": _("the log"),
        "assign": _("laid with a department"),
        "end_assignment": _("taken from a department"),
        "record_episodes": _("facts recorded"),
        "law_touch_list": _("whom a change of the rules touches"),
        "law_touch_export": _("whom a change of the rules touches, as a file"),
        "approve_pack": _("the rules approved"),
        "set_local_value": _("a number of the municipality's own set"),
        "withdraw_local_value": _("a number of the municipality's own withdrawn"),
    }.get(code, code)
