"""A chart as pages get it: picture, the same numbers as a table, and where they come from."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Figure:
    """A drawn chart. Printing it in a template draws the whole frame.

    `id` is unique on the page; `headings` and `lines` are the table, all of it as text.
    """

    id: str
    title: str
    description: str
    picture: SafeString
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    source: str = ""

    def context(self) -> dict[str, object]:
        """Return what the template `ui/_chart.html` needs."""
        return {"figure": self}

    def __str__(self) -> str:
        return render_to_string("ui/_chart.html", self.context())
