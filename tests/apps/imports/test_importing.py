"""From files into the database: all or nothing, again without change, and corrections."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.apps.imports.support import AT, a_csv, imported, inside
from tests.builders import OURS, THEIRS

from tovholder.access.models import Assignment
from tovholder.people.actions import record_episodes
from tovholder.people.facts import Correction, NewPerson
from tovholder.people.models import (
    AttributeRecord,
    Episode,
    ExternalKey,
    Household,
    ImportBatch,
    LocalKind,
    Person,
    Standing,
)
from tovholder.people.policies import KindInUseError

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 11, 9, 9, 30, tzinfo=UTC)

MAPPING = """tovholder_mapping: 1
source: other-system
options: {delimiter: ";", dates: [yyyy-mm-dd]}
tables:
  persons:
    files: ["persons*"]
    optional: true
    person: {key: Sag, cpr: CPR}
    attributes: {given_name: Navn, birth_date: Født}
    episodes:
      - {kind: responsibility, state: taken_over, start: Overtaget}
      - {kind: household, state: adult, household: Hus, start: Overtaget}
  rows:
    files: ["rows*"]
    optional: true
    person: {key: Sag, unknown: reject}
    episodes:
      - kind: residence_basis
        state: {column: Grundlag, codes: {F: refugee, A: other}}
        start: Fra
        end: Til
        end_is: inclusive
