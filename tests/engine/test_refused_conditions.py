"""Conditions and what is asked of details: every mistake is named with its place and way out."""

import pytest
from tests.engine.grammar import the_refusal

ORIGIN = (
    "Origin is for statistics and decides nothing about a person; ask for the facts that the law "
    "names, such as the basis of residence."
)

CONDITIONS = [
    (
        {"who": {"nationality": "x"}},
        "who.nationality",
        "“nationality”",
        (
            "age, all, any, birth_date, given_name, had, kind, mother_tongue, not, "
            "origin_country, sex"
        ),
        "",
    ),
    ({"who": {"sex": "femal"}}, "who.sex", "“femal”", "female, male", "Did you mean “female”?"),
    (
        {"who": {"sex": ["male", "male"]}},
        "who.sex.2",
        "“male”",
        "each word once",
        "Leave the second “male” out.",
    ),
    (
        {"who": {"given_name": "Ali"}},
        "who.given_name",
        "“given_name”, whose type is text",
        "an attribute whose type is choice, country, language",
        "",
    ),
    (
        {"who": {"birth_date": "1990-01-01"}},
        "who.birth_date",
        "“birth_date”, whose type is date",
        "an attribute whose type is choice, country, language",
        "Ask the age as {age: {at_least: 18}}.",
    ),
    (
        {"who": {"origin_country": "SY"}},
        "who.origin_country",
        "“origin_country” (category origin)",
        "an attribute of another category",
        ORIGIN,
    ),
    (
        {"who": "from_afar"},
        "who",
        "“from_afar”, which asks origin_country (category origin)",
        "an attribute of another category",
        ORIGIN,
    ),
    (
        {"who": {"not": "from_afar"}},
        "who.not",
        "“from_afar”, which asks origin_country (category origin)",
        "an attribute of another category",
        ORIGIN,
    ),
    (
        {"while": {"predicate": {"origin_country": "SY"}}},
        "while.predicate.origin_country",
        "“origin_country” (category origin)",
        "an attribute of another category",
        ORIGIN,
    ),
    (
        {"from": {"hold": "from_afar"}},
        "from.hold",
        "“from_afar”, which asks origin_country (category origin)",
        "an attribute of another category",
        ORIGIN,
    ),
    ({"who": {"all": []}}, "who.all", "a list of 0", "at least one condition", ""),
    ({"who": {"kind": "work", "state": []}}, "who.state", "a list of 0", "at least one word", ""),
    (
        {"who": {"kind": "work", "sate": "own"}},
        "who.sate",
        "“sate”",
        "kind, state, where",
        "Did you mean “state”?",
    ),
    (
        {"who": {"had": {"kind": "work", "min": "P6M"}}},
        "who.had.min",
        "“min”",
        "kind, state, where",
        "",
    ),
    (
        {"who": {"age": {"at_least": 18, "at_most": 17}}},
        "who.age.at_most",
        "“17”",
        "a whole number, at least 18",
        "",
    ),
    (
        {"who": {"age": {"at_least": "$needed"}}},
        "who.age.at_least",
        "“$needed”",
        "a whole number, at least 0",
        "",
    ),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), CONDITIONS)
def test_a_mistake_in_a_condition_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)


FILTERS = [
    (
        {"who": {"kind": "course", "where": {}}},
        "who.where",
        "no fields",
        "at least one detail, or no `where`",
        "",
    ),
    (
        {"who": {"kind": "course", "where": {"corse": "first"}}},
        "who.where.corse",
        "“corse”",
        "course, lessons",
        "Did you mean “course”?",
    ),
    (
        {"who": {"kind": "course", "where": {"course": "third"}}},
        "who.where.course",
        "“third”",
        "first, second",
        "",
    ),
    (
        {"who": {"kind": "course", "where": {"course": {"at_least": 1}}}},
        "who.where.course",
        "the fields at_least",
        "a value or a list of values, since “course” has the type choice",
        "",
    ),
    (
        {"who": {"kind": "course", "where": {"lessons": "three"}}},
        "who.where.lessons",
        "“three”",
        "a whole number",
        "The detail “lessons” has the type integer.",
    ),
    (
        {"who": {"kind": "course", "where": {"lessons": 2.5}}},
        "who.where.lessons",
        "“2.5”",
        "a whole number",
        "The detail “lessons” has the type integer.",
    ),
    (
        {"who": {"kind": "work", "where": {"pay": {"at_least": 9, "at_most": 1}}}},
        "who.where.pay.at_most",
        "“1”",
        "a number that is not below 9",
        "Swap the two bounds.",
    ),
    (
        {"who": {"kind": "work", "where": {"pay": {}}}},
        "who.where.pay",
        "no fields",
        "at_least, at_most or both",
        "",
    ),
    (
        {"who": {"kind": "work", "where": {"pay": {"least": 1}}}},
        "who.where.pay.least",
        "“least”",
        "at_least, at_most",
        "Did you mean “at_least”?",
    ),
    (
        {"who": {"kind": "work", "where": {"pay": {"at_least": 1.001}}}},
        "who.where.pay.at_least",
        "“1.001”",
        "an amount in kroner, two decimals at most",
        "The detail “pay” has the type amount_dkk.",
    ),
    (
        {"who": {"kind": "work", "where": {"ordinary": "yes"}}},
        "who.where.ordinary",
        "“yes”",
        "true, false",
        "The detail “ordinary” has the type boolean.",
    ),
    (
        {"who": {"kind": "work", "where": {"since": "yesterday"}}},
        "who.where.since",
        "“yesterday”",
        "a day that exists",
        "The detail “since” has the type date.",
    ),
    (
        {"who": {"kind": "work", "where": {"grade": {"at_most": 13}}}},
        "who.where.grade.at_most",
        "“13”",
        "at most 12",
        "The detail “grade” has the type decimal.",
    ),
    (
        {"who": {"kind": "leave", "where": {"pay": 1}}},
        "who.where",
        "the fields pay",
        "nothing",
        "The kind “leave” has no details.",
    ),
    (
        {"who": {"kind": "work", "where": {"minutes_per_week": {"mean_at_least": 600}}}},
        "who.where.minutes_per_week.mean_at_least",
        "“mean_at_least” of “minutes_per_week”",
        "at_least, at_most",
        "A mean is asked for in a day that has `min`, of a detail of minutes a week.",
    ),
    (
        {"pauses": [{"kind": "leave", "where": {"x": 1}}]},
        "pauses.1.where",
        "the fields x",
        "nothing",
        "The kind “leave” has no details.",
    ),
    (
        {"who": {"kind": "work", "where": {"pay": {"at_least": "$grant"}}}},
        "who.where.pay.at_least",
        "“$grant”",
        "an amount in kroner, two decimals at most",
        "The detail “pay” has the type amount_dkk.",
    ),
    (
        {"who": {"kind": "work", "where": {"pay": [[1]]}}},
        "who.where.pay.1",
        "a list of 1",
        "an amount in kroner, two decimals at most",
        "The detail “pay” has the type amount_dkk.",
    ),
    (
        {"who": {"kind": "work", "where": "pay"}},
        "who.where",
        "“pay”",
        "fields, each on its own line as `name: value`",
        "",
    ),
]


@pytest.mark.parametrize(("changes", "field", "met", "accepted", "way_out"), FILTERS)
def test_a_mistake_in_what_is_asked_of_a_detail_is_named(changes, field, met, accepted, way_out):
    assert the_refusal(changes) == (field, met, accepted, way_out)
