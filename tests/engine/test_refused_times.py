"""Times and the other parts of a version: every mistake is named with its place and way out."""

import pytest
from tests.engine.grammar import FIRST, LAW, the_refusal, within


def run(minimum="P6M", **rest):
    return {"kind": "work", "min": minimum, **rest}


TIMES = [
    (
        {"versions": within("P1Z")},
        "versions.1.within",
        "“P1Z”",
        "a duration such as P1M (a month), P14D (14 days) or P5Y (five years)",
        "",
    ),
    (
        {"versions": within("14D")},
        "versions.1.within",
        "“14D”",
        "a duration such as P1M (a month), P14D (14 days) or P5Y (five years)",
        "Did you mean “P14D”?",
    ),
    (
        {"versions": within({"aim": "P2M", "at_latest": "P1M"})},
        "versions.1.within.aim",
        "“P2M”, which is longer than `at_latest`, P1M",
        "a duration up to P1M",
        "Correct one of the two, or swap them.",
    ),
    (
        {"versions": within({"aim": "$growing", "at_latest": "P2M"})},
        "versions.1.within.aim",
        "“$growing” (P3M), which is longer than `at_latest`, P2M",
        "a duration up to P2M",
        "Correct one of the two, or swap them.",
    ),
    (
        {"versions": within({"after": "P5Y", "until": "P3Y"})},
        "versions.1.within.after",
        "“P5Y”, which is not shorter than `until`, P3Y",
        "a duration shorter than P3Y",
        "Correct one of the two, or swap them.",
    ),
    (
        {"versions": within({"after": "P3M", "until": "$growing"})},
        "versions.1.within.after",
        "“P3M”, which is not shorter than `until`, P1M",
        "a duration shorter than P1M",
        "Correct one of the two, or swap them.",
    ),
    (
        {"versions": within({"after": "P1M"})},
        "versions.1.within",
        "no “until”",
        "a line `until: …`",
        "Add `until`.",
    ),
    (
        {"versions": within({"before": "P1M", "at_latest": "P1M"})},
        "versions.1.within.at_latest",
        "“at_latest”",
        "before",
        "",
    ),
    (
        {"versions": within({"soon": "P1M"})},
        "versions.1.within",
        "the fields soon",
        "a duration, aim and at_latest, after and until, before",
        "",
    ),
    (
        {"versions": within({})},
        "versions.1.within",
        "no fields",
        "a duration, aim and at_latest, after and until, before",
        "",
    ),
    (
        {"versions": within({"before": "$hours"})},
        "versions.1.within.before",
        "“$hours”, whose unit is minutes_per_week",
        "$limit, $growing, $late, $nothing",
        "Name a parameter whose unit is duration.",
    ),
    (
        {"versions": within("$limt")},
        "versions.1.within",
        "“$limt”",
        "$growing, $late, $limit, $nothing",
        "Did you mean “$limit”?",
    ),
    (
        {"versions": within("$late")},
        "versions.1.within",
        "“$late”, which has no value from 2000-01-01 until 2020-01-01",
        "a value from 2000-01-01 (`null` not in force, `unknown` not known to us)",
        "Add a value from 2000-01-01 to “late”, or let the version begin on 2020-01-01.",
    ),
    (
        {"versions": within("$limit", "1999-01-01")},
        "versions.1.within",
        "“$limit”, which has no value from 1999-01-01 until 2000-01-01",
        "a value from 1999-01-01 (`null` not in force, `unknown` not known to us)",
        "Add a value from 1999-01-01 to “limit”, or let the version begin on 2000-01-01.",
    ),
    (
        {"versions": within("P1M", "1999-01-01"), "count": {"at_least": "$needed"}},
        "count.at_least",
        "“$needed”, which has no value from 1999-01-01 until 2000-01-01",
        "a value from 1999-01-01 (`null` not in force, `unknown` not known to us)",
        "Add a value from 1999-01-01 to “needed”, or let the version begin on 2000-01-01.",
    ),
    (
        {"versions": within("P1M", "1999-01-01"), "from": {"kind": "work", "min": "$limit"}},
        "from.min",
        "“$limit”, which has no value from 1999-01-01 until 2000-01-01",
        "a value from 1999-01-01 (`null` not in force, `unknown` not known to us)",
        "Add a value from 1999-01-01 to “limit”, or let the version begin on 2000-01-01.",
    ),
    (
        {"versions": within("P1M", "1999-01-01"), "stops": [{"kind": "work", "min": "$limit"}]},
        "stops.1.min",
        "“$limit”, which has no value from 1999-01-01 until 2000-01-01",
        "a value from 1999-01-01 (`null` not in force, `unknown` not known to us)",
        "Add a value from 1999-01-01 to “limit”, or let the version begin on 2000-01-01.",
    ),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), TIMES)
def test_a_mistake_in_a_time_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)


