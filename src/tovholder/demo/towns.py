"""What a demo consists of: the same day, seed and size always give the same people."""

from dataclasses import dataclass
from datetime import date
from random import Random

from tovholder.demo import lives, places, recipes
from tovholder.demo.lives import Told
from tovholder.demo.places import HOME, NEIGHBOUR


@dataclass(frozen=True, slots=True)
class Size:
    """How many persons of the main municipality, and how many of its neighbour twice over."""

    still_open: int
    closed: int
    neighbours: int


FULL, SMALL = Size(400, 600, 15), Size(60, 60, 4)


@dataclass(frozen=True, slots=True)
class Filling:
    """What a demo is made from: the same three give the same people."""

    today: date
    seed: int
    is_small: bool


def told(filling: Filling) -> dict[str, Told]:
    """Return everything that was told in each municipality, by its code."""
    size = SMALL if filling.is_small else FULL
    random = Random(filling.seed)  # noqa: S311 - invented people, no secret
    counts = {HOME.code: (size.still_open, size.closed), NEIGHBOUR.code: (size.neighbours,) * 2}
    found = {}
    for code, (still_open, closed) in counts.items():
        setting = lives.Setting(code, places.coordinators(code), filling.today)
        found[code] = lives.families(
            setting, wanted_open=still_open, wanted_closed=closed, random=random
        )
        if code == HOME.code:
            found[code] += recipes.crafted(setting, random=random)
    return found
