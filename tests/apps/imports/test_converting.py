"""One row at a time: wide, long, event log; and every way in which a row can be wrong."""

from datetime import date
from pathlib import Path

import pytest
from tests.apps.imports.support import DAY, a_csv, a_mapping

from tovholder.engine.history import Precision
from tovholder.people.imports.converting import Converted, Converter
from tovholder.people.imports.drafts import Draft, RowFacts, loaded
from tovholder.people.imports.files import assign_files
from tovholder.people.imports.reading import opened

HEAD = """tovholder_mapping: 1
source: other-system
options: {delimiter: ";", decimal: ",", dates: [dd-mm-yyyy, mm-yyyy, yyyy], empty: ["-"]}
tables:
  rows:
    files: ["*"]
    person: {key: Sag, cpr: CPR}
"""


def converted(folder: Path, table: str, *lines: str) -> list[Converted]:
    path = a_csv(folder, *lines)
    (file,) = assign_files(a_mapping(HEAD + table), [path])
    with opened(file, advance=lambda _amount: None) as content:
        converter = Converter(file, content, today=DAY)
        return [converter.convert(row) for row in content.rows]


def facts_of(each: Converted) -> RowFacts:
    assert each.facts is not None, [problem.code for problem in each.problems]
    return each.facts


def codes_of(each: Converted) -> list[tuple[str, str]]:
    return [(problem.code, problem.column) for problem in each.problems]


WIDE = """    attributes: {given_name: Navn, birth_date: Født}
    episodes:
      - {kind: responsibility, state: taken_over, start: Overtaget}
      - {kind: contract, state: signed, start: Kontrakt}
"""
WIDE_HEADER = "Sag;CPR;Navn;Født;Overtaget;Kontrakt"


def test_a_wide_row_gives_attributes_and_several_facts(scratch: Path) -> None:
    row = "A1;290236-4458;Amal ;05-1990;01-03-2020;15-03-2020"
    (each,) = converted(scratch, WIDE, WIDE_HEADER, row)
    facts = facts_of(each)
    assert (facts.key, facts.cpr) == ("A1", "2902364458")
    assert facts.attributes == {"given_name": "Amal", "birth_date": "1990-05"}
    assert [(draft.kind, draft.start) for draft in facts.drafts] == [
        ("responsibility", date(2020, 3, 1)), ("contract", date(2020, 3, 15)),
    ]  # fmt: skip
    assert codes_of(each) == [("date_is_partial", "Født")]


def test_a_part_of_a_wide_row_that_is_empty_did_not_happen(scratch: Path) -> None:
    (each,) = converted(scratch, WIDE, WIDE_HEADER, "A1;;Amal;;01-03-2020;-")
    assert [draft.kind for draft in facts_of(each).drafts] == ["responsibility"]


def test_a_row_with_one_mistake_stays_out_whole_and_names_them_all(scratch: Path) -> None:
    (each,) = converted(scratch, WIDE, WIDE_HEADER, "A1;123;Amal;;31-02-2020;soon")
    assert each.facts is None
    assert codes_of(each) == [
        ("cpr_unreadable", "CPR"),
        ("date_impossible", "Overtaget"),
        ("date_unreadable", "Kontrakt"),
    ]


LONG = """    only: {Status: {not: [Slettet]}}
    episodes:
      - kind: labour
        state: {column: Type, codes: {JOB: employed, SELV: self_employed}}
        start: Fra
        end: Til
        end_is: inclusive
        detail: {minutes_per_week: {column: Timer, unit: hours}}
"""
LONG_HEADER = "Sag;CPR;Status;Type;Fra;Til;Timer"


def test_a_long_row_gives_one_fact_with_its_last_day(scratch: Path) -> None:
    (each,) = converted(scratch, LONG, LONG_HEADER, "A1;;Aktiv;JOB;01-05-2020;31-05-2020;18,5")
    (draft,) = facts_of(each).drafts
    assert (draft.state, draft.end, draft.detail) == (
        "employed", date(2020, 6, 1), {"minutes_per_week": 1110},
    )  # fmt: skip


def test_rows_that_the_mapping_filters_are_left_out(scratch: Path) -> None:
    (each,) = converted(scratch, LONG, LONG_HEADER, "A1;;Slettet;JOB;01-05-2020;;")
    assert (each.is_left_out, each.facts, each.problems) == (True, None, ())


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("A1;;;XYZ;01-05-2020;;", [("code_unknown", "Type")]),
        ("A1;;;JOB;;;", [("start_missing", "Fra")]),
        ("A1;;;;01-05-2020;;", [("state_missing", "Type")]),
        ("A1;;;JOB;01-05-2020;01-04-2020;", [("end_before_start", "Til")]),
        ("A1;;;JOB;01-05-2020;;200", [("fact_refused", "Timer")]),
        ("A1;;;JOB;01-05-2020;;1.5", [("number_unreadable", "Timer")]),
        (";;;JOB;01-05-2020;;", [("key_missing", "Sag")]),
        ("A1;;;;;;", [("row_says_nothing", "")]),
        ("A1;;;JOB;01-05-2020;", [("row_wrong_length", "")]),
        ("A1;;;JOB;01-05-2020;;\x01", [("row_unreadable", "Timer")]),
        ("A" * 121 + ";;;JOB;01-05-2020;;", [("key_too_long", "Sag")]),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(
    scratch: Path, row: str, codes: list[tuple[str, str]]
) -> None:
    (each,) = converted(scratch, LONG, LONG_HEADER, row)
    assert each.facts is None
    assert codes_of(each) == codes


