"""A pile of lines larger than memory, sorted on disk.

The lines hold personal data on their way to the database, so the files have no name (nobody
else can open them, and nothing is left of them if the program dies) and end with the import.
"""

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, Self

RUN_LENGTH = 8_000_000  # signs kept in memory before a run is written
OPEN_RUNS = 64


class Spool:
    """Takes `(key, text)` pairs in any order and gives them back sorted by key, then as taken.

    >>> with Spool() as spool:
    ...     for key, text in [("b", "1"), ("a", "2"), ("b", "3")]:
    ...         spool.add(key, text)
    ...     list(spool.sorted())
    [('a', '2'), ('b', '1'), ('b', '3')]
    """

    def __init__(self, *, run_length: int = RUN_LENGTH) -> None:
        """Begin an empty pile.

        Args:
            run_length: How many signs are kept in memory.
        """
        self._run_length = run_length
        self._lines: list[str] = []
        self._length = 0
        self._runs: list[IO[str]] = []
        self._files = ExitStack()
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._lines.clear()
        self._files.close()

    def add(self, key: str, text: str) -> None:
        """Take a pair; neither key nor text holds a line break, the key no tab.

        Args:
            key: What is sorted by, compared sign by sign.
            text: What is given back.
        """
        line = f"{key}\t{self.count:010d}\t{text}\n"
        self._lines.append(line)
        self._length += len(line)
        self.count += 1
        if self._length > self._run_length:
            self._write_run()

    def sorted(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs in order; may be called again."""
        self._lines.sort()
        for run in self._runs:
            run.seek(0)
        for line in heapq.merge(*self._runs, iter(self._lines)):
            key, _number, text = line.split("\t", 2)
            yield key, text[:-1]

    def _write_run(self) -> None:
        if len(self._runs) == OPEN_RUNS:
            self._merge_runs()
        self._lines.sort()
        self._runs.append(self._file(iter(self._lines)))
        self._lines.clear()
        self._length = 0

    def _merge_runs(self) -> None:
        for run in self._runs:
            run.seek(0)
        merged = self._file(heapq.merge(*self._runs))
        for run in self._runs:
            run.close()
        self._runs = [merged]

    def _file(self, lines: Iterator[str]) -> IO[str]:
        made = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 -- closed by __exit__
        file = self._files.enter_context(made)
        file.writelines(lines)
        file.flush()
        return file
