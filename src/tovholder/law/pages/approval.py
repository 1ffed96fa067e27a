"""Which rules are approved, what has changed since, and who approved what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tovholder.engine.language import RulePack
from tovholder.home.words import language
from tovholder.law.queries.approvals import ApprovalLine
from tovholder.rules.differences import Change, Difference, Rewritten
from tovholder.ui.parts import Tone


@dataclass(frozen=True)
class ShownDifference:
    """A definition that changed, in words; `id` where it has a page of its own."""

    title: str
    sort: str
    change: str
    tone: str
    id: str
    rewritten: tuple[Rewritten, ...]


@dataclass(frozen=True)
class ApprovalPage:
    """The rules in force against those approved last, and every approval."""

    rules: str
    title: str
    is_approved: bool
    newest: ApprovalLine | None
    differences: tuple[ShownDifference, ...]
    history: tuple[ApprovalLine, ...]
    may_approve: bool
    sees_touched: bool
    expectations: int

    @property
    def counted(self) -> str:
        """Return how much has changed, in words."""
        return changed_words(len(self.differences))


def changed_words(count: int) -> str:
    """Return how many definitions changed, in words."""
    if count == 1:
        return _("1 definition has changed since the rules approved last.")
    words = {"count": count}
    return _("%(count)s definitions have changed since the rules approved last.") % words


def shown_difference(difference: Difference, pack: RulePack) -> ShownDifference:
    """Return a difference in the reader's language."""
    has_page = difference.sort == "expectations" and difference.id in pack.expectations
    return ShownDifference(
        title=difference.title(language()),
        sort=_sort(difference.sort),
        change=_change(difference.change),
        tone=TONES[difference.change],
        id=difference.id if has_page else "",
        rewritten=difference.rewritten(language()),
    )


TONES = {Change.ADDED: Tone.SUCCESS, Change.REMOVED: Tone.MUTED, Change.CHANGED: Tone.WARNING}


def _change(change: Change) -> str:
    return {
        Change.ADDED: _("new"),
        Change.REMOVED: _("gone"),
        Change.CHANGED: _("changed"),
    }[change]


def _sort(sort: str) -> str:
    return {
        "expectations": _("expectation"),
        "parameters": _("number"),
        "predicates": _("condition"),
        "suspensions": _("suspension"),
        "calendar": _("calendar"),
        "kinds": _("kind of fact"),
        "attributes": _("attribute"),
        "checklists": _("checklist"),
        "owners": _("who is responsible"),
        "categories": _("category"),
    }[sort]
