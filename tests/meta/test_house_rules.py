"""What the machine can see of the house style."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "tovholder"
MOST_LINES = {".py": 400, ".html": 120}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [PROJECT / name for name in listed.splitlines() if (PROJECT / name).exists()]


def test_no_file_is_longer_than_the_limit_for_its_kind():
    too_long = [
        (str(path.relative_to(PROJECT)), lines)
        for path in tracked()
        if path.suffix in MOST_LINES and "migrations" not in path.parts
        if (lines := path.read_text(encoding="utf-8").count("\n")) > MOST_LINES[path.suffix]
    ]
    assert not too_long


def test_no_function_is_longer_than_40_lines_without_its_docstring():
    too_long = []
    for path in SOURCE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                doc = ast.get_docstring(node, clean=False)
                length = node.end_lineno - node.lineno + 1 - (doc.count("\n") + 1 if doc else 0)
                if length > 40:
                    too_long.append((path.name, node.name, length))
    assert not too_long


def test_only_views_commands_and_tasks_read_the_clock():
    readers = {"views", "commands", "command", "middleware", "tasks"}
    clock = re.compile(r"timezone\.(now|localdate|localtime)\(\)|\.today\(\)|datetime\.now\(")
    found = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if clock.search(path.read_text(encoding="utf-8"))
        if not readers & {*path.parent.parts, path.stem}
    ]
    assert not found


def test_no_file_names_a_package_registry():
    address = re.compile(r"(pypi|pythonhosted|npmjs|deb\.debian)\.(org|com)")
    found = [
        str(path.relative_to(PROJECT))
        for path in tracked()
        if path.suffix not in {".gz", ".png", ".xlsx"} and path != Path(__file__)
        if address.search(path.read_bytes().decode("utf-8", "replace"))
    ]
    assert not found


def test_decision_records_are_numbered_without_gaps_and_fit_on_a_page():
    records = sorted((PROJECT / "docs" / "adr").glob("*.md"))
    numbers = [int(path.name[:4]) for path in records]
    assert numbers == list(range(1, len(numbers) + 1))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 30, path.name
        assert "What would change our mind" in text, path.name


@pytest.mark.parametrize("path", [p for p in tracked() if p.suffix == ".md"], ids=lambda p: p.name)
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    lost = [
        link for link in links if "://" not in link and not (path.parent / link).resolve().exists()
    ]
    assert not lost
