from dataclasses import dataclass

import pytest
from tests import builders

from tovholder.access import policies
from tovholder.access.models import Purpose, Role
from tovholder.access.policies import Action, NotAllowedError, Seen, Whose


@dataclass(frozen=True)
class Reader:
    actions: frozenset[Action] = frozenset({Action.READ, Action.RECORD})
    coordinating: frozenset[int | None] = frozenset({7})
    municipality: str = builders.OURS


def test_every_role_has_a_right_and_every_purpose_a_role():
    assert set(policies.RIGHTS) == set(Role)
    assert {right.purpose for right in policies.RIGHTS.values()} == set(Purpose)


def test_a_role_that_reaches_nobody_reads_nothing():
    for right in policies.RIGHTS.values():
        reaches = right.whose is not Whose.NOBODY
        assert reaches == (right.seen is not Seen.NONE) == (Action.READ in right.actions)


def test_only_casework_records():
    recording = {
        right.purpose for right in policies.RIGHTS.values() if Action.RECORD in right.actions
    }
    assert recording == {Purpose.CASEWORK}


@pytest.mark.parametrize(
    ("seen", "is_coordinating", "expected"),
    [
        (Seen.ALL, False, policies.ALL_CATEGORIES),
        (Seen.COORDINATED, True, policies.ALL_CATEGORIES),
        (Seen.COORDINATED, False, frozenset({"health"})),
        (Seen.ORGANISATION, True, frozenset({"health"})),
        (Seen.IDENTITY, True, frozenset({"identity"})),
        (Seen.NONE, True, frozenset()),
    ],
)
def test_categories_follow_from_right_and_department(seen, is_coordinating, expected):
    own = ["health", "a category of yesterday"]
    assert policies.seen_categories(seen, own=own, is_coordinating=is_coordinating) == expected


def test_what_may_be_asked_is_what_is_enforced_for_actions():
    policies.check_act(Reader(), Action.RECORD)
    with pytest.raises(NotAllowedError):
        policies.check_act(Reader(), Action.EXPORT)


def test_what_may_be_asked_is_what_is_enforced_for_categories():
    policies.check_see({"case", "health"}, ["health"])
    with pytest.raises(NotAllowedError):
        policies.check_see({"case"}, ["case", "health"])


def test_only_the_coordinating_department_takes_in_new_persons():
    policies.check_receive(Reader())
    for refused in (Reader(coordinating=frozenset()), Reader(actions=frozenset({Action.READ}))):
        with pytest.raises(NotAllowedError):
            policies.check_receive(refused)


def test_cases_are_laid_within_the_municipality():
    policies.check_assign(Reader(), organisation_municipality=builders.OURS)
    with pytest.raises(NotAllowedError):
        policies.check_assign(Reader(), organisation_municipality=builders.THEIRS)
