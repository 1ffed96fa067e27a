"""A rule pack whose parts do not fit together: every mistake is named with place and way out."""

import pytest
from tests.engine.builders import as_yaml
from tests.engine.grammar import (
    FILES,
    KINDS,
    LAW,
    PREDICATES,
    SUSPENSIONS,
    TALK,
    an_expectation,
    refusals,
    texts,
)

from tovholder.engine.language import LanguageErrors, load_pack

AMOUNT = "p: {description: {da: a, en: a}, unit: UNIT, law: a, values: [VALUES]}"
DATED = "{from: 2000-01-01, value: VALUE, source: a, confidence: a}"


def the_mistake(sources):
    (error,) = refusals(sources)
    return str(error)


def a_file(name, text):
    return {**texts(TALK), name: text}


def called(name, **changes):
    return an_expectation(id=name, **changes)


FILES_REFUSED = [
    ("kind.yaml", "a: 1", "kind.yaml: met “kind.yaml”. Accepted: attributes.yaml, categories"),
    ("owners/town.yaml", "a: 1", "owners/town.yaml: met “owners/town.yaml”."),
    ("deep/kinds/a.yaml", "a: 1", "deep/kinds/a.yaml: met “deep/kinds/a.yaml”."),
    ("kinds.yml", "a: 1", "kinds.yml: met “kinds.yml”."),
    ("kinds/a.yaml", "work: {label: {da: a, en: a}}", "It stands already in kinds.yaml, line 8"),
    ("parameters/a.yaml", "limit: 1", "“limit” a second time. Accepted: each name once."),
    ("predicates/a.yaml", "adult: 1", "predicates/a.yaml, line 1, field adult: met “adult”"),
    ("kinds/a.yaml", "Fine: {}", "the name “Fine”. Accepted: small letters, digits, - and _."),
    ("kinds/a.yaml", "- fine", "kinds/a.yaml, line 1: met a list of 1. Accepted: fields"),
    ("kinds/a.yaml", "a: &a\n  b: *a", "line 2, field a.b: met an alias of what it stands in."),
    ("kinds/a.yaml", "a: \x07", "kinds/a.yaml: met something that is not YAML"),
    ("kinds/a.yaml", "a: !!python/none x", "line 1, field a: met “x”. Accepted: a text, a number"),
    (
        "kinds/a.yaml",
        "a: 1\nb: 2\na: 3",
        "line 3, field a: met “a” a second time. Accepted: each field once. It",
    ),
]


@pytest.mark.parametrize(("name", "text", "message"), FILES_REFUSED)
def test_a_mistake_in_a_file_is_named(name, text, message):
    assert message in the_mistake(a_file(name, text))


PACK_REFUSED = [
    (
        "languages: [da, Danish]",
        "field languages.2: met “Danish”. Accepted: the code of a language",
    ),
    ("languages: [da, da]", "field languages.2: met “da”. Accepted: each word once."),
    ("languages: []", "field languages: met a list of 0. Accepted: at least one word."),
    ("title: Prøve", "field title: met “Prøve”. Accepted: fields"),
    (
        "titel: 1",
        "field titel: met “titel”. Accepted: calendar, languages, title. Did you mean “ti",
    ),
    ("calendar: {weekend: [lørdag]}", "field calendar.weekend.1: met “lørdag”. Accepted: friday"),
    (
        "calendar: {weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]}",
        "Accepted: six days at most. Some day must be a working day.",
    ),
    ("calendar: {closed_days: [soon]}", "field calendar.closed_days.1: met “soon”."),
    ("calendar: {holidays: QQ}", "met “QQ”. Accepted: the code of a country whose holidays are"),
    ("calendar: {closed: 1}", "Did you mean “closed_days”?"),
]


@pytest.mark.parametrize(("text", "message"), PACK_REFUSED)
def test_a_mistake_in_what_a_pack_says_about_itself_is_named(text, message):
    assert message in the_mistake(a_file("pack.yaml", text))


def test_holidays_are_refused_where_nobody_knows_them():
    with pytest.raises(LanguageErrors, match="write the days under `closed_days`"):
        load_pack(a_file("pack.yaml", "calendar: {holidays: XX}"))


def test_every_label_has_the_languages_of_the_pack_and_no_other():
    found = refusals({"pack.yaml": "languages: [en, nb]", "owners.yaml": "a: {da: b, en: c}"})
    assert [(error.field, error.met, error.suggestion) for error in found] == [
        ("a.da", "“da”", ""),
        ("a", "no “nb”", "Add `nb`."),
    ]


AMOUNTS_REFUSED = [
    ("amount_dkk", "99.061", "an amount in kroner, whole or with two decimals, such as 76500"),
    ("amount_dkk", '"76.500 kr."', "Write digits only, with a point before the decimals."),
    ("amount_dkk", "-1", "an amount in kroner"),
    ("amount_dkk", ".inf", "an amount in kroner"),
    ("amount_dkk", "true", "an amount in kroner"),
    ("count", "2.5", "a whole number, at least 1"),
    ("count", '"4"', "Leave out the quotation marks."),
    ("minutes_per_week", "P1M", "a whole number, at least 1"),
    ("duration", "14", "a duration such as P1M"),
    ("duration", "6 months", "Did you mean “P6M”?"),
    ("kroner", "1", "met “kroner”. Accepted: amount_dkk, count, duration, minutes_per_week."),
]