def test_a_future_day_is_pointed_out(scratch: Path) -> None:
    (each,) = converted(scratch, LONG, LONG_HEADER, "A1;;;JOB;01-05-2090;;")
    assert codes_of(each) == [("date_in_future", "Fra")]


LOG = """    episodes:
      - what:
          column: Hændelse
          codes: {Møde: follow_up/held, Henvist: danish_referral/referred}
          unknown: {map_to: follow_up/held}
        start: Dag
        detail: {form: {column: Form, codes: {T: phone}}}
"""


def test_an_event_log_gives_one_fact_for_each_row(scratch: Path) -> None:
    header = "Sag;CPR;Hændelse;Dag;Form"
    rows = ("A1;;Møde;01-05-2020;T", "A1;;Henvist;05-2020;T", "A1;;Kaffe;2021;")
    found = converted(scratch, LOG, header, *rows)
    kinds = [draft.kind for each in found for draft in facts_of(each).drafts]
    assert kinds == ["follow_up", "danish_referral", "follow_up"]
    assert codes_of(found[1]) == [("detail_not_kept", "Form"), ("date_is_partial", "Dag")]
    assert codes_of(found[2]) == [("code_mapped", "Hændelse"), ("date_is_partial", "Dag")]
    assert facts_of(found[1]).drafts[0].start_precision is Precision.MONTH


DISTANCE = """    episodes:
      - kind: leave
        state: illness
        start: {origin: 2000-01-01, plus: Dag, unit: days, fraction: floor}
        end: {origin: start, plus: Uger, unit: weeks}
        end_is: exclusive
"""


def test_a_day_can_be_a_distance_from_a_day_that_the_mapping_states(scratch: Path) -> None:
    (each,) = converted(scratch, DISTANCE, "Sag;CPR;Dag;Uger", "A1;;4,5;2")
    (draft,) = facts_of(each).drafts
    assert (draft.start, draft.end) == (date(2000, 1, 5), date(2000, 1, 19))
    assert codes_of(each) == [("day_floored", "Dag")]


def test_a_week_can_be_a_whole_period(scratch: Path) -> None:
    table = """    episodes:
      - kind: benefit
        state: cash_benefit
        period: {column: Uge, dates: [yyyyww]}
"""
    (each,) = converted(scratch, table, "Sag;CPR;Uge", "A1;;202053")
    (draft,) = facts_of(each).drafts
    assert (draft.start, draft.end) == (date(2020, 12, 28), date(2021, 1, 4))


def test_facts_that_the_mapping_may_leave_out_are_left_out_with_a_warning(scratch: Path) -> None:
    table = (
        WIDE
        + """      - kind: leave
        state: {column: Orlov, codes: {B: parental}}
        start: Fra
        end: Til
        end_is: inclusive
        no_start: skip
        end_before_start: leave_out
"""
    )
    rows = ("A1;;Amal;;01-03-2020;;B;;", "A2;;Hiba;;01-03-2020;;B;05-2020;04-2020")
    found = converted(scratch, table, WIDE_HEADER + ";Orlov;Fra;Til", *rows)
    assert [[draft.kind for draft in facts_of(each).drafts] for each in found] == [
        ["responsibility"], ["responsibility"],
    ]  # fmt: skip
    assert codes_of(found[0]) == [("left_out_no_start", "Fra")]
    assert codes_of(found[1])[-1] == ("left_out_end_before_start", "Til")


def test_what_is_agreed_for_later_is_planned(scratch: Path) -> None:
    table = """    episodes:
      - {kind: follow_up, state: held, start: Dag, planned: if_future}
"""
    rows = ("A1;;01-05-2090", "A1;;01-05-2020")
    found = converted(scratch, table, "Sag;CPR;Dag", *rows)
    assert [facts_of(each).drafts[0].is_planned for each in found] == [True, False]
    assert codes_of(found[0]) == []


def test_letters_read_with_the_wrong_encoding_are_pointed_out(scratch: Path) -> None:
    (each,) = converted(scratch, WIDE, WIDE_HEADER, "A1;;SÃ¸ren;;01-03-2020;")
    assert codes_of(each) == [("letters_broken", "Navn")]


def test_a_fact_survives_the_file_it_waits_in() -> None:
    draft = Draft(
        2, "labour", "employed", date(2020, 1, 1), None, Precision.MONTH, Precision.DAY,
        {"company": "Åse & Ø"}, "H1", "7", True,
    )  # fmt: skip
    row = RowFacts(1, 2, 3, "A1", "2902364458", {"given_name": "Åse"}, (draft,))
    assert loaded(row.dumped()) == row
