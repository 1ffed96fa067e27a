"""The timeline as SVG text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tovholder.ui.charts import timeline_shapes, timeline_words
from tovholder.ui.charts.scales import TimeScale, text_width
from tovholder.ui.charts.timeline_layout import FONT, Placed, bar_span, place
from tovholder.ui.charts.timeline_rows import Bar, Mark, Shape, TimelineRow
from tovholder.ui.charts.timeline_shapes import INK, SHAPES, TONES
from tovholder.ui.parts import Tone

WIDTH, LABELS, EDGE = 960.0, 172.0, 10.0
AXIS, LANE, BAR, ROW_PADDING = 40.0, 26.0, 18.0, 6.0
GRID, YEAR_GRID, NOW = "#d4d9dc", "#98a3aa", "#b0006d"
HALO = f'fill="{INK}" stroke="#fff" stroke-width="4" paint-order="stroke"'


@dataclass(frozen=True)
class Timeline:
    """All that the picture is drawn from."""

    rows: tuple[TimelineRow, ...]
    scale: TimeScale
    today: date
    id: str
    today_label: str = ""


def scale_for(start: date, end: date) -> TimeScale:
    """Return the scale of the picture for the days `[start, end)`."""
    return TimeScale(start, end, LABELS, WIDTH - EDGE)


def draw(timeline: Timeline, *, title: str, description: str) -> SafeString:
    """Return the SVG element."""
    placed = [place(row, timeline.scale, timeline.today) for row in timeline.rows]
    heights = [lanes * LANE + ROW_PADDING for _things, lanes in placed]
    bottom = AXIS + sum(heights)
    parts = [_definitions(timeline.id), _grid(timeline, bottom), _today(timeline, bottom)]
    top = AXIS
    for row, (things, _lanes), height in zip(timeline.rows, placed, heights, strict=True):
        parts.append(_row(timeline, row, things, (top, height)))
        top += height
    marks = [each.what for things, _lanes in placed for each in things]
    used = {str(mark.shape) for mark in marks if isinstance(mark, Mark)}
    legend, legend_height = timeline_shapes.legend(used, (WIDTH, bottom))
    return SafeString(
        f'<svg id="{timeline.id}" class="timeline" role="img" font-size="{FONT}" '
        f'aria-labelledby="{timeline.id}-title {timeline.id}-desc" '
        f'viewBox="0 0 {_n(WIDTH)} {_n(bottom + legend_height)}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{timeline.id}-title">{escape(title)}'
        f'</title><desc id="{timeline.id}-desc">{escape(description)}</desc>'
        f"{''.join(parts)}{legend}</svg>"
    )


def _definitions(prefix: str) -> str:
    """Return the patterns: light lines and dots over a tone, hatching for days not known."""
    return (
        f'<defs><pattern id="{prefix}-lines" width="6" height="6" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<path d="M0 0V6" stroke="#7a5200" stroke-opacity=".3" stroke-width="2"/></pattern>'
        f'<pattern id="{prefix}-dots" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<circle cx="2" cy="2" r=".8" fill="#fff" fill-opacity=".45"/></pattern>'
        f'<pattern id="{prefix}-unknown" width="5" height="5" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        '<path d="M0 0V5" stroke="#1a1a1a" stroke-opacity=".55" stroke-width="1.5"/></pattern>'
        "</defs>"
    )


def _grid(timeline: Timeline, bottom: float) -> str:
    """Return the lines of the grid with their labels on top."""
    parts = []
    for tick in timeline.scale.ticks():
        x = timeline.scale.x(tick.day)
        colour, weight = (YEAR_GRID, "600") if tick.is_year else (GRID, "400")
        parts.append(
            f'<path d="M{_n(x)} {_n(AXIS - 8)}V{_n(bottom)}" stroke="{colour}"/>'
            f'<text x="{_n(x + 3)}" y="{_n(AXIS - 12)}" font-weight="{weight}" fill="{INK}">'
            f"{escape(tick.label)}</text>"
        )
    return "".join(parts)


def _today(timeline: Timeline, bottom: float) -> str:
    """Return the line of today, where it lies on the scale."""
    if not timeline.scale.start <= timeline.today < timeline.scale.end:
        return ""
    x, text = timeline.scale.x(timeline.today), timeline.today_label or _("Today")
    at_end = x + text_width(text, FONT) + 4 > WIDTH
    text_x, anchor = (x - 4, "end") if at_end else (x + 4, "start")
    return (
        f'<path d="M{_n(x)} 14V{_n(bottom)}" stroke="{NOW}" stroke-width="2"/>'
        f'<text x="{_n(text_x)}" y="11" text-anchor="{anchor}" font-weight="600" '
        f'fill="{NOW}">{escape(text)}</text>'
    )


def _row(
    timeline: Timeline, row: TimelineRow, things: tuple[Placed, ...], place: tuple[float, float]
) -> str:
    """Return one row: its line, label, pauses, bars and marks."""
    top = place[0]
    parts = [
        f'<path d="M0 {_n(top)}H{_n(WIDTH)}" stroke="{GRID}"/>',
        *_row_label(row.label, top),
        *(_pause(timeline, row, pause, place) for pause in row.pauses),
    ]
    for thing in things:
        middle = top + ROW_PADDING / 2 + (thing.lane + 0.5) * LANE
        if isinstance(thing.what, Bar):
            title = timeline_words.bar_title(thing.what, row)
            drawn = _bar(timeline, thing.what, thing, middle)
        else:
            title = timeline_words.mark_title(thing.what, row)
            drawn = _mark(timeline, thing.what, thing, middle)
        parts.append(f"<g><title>{escape(title)}</title>{drawn}</g>")
    return "".join(parts)


def _row_label(label: str, top: float) -> Iterator[str]:
    """Yield the row's label in at most two lines."""
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, FONT) > LABELS - 8:
            lines.append(word)
        else:
            lines[-1] = longer
    shown = lines if len(lines) <= 2 else [lines[0], f"{lines[1]} …"]
    first = top + (20 if len(shown) == 1 else 15)
    for number, line in enumerate(shown):
        yield (
            f'<text x="0" y="{_n(first + number * 14)}" font-weight="600" fill="{INK}">'
            f"{escape(line)}</text>"
        )


