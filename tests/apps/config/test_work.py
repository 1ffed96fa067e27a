"""The worker beside the web server ends with it."""

import sys

import pytest
import typer
from procrastinate import tasks
from procrastinate.exceptions import ConnectorException

from tovholder.config.commands import work


def test_a_worker_runs_beside_the_block_and_ends_with_it(monkeypatch):
    monkeypatch.setattr(work, "WORKER", (sys.executable, "-c", "import time; time.sleep(60)"))
    with work.worker_beside() as worker:
        assert worker.poll() is None
    assert worker.returncode is not None


def test_a_worker_that_does_not_listen_is_killed(monkeypatch, scratch):
    mark = scratch / "begun"
    deaf = (
        "import pathlib, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"pathlib.Path({str(mark)!r}).touch(); time.sleep(60)"
    )
    monkeypatch.setattr(work, "WORKER", (sys.executable, "-c", deaf))
    monkeypatch.setattr(work, "END_SECONDS", 0.2)
    with work.worker_beside() as worker:
        while not mark.exists():
            assert worker.poll() is None
    assert worker.returncode == -9


@pytest.mark.django_db
def test_a_worker_without_tables_says_what_to_do(monkeypatch, capsys):
    def refuse(*_args: object, **_more: object) -> None:
        raise ConnectorException

    monkeypatch.setattr(tasks.Task, "defer", refuse)
    with pytest.raises(typer.Exit):
        work.work(once=True)
    assert "tovholder migrate" in capsys.readouterr().err
