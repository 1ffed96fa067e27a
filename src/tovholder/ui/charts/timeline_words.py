"""What a timeline says in words: titles in the picture, the table beside it, the legend."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tovholder.ui import formats
from tovholder.ui.charts.timeline_rows import Bar, Mark, Shape, TimelineRow

SHAPE_NAMES = {
    Shape.EVENT: gettext_lazy("Event"),
    Shape.DUE: gettext_lazy("Due"),
    Shape.SOON: gettext_lazy("Due soon"),
    Shape.LATE: gettext_lazy("Overdue"),
    Shape.DONE: gettext_lazy("Done in time"),
    Shape.DONE_LATE: gettext_lazy("Done late"),
    Shape.MISSED: gettext_lazy("Not done"),
    Shape.WAIVED: gettext_lazy("Waived"),
}


def last_day(bar: Bar) -> str:
    """Return the last day of a bar as exactly as it is known, or that it still goes on."""
    if bar.end is None:
        return _("no end yet")
    day = bar.end - timedelta(days=1) if bar.end_precision == "day" else bar.end
    return formats.precise_date(day, bar.end_precision)


def bar_title(bar: Bar, row: TimelineRow) -> str:
    """Return a bar in words."""
    words = {
        "row": row.label,
        "label": bar.label,
        "first": formats.precise_date(bar.start, bar.precision),
        "last": last_day(bar),
    }
    if bar.is_planned:
        return _("%(row)s: %(label)s, planned, %(first)s – %(last)s") % words
    return _("%(row)s: %(label)s, %(first)s – %(last)s") % words


def mark_title(mark: Mark, row: TimelineRow) -> str:
    """Return a mark in words."""
    return _("%(row)s: %(label)s, %(day)s (%(meaning)s)") % {
        "row": row.label,
        "label": mark.label,
        "day": formats.precise_date(mark.on, mark.precision),
        "meaning": str(SHAPE_NAMES[Shape(mark.shape)]),
    }


def headings() -> tuple[str, ...]:
    """Return the headings of the table."""
    return _("What"), _("State or event"), _("From"), _("To"), _("Note")


def lines(rows: tuple[TimelineRow, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the table of a timeline: every bar, pause and mark, row by row, oldest first."""
    dated: list[tuple[int, date, tuple[str, ...]]] = []
    for number, row in enumerate(rows):
        dated += [(number, bar.start, _bar_line(row, bar, "")) for bar in row.bars]
        dated += [(number, bar.start, _bar_line(row, bar, _("pause"))) for bar in row.pauses]
        dated += [(number, mark.on, _mark_line(row, mark)) for mark in row.marks]
    return tuple(line for _number, _day, line in sorted(dated))


def _bar_line(row: TimelineRow, bar: Bar, note: str) -> tuple[str, ...]:
    first = formats.precise_date(bar.start, bar.precision)
    if bar.is_planned:
        note = _("planned")
    return row.label, bar.label, first, last_day(bar), note


def _mark_line(row: TimelineRow, mark: Mark) -> tuple[str, ...]:
    day = formats.precise_date(mark.on, mark.precision)
    return row.label, mark.label, day, day, str(SHAPE_NAMES[Shape(mark.shape)])
