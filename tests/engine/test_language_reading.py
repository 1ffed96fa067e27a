"""The whole grammar comes out of the files as it was meant, and the meaning has one fingerprint."""

from datetime import date
from decimal import Decimal

import pytest
import yaml
from tests.engine.grammar import (
    FILES,
    FIRST,
    KINDS,
    LAW,
    PARAMETERS,
    an_expectation,
    christmas,
    texts,
    whole_pack,
    within,
)

from tovholder.engine.durations import Duration
from tovholder.engine.language import Label, NotKnown, load_pack, nodes
from tovholder.engine.language.calendars import Calendar
from tovholder.engine.language.days import (
    At,
    Birthday,
    FirstOf,
    LastOf,
    Later,
    RollingSum,
    Spell,
    Take,
)
from tovholder.engine.language.expectations import (
    AppliesTo,
    Before,
    Count,
    CountsOn,
    EvidenceSince,
    Field,
    Match,
    RepeatFrom,
    Resume,
    WhoAt,
    Window,
    Within,
)
from tovholder.engine.language.filters import Among, Between
from tovholder.engine.language.lengths import ParameterName
from tovholder.engine.language.nodes import read_yaml

PACK = whole_pack()
EVERYTHING = PACK.expectations["everything"]


def the_talk(**changes):
    return load_pack(texts(an_expectation(**changes))).expectations["talk"]


def test_a_version_says_itself_what_it_says_and_takes_the_rest_from_its_expectation():
    first, second = EVERYTHING.versions
    assert (first.applies_to, second.applies_to) == (AppliesTo.RUNNING, AppliesTo.NEW)
    assert first.within == Within(ParameterName("limit"), Duration(days=14))
    assert second.within == Window(Duration(months=1), ParameterName("growing"))
    assert (first.who_at, second.who_at) == (WhoAt.EACH_DAY, WhoAt.START)
    assert first.who.parts
    assert second.who.values == ("female",)
    assert (first.evidence, second.evidence) == (EvidenceSince.EVER, Duration(months=3))
    assert (first.law.chapter, first.law.row, second.law.chapter) == ("4", "OB-1", "")
    assert (len(first.remind), len(second.remind)) == (2, 1)
    assert (first.citizen.en, second.citizen.en) == ("Come to us.", "Work.")
    assert (first.note.en, second.note) == ("A remark.", None)


def test_a_version_may_empty_what_the_expectation_says():
    first, second = EVERYTHING.versions
    assert first.match == (Match(Field("municipality"), Field("municipality")),)
    assert first.count == Count(ParameterName("needed"), Duration(days=2))
    assert first.repeat.origin is RepeatFrom.MET
    assert first.while_.resume is Resume.RESTART
    assert [pause.kind.id for pause in first.pauses] == ["leave", "course"]
    assert first.rolls
    assert second.match == second.pauses == ()
    assert second.count == Count()
    assert second.repeat is second.while_ is None
    assert not second.rolls
    assert second.checklist == first.checklist == ("booked", "asked")
    assert second.counts_on is CountsOn.START
    assert second.worth == ParameterName("grant")


def test_every_form_of_a_day_is_read():
    latest, moved = EVERYTHING.start.parts
    assert isinstance(EVERYTHING.start, FirstOf)
    assert isinstance(latest, LastOf)
    assert latest.parts[1] == Birthday(PACK.attributes["birth_date"], 18)
    assert isinstance(moved, Later)
    assert isinstance(moved.day, Spell)
    assert (moved.day.at, moved.day.take) == (At.REACHED, Take.FIRST)
    _death, absent, lessons = EVERYTHING.stops
    assert isinstance(absent, RollingSum)
    assert (absent.detail, absent.take, absent.rearm) == (None, Take.EACH, Duration(days=90))
    assert (lessons.detail.id, lessons.in_last) == ("lessons", None)


def test_a_run_keeps_what_is_asked_of_its_details_and_of_its_mean():
    run = EVERYTHING.newest.what
    work = PACK.kinds["work"].details
    assert run.where == (
        Among(work["ordinary"], (True,)),
        Between(work["pay"], Decimal(1), Decimal(50000)),
        Among(work["grade"], (Decimal(4), Decimal(7))),
        Among(work["since"], (date(2020, 1, 1),)),
    )
    assert run.mean_minutes.detail is work["minutes_per_week"]
    assert run.mean_minutes.at_least == ParameterName("hours")
    assert (run.min, run.gap_ok, run.at) == (Duration(months=6), Duration(days=2), At.REACHED)


