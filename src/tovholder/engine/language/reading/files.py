"""Which files a rule pack has, and what stands in them by name."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from tovholder.engine.language.errors import Collector, Place, refusal, unknown_word
from tovholder.engine.language.nodes import LANGUAGES, Node, read_yaml
from tovholder.engine.language.reading.settings import read_languages

PACK, EXPECTATIONS = "pack", "expectations"
DEFINITIONS = (
    "categories", "owners", "checklists", "kinds", "attributes", "parameters", "predicates",
    "suspensions",
)  # fmt: skip
FOLDERS = ("kinds", "parameters", "predicates")


class Files:
    """The roots of all files that could be read as YAML."""

    def __init__(self, sources: Mapping[str, str], found: Collector) -> None:
        self.settings: Node | None = None
        self.languages: tuple[str, ...] = LANGUAGES
        self._definitions: dict[str, list[Node]] = {name: [] for name in DEFINITIONS}
        self.expectations: dict[str, Node] = {}
        self.broken: set[str] = set()
        self.is_whole = True
        for file in sorted(sources, key=_order):
            with found.gather():
                self._read(file, sources[file])

    def _read(self, file: str, text: str) -> None:
        noun, topic = _named(file)
        if noun == EXPECTATIONS:
            self.broken.add(topic)
            self.expectations[topic] = read_yaml(text, file, self.languages)
            self.broken.remove(topic)
            return
        self.is_whole, was_whole = False, self.is_whole
        root = read_yaml(text, file, self.languages)
        if noun == PACK:
            self.languages = read_languages(root)
            self.settings = read_yaml(text, file, self.languages)
        else:
            root.entries()
            self._definitions[noun].append(root)
        self.is_whole = was_whole

    def entries(self, noun: str, found: Collector) -> dict[str, Node]:
        """Return what the files of a noun define, by name; a name stands in one place only."""
        entries: dict[str, Node] = {}
        for root in self._definitions[noun]:
            for name, node in root.entries().items():
                with found.gather():
                    _check_new(name, node, entries)
                entries.setdefault(name, node)
        return entries


def _check_new(name: str, node: Node, entries: Mapping[str, Node]) -> None:
    if name in entries:
        place = entries[name].place
        raise refusal(
            node.place,
            f"“{name}” a second time",
            ["each name once"],
            f"It stands already in {place.file}, line {place.line}: rename or remove one.",
        )


def _order(file: str) -> tuple[bool, str]:
    return file != f"{PACK}.yaml", file


def _named(file: str) -> tuple[str, str]:
    """Return which noun a file is about and its topic, for expectations the id."""
    path = PurePosixPath(file)
    folder = path.parent.as_posix()
    if path.suffix == ".yaml" and folder == "." and path.stem in (PACK, *DEFINITIONS):
        return path.stem, ""
    if path.suffix == ".yaml" and folder in (EXPECTATIONS, *FOLDERS):
        return folder, path.stem
    raise unknown_word(Place(file), file, _accepted())


def _accepted() -> Iterator[str]:
    yield from (f"{name}.yaml" for name in (PACK, *DEFINITIONS))
    yield from (f"{name}/<topic>.yaml" for name in FOLDERS)
    yield f"{EXPECTATIONS}/<id>.yaml"
