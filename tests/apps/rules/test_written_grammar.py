"""Conditions and days that are written back are read again as the same."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.apps.rules.voice_builders import a_pack, an_expectation

from tovholder.rules.packs import DEFINITIONS, pack_in
from tovholder.rules.voices import grammar

SECOND_COUNTRY = Path(__file__).parent / "second_country" / "definitions"
FOLDERS = {"national": DEFINITIONS, "second country": SECOND_COUNTRY}
BODY = """
id: {id}
title: {{{title}}}
kind: step
versions: [{{valid: [{first}, null], law: {{ref: a, source: b, confidence: quoted}}}}]
who: {who}
from: {start}
what: {what}
owner: {owner}
"""


def written_back(folder: Path, target: Path) -> None:
    """Copy a pack, with each expectation's days and condition written back from what was read."""
    pack = pack_in(folder)
    shutil.copytree(folder, target)
    (target / "suspensions.yaml").unlink(missing_ok=True)  # names chapters, which are left out
    for name, each in pack.expectations.items():
        text = BODY.format(
            id=name,
            title=", ".join(f"{code}: Again" for code in pack.languages),
            who=grammar.as_text(grammar.condition(each.newest.who)),
            start=grammar.as_text(grammar.day(each.start)),
            what=grammar.as_text(grammar.day(each.newest.what)),
            owner=each.owner,
            first=each.newest.valid_from,
        )
        (target / "expectations" / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_what_a_pack_asks_for_comes_back_when_it_is_written_and_read(name, tmp_path):
    written_back(FOLDERS[name], tmp_path / "again")
    again = pack_in(tmp_path / "again").expectations
    for before in pack_in(FOLDERS[name]).expectations.values():
        after = again[before.id]
        assert after.start == before.start
        assert after.newest.who == before.newest.who
        assert after.newest.what == before.newest.what


DAYS = [
    {"kind": "job", "state": ["working"], "where": {"course": "danish"}, "min": "P6M",
     "gap_ok": "P2D", "take": "last", "at": "reached"},
    {"kind": "job", "where": {"minutes_per_week": {"mean_at_least": 1200}}, "min": "P26W"},
    {"kind": "job", "where": {"minutes_per_week": {"at_least": 60, "at_most": 600}}},
    {"kind": "job", "where": {"course": ["one", "two"]}, "take": "each", "at": "end"},
    {"hold": {"any": [{"kind": "job"}, {"had": {"kind": "done"}}]}, "min": "$month"},
    {"last_of": [{"kind": "begun"}, {"plus": "$month", "to": {"birthday": 18}}]},
    {"first_of": [{"kind": "begun"}, {"kind": "job", "sum": "days", "at_least": 5,
                                      "in_last": "P30D", "rearm": "P90D"}]},
    {"kind": "job", "sum": "minutes_per_week", "at_least": 5, "take": "each"},
]  # fmt: skip


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_form_of_a_day_comes_back(day):
    before = a_pack(an_expectation(**{"from": day})).expectations["it"]
    written = grammar.day(before.start)
    after = a_pack(an_expectation(**{"from": written})).expectations["it"]
    assert after.start == before.start


WHO = [
    {"all": [{"age": {"at_least": 18, "at_most": 64}}, {"not": {"kind": "rest"}}]},
    {"age": {"at_most": 5}},
    {"had": {"kind": "done", "state": "yes", "where": {"course": "danish"}}},
]


@pytest.mark.parametrize("who", WHO, ids=str)
def test_every_form_of_a_condition_comes_back(who):
    before = a_pack(an_expectation(who=who)).expectations["it"]
    after = a_pack(an_expectation(who=grammar.condition(before.newest.who))).expectations["it"]
    assert after.newest.who == before.newest.who
    assert replace(after, versions=before.versions) == before