def test_a_filter_passes_what_json_keeps_of_a_day_or_a_number():
    ordinary, pay, grade, since = EVERYTHING.newest.what.where
    assert since.passes("2020-01-01")
    assert since.passes(date(2020, 1, 1))
    assert grade.passes("4.0")
    assert grade.passes(7)
    assert not grade.passes(5)
    assert ordinary.passes(True)
    assert pay.passes(1)
    assert not pay.passes("50000.01")
    assert not pay.passes("0.99")


def test_where_nothing_is_said_something_is_meant():
    talk = the_talk()
    version = talk.newest
    assert (version.who_at, version.evidence, version.count) == (
        WhoAt.START, EvidenceSince.START, Count(1, None),
    )  # fmt: skip
    assert (talk.start.take, talk.newest.what.take) == (Take.FIRST, Take.EACH)
    assert (talk.waivable_by, talk.after, talk.once_across, talk.stops) == ((), (), None, ())
    assert (version.worth, version.counts_on, version.rolls, version.checklist) == (
        None, None, False, (),
    )  # fmt: skip
    assert the_talk(what={"hold": "adult"}).newest.what.at is At.START


def test_before_a_start_everything_counts_that_ever_happened():
    version = the_talk(versions=within({"before": "P14D"})).newest
    assert version.within == Before(Duration(days=14))
    assert version.evidence is EvidenceSince.EVER
    assert the_talk(versions=within({"before": "P1D"}), evidence="ever").newest.within


def test_a_rule_without_a_number_has_no_time():
    assert the_talk(versions=[{"valid": [FIRST, None], "law": LAW}]).newest.within is None
    assert the_talk(versions=within(None)).newest.within is None


def test_details_of_the_same_type_may_be_matched():
    match = {"detail.course": "from.detail.course", "state": "from.state"}
    talk = the_talk(**{"from": {"plus": "P1D", "to": {"kind": "course"}}}, match=match)
    assert talk.newest.match == (
        Match(Field("course", is_detail=True), Field("course", is_detail=True)),
        Match(Field("state"), Field("state")),
    )


def test_the_anchor_of_several_days_is_the_first_part_that_is_a_fact():
    start = {"last_of": [{"birthday": 18}, {"first_of": [{"kind": "course"}]}, {"kind": "care"}]}
    match = {"detail.course": "from.course"}
    assert the_talk(**{"from": start}, match=match).newest.match


def test_money_is_written_in_kroner_and_kept_in_oere():
    amounts = [value.amount for value in PACK.parameters["grant"].values]
    assert amounts == [7650000, 9906]
    unknown = PACK.parameters["limit"].values[1]
    assert unknown.amount is NotKnown.NOT_KNOWN


SPREADS = [
    {"count": {"at_least": 2, "spread": "P1M"}},
    {"count": {"at_least": 4, "spread": "P1Y"}, "evidence": "ever"},
    {
        "count": {"at_least": 2, "spread": "P29D"},
        "versions": within({"after": "P1M", "until": "P2M"}),
    },
    {"count": {"at_least": 2, "spread": "P1Y"}, "versions": [{"valid": [FIRST, None], "law": LAW}]},
    {"count": {"at_least": 2, "spread": "P1Y"}, "versions": within({"before": "P1M"})},
    {"count": {"at_least": 2, "spread": "$limit"}, "versions": within("$limit", "2030-01-01")},
    {"count": {"at_least": "$needed", "spread": "P6W"}, "versions": within("P1Y")},
]


@pytest.mark.parametrize("changes", SPREADS)
def test_a_spread_that_fits_is_accepted(changes):
    assert the_talk(**changes).newest.count.spread


def test_only_the_values_in_force_while_a_version_is_valid_are_compared():
    time = {"aim": "$growing", "at_latest": "P2M"}
    early = [{"valid": [FIRST, "2009-12-31"], "law": LAW, "within": time}]
    assert the_talk(versions=early).newest.within.aim == ParameterName("growing")
    late = within({"after": "P2M", "until": "$growing"}, "2010-01-01")
    assert the_talk(versions=late).newest.within.after == Duration(months=2)


