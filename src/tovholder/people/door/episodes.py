"""Lets the episodes of a batch stand in the ledger, or says why they cannot."""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from tovholder.engine.language.kinds import Kind
from tovholder.people import problems
from tovholder.people.door.batch import EpisodeRow, Findings, Ledger, Statement, stored_detail
from tovholder.people.door.subjects import Subjects
from tovholder.people.facts import Correction, NewEpisode, Retraction
from tovholder.people.problems import FactProblem

HOUSEHOLD = "household"
ONE_DAY = timedelta(days=1)
NOT_FOUND = -1


@dataclass(slots=True)
class EpisodeStage:
    """Takes the facts of a batch one after the other and lets them stand in the ledger."""

    statement: Statement
    subjects: Subjects
    ledger: Ledger
    findings: Findings
    by_key: dict[str, tuple[UUID, int]]
    lineages: dict[int, UUID]
    used_keys: dict[str, int]

    def take_new(self, index: int, fact: NewEpisode) -> None:
        """Let a new fact stand; under a known key it stands in the place of the earlier one."""
        person_id = self.subjects.person_id(fact.person)
        kind = self._kind(index, fact.kind)
        if person_id is None:
            self.findings.refuse(no_such_person(index))
        elif kind and self._may_record(index, person_id, kind):
            row = self._row(index, fact, kind, person_id, uuid.uuid4())
            if row and fact.external_key:
                row = self._under_key(index, row)
            if row:
                self._stand(index, row, ends_previous=fact.ends_previous)

    def take_correction(self, index: int, fact: Correction) -> None:
        """Let a correction stand in the place of the fact it corrects."""
        before = self._corrected(index, fact)
        if before is None:
            return
        kind = self._kind(index, fact.kind)
        if kind and self._may_record(index, before.person_id, kind):
            row = self._row(index, fact, kind, before.person_id, before.lineage)
            if row:
                self._stand(index, row)

    def take_retraction(self, index: int, fact: Retraction) -> None:
        """Let a fact no longer stand."""
        if self._corrected(index, fact) is not None:
            self.ledger.drop(fact.lineage)

    def _kind(self, index: int, name: str) -> Kind | None:
        kind = self.statement.pack.kinds.get(name)
        if kind is None:
            self.findings.refuse(_unknown_kind(index, name, sorted(self.statement.pack.kinds)))
        return kind

    def _may_record(self, index: int, person_id: int, kind: Kind) -> bool:
        if kind.category in self.subjects.visible[person_id]:
            return True
        self.findings.refuse(_not_yours(index, problems.said(kind.label)))
        return False

    def _row(
        self, index: int, fact: NewEpisode | Correction, kind: Kind, person_id: int, lineage: UUID
    ) -> EpisodeRow | None:
        """Return the row that says the fact, None when the kind does not allow it."""
        end = fact.start + ONE_DAY if kind.event and fact.end is None else fact.end
        household_id = self._household(index, fact, kind)
        if household_id == NOT_FOUND:
            return None
        detail = dict(fact.detail)
        if household_id is not None:
            detail[HOUSEHOLD] = self.subjects.household_keys[household_id]
        found = kind.check(fact.state, fact.start, end, detail, is_planned=fact.is_planned)
        for problem in found:
            self.findings.refuse(problems.from_engine(index, problem))
        if found:
            return None
        return EpisodeRow(
            person_id, lineage, kind.id, fact.state, fact.start, end, fact.start_precision,
            fact.end_precision, fact.is_planned, stored_detail(detail), household_id,
            kind.category, kind.exclusive, self.statement.source,
            fact.external_key if isinstance(fact, NewEpisode) else "", index,
            is_imported=self.statement.is_import,
        )  # fmt: skip

    def _household(self, index: int, fact: NewEpisode | Correction, kind: Kind) -> int | None:
        """Return the id of the household, None where the kind has none, or `NOT_FOUND`."""
        if kind.id != HOUSEHOLD:
            return None
        found = None if fact.household is None else self.subjects.household_id(fact.household)
        if found is None:
            self.findings.refuse(_no_such_household(index))
        return NOT_FOUND if found is None else found

    def _under_key(self, index: int, row: EpisodeRow) -> EpisodeRow | None:
        """Return the row under the lineage its key had before, None when nothing is to be done."""
        first = self.used_keys.setdefault(row.external_key, index)
        lineage, person_id = self.by_key.get(row.external_key, (row.lineage, row.person_id))
        self.by_key[row.external_key] = lineage, row.person_id
        before = self.ledger.standing.get(lineage)
        self.lineages[index] = lineage
        if person_id != row.person_id:
            self.findings.refuse(_key_of_another(index, row.external_key))
        elif first != index:
            return self._repeated(index, first, before, row)
        elif before is None and lineage != row.lineage:
            self.findings.kept.add(index)
        elif before is not None and not before.is_imported and self.statement.is_import:
            self._kept_or_unchanged(index, before, row)
        elif before is not None and self._is_known(before, row):
            self.findings.unchanged.add(index)
        else:
            return replace(row, lineage=lineage)
        return None

    def _repeated(
        self, index: int, first: int, before: EpisodeRow | None, row: EpisodeRow
    ) -> EpisodeRow | None:
        """Take the same key a second time only when it says the same."""
        if before is None or not before.says_the_same_as(row):
            self.findings.refuse(_key_used_twice(index, first, row.external_key))
        self.findings.unchanged.add(index)
        return None

    def _kept_or_unchanged(self, index: int, before: EpisodeRow, row: EpisodeRow) -> None:
        if before.says_the_same_as(row):
            self.findings.unchanged.add(index)
        else:
            self.findings.kept.add(index)

    def _is_known(self, before: EpisodeRow, row: EpisodeRow) -> bool:
        """Say whether a source repeats itself; an open end closed by a later fact stays closed."""
        if before.says_the_same_as(row):
            return True
        if row.end is not None or before.end is None or not row.is_exclusive:
            return False
        as_ended = replace(row, end=before.end, end_precision=before.end_precision)
        others = self.ledger.of_kind.get((row.person_id, row.kind), {}).values()
        return before.says_the_same_as(as_ended) and any(o.start == before.end for o in others)

    def _corrected(self, index: int, fact: Correction | Retraction) -> EpisodeRow | None:
        """Return the row that a correction is about, if it stands and the recorder may see it."""
        before = self.ledger.standing.get(fact.lineage)
        visible = self.subjects.visible.get(before.person_id, frozenset()) if before else ()
        if before is None or before.category not in visible:
            self.findings.refuse(_no_such_fact(index))
        elif before.id is None:
            self.findings.refuse(_corrected_twice(index))
        elif fact.replaces not in (None, before.id):
            self.findings.refuse(_corrected_meanwhile(index))
        elif not self.statement.reason.strip():
            self.findings.refuse(_no_reason(index))
        else:
            return before
        return None

    def _stand(self, index: int, row: EpisodeRow, *, ends_previous: bool = False) -> None:
        if ends_previous and row.is_exclusive:
            self._end_previous(row)
        self.ledger.put(row)
        self.lineages[index] = row.lineage

    def _end_previous(self, row: EpisodeRow) -> None:
        """End the open fact of the same kind where the new one starts."""
        for other in list(self.ledger.of_kind.get((row.person_id, row.kind), {}).values()):
            is_open = other.end is None and other.is_planned == row.is_planned
            if is_open and other.start < row.start and other.lineage != row.lineage:
                self.ledger.put(self._ended(other, row))

    def _ended(self, row: EpisodeRow, by: EpisodeRow) -> EpisodeRow:
        """Return the row with its end; what another source said is now said by this one."""
        is_own = row.source == self.statement.source
        return replace(
            row,
            id=None,
            end=by.start,
            end_precision=by.start_precision,
            index=by.index if row.index is None else row.index,
            source=self.statement.source,
            external_key=row.external_key if is_own else "",
        )