@pytest.mark.parametrize(("unit", "amount", "message"), AMOUNTS_REFUSED)
def test_a_number_of_the_law_is_written_in_its_unit(unit, amount, message):
    text = AMOUNT.replace("UNIT", unit).replace("VALUES", DATED.replace("VALUE", amount))
    assert message in the_mistake(a_file("parameters/own.yaml", text))


def test_a_parameter_has_at_least_one_value_and_days_in_order():
    text = AMOUNT.replace("UNIT", "count")
    none = the_mistake(a_file("parameters/own.yaml", text.replace("VALUES", "")))
    assert "field p.values: met a list of 0. Accepted: at least one dated value." in none
    one = DATED.replace("VALUE", "1")
    twice = the_mistake(a_file("parameters/own.yaml", text.replace("VALUES", f"{one}, {one}")))
    assert "field p.values.2.from: met “2000-01-01”. Accepted: a day after 2000-01-01." in twice
    assert twice.endswith("Put the values in the order of their days.")


def test_all_mistakes_of_a_parameter_are_told():
    text = "p: {description: a, unit: count, law: {}, values: [{from: x, value: y, source: a}]}"
    found = [error.field for error in refusals(a_file("parameters/own.yaml", text))]
    assert found == ["p.values.1", "p.description", "p.law"]


SUSPENSIONS_REFUSED = [
    ('["4"]', '["5"]', "the chapter “5”, which no version names. Accepted: 4. Write the `chapter`"),
    (
        "[talk]",
        "[tlk]",
        "field storm.expectations.1: met “tlk”. Accepted: talk. Did you mean “talk”?",
    ),
    (
        "2005-02-01",
        "2004-02-01",
        "field storm.until: met “2004-02-01”. Accepted: a day on or after",
    ),
    ("  until: 2005-02-01\n", "", "field storm: met no “until”. Accepted: a line `until: …`."),
    ("law: {ref: § 9, ", "law: {", "field storm.law: met no “ref”."),
    ("until", "til", "field storm: met no “until”"),
]


@pytest.mark.parametrize(("old", "new", "message"), SUSPENSIONS_REFUSED)
def test_a_mistake_in_a_suspension_is_named(old, new, message):
    versions = [{"valid": ["2000-01-01", None], "law": {**LAW, "chapter": 4}}]
    sources = texts(an_expectation(versions=versions))
    found = refusals({**sources, "suspensions.yaml": SUSPENSIONS.replace(old, new)})
    assert message in str(found[-1])


def test_chapters_are_looked_for_only_when_every_expectation_can_be_read():
    sources = texts(called("talk", owner="ofice"), suspensions=SUSPENSIONS)
    assert "field owner: met “ofice”" in the_mistake(sources)


def test_a_suspension_names_chapters_or_expectations():
    text = SUSPENSIONS.replace('  chapters: ["4"]\n  expectations: [talk]\n', "")
    assert "Accepted: `chapters`, `expectations` or both." in the_mistake(
        a_file("suspensions.yaml", text)
    )


def test_a_circle_of_after_is_named_in_its_order():
    pack = [called("a", after=["c"]), called("b", after=["a"]), called("c", after=["b"])]
    assert the_mistake(texts(*pack)) == (
        "expectations/a.yaml, line 9, field after: met a circle: a → c → b → a. "
        "Accepted: an order with a first one. Leave “c” out of `after` here."
    )


def test_what_follows_itself_is_a_circle():
    assert "a circle: talk → talk." in the_mistake(texts(called("talk", after=["talk"])))


def test_an_order_without_a_circle_is_accepted():
    pack = [called("a", after=["b", "c"]), called("b", after=["c"]), called("c")]
    assert refusals(texts(*pack)) == ()


def test_after_and_once_name_expectations_that_exist():
    found = refusals(texts(called("talk", after=["tal"], once={"across": ["tolk"]})))
    assert [(error.field, error.suggestion) for error in found] == [
        ("after.1", "Did you mean “talk”?"),
        ("once.across.1", "Did you mean “talk”?"),
    ]


def test_an_expectation_does_not_name_itself_in_once():
    assert the_mistake(texts(called("talk", once={"across": ["talk"]}))).endswith(
        "met a circle: “talk”, which is this expectation. Accepted: other expectations. "
        "Leave “talk” out: it belongs to its own `once` anyway."
    )


