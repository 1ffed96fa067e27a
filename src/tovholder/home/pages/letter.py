"""The text of a letter about a standing, to copy or to print."""

from dataclasses import dataclass

from django.urls import reverse

from tovholder.home.pages.person import person_name
from tovholder.home.words import language, said
from tovholder.people.labels import HIDDEN
from tovholder.people.queries import ProofDetail
from tovholder.rules.voices.letter import LETTER_LANGUAGES, letter
from tovholder.ui.parts import Link

LANGUAGE_NAMES = {"da": "Dansk", "en": "English"}
"""Each language in its own words, so that its readers find it."""


@dataclass(frozen=True)
class LetterPage:
    """A letter in one language, whole and in paragraphs, and the ways to the other languages.

    Not `is_approved`: the text that the rule has for citizens is left out.
    """

    key: str
    name: str
    title: str
    proof_url: str
    text: str
    paragraphs: tuple[str, ...]
    lines: int
    language: str
    languages: tuple[Link, ...]
    is_approved: bool
    definition_url: str


def letter_page(found: ProofDetail, *, asked: str, sender: str, is_approved: bool) -> LetterPage:
    """Return the page of a letter.

    Args:
        found: The proof that it tells.
        asked: The language asked for; one that letters are not written in gives the reader's.
        sender: Who signs.
        is_approved: Whether the municipality has approved the rule, so that the text which the
            rule has for citizens may be told.
    """
    chosen = asked if asked in LETTER_LANGUAGES else language()
    greeted = "" if found.name is HIDDEN else person_name(found.name)
    written = letter(
        found.proof,
        found.pack,
        language=chosen,
        sender=sender,
        name=greeted,
        tells_citizen=is_approved,
    )
    args = [found.key, found.standing_id]
    return LetterPage(
        key=found.key,
        name=person_name(found.name),
        title=said(found.proof.expectation.title),
        proof_url=reverse("home_standing_show", args=args),
        text=written.text.rstrip(),
        paragraphs=(written.subject, *written.paragraphs),
        lines=_lines(written.text),
        language=written.language,
        languages=tuple(
            Link(
                LANGUAGE_NAMES[each],
                reverse("home_letter_show", args=args, query={"language": each}),
                is_current=each == chosen,
            )
            for each in LETTER_LANGUAGES
        ),
        is_approved=is_approved,
        definition_url=reverse("law_expectation_show", args=[found.proof.expectation.id]),
    )


LETTERS_A_LINE = 75


def _lines(text: str) -> int:
    """Return about how many lines a text takes, so that the box shows it whole."""
    return sum(1 + len(line) // LETTERS_A_LINE for line in text.splitlines())
