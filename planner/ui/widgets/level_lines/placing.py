"""Where everything of a chart of levels over time stands; arithmetic on sizes in pixels."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from math import hypot
from typing import NamedTuple

from planner.domain.dates import parse_date
from planner.domain.level_series import LevelFrom
from planner.domain.levels import HIGHEST
from planner.ui.widgets.level_lines.shown import LevelHistory, Mark, Sort
from planner.ui.widgets.level_lines.ticks import Span, Tick, ticks
from planner.ui.widgets.radar.placing import apart, wrapped

_ABOVE = 7.0  # half of a mark at level 5
_AT_ENDS = 6.0  # a mark of the first day, or of today, is whole
_TO_LABEL = 14.0
_LABELS_AT_MOST = 0.38  # of the width


class Sizes(NamedTuple):
    """What the fonts need: the width of the digits on the left, the height of a line, the width of a text."""

    digits: float
    height: float
    measure: Callable[[str], float]
    measure_name: Callable[[str], float]


class End(NamedTuple):
    """The name at the end of a line: which line, where the line ends, the middle of the name, and its words."""

    line: int
    y: float
    middle: float
    name: str


class Spot(NamedTuple):
    """The marks of one kind at one place."""

    x: float
    y: float
    marks: tuple[Mark, ...]

    @property
    def sort(self) -> Sort:
        """What the marks stand for."""
        return self.marks[0].sort


class Layout(NamedTuple):
    """The area of the lines, the ticks below it, the names at its right, and the spots in the order of their days."""

    span: Span
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    ends: tuple[End, ...]
    spots: tuple[Spot, ...]

    @property
    def names_at(self) -> float:
        """Where the names at the ends of the lines begin."""
        return self.span.right + _TO_LABEL

    def x(self, day: date) -> float:
        """Where a day lies."""
        return self.span.x(day)

    def x_of(self, day: str) -> float:
        """Where a day of a series lies; one before all that is known, at the left edge."""
        return self.x(max(self.span.first, parse_date(day))) if day else self.span.left

    def y(self, level: float) -> float:
        """Where a level lies."""
        return self.bottom - (self.bottom - self.top) * level / HIGHEST

    def day_at(self, x: float) -> date:
        """The day below a point."""
        span = self.span
        share = min(1.0, max(0.0, (x - span.left) / (span.right - span.left)))
        return date.fromordinal(span.first.toordinal() + round(share * (span.last - span.first).days))

    def spot_near(self, x: float, y: float, reach: float) -> int:
        """The spot that is nearest to a point and not farther than ``reach``, -1 for none."""
        found, best = -1, reach
        number = bisect_left(self.spots, x - reach, key=lambda spot: spot.x)
        while number < len(self.spots) and self.spots[number].x <= x + reach:
            away = hypot(self.spots[number].x - x, self.spots[number].y - y)
            if away <= best:
                found, best = number, away
            number += 1
        return found


def laid_out(history: LevelHistory, width: float, height: float, sizes: Sizes) -> Layout:
    """Lay a chart out in this room."""
    first, last = history.first, max(history.first, history.today)
    left, top, bottom = sizes.digits + 8 + _AT_ENDS, _ABOVE, max(_ABOVE + 10, height - sizes.height - 8)
    right = max(left + 20, width - _AT_ENDS - 1)
    names: list[str] = []
    if len(history.lines) > 1:
        most = (width - left) * _LABELS_AT_MOST
        names = [wrapped(line.name, most, 1, sizes.measure_name).lines[0] for line in history.lines]
        right -= max((sizes.measure_name(name) for name in names), default=0.0) + _TO_LABEL
    span = Span(first, last, left, right, _AT_ENDS)
    plain = Layout(span, top, bottom, ticks(span, sizes.measure), (), ())
    return plain._replace(spots=_spots(plain, history.marks), ends=_ends(plain, history, names, height, sizes.height))


def _spots(layout: Layout, marks: Sequence[Mark]) -> tuple[Spot, ...]:
    """The marks that fall on one pixel are one spot."""
    places: dict[tuple[int, float, Sort], list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.day):
        places.setdefault((round(layout.x(mark.day)), mark.level, mark.sort), []).append(mark)
    spots = [Spot(layout.x(found[0].day), layout.y(level), tuple(found)) for (_, level, _), found in places.items()]
    return tuple(sorted(spots, key=lambda spot: (spot.x, spot.sort.value, -spot.y)))


def _ends(layout: Layout, history: LevelHistory, names: Sequence[str], room: float, height: float) -> tuple[End, ...]:
    """The names beside the ends of their lines, pushed apart so that none touches another.

    A line that ends unknown has none; where there is no room for all, the last ones go without.
    """
    known = []
    for number, line in enumerate(history.lines):
        level = line.series[-1].level if line.series and names else None
        if level is not None:
            known.append((layout.y(level), number))
    while known:
        wanted = sorted(known)
        tops = apart([y - height / 2 for y, _ in wanted], [height] * len(wanted), room)
        if tops is not None:
            pairs = zip(wanted, tops, strict=True)
            return tuple(End(number, y, top + height / 2, names[number]) for (y, number), top in pairs)
        known.pop()
    return ()


def level_on(series: Sequence[LevelFrom], day: str) -> float | None:
    """The level that a series has on a day."""
    after = bisect_right(series, day, key=lambda one: one.day)
    return series[after - 1].level if after else None
