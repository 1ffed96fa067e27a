"""The invented exports: clean, nasty and (a slice of) enormous."""

import runpy
from datetime import date
from pathlib import Path

import pytest
from tests.apps.imports.support import EXAMPLES, Outcome, imported, inside

from tovholder.people.models import Episode, Household, Person

pytestmark = pytest.mark.django_db
CLEAN, NASTY = EXAMPLES / "newcomers-clean", EXAMPLES / "newcomers-nasty"


def the_nasty_import(*, dry_run: bool = False, allow_rejected: int = 0) -> Outcome:
    files = [NASTY / name for name in ("nyankomne.csv", "register.xlsx", "haendelser.txt")]
    mapping = NASTY / "mapping.yaml"
    return imported(mapping, *files, dry_run=dry_run, allow_rejected=allow_rejected)


def test_the_clean_export_is_taken_whole() -> None:
    outcome = imported(CLEAN / "mapping.yaml", CLEAN / "personer.csv", CLEAN / "forloeb.csv")
    assert outcome.is_recorded
    assert (outcome.counts["read"], outcome.counts["accepted"]) == (240, 240)
    assert set(outcome.codes) <= {"code_mapped", "near_duplicate"}
    with inside():
        assert Person.objects.count() == 26
        assert Household.objects.count() == 9
        assert Episode.objects.filter(kind="responsibility").count() == 26


def test_the_clean_export_is_what_the_generator_writes(scratch: Path) -> None:
    generator = runpy.run_path(str(EXAMPLES / "newcomers-enormous" / "generate.py"))
    generator["write"](scratch, rows=240, seed=7, today=date(2026, 11, 1))
    for name in ("personer.csv", "forloeb.csv"):
        assert (scratch / name).read_bytes() == (CLEAN / name).read_bytes()


EXPECTED = """
nyankomne.csv 4 Født date_is_partial
nyankomne.csv 4 - outranked
nyankomne.csv 5 Født date_is_partial
nyankomne.csv 5 Fra date_is_partial
nyankomne.csv 5 Til date_is_partial
nyankomne.csv 6 CPR zero_restored
nyankomne.csv 6 Fra date_impossible
nyankomne.csv 7 Til end_before_start
nyankomne.csv 8 CPR cpr_unreadable
nyankomne.csv 8 Timer fact_refused
nyankomne.csv 9 CPR zero_restored
nyankomne.csv 9 Opholdsgrundlag code_unknown
nyankomne.csv 10 cpr several_cprs
nyankomne.csv 10 - outranked
nyankomne.csv 12 - duplicate
nyankomne.csv 14 CPR cpr_unreadable
nyankomne.csv 15 - near_duplicate
nyankomne.csv 16 Sagsnr key_missing
nyankomne.csv 17 - row_wrong_length
nyankomne.csv 18 Job_fra date_in_future
nyankomne.csv 19 Navn_fornavn letters_broken
nyankomne.csv 19 Timer number_unreadable
nyankomne.csv 20 Job_fra start_missing
register.xlsx 10 Ophold_/_Fra excel_error
haendelser.txt 7 Tidspunkt date_is_partial
haendelser.txt 8 Hændelse code_unknown
haendelser.txt 9 - person_unknown
"""


def test_every_mistake_of_the_nasty_export_is_found_where_it_stands() -> None:
    outcome = the_nasty_import(dry_run=True)
    found = [
        (each.file, str(each.line), each.column.replace(" ", "_") or "-", each.code)
        for each in outcome.findings
    ]
    assert sorted(found) == sorted(tuple(line.split()) for line in EXPECTED.strip().splitlines())


def test_every_row_of_the_nasty_export_is_accounted_for() -> None:
    counts = the_nasty_import(dry_run=True).counts
    assert counts == {"read": 31, "accepted": 17, "unchanged": 1, "rejected": 12, "left_out": 1}


def test_what_is_good_in_the_nasty_export_can_be_taken_knowingly() -> None:
    assert not the_nasty_import(allow_rejected=11).is_recorded
    assert the_nasty_import(allow_rejected=12).is_recorded
    with inside():
        talk = Person.objects.get(externalkey__external_key="N-001")
        assert (talk.given_name, talk.family_name) == ("Åse", "Østergård-Nour")
        days = Episode.objects.filter(person=talk, kind="follow_up").order_by("period")
        assert [each.period.lower for each in days] == [date(2017, 6, 1), date(2017, 7, 2)]


def test_the_register_goes_first_where_the_two_sources_disagree() -> None:
    the_nasty_import(allow_rejected=12)
    with inside():
        residence = Episode.objects.filter(
            person__externalkey__external_key="N-002", kind="residence_basis"
        ).order_by("period")
        assert [(each.state, each.period.lower, each.period.upper) for each in residence] == [
            ("refugee", date(2017, 4, 3), date(2018, 4, 3)),
            ("family_reunified_other", date(2018, 4, 3), None),
        ]


def test_what_is_known_to_the_month_is_stored_with_that_precision() -> None:
    the_nasty_import(allow_rejected=12)
    with inside():
        person = Person.objects.get(externalkey__external_key="N-003")
        fact = Episode.objects.get(person=person, kind="residence_basis")
        assert (fact.period.lower, fact.start_precision) == (date(2017, 5, 1), "month")
        assert (fact.period.upper, fact.end_precision) == (date(2018, 6, 2), "month")
        born = person.attributerecord_set.get(name="birth_date")
        assert born.value == "1990-05"


def test_an_enormous_export_is_read_by_the_mapping_of_the_clean_one(scratch: Path) -> None:
    generator = runpy.run_path(str(EXAMPLES / "newcomers-enormous" / "generate.py"))
    generator["write"](scratch, rows=3000, seed=1, today=date(2026, 11, 1))
    files = scratch / "personer.csv", scratch / "forloeb.csv"
    outcome = imported(CLEAN / "mapping.yaml", *files)
    assert outcome.is_recorded
    assert outcome.counts["accepted"] == outcome.counts["read"] == 3000
    assert imported(CLEAN / "mapping.yaml", *files).counts["unchanged"] == 3000