def test_a_sum_that_may_come_together_is_accepted():
    stops = [
        {"kind": "leave", "sum": "days", "at_least": 31, "in_last": "P1M"},
        {"kind": "leave", "sum": "days", "at_least": "$many"},
        {"kind": "work", "sum": "minutes_per_week", "at_least": "$hours", "in_last": "P1W"},
        {"kind": "leave", "sum": "days", "at_least": 366, "in_last": "P1Y"},
    ]
    assert len(the_talk(stops=stops).stops) == 4


def test_states_come_in_the_order_of_their_kind():
    one = the_talk(who={"kind": "work", "state": ["own", "employed"]})
    assert one.newest.who.states == ("employed", "own")


def test_a_suspension_touches_chapters_and_expectations():
    storm = PACK.suspensions["storm"]
    assert (storm.first, storm.last) == (date(2005, 1, 1), date(2005, 2, 1))
    assert storm.touches("everything", "4")
    assert storm.touches("talk", "")
    assert not storm.touches("everything", "")


def test_a_pack_says_its_title_languages_and_calendar():
    assert (PACK.title, PACK.languages) == (Label("Prøve", "Trial"), ("da", "en"))
    closed = frozenset({date(2026, 6, 5), date(2026, 12, 25)})
    assert PACK.calendar == Calendar(frozenset({5, 6}), closed)
    friday = load_pack({**FILES, "pack.yaml": "calendar: {weekend: [friday]}"})
    assert friday.calendar == Calendar(frozenset({4}))
    always = load_pack({**FILES, "pack.yaml": "calendar: {weekend: []}"})
    assert always.calendar.weekend == frozenset()


def test_without_pack_yaml_a_pack_is_danish_and_english_and_rests_at_the_weekend():
    pack = load_pack(FILES)
    assert (pack.title, pack.languages, pack.calendar) == (None, ("da", "en"), Calendar())
    assert load_pack({**FILES, "pack.yaml": "title: {da: a, en: b}"}).languages == ("da", "en")


def test_a_pack_may_be_written_in_any_languages():
    owners = "office: {nb: Kontoret, uk: Офіс}"
    pack = load_pack({"pack.yaml": "languages: [nb, uk]", "owners.yaml": owners})
    assert [pack.owners["office"].text(code) for code in ("nb", "uk", "da", "en-gb")] == [
        "Kontoret", "Офіс", "Kontoret", "Kontoret",
    ]  # fmt: skip


def test_definitions_may_be_split_by_topic_without_a_change_of_meaning():
    whole = load_pack(texts(an_expectation()))
    cut = PARAMETERS.index("growing:")
    split = texts(an_expectation())
    split["parameters/a.yaml"] = PARAMETERS[cut:]
    split["parameters.yaml"] = PARAMETERS[:cut]
    split["kinds/all.yaml"] = split.pop("kinds.yaml")
    assert load_pack(split).hash == whole.hash


def test_the_fingerprint_tells_different_meanings_apart():
    where = {"kind": "work", "where": {"grade": 4}}
    same = {"kind": "work", "where": {"grade": 4.0}}
    other = {"kind": "work", "where": {"grade": 5}}
    packs = [load_pack(texts(an_expectation(who=who))) for who in (where, same, other)]
    assert packs[0].hash == packs[1].hash != packs[2].hash
    moved = load_pack(texts(an_expectation(), kinds=KINDS.replace("Nummer", "Tal")))
    assert moved.hash != load_pack(texts(an_expectation())).hash


def test_holidays_are_asked_for_by_the_code_that_stands_in_the_pack():
    asked = []
    load_pack(
        {**FILES, "pack.yaml": "calendar: {holidays: [XX, YY]}"},
        holidays=lambda code: asked.append(code) or christmas("XX"),
    )
    assert asked == ["XX", "YY"]


PLACES = """\
# A remark.
first: {da: Et, en: One}
second:
  da: >-
    To
    linjer
  en: |
    Two

  nested:
    - a
    - - b
      - {c: d}
third: [1, 2]
"""


def test_places_are_the_same_whether_yaml_is_read_fast_or_not(monkeypatch):
    sources = {**texts(an_expectation()), "places.yaml": PLACES}
    fast = {file: read_yaml(text, file) for file, text in sources.items()}
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)
    assert {file: read_yaml(text, file) for file, text in sources.items()} == fast