"""
PERSONS = (
    "Sag;CPR;Navn;Født;Overtaget;Hus",
    "A1;290236-4458;Amal;1990-05-17;2026-03-01;H1",
    "A2;;Hiba;1992-01-01;2026-03-01;H1",
)
ROWS = ("Sag;Grundlag;Fra;Til", "A1;F;2026-03-01;", "A2;F;2026-03-01;")


def files_in(folder: Path, rows: tuple[str, ...] = ROWS) -> tuple[Path, Path]:
    return a_csv(folder, *PERSONS, name="persons.csv"), a_csv(folder, *rows, name="rows.csv")


def current(kind: str) -> list[tuple[str, date, date | None]]:
    rows = Episode.objects.filter(kind=kind, superseded_at=None).order_by("person_id")
    return [(row.state, row.period.lower, row.period.upper) for row in rows]


def test_persons_of_several_files_get_their_facts_standings_and_department(scratch: Path) -> None:
    outcome = imported(MAPPING, *files_in(scratch))
    assert outcome.is_recorded
    assert outcome.counts == {
        "read": 4, "accepted": 4, "unchanged": 0, "rejected": 0, "left_out": 0,
    }  # fmt: skip
    with inside():
        assert sorted(Person.objects.values_list("given_name", flat=True)) == ["Amal", "Hiba"]
        assert len(current("residence_basis")) == 2
        assert Household.objects.count() == 1
        assert Standing.objects.filter(expectation="contract-agreed").count() == 2
        held = Assignment.objects.filter(organisation__is_coordinating=True)
        assert set(held.values_list("person_id", flat=True)) == set(
            Person.objects.values_list("pk", flat=True)
        )
        batch = ImportBatch.objects.get()
        assert (batch.rows_read, batch.rows_accepted, len(batch.files)) == (4, 4, 2)


def test_the_same_files_again_change_nothing(scratch: Path) -> None:
    files = files_in(scratch)
    imported(MAPPING, *files)
    outcome = imported(MAPPING, *files, at=LATER)
    assert (outcome.counts["unchanged"], outcome.counts["accepted"]) == (4, 0)
    with inside():
        assert Person.objects.count() == 2
        assert not Episode.objects.exclude(superseded_at=None).exists()
        assert not AttributeRecord.objects.exclude(superseded_at=None).exists()


def test_what_the_source_says_anew_supersedes_and_stays_readable(scratch: Path) -> None:
    imported(MAPPING, *files_in(scratch))
    rows = ("Sag;Grundlag;Fra;Til", "A1;A;2026-03-01;2026-05-31", "A2;F;2026-03-01;")
    outcome = imported(MAPPING, *files_in(scratch, rows), at=LATER)
    assert (outcome.counts["accepted"], outcome.counts["unchanged"]) == (1, 3)
    with inside():
        assert sorted(current("residence_basis")) == [
            ("other", date(2026, 3, 1), date(2026, 6, 1)), ("refugee", date(2026, 3, 1), None),
        ]  # fmt: skip
        assert Episode.objects.filter(kind="residence_basis").count() == 3


def test_one_rejected_row_keeps_everything_out(scratch: Path) -> None:
    rows = (*ROWS, "A1;F;2026-02-30;")
    outcome = imported(MAPPING, *files_in(scratch, rows))
    assert not outcome.is_recorded
    assert outcome.counts["rejected"] == 1
    with inside():
        assert not Person.objects.exists()
        assert not ImportBatch.objects.exists()


def test_rejected_rows_may_stay_out_knowingly(scratch: Path) -> None:
    rows = (*ROWS, "A1;F;2026-02-30;")
    assert imported(MAPPING, *files_in(scratch, rows), allow_rejected=1).is_recorded
    with inside():
        assert ImportBatch.objects.get().rows_rejected == 1


def test_a_dry_run_counts_all_and_records_nothing(scratch: Path) -> None:
    outcome = imported(MAPPING, *files_in(scratch), dry_run=True)
    assert (outcome.is_recorded, outcome.counts["accepted"]) == (False, 4)
    with inside():
        assert not Person.objects.exists()


def test_what_the_door_refuses_is_found_at_its_row(scratch: Path) -> None:
    imported(MAPPING, *files_in(scratch))
    outcome = imported(MAPPING, *files_in(scratch, ("Sag;Grundlag;Fra;Til", "A1;A;2026-05-01;")))
    assert not outcome.is_recorded
    assert [(each.code, each.line) for each in outcome.findings] == [("overlap_recorded", 2)]
    assert "one state at a time" in outcome.findings[0].message


def test_a_person_known_from_elsewhere_is_found_by_cpr_number(scratch: Path) -> None:
    with inside() as scope:
        said = record_episodes(
            [NewPerson("p", {"given_name": "Amal", "cpr": "2902364458"})],
            by=scope, at=AT, source="form",
        )  # fmt: skip
    assert imported(MAPPING, *files_in(scratch)).is_recorded
    with inside():
        key = ExternalKey.objects.get(external_key="A1", source="other-system")
        assert key.person_id == said.persons["p"]
        assert Person.objects.count() == 2


def test_rows_with_only_a_cpr_number_meet_those_with_a_key(scratch: Path) -> None:
    by_number = MAPPING.replace("person: {key: Sag, unknown: reject}", "person: {cpr: CPR}")
    rows = a_csv(scratch, "CPR;Grundlag;Fra;Til", "2902364458;F;2026-03-01;", name="rows.csv")
    persons = a_csv(scratch, *PERSONS, name="persons.csv")
    assert imported(by_number, rows, persons).is_recorded
    with inside():
        person = Person.objects.get(given_name="Amal")
        assert Episode.objects.get(kind="residence_basis").person_id == person.pk


def test_a_cpr_number_alone_names_a_person_without_being_readable(scratch: Path) -> None:
    by_number = MAPPING.replace("person: {key: Sag, unknown: reject}", "person: {cpr: CPR}")
    rows = a_csv(scratch, "CPR;Grundlag;Fra;Til", "2902364458;F;2026-03-01;", name="rows.csv")
    imported(by_number, rows)
    outcome = imported(by_number, rows, at=LATER)
    assert outcome.counts["unchanged"] == 1
    with inside():
        assert "2902364458" not in ExternalKey.objects.get().external_key


def test_one_number_under_two_keys_is_refused(scratch: Path) -> None:
    persons = a_csv(
        scratch, *PERSONS[:2], "A9;2902364458;Rana;;2026-03-01;H9", name="persons.csv"
    )  # fmt: skip
    outcome = imported(MAPPING, persons)
    assert outcome.counts["rejected"] == 1
    assert "2902364458" not in outcome.findings[0].message + outcome.findings[0].way_out


def test_a_colleagues_correction_stands_against_the_next_import(scratch: Path) -> None:
    imported(MAPPING, *files_in(scratch))
    with inside() as scope:
        fact = Episode.objects.filter(kind="residence_basis").order_by("person_id")[0]
        correction = Correction(fact.lineage, fact.kind, "other", date(2026, 3, 2))
        record_episodes([correction], by=scope, at=AT, source="form", reason="Seen the paper")
    outcome = imported(MAPPING, *files_in(scratch), at=LATER)
    assert outcome.is_recorded
    assert "kept_by_hand" in outcome.codes
    with inside():
        assert ("other", date(2026, 3, 2), None) in current("residence_basis")


def test_another_municipality_sees_and_changes_nothing(scratch: Path) -> None:
    imported(MAPPING, *files_in(scratch))
    outcome = imported(MAPPING, *files_in(scratch), municipality=THEIRS)
    assert outcome.counts["accepted"] == 4
    with inside(OURS):
        assert Person.objects.count() == 2
    with inside(THEIRS):
        assert Person.objects.count() == 2


COMPLETE = MAPPING.replace('files: ["rows*"]', 'files: ["rows*"]\n    complete: true')


def test_what_a_complete_table_no_longer_names_is_taken_back(scratch: Path) -> None:
    imported(COMPLETE, *files_in(scratch))
    rows = ("Sag;Grundlag;Fra;Til", "A1;F;2026-03-02;", "A2;F;2026-03-01;")
    outcome = imported(COMPLETE, *files_in(scratch, rows), at=LATER)
    assert outcome.is_recorded
    assert outcome.codes == ["withdrawn"]
    assert (outcome.counts["accepted"], outcome.counts["unchanged"]) == (1, 3)
    with inside():
        assert sorted(day for _state, day, _end in current("residence_basis")) == [
            date(2026, 3, 1), date(2026, 3, 2),
        ]  # fmt: skip
        assert len(current("responsibility")) == 2


def test_nothing_is_taken_back_while_a_row_stays_out(scratch: Path) -> None:
    imported(COMPLETE, *files_in(scratch))
    rows = ("Sag;Grundlag;Fra;Til", "A1;F;2026-02-30;", "A2;F;2026-03-01;")
    outcome = imported(COMPLETE, *files_in(scratch, rows), at=LATER, allow_rejected=1)
    assert outcome.is_recorded
    with inside():
        assert len(current("residence_basis")) == 2


def test_a_new_state_ends_the_one_that_lasted_until_it(scratch: Path) -> None:
    lasting = MAPPING.replace(
        "        end: Til\n        end_is: inclusive\n", "        until_next: true\n"
    )
    imported(lasting, *files_in(scratch))
    rows = ("Sag;Grundlag;Fra;Til", "A1;A;2026-05-01;")
    assert imported(lasting, *files_in(scratch, rows), at=LATER).is_recorded
    with inside():
        assert {OTHER, CUT} < set(current("residence_basis"))


def test_a_batch_in_which_nothing_is_good_records_nothing(scratch: Path) -> None:
    rows = a_csv(scratch, "Sag;Grundlag;Fra;Til", "A7;F;2026-03-01;")
    outcome = imported(MAPPING, rows, allow_rejected=1)
    assert (outcome.is_recorded, outcome.codes) == (True, ["person_unknown"])
    with inside():
        assert not Person.objects.exists()


SECOND = """tovholder_mapping: 1
source: second-system
options: {delimiter: ";", dates: [yyyy-mm-dd]}
rank: [RANK]
tables:
  rows:
    files: ["rows*"]
    person: {key: Nr, cpr: CPR}
    episodes:
      - kind: residence_basis
        state: {column: Grundlag, codes: {F: refugee, A: other}}
        start: Fra
