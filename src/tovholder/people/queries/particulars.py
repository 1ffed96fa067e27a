"""A person's attributes in words, names, and who lives with whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale
from django.utils.translation import get_language

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.engine.language.attributes import AttributeDefinition, AttributeType
from tovholder.engine.language.pack import RulePack
from tovholder.people import attributes, cpr
from tovholder.people.labels import HIDDEN, Hidden
from tovholder.people.models import AttributeRecord, Episode, Person
from tovholder.people.queries.episodes import known_by
from tovholder.people.queries.lists import full_name
from tovholder.ui.formats import precise_date


@dataclass(frozen=True)
class AttributeLine:
    """One attribute. `HIDDEN` where the reader may not see it, an empty text where it is unknown.

    Attributes:
        text: The value in words.
        value: The value as it is kept; a CPR number as ten digits.
    """

    name: str
    label: str
    category: str
    text: str | Hidden
    value: str | Hidden
    recorded_at: datetime | None = None
    recorded_by: str = ""
    source: str = ""


@dataclass(frozen=True)
class Member:
    """Another member of the household, whom the reader may see too."""

    id: int
    key: str
    name: str
    birth_date: date | None
    birth_precision: str
    state: str
    state_label: str


def attribute_lines(
    scope: Scope,
    person_id: int,
    visible: frozenset[str],
    *,
    pack: RulePack,
    known_on: date | None = None,
) -> tuple[AttributeLine, ...]:
    """Return every attribute the rules have, now or as known on a day; one query."""
    rows = scope.rows(AttributeRecord).filter(known_by(known_on), person_id=person_id)
    by_name = {row.name: row for row in rows.order_by("recorded_at", "id")}
    return tuple(
        _line(definition, by_name.get(name), visible, scope.municipality)
        for name, definition in pack.attributes.items()
    )


def _line(
    definition: AttributeDefinition,
    row: AttributeRecord | None,
    visible: frozenset[str],
    municipality: str,
) -> AttributeLine:
    label = definition.label.text(get_language() or "da")
    if definition.category not in visible:
        return AttributeLine(definition.id, label, definition.category, HIDDEN, HIDDEN)
    if row is None:
        return AttributeLine(definition.id, label, definition.category, "", "")
    kept = row.value
    if definition.type is AttributeType.CPR:
        kept = cpr.decrypt(cpr.from_text(row.value), municipality=municipality)
    return AttributeLine(
        definition.id, label, definition.category, in_words(definition, kept), kept,
        row.recorded_at, row.recorded_by, row.source,
    )  # fmt: skip


def in_words(definition: AttributeDefinition, kept: str) -> str:
    """Return a kept value as a reader writes it."""
    language = (get_language() or "da").split("-")[0]
    match definition.type:
        case AttributeType.DATE:
            known = attributes.partial_date(kept)
            return precise_date(known.first, known.precision.value)
        case AttributeType.CHOICE:
            label = definition.choices.get(kept)
            return label.text(language) if label else kept
        case AttributeType.COUNTRY:
            return str(Locale(language).territories.get(kept, kept))
        case AttributeType.LANGUAGE:
            return str(Locale(language).languages.get(kept, kept))
        case AttributeType.CPR:
            return cpr.shown(kept)
    return kept


def household_members(
    scope: Scope, lines: Iterable[tuple[int | None, date, date | None]], *, person_id: int,
    pack: RulePack, today: date,
) -> tuple[Member, ...]:  # fmt: skip
    """Return those who share the household today, as far as the reader may see them; one query.

    Those he may not see are not even counted.

    Args:
        scope: The reader.
        lines: Household, first day and first day after of the person's own facts.
        person_id: Whose household.
        pack: For the words.
        today: The day.
    """
    homes = [home for home, start, end in lines if home and start <= today < (end or date.max)]
    if not homes:
        return ()
    rows = scope.rows(Episode).filter(
        household_id__in=homes, superseded_at=None, is_planned=False, period__contains=today
    )
    found = rows.exclude(person_id=person_id).select_related("person").order_by("id")
    members = [_member(row, pack) for row in found]
    scope.reads.note([member.id for member in members], [Category.IDENTITY])
    return tuple(sorted(members, key=lambda each: (each.birth_date or date.max, each.id)))


def _member(row: Episode, pack: RulePack) -> Member:
    kind = pack.kinds.get(row.kind)
    label = kind.states.get(row.state) if kind else None
    return Member(
        id=row.person_id,
        key=row.person.key,
        name=full_name(row.person),
        birth_date=row.person.birth_date,
        birth_precision=row.person.birth_precision,
        state=row.state,
        state_label=label.text(get_language() or "da") if label else row.state,
    )


def names_of(scope: Scope, person_ids: Iterable[int]) -> dict[int, tuple[str, str | Hidden]]:
    """Return key and name of the persons in reach; others are left out. The read is noted."""
    wanted = list(person_ids)
    visible = scope.categories_for(wanted)
    named: dict[int, tuple[str, str | Hidden]] = {}
    for person in Person.objects.filter(pk__in=visible.keys()).order_by("pk"):
        sees = Category.IDENTITY in visible[person.pk]
        named[person.pk] = person.key, full_name(person) if sees else HIDDEN
    scope.reads.note(named, [Category.IDENTITY] if named else [])
    return named
