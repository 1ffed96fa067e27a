"""Lets the attributes of a batch stand, or says why they cannot; a CPR number is kept apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.people import attributes, cpr, problems
from tovholder.people.door.batch import Findings, Statement
from tovholder.people.door.episodes import no_such_person
from tovholder.people.door.subjects import Subjects
from tovholder.people.facts import NewPerson, SetAttribute
from tovholder.people.models import AttributeRecord, Person
from tovholder.people.problems import FactProblem

CPR = "cpr"


@dataclass(frozen=True, slots=True)
class StoredAttribute:
    """The newest row of an attribute."""

    id: int
    text: str
    is_imported: bool


@dataclass(frozen=True, slots=True)
class AttributeChange:
    """A value to write; an empty text takes the earlier one back."""

    index: int
    person_id: int
    name: str
    text: str
    before: StoredAttribute | None


@dataclass(slots=True)
class AttributeStage:
    """Takes the attributes of a batch, one after the other."""

    statement: Statement
    subjects: Subjects
    findings: Findings
    stored: dict[tuple[int, str], StoredAttribute]
    said: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    changes: list[AttributeChange] = field(default_factory=list)
    digests: dict[bytes, tuple[int, int]] = field(default_factory=dict)

    def take(self, index: int, fact: NewPerson | SetAttribute) -> None:
        """Let each attribute that a fact sets stand."""
        if isinstance(fact, NewPerson):
            person_id = self.subjects.persons.get(fact.ref)
            person_id = person_id if person_id in self.subjects.visible else None
            named = dict(fact.attributes)
        else:
            person_id = self.subjects.person_id(fact.person)
            named = {fact.name: fact.value}
        if person_id is None:
            self.findings.refuse(no_such_person(index))
            return
        for name, content in named.items():
            self._take_one(index, person_id, name, content, is_new=isinstance(fact, NewPerson))

    def _take_one(
        self, index: int, person_id: int, name: str, content: object, *, is_new: bool
    ) -> None:
        definition = self.statement.pack.attributes.get(name)
        if definition is None:
            self.findings.refuse(_unknown(index, name, sorted(self.statement.pack.attributes)))
            return
        if definition.category not in self.subjects.visible[person_id]:
            self.findings.refuse(_not_yours(index, definition))
            return
        try:
            text = attributes.as_text(definition, content)
        except attributes.AttributeValueError as error:
            self.findings.refuse(_wrong(index, definition, error))
            return
        if text or not is_new:  # a new person's empty attribute is merely unknown
            self._stand(index, person_id, definition, text)

    def _stand(
        self, index: int, person_id: int, definition: AttributeDefinition, text: str
    ) -> None:
        first, said = self.said.setdefault((person_id, definition.id), (index, text))
        if said != text:
            self.findings.refuse(_said_twice(index, first, definition, text))
            return
        before = self.stored.get((person_id, definition.id))
        if self._is_known(person_id, definition, text, before):
            self.findings.unchanged.add(index)
        elif first == index and self._is_kept(before):
            self.findings.kept.add(index)
        elif first == index and self._is_free(index, person_id, definition, text):
            self._change(AttributeChange(index, person_id, definition.id, text, before))

    def _is_kept(self, before: StoredAttribute | None) -> bool:
        """Say whether a colleague's word stands against an import."""
        return before is not None and self.statement.is_import and not before.is_imported

    def _is_known(
        self,
        person_id: int,
        definition: AttributeDefinition,
        text: str,
        before: StoredAttribute | None,
    ) -> bool:
        if definition.type is AttributeType.CPR and text and before:
            return self._digest(text) == _bytes(self.subjects.columns[person_id].cpr_digest)
        return (before.text if before else "") == text

    def _is_free(
        self, index: int, person_id: int, definition: AttributeDefinition, text: str
    ) -> bool:
        """Note a CPR number as taken; refuse one that two persons of the batch would have."""
        if definition.type is not AttributeType.CPR or not text:
            return True
        digest = self._digest(text)
        _first, owner = self.digests.setdefault(digest, (index, person_id))
        if owner != person_id:
            self.findings.refuse(cpr_taken(index))
        return owner == person_id

    def _digest(self, digits: str) -> bytes:
        return cpr.digest(digits, municipality=self.statement.by.municipality)

    def _change(self, change: AttributeChange) -> None:
        columns = self.subjects.columns[change.person_id]
        text = change.text
        if change.name == CPR:
            token = cpr.encrypt(text, municipality=self.statement.by.municipality) if text else None
            columns.cpr_token = token
            columns.cpr_digest = self._digest(text) if text else None
            text = cpr.to_text(token) if token else ""
        elif change.name == "birth_date":
            known = attributes.partial_date(text) if text else None
            columns.birth_date = known.first if known else None
            columns.birth_precision = known.precision.value if known else "day"
        elif hasattr(columns, change.name):
            setattr(columns, change.name, text)
        self.changes.append(
            AttributeChange(change.index, change.person_id, change.name, text, change.before)
        )


