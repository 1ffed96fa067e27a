"""What a reader knows: the words that may be named, and the version it reads for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tovholder.engine.language.parameters import DatedAmount, Parameter
from tovholder.engine.language.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Scope:
    """The words, and the days on which the version that is being read is valid.

    Outside of expectations there is no version, and no `valid_from`.
    """

    words: Vocabulary
    valid_from: date | None = None
    valid_until: date | None = None
    in_expectation: bool = False

    def dated(self, parameter: Parameter) -> Iterator[DatedAmount]:
        """Yield the values of a parameter that are in force on some day of the version."""
        for number, value in enumerate(parameter.values):
            after = parameter.values[number + 1 : number + 2]
            is_over = self.valid_from and after and after[0].valid_from <= self.valid_from
            is_to_come = self.valid_until and value.valid_from > self.valid_until
            if not (is_over or is_to_come):
                yield value
