"""The rule pack: one fingerprint, a municipality's own kinds and values."""

from datetime import date

import pytest
from tests.engine.builders import (
    FILES,
    LAW,
    PACK,
    a_history,
    a_pack,
    care,
    sources,
    standing,
    visit,
    within,
)

from tovholder.engine.durations import Duration
from tovholder.engine.language import (
    DatedAmount,
    LanguageErrors,
    Place,
    load_pack,
    parse_kind,
)
from tovholder.engine.person import State

START = date(2026, 3, 10)
LABEL = {"da": "Bøde", "en": "Fine"}
FINE = {"id": "fine", "label": LABEL, "category": "case", "event": True, "states": {"sent": LABEL}}
TWO_MONTHS = DatedAmount(date(2020, 1, 1), Duration(months=2), "the council", "decided")


def test_the_fingerprint_changes_with_the_meaning_and_not_with_the_writing():
    commented = {name: f"# A remark.\n{text}" for name, text in sources().items()}
    assert load_pack(commented).hash == PACK.hash
    assert a_pack(remind=["P3D"]).hash != PACK.hash
    assert (
        load_pack({**sources(), "owners.yaml": "office: {da: Et andet, en: Other}"}).hash
        != PACK.hash
    )
    assert len(PACK.hash) == 64


def test_a_pack_shows_itself_shortly():
    assert repr(PACK) == f"RulePack(1 expectations, {PACK.hash[:12]})"


def test_a_pack_may_leave_out_files_that_nothing_needs():
    assert load_pack({"categories.yaml": FILES["categories.yaml"]}).kinds == {}


def test_a_municipality_adds_kinds_of_its_own():
    fine = parse_kind(FINE, Place("mapping.yaml"))
    mine = PACK.with_kinds([fine])
    assert mine.kinds["fine"] is fine
    assert "fine" not in PACK.kinds
    assert mine.hash != PACK.hash


@pytest.mark.parametrize(
    ("changes", "message"),
    [({"id": "care"}, "which exists already"), ({"category": "cas"}, "Did you mean “case”?")],
)
def test_an_own_kind_needs_a_name_of_its_own_and_a_category_that_exists(changes, message):
    with pytest.raises(LanguageErrors, match=message.replace("?", r"\?")):
        PACK.with_kinds([parse_kind({**FINE, **changes}, Place("mapping.yaml"))])


def test_a_municipality_sets_what_the_source_does_not_say():
    pack = a_pack(versions=within("$silent"))
    history = a_history(care(START))
    unknown = standing(history, START, pack)
    assert (unknown.state, unknown.missing) == (State.UNDETERMINED, ("parameter:silent",))
    mine = pack.with_local_values("101", {"silent": [TWO_MONTHS]})
    assert standing(history, START, mine).due_date == date(2026, 5, 10)
    assert standing(history, START, mine, municipality="751").state is State.UNDETERMINED
    assert mine.hash != pack.hash


def test_a_municipality_cannot_set_what_the_law_sets():
    with pytest.raises(ValueError, match="“limit” is set by the law on 2020-01-01"):
        PACK.with_local_values("101", {"limit": [TWO_MONTHS]})


def test_a_municipality_sets_what_the_law_leaves_to_it_from_its_own_day_on():
    text = FILES["parameters.yaml"].replace("law: § 1", "law: § 1\n  may_be_local: true", 1)
    pack = load_pack({**sources(versions=within("$limit")), "parameters.yaml": text})
    mine = pack.with_local_values("101", {"limit": [TWO_MONTHS]})
    early, late = date(2019, 12, 31), date(2020, 1, 1)
    assert standing(a_history(care(early)), early, mine).due_date == date(2020, 1, 31)
    assert standing(a_history(care(late)), late, mine).due_date == date(2020, 3, 1)


def test_a_number_not_known_to_us_is_never_computed_from():
    pack = a_pack(count={"at_least": "$visits_needed"})
    history = a_history(care(date(2030, 5, 1)))
    found = standing(history, date(2030, 9, 1), pack)
    assert found.state is State.OVERDUE
    visited = a_history(care(date(2030, 5, 1)), visit(date(2030, 5, 2)))
    found = standing(visited, date(2030, 5, 3), pack)
    assert (found.state, found.missing) == (State.UNDETERMINED, ("parameter:visits_needed",))


def test_the_version_in_force_on_a_day_is_found_and_there_may_be_none():
    versions = [{"valid": ["2020-01-01", "2025-12-31"], "law": LAW}]
    expectation = a_pack(versions=versions).expectations["visit-soon"]
    assert expectation.version_on(date(2025, 12, 31)) is expectation.versions[0]
    assert expectation.version_on(date(2019, 12, 31)) is None
    assert expectation.version_on(date(2026, 1, 1)) is None


def test_a_parameter_that_is_not_in_force_gives_no_due_date():
    found = standing(
        a_history(care(date(2041, 1, 1))), date(2041, 1, 1), a_pack(versions=within("$limit"))
    )
    assert (found.state, found.due_date) == (State.OPEN, None)
