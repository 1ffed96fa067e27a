"""A history as a picture: a row for each kind, bars for what lasted, marks for days.

Tones differ in lightness and pattern, marks in shape, so that the picture survives grey print;
every bar and mark also has its words, in the picture, as its title and in the table.
"""

import zlib
from collections.abc import Sequence
from datetime import date

from tovholder.ui.charts import timeline_picture, timeline_words
from tovholder.ui.charts.figure import Figure
from tovholder.ui.charts.timeline_rows import Bar, Mark, Shape, TimelineRow

__all__ = ["Bar", "Mark", "Shape", "TimelineRow", "timeline"]


def timeline(  # noqa: PLR0913 - all by name, and a chart without its source is incomplete
    rows: Sequence[TimelineRow],
    *,
    start: date,
    end: date,
    today: date,
    title: str,
    description: str,
    source: str = "",
    today_label: str = "",
) -> Figure:
    """Return the rows drawn over the days `[start, end)`, with the same as a table.

    Args:
        rows: What to draw, in order; what lies outside the days is in the table only.
        start: First day on the picture.
        end: The day after the last.
        today: The day of the line "today"; what has no end is drawn up to it.
        title: What the picture shows.
        description: What to see in it, in a sentence; read by screen readers.
        source: Where the facts come from.
        today_label: What stands at that line, where the day is not today's.

    Raises:
        ValueError: `end` is not after `start`.
    """
    if end <= start:
        raise ValueError(f"The timeline ends {end}, not after its start {start}; swap them.")
    drawn = tuple(rows)
    picture_id = f"timeline-{zlib.crc32(repr((title, drawn)).encode()):08x}"
    picture = timeline_picture.draw(
        timeline_picture.Timeline(
            drawn, timeline_picture.scale_for(start, end), today, picture_id, today_label
        ),
        title=title,
        description=description,
    )
    return Figure(
        id=picture_id,
        title=title,
        description=description,
        picture=picture,
        headings=timeline_words.headings(),
        lines=timeline_words.lines(drawn),
        source=source,
    )
