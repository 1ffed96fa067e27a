"""The table of obligations: every row of it became an expectation, or it is said why not."""

import csv
from pathlib import Path

import pytest
import yaml

from tovholder.rules import packs

PROJECT = Path(__file__).resolve().parents[3]
TABLE = PROJECT.parent / "shared" / "domain" / "obligations.csv"
PACK = packs.national_pack()
ROWS = yaml.safe_load((packs.DEFINITIONS.parent / "rows.yaml").read_text(encoding="utf-8"))


def rows_of(expectation):
    return {version.law.row for version in PACK.expectations[expectation].versions}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_expectations_that_there_are_or_words_on_why_it_has_none(row):
    entry = ROWS[row]
    assert set(entry) <= {"expectations", "said", "confidence"}
    assert entry.get("expectations") or entry.get("said")
    assert set(entry.get("expectations", ())) <= set(PACK.expectations)
    assert all(entry["said"][language] for language in ("da", "en") if "said" in entry)
    assert entry["confidence"]


def test_every_row_that_a_definition_names_is_in_the_list():
    named = {
        dated.row for parameter in PACK.parameters.values() for dated in parameter.values
    }.union(*(rows_of(name) for name in PACK.expectations))
    assert {row for row in named if row.startswith("OB-")} <= set(ROWS)


@pytest.mark.parametrize("name", PACK.expectations)
def test_an_expectation_stands_in_the_list_at_every_row_that_its_versions_name(name):
    for row in rows_of(name):
        if row.startswith("OB-"):
            assert name in ROWS[row].get("expectations", ())


def test_every_row_of_the_table_is_in_the_list_with_its_confidence():
    """The table lies beside the project; where that folder is absent, the list stands alone."""
    if not TABLE.exists():
        assert len(ROWS) == 43
        return
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = {row["id"]: row["confidence"] for row in csv.DictReader(lines)}
    assert {row: entry["confidence"] for row, entry in ROWS.items()} == table
