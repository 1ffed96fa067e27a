"""Files that nobody here made: every row accounted for, checked against a count of its own."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.apps.imports.support import EXAMPLES, imported, inside, real_file

from tovholder.people.models import Episode, LocalKind, Person

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2000, 1, 1)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def all_accepted(count: int) -> dict[str, int]:
    return {"read": count, "accepted": count, "unchanged": 0, "rejected": 0, "left_out": 0}


def test_every_event_of_the_road_traffic_log_becomes_a_fact_of_its_local_day() -> None:
    path = real_file("event-logs/roadtraffic100traces.csv")
    rows = rows_of(path)
    outcome = imported(EXAMPLES / "road-traffic" / "mapping.yaml", path)
    assert outcome.is_recorded
    assert outcome.counts == all_accepted(len(rows))
    with inside():
        assert Person.objects.count() == len({row["case:concept:name"] for row in rows})
        kinds = Counter(Episode.objects.values_list("kind", flat=True))
        days = Counter(period.lower for period in Episode.objects.values_list("period", flat=True))
    payments = sum(row["concept:name"] == "Payment" for row in rows)
    assert kinds == {"fine_payment": payments, "fine": len(rows) - payments}
    assert days == Counter(date.fromisoformat(row["time:timestamp"][:10]) for row in rows)


def test_the_road_traffic_log_again_changes_nothing() -> None:
    path = real_file("event-logs/roadtraffic100traces.csv")
    mapping = EXAMPLES / "road-traffic" / "mapping.yaml"
    imported(mapping, path)
    outcome = imported(mapping, path)
    assert outcome.counts["unchanged"] == len(rows_of(path))
    with inside():
        assert sorted(LocalKind.objects.values_list("name", flat=True)) == ["fine", "fine_payment"]


def test_every_amount_of_the_road_traffic_log_is_kept_exactly() -> None:
    path = real_file("event-logs/roadtraffic100traces.csv")
    imported(EXAMPLES / "road-traffic" / "mapping.yaml", path)
    expected = Counter(float(row["amount"]) for row in rows_of(path) if row["amount"])
    with inside():
        details = Episode.objects.filter(kind="fine").values_list("detail", flat=True)
        assert Counter(float(each["amount"]) for each in details if "amount" in each) == expected


def test_the_swiss_survey_is_kept_to_the_year_in_which_it_was_made() -> None:
    path = real_file("micro-social-r/SwissLabor.csv")
    rows = rows_of(path)
    outcome = imported(EXAMPLES / "swiss-labour" / "mapping.yaml", path)
    assert outcome.counts == all_accepted(len(rows))
    with inside():
        facts = Episode.objects.filter(kind="labour_force")
        assert Person.objects.count() == facts.count() == len(rows)
        assert set(facts.values_list("start_precision", flat=True)) == {"year"}
        taking_part = facts.filter(state="taking_part").count()
        foreign = facts.filter(detail__foreign=True).count()
        groups = Counter(facts.values_list("detail__age_group", flat=True))
    assert taking_part == sum(row["participation"] == "yes" for row in rows)
    assert foreign == sum(row["foreign"] == "yes" for row in rows)
    assert groups["under_30"] == sum(float(row["age"]) < 3 for row in rows)


def test_survival_times_become_days_counted_from_the_day_the_mapping_states() -> None:
    lung = real_file("micro-social-r/survival_lung.csv")
    ovarian = real_file("micro-social-r/survival_ovarian.csv")
    outcome = imported(EXAMPLES / "survival" / "mapping.yaml", lung, ovarian)
    rows = rows_of(lung) + rows_of(ovarian)
    assert outcome.counts == all_accepted(len(rows))
    with inside():
        ends = Episode.objects.filter(kind="observation").values_list("period", flat=True)
        days = Counter((period.upper - period.lower).days for period in ends)
        outcomes = Counter(
            Episode.objects.filter(kind="study_outcome").values_list("state", flat=True)
        )
    assert days == Counter(int(row.get("time") or row["futime"]) for row in rows)
    died = sum(row.get("status") == "2" or row.get("fustat") == "1" for row in rows)
    assert outcomes == {"died": died, "censored": len(rows) - died}


def test_stays_before_and_after_a_transplant_follow_each_other() -> None:
    path = real_file("micro-social-r/survival_heart.csv")
    rows = rows_of(path)
    outcome = imported(EXAMPLES / "survival" / "mapping.yaml", path)
    assert outcome.counts == all_accepted(len(rows))
    assert outcome.codes.count("day_floored") == sum(
        "." in row["start"] + row["stop"] for row in rows
    )
    with inside():
        assert Person.objects.count() == len({row["id"] for row in rows})
        stays = Episode.objects.filter(kind="observation")
        found = Counter(stays.values_list("state", flat=True))
        stay = stays.get(person__externalkey__external_key="4", state="transplanted")
    assert found["transplanted"] == sum(row["transplant"] == "1" for row in rows)
    accepted = date(1967, 11, 1)
    assert (stay.period.lower, stay.period.upper) == (
        accepted + timedelta(days=36), accepted + timedelta(days=39),
    )  # fmt: skip
