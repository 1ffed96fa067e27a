import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests import builders

from tovholder.access import actions, queries, scopes
from tovholder.access.actions import Trace
from tovholder.access.models import LogEntry
from tovholder.access.policies import NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return builders.a_town()


def entries(municipality=builders.OURS):
    with scopes.entered(builders.a_system_scope(municipality)):
        return list(LogEntry.objects.order_by("id"))


def read(user, *person_ids, categories=("case",)):
    with scopes.entered(builders.a_scope(user), what="test_page") as scope:
        scope.reads.note(person_ids, categories)


def test_what_was_read_is_logged_once_with_purpose_and_department(town):
    read(town.bo, 2, 1, 2, categories=["health", "case"])
    (entry,) = entries()
    assert (entry.user, entry.actor, entry.purpose) == (town.bo, "Bo Lund", "casework")
    assert (entry.person_ids, entry.categories) == ([1, 2], ["case", "health"])
    assert (entry.action, entry.what) == ("read", "test_page")
    assert entry.detail == {"organisations": ["Jobs"], "roles": ["specialist"]}


def test_nothing_is_logged_when_nothing_was_read(town):
    read(town.bo)
    assert entries() == []


def test_a_failing_block_is_rolled_back_and_logged_all_the_same(town):
    def fail(scope):
        scope.reads.note([builders.a_person("Amal").pk], ["case"])
        raise LookupError("no such page")

    with pytest.raises(LookupError), scopes.entered(builders.a_scope(town.ada)) as scope:
        fail(scope)
    (entry,) = entries()
    with scopes.entered(builders.a_scope(town.leader)) as leader:
        assert leader.categories_for(entry.person_ids) == {}


def test_when_the_log_cannot_be_written_the_block_fails(town, monkeypatch):
    def refuse(*_args, **_kwargs):
        raise OSError("the log is full")

    monkeypatch.setattr(scopes, "append_entry", refuse)
    with pytest.raises(OSError, match="the log is full"):
        read(town.ada, 1)


def test_a_scope_that_is_entered_again_does_not_log_the_first_reads_twice(town):
    scope = builders.a_scope(town.ada)
    for person_id in (1, 2):
        with scopes.entered(scope):
            scope.reads.note([person_id], ["case"])
    assert [entry.person_ids for entry in entries()] == [[1], [2]]


def test_a_trace_may_add_a_reason_and_a_detail(town):
    trace = Trace("record", LogEntry.Action.WRITE, (3,), ("case",), "misread", {"facts": 2})
    with scopes.entered(builders.a_system_scope()) as scope:
        actions.append_entry(trace, by=scope, at=builders.NOW)
    (entry,) = entries()
    assert (entry.at, entry.user, entry.actor) == (builders.NOW, None, "test")
    assert (entry.reason, entry.detail) == ("misread", {"facts": 2})


def test_who_has_seen_a_person_is_shown_newest_first(town):
    person = builders.a_person(held_by=[town.integration])
    read(town.bo, person.pk)
    read(town.ada, person.pk, 99)
    read(town.ada, 99)
    with scopes.entered(builders.a_scope(town.ada)) as scope, translation.override("en"):
        page = queries.entries_about(scope, person.pk)
    assert page is not None
    assert [row.actor for row in page.rows] == ["Ada Holm", "Bo Lund", "test"]
    assert page.rows[1].organisations == ("Jobs",)
    assert page.rows[1].roles == ("Specialist",)
    assert page.rows[1].categories == ("Integration case",)


def test_who_has_seen_a_person_out_of_reach_is_not_told(town):
    person = builders.a_person(held_by=[town.integration])
    for user in (town.bo, town.cy, town.administrator):
        with scopes.entered(builders.a_scope(user)) as scope:
            assert queries.entries_about(scope, person.pk) is None


MANY_ROWS = """
INSERT INTO access_logentry (municipality_id, at, actor, purpose, action, what, person_ids,
    categories, reason, detail)
SELECT %s, now(), 'x', 'casework', 'read', 'x', ARRAY[n, n + 1], '{}', '', '{}'
FROM generate_series(1, 5000) n
"""


