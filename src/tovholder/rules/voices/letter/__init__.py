"""The text of a letter about one standing: what, by when, why, who, and what if it is wrong.

Plain text in Danish or English for the person it is about. It tells nothing that the proof does
not show; whoever sends it reads it first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tovholder.engine.language import ExpectationKind, RulePack
from tovholder.engine.person import Proof
from tovholder.engine.words import Label
from tovholder.rules.voices.letter.reckoning import how
from tovholder.rules.voices.letter.states import when
from tovholder.rules.voices.letter.words import Words

LETTER_LANGUAGES = ("da", "en")


@dataclass(frozen=True)
class Letter:
    """The text of a letter, in paragraphs."""

    subject: str
    paragraphs: tuple[str, ...]
    language: str

    @property
    def text(self) -> str:
        """Return the whole text, an empty line between paragraphs."""
        return "\n\n".join((self.subject, *self.paragraphs)) + "\n"


def letter(
    proof: Proof,
    pack: RulePack,
    *,
    language: str,
    sender: str = "",
    name: str = "",
    tells_citizen: bool = True,
) -> Letter:
    """Return the text of a letter about a standing.

    Args:
        proof: How the standing came about.
        pack: The rules.
        language: `da` or `en`.
        sender: Who signs, such as the municipality; left out where it is empty.
        name: Who is greeted; left out where it is empty.
        tells_citizen: Whether what the definition says to citizens may be told; not before the
            municipality has approved it.
    """
    words = Words(proof, pack, language)
    parts = [
        words.say(_GREETING, name=name) if name else "",
        " ".join((words.say(_ABOUT), *(_what(words) if tells_citizen else ()))),
        " ".join(when(words)),
        " ".join(how(words)),
        " ".join(_law(words)),
        words.say(_OWNER, owner=pack.owners[proof.expectation.owner].text(language)),
        words.say(_WRONG),
        words.say(_SIGNED, sender=sender) if sender else "",
    ]
    return Letter(
        subject=words.say(_SUBJECT),
        paragraphs=tuple(part for part in parts if part),
        language=language,
    )


_SUBJECT = Label("Om: {title}", "About: {title}")
_GREETING = Label("Kære {name}", "Dear {name}")
_ABOUT = Label(
    "Vi skriver til dig om dette i din sag hos kommunen: {title}.",
    "We are writing to you about this in your case with the municipality: {title}.",
)
_OWNER = Label("Ansvaret for det har: {owner}.", "Responsible for it: {owner}.")
_WRONG = Label(
    "Er der noget, der ikke passer, eller har du spørgsmål, så skriv eller ring til os. Du kan "
    "altid få at se, hvad vi har noteret om dig, og få rettet det, der er forkert.",
    "If something here is wrong, or if you have questions, please write to us or call us. You can "
    "always see what we have recorded about you, and have mistakes corrected.",
)
_SIGNED = Label("Venlig hilsen\n{sender}", "Kind regards\n{sender}")


def _what(words: Words) -> Iterator[str]:
    """Yield what the definition says to the person, where it says anything."""
    if words.version.citizen:
        yield words.version.citizen.text(words.language)


def _law(words: Words) -> Iterator[str]:
    """Yield where it comes from; only what the law asks for is called a rule."""
    kind = words.proof.expectation.kind
    if kind is ExpectationKind.AIM:
        yield words.say(_NO_LAW)
    is_law = kind in (ExpectationKind.DUTY, ExpectationKind.GRANT)
    ref = words.version.law.ref.removesuffix(".")
    yield words.say(_RULE_IN if is_law else _BUILDS_ON, ref=ref)


_NO_LAW = Label(
    "Det er et mål og ikke et krav i loven.", "It is an aim and not something the law asks for."
)
_RULE_IN = Label("Reglen står i: {ref}.", "The rule stands in: {ref}.")
_BUILDS_ON = Label("Det bygger på: {ref}.", "It builds on: {ref}.")
