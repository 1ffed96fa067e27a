"""Whom the rules in force touch, compared with those approved last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tovholder.engine.language import RulePack
from tovholder.law.queries.approvals import ApprovalLine
from tovholder.law.queries.touched import FoundRun, TouchedCount, TouchedLine, TouchedPage
from tovholder.people.labels import state_label, state_tone
from tovholder.people.queries.packs import title_of
from tovholder.ui.parts import Link


@dataclass(frozen=True)
class ShownTouch:
    """A person's standing before and after, in words."""

    key: str
    name: str
    title: str
    before: str
    before_tone: str
    due_before: date | None
    after: str
    after_tone: str
    due_after: date | None


@dataclass(frozen=True)
class TouchesPage:
    """The persons whom the change touches; no `run` has no comparison to show.

    `is_same` says that the rules in force are the approved ones.
    """

    newest: ApprovalLine | None
    is_same: bool
    run: FoundRun | None
    counts: tuple[Link, ...]
    chosen: str
    title: str
    rows: tuple[ShownTouch, ...]
    total: int
    number: int
    pages: int
    query: str
    can_export: bool

    @property
    def command(self) -> str:
        """Return what is run to find out whom the change touches."""
        return "tovholder rules touched"


def count_links(
    counts: tuple[TouchedCount, ...], pack: RulePack, *, chosen: str
) -> tuple[Link, ...]:
    """Return an entry for each expectation with persons touched; the address chooses it."""
    return tuple(
        Link(
            title_of(each.expectation, pack),
            f"?expectation={each.expectation}",
            is_current=each.expectation == chosen,
            count=each.persons,
        )
        for each in counts
    )


def shown_touches(found: TouchedPage, pack: RulePack) -> Iterator[ShownTouch]:
    """Yield each line in words."""
    for line in found.lines:
        before, before_tone = _state(line.state_before)
        after, after_tone = _state(line.state_after)
        yield ShownTouch(
            key=line.key,
            name=line.name,
            title=title_of(line.expectation, pack),
            before=before,
            before_tone=before_tone,
            due_before=line.due_before,
            after=after,
            after_tone=after_tone,
            due_after=line.due_after,
        )


def _state(state: str) -> tuple[str, str]:
    if not state:
        return _("Does not apply"), "muted"
    return state_label(state), state_tone(state)


def export_headings() -> tuple[str, ...]:
    """Return the heading of each column of the file."""
    return (
        _("Name"), _("Expectation"), _("Approved rules: state"), _("Approved rules: due date"),
        _("Rules in force: state"), _("Rules in force: due date"),
    )  # fmt: skip


def exported(line: TouchedLine, pack: RulePack) -> tuple[str | date | None, ...]:
    """Return a line of the file."""
    return (
        line.name, title_of(line.expectation, pack), _state(line.state_before)[0],
        line.due_before, _state(line.state_after)[0], line.due_after,
    )  # fmt: skip