def test_names_in_a_circle_are_told_once_where_the_first_of_them_is_said():
    label = "label: {da: a, en: a}"
    text = f"b: {{{label}, holds: {{not: a}}}}\na: {{{label}, holds: {{all: [b, c]}}}}\n"
    text += f"c: {{{label}, holds: {{age: {{at_least: 1}}}}}}\n"
    assert the_mistake(a_file("predicates/own.yaml", text)) == (
        "predicates/own.yaml, line 1, field b.holds.not: met a circle of names: a → b → a. "
        "Accepted: a predicate not made of itself. Say what “a” means without “b”."
    )


def test_what_is_named_and_could_not_be_read_is_no_second_mistake():
    sources = texts(
        called("talk", who="broken", owner="half", checklist=["bad"], waivable={"by": ["leader"]}),
        called("other", **{"from": {"kind": "work"}}, what={"kind": "visit", "min": "$limit"}),
        called("third", who={"all": [{"sex": "female"}, {"age": {"at_least": 1}}]}, owner="half"),
        predicates__own="broken: {label: {da: a, en: a}, holds: {kind: work}}",
        owners="half: {da: a}",
        checklists="bad: 1",
        kinds=KINDS.replace("category: case", "category: cas"),
        attributes="birth_date: 1\nsex: {}",
    )
    places = {(error.file, error.field) for error in refusals(sources)}
    assert ("owners.yaml", "half") in places
    assert not [place for place in places if place[0] == "expectations/talk.yaml"]
    assert not [place for place in places if place[0] == "expectations/third.yaml"]


def test_a_kind_that_could_not_be_read_is_no_second_mistake():
    spoiled = KINDS.replace("states: {given", "state: {given").replace(
        "granted: {da:", "granted: {"
    )
    sources = texts(
        called("talk", waivable={"by": ["leader"]}),
        kinds=spoiled,
        parameters=FILES["parameters.yaml"].replace("unit: count", "unit: counts"),
        predicates=PREDICATES.replace("18}", "x}"),
    )
    sources["expectations/more.yaml"] = as_yaml(called("more", count={"at_least": "$needed"}))
    assert {error.file for error in refusals(sources)} == {
        "kinds.yaml", "parameters.yaml", "predicates.yaml",
    }  # fmt: skip


def test_an_expectation_that_is_not_yaml_hides_no_other_mistake():
    sources = texts(called("talk", after=["other"]), called("third", owner="x"))
    sources["expectations/other.yaml"] = "id: [other"
    assert [error.file for error in refusals(sources)] == [
        "expectations/other.yaml", "expectations/third.yaml",
    ]  # fmt: skip


WAIVERS_REFUSED = [
    (
        "    ordinal: {type: integer, label: {da: Nummer, en: Number}}\n",
        "",
        "nothing for the detail",
    ),
    ("ordinal: {type: integer", "ordinal: {type: text", "type text for the detail “ordinal” of"),
    ("waiver:", "exemption:", "Accepted: a kind “waiver” in kinds.yaml, or nothing."),
]


@pytest.mark.parametrize(("old", "new", "message"), WAIVERS_REFUSED)
def test_what_can_be_waived_needs_a_kind_that_says_what_is_waived(old, new, message):
    sources = texts(called("talk", waivable={"by": ["leader"]}), kinds=KINDS.replace(old, new))
    assert message in the_mistake(sources)


def test_after_and_once_that_are_no_lists_are_named_once():
    assert "field once: met “other”. Accepted: fields" in the_mistake(
        texts(called("talk", once="other"))
    )
    assert "field once: met no “across”" in the_mistake(texts(called("talk", once={})))


def test_versions_whose_days_cannot_be_read_are_not_compared():
    first = {"valid": ["2000-01-01", "soon"], "law": LAW}
    later = {"valid": ["1999-01-01", None], "law": LAW}
    assert "field versions.1.valid.2: met “soon”" in the_mistake(
        texts(called("talk", versions=[first, later]))
    )


def test_an_expectation_may_name_conditions_made_of_others():
    who = {"all": ["adult", {"any": ["tall", "both"]}]}
    tall = "tall: {label: {da: a, en: a}, holds: {sex: male}}\n"
    tall += "both: {label: {da: a, en: a}, holds: {all: [adult, tall]}}"
    assert refusals(texts(called("talk", who=who), predicates__own=tall)) == ()


def test_a_birthday_needs_an_attribute_for_it():
    sources = texts(
        called("talk", **{"from": {"birthday": 18}}, who={"sex": "male"}),
        attributes=FILES["attributes.yaml"].replace("birth_date:", "born:"),
        predicates="tall: {label: {da: a, en: a}, holds: {sex: male}}",
    )
    assert "field from.birthday: met “birth_date”." in the_mistake(sources)


def test_several_fields_may_be_missing_at_once():
    found = refusals(texts(called("talk", versions=[{"law": {"ref": "§ 1"}}])))
    assert [error.met for error in found] == ["no “valid”"]
    found = refusals(texts(called("talk", versions=[{"valid": ["2000-01-01", None], "law": {}}])))
    assert [error.met for error in found] == ["no “ref”", "no “source”", "no “confidence”"]
