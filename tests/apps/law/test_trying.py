"""A definition tried on an invented person: at once, without storing anything."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.apps.law.builders import DUTY
from tests.builders import OURS, Town, a_town, signed_in

from tovholder.engine.person import evaluate
from tovholder.law.forms.drafts import scenario_draft
from tovholder.law.forms.trying import TryForm, attributes_read, kinds_read
from tovholder.law.pages.scenarios import scenarios_of
from tovholder.law.trying import AFTER, BEFORE, tried, with_occurrences
from tovholder.rules.packs import national_pack
from tovholder.rules.trials import only_needed

ADDRESS = f"/law/{DUTY}/try/"
TAKEN_OVER = {
    "f0-kind": "responsibility", "f0-lineage": "here", "f0-state": "taken_over",
    "f0-start": "2018-03-01", "f0-last": "", "f1-kind": "residence_basis", "f1-lineage": "basis",
    "f1-state": "refugee", "f1-start": "2018-03-01", "f1-last": "", "a-birth_date": "1990-05-05",
}  # fmt: skip


@pytest.fixture
def town(db) -> Town:
    return a_town()


def posted(town: Town, headers: dict[str, str] | None = None, **texts: str) -> str:
    fields = {"on": "2018-03-20", "rows": "2"} | TAKEN_OVER | texts
    answer = signed_in(town.ada).post(ADDRESS, fields, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_answer_follows_from_what_is_typed(town):
    text = posted(town)
    assert "1 Apr 2018" in text
    assert "2 Apr 2018" in text  # from which on it is overdue
    assert "Overdue" in text


def test_a_button_moves_a_date_and_what_follows_moves_with_it(town):
    text = posted(town, do="0:month-later")
    assert 'value="2018-04-01"' in text
    assert "1 May 2018" in text
    assert 'value="2018-03-21"' in posted(town, do="on:day-later")


def test_facts_are_added_and_removed(town):
    added = posted(town, do="add", adding="contract")
    assert 'name="f2-kind" value="contract"' in added
    removed = posted(town, do="1:remove")
    assert "f1-kind" not in removed


def test_a_fact_of_a_kind_that_is_not_read_is_left_out(town):
    assert "f2-kind" not in posted(town, do="add", adding="association_membership")
    assert "f0-kind" in posted(town, **{"f1-kind": "unheard_of"})


def test_what_cannot_be_read_is_said_at_its_field(town):
    text = posted(town, **{"f0-start": "soon"})
    assert "Something cannot be read" in text
    late = posted(town, **{"f1-last": "2018-01-01"})
    assert "The last day lies before the first" in late


@pytest.mark.parametrize("typed", ["", "-1", "999", "many"])
def test_a_form_that_somebody_tampered_with_is_answered_calmly(town, typed):
    posted(town, rows=typed, do="7:remove")
    posted(town, do="x:y:z", adding="unheard_of")


def test_only_the_part_that_changes_is_sent_to_htmx(town):
    whole, part = posted(town), posted(town, headers={"HX-Target": "outcome", "HX-Request": "true"})
    assert "<h1>" in whole
    assert "<h1>" not in part
    assert 'id="outcome"' in part


def test_nothing_is_stored_and_nobody_is_logged(town, django_capture_on_commit_callbacks):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(town.ada)
    with CaptureQueriesContext(connection) as captured:
        client.post(ADDRESS, {"on": "2018-03-20", "rows": "2"} | TAKEN_OVER)
    assert not [each for each in captured if each["sql"].startswith(("INSERT", "UPDATE"))]


def test_every_definition_can_be_tried_from_nothing_and_from_its_first_scenario(town):
    client = signed_in(town.ada)
    for name in national_pack().expectations:
        for number in (0, 1):
            text = client.get(f"/law/{name}/try/?scenario={number}").content.decode()
            assert "How it moves" in text, (name, number)


@pytest.mark.parametrize("name", list(national_pack().expectations))
def test_every_scenario_can_be_typed_into_the_form(name):
    pack = national_pack()
    expectation = pack.expectations[name]
    names = [each.id for each in attributes_read(expectation, pack)]
    kinds = {kind.id for kind in kinds_read(expectation, pack)}
    for scenario in scenarios_of(name):
        draft = scenario_draft(scenario, pack, attributes=names)
        known = replace(draft, rows=tuple(row for row in draft.rows if row["kind"] in kinds))
        form = TryForm(known, expectation=expectation, pack=pack)
        assert form.is_valid(), [row.errors for row in form.rows]


def test_the_days_on_which_it_moves_are_those_found_day_by_day():
    pack = national_pack()
    expectation, needed = pack.expectations[DUTY], only_needed(pack, DUTY)
    names = [each.id for each in attributes_read(expectation, pack)]
    for scenario in scenarios_of(DUTY):
        form = TryForm(
            scenario_draft(scenario, pack, attributes=names), expectation=expectation, pack=pack
        )
        assert form.is_valid()
        person = with_occurrences(form.invented(OURS), DUTY, needed)
        moves = tried(person, DUTY, pack).moves
        last = max(each.first for each in moves)
        for offset in range((BEFORE + AFTER).days):
            day = person.on - BEFORE + timedelta(days=offset)
            if day <= last:
                meant = [each for each in moves if each.first <= day][-1]
                assert said(meant.standings) == said(standings(person, needed, day)), day


def standings(person, pack, day: date):
    found = evaluate(person.history(), pack, on=day)
    return [each for each in found if each.expectation == DUTY]


def said(found) -> list[tuple[str, date | None]]:
    return [(each.state.value, each.due_date) for each in found]


def test_the_form_offers_the_kinds_that_the_definition_reads_and_no_other():
    pack = national_pack()
    offered = {kind.id for kind in kinds_read(pack.expectations[DUTY], pack)}
    assert {"responsibility", "residence_basis", "contract", "waiver"} <= offered
    assert len(offered) < len(pack.kinds)
