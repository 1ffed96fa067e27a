"""What a municipality has approved, and what has changed in its rules since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tovholder.access.scopes import Scope
from tovholder.engine.language import Expectation, Label, RulePack
from tovholder.law.models import PackApproval
from tovholder.people.queries import pack_for
from tovholder.people.queries.packs import Own, with_own
from tovholder.rules.contents import contents_of, from_json, mark_of
from tovholder.rules.differences import Difference, differences
from tovholder.rules.packs import pack_from
from tovholder.rules.walking import parameters_in


@dataclass(frozen=True)
class ApprovalLine:
    """An approval as the list of them shows it."""

    id: int
    pack_hash: str
    approved_at: datetime
    approved_by: str
    comment: str


@dataclass(frozen=True)
class Approved:
    """What was approved last: its fingerprint, and that of each definition by "sort/id"."""

    line: ApprovalLine
    marks: Mapping[str, str]

    def covers(self, expectation: Expectation, pack: RulePack) -> bool:
        """Return whether an expectation and every number it uses stand as they were approved."""
        used = {f"parameters/{name}": pack.parameters[name] for name in parameters_in(expectation)}
        asked = {f"expectations/{expectation.id}": expectation, **used}
        return all(self.marks.get(key) == mark_of(each) for key, each in asked.items())


LINE = ("id", "pack_hash", "approved_at", "approved_by", "comment")


def approval_lines(scope: Scope) -> tuple[ApprovalLine, ...]:
    """Return every approval of the municipality, the newest first."""
    rows = PackApproval.objects.filter(municipality_id=scope.municipality).order_by("-id")
    return tuple(ApprovalLine(*row) for row in rows.values_list(*LINE))


def newest_approved(scope: Scope) -> Approved | None:
    """Return what was approved last, None where nothing was; one query."""
    rows = PackApproval.objects.filter(municipality_id=scope.municipality).order_by("-id")
    row = rows.values_list(*LINE, "marks").first()
    return Approved(ApprovalLine(*row[:-1]), row[-1]) if row else None


def is_approved(scope: Scope, expectation: Expectation, pack: RulePack) -> bool:
    """Return whether an expectation stands, numbers too, as it was approved last; one query."""
    approved = newest_approved(scope)
    return approved is not None and approved.covers(expectation, pack)


def changes_since(scope: Scope, pack: RulePack) -> tuple[Difference, ...]:
    """Return what differs between the pack approved last and a pack; nothing if none was."""
    rows = PackApproval.objects.filter(municipality_id=scope.municipality).order_by("-id")
    kept = rows.values_list("contents", flat=True).first()
    return differences(from_json(kept), contents_of(pack)) if kept else ()


def approved_pack(approval_id: int, scope: Scope) -> RulePack:
    """Return an approved pack to be computed with again, from its kept files.

    Raises:
        LanguageErrors: the language has changed so much that the files cannot be read.
    """
    rows = PackApproval.objects.filter(municipality_id=scope.municipality, pk=approval_id)
    sources, own = rows.values_list("sources", "own").get()
    said: Own = tuple((sort, name, told) for sort, name, told in own)
    return with_own(pack_from(sources), said, scope.municipality)


def approved_citizen_texts(scope: Scope, *, today: date) -> Mapping[str, Label]:
    """Return the texts that may be shown to citizens, by expectation.

    Only of definitions that stand, numbers too, as they were approved last; a definition that has
    changed since is left out until it is approved anew.
    """
    approved = newest_approved(scope)
    if approved is None:
        return {}
    pack = pack_for(scope.municipality)
    texts = {
        each.id: citizen_text(each, today=today)
        for each in pack.expectations.values()
        if approved.covers(each, pack)
    }
    return {name: text for name, text in texts.items() if text}


def citizen_text(expectation: Expectation, *, today: date) -> Label | None:
    """Return what the version in force says to citizens; of none in force, the newest one."""
    return (expectation.version_on(today) or expectation.versions[-1]).citizen
