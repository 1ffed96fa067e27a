"""One person's rows together: duplicates, overlaps, sources that disagree, keys that last."""

from datetime import date

import pytest
from tests.apps.imports.support import a_mapping

from tovholder.engine.history import Precision
from tovholder.people.imports.drafts import Draft, RowFacts
from tovholder.people.imports.settling.group import Group, Settings, Settled
from tovholder.rules.packs import national_pack

MAPPING = """tovholder_mapping: 1
source: other-system
rank: [register]
tables:
  cases:
    files: ["c*"]
    person: {key: Sag}
    episodes:
      - {kind: residence_basis, state: refugee, start: Fra, until_next: true}
      - {kind: contract, state: signed, start: Fra, key: Id}
      - {kind: labour, state: employed, start: Fra}
  register:
    files: ["r*"]
    person: {key: Sag, unknown: reject}
    episodes:
      - {kind: residence_basis, state: refugee, start: Fra}
"""
CASES, REGISTER = 0, 1
RESIDENCE, CONTRACT, LABOUR = 0, 1, 2
KINDS = ("residence_basis", "contract", "labour")


def settings() -> Settings:
    return Settings(a_mapping(MAPPING), national_pack().kinds, ["cases.csv", "register.csv"])


def a_draft(
    rule: int,
    start: date,
    end: date | None = None,
    *,
    state: str = "",
    company: str = "",
    key: str = "",
    known: tuple[str, str] = ("day", "day"),
) -> Draft:
    state = state or {RESIDENCE: "refugee", CONTRACT: "signed", LABOUR: "employed"}[rule]
    first, last = (Precision(each) for each in known)
    detail: dict[str, object] = {"company": company} if company else {}
    return Draft(rule, KINDS[rule], state, start, end, first, last, detail, "", key)


def a_row(line: int, *drafts: Draft, table: int = CASES, **attributes: object) -> RowFacts:
    cpr = str(attributes.pop("cpr", ""))
    return RowFacts(table, table, line, "A1", cpr, attributes, drafts)


def settled(*rows: RowFacts, is_known: bool = False) -> Settled:
    return Group(rows, settings()).settle(is_known=is_known)


def codes_of(found: Settled) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for _place, problem in found.problems]


MAY, JUNE, JULY = date(2020, 5, 1), date(2020, 6, 1), date(2020, 7, 1)


def test_the_same_row_twice_is_one_fact() -> None:
    found = settled(a_row(2, a_draft(LABOUR, MAY)), a_row(3, a_draft(LABOUR, MAY)))
    assert len(found.facts) == 1
    assert codes_of(found) == [(3, "duplicate")]
    assert not found.rejected


def test_almost_the_same_row_is_pointed_out_and_kept() -> None:
    found = settled(a_row(2, a_draft(LABOUR, MAY)), a_row(3, a_draft(LABOUR, date(2020, 5, 3))))
    assert len(found.facts) == 2
    assert codes_of(found) == [(3, "near_duplicate")]


def test_two_states_at_a_time_are_refused_where_a_person_has_one() -> None:
    rows = (a_row(2, a_draft(RESIDENCE, MAY, JULY)), a_row(3, a_draft(RESIDENCE, JUNE, JULY)))
    found = settled(*rows)
    assert found.rejected == {1}
    assert codes_of(found) == [(3, "overlap")]
    assert [fact.draft.start for fact in found.facts] == [MAY]


def test_an_open_state_lasts_until_the_next_one_where_the_mapping_says_so() -> None:
    rows = (a_row(2, a_draft(RESIDENCE, JUNE)), a_row(3, a_draft(RESIDENCE, MAY, state="other")))
    found = settled(*rows)
    assert [(fact.draft.start, fact.draft.end) for fact in found.facts] == [
        (MAY, JUNE), (JUNE, None),
    ]  # fmt: skip
    assert [fact.ends_previous for fact in found.facts] == [True, False]


