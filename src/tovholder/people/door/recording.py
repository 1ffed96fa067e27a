"""The steps of the door, from facts to what was found, before anything is written."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError

from tovholder.people.door.attributes import (
    AttributeStage,
    cpr_taken,
    read_attributes,
    taken_numbers,
)
from tovholder.people.door.batch import Changes, Findings, Ledger, Statement
from tovholder.people.door.episodes import EpisodeStage
from tovholder.people.door.ledger import lineages_by_key, mentioned_persons, read_ledger
from tovholder.people.door.overlaps import overlaps
from tovholder.people.door.subjects import Subjects, resolve
from tovholder.people.door.writing import (
    free_numbers,
    refresh_statistics,
    write_attributes,
    write_episodes,
    write_subjects,
)
from tovholder.people.facts import (
    Correction,
    NewEpisode,
    NewPerson,
    RecordedFacts,
    Retraction,
    SetAttribute,
)
from tovholder.people.problems import FactsRefusedError

CPR_CONSTRAINT = "cpr_once_per_municipality"
MANY_FACTS = 500


@dataclass(slots=True)
class Staged:
    """A batch that may be written: everything in it was found in order."""

    subjects: Subjects
    ledger: Ledger
    findings: Findings
    attributes: AttributeStage
    lineages: dict[int, UUID]
    changes: Changes

    @property
    def changed_persons(self) -> set[int]:
        """Return the persons about whom something is written."""
        rows = (*self.changes.created, *self.changes.corrected, *self.changes.retracted)
        touched = {row.person_id for row in rows}
        return touched | self.attributes_of | self.subjects.new_persons.keys()

    @property
    def attributes_of(self) -> set[int]:
        """Return the persons of whom an attribute is written."""
        return {change.person_id for change in self.attributes.changes}

    @property
    def categories(self) -> frozenset[str]:
        """Return the categories of what is written."""
        definitions = self.attributes.statement.pack.attributes
        rows = (*self.changes.created, *self.changes.corrected, *self.changes.retracted)
        named = {definitions[change.name].category for change in self.attributes.changes}
        return frozenset({row.category for row in rows} | named)


def stage(statement: Statement) -> Staged:
    """Let every fact of a batch stand in a ledger, and refuse the batch if one cannot.

    Raises:
        FactsRefusedError: with a problem for every fact that cannot be recorded.
        NotAllowedError: new persons, and the recorder may not take anybody in.
    """
    findings = Findings()
    subjects = resolve(statement, mentioned_persons(statement), findings)
    ledger = read_ledger(subjects.columns.keys() - subjects.new_persons.keys(), statement)
    keys = lineages_by_key(statement)
    episodes = EpisodeStage(statement, subjects, ledger, findings, keys, {}, {})
    attributes = AttributeStage(statement, subjects, findings, read_attributes(subjects, statement))
    for index, fact in enumerate(statement.facts):
        _take(index, fact, episodes, attributes)
    findings.problems.extend(taken_numbers(attributes))
    if not findings.problems:
        findings.problems.extend(overlaps(ledger, statement.pack))
    if findings.problems:
        raise FactsRefusedError(sorted(findings.problems, key=lambda problem: problem.index))
    return Staged(subjects, ledger, findings, attributes, episodes.lineages, ledger.changes())


def _take(index: int, fact: object, episodes: EpisodeStage, attributes: AttributeStage) -> None:
    match fact:
        case NewEpisode():
            episodes.take_new(index, fact)
        case Correction():
            episodes.take_correction(index, fact)
        case Retraction():
            episodes.take_retraction(index, fact)
        case NewPerson() | SetAttribute():
            attributes.take(index, fact)


def write(staged: Staged, statement: Statement) -> None:
    """Write what was staged.

    Raises:
        FactsRefusedError: somebody else has just recorded a CPR number of the batch.
    """
    try:
        _write(staged, statement)
    except IntegrityError as error:
        if CPR_CONSTRAINT not in str(error):
            raise
        raise FactsRefusedError([cpr_taken(min(staged.attributes.digests.values())[0])]) from error


def _write(staged: Staged, statement: Statement) -> None:
    free_numbers(staged.attributes.changes)
    write_subjects(staged.subjects, staged.attributes_of, statement)
    write_attributes(staged.attributes.changes, statement)
    stored = staged.ledger.stored
    superseded = [stored[lineage].id for lineage in staged.changes.superseded_lineages]
    write_episodes(staged.changes, statement, [pk for pk in superseded if pk is not None])
    if len(statement.facts) >= MANY_FACTS:
        refresh_statistics()


def summary(staged: Staged) -> RecordedFacts:
    """Return what came of the batch."""
    changed = staged.attributes.changes
    renewed = [change for change in changed if change.before and change.text]
    taken_back = [change for change in changed if change.before and not change.text]
    added = [change for change in changed if not change.before]
    quiet = {
        index
        for index, lineage in staged.lineages.items()
        if lineage in staged.ledger.stored and _is_quiet(staged, lineage)
    }
    unchanged = frozenset((staged.findings.unchanged | quiet) - staged.findings.kept)
    return RecordedFacts(
        persons=staged.subjects.persons,
        households=staged.subjects.households,
        created=len(staged.subjects.new_persons) + len(added) + len(staged.changes.created),
        corrected=len(renewed) + len(staged.changes.corrected),
        unchanged=len(unchanged),
        retracted=len(taken_back) + len(staged.changes.retracted),
        kept=tuple(sorted(staged.findings.kept)),
        lineages=staged.lineages,
        unchanged_facts=unchanged,
    )


def _is_quiet(staged: Staged, lineage: UUID) -> bool:
    """Say whether a fact left the stored row as it was."""
    row = staged.ledger.standing.get(lineage)
    return row is not None and row.says_the_same_as(staged.ledger.stored[lineage])
