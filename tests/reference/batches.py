"""Random cases by the batch: a seed makes a pack, a few histories and days to ask about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.reference.changes import broken_promises
from tests.reference.definitions import random_pack
from tests.reference.dice import Dice, SeededDice
from tests.reference.harness import Tally, complaints, loaded
from tests.reference.histories import days_to_ask, random_history
from tests.reference.shrinking import Example, shown, smallest

HISTORIES, DAYS = 3, 6


@dataclass
class Outcome:
    """What a batch found; `example` is the smallest disagreement, empty where all agree."""

    tally: Tally = field(default_factory=Tally)
    seed: int = 0
    example: str = ""


def run_batch(seeds: Iterable[int]) -> Outcome:
    """Compare until the first disagreement."""
    outcome = Outcome()
    for seed in seeds:
        outcome.seed = seed
        example = first_disagreement(SeededDice(seed), outcome.tally)
        if example is not None:
            outcome.example = shown(smallest(example))
            return outcome
    return outcome


def first_disagreement(
    dice: Dice, tally: Tally, histories: int = HISTORIES, days: int = DAYS
) -> Example | None:
    """One pack with a few histories, each on a few days, now and then as known on another."""
    pack = random_pack(dice)
    rules = loaded(pack)
    for _ in range(histories):
        history = random_history(dice, pack)
        municipality = "202" if dice.chance(20) else ""
        for day in days_to_ask(dice, history, days):
            back = timedelta(days=dice.pick([-30, -1, 0, 1, 20]))
            known_on = day + back if dice.chance(25) else None
            question = (day, known_on, municipality)
            found = complaints(pack, rules, history, *question, tally)
            if not found and known_on is None and not municipality:
                ahead = [dice.number(1, 30), dice.number(1, 200)]
                tally.promises += len(ahead)
                found = broken_promises(rules, history, day, ahead)
            if found:
                return Example(pack, history, *question)
    return None
