"""The leader of an invented municipality approves the rules that the demo begins with."""

from datetime import date

import pytest

from tovholder.access.scopes import entered
from tovholder.demo import colleagues
from tovholder.demo.approving import approve_first_pack
from tovholder.demo.places import HOME, NEIGHBOUR
from tovholder.demo.writing import scope_of
from tovholder.law.queries.approvals import approval_lines, approved_citizen_texts
from tovholder.rules.packs import national_pack

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 8)


def test_the_first_pack_is_approved_by_a_leader_where_there_is_one():
    users = colleagues.set_up(date(2016, 1, 1))
    approve_first_pack(users, day=DAY)
    with entered(scope_of(HOME.code, DAY)) as scope:
        (line,) = approval_lines(scope)
        assert (line.pack_hash, line.approved_by) == (national_pack().hash, "Henning Skovlund")
        assert approved_citizen_texts(scope, today=DAY)
    with entered(scope_of(NEIGHBOUR.code, DAY)) as scope:
        assert approval_lines(scope) == ()
