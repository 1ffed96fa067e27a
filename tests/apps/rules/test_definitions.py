"""The national definitions: complete, sourced, and about what their sources say."""

from datetime import date

import pytest
from tests.apps.rules.numbers_by_row import BY_ROW

from tovholder.engine.language import AbsentMeans
from tovholder.engine.language.expectations import ExpectationKind, categories_of
from tovholder.engine.language.predicates import Age, AttributeIs, leaves
from tovholder.rules import packs

PACK = packs.national_pack()


def test_the_definitions_have_no_mistakes():
    assert packs.check() == ()


@pytest.mark.parametrize("name", BY_ROW)
def test_a_parameter_says_what_its_row_says_on_the_day_it_says(name):
    values = PACK.parameters[name].values
    assert {each.valid_from: (each.row, each.amount) for each in values} == BY_ROW[name]


def test_every_number_taken_from_a_row_is_written_down_once_more():
    taken = {
        name
        for name, parameter in PACK.parameters.items()
        if any(each.row.startswith("OB-") for each in parameter.values)
    }
    assert taken <= set(BY_ROW)


@pytest.mark.parametrize("name", PACK.parameters)
def test_a_parameter_has_a_source_a_confidence_and_sorted_days(name):
    parameter = PACK.parameters[name]
    days = [each.valid_from for each in parameter.values]
    assert days == sorted(set(days))
    assert parameter.law
    assert all(each.source and each.confidence for each in parameter.values)


@pytest.mark.parametrize("expectation", PACK.expectations.values(), ids=lambda each: each.id)
def test_an_expectation_names_its_law_and_can_be_read_by_the_citizen(expectation):
    rows = [version.law.row for version in expectation.versions]
    is_law = expectation.kind in (ExpectationKind.DUTY, ExpectationKind.AIM)
    assert not is_law or all(row.startswith("OB-") for row in rows)
    assert all(version.law.source and version.law.confidence for version in expectation.versions)
    assert all(version.citizen is not None for version in expectation.versions)


@pytest.mark.parametrize("expectation", PACK.expectations.values(), ids=lambda each: each.id)
def test_what_is_no_law_says_so(expectation):
    refs = [version.law.ref for version in expectation.versions]
    if expectation.kind in (ExpectationKind.DUTY, ExpectationKind.GRANT):
        assert all("§" in ref for ref in refs)
    if expectation.kind is ExpectationKind.AIM:
        assert all("ikke lov" in ref or "ikke en pligt" in ref for ref in refs)


@pytest.mark.parametrize("expectation", PACK.expectations.values(), ids=lambda each: each.id)
def test_no_rule_about_a_person_reads_origin_or_sex(expectation):
    for version in expectation.versions:
        asked = [leaf for leaf in leaves(version.who) if isinstance(leaf, Age | AttributeIs)]
        assert {leaf.birth_date.id for leaf in asked if isinstance(leaf, Age)} <= {"birth_date"}
        assert not [leaf for leaf in asked if isinstance(leaf, AttributeIs)]
        assert "origin" not in categories_of(expectation, version)


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
    assert unknown == {"residence_basis", "health_need", "health_consent"}


@pytest.mark.parametrize("kind", PACK.kinds.values(), ids=lambda kind: kind.id)
def test_a_plain_fact_of_every_kind_passes_the_check_of_its_kind(kind):
    detail = {name: _example(each) for name, each in kind.details.items() if each.required}
    end = date(2026, 3, 11) if kind.event else None
    assert kind.check(next(iter(kind.states)), date(2026, 3, 10), end, detail) == []


def _example(detail):
    if detail.choices:
        return next(iter(detail.choices))
    return date(2026, 3, 10) if detail.type == "date" else "a text"


def test_the_pack_is_read_once_in_a_process():
    assert packs.national_pack() is PACK
