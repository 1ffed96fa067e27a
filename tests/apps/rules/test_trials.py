"""The runner of scenarios: what it compares, what it says, and the command around it."""

import shutil

import pytest
from tests.engine.builders import FILES, a_pack, sources
from typer.testing import CliRunner

from tovholder.rules import packs, trials
from tovholder.rules.commands import rules_app
from tovholder.rules.scenario_reading import read_scenario_file

PACK = a_pack()
HEAD = "expectation: visit-soon\nscenarios:\n"
ONE = """
  - title: {da: Et besøg, en: A visit}
    born: 1990-05-05
    facts:
      - {id: here, kind: care, state: given, from: 2020-01-31}
      - {kind: visit, state: paid, on: 2020-02-10}
    expect:
      - {on: 2020-02-09, state: open, start: 2020-01-31, due: 2020-02-29, met: null}
      - {on: 2020-02-10, state: met, met: 2020-02-10, of: here}
"""


def scenarios(text, pack=PACK):
    return read_scenario_file(HEAD + text, "visit-soon.yaml", pack)


def failures(text, pack=PACK):
    (scenario,) = scenarios(text, pack)
    return [each for outcome in trials.try_out(scenario, "visit-soon", pack)
            for each in outcome.failures]  # fmt: skip


def test_a_scenario_that_agrees_has_no_failures():
    assert failures(ONE) == []


def test_a_disagreement_names_what_was_expected_and_what_was_said():
    wrong = ONE.replace("due: 2020-02-29", "due: 2020-03-02").replace("state: met,", "state: open,")
    assert failures(wrong) == [
        "due: expected 2020-03-02, got 2020-02-29",
        "state: expected open, got met",
    ]


def test_only_the_figures_that_are_named_are_compared():
    assert failures(ONE.replace(", start: 2020-01-31, due: 2020-02-29, met: null", "")) == []


def test_names_of_missing_facts_are_compared_in_any_order():
    unborn = ONE.replace("born: 1990-05-05", "born: null").partition("    expect:")[0]
    line = "    expect:\n      - {on: 2020-02-01, state: undetermined, missing: [%s]}\n"
    assert failures(unborn + line % "attribute:birth_date") == []
    assert failures(unborn + line % "") == ["missing: expected nothing, got attribute:birth_date"]


def test_an_occurrence_that_is_not_there_does_not_apply():
    line = "      - {on: 2020-02-10, state: %s, ordinal: 2}\n"
    assert failures(ONE + line % "not_applicable") == []
    assert failures(ONE + line % "open") == ["state: expected open, got not_applicable"]


def test_of_several_starts_one_must_be_named():
    twice = sources(**{"from": {"kind": "care", "state": "given", "take": "each"}})
    pack = packs.load_pack(twice)
    again = "      - {id: again, kind: care, state: given, from: 2020-06-01}\n    expect:"
    text = ONE.replace("from: 2020-01-31}", "from: 2020-01-31, to: 2020-03-31}")
    text = text.replace("    expect:", again).partition("    expect:")[0] + "    expect:\n"
    line = "      - {on: 2020-06-02, state: open}\n"
    assert failures(text + line, pack) == ["several starts (again, here): say which one with `of`"]
    assert failures(text + line.replace("open}", "open, of: again}"), pack) == []


def test_a_fact_is_judged_as_it_was_known():
    text = ONE.replace("on: 2020-02-10}", "on: 2020-02-10, known: 2020-02-20}").replace(
        "met: 2020-02-10, of: here", "met: 2020-02-10, known_on: 2020-02-20"
    )
    assert failures(text) == []
    assert failures(text.replace("known_on: 2020-02-20", "known_on: 2020-02-19")) != []


def test_a_number_that_the_municipality_has_set_is_used():
    pack = a_pack(versions=[{**_version(), "within": "$silent"}])
    lines = ONE.partition("    facts:")
    local = "    local: {silent: [{from: 1900-01-01, value: P1M}]}\n"
    assert failures(ONE, pack)[0] == "state: expected open, got undetermined"
    assert failures(lines[0] + local + lines[1] + lines[2], pack) == []


def _version():
    law = {"ref": "§ 1", "source": "a book", "confidence": "quoted"}
    return {"valid": ["1900-01-01", None], "law": law}


def test_expectations_with_few_scenarios_are_counted():
    assert trials.short_of_scenarios({"visit-soon": scenarios(ONE)}, PACK) == {"visit-soon": 1}
    assert trials.short_of_scenarios({"visit-soon": scenarios(ONE) * 4}, PACK) == {}


def test_no_folder_of_scenarios_means_that_there_are_none(tmp_path):
    assert trials.read_scenarios(tmp_path / "nowhere", PACK) == {}


@pytest.fixture
def folder(tmp_path):
    """A small pack with its scenarios beside it, as they lie in the project."""
    for name, text in {**FILES, **sources()}.items():
        path = tmp_path / "definitions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "visit-soon.yaml").write_text(HEAD + ONE, encoding="utf-8")
    return tmp_path


def rules_test(*arguments):
    return CliRunner().invoke(rules_app, ["test", *map(str, arguments)])


def test_the_command_counts_scenarios_and_says_which_expectations_have_few(folder):
    said = rules_test(folder / "definitions")
    assert said.exit_code == 0
    assert "1 scenarios of 1 expectations tried, 0 disagreements" in said.output
    assert "visit-soon: 1 scenarios; it should have 4 at least." in said.output


def test_the_command_prints_each_disagreement_with_its_line_and_fails(folder):
    path = folder / "scenarios" / "visit-soon.yaml"
    path.write_text(HEAD + ONE.replace("state: open", "state: overdue"), encoding="utf-8")
    said = rules_test(folder / "definitions")
    assert said.exit_code == 1
    expected = "line 10, “A visit”, on 2020-02-09: state: expected overdue, got open"
    assert f"visit-soon.yaml, {expected}" in said.output


def test_the_command_refuses_files_that_cannot_be_read(folder):
    elsewhere = shutil.copytree(folder / "scenarios", folder / "elsewhere")
    (elsewhere / "visit-soon.yaml").write_text("expectation: visit-son", encoding="utf-8")
    said = rules_test(folder / "definitions", "--scenarios", elsewhere)
    assert said.exit_code == 1
    assert "visit-soon.yaml, line 1" in said.output


def test_the_command_tries_one_expectation_and_knows_which_there_are(folder):
    assert rules_test(folder / "definitions", "--expectation", "visit-soon").exit_code == 0
    said = rules_test(folder / "definitions", "--expectation", "visit-late")
    assert said.exit_code == 1
    assert "There are: visit-soon." in said.output