"""
REFUGEE = ("refugee", date(2026, 3, 1), None)
CUT = ("refugee", date(2026, 3, 1), date(2026, 5, 1))
OTHER = ("other", date(2026, 5, 1), None)


@pytest.mark.parametrize(
    ("rank", "expected", "code"),
    [
        ("rows, recorded", [OTHER, CUT], "recorded_cut"),
        ("recorded, rows", [REFUGEE], "outranked"),
    ],
)
def test_the_mapping_says_who_gives_way_to_what_is_recorded(
    scratch: Path, rank: str, expected: list[tuple[str, date, date | None]], code: str
) -> None:
    first = a_csv(scratch, *PERSONS[:2], name="persons.csv"), a_csv(scratch, *ROWS[:2])
    imported(MAPPING, *first)
    rows = a_csv(scratch, "Nr;CPR;Grundlag;Fra", "77;290236-4458;A;2026-05-01")
    outcome = imported(SECOND.replace("RANK", rank), rows, at=LATER)
    assert outcome.is_recorded, outcome.findings
    assert outcome.codes == [code]
    with inside():
        assert Person.objects.count() == 1
        assert sorted(current("residence_basis"), key=str) == expected


VISITS = """tovholder_mapping: 1
source: other-system
options: {delimiter: ";"}
kinds:
  visit:
    label: {da: Besøg, en: Visit}
    category: case
    event: true
    states: {made: {da: Aflagt, en: Made}}
tables:
  visits:
    files: ["rows*"]
    person: {key: Sag}
    episodes: [{kind: visit, state: made, start: Dag}]
"""


def test_kinds_of_the_mapping_are_kept_for_the_municipality(scratch: Path) -> None:
    rows = a_csv(scratch, "Sag;Dag", "A1;2026-03-01")
    assert imported(VISITS, rows).is_recorded
    assert imported(VISITS, rows, at=LATER).counts["unchanged"] == 1
    with inside():
        assert LocalKind.objects.get().name == "visit"
        assert Episode.objects.get().kind == "visit"


def test_an_own_kind_may_grow_but_not_change_under_its_facts(scratch: Path) -> None:
    rows = a_csv(scratch, "Sag;Dag", "A1;2026-03-01")
    imported(VISITS, rows)
    more = VISITS.replace("states: {", "states: {missed: {da: Udeblevet, en: Missed}, ")
    assert imported(more, rows, at=LATER).is_recorded
    with pytest.raises(KindInUseError):
        imported(VISITS.replace("category: case", "category: civil"), rows, at=LATER)
