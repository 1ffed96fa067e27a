"""Numbers of the municipality's own: what may be set, what it changes, and for whom."""

from datetime import date

import pytest
from tests.apps.law.builders import (
    DUTY,
    KNOWN,
    NUMBER,
    SOURCE,
    a_newcomer,
    a_number,
    number_set,
    standing_of,
)
from tests.apps.people.builders import a_system, seen
from tests.builders import NOW, OURS, THEIRS, TODAY, Town, a_scope, a_town

from tovholder.access import scopes
from tovholder.access.models import LogEntry
from tovholder.access.policies import NotAllowedError
from tovholder.people.actions import move_standings, withdraw_local_value
from tovholder.people.local_values import LocalValueRefusedError, NewLocalValue
from tovholder.people.models import LocalValue
from tovholder.people.queries import pack_for
from tovholder.people.queries.packs import own_of, with_own
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


def moved(municipality: str = OURS) -> None:
    move_standings(a_system(municipality, on=TODAY), today=TODAY)


def test_a_number_of_its_own_gives_the_due_date_that_our_source_does_not(town):
    person = a_newcomer()
    assert standing_of(person).due_date is None
    number_set(town.administrator)
    moved()
    assert standing_of(person).due_date == date(2014, 6, 1)


def test_the_number_of_one_municipality_does_not_change_another(town):
    person = a_newcomer(municipality=THEIRS)
    number_set(town.administrator)
    with seen(THEIRS):
        assert pack_for(THEIRS) is national_pack()
    moved(THEIRS)
    assert standing_of(person).due_date is None


def test_another_number_from_the_same_day_takes_its_place_and_both_stay_readable(town):
    number_set(town.administrator)
    number_set(town.administrator, a_number("P6W"))
    with seen():
        rows = LocalValue.objects.order_by("id")
        assert [(row.value, row.superseded_at) for row in rows] == [("P1M", NOW), ("P6W", None)]
        assert str(pack_for(OURS).parameters[NUMBER].on(date(2015, 1, 1), OURS).amount) == "P42D"


def test_a_withdrawn_number_is_not_known_again(town):
    person, value = a_newcomer(), number_set(town.administrator)
    scope = a_scope(town.administrator)
    with scopes.entered(scope):
        withdraw_local_value(value.pk, reason="Forkert møde", by=scope, at=NOW)
    moved()
    assert standing_of(person).due_date is None
    with seen():
        assert LocalValue.objects.get().superseded_reason == "Forkert møde"


@pytest.mark.parametrize(
    ("new", "field", "told"),
    [
        (a_number(valid_from=KNOWN), "valid_from", "Loven sætter selv tallet"),
        (a_number("en måned"), "value", "P14D"),
        (a_number(source=" "), "source", "hvor tallet kommer fra"),
        (NewLocalValue("unheard_of", KNOWN, "P1M", SOURCE), "", "unheard_of"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_the_way_out(town, new, field, told):
    with pytest.raises(LocalValueRefusedError, match=told) as refused:
        number_set(town.administrator, new)
    assert refused.value.field == field


@pytest.mark.parametrize("who", ["ada", "bo", "leader", "protection_officer"])
def test_only_an_administrator_sets_numbers(town, who):
    with pytest.raises(NotAllowedError):
        number_set(getattr(town, who))


def test_a_number_is_withdrawn_once_and_with_a_reason(town):
    value, scope = number_set(town.administrator), a_scope(town.administrator)
    with scopes.entered(scope):
        with pytest.raises(LocalValueRefusedError, match="hvorfor"):
            withdraw_local_value(value.pk, reason=" ", by=scope, at=NOW)
        withdraw_local_value(value.pk, reason="Fejl", by=scope, at=NOW)
        with pytest.raises(LocalValueRefusedError, match="allerede"):
            withdraw_local_value(value.pk, reason="Fejl", by=scope, at=NOW)


def test_setting_a_number_stands_in_the_log_without_anybodys_name(town):
    number_set(town.administrator)
    with seen():
        entry = LogEntry.objects.get(what="set_local_value")
    assert (entry.person_ids, entry.detail["parameter"]) == ([], NUMBER)


def test_a_number_that_the_law_has_set_since_is_left_out_and_nothing_breaks(town):
    number_set(town.administrator)
    with seen():
        own = own_of(OURS)
    later = tuple(
        (sort, name, said.replace("2014-01-01", "2017-01-01")) for sort, name, said in own
    )
    assert with_own(national_pack(), later, OURS).parameters[NUMBER].local == {}
    gone = tuple((sort, "no_longer", said) for sort, _name, said in own)
    assert with_own(national_pack(), gone, OURS).hash == national_pack().hash


def test_the_duty_used_here_is_still_one_whose_number_is_not_known():
    assert DUTY in national_pack().expectations
    assert a_number().parameter in national_pack().parameters
