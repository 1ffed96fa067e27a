"""Reading definitions from a folder, and the command that checks them."""

import shutil

import pytest
from typer.testing import CliRunner

from tovholder.engine.language import LanguageErrors
from tovholder.rules import packs
from tovholder.rules.commands import rules_app


@pytest.fixture
def folder(tmp_path):
    """A copy of the definitions that a test may spoil."""
    return shutil.copytree(packs.DEFINITIONS, tmp_path / "definitions")


def spoil(folder, file, old, new):
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def test_a_copy_of_the_definitions_is_the_same_pack(folder):
    assert packs.pack_in(folder).hash == packs.national_pack().hash


def test_a_mistake_is_returned_with_file_and_line(folder):
    spoil(folder, "expectations/contract-agreed.yaml", "kind: contract", "kind: contrakt")
    (error,) = packs.check(folder)
    assert error.file == "expectations/contract-agreed.yaml"
    assert error.suggestion == "Did you mean “contract”?"


def test_a_folder_without_definitions_is_refused(tmp_path):
    with pytest.raises(LanguageErrors, match="a folder without YAML files"):
        packs.pack_in(tmp_path)


def test_the_command_says_how_many_definitions_are_in_order():
    result = CliRunner().invoke(rules_app, ["check"])
    assert result.exit_code == 0
    pack = packs.national_pack()
    assert f"{len(pack.expectations)} expectations, {len(pack.kinds)} kinds" in result.output


def test_the_command_prints_every_mistake_and_fails(folder):
    spoil(folder, "kinds/case.yaml", "category: case", "category: cases")
    spoil(folder, "attributes.yaml", "type: text", "type: txt")
    result = CliRunner().invoke(rules_app, ["check", str(folder)])
    assert result.exit_code == 1
    assert "kinds/case.yaml, line" in result.output
    assert "Did you mean “text”?" in result.output
