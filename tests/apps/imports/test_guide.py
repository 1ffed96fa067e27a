"""The guide says what the program does: its example runs, its tables are complete."""

import ast
import re
from pathlib import Path

import pytest
import typer
from tests.apps.imports.support import PROJECT
from tests.builders import an_organisation
from typer.testing import CliRunner

from tovholder.people.imports.cells.formats import NAMED, TOKENS
from tovholder.people.imports.command import import_files
from tovholder.people.imports.mapping import days, episodes, options, parsing, values
from tovholder.people.imports.reasons import KINDS

GUIDE = (PROJECT / "docs" / "operations" / "import.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\w+ (file|run)=([^\n]+)\n(.*?)```", re.DOTALL)
PACKAGE = PROJECT / "src" / "tovholder" / "people" / "imports"


@pytest.mark.django_db
def test_the_worked_example_prints_what_the_guide_says(scratch: Path) -> None:
    an_organisation(is_coordinating=True)
    app = typer.Typer()
    app.command()(import_files)
    runs = 0
    for sort, name, content in BLOCK.findall(GUIDE):
        if sort == "file":
            (scratch / name).write_text(content, encoding="utf-8")
            continue
        words = [str(scratch / word) if "." in word else word for word in name.split()]
        result = CliRunner().invoke(app, [*words, "--language", "en"], catch_exceptions=False)
        assert result.output == content
        runs += 1
    assert runs == 2


@pytest.mark.parametrize("code", KINDS)
def test_every_finding_stands_in_the_guide_with_its_way_out(code: str) -> None:
    kind = KINDS[code]
    message, way_out = (
        re.sub(r"%\((\w+)\)s", r"*\1*", str(text)) for text in (kind.message, kind.way_out)
    )
    assert f"| `{code}` | {message} | {way_out} |" in GUIDE


@pytest.mark.parametrize(
    "word",
    sorted({
        *parsing.FIELDS, *parsing.TABLE_FIELDS, *options.OPTIONS,
        *options.ENCODINGS,
        *episodes.EPISODE_FIELDS, *values.ALWAYS, *days.DISTANCE_FIELDS,
        *days.STEPS, *TOKENS, *NAMED, "times", "round", "leading_zero", "origin", "plus",
        "key", "cpr", "each_row", "files", "person", "source", "tovholder_mapping", "recorded",
    } - {"utf-8-sig", "windows-1252", "iso-8859-1"}),
)  # fmt: skip
def test_every_word_of_a_mapping_stands_in_the_guide(word: str) -> None:
    assert re.search(rf"[`{{ ]{re.escape(word)}\b", GUIDE)


def test_every_way_in_which_a_file_cannot_be_used_stands_in_the_guide() -> None:
    missing = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ImportFileError":
                missing += [text for text in _texts(node) if not _is_told(text)]
    assert missing == []


def _texts(call: ast.Call) -> list[str]:
    found = [each.value for each in ast.walk(call) if isinstance(each, ast.Constant)]
    return [text for text in found if isinstance(text, str) and text.count(" ") > 3]


def _is_told(text: str) -> bool:
    """Say whether the beginning of a message stands in the table, its places left open."""
    parts = re.split(r"%\(\w+\)s|[.:,;“”]", text)
    first = next(part.strip() for part in parts if len(part.strip()) > 7)
    return first[:20] in GUIDE
