"""What a proof says of evidence that does not count, of windows, suspensions, worth and others."""

from datetime import date

import pytest
from tests.engine.builders import RECORDED
from tests.reference.both import Case, fact, job, leave, stay, talk, visit
from tests.reference.packs import EARLIEST, LAW, a_parameter, a_version, label

from tovholder.engine.durations import Duration
from tovholder.engine.history import Attribute, History, Precision
from tovholder.engine.person import UnknownOccurrenceError, prove
from tovholder.engine.person.conditions import Truth
from tovholder.engine.person.proof import Reason

HERE = stay("2024-02-01")
WORK = {"kind": "work", "min": "P1M"}


def proved(case, day, lineage="stay-2024-02-01", ordinal=1, **rest):
    on = date.fromisoformat(day)
    return prove(case.history, case.rules, "visit", lineage, ordinal, on=on, **rest)


def reasons(case, day, **rest):
    return [use.reason for use in proved(case, day, **rest).evidence]


def test_what_has_not_lasted_long_enough_is_shown_with_its_first_day():
    case = Case(visit("P6M", what=WORK), HERE, job("2024-02-10"))
    (use,) = proved(case, "2024-03-09").evidence
    assert (use.episode.lineage, use.day.first, use.reason) == (
        "work-2024-02-10",
        date(2024, 2, 10),
        Reason.NOT_PROVEN,
    )
    assert (use.is_counted, use.reason.label.en) == (False, "Has not lasted long enough yet")
    (use,) = proved(case, "2024-03-10").evidence
    assert (use.is_counted, use.day.first) == (True, date(2024, 2, 10))


def test_what_ended_too_soon_and_what_is_no_fact_are_not_shown():
    either = {"first_of": [WORK, {"hold": {"kind": "leave"}, "min": "P1M"}, {"birthday": 18}]}
    case = Case(visit("P6M", what=either), HERE, job("2024-02-10", "2024-02-20"),
                leave("2024-02-10"), born="2006-02-15")  # fmt: skip
    assert proved(case, "2024-02-20").evidence == ()
    assert proved(case, "2024-02-20").standing.state == "met"


def test_what_counts_another_time_is_shown_as_used():
    asked = visit("P2M", **{"from": {"kind": "need", "take": "each"}})
    needs = fact("need", "needed", "2024-02-01"), fact("need", "needed", "2024-02-05")
    case = Case(asked, *needs, talk("2024-02-10"))
    assert reasons(case, "2024-03-01", lineage="need-2024-02-01") == [Reason.COUNTED]
    assert reasons(case, "2024-03-01", lineage="need-2024-02-05") == [Reason.USED]


def test_what_lies_before_the_window_opens_or_after_a_grant_ended_lies_outside():
    window = Case(visit({"after": "P1M", "until": "P3M"}), HERE, talk("2024-03-01"))
    assert reasons(window, "2024-03-02") == [Reason.OUTSIDE_WINDOW]
    grant = visit("P1M", kind="grant")
    assert reasons(Case(grant, HERE, talk("2024-03-02")), "2024-03-05") == [Reason.OUTSIDE_WINDOW]


def test_the_day_after_which_a_window_opens_is_shown_moved_by_its_pauses():
    asked = visit({"after": "P1M", "until": "P3M"}, pauses=[{"kind": "leave"}])
    case = Case(asked, HERE, leave("2024-02-10", "2024-02-15"))
    assert proved(case, "2024-02-20").opens == date(2024, 3, 6)
    assert proved(Case(visit(), HERE), "2024-02-20").opens is None


def test_before_a_day_the_length_is_taken_off():
    later = {"plus": "P1Y", "to": {"kind": "stay"}}
    due = proved(Case(visit({"before": "P14D"}, **{"from": later}), HERE), "2024-03-01").due
    assert (due.anchor, due.length, due.is_before) == (date(2025, 2, 1), Duration(days=14), True)
    assert (due.calendar_date, due.result) == (date(2025, 1, 18), date(2025, 1, 18))


def test_the_step_to_a_working_day_is_the_last():
    due = proved(Case(visit("P1M", roll="next_working_day"), stay("2024-02-02")), "2024-02-05",
                 "stay-2024-02-02").due  # fmt: skip
    assert (due.calendar_date, due.result) == (date(2024, 3, 2), date(2024, 3, 4))


def suspension(first, last, **touched):
    return {"label": label("storm"), "law": LAW, "from": first, "until": last, **touched}


def test_the_suspensions_that_touch_it_are_shown_and_no_others():
    named = suspension(date(2024, 2, 10), date(2024, 2, 12), expectations=["visit"])
    chapter = suspension(date(2024, 2, 20), None, chapters=["1"])
    other = suspension(date(2024, 2, 20), None, expectations=["other"])
    suspensions = {"named": named, "of_a_chapter": chapter, "of_another": other}
    case = Case(visit(), HERE, others=[visit(id="other")], suspensions=suspensions)
    found = proved(case, "2024-02-21")
    assert [each.id for each in found.suspensions] == ["named", "of_a_chapter"]
    assert (found.standing.state, found.due.paused_days, found.due.result) == ("suspended", 3, None)
    assert [(each.first, each.days) for each in found.due.pauses] == [
        (date(2024, 2, 10), 3),
        (date(2024, 2, 20), None),
    ]


