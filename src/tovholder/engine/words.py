"""Texts in Danish and English that belong to a definition and not to a page."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """The same text in Danish and in English."""

    da: str
    en: str

    def text(self, language: str) -> str:
        """Return the Danish text for `da` and its variants, else the English one.

        >>> Label("Kontrakt", "Contract").text("da-dk")
        'Kontrakt'
        """
        return self.da if language.startswith("da") else self.en

    def __str__(self) -> str:
        return self.en


def joined(parts: Sequence[str], language: str, *, last: Label | None = None) -> str:
    """Join the parts of a list as people do, with a word before the last one.

    >>> joined(["a", "b", "c"], "en")
    'a, b and c'
    """
    word = (last or AND).text(language)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def number_of(count: int, one: Label, many: Label, language: str) -> str:
    """Return a count with its unit in the right number.

    >>> number_of(1, Label("dag", "day"), Label("dage", "days"), "en")
    '1 day'
    """
    return f"{count} {(one if count == 1 else many).text(language)}"


AND = Label("og", "and")
OR = Label("eller", "or")
