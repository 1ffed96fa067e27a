"""A pathway as CMMN: the structure holds, nothing is forgotten, and what is lost is said."""

import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from tests.apps.rules.cmmn_structure import NAMESPACE, problems
from tests.apps.rules.voice_builders import (
    a_pack,
    a_version,
    an_expectation,
    both,
    day,
)

from tovholder.rules.packs import national_pack, pack_in
from tovholder.rules.voices.cmmn import as_cmmn
from tovholder.rules.voices.losses import ALWAYS, LOSSES, by_construct

SECOND_COUNTRY = Path(__file__).parent / "second_country" / "definitions"
PACKS = {"national": national_pack(), "second country": pack_in(SECOND_COUNTRY)}
NEW = {"valid": [day("2020-01-01"), None], "applies_to": "running"}
OLD = {"valid": [day("2010-01-01"), day("2019-12-31")]}
WORK = {"kind": "job", "state": "working"}

CHANGES = {
    "law versions": {"versions": [a_version(**OLD), a_version(valid=NEW["valid"])]},
    "running": {"versions": [a_version(**OLD), a_version(**NEW)]},
    "dated numbers": {"versions": [a_version(within="$month")]},
    "unknown number": {"versions": [a_version(within="$silent")]},
    "who each day": {"who_at": "each_day"},
    "before": {"versions": [a_version(within={"before": "P14D"})], "evidence": "ever"},
    "run": {"what": {**WORK, "min": "P6M", "gap_ok": "P2D"}},
    "spell": {"what": {"hold": WORK, "min": "P26W"}},
    "sum": {"what": {**WORK, "sum": "days", "at_least": 5, "in_last": "P30D", "take": "each"}},
    "birthday": {"from": {"birthday": 18}},
    "first or last": {"from": {"kind": "begun"}},
    "end": {"what": {**WORK, "at": "end"}},
    "match": {"from": {**WORK, "take": "each"}, "match": {"detail.course": "from.course"}},
    "evidence": {"evidence": "P3M before"},
    "count": {"count": {"at_least": 4, "spread": "P1W"}},
    "counts on": {"what": {**WORK, "min": "P6M"}, "counts_on": "start"},
    "repeat": {"repeat": {"every": "P12M", "from": "met"}},
    "while": {"while": {"predicate": WORK, "resume": "continue"}},
    "pauses": {"pauses": [{"kind": "rest"}]},
    "suspension": {},
    "working day": {"roll": "next_working_day"},
    "reminders": {"remind": ["P3D"]},
    "worth": {"kind": "grant", "worth": "$reward"},
    "once": {"once": {"across": ["other"]}},
    "after": {"after": ["other"]},
    "checklist": {"checklist": ["letter"]},
}
SUSPENDED = {
    "label": both("Storm"), "law": {"ref": "Decree", "source": "a book", "confidence": "quoted"},
    "from": day("2020-01-01"), "until": None, "chapters": ["4"],
}  # fmt: skip

COMPANIONS = {"dated numbers", "first or last", "run", "law versions", "evidence"}
"""What cannot be written without another construct."""


def changed(construct: str):
    files = {"checklists": {"letter": both("A letter")}}
    if construct == "suspension":
        files["suspensions"] = {"storm": SUSPENDED}
    other = an_expectation(id="other")
    return a_pack(an_expectation(**CHANGES[construct]), other, **files)


@pytest.mark.parametrize("construct", CHANGES)
def test_what_the_form_cannot_carry_is_listed_and_written_into_the_file(construct):
    exported = as_cmmn(changed(construct), ["it"])
    lost = {loss.construct for loss in exported.losses}
    assert lost - {*ALWAYS, construct} <= COMPANIONS
    assert construct in lost
    assert LOSSES[construct] in "".join(ET.fromstring(exported.content).itertext())
    assert list(problems(exported.content)) == []


def test_a_plain_duty_loses_only_what_every_one_loses():
    losses = as_cmmn(a_pack(an_expectation())).losses
    assert [loss.construct for loss in losses] == list(ALWAYS)


def test_a_dated_number_in_the_day_it_is_counted_from_is_lost_too():
    later = {"plus": "$month", "to": {"kind": "begun", "take": "each"}}
    losses = as_cmmn(a_pack(an_expectation(**{"from": later}))).losses
    assert "dated numbers" in {loss.construct for loss in losses}


def test_every_loss_is_either_of_all_or_of_a_construct_that_is_tried_here():
    assert set(LOSSES) == {*ALWAYS, *CHANGES}


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("on", [None, date(2018, 1, 1)])
def test_a_whole_pack_keeps_the_structure_of_cmmn(name, on):
    assert list(problems(as_cmmn(PACKS[name], on=on).content)) == []