def test_log_rows_about_a_person_are_found_by_their_index():
    with connection.cursor() as cursor:
        with scopes.entered(builders.a_system_scope()):
            cursor.execute(MANY_ROWS, [builders.OURS])
        cursor.execute("SET LOCAL ROLE tovholder_owner")
        cursor.execute("ANALYZE access_logentry")
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'access_log_ids_about'")
        asked = cursor.fetchone()[0].replace("[person]", "[7::bigint]")
        cursor.execute("SET LOCAL ROLE tovholder_search")  # the function runs as this role
        cursor.execute("EXPLAIN " + asked)
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET LOCAL ROLE tovholder_web")
    assert "Bitmap Index Scan on logentry_person_ids" in plan


def test_the_function_that_finds_log_rows_runs_as_the_role_that_only_searches():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(proowner), prosecdef FROM pg_proc"
            " WHERE proname = 'access_log_ids_about'"
        )
        assert cursor.fetchone() == ("tovholder_search", True)


def test_log_rows_of_another_municipality_are_not_found():
    with scopes.entered(builders.a_system_scope(builders.THEIRS)) as scope:
        scope.reads.note([1], ["case"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_log_ids_about(1)")
        assert cursor.fetchone() == (0,)
        with scopes.entered(builders.a_system_scope()):
            cursor.execute("SELECT count(*) FROM access_log_ids_about(1)")
            assert cursor.fetchone() == (0,)


def test_reading_who_has_seen_is_a_read_too(town):
    person = builders.a_person(held_by=[town.jobs])
    with scopes.entered(builders.a_scope(town.bo)) as scope:
        queries.entries_about(scope, person.pk)
    assert (entries()[-1].user, entries()[-1].person_ids) == (town.bo, [person.pk])


def test_the_log_is_listed_for_the_protection_officer_only(town):
    read(town.ada, 1)
    with scopes.entered(builders.a_scope(town.protection_officer)) as scope:
        assert queries.list_entries(scope, queries.LogFilter()).total == 1
    with pytest.raises(NotAllowedError), scopes.entered(builders.a_scope(town.leader)) as scope:
        queries.list_entries(scope, queries.LogFilter())


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, 3),
        ({"person_id": 1}, 2),
        ({"action": "read"}, 3),
        ({"action": "write"}, 0),
        ({"purpose": "leadership"}, 1),
        ({"from_date": builders.TODAY}, 0),
    ],
)
def test_the_log_is_filtered(town, monkeypatch, chosen, expected):
    monkeypatch.setattr(scopes, "Now", lambda: builders.NOW.replace(day=1))
    read(town.ada, 1)
    read(town.leader, 1)
    read(town.bo, 2)
    with scopes.entered(builders.a_scope(town.protection_officer)) as scope:
        page = queries.list_entries(scope, queries.LogFilter(**chosen))
    assert page.total == expected == len(page.rows)


def test_a_day_of_the_log_is_the_local_day(town, monkeypatch):
    late = builders.NOW.replace(hour=23, minute=30)  # half past midnight in Copenhagen
    monkeypatch.setattr(scopes, "Now", lambda: late)
    read(town.ada, 1)
    local = late.date().replace(day=3)
    chosen = queries.LogFilter(user_id=town.ada.pk, from_date=local, until_date=local)
    with scopes.entered(builders.a_scope(town.protection_officer)) as scope:
        assert queries.list_entries(scope, chosen).total == 1


def test_the_log_is_read_in_pages_of_fifty(town):
    for _each in range(51):
        read(town.ada, 1)
    with scopes.entered(builders.a_scope(town.protection_officer)) as scope:
        first = queries.list_entries(scope, queries.LogFilter())
        beyond = queries.list_entries(scope, queries.LogFilter(), page=99)
    assert (len(first.rows), first.total, first.pages) == (50, 51, 2)
    assert (len(beyond.rows), beyond.page) == (1, 2)


def test_entering_and_logging_cost_two_queries_and_leaving_an_outer_one_a_third(town):
    scope = builders.a_scope(town.ada)
    with CaptureQueriesContext(connection) as asked, scopes.entered(scope):
        scope.reads.note([1], ["case"])
    own = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(own) == 3


def test_colleagues_and_departments_are_those_of_the_readers_municipality(town):
    with scopes.entered(builders.a_scope(town.ada)) as scope:
        assert set(queries.organisations(scope)) == {town.integration, town.jobs}
        assert town.cy not in queries.colleagues(scope)
        assert list(queries.colleagues(scope, organisation_id=town.jobs.pk)) == [town.bo]
        assert {each.user for each in queries.memberships(scope)} == set(queries.colleagues(scope))
