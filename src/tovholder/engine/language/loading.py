"""Reads a rule pack out of YAML texts and reports everything that is wrong in them."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeVar

from tovholder.engine.language.attributes import read_attribute
from tovholder.engine.language.errors import Collector, Place, refusal, unknown_word
from tovholder.engine.language.expectations import Expectation
from tovholder.engine.language.kinds import read_kind
from tovholder.engine.language.nodes import Node, read_yaml
from tovholder.engine.language.pack import RulePack, sealed
from tovholder.engine.language.parameters import read_parameter
from tovholder.engine.language.predicates import read_named
from tovholder.engine.language.reading import read_expectation
from tovholder.engine.language.vocabulary import Vocabulary
from tovholder.engine.words import Label

DefinitionT = TypeVar("DefinitionT")
_FILES = ("categories", "owners", "kinds", "attributes", "parameters", "predicates")
_FOLDER = "expectations"


def load_pack(sources: Mapping[str, str]) -> RulePack:
    """Read a rule pack from YAML texts.

    Args:
        sources: Text by file name: `categories.yaml`, `owners.yaml`, `kinds.yaml`,
            `attributes.yaml`, `parameters.yaml`, `predicates.yaml`, and one file for each
            expectation under `expectations/`. What is not needed may be left out.

    Raises:
        LanguageErrors: What was found wrong. Expectations are read only when all that they
            may name could be read.
    """
    found = Collector()
    roots = _roots(sources, found)
    found.close()
    categories = _definitions(roots, "categories", found, _read_label)
    owners = _definitions(roots, "owners", found, _read_label)
    kinds = _definitions(roots, "kinds", found, read_kind)
    attributes = _definitions(roots, "attributes", found, read_attribute)
    parameters = _definitions(roots, "parameters", found, read_parameter)
    for file, guarded in (("kinds", kinds.keys()), ("attributes", attributes.keys())):
        if file in roots:
            _check_categories(roots[file], guarded, categories, found)
    found.close()
    written = roots["predicates"].entries() if "predicates" in roots else {}
    words = Vocabulary(kinds, attributes, parameters, owners, written)
    predicates = _definitions(
        roots, "predicates", found, lambda _node, name: read_named(name, words)
    )
    expectations = _expectations(roots, words, found)
    found.close()
    return sealed(
        RulePack(categories, owners, kinds, attributes, parameters, predicates, expectations)
    )


def _roots(sources: Mapping[str, str], found: Collector) -> dict[str, Node]:
    roots = {}
    for file, text in sorted(sources.items()):
        with found.gather():
            roots[_name_of(file)] = read_yaml(text, file)
    return roots


def _name_of(file: str) -> str:
    path = PurePosixPath(file)
    if path.suffix == ".yaml" and path.parent.name == _FOLDER:
        return f"{_FOLDER}/{path.stem}"
    if path.suffix == ".yaml" and path.stem in _FILES:
        return path.stem
    accepted = [*(f"{name}.yaml" for name in _FILES), f"{_FOLDER}/<id>.yaml"]
    raise unknown_word(Place(file), path.name, accepted)


def _definitions(
    roots: Mapping[str, Node],
    file: str,
    found: Collector,
    read: Callable[[Node, str], DefinitionT],
) -> dict[str, DefinitionT]:
    definitions = {}
    if file in roots:
        with found.gather():
            for name, node in roots[file].entries().items():
                with found.gather():
                    definitions[name] = read(node, name)
    return definitions


def _read_label(node: Node, name: str) -> Label:
    del name
    return node.label()


def _check_categories(
    node: Node, names: Iterable[str], categories: Mapping[str, Label], found: Collector
) -> None:
    for name in names:
        with found.gather():
            node.entries()[name].entries()["category"].word(categories)


def _expectations(
    roots: Mapping[str, Node], words: Vocabulary, found: Collector
) -> dict[str, Expectation]:
    expectations: dict[str, Expectation] = {}
    for name, node in roots.items():
        if not name.startswith(f"{_FOLDER}/"):
            continue
        with found.gather():
            expectation = read_expectation(node, words)
            file_id = name.removeprefix(f"{_FOLDER}/")
            if expectation.id != file_id:
                raise refusal(node.place.at("id"), f"“{expectation.id}”", [file_id])
            expectations[expectation.id] = expectation
    return expectations
