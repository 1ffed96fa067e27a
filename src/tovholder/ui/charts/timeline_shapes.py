"""The looks of a timeline: tones of bars, shapes of marks, and the legend of the shapes."""

from django.utils.html import escape

from tovholder.ui.charts.scales import text_width
from tovholder.ui.charts.timeline_layout import FONT
from tovholder.ui.charts.timeline_rows import Shape
from tovholder.ui.charts.timeline_words import SHAPE_NAMES

INK, LEGEND = "#1a1a1a", 22
# tone: fill, text, edge, pattern drawn over the fill
TONES = {
    "neutral": ("#e1e6e9", INK, "#55626b", ""),
    "info": ("#b5d5e3", INK, "#0b4f5c", ""),
    "success": ("#1d6b4f", "#ffffff", "#0f3d2d", ""),
    "warning": ("#ffdf9e", INK, "#7a5200", "lines"),
    "error": ("#8c1c2b", "#ffffff", "#4d0f17", "dots"),
    "muted": ("#ffffff", INK, "#6b7780", ""),
}
TICK = '<path d="M-3 0l2 2.5 4-5" fill="none" stroke="#fff" stroke-width="2"/>'
SHAPES = {
    Shape.EVENT: '<circle r="5" fill="#1a1a1a"/>',
    Shape.DUE: '<circle r="6" fill="#fff" stroke="#1a1a1a" stroke-width="2"/>',
    Shape.SOON: '<path d="M0-7 7 6H-7Z" fill="#ffdf9e" stroke="#7a5200" stroke-width="2"/>',
    Shape.LATE: '<path d="M0-8 8 0 0 8-8 0Z" fill="#8c1c2b"/>'
    '<path d="M0-4V1M0 3v1.5" stroke="#fff" stroke-width="2"/>',
    Shape.DONE: f'<circle r="7" fill="#1d6b4f"/>{TICK}',
    Shape.DONE_LATE: f'<path d="M-6.5-6.5h13v13h-13Z" fill="#7a5200"/>{TICK}',
    Shape.MISSED: '<path d="M-5-5 5 5M5-5-5 5" stroke="#8c1c2b" stroke-width="3"/>',
    Shape.WAIVED: '<path d="M-6-6H6V6H-6Z" fill="#fff" stroke="#55626b" stroke-width="2"/>'
    '<path d="M-3 0h6" stroke="#55626b" stroke-width="2"/>',
}


def legend(used: set[str], corner: tuple[float, float]) -> tuple[str, float]:
    """Return what the shapes in use mean, and the height that takes.

    Args:
        used: The shapes on the picture.
        corner: Width of the picture, and where the legend begins from above.
    """
    width, top = corner
    parts, x, y = [], 8, round(top + LEGEND)
    for shape, name in SHAPE_NAMES.items():
        if shape not in used:
            continue
        needed = round(34 + text_width(str(name), FONT))
        if x + needed > width:
            x, y = 8, y + LEGEND
        parts.append(
            f'<g transform="translate({x} {y})">{SHAPES[shape]}</g>'
            f'<text x="{x + 13}" y="{y + 4}" fill="{INK}">{escape(name)}</text>'
        )
        x += needed
    return "".join(parts), (y - top + 14 if parts else 4.0)
