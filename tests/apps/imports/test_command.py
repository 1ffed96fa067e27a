"""The command as it is typed: exit codes, what is shown and what is not, the private report."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest
import typer
from click.testing import Result
from tests.apps.imports.support import a_csv, inside
from tests.apps.imports.test_importing import MAPPING, PERSONS, ROWS
from tests.builders import OURS, a_municipality, an_organisation
from typer.testing import CliRunner

from tovholder.access.models import LogEntry
from tovholder.people.imports.command import import_files
from tovholder.people.models import Person

pytestmark = pytest.mark.django_db


def run(
    folder: Path, *options: str, rows: tuple[str, ...] = ROWS, mapping: str = MAPPING
) -> Result:
    an_organisation(is_coordinating=True)
    app = typer.Typer()
    app.command()(import_files)
    (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
    files = a_csv(folder, *PERSONS, name="persons.csv"), a_csv(folder, *rows)
    named = [str(folder / "mapping.yaml"), *map(str, files), "--language", "en"]
    return CliRunner().invoke(app, [*named, *options], catch_exceptions=False)


BAD = (*ROWS, "A1;F;2026-02-30;", "A2;X;2026-03-01;")


def test_yes_records_and_shows_the_arithmetic(scratch: Path) -> None:
    result = run(scratch, "--yes")
    assert result.exit_code == 0
    assert "4 rows read = 4 accepted + 0 unchanged + 0 rejected + 0 left out" in result.output
    assert "Persons: 2 new, 0 known before" in result.output
    assert "Facts: household 2, residence_basis 2, responsibility 2" in result.output
    assert "Recorded." in result.output


def test_a_dry_run_records_nothing(scratch: Path) -> None:
    result = run(scratch, "--dry-run")
    assert result.exit_code == 0
    assert "this was a dry run" in result.output
    with inside():
        assert not Person.objects.exists()


def test_where_nobody_can_be_asked_yes_must_be_said(scratch: Path) -> None:
    result = run(scratch)
    assert result.exit_code == 2
    assert "say --yes to record, or --dry-run" in result.output


def test_rejected_rows_stop_everything_and_say_what_to_do(scratch: Path) -> None:
    result = run(scratch, "--yes", rows=BAD)
    assert result.exit_code == 1
    assert "2 rows are rejected, and 0 may stay out" in result.output
    assert "rows.csv, line 4, Fra: “2026-02-30” a day that does not exist" in result.output
    assert "say --allow-rejected 2" in result.output


def test_rejected_rows_can_be_allowed_by_number(scratch: Path) -> None:
    assert run(scratch, "--yes", "--allow-rejected", "1", rows=BAD).exit_code == 1
    assert run(scratch, "--yes", "--allow-rejected", "2", rows=BAD).exit_code == 0


def test_the_screen_shows_no_value_that_says_who_somebody_is(scratch: Path) -> None:
    mapping = MAPPING.replace("birth_date: Født", "birth_date: {column: Født, dates: [yyyy]}")
    result = run(scratch, "--dry-run", mapping=mapping)
    assert "persons.csv, line 2, Født: not a date" in result.output
    assert not any(part in result.output for part in ("1990", "290236", "Amal", "Hiba"))


def test_the_report_holds_the_values_and_only_its_owner_may_read_it(scratch: Path) -> None:
    report = scratch / "report.csv"
    report.touch(mode=0o644)
    run(scratch, "--dry-run", "--report", str(report), rows=BAD)
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["line"], row["column"], row["value"], row["code"]) for row in rows] == [
        ("4", "Fra", "2026-02-30", "date_impossible"), ("5", "Grundlag", "X", "code_unknown"),
    ]  # fmt: skip
    assert all(row["reason"] and row["way_out"] for row in rows)


def test_a_report_needs_a_folder_that_exists(scratch: Path) -> None:
    result = run(scratch, "--dry-run", "--report", str(scratch / "missing" / "report.csv"))
    assert result.exit_code == 2
    assert "There is no folder for the report" in result.output


def test_the_report_can_be_json(scratch: Path) -> None:
    report = scratch / "report.json"
    run(scratch, "--dry-run", "--report", str(report), rows=BAD)
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["totals"] == {
        "read": 6, "accepted": 4, "unchanged": 0, "rejected": 2, "left_out": 0,
    }  # fmt: skip
    assert [finding["line"] for finding in told["findings"]] == [4, 5]
    assert told["files"][1]["encoding"] == "utf-8"


def test_a_value_met_is_never_a_formula_in_a_spreadsheet(scratch: Path) -> None:
    report = scratch / "report.csv"
    run(scratch, "--dry-run", "--report", str(report), rows=(*ROWS, "A1;=1+1;2026-03-01;"))
    assert "'=1+1" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (MAPPING.replace("start: Fra", "strt: Fra"), "line 20, field tables.rows.episodes.1.strt"),
        (MAPPING.replace("start: Fra", "start: Fraa"), "Did you mean “Fra”?"),
        (MAPPING.replace('"rows*"', '"other*"'), "rows.csv fits no table"),
    ],
)
def test_a_mapping_or_file_that_cannot_be_used_ends_with_2(
    scratch: Path, mapping: str, said: str
) -> None:
    result = run(scratch, "--yes", mapping=mapping)
    assert result.exit_code == 2
    assert said in result.output


def test_one_of_several_municipalities_must_be_named(scratch: Path) -> None:
    a_municipality("101")
    result = run(scratch, "--yes")
    assert result.exit_code == 2
    assert "--municipality CODE" in result.output
    assert run(scratch, "--yes", "--municipality", OURS).exit_code == 0


def test_a_mapping_made_for_one_municipality_is_not_used_for_another(scratch: Path) -> None:
    a_municipality("101")
    mapping = MAPPING.replace("options:", 'municipality: "101"\noptions:', 1)
    result = run(scratch, "--yes", "--municipality", OURS, mapping=mapping)
    assert result.exit_code == 2
    assert "made for municipality 101, not for 751" in result.output


class Terminal(io.StringIO):
    """Somebody who can be asked."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code", "persons"), [("n\n", 3, 0), ("y\n", 0, 2)])
def test_whoever_can_be_asked_sees_the_dry_run_first(
    scratch: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, persons: int
) -> None:
    an_organisation(is_coordinating=True)
    mapping = scratch / "mapping.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    files = [a_csv(scratch, *PERSONS, name="persons.csv"), a_csv(scratch, *ROWS)]
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    with pytest.raises(typer.Exit) as ended:
        import_files(mapping, files, language="en")
    assert ended.value.exit_code == code
    with inside():
        assert Person.objects.count() == persons


def test_columns_that_the_mapping_does_not_read_are_told(scratch: Path) -> None:
    rows = ("Sag;Grundlag;Fra;Til;Noter", "A1;F;2026-03-01;;x")
    assert "Columns not read: Noter" in run(scratch, "--dry-run", rows=rows).output


def test_the_summary_can_be_danish(scratch: Path) -> None:
    result = run(scratch, "--dry-run", "--language", "da", rows=BAD)
    assert "6 rækker læst = 4 godtaget + 0 uændrede + 2 afvist + 0 udeladt" in result.output
    assert "ikke en kode på listen: F, A" in result.output


def test_the_log_says_which_mapping_did_it(scratch: Path) -> None:
    run(scratch, "--yes")
    with inside():
        entry = LogEntry.objects.get(what="record_episodes")
        assert entry.actor.startswith("import mapping.yaml (")
        assert len(entry.person_ids) == 2