@pytest.mark.parametrize("name", PACKS)
def test_every_expectation_is_a_stage_with_a_task_a_milestone_and_its_owner(name):
    pack = PACKS[name]
    root = ET.fromstring(as_cmmn(pack).content)
    for expectation in pack.expectations.values():
        stage = root.find(f".//{NAMESPACE}stage[@id='stage-{expectation.id}']")
        assert stage.attrib["name"] == expectation.title.text("en")
        task = stage.find(f"{NAMESPACE}humanTask")
        assert task.attrib["performerRef"] == f"role-{expectation.owner}"
        assert stage.find(f"{NAMESPACE}milestone[@id='met-{expectation.id}']") is not None
        assert expectation.newest.law.ref in "".join(stage.itertext())


def timers(content: bytes) -> dict[str, str]:
    found = ET.fromstring(content).iter(f"{NAMESPACE}timerEventListener")
    return {each.attrib["id"]: each.findtext(f"{NAMESPACE}timerExpression", "") for each in found}


def test_a_due_date_an_aim_and_a_window_become_timers():
    within = {"aim": "P14D", "at_latest": "P1M"}
    pack = a_pack(an_expectation(versions=[a_version(within=within)]))
    assert timers(as_cmmn(pack).content) == {"due-it": "P1M", "aim-it": "P14D"}
    within = {"after": "P3Y", "until": "P5Y"}
    pack = a_pack(an_expectation(versions=[a_version(within=within)]))
    assert timers(as_cmmn(pack).content) == {"due-it": "P5Y", "after-it": "P3Y"}


@pytest.mark.parametrize(("on", "length"), [(date(2015, 1, 1), "P1M"), (None, "P2M")])
def test_a_number_is_that_of_the_day_of_the_export(on, length):
    pack = a_pack(an_expectation(versions=[a_version(within="$month")]))
    assert timers(as_cmmn(pack, on=on).content) == {"due-it": length}


def test_a_number_that_is_not_known_gives_no_timer():
    pack = a_pack(an_expectation(versions=[a_version(within="$silent")]))
    assert timers(as_cmmn(pack).content) == {}


def test_a_day_after_another_day_waits_for_a_timer_and_each_part_is_a_way_of_its_own():
    later = {"plus": "P5Y", "to": {"first_of": [{"kind": "begun"}, {"birthday": 18}]}}
    content = as_cmmn(a_pack(an_expectation(**{"from": later}))).content
    assert "P5Y" in timers(content).values()
    root = ET.fromstring(content)
    assert len(root.findall(f".//{NAMESPACE}planItemStartTrigger")) == 1
    begun = [each for each in root.iter(f"{NAMESPACE}planItem") if "begun" in each.attrib["id"]]
    assert max(len(each.findall(f"{NAMESPACE}entryCriterion")) for each in begun) == 2
    assert list(problems(content)) == []


def test_days_that_must_all_have_come_stand_in_one_sentry():
    last = {"last_of": [{"kind": "begun"}, {"kind": "job"}]}
    content = as_cmmn(a_pack(an_expectation(**{"from": last}))).content
    opening = ET.fromstring(content).find(f".//{NAMESPACE}sentry[@id='opens-it-way-1']")
    assert len(opening.findall(f"{NAMESPACE}caseFileItemOnPart")) == 2


def test_only_a_role_that_may_waive_tells_the_event_that_waives():
    content = as_cmmn(a_pack(an_expectation(waivable={"by": ["leader"]}))).content
    listener = ET.fromstring(content).find(f".//{NAMESPACE}userEventListener")
    assert listener.attrib["authorizedRoleRefs"] == "role-leader"
    assert list(problems(content)) == []


def test_the_same_rules_give_the_same_file():
    assert as_cmmn(national_pack()).content == as_cmmn(national_pack()).content


def test_only_those_chosen_are_exported_in_the_order_asked_for():
    names = list(national_pack().expectations)[:3][::-1]
    content = as_cmmn(national_pack(), names).content.decode()
    assert re.findall(r'planItem id="item-stage-([\w-]+)"', content) == names


def test_losses_are_gathered_by_what_is_lost():
    pack = a_pack(an_expectation(), an_expectation(id="other", roll="next_working_day"))
    found = by_construct(as_cmmn(pack).losses)
    assert found["working day"] == ("other",)
    assert found["three values"] == ("it", "other")
