"""The generators as strategies of Hypothesis, which looks for the smallest example itself."""

from hypothesis import strategies as st

from tests.reference.batches import first_disagreement
from tests.reference.definitions import random_pack
from tests.reference.dice import HypothesisDice
from tests.reference.harness import Tally
from tests.reference.histories import random_history
from tests.reference.shrinking import Example


@st.composite
def packs(draw: st.DrawFn) -> dict:
    """A rule pack that uses any part of the grammar."""
    return random_pack(HypothesisDice(draw))


@st.composite
def histories(draw: st.DrawFn, pack: dict) -> object:
    """A history with facts that the pack asks about."""
    return random_history(HypothesisDice(draw), pack)


@st.composite
def disagreements(draw: st.DrawFn) -> Example | None:
    """A pack, a history and four days: what the two disagree on, or None."""
    return first_disagreement(HypothesisDice(draw), Tally(), histories=1, days=4)
