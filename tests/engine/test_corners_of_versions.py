"""Corners of versions that take over, of who it is for, and of where a history begins.

Each answer is asked of the reference and of the evaluator, as in the other corners.
"""

from datetime import date, timedelta

import pytest
from tests.reference.both import Case, fact, stay, talk, visit, waiver
from tests.reference.packs import EARLIEST, a_version

from tovholder.engine.person import evaluate

COURSE = {"kind": "course"}


def versions(*each: tuple[str, dict]) -> list[dict]:
    """Versions from the first day there is and from the days given on, all for what is running."""
    firsts = [EARLIEST, *(date.fromisoformat(day) for day, _ in each[1:])]
    lasts = [*(first - timedelta(days=1) for first in firsts[1:]), None]
    running = [{}, *({"applies_to": "running"} for _ in each[1:])]
    return [
        {**a_version("P1M"), "valid": [first, last], **how, **parts}
        for first, last, how, (_, parts) in zip(firsts, lasts, running, each, strict=True)
    ]


@pytest.mark.parametrize("origin", ["due", "grid"])
def test_a_repetition_that_ends_under_a_running_version_keeps_its_own_start(origin):
    dated = versions(("", {}), ("2024-03-01", {"repeat": None}))
    asked = visit(versions=dated, repeat={"every": "P1M", "from": origin})
    case = Case(asked, stay("2024-01-01"), talk("2024-01-10"))
    assert case.on("2024-02-20", ordinal=2) == "open, due 2024-03-01"
    assert case.on("2024-03-20", ordinal=2) == "overdue, due 2024-03-01"
    assert case.on("2024-04-20", ordinal=3) == "not_applicable"


def test_what_a_version_kept_out_no_later_one_takes_over():
    dated = versions(("", {}), ("2024-02-01", {"who": COURSE}), ("2024-03-01", {}))
    case = Case(visit(versions=dated), stay("2024-01-15"))
    assert case.on("2024-01-31") == "open, due 2024-02-15"
    assert case.on("2024-02-01") == "not_applicable"
    assert case.on("2024-03-01") == "not_applicable"


def test_who_is_asked_each_day_may_come_in_under_a_later_version():
    first, later = {"who": COURSE, "who_at": "each_day"}, {"who_at": "each_day"}
    case = Case(visit(versions=versions(("", first), ("2024-03-01", later))), stay("2024-02-15"))
    assert case.on("2024-02-29") == "not_applicable"
    assert case.on("2024-03-01") == "open, due 2024-03-15"


def test_what_may_not_be_for_a_person_leaves_open_who_gets_the_fact():
    start = {"kind": "stay", "take": "each"}
    asked = visit("P14D", **{"from": start, "who": {"kind": "basis"}})
    basis = fact("basis", "granted", "2024-02-11")
    case = Case(
        asked, stay("2024-01-31", "2024-02-10"), stay("2024-03-06"), basis, talk("2024-03-07")
    )
    assert case.on("2024-04-17", lineage="stay-2024-01-31") == "undetermined"
    assert case.on("2024-04-17", lineage="stay-2024-03-06") == "undetermined"


def test_a_waiver_of_what_is_due_before_its_start_counts_on_its_own_day():
    asked = visit({"before": "P14D"}, waivable={"by": ["leader"]}, **{"from": {"kind": "need"}})
    asked["evidence"] = "ever"
    need = fact("need", "needed", "2024-03-04")
    case = Case(asked, need, talk("2024-03-05"), waiver("2024-03-01", "need-2024-03-04"))
    assert case.on("2024-04-04") == "waived, due 2024-02-19"


def test_a_spell_may_change_on_the_day_the_history_begins():
    case = Case(visit("P1M", **{"from": {"hold": {"not": COURSE}}}), stay("2024-02-14"))
    [standing] = evaluate(case.history, case.rules, on=date(2024, 2, 7))
    assert standing.next_change_on == date(2024, 2, 14)
    assert case.on("2024-02-14") == "open, due 2024-03-14"
