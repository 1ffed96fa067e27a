"""What came of every row: each read row ends in exactly one bucket, and every finding is kept."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from tovholder.people.imports.problems import Problem
from tovholder.people.imports.reasons import KINDS
from tovholder.people.imports.spooling import Spool

READ, ACCEPTED, UNCHANGED = "read", "accepted", "unchanged"
REJECTED, LEFT_OUT = "rejected", "left_out"
BUCKETS = (ACCEPTED, UNCHANGED, REJECTED, LEFT_OUT)
EXAMPLES = 3


class RowsLostError(AssertionError):
    """Rows in are not rows out: a fault of the program, never of the files."""


@dataclass(slots=True)
class FileTally:
    """Counts of one file as one table read it."""

    file: str
    table: str
    encoding: str
    sha256: str
    unmapped: tuple[str, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)


class Tally:
    """Counts rows and keeps findings, in flat memory.

    Attributes:
        files: Counts of each file, by its number.
        codes: How often each finding was made.
        examples: The first findings of each code.
        persons: `new` and `known` persons.
        facts: Facts that the accepted and unchanged rows come to, by kind.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.files: dict[int, FileTally] = {}
        self.codes: Counter[str] = Counter()
        self.examples: Mapping[str, list[Problem]] = defaultdict(list)
        self.persons: Counter[str] = Counter()
        self.facts: Counter[str] = Counter()
        self._findings = Spool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._findings.__exit__()

    def count(self, file: int, bucket: str) -> None:
        """Count a row of a file."""
        self.files[file].counts[bucket] += 1

    def note(self, file: int, problem: Problem) -> None:
        """Keep a finding."""
        self.codes[problem.code] += 1
        if len(self.examples[problem.code]) < EXAMPLES:
            self.examples[problem.code].append(problem)
        self._findings.add(f"{file:06d}:{problem.line:012d}", problem.dumped())

    def findings(self) -> Iterator[Problem]:
        """Yield the findings by file and line."""
        for _key, text in self._findings.sorted():
            yield Problem.loaded(text)

    @property
    def totals(self) -> Counter[str]:
        """Return the counts of all files together."""
        return sum((each.counts for each in self.files.values()), Counter[str]())

    @property
    def warnings(self) -> int:
        """Return how many findings are warnings."""
        return sum(count for code, count in self.codes.items() if not KINDS[code].is_error)

    def check(self) -> None:
        """Make sure that every row read is accounted for once.

        Raises:
            RowsLostError: it is not.
        """
        for each in self.files.values():
            out = sum(each.counts[bucket] for bucket in BUCKETS)
            if out != each.counts[READ]:
                raise RowsLostError(each.file, dict(each.counts))
