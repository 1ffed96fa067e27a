"""What is said when a definition cannot be read: place, word met, words accepted, way out."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


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

    @contextmanager
    def gather(self) -> Iterator[None]:
        """Keep the errors of the block and go on after it."""
        try:
            yield
        except LanguageErrors as found:
            self.errors.extend(found.errors)

    def close(self) -> None:
        """Raise what was gathered.

        Raises:
            LanguageErrors: Something was gathered.
        """
        if self.errors:
            raise LanguageErrors(self.errors)


def refusal(
    place: Place, met: str, accepted: Sequence[str], suggestion: str = ""
) -> LanguageErrors:
    """Return the exception for one mistake at one place."""
    error = LanguageError(place.file, place.line, place.field, met, tuple(accepted), suggestion)
    return LanguageErrors([error])


def unknown_word(place: Place, word: str, accepted: Iterable[str]) -> LanguageErrors:
    """Return the exception for a word that is none of those accepted, with the nearest one."""
    words = sorted(accepted)
    near = difflib.get_close_matches(word, words, n=1)
    return refusal(place, f"“{word}”", words, f"Did you mean “{near[0]}”?" if near else "")
