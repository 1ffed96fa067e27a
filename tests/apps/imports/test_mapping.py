"""A mapping that cannot be used says where, what was met, what is accepted, and what is near."""

from datetime import date

import pytest
from tests.apps.imports.support import a_mapping

from tovholder.engine.language.errors import LanguageErrors
from tovholder.people.imports.mapping.parsing import stated_municipality

HEAD = "tovholder_mapping: 1\nsource: other-system\n"
TABLE = """tables:
  rows:
    files: ["*.csv"]
    person: {key: Sag}
    episodes:
      - kind: contract
        state: signed
        start: Dato
"""


def errors_of(text: str) -> str:
    with pytest.raises(LanguageErrors) as refused:
        a_mapping(text)
    return str(refused.value)


def test_the_smallest_mapping_names_source_files_person_and_one_fact() -> None:
    mapping = a_mapping(HEAD + TABLE)
    (table,) = mapping.tables
    assert (mapping.source, table.patterns, table.columns) == (
        "other-system", ("*.csv",), ("Sag", "Dato"),
    )  # fmt: skip


def test_an_unknown_word_is_named_with_its_line_and_the_nearest_one() -> None:
    said = errors_of(HEAD + TABLE.replace("start: Dato", "startt: Dato"))
    assert "mapping.yaml, line 10, field tables.rows.episodes.1.startt: met “startt”" in said
    assert "Did you mean “start”?" in said


def test_an_unknown_kind_and_an_unknown_state_name_those_that_exist() -> None:
    assert "Did you mean “contract”?" in errors_of(HEAD + TABLE.replace("contract", "contrakt"))
    assert "Accepted: signed" in errors_of(HEAD + TABLE.replace("state: signed", "state: sgned"))


def test_every_mistake_of_several_tables_is_told_at_once() -> None:
    second = TABLE.replace("tables:\n", "").replace("rows:", "more:").replace("Dato", "{colum: x}")
    said = errors_of(HEAD + TABLE.replace("contract", "contrakt") + second)
    assert "line 8" in said
    assert "line 17" in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("start: Dato", "start: Dato\n        end: Slut", "no `end`: an event is one day"),
        ("person: {key: Sag}", "person: {}", "`key: <column>`, `cpr: <column>`"),
        ("person: {key: Sag}", "person: {key: Sag, each_row: true}", "both, or `each_row: true`"),
        ("start: Dato", "start: {column: Dato, dates: [ww-yyyy]}", "use `period`"),
        ("start: Dato", "start: {column: Dato, dates: [dd-mm]}", "a year is needed"),
        ("start: Dato", "start: {origin: 2000-01-01}", "`plus: <column>`"),
        ("start: Dato", "start: {column: Dato, constant: 2000}", "one of `column`"),
        ("start: Dato", "period: Dato", "`start`: an event is one day"),
        ("start: Dato", "start: Dato\n        detail: {hours: T}", "met “hours”"),
        ("start: Dato", "start: Dato\n        until_next: true", "exclusive, and only then"),
        ("start: Dato", "start: Dato\n        household: H", "`kind: household`, and only then"),
        ("state: signed", "state: {column: S, unknown: {map_to: signed}}", "together with `codes`"),
        ("source: other-system", "source: Other System", "small letters"),
        ("tovholder_mapping: 1", "tovholder_mapping: 7", "Accepted: 1."),
        ("    person:", "    only: {Sag: yes}\n    person:", "a text in quotes"),
        ("    person:", "    options: {delimiter: ';;'}\n    person:", "one sign in quotes"),
        ("    person:", "    options: {encoding: utf8}\n    person:", "Did you mean “utf-8”?"),
        ("    person:", "    attributes: {cpr: CPR}\n    person:", "`cpr` under `person`"),
        ("    person:", "    attributes: {givn_name: A}\n    person:", "“given_name”"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_a_way_out(before: str, after: str, said: str) -> None:
    assert said in errors_of((HEAD + TABLE).replace(before, after, 1))


def test_an_end_must_say_whether_its_day_still_counts() -> None:
    text = TABLE.replace("contract", "programme").replace("signed", "introduction_programme")
    said = errors_of(HEAD + text.replace("start: Dato", "start: Dato\n        end: Slut"))
    assert "`end_is: inclusive`" in said
    assert "`end_is: exclusive`" in said


def test_a_kind_of_the_municipalitys_own_can_be_declared() -> None:
    kinds = """kinds:
  visit:
    label: {da: Besøg, en: Visit}
    category: case
    event: true
    states: {made: {da: Aflagt, en: Made}}
"""
    text = HEAD + kinds + TABLE.replace("contract", "visit").replace("signed", "made")
    mapping = a_mapping(text)
    assert list(mapping.kinds) == ["visit"]
    assert mapping.definitions["visit"]["id"] == "visit"


def test_an_own_kind_may_not_change_what_a_word_means() -> None:
    kinds = """kinds:
  contract:
    label: {da: Aftale, en: Agreement}
    category: case
    states: {made: {da: Indgået, en: Made}}
"""
    assert "exists already and is defined differently" in errors_of(HEAD + kinds + TABLE)


def test_an_own_kind_needs_a_category_that_exists() -> None:
    kinds = "kinds:\n  visit:\n    label: {da: B, en: V}\n    category: cases\n    states:\n"
    kinds += "      made: {da: A, en: M}\n"
    assert "“case”" in errors_of(HEAD + kinds + TABLE)


def test_two_facts_of_one_kind_in_a_row_need_names() -> None:
    entry = "      - {kind: contract, state: signed, start: Dato 2}\n"
    assert "`name: …`" in errors_of(HEAD + TABLE + entry)
    named = entry.replace("{kind", "{name: second, kind")
    assert len(a_mapping(HEAD + TABLE + named).tables[0].episodes) == 2


def test_codes_keep_the_text_that_stands_in_the_file() -> None:
    text = TABLE.replace("state: signed", "state: {column: S, codes: {yes: signed, 010: signed}}")
    source = a_mapping(HEAD + text).tables[0].episodes[0].state
    assert source is not None
    assert list(source.reader.codes) == ["yes", "010"]  # type: ignore[union-attr]


def test_options_of_a_table_go_before_the_general_ones() -> None:
    own = TABLE.replace("    person:", "    options: {delimiter: tab, header: none}\n    person:")
    table = a_mapping(HEAD + 'options: {delimiter: ";", skip: 2}\n' + own).tables[0]
    assert (table.options.delimiter, table.options.header, table.options.skip) == ("\t", 0, 2)


def test_a_constant_year_stays_a_year() -> None:
    table = a_mapping(HEAD + TABLE.replace("Dato", "{constant: 1981}")).tables[0]
    start = table.episodes[0].start
    assert start is not None
    assert start.constant is not None
    assert (start.constant.first, start.constant.unit) == (date(1981, 1, 1), "year")


def test_the_municipality_can_be_read_before_the_rest() -> None:
    text = HEAD + 'municipality: "751"\n' + TABLE.replace("contract", "not-known-yet")
    assert stated_municipality(text, file="m.yaml") == "751"
    assert stated_municipality(HEAD + TABLE, file="m.yaml") == ""
