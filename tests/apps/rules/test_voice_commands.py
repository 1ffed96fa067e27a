"""`tovholder rules export`: the file, what is lost, and what is refused."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.apps.rules.cmmn_structure import NAMESPACE, problems
from typer.testing import CliRunner

from tovholder.rules.commands import rules_app
from tovholder.rules.packs import national_pack

COUNTRY = Path(__file__).parent / "second_country" / "definitions"


def run(*words: str, output: Path):
    return CliRunner().invoke(rules_app, ["export", *words, "--output", str(output)])


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "pathway.cmmn"


def stages(file: Path) -> list[str]:
    found = ET.fromstring(file.read_bytes()).iter(f"{NAMESPACE}stage")
    return [each.attrib["id"].removeprefix("stage-") for each in found]


def test_without_ids_the_whole_pack_is_written(file):
    result = run("--form", "cmmn", output=file)
    assert result.exit_code == 0, result.output
    assert stages(file) == list(national_pack().expectations)
    assert f"{len(national_pack().expectations)} expectations written to {file}" in result.output


def test_what_is_lost_is_printed_with_those_that_lose_it(file):
    result = run("contract-agreed", "danish-referral", output=file)
    assert stages(file) == ["contract-agreed", "danish-referral"]
    assert "- pauses (all): Pauses that move the due date by their days." in result.output


def test_another_pack_in_its_own_language_as_of_a_day(file):
    words = ("--directory", str(COUNTRY), "--language", "ar", "--on", "2031-01-01")
    result = run(*words, output=file)
    assert result.exit_code == 0, result.output
    assert "القيد" in file.read_text(encoding="utf-8")
    assert ">P5D<" in file.read_text(encoding="utf-8")
    assert list(problems(file.read_bytes())) == []
    assert "- suspension (school-place):" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("no-such-thing",), "No expectation “no-such-thing”. There are: "),
        (("--language", "xx"), "The rules have no texts in “xx”, only in: da, en."),
        (("--directory", "/nowhere"), "a folder without YAML files"),
        (("--form", "dcr"), "'dcr'"),
    ],
)
def test_what_cannot_be_written_is_refused_with_what_can(file, words, said):
    result = run(*words, output=file)
    assert result.exit_code != 0
    assert said in result.output
    assert not file.exists()
