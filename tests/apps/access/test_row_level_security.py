"""What PostgreSQL itself refuses the web role, whatever the code above it does."""

from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from tests import builders

from tovholder.access import registry, scopes
from tovholder.access.models import Assignment, LogEntry, LogSeal
from tovholder.config import environment, postgres
from tovholder.law.models import PackApproval, TouchRun
from tovholder.people.models import Episode, Household, ImportBatch, LocalKind, LocalValue, Person

pytestmark = pytest.mark.django_db

WALLED = {each.model for each in registry.registrations()} | {
    LogSeal, ImportBatch, LocalKind, LocalValue, PackApproval, TouchRun,
}  # fmt: skip


def ask(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def test_without_a_scope_there_are_no_rows():
    builders.a_person()
    assert not Person.objects.exists()


def test_a_scope_shows_its_own_municipality_only():
    ours = builders.a_person()
    builders.a_person(municipality=builders.THEIRS)
    with scopes.entered(builders.a_system_scope()):
        assert list(Person.objects.all()) == [ours]


@pytest.mark.parametrize("model", sorted(WALLED, key=lambda model: model._meta.db_table))
def test_every_table_about_persons_stands_behind_the_wall_even_for_its_owner(model):
    found = ask(
        "SELECT relrowsecurity, relforcerowsecurity, count(polname) FROM pg_class"
        " LEFT JOIN pg_policy ON polrelid = pg_class.oid AND polname = 'municipality_wall'"
        " WHERE relname = %s GROUP BY 1, 2",
        model._meta.db_table,
    )
    assert found == [(True, True, 1)]


def test_every_table_with_a_municipality_stands_behind_the_wall_or_is_the_set_up():
    found = ask(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE a.attname = 'municipality_id' AND c.relkind = 'r' AND NOT c.relrowsecurity"
        " AND c.relnamespace = 'public'::regnamespace"
    )
    assert found == [("access_organisation",)]


def test_a_row_cannot_be_put_into_another_municipality():
    builders.a_municipality(builders.THEIRS)
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        scopes.entered(builders.a_system_scope()),
    ):
        Person.objects.create(municipality_id=builders.THEIRS, created_at=builders.NOW)


def test_a_row_cannot_be_moved_to_another_municipality():
    builders.a_person()
    builders.a_municipality(builders.THEIRS)
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        scopes.entered(builders.a_system_scope()),
    ):
        Person.objects.update(municipality_id=builders.THEIRS)


def test_a_fact_cannot_be_hung_on_a_person_of_another_municipality():
    theirs = builders.a_person(municipality=builders.THEIRS)
    with (
        pytest.raises(ProgrammingError, match="own_person"),
        scopes.entered(builders.a_system_scope()),
    ):
        ask(
            "INSERT INTO people_attributerecord (municipality_id, person_id, name, value, source,"
            " recorded_at, recorded_by, superseded_by, reason)"
            " VALUES (%s, %s, 'sex', 'female', 'test', now(), 'test', '', '')",
            builders.OURS,
            theirs.pk,
        )


def test_rows_of_another_municipality_are_neither_changed_nor_deleted():
    builders.a_person("Dalia", municipality=builders.THEIRS)
    with scopes.entered(builders.a_system_scope()):
        assert Person.objects.update(given_name="Changed") == 0
        assert Person.objects.all().delete() == (0, {})
    with scopes.entered(builders.a_system_scope(builders.THEIRS)):
        assert Person.objects.get().given_name == "Dalia"


@pytest.mark.parametrize("model", [Assignment, Episode, Household, LogEntry])
def test_other_tables_show_nothing_without_a_scope(model):
    assert not model.objects.exists()


def logged() -> None:
    with scopes.entered(builders.a_system_scope()) as scope:
        scope.reads.note([1], ["case"])


