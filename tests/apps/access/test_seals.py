import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import connection, transaction
from tests import builders

from tovholder.access import actions, queries, scopes, sealing, seals
from tovholder.access.sealing import SealedRow

ROW = SealedRow(
    id=1,
    municipality=builders.OURS,
    at=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
    user_id=4,
    actor="Ada Holm",
    purpose="casework",
    action="read",
    what="home_person_show",
    person_ids=[1, 2],
    categories=["case"],
    reason="",
    detail={"roles": ["coordinator"]},
)
TABLES = ("access_logentry", "access_logseal")


def test_the_hash_of_a_row_is_that_of_its_canonical_form():
    form = (
        '{"action":"read","actor":"Ada Holm","at":"2026-03-01T12:00:00.000000+00:00",'
        '"categories":["case"],"detail":{"roles":["coordinator"]},"id":1,"municipality":"751",'
        '"person_ids":[1,2],"purpose":"casework","reason":"","user_id":4,"what":"home_person_show"}'
    )
    assert ROW.hash() == sealing.hashlib.sha256(form.encode()).digest()


def test_the_hash_does_not_depend_on_the_zone_a_time_is_written_in():
    elsewhere = ROW.at.astimezone(timezone(timedelta(hours=2)))
    assert replace(ROW, at=elsewhere).hash() == ROW.hash()


@pytest.mark.parametrize(
    "change",
    [{"actor": "Bo Lund"}, {"person_ids": [1]}, {"at": ROW.at + timedelta(microseconds=1)},
     {"detail": {}}, {"user_id": None}, {"reason": " "}],
)  # fmt: skip
def test_every_change_of_a_row_changes_its_hash(change):
    assert replace(ROW, **change).hash() != ROW.hash()


def log(*person_ids, municipality=builders.OURS):
    with scopes.entered(builders.a_system_scope(municipality)) as scope:
        scope.reads.note(person_ids, ["case"])


def seal(municipality=builders.OURS):
    scope = builders.a_system_scope(municipality)
    with scopes.entered(scope):
        until = seals.horizon_now().last_id
        return actions.seal_log(by=scope, until=until, at=builders.NOW)


def verify(municipality=builders.OURS):
    with scopes.entered(builders.a_system_scope(municipality)) as scope:
        return queries.verify_log(scope)


def tamper(statement, *values):
    """Change the log as someone with the keys to the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL ROLE tovholder_owner")
        cursor.execute("SELECT set_config('tovholder.municipality', %s, true)", [builders.OURS])
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only")
        cursor.execute(statement, values)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER append_only")
        cursor.execute("SET LOCAL ROLE tovholder_web")
        cursor.execute("SELECT set_config('tovholder.municipality', '', true)")


@pytest.mark.django_db
def test_seals_form_a_chain_over_all_entries():
    log(1)
    log(2)
    first = seal()
    log(3)
    second = seal()
    assert (first.entries, first.previous) == (2, sealing.FIRST)
    assert (second.entries, second.previous) == (1, first.digest)
    assert seal() is None
    log(4)
    assert verify() == queries.LogCheck(seals=2, sealed_entries=3, unsealed_entries=1)


@pytest.mark.django_db
def test_each_municipality_has_a_chain_of_its_own():
    log(1)
    log(2, municipality=builders.THEIRS)
    ours, theirs = seal(), seal(builders.THEIRS)
    assert (ours.entries, theirs.entries, theirs.previous) == (1, 1, sealing.FIRST)
    assert verify().is_whole
    assert verify(builders.THEIRS).is_whole


@pytest.mark.django_db
def test_a_seal_takes_no_more_rows_than_agreed(monkeypatch):
    monkeypatch.setattr(actions, "SEAL_ROWS", 2)
    for person_id in range(5):
        log(person_id)
    made = [seal(), seal(), seal()]
    assert [each.entries for each in made] == [2, 2, 1]
    assert verify().sealed_entries == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE access_logentry SET actor = 'nobody' WHERE person_ids = '{2}'", 1),
        ("UPDATE access_logentry SET at = at + interval '1 second' WHERE person_ids = '{3}'", 2),
        ("DELETE FROM access_logentry WHERE person_ids = '{1}'", 0),
        ("DELETE FROM access_logentry WHERE person_ids = '{3}'", 2),
    ],
)
def test_the_first_entry_that_was_changed_or_removed_is_named(statement, broken):
    for person_id in (1, 2, 3):
        log(person_id)
    sealed = seal()
    ids = range(sealed.first_entry_id, sealed.last_entry_id + 1)
    tamper(statement)
    check = verify()
    assert not check.is_whole
    assert (check.broken_seal_id, check.broken_entry_id) == (sealed.pk, ids[broken])


@pytest.mark.django_db
def test_an_entry_slipped_in_below_a_seal_is_named():
    log(1)
    slipped = seals.horizon_now().last_id + 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('access_logentry_id_seq')")
    log(2)
    seal()
    tamper(
        "INSERT INTO access_logentry OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(e,"
        " jsonb_build_object('id', %s))).* FROM access_logentry e WHERE person_ids = '{1}'",
        slipped,
    )
    assert verify().broken_entry_id == slipped


@pytest.mark.django_db
def test_a_seal_that_was_changed_is_named_itself():
    log(1)
    sealed = seal()
    tamper("UPDATE access_logseal SET digest = %s", "f" * 64)
    check = verify()
    assert (check.broken_seal_id, check.broken_entry_id) == (sealed.pk, None)


@contextmanager
def a_page_that_is_still_written():
    """Another session that has logged and not committed; it commits when the block ends."""
    written, may_end = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            log(1)
            written.set()
            may_end.wait(10)
        connection.close()

    builders.a_municipality()
    page = threading.Thread(target=write)
    page.start()
    assert written.wait(10)
    yield
    may_end.set()
    page.join()


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_is_not_committed_yet_holds_the_horizon_back():
    with a_page_that_is_still_written():
        log(2)  # a higher id, committed first
        horizon = seals.horizon_now()
        assert not seals.is_settled(horizon)
    assert seals.is_settled(horizon)
    with scopes.entered(builders.a_system_scope()) as scope:
        made = actions.seal_log(by=scope, until=horizon.last_id, at=builders.NOW)
    assert made.entries == 2


@pytest.mark.django_db(transaction=True)
def test_a_page_that_writes_after_the_horizon_does_not_hold_it_back():
    horizon = seals.horizon_now()
    with a_page_that_is_still_written():
        assert seals.is_settled(horizon)
