"""The commands that check a folder of definitions and say one of them in sentences."""

import re
import shutil

import pytest
from typer.testing import CliRunner

from tovholder.engine.language.explaining import explained
from tovholder.engine.language.nodes import read_yaml
from tovholder.rules import packs
from tovholder.rules.closed_days import holidays_of
from tovholder.rules.commands import WIDTH, rules_app
from tovholder.rules.remarks import remarks


def run(*words):
    return CliRunner().invoke(rules_app, list(words))


@pytest.mark.parametrize(("language", "word"), [("da", "Hvem det gælder"), ("en", "Whom it conc")])
def test_an_expectation_is_said_in_danish_or_english(language, word):
    said = run("explain", "contract-agreed", "--language", language)
    assert said.exit_code == 0
    assert word in said.output
    assert max(map(len, said.output.splitlines())) <= WIDTH


def test_danish_is_the_language_where_none_is_asked_for():
    assert "Hvad det er" in run("explain", "contract-agreed").output


def test_an_expectation_that_does_not_exist_is_answered_with_the_nearest():
    result = run("explain", "contract-agred")
    assert result.exit_code == 1
    assert "No expectation “contract-agred”. Did you mean “contract-agreed”?" in result.output
    assert "There are: " in run("explain", "x").output


def test_definitions_with_mistakes_are_not_explained(tmp_path):
    folder = shutil.copytree(packs.DEFINITIONS, tmp_path / "definitions")
    (folder / "owners.yaml").write_text("office: 1", encoding="utf-8")
    result = run("explain", "contract-agreed", "--directory", str(folder))
    assert result.exit_code == 1
    assert "owners.yaml, line 1, field office" in result.output


def test_the_check_names_numbers_that_are_not_known_to_us_and_who_uses_them():
    output = run("check").output
    assert "contract_deadline is not known to us from 2012-01-01 on (used by" in output


def test_a_number_that_nothing_uses_is_named(tmp_path):
    folder = shutil.copytree(packs.DEFINITIONS, tmp_path / "definitions")
    dated = "[{from: 2000-01-01, value: VALUE, source: a, confidence: a}]"
    text = "NAME: {description: {da: a, en: a}, unit: count, law: a, values: " + dated + "}\n"
    idle = text.replace("NAME", "idle").replace("VALUE", "3")
    silent = text.replace("NAME", "silent").replace("VALUE", "unknown")
    (folder / "parameters" / "more.yaml").write_text(idle + silent, encoding="utf-8")
    found = list(remarks(packs.pack_in(folder)))
    assert "idle is not used by any expectation." in found
    assert "silent is not known to us from 2000-01-01 on (not used)." in found


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_expectation_of_ours_is_said_without_words_of_the_files(language):
    pack = packs.national_pack()
    for expectation in pack.expectations.values():
        paragraphs = explained(expectation, pack, language)
        said = "\n".join(line for paragraph in paragraphs for line in paragraph.lines)
        assert not re.search(r"[{}$]|at_least|None|\bP\d+[DMY]\b", said), expectation.id


def test_the_calendar_of_ours_knows_the_danish_holidays():
    closed = packs.national_pack().calendar.closed_days
    assert closed == holidays_of("DK")
    assert holidays_of("DE-BY") != holidays_of("DE")


def test_places_in_our_definitions_are_right_however_fast_they_are_read():
    for file, text in packs.sources_in().items():
        lines = text.splitlines()
        for name, node in read_yaml(text, file).mapping().items():
            assert lines[node.place.line - 1].startswith(f"{name}:")
