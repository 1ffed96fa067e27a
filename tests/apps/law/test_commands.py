"""`tovholder rules diff` and `tovholder rules touched`."""

import shutil
from datetime import date
from pathlib import Path

import pytest
import typer
from tests.apps.law.builders import DUTY, NUMBER, a_newcomer, approved, number_set
from tests.apps.people.builders import seen
from tests.builders import OURS, Town, a_municipality, a_town
from typer.testing import CliRunner

from tovholder.access.models import LogEntry
from tovholder.law.commands import diff_rules, find_touched
from tovholder.law.models import TouchRun
from tovholder.rules.packs import DEFINITIONS

pytestmark = pytest.mark.django_db
SHORTER = (f"{NUMBER}:", "value: P1M", "value: P2W")


def run(*arguments: str):
    app = typer.Typer()
    app.command("diff")(diff_rules)
    app.command("touched")(find_touched)
    return CliRunner().invoke(app, [*arguments], catch_exceptions=False)


@pytest.fixture
def town() -> Town:
    return a_town()


@pytest.fixture
def shorter(scratch: Path) -> str:
    """A folder of the national rules with a shorter deadline from July 2016 on."""
    folder = scratch / "definitions"
    shutil.copytree(DEFINITIONS, folder)
    name, old, new = SHORTER
    for path in folder.rglob("*.yaml"):
        before, mark, after = path.read_text(encoding="utf-8").partition(name)
        if mark and "parameters" in path.as_posix():
            path.write_text(before + mark + after.replace(old, new, 1), encoding="utf-8")
    return str(folder)


def test_it_says_what_changes_in_words_and_for_how_many(town, shorter):
    person = a_newcomer(town.integration, taken_over=date(2020, 3, 2), name="Zenobia")
    a_newcomer(town.integration, name="Berta")
    said = run("diff", "shipped", shorter, "--municipality", OURS, "--today", "2026-11-02").output
    assert f"changed: parameters/{NUMBER}" in said
    assert "- From 1 July 2016: 1 month" in said
    assert "+ From 1 July 2016: 14 days" in said
    assert f"{OURS} {DUTY} (Contract agreed): 1 of 2 persons" in said
    assert person.key not in said


def test_it_names_keys_on_request_never_names_and_logs_whom_it_showed(town, shorter):
    person = a_newcomer(town.integration, taken_over=date(2020, 3, 2), name="Zenobia")
    said = run("diff", "shipped", shorter, "--keys", "--today", "2026-11-02").output
    assert f"{person.key} overdue 2020-04-02 -> overdue 2020-03-16" in said
    assert "Zenobia" not in said
    with seen():
        assert LogEntry.objects.get(what="rules diff").person_ids == [person.pk]


def test_two_packs_that_say_the_same_touch_nobody(town):
    a_newcomer(town.integration)
    said = run("diff", "shipped", str(DEFINITIONS)).output
    assert "0 definitions differ." in said
    assert f"{OURS}: nobody of 1 persons changes state or due date." in said


@pytest.mark.parametrize(
    "wrong", [("shipped", "nowhere"), ("shipped", "shipped", "--municipality", "000")]
)
def test_what_cannot_be_found_is_said_with_the_way_out(wrong):
    a_municipality()
    answer = run("diff", *wrong)
    assert answer.exit_code == 2
    assert "shipped" in answer.output or "Known: 751" in answer.output


def test_a_folder_that_cannot_be_read_is_told_with_every_error(scratch):
    (scratch / "kinds.yaml").write_text("labour: {colour: blue}", encoding="utf-8")
    assert run("diff", str(scratch), "shipped").exit_code == 1


def test_whom_the_rules_touch_is_found_once_and_said(town):
    assert "no approved rules that differ" in run("touched", "--municipality", OURS).output
    a_newcomer(town.integration)
    approved(town)
    number_set(town.administrator)
    said = run("touched", "--today", "2026-11-02").output
    assert f"{OURS}: 1 persons compared on 2026-11-02." in said
    with seen():
        assert TouchRun.objects.get().finished_at is not None
