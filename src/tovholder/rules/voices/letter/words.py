"""What the sentences of one letter are filled with."""

from datetime import date

from tovholder.engine.language import RulePack
from tovholder.engine.language.expectations import Version
from tovholder.engine.person import Proof
from tovholder.engine.words import Label
from tovholder.rules.voices.days import day_words


class Words:
    """Fills the sentences of one letter."""

    def __init__(self, proof: Proof, pack: RulePack, language: str) -> None:
        self.proof, self.pack, self.language = proof, pack, language
        self.title = proof.expectation.title.text(language)

    @property
    def version(self) -> Version:
        """Return the version that applies; where none does, the newest."""
        return self.proof.version or self.proof.expectation.versions[-1]

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the facts that are missing."""
        return self.proof.standing.missing

    def say(self, sentence: Label, **words: object) -> str:
        """Return a sentence in the language, days written out."""
        written = {
            name: self.day(word) if isinstance(word, date) else word for name, word in words.items()
        }
        return sentence.text(self.language).format(title=self.title, **written)

    def day(self, day: date) -> str:
        """Return a day in words."""
        return day_words(day, self.language)