def test_what_a_grant_is_worth_is_shown_with_its_source():
    rate = {"rate": a_parameter("amount_dkk", (EARLIEST, 100), (date(2024, 3, 1), "unknown"))}
    asked = visit("P6M", kind="grant", worth="$rate")
    known = proved(Case(asked, HERE, talk("2024-02-29"), parameters=rate), "2024-03-05").worth
    assert (known.oere, known.use.parameter.id, known.use.is_local) == (10000, "rate", False)
    unknown = proved(Case(asked, HERE, talk("2024-03-01"), parameters=rate), "2024-03-05").worth
    assert (unknown.oere, unknown.use.dated.source) == (None, "a book")
    assert proved(Case(asked, HERE, parameters=rate), "2024-03-05").worth is None


def test_what_was_done_before_the_first_rate_is_worth_nothing_that_we_know():
    rate = {"rate": a_parameter("amount_dkk", (date(2024, 1, 1), 100))}
    version = {**a_version("P6M"), "valid": [date(2024, 1, 1), None]}
    asked = visit(versions=[version], kind="grant", worth="$rate", evidence="ever")
    found = proved(Case(asked, HERE, talk("2023-12-31"), parameters=rate), "2024-02-02")
    assert (found.standing.state, found.standing.worth, found.worth) == ("met", None, None)


def test_that_another_was_met_first_is_said():
    asked = visit("P6M", kind="grant", once={"across": ["other"]})
    other = visit("P6M", kind="grant", what={"kind": "course"}, id="other")
    case = Case(asked, HERE, fact("course", "attending", "2024-02-10"), others=[other])
    found = proved(case, "2024-02-10")
    assert (found.standing.state, found.by_other, found.stop) == ("ended", True, None)
    assert not proved(case, "2024-02-09").by_other


def test_a_start_without_a_fact_is_shown_by_its_day_alone():
    case = Case(visit(**{"from": {"birthday": 18}}), HERE, born="2006-02-10")
    found = proved(case, "2024-02-11", lineage="")
    assert (found.start, found.start_days.first) == (None, date(2024, 2, 10))


@pytest.mark.parametrize(
    ("attributes", "truth"), [({"sex": "female"}, Truth.TRUE), ({"sex": "male"}, Truth.FALSE)]
)
def test_each_part_of_a_condition_is_shown_with_its_answer(attributes, truth):
    woman = {"all": [{"sex": "female"}, {"any": [{"kind": "work"}, {"not": {"kind": "leave"}}]}]}
    case = Case(visit(who=woman), HERE)
    found = tuple(Attribute(name, value, RECORDED, None) for name, value in attributes.items())
    case.history = History(found, case.history.episodes)
    who = proved(case, "2024-02-02").who
    assert (who.truth, who.parts[0].truth, who.parts[1].truth) == (truth, truth, Truth.TRUE)
    assert who.parts[0].attributes == found


def test_a_condition_with_a_name_that_is_asked_twice_has_one_answer():
    case = Case(visit(who={"any": [{"not": "anybody"}, "anybody"]}), HERE)
    nobody, anybody = proved(case, "2024-02-02").who.parts
    assert (nobody.truth, anybody.truth) == (Truth.FALSE, Truth.TRUE)
    assert nobody.parts[0] is anybody


def test_a_proof_where_not_all_agree_shows_only_what_is_shared():
    away = leave("2024-02-01", "2024-03-01", end_precision=Precision.MONTH)
    case = Case(visit("P2M", pauses=[{"kind": "leave"}]), HERE, away)
    found = proved(case, "2024-04-20")
    assert (found.standing.state, found.due) == ("open", None)


def test_planned_evidence_in_another_state_is_not_shown():
    planned = fact("talk", "cancelled", "2024-05-01", is_planned=True)
    case = Case(visit(), HERE, planned, talk("2024-05-02", is_planned=True))
    assert [use.episode.lineage for use in proved(case, "2024-02-02").evidence] == [
        "talk-2024-05-02"
    ]
    either = {"first_of": [{"kind": "talk"}, {"birthday": 18}]}
    any_state = Case(visit(what=either), HERE, planned, born="1990-01-01")
    assert reasons(any_state, "2024-02-02") == [Reason.PLANNED]


def test_where_no_version_was_in_force_there_is_nobody_to_ask_about():
    version = {**a_version("P1M"), "valid": [date(2025, 1, 1), None]}
    found = proved(Case(visit(versions=[version]), HERE), "2024-03-01")
    assert (found.standing.state, found.version, found.who) == ("not_applicable", None, None)
    assert found.start.lineage == "stay-2024-02-01"


def test_a_start_that_is_only_announced_has_nothing_to_show_yet():
    case = Case(visit(), stay("2024-02-01", is_planned=True), talk("2024-01-01"))
    found = proved(case, "2024-01-20")
    assert (found.standing.state, found.evidence, found.due) == ("waiting", (), None)


def test_of_what_repeats_each_number_has_its_own_proof():
    asked = visit(repeat={"every": "P3M", "from": "met"})
    case = Case(asked, HERE, talk("2024-02-10"))
    second = proved(case, "2024-03-01", ordinal=2)
    assert (second.due.anchor, second.due.length) == (date(2024, 2, 10), Duration(months=3))
    assert [use.reason for use in second.evidence] == [Reason.TOO_EARLY]
    with pytest.raises(UnknownOccurrenceError, match="No occurrence 3"):
        proved(case, "2024-03-01", ordinal=3)
