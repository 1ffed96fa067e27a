"""Every mistake in a definition is named with file, line, field, what was met and the way out."""

import pytest
from tests.engine.builders import FILES, LAW, a_pack, sources, within

from tovholder.engine.language import LanguageError, LanguageErrors, load_pack


def errors_of(written):
    with pytest.raises(LanguageErrors) as refused:
        load_pack(written)
    return refused.value.errors


def the_error(**changes):
    return errors_of(sources(**changes))[0]


def versions(*periods):
    return [{"valid": list(period), "law": LAW, "within": "P1M"} for period in periods]


def test_an_error_reads_as_a_sentence_with_its_place():
    error = the_error(what={"kind": "vist", "state": "paid"})
    assert str(error) == (
        "expectations/visit-soon.yaml, line 7, field what.kind: met “vist”. Accepted: basis, care, "
        "course, death, leave, need, visit, waiver. Did you mean “visit”?"
    )
    assert (error.file, error.line, error.field) == (
        "expectations/visit-soon.yaml", 7, "what.kind",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"waht": {}}, "waht", "Did you mean “what”?"),
        ({"match": {"detail.course": "from.course"}}, "match.detail.course", "does not have"),
        ({"repeat": {"every": "P12M"}}, "repeat", "no “from”"),
        ({"who": None}, "", "met no “who”"),
        ({"who": "adlt"}, "who", "Did you mean “adult”?"),
        ({"who": {"kind": "care", "state": "givn"}}, "who.state", "Did you mean “given”?"),
        ({"who": {"all": ["adult"], "any": ["adult"]}}, "who", "exactly one of"),
        ({"who": {"holds": 1}}, "who.holds", "Accepted: age, all, any"),
        ({"who": ["adult"]}, "who", "met a list of 1"),
        ({"who": {"age": {}}}, "who.age", "at_least, at_most or both"),
        ({"who": {"age": {"at_least": "18"}}}, "who.age.at_least", "a whole number"),
        ({"who": {"age": {"at_least": 18, "at_most": 17}}}, "who.age.at_most", "at least 18"),
        ({"who_at": "daily"}, "who_at", "Accepted: each_day, start"),
        ({"from": {"kind": "visit", "at": "end"}}, "from.at", "An event has one day and no end"),
        ({"from": {"kind": "care", "take": "some"}}, "from.take", "Accepted: each, first, last"),
        ({"from": {"hold": "adlt"}}, "from.hold", "Did you mean “adult”?"),
        ({"evidence": "P3M after"}, "evidence", "Accepted: start, ever"),
        ({"evidence": "3 months before"}, "evidence", "Did you mean “P3M before”?"),
        ({"count": {"at_least": 0}}, "count.at_least", "a whole number, at least 1"),
        ({"count": {"at_least": 4, "spread": "P6W"}}, "count.spread", "a duration up to P10D"),
        ({"count": {"at_least": "$limit"}}, "count.at_least", "whose unit is duration"),
        ({"versions": within("$visits_needed")}, "versions.1.within", "whose unit is count"),
        ({"versions": within("$limmit")}, "versions.1.within", "Did you mean “$limit”?"),
        ({"versions": within("a month")}, "versions.1.within", "a duration such as P1M"),
        ({"versions": within({"aim": "P14D"})}, "versions.1.within", "no “at_latest”"),
        ({"remind": ["P14D", 3]}, "remind.2", "met “3”"),
        ({"pauses": [{"kind": "leave", "at": "end"}]}, "pauses.1.at", "Accepted: kind, state"),
        ({"stops": [{"kind": "leaves"}]}, "stops.1.kind", "Did you mean “leave”?"),
        ({"owner": "offices"}, "owner", "Did you mean “office”?"),
        ({"kind": "duties"}, "kind", "Accepted: aim, duty, grant, step"),
        ({"id": "visit-late"}, "id", "Accepted: visit-soon"),
        ({"waivable": {"by": ["A leader"]}}, "waivable.by.1", "small letters"),
        ({"citizen": "Kom snart"}, "citizen", "fields, each on its own line"),
    ],
)
def test_a_mistake_in_an_expectation_is_named(changes, field, message):
    error = the_error(**changes)
    assert error.field == field
    assert message in str(error)


@pytest.mark.parametrize(
    ("periods", "field", "message"),
    [
        ([["2020-01-01", None], ["2022-01-01", None]], "versions.2.valid", "until any later day"),
        (
            [["2020-01-01", "2022-01-01"], ["2022-01-01", None]],
            "versions.2.valid",
            "met “2022-01-01”, while the version before is valid until 2022-01-01",
        ),
        (
            [["2020-01-01", "2021-12-30"], ["2022-01-01", None]],
            "versions.2.valid",
            "leaves a gap after 2021-12-30. Accepted: 2021-12-31",
        ),
        ([["2020-01-01", "2019-12-31"]], "versions.1.valid.2", "a day on or after 2020-01-01"),
        ([["2020-01-01"]], "versions.1.valid", "the first and the last day"),
        ([["2020-13-01", None]], "versions.1.valid.1", "a day that exists"),
    ],
)
def test_versions_follow_each_other_without_overlap_or_gap(periods, field, message):
    error = the_error(versions=versions(*periods))
    assert error.field == field
    assert message in str(error)


