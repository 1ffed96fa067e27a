"""The national definitions: complete, sourced, and about what their sources say."""

from datetime import date

import pytest

from tovholder.engine.durations import Duration
from tovholder.engine.language import AbsentMeans
from tovholder.engine.language.expectations import ExpectationKind
from tovholder.engine.language.predicates import Age, leaves
from tovholder.rules import packs

PACK = packs.national_pack()

# What the rows of the table of obligations say, written down once more by hand.
ROWS = {
    "contract_deadline": {
        date(2016, 7, 1): ("OB-2019-03", Duration(months=1)),
        date(2025, 1, 1): ("OB-2025-03", None),
    },
    "danish_referral_deadline": {date(2016, 7, 1): ("OB-2019-04", Duration(months=1))},
    "first_company_offer_aim": {date(2016, 7, 1): ("OB-2016-02", Duration(days=14))},
    "first_company_offer_deadline": {date(2016, 7, 1): ("OB-2016-03", Duration(months=1))},
    "health_offer_deadline": {date(2016, 7, 1): ("OB-2019-07", Duration(months=6))},
    "follow_ups_needed": {date(2020, 1, 1): ("OB-2019-09", 4)},
    "follow_up_period": {date(2020, 1, 1): ("OB-2019-09", Duration(months=6))},
    "programme_longest": {date(2016, 7, 1): ("OB-2016-05", Duration(years=5))},
    "job_or_practice_aim": {date(2013, 6, 21): ("OB-REC-01", Duration(months=6))},
}


def test_the_definitions_have_no_mistakes():
    assert packs.check() == ()


@pytest.mark.parametrize("name", PACK.parameters)
def test_a_parameter_says_what_its_row_says_on_the_day_it_says(name):
    values = PACK.parameters[name].values
    assert {each.valid_from: (each.row, each.amount) for each in values} == ROWS[name]


@pytest.mark.parametrize("name", PACK.parameters)
def test_a_parameter_has_a_source_a_confidence_and_sorted_days(name):
    parameter = PACK.parameters[name]
    days = [each.valid_from for each in parameter.values]
    assert days == sorted(set(days))
    assert parameter.law
    assert all(each.source and each.confidence for each in parameter.values)


@pytest.mark.parametrize("expectation", PACK.expectations.values(), ids=lambda each: each.id)
def test_an_expectation_names_its_law_and_can_be_read_by_the_citizen(expectation):
    assert all(version.law.row.startswith("OB-") for version in expectation.versions)
    assert all(version.law.source and version.law.confidence for version in expectation.versions)
    assert expectation.citizen is not None
    assert expectation.remind


def test_six_are_duties_by_law_and_one_is_an_aim():
    kinds = [each.kind for each in PACK.expectations.values()]
    assert kinds.count(ExpectationKind.DUTY) == 6
    assert kinds.count(ExpectationKind.AIM) == 1


@pytest.mark.parametrize("expectation", PACK.expectations.values(), ids=lambda each: each.id)
def test_no_rule_about_a_person_reads_origin_or_sex(expectation):
    asked = [leaf for leaf in leaves(expectation.who) if isinstance(leaf, Age)]
    assert {leaf.birth_date.id for leaf in asked} <= {"birth_date"}
    assert "origin" not in expectation.reads.categories


def test_every_category_is_in_use_and_every_word_has_both_languages():
    used = {each.category for each in (*PACK.kinds.values(), *PACK.attributes.values())}
    assert used == set(PACK.categories)
    labels = [label for kind in PACK.kinds.values() for label in kind.states.values()]
    labels += [each.label for each in (*PACK.kinds.values(), *PACK.attributes.values())]
    assert all(label.da and label.en for label in labels)


def test_health_facts_and_benefits_are_guarded_by_categories_of_their_own():
    guarded = {kind.id: kind.category for kind in PACK.kinds.values()}
    assert (guarded["health_need"], guarded["health_offer"]) == ("health", "health")
    assert (guarded["benefit"], guarded["leave"]) == ("benefit", "family")
    assert PACK.attributes["cpr"].category == "cpr"


def test_what_nobody_has_said_yet_is_unknown_only_where_that_matters():
    unknown = {kind.id for kind in PACK.kinds.values() if kind.absent_means is AbsentMeans.UNKNOWN}
    assert unknown == {"residence_basis", "health_need"}


@pytest.mark.parametrize("kind", PACK.kinds.values(), ids=lambda kind: kind.id)
def test_a_plain_fact_of_every_kind_passes_the_check_of_its_kind(kind):
    detail = {name: _example(each) for name, each in kind.details.items() if each.required}
    end = date(2026, 3, 11) if kind.event else None
    assert kind.check(next(iter(kind.states)), date(2026, 3, 10), end, detail) == []


def _example(detail):
    return date(2026, 3, 10) if detail.type == "date" else "a text"


def test_the_pack_is_read_once_in_a_process():
    assert packs.national_pack() is PACK
