"""Approving rules: who may, what is kept, what has changed since, what citizens may be shown."""

import pytest
from django.db import ProgrammingError
from tests.apps.law.builders import DUTY, NUMBER, approved, number_set
from tests.apps.people.builders import seen
from tests.builders import NOW, OURS, TODAY, Town, a_scope, a_town

from tovholder.access import scopes
from tovholder.access.policies import NotAllowedError
from tovholder.law.actions import approve_pack
from tovholder.law.models import PackApproval
from tovholder.law.policies import ApprovedAlreadyError
from tovholder.law.queries import approvals
from tovholder.people.queries import pack_for
from tovholder.rules.differences import Change
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.mark.parametrize("who", ["ada", "bo", "administrator", "protection_officer"])
def test_only_a_leader_approves(town, who):
    scope = a_scope(getattr(town, who))
    with scopes.entered(scope), pytest.raises(NotAllowedError):
        approve_pack(comment="", by=scope, at=NOW)


def test_the_same_rules_are_not_approved_twice(town):
    approved(town)
    with pytest.raises(ApprovedAlreadyError):
        approved(town)


def change_comment(rows):
    rows.update(comment="Andet")


@pytest.mark.parametrize("change", [change_comment, lambda rows: rows.delete()])
def test_an_approval_is_neither_changed_nor_deleted(town, change):
    approved(town)
    with pytest.raises(ProgrammingError), seen():
        change(PackApproval.objects.all())


def test_an_approval_says_who_when_and_of_what(town):
    approved(town)
    with seen() as scope:
        (line,) = approvals.approval_lines(scope)
    assert (line.approved_by, line.approved_at, line.comment) == ("Liv Bruun", NOW, "Læst.")
    assert line.pack_hash == national_pack().hash


def test_nothing_has_changed_until_something_does(town):
    approved(town)
    with seen() as scope:
        assert approvals.changes_since(scope, pack_for(OURS)) == ()
    number_set(town.administrator)
    with seen() as scope:
        (changed,) = approvals.changes_since(scope, pack_for(OURS))
    assert (changed.sort, changed.id, changed.change) == ("parameters", NUMBER, Change.CHANGED)
    (own,) = changed.rewritten("da")
    assert "1 måned" in own.after[0]


def test_the_approved_pack_can_be_computed_with_again(town):
    number_set(town.administrator)
    made = approved(town)
    with seen() as scope:
        again = approvals.approved_pack(made.pk, scope)
        assert again.hash == pack_for(OURS).hash == made.pack_hash


def test_citizens_are_shown_nothing_before_the_rules_are_approved(town):
    with seen() as scope:
        assert approvals.approved_citizen_texts(scope, today=TODAY) == {}
    approved(town)
    with seen() as scope:
        texts = approvals.approved_citizen_texts(scope, today=TODAY)
    told = [each for each in national_pack().expectations.values()
            if approvals.citizen_text(each, today=TODAY)]  # fmt: skip
    assert list(texts) == [each.id for each in told]


def test_a_definition_that_has_changed_since_is_shown_to_citizens_only_when_approved_anew(town):
    approved(town)
    number_set(town.administrator)
    with seen() as scope:
        texts = approvals.approved_citizen_texts(scope, today=TODAY)
    assert DUTY not in texts
    assert texts
    approved(town)
    with seen() as scope:
        assert DUTY in approvals.approved_citizen_texts(scope, today=TODAY)
