"""The engine reads no clock, no file and no framework; the same question has the same answer."""

import ast
from pathlib import Path

import pytest

import tovholder.engine

ENGINE = Path(tovholder.engine.__file__).parent
MODULES = sorted(ENGINE.rglob("*.py"))
CLOCKS = {"now", "utcnow", "today", "localtime", "time_ns", "monotonic"}
ALLOWED = {
    "bisect", "calendar", "collections", "contextlib", "dataclasses", "datetime", "decimal",
    "difflib", "enum", "functools", "hashlib", "heapq", "itertools", "json", "operator",
    "pathlib", "re", "tovholder", "typing", "yaml", "zoneinfo",
}  # fmt: skip


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_a_module_of_the_engine_reads_no_clock_and_opens_no_file(path):
    names = {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}
    names |= {node.id for node in ast.walk(_tree(path)) if isinstance(node, ast.Name)}
    assert not names & (CLOCKS | {"open", "read_text", "print", "random"})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_a_module_of_the_engine_imports_only_what_is_pure_and_from_the_engine(path):
    imported = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom):
            imported.add(node.module or "")
        elif isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
    assert {name.split(".")[0] for name in imported} <= ALLOWED
    assert all(name.startswith("tovholder.engine") for name in imported if "tovholder" in name)