PARTS = [
    (
        {"count": {"at_least": 4, "spread": "P6W"}},
        "count.spread",
        "4 events at least 42 days apart within 31 days",
        "a duration up to P10D",
        "Ask for fewer events, or make `spread` shorter or `within` longer.",
    ),
    (
        {"count": {"at_least": "$needed", "spread": "P6W"}, "versions": within("P100D")},
        "count.spread",
        "4 events at least 42 days apart within 100 days",
        "a duration up to P33D",
        "Ask for fewer events, or make `spread` shorter or `within` longer.",
    ),
    (
        {"count": {"at_least": 1, "spread": "P1D"}},
        "count.spread",
        "`spread` with a count below two",
        "`spread` with `at_least: 2` or more",
        "Leave `spread` out: one event has no other to keep away from.",
    ),
    (
        {"count": {"at_least": "$single", "spread": "P1D"}},
        "count.spread",
        "`spread` with a count below two",
        "`spread` with `at_least: 2` or more",
        "Leave `spread` out: one event has no other to keep away from.",
    ),
    (
        {"count": {"spread": "P1D"}},
        "count",
        "no “at_least”",
        "a line `at_least: …`",
        "Add `at_least`.",
    ),
    (
        {"count": {"at_least": 3, "spread": "P0D"}},
        "count.spread",
        "“P0D”",
        "a duration of at least one day",
        "Write P1D or more.",
    ),
    (
        {
            "count": {"at_least": 3, "spread": "P1M"},
            "versions": within({"after": "P1M", "until": "P2M"}),
        },
        "count.spread",
        "3 events at least 31 days apart within 30 days",
        "a duration up to P15D",
        "Ask for fewer events, or make `spread` shorter or `within` longer.",
    ),
    (
        {"count": {"at_least": 3, "spread": "P1M"}, "evidence": "P20D before"},
        "count.spread",
        "3 events at least 31 days apart within 51 days",
        "a duration up to P25D",
        "Ask for fewer events, or make `spread` shorter or `within` longer.",
    ),
    ({"count": 3}, "count", "“3”", "fields, each on its own line as `name: value`", ""),
    (
        {"count": {"at_least": "$grant"}},
        "count.at_least",
        "“$grant”, whose unit is amount_dkk",
        "$needed, $single, $many",
        "Name a parameter whose unit is count.",
    ),
    (
        {"repeat": {"every": "P12M", "from": "start"}},
        "repeat.from",
        "“start”",
        "due, grid, met",
        "",
    ),
    (
        {"repeat": {"every": "P0D", "from": "met"}},
        "repeat.every",
        "“P0D”",
        "a duration of at least one day",
        "Write P1D or more.",
    ),
    ({"repeat": {"every": "P12M"}}, "repeat", "no “from”", "a line `from: …`", "Add `from`."),
    (
        {"repeat": {"every": "P1Y", "from": "met"}, "versions": within({"before": "P1M"})},
        "repeat",
        "`repeat` together with `before`",
        "`repeat` with a length after the start",
        "Write `within: P1M`, or leave `repeat` out.",
    ),
    (
        {
            "repeat": {"every": "P1Y", "from": "due"},
            "versions": within({"after": "P1M", "until": "P2M"}),
        },
        "repeat",
        "`repeat` together with `after … until`",
        "`repeat` with a length after the start",
        "Write `within: P1M`, or leave `repeat` out.",
    ),
    (
        {
            "repeat": {"every": "P1Y", "from": "grid"},
            "versions": [{"valid": [FIRST, None], "law": LAW}],
        },
        "repeat.from",
        "“grid” in a version without `within`",
        "met",
        (
            "Without a number the next one can only run from the day the last was met; or say "
            "`repeat: null` in this version."
        ),
    ),
    (
        {"evidence": "start", "versions": within({"before": "P1M"})},
        "evidence",
        "“start”",
        "ever",
        "With `before`, whatever has happened counts.",
    ),
    (
        {"evidence": "P3M before", "versions": within({"before": "P1M"})},
        "evidence",
        "“P3M before”",
        "ever",
        "With `before`, whatever has happened counts.",
    ),
    (
        {"evidence": "always"},
        "evidence",
        "“always”",
        "start, ever, a duration and `before`, such as P3M before",
        "",
    ),
    (
        {"evidence": "3M before"},
        "evidence",
        "“3M before”",
        "start, ever, a duration and `before`, such as P3M before",
        "Did you mean “P3M before”?",
    ),
    (
        {"counts_on": "start"},
        "counts_on",
        "“start”",
        "`counts_on` where `what` has `min`",
        "Say with `min` how long it must last, or leave `counts_on` out.",
    ),
    ({"counts_on": "end", "what": run()}, "counts_on", "“end”", "reached, start", ""),
    ({"roll": "monday"}, "roll", "“monday”", "next_working_day", ""),
    (
        {"worth": "$grant"},
        "worth",
        "`worth` on the kind “duty”",
        "`worth` on the kind “grant”",
        "Leave `worth` out, or write `kind: grant`.",
    ),
    (
        {"worth": "$needed", "kind": "grant"},
        "worth",
        "“$needed”, whose unit is count",
        "$grant",
        "Name a parameter whose unit is amount_dkk.",
    ),
    ({"worth": 76500, "kind": "grant"}, "worth", "“76500”", "$grant", ""),
    ({"worth": "$grnt", "kind": "grant"}, "worth", "“$grnt”", "$grant", "Did you mean “$grant”?"),
    (
        {"while": {"predicate": "adult", "resume": "stop"}},
        "while.resume",
        "“stop”",
        "continue, restart",
        "",
    ),
    ({"while": "adult"}, "while", "“adult”", "fields, each on its own line as `name: value`", ""),
    ({"checklist": ["boked"]}, "checklist.1", "“boked”", "asked, booked", "Did you mean “booked”?"),
    (
        {"checklist": ["asked", "asked"]},
        "checklist.2",
        "“asked”",
        "each word once",
        "Leave the second “asked” out.",
    ),
    (
        {"remind": ["soon"]},
        "remind.1",
        "“soon”",
        "a duration such as P1M (a month), P14D (14 days) or P5Y (five years)",
        "",
    ),
    ({"after": ["Talk!"]}, "after.1", "“Talk!”", "talk", "Did you mean “talk”?"),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), PARTS)
def test_a_mistake_in_a_part_of_a_version_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)