def test_a_parameter_needs_a_value_from_the_first_day_of_the_version():
    early = [{"valid": ["1899-01-01", None], "law": LAW, "within": "$limit"}]
    message = str(the_error(versions=early))
    assert "“$limit”, which has no value from 1899-01-01 until 1900-01-01" in message
    counted = the_error(
        versions=versions(["1899-01-01", None]), count={"at_least": "$visits_needed"}
    )
    assert counted.field == "count.at_least"


def test_all_mistakes_of_a_file_are_told_at_once_and_each_once():
    versions = [
        {"valid": ["2020-01-01", "2020-12-31"], "law": LAW},
        {"valid": ["2021-01-01", None], "law": LAW},
    ]
    wrong = {"what": {"kind": "x"}, "owner": "x", "remind": ["x"], "colour": "red", "shape": 1}
    found = errors_of(sources(**wrong, versions=versions))
    assert {error.field for error in found} == {"colour", "shape", "what.kind", "owner", "remind.1"}
    assert len(found) == 5


@pytest.mark.parametrize(
    ("file", "text", "line", "message"),
    [
        ("kinds.yaml", "care: {label", 1, "something that is not YAML"),
        ("kinds.yaml", "", None, "an empty file"),
        ("kinds.yaml", "- care", 1, "met a list of 1"),
        ("kinds.yaml", "a: {}\nb: {}\na: {}", 3, "“a” a second time"),
        ("kinds.yaml", "care: {}", 1, "no “label”"),
        ("kind.yaml", "a: 1", None, "Did you mean “kinds.yaml”?"),
        ("owners.yaml", "office: {da: 2026-02-30, en: x}", 1, "a day that exists"),
        ("owners.yaml", "office:", 1, "met nothing"),
        (
            "attributes.yaml",
            "a: {type: choice, label: {da: a, en: a}, category: case}",
            1,
            "`choices`",
        ),
        (
            "attributes.yaml",
            "a: {type: text, label: {da: a, en: a}, category: cases}",
            1,
            "“case”?",
        ),
        ("predicates.yaml", "adult: {label: {da: a, en: a}, holds: adult}", 1, "adult → adult"),
    ],
)
def test_a_mistake_in_another_file_is_named(file, text, line, message):
    error = errors_of({**FILES, file: text})[0]
    assert (error.file, error.line) == (file, line)
    assert message in str(error)


def test_names_that_go_in_a_circle_are_shown():
    label = "label: {da: a, en: a}"
    text = f"a: {{{label}, holds: b}}\nb: {{{label}, holds: {{not: a}}}}"
    message = str(errors_of({**FILES, "predicates.yaml": text})[0])
    assert "a circle of names: a → b → a" in message


@pytest.mark.parametrize(
    ("amounts", "message"),
    [
        ("{from: 2020-01-01, value: 4, source: a, confidence: b}", "a duration such as P1M"),
        ("{from: 2020-01-01, source: a, confidence: b}", "no “value”"),
        ("{from: soon, value: P1M, source: a, confidence: b}", "a day such as"),
        (
            "{from: 2020-01-01, value: P1M, source: a, confidence: b}, "
            "{from: 2020-01-01, value: P2M, source: a, confidence: b}",
            "a day after 2020-01-01",
        ),
    ],
)
def test_a_parameter_has_unit_source_and_days_in_order(amounts, message):
    text = f"p: {{description: {{da: a, en: a}}, unit: duration, law: a, values: [{amounts}]}}"
    assert message in str(errors_of({**FILES, "parameters.yaml": text})[0])


def test_age_can_only_be_asked_where_a_birth_date_is_declared():
    other = "born: {type: date, label: {da: a, en: a}, category: case}"
    error = errors_of({**FILES, "attributes.yaml": other})[0]
    assert "met “birth_date”. Accepted: born" in str(error)


def test_what_can_be_waived_needs_a_kind_for_waivers():
    text = FILES["kinds.yaml"][: FILES["kinds.yaml"].index("waiver:")]
    (error,) = errors_of({**sources(), "kinds.yaml": text})
    assert "a kind “waiver” in kinds.yaml" in str(error)


def test_an_error_without_a_line_or_accepted_words_is_still_a_sentence():
    assert str(LanguageError("a folder", None, "", "nothing", ())) == "a folder: met nothing."


def test_a_number_where_a_text_is_meant_is_read_as_text_and_a_list_is_no_word():
    text = FILES["owners.yaml"].replace("Kontoret", "115")
    assert load_pack({"owners.yaml": text}).owners["office"].da == "115"
    assert "met a list of 2. Accepted: each_day, start" in str(the_error(who_at=["start", "start"]))


def test_the_pack_that_the_other_tests_use_has_no_mistakes():
    assert list(a_pack().expectations) == ["visit-soon"]
