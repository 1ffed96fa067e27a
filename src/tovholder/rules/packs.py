"""Reads the definitions from their files. Everything above asks here for the rule pack."""

import functools
from collections.abc import Mapping
from pathlib import Path

from tovholder.engine.language import LanguageError, LanguageErrors, RulePack, load_pack
from tovholder.rules.closed_days import holidays_of

DEFINITIONS = Path(__file__).parent / "definitions"


@functools.cache
def national_pack() -> RulePack:
    """Return the national rule pack; read once in a process.

    Raises:
        LanguageErrors: A definition cannot be read.
    """
    return pack_in(DEFINITIONS)


def pack_in(directory: Path) -> RulePack:
    """Return the rule pack whose YAML files lie in a folder.

    Raises:
        LanguageErrors: A definition cannot be read, or there is none.
    """
    sources = sources_in(directory)
    if not sources:
        accepted = ("a folder with kinds.yaml and its neighbours",)
        raise LanguageErrors(
            [LanguageError(str(directory), None, "", "a folder without YAML files", accepted)]
        )
    return pack_from(sources)


def pack_from(sources: Mapping[str, str]) -> RulePack:
    """Return the rule pack of YAML texts by the path of their file.

    Raises:
        LanguageErrors: A definition cannot be read.
    """
    return load_pack(sources, holidays=holidays_of)


def sources_in(directory: Path = DEFINITIONS) -> dict[str, str]:
    """Return the text of every YAML file in a folder, by its path within."""
    return {
        path.relative_to(directory).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(directory.rglob("*.yaml"))
    }


def check(directory: Path = DEFINITIONS) -> tuple[LanguageError, ...]:
    """Return what is wrong with the definitions in a folder; nothing when they are fine."""
    try:
        pack_in(directory)
    except LanguageErrors as found:
        return found.errors
    return ()
