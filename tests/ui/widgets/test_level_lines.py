"""Where a chart of levels over time puts its ticks, its names and its marks, whatever it shows and however wide."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.level_series import LevelFrom
from planner.ui.widgets.level_lines.placing import Sizes, laid_out
from planner.ui.widgets.level_lines.shown import LevelHistory, Line, Mark, Sort
from planner.ui.widgets.level_lines.ticks import Span, ticks

TODAY = date(2026, 11, 25)
SIZES = Sizes(7.0, 15.0, lambda text: 6.5 * len(text), lambda text: 7.0 * len(text))

dates = st.dates(date(2, 1, 1), date(2026, 11, 25))
widths = st.floats(200, 1900)
levels = st.integers(0, 10).map(lambda halves: halves / 2)


def labels_of(first: date, last: date, width: float) -> list[str]:
    return [tick.label for tick in ticks(Span(first, last, 20, width), SIZES.measure)]


@given(dates, dates, widths)
def test_labels_of_time_never_touch_and_stay_within(one: date, other: date, width: float) -> None:
    first, last = sorted((one, other))
    found = ticks(Span(first, last, 20, width), SIZES.measure)
    assert found
    assert all(first <= tick.day <= last for tick in found)
    assert all(tick.left >= 20 and tick.left + tick.width <= width + 0.01 for tick in found)
    assert all(before.left + before.width < after.left for before, after in pairwise(found))
    assert any(str(tick.day.year) in tick.label for tick in found)


@pytest.mark.parametrize(
    ("first", "last", "width", "labels"),
    [
        (date(2016, 12, 1), TODAY, 300, ["2018", "2020", "2022", "2024", "2026"]),
        (date(2016, 12, 1), TODAY, 640, [str(year) for year in range(2017, 2027)]),
        (date(2024, 9, 12), TODAY, 420, ["Oct", "2025", "Apr", "Jul", "Oct", "2026", "Apr", "Jul", "Oct"]),
        (date(2026, 9, 12), TODAY, 300, ["Oct 2026", "Nov"]),
        (date(2026, 11, 12), TODAY, 300, ["12 Nov 2026", "25 Nov 2026"]),
        (date(2026, 11, 12), TODAY, 120, ["12 Nov 2026"]),
        (TODAY, TODAY, 300, ["25 Nov 2026"]),
    ],
)
def test_time_is_told_by_years_months_or_days(first: date, last: date, width: float, labels: list[str]) -> None:
    assert labels_of(first, last, width) == labels


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=40), levels | st.none()), min_size=2, max_size=30),
    st.floats(260, 900),
    st.floats(96, 500),
)
def test_the_names_of_lines_never_overlap(lines: list[tuple[str, float | None]], width: float, height: float) -> None:
    history = LevelHistory(
        date(2025, 1, 1),
        TODAY,
        tuple(Line(name, (LevelFrom("2025-01-01", level),), group) for group, (name, level) in enumerate(lines)),
    )
    layout = laid_out(history, width, height, SIZES)
    middles = [end.middle for end in layout.ends]
    assert all(after - before >= SIZES.height - 0.01 for before, after in pairwise(middles))
    assert all(SIZES.height / 2 - 0.01 <= middle <= height - SIZES.height / 2 + 0.01 for middle in middles)
    assert all(layout.names_at + SIZES.measure_name(end.name) <= width for end in layout.ends)
    assert {end.line for end in layout.ends} <= {n for n, (_, level) in enumerate(lines) if level is not None}


@given(st.lists(st.tuples(st.integers(0, 3650), levels, st.sampled_from(Sort)), max_size=150), st.floats(260, 900))
def test_every_mark_is_at_one_spot_and_is_found_there(marks: list[tuple[int, float, Sort]], width: float) -> None:
    made = [Mark(TODAY - timedelta(days=ago), level, sort) for ago, level, sort in marks]
    first = min((mark.day for mark in made), default=TODAY)
    layout = laid_out(LevelHistory(first, TODAY, (), marks=tuple(made)), width, 120, SIZES)
    held = [mark for spot in layout.spots for mark in spot.marks]
    assert sorted(held, key=repr) == sorted(made, key=repr)
    assert [spot.x for spot in layout.spots] == sorted(spot.x for spot in layout.spots)
    for spot in layout.spots:
        found = layout.spots[layout.spot_near(spot.x, spot.y, 12)]
        assert (found.x, found.y) == (spot.x, spot.y)
        assert layout.span.left <= spot.x <= layout.span.right
        assert layout.day_at(spot.x) == spot.marks[0].day
    assert layout.spot_near(-100, -100, 12) == -1