def _pause(timeline: Timeline, row: TimelineRow, pause: Bar, place: tuple[float, float]) -> str:
    """Return a pause: a hatched strip behind the row."""
    x0, x1 = bar_span(pause, timeline.scale, timeline.today)
    box = f'x="{_n(x0)}" y="{_n(place[0] + 1)}" width="{_n(x1 - x0)}" height="{_n(place[1] - 2)}"'
    return (
        f"<g><title>{escape(timeline_words.bar_title(pause, row))}</title>"
        f'<rect {box} fill="#eef1f2"/>'
        f'<rect {box} fill="url(#{timeline.id}-unknown)" opacity=".35"/></g>'
    )


def _bar(timeline: Timeline, bar: Bar, thing: Placed, middle: float) -> str:
    """Return a bar: possible days hatched, known days filled, an arrow where it goes on."""
    fill, text_fill, edge, pattern = TONES[bar.tone]
    if bar.is_planned:
        fill, text_fill, pattern = "#fff", INK, ""
    line = f'stroke="{edge}"'
    if bar.is_planned or bar.tone == Tone.MUTED:
        line += ' stroke-dasharray="4 3"'
    possible = [(thing.x0, thing.solid_x0)]
    if not thing.is_open:
        possible.append((thing.solid_x1, thing.x1))
    known = (thing.solid_x0, thing.solid_x1)
    parts = [_rect(each, middle, f"url(#{timeline.id}-unknown)", line) for each in possible]
    parts.append(_rect(known, middle, fill, line))
    if pattern:
        parts.append(_rect(known, middle, f"url(#{timeline.id}-{pattern})", 'stroke="none"'))
    if thing.is_open:
        parts.append(_arrow(thing.solid_x1, middle, edge))
    if thing.is_cut:
        parts.append(_arrow(thing.x0 - 1, middle, edge, direction=-1))
    parts.append(_text(thing, middle, text_fill))
    return "".join(parts)


def _rect(span: tuple[float, float], middle: float, fill: str, line: str) -> str:
    """Return a box as high as a bar; nothing where it has no width."""
    if span[1] <= span[0]:
        return ""
    return (
        f'<rect x="{_n(span[0])}" y="{_n(middle - BAR / 2)}" width="{_n(span[1] - span[0])}" '
        f'height="{_n(BAR)}" rx="2" fill="{fill}" {line}/>'
    )


def _arrow(x: float, middle: float, fill: str, direction: int = 1) -> str:
    """Return the head of an arrow to the right (1) or left (-1)."""
    tip = 8 * direction
    return f'<path d="M{_n(x)} {_n(middle - 8)}l{tip} 8 {-tip} 8Z" fill="{fill}"/>'


def _mark(timeline: Timeline, mark: Mark, thing: Placed, middle: float) -> str:
    """Return a mark in its shape, over the days that are possible too."""
    possible = ""
    if mark.precision != "day":
        hatched = f"url(#{timeline.id}-unknown)"
        possible = _rect((thing.x0, thing.x1), middle, hatched, 'stroke="none"')
    return (
        f'{possible}<g transform="translate({_n(thing.solid_x0)} {_n(middle)})">'
        f"{SHAPES[Shape(mark.shape)]}</g>{_text(thing, middle, INK)}"
    )


def _text(thing: Placed, middle: float, inside_fill: str) -> str:
    """Return the words of a bar or mark, where the layout put them."""
    if not thing.text:
        return ""
    look = f'fill="{inside_fill}"' if thing.is_inside else HALO
    return (
        f'<text x="{_n(thing.text_x)}" y="{_n(middle + FONT * 0.35)}" '
        f'text-anchor="{thing.anchor}" {look}>{escape(thing.text)}</text>'
    )


def _n(number: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{number:.1f}".removesuffix(".0")