def test_the_source_that_goes_first_keeps_its_days() -> None:
    rows = (
        a_row(2, a_draft(RESIDENCE, MAY, JULY)),
        a_row(9, a_draft(RESIDENCE, JUNE, JULY, state="other"), table=REGISTER),
    )
    found = settled(*rows)
    assert [(fact.draft.state, fact.draft.start, fact.draft.end) for fact in found.facts] == [
        ("refugee", MAY, JUNE), ("other", JUNE, JULY),
    ]  # fmt: skip
    assert codes_of(found) == [(2, "outranked")]


def test_what_is_known_to_the_month_makes_room_for_its_neighbour() -> None:
    until_may = a_draft(RESIDENCE, date(2020, 1, 1), date(2020, 5, 2), known=("day", "month"))
    from_may = a_draft(RESIDENCE, MAY, state="other", known=("month", "day"))
    found = settled(a_row(2, until_may), a_row(3, from_may))
    assert [(fact.draft.start, fact.draft.end) for fact in found.facts] == [
        (date(2020, 1, 1), MAY), (MAY, None),
    ]  # fmt: skip
    assert codes_of(found) == [(3, "date_made_room")]


def test_a_table_that_may_not_create_persons_needs_them_known() -> None:
    row = a_row(2, a_draft(RESIDENCE, MAY), table=REGISTER)
    assert codes_of(settled(row)) == [(2, "person_unknown")]
    assert not settled(row, is_known=True).rejected
    assert not settled(row, a_row(3, given_name="Amal")).rejected


def test_the_weightier_and_then_the_later_word_on_an_attribute_counts() -> None:
    found = settled(
        a_row(2, table=REGISTER, given_name="Amal"), a_row(3, given_name="Hiba"),
        a_row(4, given_name="Rana"),
    )  # fmt: skip
    assert found.attributes["given_name"] == ("Amal", 0)
    assert codes_of(found) == [(3, "attribute_differs"), (4, "attribute_differs")]


def test_a_person_under_two_cpr_numbers_is_pointed_out() -> None:
    found = settled(a_row(2, cpr="2902364458"), a_row(3, cpr="0107344063"))
    assert found.attributes["cpr"] == ("0107344063", 1)
    assert codes_of(found) == [(2, "several_cprs")]


def test_one_key_with_two_meanings_is_refused() -> None:
    rows = (a_row(2, a_draft(CONTRACT, MAY, key="7")), a_row(3, a_draft(CONTRACT, JUNE, key="7")))
    assert codes_of(settled(*rows)) == [(3, "key_repeated")]


def test_a_row_stays_out_whole_and_the_others_are_looked_at_again() -> None:
    first = a_row(2, a_draft(RESIDENCE, MAY, JULY))
    both = a_row(3, a_draft(RESIDENCE, JUNE, JULY), a_draft(CONTRACT, MAY))
    found = settled(first, both, a_row(4, a_draft(CONTRACT, MAY)))
    assert found.rejected == {1}
    assert [(fact.draft.kind, fact.row) for fact in found.facts] == [
        ("residence_basis", 0), ("contract", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("is_turned", [False, True])
def test_keys_do_not_depend_on_the_order_of_the_rows(is_turned: bool) -> None:
    drafts = [a_draft(LABOUR, MAY, company=name) for name in ("Åby", "Bo", "Cy")]
    rows = [a_row(line, draft) for line, draft in enumerate(drafts)]
    found = settled(*(rows[::-1] if is_turned else rows))
    keys = {str(fact.draft.detail["company"]): fact.key for fact in found.facts}
    straight = {str(fact.draft.detail["company"]): fact.key for fact in settled(*rows).facts}
    assert keys == straight
    assert len(set(keys.values())) == 3


def test_the_key_of_a_state_outlives_its_end_and_its_code() -> None:
    (before,) = settled(a_row(2, a_draft(RESIDENCE, MAY))).facts
    (after,) = settled(a_row(2, a_draft(RESIDENCE, MAY, JULY, state="other"))).facts
    assert before.key == after.key
