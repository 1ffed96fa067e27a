"""What is said when a definition cannot be read: place, word met, words accepted, way out."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar, cast

ReadT = TypeVar("ReadT")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a definition something stands."""

    file: str
    line: int | None = None
    field: str = ""

    def at(self, name: str, line: int | None = None) -> "Place":
        """Return the place of a field inside this one."""
        path = f"{self.field}.{name}" if self.field else name
        return Place(self.file, self.line if line is None else line, path)

    def __str__(self) -> str:
        line = "" if self.line is None else f", line {self.line}"
        return f"{self.file}{line}" + (f", field {self.field}" if self.field else "")


@dataclass(frozen=True, slots=True)
class LanguageError:
    """One thing in a definition that cannot be understood.

    >>> print(LanguageError("kinds.yaml", 3, "labour.category", "“labor”", ("employment",)))
    kinds.yaml, line 3, field labour.category: met “labor”. Accepted: employment.
    """

    file: str
    line: int | None
    field: str
    met: str
    accepted: tuple[str, ...]
    suggestion: str = ""

    def __str__(self) -> str:
        text = f"{Place(self.file, self.line, self.field)}: met {self.met}."
        if self.accepted:
            text += f" Accepted: {', '.join(self.accepted)}."
        return f"{text} {self.suggestion}".rstrip()


class LanguageErrors(ValueError):  # noqa: N818 - holds many; the singular is one of them
    """All that was found wrong in the definitions of a rule pack."""

    def __init__(self, errors: Iterable[LanguageError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


@dataclass(slots=True)
class Collector:
    """Gathers errors, so that a file is reported whole and not one mistake at a time."""

    errors: list[LanguageError] = field(default_factory=list)
    has_failed: bool = False

    def keep(self, refused: LanguageErrors) -> None:
        """Keep the errors of an exception, each once."""
        self.has_failed = True
        self.errors.extend(error for error in refused.errors if error not in self.errors)

    @contextmanager
    def gather(self) -> Iterator[None]:
        """Keep the errors of the block and go on after it."""
        try:
            yield
        except LanguageErrors as refused:
            self.keep(refused)

    def maybe(self, read: Callable[..., ReadT], *arguments: object) -> ReadT | None:
        """Return what a reader returns, None where it refuses; its errors are kept."""
        try:
            return read(*arguments)
        except LanguageErrors as refused:
            self.keep(refused)
            return None

    def attempt(self, read: Callable[..., ReadT], *arguments: object) -> ReadT:
        """Return what a reader returns, for use after `close` only.

        Where the reader refuses, nothing of use is returned and `close` will raise.
        """
        return cast("ReadT", self.maybe(read, *arguments))

    def close(self) -> None:
        """Raise what was gathered.

        Raises:
            LanguageErrors: Something could not be read.
        """
        if self.has_failed:
            raise LanguageErrors(self.errors)


def known_to_be_broken() -> LanguageErrors:
    """Return the exception for a name whose definition was refused: its errors are told there."""
    return LanguageErrors(())


def refusal(
    place: Place, met: str, accepted: Sequence[str], suggestion: str = ""
) -> LanguageErrors:
    """Return the exception for one mistake at one place."""
    error = LanguageError(place.file, place.line, place.field, met, tuple(accepted), suggestion)
    return LanguageErrors([error])


def unknown_word(place: Place, word: str, accepted: Iterable[str]) -> LanguageErrors:
    """Return the exception for a word that is none of those accepted, with the nearest one."""
    words = sorted(accepted)
    return refusal(place, f"“{word}”", words, nearest(word, words))


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the question whether the nearest of some words was meant, "" when none is near."""
    near = difflib.get_close_matches(word, list(words), n=1)
    return f"Did you mean “{near[0]}”?" if near else ""
