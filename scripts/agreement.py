"""Hold the evaluator against the slow reference of the tests, on many random cases.

Each seed makes one rule pack and a few histories; each history is asked about on a few days. Stops
at the first disagreement and prints the smallest example of it.

Usage: python scripts/agreement.py [--cases 200000] [--seed 1] [--workers 2]
"""

import argparse
import multiprocessing
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.reference.batches import Outcome, run_batch
from tests.reference.harness import Tally

SEEDS_IN_A_BATCH = 20


def main() -> int:
    """Run batches until there are cases enough; return 1 on a disagreement."""
    asked = _arguments()
    total, began = Tally(), time.monotonic()
    with multiprocessing.Pool(asked.workers) as pool:
        for outcome in pool.imap_unordered(run_batch, _batches(asked.seed)):
            total.add(outcome.tally)
            _progress(total, asked.cases, began)
            if outcome.example:
                pool.terminate()
                return _disagreement(outcome)
            if total.cases >= asked.cases:
                pool.terminate()
                break
    print(_table(total, time.monotonic() - began))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args()


def _batches(seed: int):
    first = seed * 1_000_000
    for number in range(1_000_000 // SEEDS_IN_A_BATCH):
        yield range(first + number * SEEDS_IN_A_BATCH, first + (number + 1) * SEEDS_IN_A_BATCH)


def _progress(total: Tally, wanted: int, began: float) -> None:
    seconds = time.monotonic() - began
    print(f"\r{total.cases:>8} of {wanted} cases, {seconds:.0f} s", end="", file=sys.stderr)


def _disagreement(outcome: Outcome) -> int:
    print(f"\nSeed {outcome.seed} disagrees. The smallest example:\n\n{outcome.example}")
    return 1


def _table(total: Tally, seconds: float) -> str:
    cautious = 100 * total.too_cautious / max(total.agreed, 1)
    rows = [
        ("cases", total.cases),
        ("with something not known", total.unclear),
        ("skipped, too many readings", total.skipped),
        ("days before next_change_on", total.promises),
        *total.states.most_common(),
        ("left undetermined without need", f"{cautious:.1f} %"),
        ("seconds", f"{seconds:.0f}"),
    ]
    return "\n" + "\n".join(f"{name:<32}{count:>10}" for name, count in rows)


if __name__ == "__main__":
    sys.exit(main())