@pytest.fixture
def as_owner() -> Iterator[None]:
    """Become the role that owns the tables: what it may not do, nobody does by mistake."""
    ask("SET LOCAL ROLE tovholder_owner")
    yield
    ask("SET LOCAL ROLE tovholder_web")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_logentry SET actor = 'somebody else'",
        "DELETE FROM access_logentry",
        "TRUNCATE access_logentry",
    ],
)
def test_the_log_cannot_be_changed_by_the_web_role(statement):
    logged()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        scopes.entered(builders.a_system_scope()),
    ):
        ask(statement)


@pytest.mark.parametrize("table", ["access_logentry", "access_logseal"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET at = now()", "DELETE FROM {}"])
def test_a_log_row_cannot_be_changed_by_the_owner_of_the_table(table, verb, as_owner):
    builders.a_municipality()
    ask("SELECT set_config('tovholder.municipality', %s, true)", builders.OURS)
    ask(NEW_ROWS[table], builders.OURS)
    with pytest.raises(ProgrammingError, match="appended to only"), transaction.atomic():
        ask(verb.format(table))


@pytest.mark.parametrize("table", ["access_logentry", "access_logseal"])
def test_the_log_cannot_be_emptied_by_the_owner_of_the_table(table, as_owner):
    with pytest.raises(ProgrammingError, match="appended to only"), transaction.atomic():
        ask(f"TRUNCATE {table}")


NEW_ROWS = {
    "access_logentry": "INSERT INTO access_logentry (municipality_id, at, actor, purpose, action,"
    " what, person_ids, categories, reason, detail)"
    " VALUES (%s, now(), 'x', 'casework', 'read', 'x', '{}', '{}', '', '{}')",
    "access_logseal": "INSERT INTO access_logseal (municipality_id, at, first_entry_id,"
    " last_entry_id, entries, marks, previous, digest) VALUES (%s, now(), 1, 1, 1, '', '', '')",
}


@pytest.fixture
def web() -> Iterator[psycopg.Connection]:
    """A session that signed in as the web role itself: nothing above it to fall back to."""
    url = environment.text("DATABASE_URL") or postgres.address(settings.VAR, role="web")
    database = connection.settings_dict["NAME"]
    with psycopg.connect(url, dbname=database, autocommit=True) as session:
        yield session


def test_the_web_role_owns_nothing_and_bypasses_nothing(web):
    owned = "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user"
    assert web.execute(owned).fetchone() == (0,)
    found = web.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (SELECT count(*) FROM"
        " pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = current_user"
    )
    assert found.fetchone() == (False, False, False, False, 0)


@pytest.mark.parametrize("role", ["tovholder_owner", "tovholder_search", "postgres"])
def test_the_web_role_becomes_nobody_else(web, role):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(f"SET ROLE {role}")


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY municipality_wall ON people_person",
        "CREATE POLICY hole ON people_person USING (true)",
        "ALTER TABLE access_logentry DISABLE TRIGGER append_only",
        "SET session_replication_role = replica",
        "CREATE TABLE mine ()",
        "TRUNCATE people_person",
        "COPY people_person TO PROGRAM 'cat'",
    ],
)
def test_the_web_role_cannot_take_the_wall_down(web, statement):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(statement)


def test_switching_row_security_off_makes_queries_fail_instead_of_showing_rows(web):
    web.execute("SET row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        web.execute("SELECT * FROM people_person")


def test_the_web_role_has_what_it_needs_on_every_table_and_sequence(web):
    needed = "SELECT, INSERT, UPDATE, DELETE"
    found = web.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND NOT (SELECT bool_and(has_table_privilege(oid, p)) FROM"
        f" unnest(string_to_array('{needed}', ', ')) p)"
    )
    append_only = {"access_logentry", "access_logseal", "django_migrations"}
    never_deleted = {"law_packapproval", "people_localvalue", "people_movementrun"}
    assert {name for (name,) in found} == append_only | never_deleted


def test_the_web_role_may_use_every_sequence_but_that_of_migrations(web):
    found = web.execute(
        "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
        " AND NOT has_sequence_privilege(quote_ident(sequencename), 'USAGE')"
    )
    assert found.fetchall() == [("django_migrations_id_seq",)]
