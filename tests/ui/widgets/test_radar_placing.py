"""Labels around a radar: none overlaps another, none touches the chart, none leaves the picture."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from planner.ui.theme import Theme
from planner.ui.widgets.radar.axes import Axis
from planner.ui.widgets.radar.painting import laid_out
from planner.ui.widgets.radar.placing import Box, Placing, Size, largest, wrapped

sizes = st.lists(st.builds(Size, st.floats(8, 160), st.sampled_from((15.0, 30.0, 45.0))), min_size=1, max_size=40)


def overlap(one: Box, other: Box) -> bool:
    across = one.left < other.left + other.width - 0.01 and other.left < one.left + one.width - 0.01
    return across and one.top < other.top + other.height - 0.01 and other.top < one.top + one.height - 0.01


def check(placing: Placing, width: float, height: float) -> None:
    for box in placing.boxes:
        assert box.left >= -0.01
        assert box.top >= -0.01
        assert box.left + box.width <= width + 0.01
        assert box.top + box.height <= height + 0.01
        if len(placing.boxes) > 5:  # the circle of a triangle is not drawn
            dx = max(box.left - placing.x, 0, placing.x - box.left - box.width)
            dy = max(box.top - placing.y, 0, placing.y - box.top - box.height)
            assert hypot(dx, dy) >= placing.radius
    assert not [pair for pair in combinations(placing.boxes, 2) if overlap(*pair)]


@given(sizes, st.floats(200, 1200), st.floats(200, 900))
def test_labels_keep_apart_whatever_their_sizes(labels: list[Size], width: float, height: float) -> None:
    placing = largest(width, height, labels)
    if placing is not None:
        assert len(placing.boxes) == len(labels)
        check(placing, width, height)


NAMES = (
    "Negotiation",
    "Stakeholder management and executive communication",
    "Responsible artificial intelligence and regulation",
    "UX",
    "Model evaluation",
)


@pytest.mark.parametrize("size", [(420, 480), (300, 300), (885, 800), (1200, 500)])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 12, 20, 40])
def test_every_name_is_whole_or_a_number_stands_for_it(
    qtbot: object, theme: Theme, count: int, size: tuple[int, int]
) -> None:
    axes = [Axis(NAMES[n % 5], "2.5 of 3.0", 3.0, 2.5, group=n // 4) for n in range(count)]
    layout = laid_out(theme, QRectF(0, 0, *size), axes)
    check(layout.placing, *size)
    assert layout.placing.radius >= 30
    for number, (axis, label) in enumerate(zip(axes, layout.labels, strict=True)):
        words = str(number + 1) if layout.numbered else axis.name
        assert " ".join(label.lines) == (words if size != (300, 300) or count < 40 else "")
    if count <= 4 or size == (885, 800):
        assert not layout.numbered


def test_a_name_too_long_for_any_line_ends_in_an_ellipsis() -> None:
    measure = len
    assert wrapped("one two three", 7, 2, measure) == (("one two", "three"), True)
    assert wrapped("one two three four", 7, 2, measure) == (("one two", "three…"), False)
    assert wrapped("incomprehensible", 7, 2, measure) == (("incomp…",), False)
    assert wrapped("", 7, 2, measure) == (("",), True)


def test_thousands_of_axes_are_drawn_without_labels(qtbot: object, theme: Theme) -> None:
    axes = [Axis(f"Skill {n}", "", 3.0, 2.5) for n in range(2000)]
    layout = laid_out(theme, QRectF(0, 0, 885, 800), axes)
    assert not layout.numbered
    assert layout.placing.radius > 350
    assert {label.lines for label in layout.labels} == {("",)}


def test_a_picture_without_room_has_a_chart_all_the_same(qtbot: object, theme: Theme) -> None:
    axes = [Axis(NAMES[n % 5], "", 3.0, 2.5) for n in range(40)]
    layout = laid_out(theme, QRectF(0, 0, 40, 40), axes)
    assert not layout.numbered
    assert len(layout.placing.boxes) == 40
