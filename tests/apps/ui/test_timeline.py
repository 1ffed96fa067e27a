import itertools
import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import translation

from tovholder.ui.charts import timeline_layout, timeline_picture
from tovholder.ui.charts.timeline import Bar, Mark, Shape, TimelineRow, timeline
from tovholder.ui.gallery import gallery_page
from tovholder.ui.parts import Tone

START, TODAY, END = date(2023, 1, 1), date(2024, 6, 1), date(2025, 1, 1)
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*rows: TimelineRow, **changes):
    arguments = {"start": START, "end": END, "today": TODAY, "title": "T", "description": "D"}
    return timeline(rows, **(arguments | changes))


def titles(figure) -> list[str]:
    root = ElementTree.fromstring(figure.picture)
    return [each.text for each in root.iter(f"{SVG}title")][1:]


def test_the_picture_names_and_describes_itself():
    root = ElementTree.fromstring(drawn().picture)
    labels = root.attrib["aria-labelledby"].split()

    assert root.attrib["role"] == "img"
    assert [root.find(f".//*[@id='{label}']").text for label in labels] == ["T", "D"]


def test_ids_of_two_timelines_on_a_page_differ():
    page = gallery_page(TODAY)
    both = page.timeline.picture + page.timeline_years.picture
    ids = re.findall(r'\bid="([^"]+)"', both)

    assert len(ids) == len(set(ids))


def test_whatever_is_drawn_is_in_the_table_too():
    figure = gallery_page(TODAY).timeline

    assert len(titles(figure)) == len(figure.lines)


def test_the_table_gives_last_days_and_says_how_exactly_they_are_known():
    bar = Bar(date(2023, 2, 1), date(2023, 5, 1), "On", precision="month")
    month = Bar(date(2023, 6, 1), date(2023, 9, 1), "Off", end_precision="month")
    figure = drawn(TimelineRow("Row", bars=(bar, month)))

    assert figure.lines == (
        ("Row", "On", "februar 2023", "30. april 2023", ""),
        ("Row", "Off", "1. juni 2023", "september 2023", ""),
    )


def test_what_lies_outside_the_picture_is_still_in_the_table():
    figure = drawn(TimelineRow("Row", bars=(Bar(date(2019, 1, 1), date(2020, 1, 1), "Old"),)))

    assert titles(figure) == []
    assert len(figure.lines) == 1


def test_an_open_bar_ends_today_with_an_arrow():
    scale = timeline_picture.scale_for(START, END)
    (placed,), _lanes = timeline_layout.place(
        TimelineRow("Row", bars=(Bar(date(2024, 1, 1), None, "On"),)), scale, TODAY
    )

    assert placed.is_open
    assert placed.solid_x1 == scale.x(TODAY + timedelta(days=1))


def test_a_start_known_to_the_month_is_solid_from_the_next_month_on():
    scale = timeline_picture.scale_for(START, END)
    bar = Bar(date(2023, 2, 1), date(2023, 9, 1), "On", precision="month")
    (placed,), _lanes = timeline_layout.place(TimelineRow("Row", bars=(bar,)), scale, TODAY)

    assert placed.x0 == scale.x(date(2023, 2, 1))
    assert placed.solid_x0 == scale.x(date(2023, 3, 1))


def test_bars_that_meet_share_a_lane_and_bars_that_overlap_do_not():
    scale = timeline_picture.scale_for(START, END)

    def lanes(second_start: date) -> int:
        bars = (
            Bar(date(2023, 1, 1), date(2023, 7, 1), "A"),
            Bar(second_start, date(2024, 1, 1), "B"),
        )
        return timeline_layout.place(TimelineRow("Row", bars=bars), scale, TODAY)[1]

    assert lanes(date(2023, 7, 1)) == 1
    assert lanes(date(2023, 6, 15)) == 2


def test_no_two_texts_of_a_lane_touch_however_crowded_it_is():
    scale = timeline_picture.scale_for(START, END)
    marks = tuple(Mark(START + timedelta(days=9 * n), f"Mark number {n}") for n in range(80))
    placed, lanes = timeline_layout.place(TimelineRow("Row", marks=marks), scale, TODAY)
    spans: dict[int, list[tuple[float, float]]] = {}
    for each in placed:
        if each.text:
            width = timeline_layout.text_width(each.text, timeline_layout.FONT)
            left = each.text_x if each.anchor == "start" else each.text_x - width
            spans.setdefault(each.lane, []).append((left, left + width))

    assert lanes == timeline_layout.MOST_LANES
    for texts in spans.values():
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(sorted(texts)))


@pytest.mark.parametrize("tone", list(Tone))
def test_every_tone_can_be_drawn(tone):
    assert titles(drawn(TimelineRow("Row", bars=(Bar(START, END, "x", tone),))))


def test_the_legend_names_only_the_shapes_in_use():
    figure = drawn(TimelineRow("Row", marks=(Mark(TODAY, "x", Shape.LATE),)))

    assert ">Overskredet<" in figure.picture
    assert ">Fraveget<" not in figure.picture


def test_words_in_the_picture_follow_the_language_and_are_escaped():
    with translation.override("en"):
        figure = drawn(TimelineRow("<b>", bars=(Bar(START, None, "a & b"),)))

    assert "&lt;b&gt;: a &amp; b, 1 January 2023 – no end yet" in figure.picture


def test_a_timeline_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="not after its start"):
        drawn(start=END, end=START)
