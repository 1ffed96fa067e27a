"""The result grants: each row of their table, the amounts by year, and what is not known."""

import csv
from datetime import date
from pathlib import Path

import pytest
import yaml

from tovholder.engine.language import NotKnown
from tovholder.engine.language.expectations import ExpectationKind
from tovholder.rules import packs

PROJECT = Path(__file__).resolve().parents[3]
TABLE = PROJECT.parent / "shared" / "domain" / "resultattilskud.csv"
PACK = packs.national_pack()
ROWS = yaml.safe_load((packs.DEFINITIONS.parent / "grant_rows.yaml").read_text(encoding="utf-8"))
GRANTS = [each for each in PACK.expectations.values() if each.kind is ExpectationKind.GRANT]
UNKNOWN = NotKnown.NOT_KNOWN

# What the table says, written down once more by hand: kroner from a day on, None not found.
AMOUNTS = {
    "job_grant": [
        ("2007-01-01", None), ("2009-01-01", 42436), ("2010-01-01", None), ("2013-01-01", 46880),
        ("2014-01-01", None), ("2015-01-05", 48440), ("2016-01-01", None), ("2017-01-01", 76500),
        ("2018-01-01", None), ("2024-01-01", 88817), ("2025-01-01", None),
    ],
    "job_grant_years_4_5": [
        ("2017-01-01", 51000), ("2018-01-01", None), ("2024-01-01", 59210), ("2025-01-01", None),
    ],
    "education_grant": [
        ("2007-01-01", None), ("2009-01-01", 42436), ("2010-01-01", None), ("2015-01-05", 48440),
        ("2016-01-01", None), ("2017-01-01", 76500), ("2018-01-01", None), ("2024-01-01", 88817),
        ("2025-01-01", None),
    ],
    "education_grant_years_4_5": [
        ("2017-01-01", 51000), ("2018-01-01", None), ("2024-01-01", 59210), ("2025-01-01", None),
    ],
    "danish_test_grant": [
        ("2007-01-01", None), ("2009-01-01", 31827), ("2010-01-01", None), ("2015-01-05", 36331),
        ("2016-01-01", None), ("2024-01-01", 37895), ("2025-01-01", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", AMOUNTS)
def test_an_amount_is_that_of_the_table_from_the_day_it_says(name):
    expected = [
        (date.fromisoformat(day), UNKNOWN if kroner is None else kroner * 100)
        for day, kroner in AMOUNTS[name]
    ]
    assert [(each.valid_from, each.amount) for each in PACK.parameters[name].values] == expected


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("grant_first_window", "2009-01-01"),
        ("job_grant_unbroken", "2009-01-01"),
        ("job_grant_weekly_minutes", "2024-01-01"),
        ("job_grant_unbroken", "2024-01-01"),
        ("education_grant_unbroken", "2015-01-05"),
        ("danish_test_grant_window", "2024-01-01"),
    ],
)
def test_what_was_inferred_or_not_found_is_not_known(name, day):
    assert PACK.parameters[name].on(date.fromisoformat(day)).amount is UNKNOWN


def test_there_are_grants_for_jobs_education_and_tests_each_worth_an_amount():
    assert {each.id for each in GRANTS} == {
        "job-grant", "job-grant-years-4-5", "education-grant", "education-grant-years-4-5",
        "danish-test-grant",
    }  # fmt: skip
    named = {version.worth.id for each in GRANTS for version in each.versions}
    assert named == set(AMOUNTS)


@pytest.mark.parametrize("grant", GRANTS, ids=lambda each: each.id)
def test_a_grant_says_what_its_sources_do_not_say(grant):
    assert all(version.note and version.note.da and version.note.en for version in grant.versions)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_expectations_that_there_are_or_words_on_why_it_has_none(row):
    entry = ROWS[row]
    assert set(entry) <= {"year", "type", "expectations", "said", "confidence"}
    assert bool(entry.get("expectations")) != bool(entry.get("said"))
    assert set(entry.get("expectations", ())) <= {each.id for each in GRANTS}
    assert all(entry["said"][language] for language in ("da", "en") if "said" in entry)


def test_every_row_that_a_grant_or_an_amount_names_is_in_the_list():
    for grant in GRANTS:
        assert all(grant.id in ROWS[each.law.row]["expectations"] for each in grant.versions)
    amounts = [value for name in AMOUNTS for value in PACK.parameters[name].values]
    assert {each.row for each in amounts} <= set(ROWS)
    with_amounts = {row for row, entry in ROWS.items() if "expectations" in entry}
    assert with_amounts == {each.row for each in amounts}


def test_every_row_of_the_table_is_in_the_list_with_its_confidence():
    """The table lies beside the project; where that folder is absent, the list stands alone."""
    if not TABLE.exists():
        assert len(ROWS) == 39
        return
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = [(row["year"], row["type_da"], row["confidence"]) for row in csv.DictReader(lines)]
    listed = [(entry["year"], entry["type"], entry["confidence"]) for entry in ROWS.values()]
    assert listed == table
