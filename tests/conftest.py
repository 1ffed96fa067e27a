"""The frame of all tests: an own PostgreSQL, and every query made as the web role."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's sync API runs a loop of its own


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL before Django first asks for it, unless one is given."""
    if os.environ.get("TOVHOLDER_OWNER_URL"):
        return
    from tovholder.config.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(Path(os.environ["TOVHOLDER_VAR"]), is_lasting=False)
    if server.start():
        config.add_cleanup(server.stop)


@pytest.fixture(autouse=True)
def _danish() -> Iterator[None]:
    """Let no test inherit the language that an earlier test's reader chose."""
    from django.utils import translation

    with translation.override("da"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """Become the web role once the tables are made: a superuser or owner proves nothing."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"] = {"options": "-c role=tovholder_web"}
        with connection.cursor() as cursor:
            cursor.execute("select current_user")
            assert cursor.fetchone() == ("tovholder_web",)
    connection.ops.execute_sql_flush = empty_as_owner
    yield
    del connection.ops.execute_sql_flush
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"] = {}


def empty_as_owner(statements: list[str]) -> None:
    """Empty the tables after a test that committed: the web role may not, and the log refuses."""
    from django.db import connection, transaction

    triggers = "ALTER TABLE {} {} TRIGGER append_only_truncate"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        for table in ("access_logentry", "access_logseal"):
            cursor.execute(triggers.format(table, "DISABLE"))
        for statement in statements:
            cursor.execute(statement)
        for table in ("access_logentry", "access_logseal"):
            cursor.execute(triggers.format(table, "ENABLE"))


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder of the test's own, removed afterwards."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)
