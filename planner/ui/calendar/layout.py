"""How entries are laid out in a week of the month grid: lanes, heights, and what does not fit. Pure arithmetic."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

DAYS: Final = 7
#: So few entries of a week are worth trying what each line more would push away.
_FEW: Final = 12
_NONE: Final[Mapping[int, int]] = MappingProxyType({})


class Span(NamedTuple):
    """Something that touches the days ``first`` to ``last``, both inclusive, as ordinals.

    Of spans that begin on the same day the longer stands higher, then the one of lower ``rank``. Those that are
    ``pale`` get what room the others leave.
    """

    key: int
    first: int
    last: int
    rank: int = 0
    pale: bool = False


class Bar(NamedTuple):
    """A span, or its part in one week: from ``column`` over ``columns`` days, in ``lane``, ``height`` lanes high.

    ``opens`` and ``closes`` tell whether it begins and ends in this week.
    """

    key: int
    column: int
    columns: int
    lane: int
    height: int
    opens: bool
    closes: bool

    @property
    def days(self) -> range:
        """The columns that it covers."""
        return range(self.column, self.column + self.columns)


class Week(NamedTuple):
    """The bars of a week, and for each of its days the keys of those for which there is no room."""

    bars: tuple[Bar, ...]
    hidden: tuple[tuple[int, ...], ...]


def lay_out(spans: Iterable[Span], first_day: int, lanes: int, tall: Mapping[int, int] = _NONE) -> Week:
    """Pack spans into the week that begins on the ordinal ``first_day`` and has room for ``lanes`` lanes.

    ``tall`` names those that would like more than one lane, for a title on several lines, and how many; they get
    them where nothing else would have to go. On a day where not everything fits the last lane is left for a line such
    as “+3 more”.
    """
    pieces = [span for span in spans if span.first < first_day + DAYS and span.last >= first_day]
    pieces.sort(
        key=lambda span: (span.pale, max(span.first, first_day - 1), span.first - span.last, span.rank, span.key)
    )
    roomy = _pack(pieces, first_day, tall)
    if all(bar.lane + bar.height <= lanes for bar in roomy):
        return Week(tuple(roomy), ((),) * DAYS)
    flat = _pack(pieces, first_day, _NONE)
    if len(pieces) <= _FEW and all(bar.lane < lanes for bar in flat):
        return Week(tuple(_grown(pieces, first_day, lanes, tall) or flat), ((),) * DAYS)
    return _fit(flat, lanes, tall)


def _grown(pieces: Sequence[Span], first_day: int, lanes: int, tall: Mapping[int, int]) -> list[Bar]:
    """Give one more line after the other, the lowest rank first, as long as everything still fits."""
    heights: dict[int, int] = {}
    best: list[Bar] = []
    ranked = sorted((span for span in pieces if span.key in tall), key=lambda span: span.rank)
    for height in range(2, max(tall.values(), default=1) + 1):
        for span in ranked:
            if tall[span.key] >= height and heights.get(span.key, 1) == height - 1:
                bars = _pack(pieces, first_day, {**heights, span.key: height})
                if all(bar.lane + bar.height <= lanes for bar in bars):
                    heights[span.key] = height
                    best = bars
    return best


def _pack(pieces: Sequence[Span], first_day: int, tall: Mapping[int, int]) -> list[Bar]:
    """Give each piece the highest free lane, whatever room there is."""
    taken: list[int] = []  # for each lane the days that are taken, a bit each
    bars = []
    for span in pieces:
        column = max(span.first - first_day, 0)
        columns = min(span.last - first_day, DAYS - 1) - column + 1
        height = tall.get(span.key, 1)
        days = ((1 << columns) - 1) << column
        lane = _free_lane(taken, days, height)
        taken += [0] * (lane + height - len(taken))
        for down in range(height):
            taken[lane + down] |= days
        closes = span.last < first_day + DAYS
        bars.append(Bar(span.key, column, columns, lane, height, span.first >= first_day, closes))
    return bars


def _free_lane(taken: Sequence[int], days: int, height: int) -> int:
    """The highest of so many lanes one below the other that are free on all these days."""
    free = 0
    for lane, mask in enumerate(taken):
        free = 0 if mask & days else free + 1
        if free == height:
            return lane - height + 1
    return len(taken) - free


def _fit(bars: Sequence[Bar], lanes: int, tall: Mapping[int, int]) -> Week:
    """Leave out what does not fit, and let the rest grow into what stays free."""
    room = [lanes] * DAYS
    shown = list(bars)
    while True:
        kept = [bar for bar in shown if all(bar.lane < room[day] for day in bar.days)]
        if len(kept) == len(shown):
            break
        for bar in shown:
            if bar not in kept:
                for day in bar.days:
                    room[day] = lanes - 1
        shown = kept
    keys = {bar.key for bar in shown}
    hidden = tuple(tuple(bar.key for bar in bars if bar.key not in keys and day in bar.days) for day in range(DAYS))
    taken = {(bar.lane, day) for bar in shown for day in bar.days}
    for wanted in range(2, max(tall.values(), default=1) + 1):  # line by line, so that neighbours share what is free
        for at, bar in enumerate(shown):
            below = {(bar.lane + wanted - 1, day) for day in bar.days}
            grows = bar.height == wanted - 1 and tall.get(bar.key, 1) >= wanted
            if grows and not below & taken and all(bar.lane + wanted - 1 < room[day] for day in bar.days):
                taken |= below
                shown[at] = bar._replace(height=wanted)
    return Week(tuple(shown), hidden)
