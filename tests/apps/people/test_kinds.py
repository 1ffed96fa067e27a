"""Kinds of the municipality's own: declared, used at once, and never changed under their facts."""

from datetime import date

import pytest
from tests import builders as town_builders
from tests.apps.people.builders import AT, a_recorded_person, a_system, codes, refused, seen

from tovholder.access import scopes
from tovholder.access.policies import NotAllowedError
from tovholder.engine.language.errors import LanguageErrors
from tovholder.people.actions import declare_kind
from tovholder.people.facts import NewEpisode, NewPerson
from tovholder.people.models import Episode
from tovholder.people.policies import KindInUseError
from tovholder.people.queries import local_kinds, pack_for
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db
SWIMMING = {
    "id": "swimming",
    "label": {"da": "Svømning", "en": "Swimming"},
    "category": "civil",
    "event": True,
    "states": {"lesson": {"da": "Time", "en": "Lesson"}},
}
LESSON = NewEpisode("p", "swimming", "lesson", date(2026, 5, 1))


def declared(definition, *, municipality: str = town_builders.OURS):
    scope = a_system(municipality)
    with scopes.entered(scope):
        return declare_kind(definition, by=scope, at=AT)


def test_a_kind_of_its_own_is_recorded_with_its_category() -> None:
    declared(SWIMMING)
    person_id = a_recorded_person(LESSON)
    with seen():
        assert Episode.objects.get(person_id=person_id).category == "civil"
        assert list(local_kinds(town_builders.OURS)) == ["swimming"]


def test_another_municipality_does_not_have_it() -> None:
    declared(SWIMMING, municipality=town_builders.THEIRS)
    a_system()
    assert codes(refused(NewPerson("p", {}), LESSON)) == [(1, "unknown_kind")]
    with seen():
        assert pack_for(town_builders.OURS) is national_pack()


def test_states_may_be_added_and_the_category_of_a_used_kind_stays() -> None:
    declared(SWIMMING)
    more = {**SWIMMING["states"], "test": {"da": "Prøve", "en": "Test"}}
    assert "test" in declared({**SWIMMING, "states": more}).states
    a_recorded_person(LESSON)
    declared({**SWIMMING, "states": more})
    with pytest.raises(KindInUseError, match="swimming"):
        declared({**SWIMMING, "states": more, "category": "health"})
    with pytest.raises(KindInUseError, match="swimming"):
        declared({**SWIMMING, "states": {"test": more["test"]}})


@pytest.mark.parametrize(
    "change", [{"id": "labour"}, {"category": "sport"}, {"states": {}}, {"colour": "blue"}]
)
def test_a_definition_that_cannot_be_is_refused(change) -> None:
    with pytest.raises(LanguageErrors):
        declared({**SWIMMING, **change})


def test_a_specialist_declares_nothing() -> None:
    town = town_builders.a_town()
    scope = town_builders.a_scope(town.bo)
    with scopes.entered(scope), pytest.raises(NotAllowedError):
        declare_kind(SWIMMING, by=scope, at=AT)
