"""Days and sums of days: every mistake is named with its place and way out."""

import pytest
from tests.engine.grammar import the_refusal


def run(minimum="P6M", **rest):
    return {"kind": "work", "min": minimum, **rest}


DAYS = [
    (
        {"from": {"kind": "visit", "min": "P1M"}},
        "from.min",
        "“min” for an event",
        "state, where and take",
        "An event has one day and cannot last: leave it out.",
    ),
    (
        {"from": {"kind": "visit", "gap_ok": "P1D"}},
        "from.gap_ok",
        "“gap_ok” for an event",
        "state, where and take",
        "An event has one day and cannot last: leave it out.",
    ),
    (
        {"from": {"kind": "visit", "at": "end"}},
        "from.at",
        "“end”",
        "start",
        "An event has one day and no end.",
    ),
    (
        {"from": {"kind": "visit", "at": "reached"}},
        "from.at",
        "“reached”",
        "start",
        "An event has one day and no end.",
    ),
    (
        {"from": {"kind": "care", "at": "reached"}},
        "from.at",
        "“reached”",
        "start, end",
        "Say with `min` how long it must last to be reached.",
    ),
    (
        {"from": {"hold": "adult", "at": "reached"}},
        "from.at",
        "“reached”",
        "start, end",
        "Say with `min` how long it must last to be reached.",
    ),
    (
        {"from": {"hold": "adult", "gap_ok": "P1D"}},
        "from.gap_ok",
        "“gap_ok”",
        "at, hold, min, take",
        "",
    ),
    (
        {"from": run("P0D")},
        "from.min",
        "“P0D”",
        "a duration of at least one day",
        "Write P1D or more.",
    ),
    (
        {"from": run("$nothing")},
        "from.min",
        "“$nothing”",
        "a duration of at least one day",
        "Write P1D or more.",
    ),
    ({"from": {"first_of": []}}, "from.first_of", "a list of 0", "at least one day", ""),
    (
        {"from": {"last_of": [{"kind": "car"}]}},
        "from.last_of.1.kind",
        "“car”",
        "care, course, death, leave, visit, waiver, work",
        "Did you mean “care”?",
    ),
    ({"from": {"plus": "P1Y"}}, "from", "no “to”", "a line `to: …`", "Add `to`."),
    (
        {"from": {"plus": "1 year", "to": {"kind": "care"}}},
        "from.plus",
        "“1 year”",
        "a duration such as P1M (a month), P14D (14 days) or P5Y (five years)",
        "Did you mean “P1Y”?",
    ),
    ({"from": {"birthday": 0}}, "from.birthday", "“0”", "a whole number, at least 1", ""),
    (
        {"from": {"birthday": "18"}},
        "from.birthday",
        "“18”",
        "a whole number, at least 1",
        "Leave out the quotation marks.",
    ),
    (
        {"from": {"kind": "care", "hold": "adult"}},
        "from",
        "the fields kind, hold",
        "exactly one of kind, hold, first_of, last_of, plus, birthday",
        "",
    ),
    (
        {"from": {"state": "given"}},
        "from",
        "the fields state",
        "exactly one of kind, hold, first_of, last_of, plus, birthday",
        "",
    ),
    ({"from": "care"}, "from", "“care”", "fields, each on its own line as `name: value`", ""),
    (
        {"from": {"kind": "care", "gap_ok": "2 days"}},
        "from.gap_ok",
        "“2 days”",
        "a duration such as P1M (a month), P14D (14 days) or P5Y (five years)",
        "Did you mean “P2D”?",
    ),
    (
        {"from": {"kind": "work", "where": {"minutes_per_week": {"mean_at_least": 600}}}},
        "from.where.minutes_per_week.mean_at_least",
        "“mean_at_least” without `min`",
        "`min` beside `where`",
        "Say with `min` over how long the mean is taken.",
    ),
    (
        {"from": run(where={"pay": {"mean_at_least": 600}})},
        "from.where.pay",
        "the mean of “pay”, whose type is amount_dkk",
        "minutes_per_week",
        "",
    ),
    (
        {"from": {"kind": "course", "min": "P1M", "where": {"lessons": {"mean_at_least": 1}}}},
        "from.where.lessons",
        "the mean of “lessons”, whose type is integer",
        "a kind that counts minutes a week",
        "",
    ),
    (
        {"from": run(where={"minutes_per_week": {"mean_at_least": "$needed"}})},
        "from.where.minutes_per_week.mean_at_least",
        "“$needed”, whose unit is count",
        "$hours",
        "Name a parameter whose unit is minutes_per_week.",
    ),
    (
        {"from": run(where={"minutes_per_week": {"mean_at_least": 1, "at_least": 1}})},
        "from.where.minutes_per_week.at_least",
        "“at_least”",
        "mean_at_least",
        "Did you mean “mean_at_least”?",
    ),
    (
        {
            "from": run(
                where={"minutes_per_week": {"mean_at_least": 1}, "pay": {"mean_at_least": 1}}
            )
        },
        "from.where",
        "the fields minutes_per_week, pay",
        "one mean at most",
        "",
    ),
    (
        {"from": run(where={"minutes": {"mean_at_least": 1}})},
        "from.where.minutes",
        "“minutes”",
        "employer, grade, minutes_per_week, ordinary, pay, since",
        "Did you mean “minutes_per_week”?",
    ),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), DAYS)
def test_a_mistake_in_a_day_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)


SUMS = [
    (
        {"stops": [{"kind": "leave", "sum": "days", "at_least": 31, "in_last": "P30D"}]},
        "stops.1.at_least",
        "31 days in 30 days, which has 30 at most",
        "a number up to 30",
        "Ask for fewer days, or make `in_last` longer.",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "days", "at_least": "$many", "in_last": "P1M"}]},
        "stops.1.at_least",
        "40 days in 1 month, which has 31 at most",
        "a number up to 31",
        "Ask for fewer days, or make `in_last` longer.",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "day", "at_least": 3}]},
        "stops.1.sum",
        "“day”",
        "days",
        "Did you mean “days”?",
    ),
    (
        {"stops": [{"kind": "work", "sum": "pay", "at_least": 3}]},
        "stops.1.sum",
        "“pay”, whose type is amount_dkk",
        "days, minutes_per_week",
        "Only whole numbers are added up.",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "days"}]},
        "stops.1",
        "no “at_least”",
        "a line `at_least: …`",
        "Add `at_least`.",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "days", "at_least": 0}]},
        "stops.1.at_least",
        "“0”",
        "a whole number, at least 1",
        "",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "days", "at_least": 5, "in_last": "P0D"}]},
        "stops.1.in_last",
        "“P0D”",
        "a duration of at least one day",
        "Write P1D or more.",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "days", "at_least": 5, "rearm": "$nothing"}]},
        "stops.1.rearm",
        "“$nothing”",
        "a duration of at least one day",
        "Write P1D or more.",
    ),
    (
        {"stops": [{"kind": "leave", "sum": "days", "at_least": 5, "at": "end"}]},
        "stops.1.at",
        "“at”",
        "at_least, in_last, kind, rearm, state, sum, take, where",
        "",
    ),
    (
        {"stops": [{"kind": "work", "sum": "minutes_per_week", "at_least": "$needed"}]},
        "stops.1.at_least",
        "“$needed”, whose unit is count",
        "$hours",
        "Name a parameter whose unit is minutes_per_week.",
    ),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), SUMS)
def test_a_mistake_in_a_sum_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)