def read_attributes(
    subjects: Subjects, statement: Statement
) -> dict[tuple[int, str], StoredAttribute]:
    """Return the newest attributes of the locked persons, one query."""
    wanted = subjects.columns.keys() - subjects.new_persons.keys()
    if not wanted or not any(isinstance(f, NewPerson | SetAttribute) for f in statement.facts):
        return {}
    rows = AttributeRecord.objects.filter(
        person_id__in=wanted, municipality_id=statement.by.municipality, superseded_at=None
    )
    return {
        (person_id, name): StoredAttribute(pk, text, batch_id is not None)
        for pk, person_id, name, text, batch_id in rows.values_list(
            "pk", "person_id", "name", "value", "batch_id"
        )
    }


def taken_numbers(stage: AttributeStage) -> Iterator[FactProblem]:
    """Yield a problem for each CPR number that another person of the municipality has."""
    if not stage.digests:
        return
    held = Person.objects.filter(
        municipality_id=stage.statement.by.municipality, cpr_digest__in=list(stage.digests)
    )
    for person_id, digest in held.values_list("pk", "cpr_digest"):
        index, wanted_by = stage.digests[bytes(digest or b"")]
        if person_id != wanted_by and not _is_given_up(stage, person_id):
            yield cpr_taken(index)


def _is_given_up(stage: AttributeStage, person_id: int) -> bool:
    """Say whether the batch gives the holder another number."""
    return any(c.person_id == person_id and c.name == CPR for c in stage.changes)


def _bytes(stored: bytes | memoryview | None) -> bytes | None:
    return None if stored is None else bytes(stored)


def cpr_taken(index: int) -> FactProblem:
    """Return the answer for a number that another person has, whoever that is."""
    return FactProblem(
        index, CPR, "", _("a CPR number that no other person of the municipality has"),
        _("Find the person by the number: it may be the same one. If the other record is wrong, "
          "correct that first."), "cpr_taken",
    )  # fmt: skip


def _unknown(index: int, name: str, accepted: list[str]) -> FactProblem:
    return FactProblem(
        index, name, name, ", ".join(accepted), _("Use one of these attributes."),
        "unknown_attribute",
    )  # fmt: skip


def _not_yours(index: int, definition: AttributeDefinition) -> FactProblem:
    return FactProblem(
        index, definition.id, problems.said(definition.label),
        _("facts that your department works with"),
        _("Ask the coordinating department to record it."), "not_yours",
    )  # fmt: skip


def _wrong(
    index: int, definition: AttributeDefinition, error: attributes.AttributeValueError
) -> FactProblem:
    return FactProblem(
        index, definition.id, error.met, error.accepted,
        _("Correct “%s”, or leave it empty if it is not known.") % problems.said(definition.label),
        "wrong_value",
    )  # fmt: skip


def _said_twice(index: int, first: int, definition: AttributeDefinition, text: str) -> FactProblem:
    met = "" if definition.type is AttributeType.CPR else text
    return FactProblem(
        index, definition.id, met, _("one value of “%s” in a batch")
        % problems.said(definition.label),
        _("Fact %(first)d says something else of the same person. Leave one of them out.")
        % {"first": first + 1}, "said_twice",
    )  # fmt: skip
