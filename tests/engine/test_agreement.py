"""The evaluator says what the slow reference of docs/language.md says, on random cases.

`scripts/agreement.py` does the same on hundreds of thousands.
"""

from hypothesis import HealthCheck, given, settings
from tests.reference.batches import run_batch
from tests.reference.shrinking import shown
from tests.reference.strategies import disagreements

SEEDS = range(60)


def test_evaluator_and_reference_agree_on_a_fixed_set_of_cases():
    outcome = run_batch(SEEDS)
    assert not outcome.example, f"seed {outcome.seed}\n{outcome.example}"
    assert outcome.tally.cases == len(SEEDS) * 18
    assert len(outcome.tally.states) >= 12
    assert outcome.tally.too_cautious <= outcome.tally.agreed / 2


@settings(
    max_examples=40, derandomize=True, deadline=None, database=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
@given(disagreements())
def test_evaluator_and_reference_agree_on_what_hypothesis_tries(example):
    assert example is None, shown(example)
