"""One person as one reader sees them: the data of the person's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tovholder.access.models import Category
from tovholder.access.scopes import Scope
from tovholder.engine.language.pack import RulePack
from tovholder.people.attributes import partial_date
from tovholder.people.labels import HIDDEN, Hidden
from tovholder.people.models import Person
from tovholder.people.queries.episodes import (
    EpisodeLine,
    KindGroup,
    Trace,
    episode_lines,
    grouped,
    recordable_kinds,
    traces,
)
from tovholder.people.queries.filters import current_assignments
from tovholder.people.queries.histories import history_of
from tovholder.people.queries.lists import full_name, years_old
from tovholder.people.queries.packs import pack_for
from tovholder.people.queries.particulars import (
    AttributeLine,
    Member,
    attribute_lines,
    household_members,
    names_of,
)
from tovholder.people.queries.standings import (
    NotApplicable,
    StandingLine,
    evaluated_lines,
    not_applicable,
    standing_lines,
)

__all__ = [
    "AssignmentLine",
    "HistoryDetail",
    "PersonDetail",
    "history_detail",
    "names_of",
    "person_detail",
]


@dataclass(frozen=True)
class AssignmentLine:
    """A department that holds the case today, and the colleague; an empty name is nobody."""

    organisation_id: int
    organisation: str
    is_coordinating: bool
    user_id: int | None
    user: str
    start_date: date


@dataclass(frozen=True)
class PersonDetail:
    """A person as a reader sees them, now or as known on a day.

    Attributes:
        attributes: Every attribute there is; hidden ones are marked, unknown ones empty.
        household: Other members whom the reader may see.
        groups: Visible facts by kind, in the order of the rules.
        standings: The most urgent first; as known on a day without ids.
        not_applicable: Expectations the person does not have, each with its reason.
        assignments: Who holds the case today; HIDDEN where the reader may not know.
        visible: Categories the reader sees of this person.
        recordable: Kinds the reader may record; none in a history as known on a day.
    """

    id: int
    key: str
    name: str | Hidden
    age: int | Hidden | None
    attributes: tuple[AttributeLine, ...]
    household: tuple[Member, ...]
    groups: tuple[KindGroup, ...]
    standings: tuple[StandingLine, ...]
    not_applicable: tuple[NotApplicable, ...]
    assignments: tuple[AssignmentLine, ...] | Hidden
    visible: frozenset[str]
    recordable: frozenset[str]
    pack: RulePack
    known_on: date | None = None

    @property
    def episodes(self) -> tuple[EpisodeLine, ...]:
        """Return all visible facts, kind after kind."""
        return tuple(line for group in self.groups for line in group.episodes)


@dataclass(frozen=True)
class HistoryDetail:
    """Everything that was ever recorded of a person, as far as the reader may see it."""

    id: int
    key: str
    name: str | Hidden
    traces: tuple[Trace, ...]
    pack: RulePack


def person_detail(
    scope: Scope, key: str, *, today: date, known_on: date | None = None
) -> PersonDetail | None:
    """Return a person's page; the read is noted.

    Args:
        scope: The reader.
        key: Of the person, as it stands in addresses.
        today: The day.
        known_on: What was known at the end of this day, and where things stood on it.

    Returns:
        None for a person who is not there, and for one out of reach alike.
    """
    person, visible = _found(scope, key)
    if person is None:
        return None
    pack = pack_for(scope.municipality)
    lines = episode_lines(scope, person.pk, pack=pack, known_on=known_on)
    history = history_of(
        [person.pk], municipality=scope.municipality, pack=pack, with_superseded=bool(known_on)
    )[person.pk]
    recordable = frozenset() if known_on else recordable_kinds(scope, visible, pack)
    sees_identity = Category.IDENTITY in visible
    attributes = attribute_lines(scope, person.pk, visible, pack=pack, known_on=known_on)
    scope.reads.note([person.pk], visible - {Category.CPR.value})
    return PersonDetail(
        id=person.pk,
        key=person.key,
        name=full_name(person) if sees_identity else HIDDEN,
        age=_age(attributes, known_on or today),
        attributes=attributes,
        household=household_members(
            scope, [(line.household_id, line.start, line.end) for line in lines],
            person_id=person.pk, pack=pack, today=known_on or today,
        ),
        groups=grouped(lines, pack=pack, recordable=recordable),
        standings=evaluated_lines(history, visible, pack=pack, day=known_on)
        if known_on
        else standing_lines(scope, person.pk, pack=pack),
        not_applicable=not_applicable(
            history, visible, pack=pack, on=known_on or today, known_on=known_on
        ),
        assignments=_assignments(scope, person.pk) if Category.CASE in visible else HIDDEN,
        visible=visible,
        recordable=recordable,
        pack=pack,
        known_on=known_on,
    )  # fmt: skip


def _age(attributes: Iterable[AttributeLine], day: date) -> int | Hidden | None:
    """Return the age by the birth date as it was known, None where that was not known."""
    born = next((line.value for line in attributes if line.name == "birth_date"), "")
    if isinstance(born, Hidden) or not born:
        return born or None
    known = partial_date(born)
    return years_old(known.first, known.precision, day)


def history_detail(scope: Scope, key: str) -> HistoryDetail | None:
    """Return every visible fact with all its versions; the read is noted.

    Returns:
        None for a person who is not there, and for one out of reach alike.
    """
    person, visible = _found(scope, key)
    if person is None:
        return None
    pack = pack_for(scope.municipality)
    scope.reads.note([person.pk], visible - {Category.CPR.value})
    name = full_name(person) if Category.IDENTITY in visible else HIDDEN
    found = traces(scope, person.pk, pack=pack)
    return HistoryDetail(person.pk, person.key, name, found, pack)


def _found(scope: Scope, key: str) -> tuple[Person | None, frozenset[str]]:
    person = scope.rows(Person).filter(key=key).first()
    if person is None:
        return None, frozenset()
    return person, scope.categories_for([person.pk]).get(person.pk, frozenset())


def _assignments(scope: Scope, person_id: int) -> tuple[AssignmentLine, ...]:
    held = current_assignments(scope).filter(person_id=person_id)
    in_order = held.select_related("organisation", "user")
    return tuple(
        AssignmentLine(
            organisation_id=each.organisation_id,
            organisation=each.organisation.name,
            is_coordinating=each.organisation.is_coordinating,
            user_id=each.user_id,
            user=each.user.full_name if each.user else "",
            start_date=each.start_date,
        )
        for each in in_order.order_by("-organisation__is_coordinating", "start_date", "pk")
    )