def no_such_person(index: int) -> FactProblem:
    """Return the answer for a person who is not there, and for one out of reach alike."""
    return FactProblem(
        index, "person", "", _("a person within your reach"),
        _("Find the person in the list and start from there."), "no_such_person",
    )  # fmt: skip


def _no_such_fact(index: int) -> FactProblem:
    return FactProblem(
        index, "lineage", "", _("a fact that stands and that you may see"),
        _("Open the person's history: the fact may have been retracted."), "no_such_fact",
    )  # fmt: skip


def _no_such_household(index: int) -> FactProblem:
    return FactProblem(
        index, "household", "", _("a household of a person within your reach"),
        _("Choose the household of another member, or make a new one."), "no_such_household",
    )  # fmt: skip


def _corrected_meanwhile(index: int) -> FactProblem:
    return FactProblem(
        index, "lineage", "", _("the fact as it stands now"),
        _("Somebody else has corrected it meanwhile. Read the newest version and correct that."),
        "corrected_meanwhile",
    )  # fmt: skip


def _corrected_twice(index: int) -> FactProblem:
    return FactProblem(
        index, "lineage", "", _("one correction of a fact in a batch"),
        _("Leave one of the corrections out."), "corrected_twice",
    )  # fmt: skip


def _no_reason(index: int) -> FactProblem:
    return FactProblem(
        index, "reason", "", _("a reason in a few words"),
        _("Write why the fact is corrected or retracted."), "no_reason",
    )  # fmt: skip


def _unknown_kind(index: int, met: str, accepted: list[str]) -> FactProblem:
    return FactProblem(
        index, "kind", met, ", ".join(accepted),
        _("Use one of these kinds, or declare a kind of the municipality's own."), "unknown_kind",
    )  # fmt: skip


def _not_yours(index: int, label: str) -> FactProblem:
    return FactProblem(
        index, "kind", label, _("kinds of facts that your department works with"),
        _("Ask the coordinating department to record it."), "not_yours",
    )  # fmt: skip


def _key_of_another(index: int, key: str) -> FactProblem:
    return FactProblem(
        index, "external_key", key, _("a key that always belongs to the same person"),
        _("Make the key of more columns, or retract the earlier fact first."), "key_of_another",
    )  # fmt: skip


def _key_used_twice(index: int, first: int, key: str) -> FactProblem:
    return FactProblem(
        index, "external_key", key, _("a key of its own for each fact of the source"),
        _("Fact %(first)d has the same key and says something else. Make the key of more columns.")
        % {"first": first + 1}, "key_used_twice",
    )  # fmt: skip
