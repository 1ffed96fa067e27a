"""Whatever stands in a row, it ends in exactly one bucket, and what stays out has a reason."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some
from tests.apps.imports.support import DAY, a_mapping

from tovholder.people.imports import tallying
from tovholder.people.imports.converting import Converter
from tovholder.people.imports.drafts import RowFacts
from tovholder.people.imports.files import SourceFile
from tovholder.people.imports.importing import Import, NoProgress, Plan
from tovholder.people.imports.reading import Content, SourceRow
from tovholder.people.imports.settling.group import Group, Settings
from tovholder.people.imports.settling.keys import group_key
from tovholder.people.imports.spooling import Spool
from tovholder.people.imports.tallying import FileTally, Tally
from tovholder.rules.packs import national_pack

MAPPING = a_mapping("""tovholder_mapping: 1
source: other-system
options: {dates: [dd-mm-yyyy, mm-yyyy, yyyy, excel], decimal: ",", thousands: "."}
tables:
  rows:
    files: ["*"]
    person: {key: Sag, cpr: CPR}
    only: {Sag: {not: [spring]}}
    attributes: {given_name: Navn, birth_date: Født}
    episodes:
      - kind: benefit
        state: {column: Kode, codes: {A: none, B: cash_benefit}, unknown: {map_to: other}}
        start: Fra
        end: Til
        end_is: inclusive
        detail: {amount_dkk: Beløb}
      - {kind: contract, state: signed, start: Kontrakt}
""")
HEADER = ("Sag", "CPR", "Navn", "Født", "Kode", "Fra", "Til", "Beløb", "Kontrakt")
FILE = SourceFile(0, Path("rows.csv"), MAPPING.tables[0], "utf-8")

cells = some.one_of(
    some.none(),
    some.sampled_from(
        ["", "1", "2", "A", "B", "spring", "01-02-2020", "31-02-2020", "02-2020", "2019", "43193",
         "290236-4458", "1.234,5", "-1", "Åse", "Ã¦", "\x00", " ", "NULL", "01-01-2999"]
    ),
    some.text(max_size=8),
    some.integers(-10, 60_000),
    some.floats(allow_nan=False, allow_infinity=False),
    some.dates(date(1850, 1, 1), date(2100, 1, 1)),
    some.booleans(),
)  # fmt: skip
rows = some.lists(cells, min_size=7, max_size=11)


def converter() -> Converter:
    return Converter(FILE, Content(HEADER, iter(())), today=DAY)


@given(rows)
@settings(deadline=None, max_examples=400)
def test_a_row_is_taken_left_out_or_refused_with_a_reason(drawn: list[object]) -> None:
    found = converter().convert(SourceRow(2, drawn))  # type: ignore[arg-type]
    has_error = any(problem.kind.is_error for problem in found.problems)
    outcomes = (found.facts is not None, found.is_left_out, has_error)
    assert sum(outcomes) == 1
    for problem in found.problems:
        assert problem.message
        assert problem.way_out


@given(some.lists(rows, max_size=12))
@settings(deadline=None, max_examples=60)
def test_rows_in_are_rows_out(drawn: list[list[object]]) -> None:
    plan = Plan(MAPPING, (FILE,), national_pack())
    with Tally() as tally, Spool(run_length=500) as spool:
        tally.files[0] = FileTally("rows.csv", "rows", "utf-8", "")
        importing = Import(plan, tally=tally, progress=NoProgress())
        one = converter()
        for line, cells_of_row in enumerate(drawn, start=2):
            importing.take(FILE, one.convert(SourceRow(line, cells_of_row)), spool)  # type: ignore[arg-type]
        assert tally.totals[tallying.READ] == len(drawn)
        out = tally.totals[tallying.REJECTED] + tally.totals[tallying.LEFT_OUT]
        assert spool.count + out == len(drawn)


def facts_of(drawn: list[list[object]]) -> list[RowFacts]:
    one = converter()
    found = [one.convert(SourceRow(n, each)) for n, each in enumerate(drawn)]  # type: ignore[arg-type]
    return [each.facts for each in found if each.facts is not None]


benefits = some.lists(
    some.tuples(
        some.sampled_from(["A", "B", "Z"]),
        some.sampled_from(["01-01-2020", "15-01-2020", "01-2020", "2020", "01-02-2020"]),
        some.sampled_from(["", "20-01-2020", "01-2020", "02-2020", "2020", "29-02-2020"]),
    ),
    min_size=1,
    max_size=6,
)


@given(benefits)
@settings(deadline=None, max_examples=200)
def test_what_is_settled_never_overlaps_and_every_row_is_placed_once(
    drawn: list[tuple[str, str, str]],
) -> None:
    given_rows = [["1", "", "", "", code, start, end, "", ""] for code, start, end in drawn]
    taken = facts_of(given_rows)
    if not taken:
        return
    assert len({group_key(row) for row in taken}) == 1
    pack = national_pack()
    found = Group(taken, Settings(MAPPING, pack.kinds, ["rows.csv"])).settle(is_known=False)
    periods = sorted((fact.draft.start, fact.draft.end or date.max) for fact in found.facts)
    assert all(one[1] <= other[0] for one, other in pairwise(periods))
    assert {fact.row for fact in found.facts}.isdisjoint(found.rejected)
    assert len({fact.key for fact in found.facts}) == len(found.facts)
