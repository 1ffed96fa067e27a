"""Shows on a terminal how far an import is; says nothing where nobody watches."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn


class ShownProgress:
    """One bar for each step."""

    def __init__(self, bars: Progress | None) -> None:
        """Take the bars; None shows nothing."""
        self._bars = bars
        self._task: TaskID | None = None

    def begin(self, what: str, total: int) -> None:
        """Begin a step of `total` bytes or rows."""
        if self._bars is not None:
            self._task = self._bars.add_task(what, total=total)

    def advance(self, amount: int) -> None:
        """Tell that so much more of the step is done."""
        if self._bars is not None and self._task is not None and amount:
            self._bars.advance(self._task, amount)

    def end(self) -> None:
        """Leave the screen to what follows."""
        if self._bars is not None:
            self._bars.stop()


@contextmanager
def shown_progress() -> Iterator[ShownProgress]:
    """Show bars on the error stream where it is a terminal."""
    if not sys.stderr.isatty():
        yield ShownProgress(None)
        return
    parts = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*parts, TimeRemainingColumn(), console=Console(stderr=True)) as bars:
        yield ShownProgress(bars)
