"""Where each bar and mark of a timeline goes, so that nothing and no text overlaps."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tovholder.ui.charts.scales import TimeScale, precision_end, text_width
from tovholder.ui.charts.timeline_rows import Bar, Mark, TimelineRow

FONT = 13.0
MARK_RADIUS = 7.0
ARROW = 8.0
GAP = 6.0
MOST_LANES = 8
LEAST_BAR = 3.0
TOUCH = 0.5  # bars that meet may share a lane


@dataclass(frozen=True)
class Placed:
    """A bar or mark with its place: `[x0, x1]`, its lane, and where its text stands."""

    what: Bar | Mark
    x0: float
    x1: float
    lane: int
    text: str
    text_x: float
    anchor: str  # start: from text_x on; end: up to text_x
    is_inside: bool
    solid_x0: float
    solid_x1: float
    is_open: bool = False
    is_cut: bool = False


@dataclass
class _Lanes:
    """The stretches taken in each lane of a row."""

    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def lane_for(self, left: float, right: float) -> int | None:
        """Take the first lane where `[left, right]` is free; None when all lanes are full."""
        for number, stretches in enumerate(self.taken):
            if all(right <= start + TOUCH or left >= end - TOUCH for start, end in stretches):
                stretches.append((left, right))
                return number
        if len(self.taken) >= MOST_LANES:
            return None
        self.taken.append([(left, right)])
        return len(self.taken) - 1


def place(row: TimelineRow, scale: TimeScale, today: date) -> tuple[tuple[Placed, ...], int]:
    """Return the row's bars and marks, placed, and how many lanes they need (at least one)."""
    lanes = _Lanes()
    visible = [bar for bar in row.bars if _is_in(bar.start, bar.end, scale)]
    ahead = [mark for mark in row.marks if scale.start <= mark.on < scale.end]
    things: list[Bar | Mark] = sorted([*visible, *ahead], key=_first_day)
    placed = tuple(
        _placed_bar(each, scale, today, lanes)
        if isinstance(each, Bar)
        else _placed_mark(each, scale, lanes)
        for each in things
    )
    return placed, max(1, len(lanes.taken))


def _first_day(thing: Bar | Mark) -> date:
    return thing.start if isinstance(thing, Bar) else thing.on


def _is_in(start: date, end: date | None, scale: TimeScale) -> bool:
    return start < scale.end and (end is None or end > scale.start)


def bar_span(bar: Bar, scale: TimeScale, today: date) -> tuple[float, float]:
    """Return where a bar begins and ends on the scale; an open one ends today."""
    last = bar.end or (today + timedelta(days=1) if bar.start <= today else scale.end)
    x0 = scale.x(bar.start)
    return x0, max(scale.x(last), x0 + LEAST_BAR)


def _placed_bar(bar: Bar, scale: TimeScale, today: date, lanes: _Lanes) -> Placed:
    x0, x1 = bar_span(bar, scale, today)
    solid_x0 = x0 if bar.precision == "day" else scale.x(precision_end(bar.start, bar.precision))
    x1_possible = x1
    if bar.end and bar.end_precision != "day":
        x1_possible = max(x1, scale.x(precision_end(bar.end, bar.end_precision)))
    if bar.end is None:
        x1_possible += ARROW
    text, text_x, anchor, inside = _text_place(bar.label, solid_x0, x1, (x0, x1_possible), scale)
    lane = lanes.lane_for(*_extent(text, text_x, anchor, (x0, x1_possible)))
    return Placed(
        bar, x0, x1_possible, MOST_LANES - 1 if lane is None else lane,
        "" if lane is None else text, text_x, anchor, inside,
        solid_x0=min(solid_x0, x1), solid_x1=x1,
        is_open=bar.end is None, is_cut=bar.start < scale.start,
    )  # fmt: skip


def _placed_mark(mark: Mark, scale: TimeScale, lanes: _Lanes) -> Placed:
    possible = scale.x(mark.on), scale.x(precision_end(mark.on, mark.precision))
    middle = sum(possible) / 2
    x0, x1 = min(possible[0], middle - MARK_RADIUS), max(possible[1], middle + MARK_RADIUS)
    text, text_x, anchor, _inside = _text_place(mark.label, middle, middle, (x0, x1), scale)
    lane = lanes.lane_for(*_extent(text, text_x, anchor, (x0, x1)))
    return Placed(
        mark, x0, x1, MOST_LANES - 1 if lane is None else lane,
        "" if lane is None else text, text_x, anchor, is_inside=False,
        solid_x0=middle, solid_x1=middle,
    )  # fmt: skip


def _text_place(
    text: str, inner_x0: float, inner_x1: float, outer: tuple[float, float], scale: TimeScale
) -> tuple[str, float, str, bool]:
    """Return text, its x, its anchor and whether it stands inside its bar."""
    width = text_width(text, FONT)
    if width + 2 * GAP <= inner_x1 - inner_x0:
        return text, inner_x0 + GAP, "start", True
    if outer[1] + GAP + width <= scale.right:
        return text, outer[1] + GAP, "start", False
    if outer[0] - GAP - width >= scale.left:
        return text, outer[0] - GAP, "end", False
    return "", outer[0], "start", False


def _extent(
    text: str, text_x: float, anchor: str, outer: tuple[float, float]
) -> tuple[float, float]:
    """Return the stretch that a bar or mark and its text, with some air, take together."""
    if not text:
        return outer
    width = text_width(text, FONT)
    text_left = text_x if anchor == "start" else text_x - width
    return min(outer[0], text_left - GAP), max(outer[1], text_left + width + GAP)
