"""The weeks of the month grid hold whatever is put into them: nothing overlaps, nothing is lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from planner.ui.calendar.layout import DAYS, Span, lay_out

MONDAY = 739_000


@st.composite
def weeks(draw: st.DrawFn) -> tuple[list[Span], dict[int, int], int]:
    starts = draw(st.lists(st.tuples(st.integers(-9, 8), st.integers(0, 12), st.integers(0, 2)), max_size=14))
    spans = [Span(key, MONDAY + at, MONDAY + at + long, rank) for key, (at, long, rank) in enumerate(starts)]
    tall = draw(st.dictionaries(st.integers(0, 13), st.integers(2, 3), max_size=14))
    return spans, tall, draw(st.integers(0, 8))


def touches(span: Span) -> list[int]:
    return [day for day in range(DAYS) if span.first <= MONDAY + day <= span.last]


@given(weeks())
def test_each_span_is_drawn_or_counted_on_each_of_its_days(week: tuple[list[Span], dict[int, int], int]) -> None:
    spans, tall, lanes = week
    laid = lay_out(spans, MONDAY, lanes, tall)
    drawn = {bar.key: list(bar.days) for bar in laid.bars}
    for span in spans:
        days = touches(span)
        hidden = [day for day in range(DAYS) if span.key in laid.hidden[day]]
        assert (drawn.get(span.key, []), hidden) in ((days, []), ([], days))


@given(weeks())
def test_nothing_overlaps_and_nothing_leaves_the_cell(week: tuple[list[Span], dict[int, int], int]) -> None:
    spans, tall, lanes = week
    laid = lay_out(spans, MONDAY, lanes, tall)
    taken = set()
    for bar in laid.bars:
        assert 1 <= bar.height <= max(1, tall.get(bar.key, 1))
        for day in bar.days:
            room = lanes - 1 if laid.hidden[day] else lanes  # the last lane says “+3 more”
            assert bar.lane + bar.height <= room
            for lane in range(bar.lane, bar.lane + bar.height):
                assert (lane, day) not in taken
                taken.add((lane, day))


@given(weeks())
def test_the_ends_of_a_bar_say_where_it_begins_and_ends(week: tuple[list[Span], dict[int, int], int]) -> None:
    spans, tall, lanes = week
    by_key = {span.key: span for span in spans}
    for bar in lay_out(spans, MONDAY, lanes, tall).bars:
        span = by_key[bar.key]
        assert bar.opens == (span.first >= MONDAY)
        assert bar.closes == (span.last < MONDAY + DAYS)


@given(weeks())
def test_with_room_for_all_nothing_is_hidden(week: tuple[list[Span], dict[int, int], int]) -> None:
    spans, tall, _ = week
    laid = lay_out(spans, MONDAY, 3 * len(spans) + 1, tall)
    assert not any(laid.hidden)
    assert all(bar.height == tall.get(bar.key, 1) for bar in laid.bars)


def test_what_began_before_stands_on_top_then_the_longer() -> None:
    spans = [day(2), day(2, 4), Span(2, MONDAY - 3, MONDAY + 2), day(2, rank=0, key=3)]
    lanes = {bar.key: bar.lane for bar in lay_out(renumbered(spans), MONDAY, 9).bars}
    assert lanes == {2: 0, 1: 1, 0: 3, 3: 2}


def day(at: int, to: int | None = None, *, rank: int = 1, key: int = 0) -> Span:
    return Span(key, MONDAY + at, MONDAY + (at if to is None else to), rank)


def renumbered(spans: Sequence[Span]) -> list[Span]:
    return [span._replace(key=key) for key, span in enumerate(spans)]


def test_more_takes_the_last_lane_of_a_full_day_only() -> None:
    spans = renumbered([day(0), day(0), day(0), day(3), day(3)])
    laid = lay_out(spans, MONDAY, 2)
    assert [len(hidden) for hidden in laid.hidden] == [2, 0, 0, 0, 0, 0, 0]
    assert {bar.key for bar in laid.bars} == {0, 3, 4}


def test_a_long_title_gets_the_lanes_that_are_free() -> None:
    spans = renumbered([day(0, 2), day(1)])
    assert {bar.key: bar.height for bar in lay_out(spans, MONDAY, 4, {1: 3}).bars} == {0: 1, 1: 3}
    assert {bar.key: bar.height for bar in lay_out(spans, MONDAY, 3, {1: 3}).bars} == {0: 1, 1: 2}
    assert {bar.key: bar.height for bar in lay_out(spans, MONDAY, 2, {1: 3}).bars} == {0: 1, 1: 1}


def test_what_is_pale_gets_the_room_that_the_others_leave() -> None:
    spans = renumbered([day(0, 5)._replace(pale=True), day(1, 4)._replace(pale=True), day(2)])
    laid = lay_out(spans, MONDAY, 2)
    assert [bar.key for bar in laid.bars if bar.lane == 0] == [2]
