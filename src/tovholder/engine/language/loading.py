"""Reads a rule pack out of YAML texts and reports everything that is wrong in them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from tovholder.engine.language.attributes import read_attribute
from tovholder.engine.language.errors import Collector, Place
from tovholder.engine.language.expectations import Expectation
from tovholder.engine.language.kinds import read_kind
from tovholder.engine.language.nodes import Node
from tovholder.engine.language.pack import RulePack, sealed
from tovholder.engine.language.predicates import Named
from tovholder.engine.language.reading.expectations import read_expectation
from tovholder.engine.language.reading.files import Files
from tovholder.engine.language.reading.pack_checks import check_categories, check_names
from tovholder.engine.language.reading.parameters import read_parameter
from tovholder.engine.language.reading.predicates import read_named
from tovholder.engine.language.reading.scope import Scope
from tovholder.engine.language.reading.settings import Holidays, Settings, read_settings
from tovholder.engine.language.reading.suspensions import read_suspension
from tovholder.engine.language.vocabulary import Vocabulary
from tovholder.engine.words import Label

DefinitionT = TypeVar("DefinitionT")


def load_pack(sources: Mapping[str, str], *, holidays: Holidays | None = None) -> RulePack:
    """Read a rule pack from YAML texts.

    Args:
        sources: Text by file name: `pack.yaml`, `categories.yaml`, `owners.yaml`,
            `checklists.yaml`, `kinds.yaml`, `attributes.yaml`, `parameters.yaml`,
            `predicates.yaml`, `suspensions.yaml`, and one file for each expectation under
            `expectations/`. Kinds, parameters and predicates may be split by topic, such as
            `kinds/work.yaml`. What is not needed may be left out.
        holidays: Returns the holidays of a country by its code, None when it knows none. Asked
            when pack.yaml names a country.

    Raises:
        LanguageErrors: Everything that was found wrong, in all files.
    """
    found = Collector()
    files = Files(sources, found)
    if not files.is_whole:
        found.close()
    return _Loader(files, found).pack(holidays)


class _Loader:
    """Reads the definitions in the order in which they name each other."""

    def __init__(self, files: Files, found: Collector) -> None:
        self._files = files
        self._found = found
        self._broken = set(files.broken)

    def pack(self, holidays: Holidays | None) -> RulePack:
        settings = self._settings(holidays)
        categories = self._read("categories", _read_label)
        kinds, attributes = self._read("kinds", read_kind), self._read("attributes", read_attribute)
        for noun in ("kinds", "attributes"):
            check_categories(self._files.entries(noun, Collector()), categories, self._found)
        words = Vocabulary(
            kinds=kinds,
            attributes=attributes,
            parameters=self._read("parameters", read_parameter),
            owners=self._read("owners", _read_label),
            checklists=self._read("checklists", _read_label),
            predicates=self._files.entries("predicates", Collector()),
            broken=frozenset(self._broken),
        )
        predicates = self._predicates(words)
        suspensions = self._read("suspensions", read_suspension)
        expectations = self._expectations(words, predicates)
        self._found.close()
        return sealed(
            RulePack(
                categories=categories,
                owners=words.owners,
                kinds=kinds,
                attributes=attributes,
                parameters=words.parameters,
                predicates=predicates,
                expectations=expectations,
                checklists=words.checklists,
                suspensions=suspensions,
                calendar=settings.calendar,
                languages=settings.languages,
                title=settings.title,
            )
        )

    def _settings(self, holidays: Holidays | None) -> Settings:
        if self._files.settings is None:
            return Settings()
        return self._found.attempt(read_settings, self._files.settings, holidays)

    def _read(self, noun: str, read: Callable[[Node, str], DefinitionT]) -> dict[str, DefinitionT]:
        definitions = {}
        for name, node in self._files.entries(noun, self._found).items():
            self._broken.add(name)
            with self._found.gather():
                definitions[name] = read(node, name)
                self._broken.discard(name)
        return definitions

    def _predicates(self, words: Vocabulary) -> dict[str, Named]:
        scope = Scope(words)
        return self._read("predicates", lambda _node, name: read_named(name, scope))

    def _expectations(
        self, words: Vocabulary, named: Mapping[str, Named]
    ) -> dict[str, Expectation]:
        words = replace(words, predicates={}, named=named, broken=frozenset(self._broken))
        roots, read = self._files.expectations, {}
        for name, node in roots.items():
            with self._found.gather():
                read[name] = read_expectation(node, words, name)
        unreadable = {name: Node(Place(""), None) for name in self._files.broken}
        suspensions = self._files.entries("suspensions", Collector())
        check_names({**unreadable, **roots}, read, suspensions, self._found)
        return read


def _read_label(node: Node, name: str) -> Label:
    del name
    return node.label()
