"""The ticks below a chart over time: years, months, or the two ends, as many as never touch one another."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from planner.services.humanize import long_date, month_name

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
"""Months between two ticks; each is part of a year, or a whole number of years."""
_BETWEEN = 10.0


class Tick(NamedTuple):
    """A day with its label. ``x`` is the place of the day, ``left`` and ``width`` the room of the label."""

    day: date
    label: str
    x: float
    left: float
    width: float


class Span(NamedTuple):
    """The days of a chart and the edges that they lie between, in pixels; labels reach ``beyond`` these."""

    first: date
    last: date
    left: float
    right: float
    beyond: float = 0.0

    def x(self, day: date) -> float:
        """Where a day lies; the only day there is, at the right edge."""
        days = (self.last - self.first).days
        return self.right if days <= 0 else self.left + (self.right - self.left) * (day - self.first).days / days


def ticks(span: Span, measure: Callable[[str], float]) -> tuple[Tick, ...]:
    """The closest ticks for which there is room.

    Of a span that holds fewer than two of them, the ends are named, the later one only where both have room.
    """
    for months in _STEPS:
        days = _days(span.first, span.last, months, most=round((span.right - span.left) / _BETWEEN))
        if len(days) < 2:
            continue
        for whole in (True, False):  # a first month with its year, as long as it has room or nothing else tells it
            labels = _labels(days, whole=whole)
            if not whole and all(day.month != 1 for day in days):
                continue
            found = _placed(days, labels, span, measure)
            if found is not None:
                return found
    ends = [span.first] if span.first == span.last else [span.first, span.last]
    labels = [long_date(day) for day in ends]
    return _placed(ends, labels, span, measure) or _placed(ends[:1], labels[:1], span, measure) or ()


def _days(first: date, last: date, months: int, *, most: int) -> list[date]:
    """The first days of every so many months in the span; none where they are more than ``most``."""
    begin = first.year * 12 + first.month - 1 + (first.day > 1)
    begin += -begin % months
    end = last.year * 12 + last.month - 1
    if (end - begin) // months + 1 > most:
        return []
    return [date(number // 12, number % 12 + 1, 1) for number in range(begin, end + 1, months) if number >= 12]


def _labels(days: Sequence[date], *, whole: bool) -> list[str]:
    labels = [str(day.year) if day.month == 1 else month_name(day.month) for day in days]
    if whole and days[0].month != 1:
        labels[0] = f"{labels[0]} {days[0].year}"
    return labels


def _placed(
    days: Sequence[date], labels: Sequence[str], span: Span, measure: Callable[[str], float]
) -> tuple[Tick, ...] | None:
    """The labels below their days and within the edges; None where two come too near to each other."""
    found: list[Tick] = []
    begins, ends = span.left - span.beyond, span.right + span.beyond
    for day, label in zip(days, labels, strict=True):
        x, width = span.x(day), measure(label)
        left = max(begins, min(x - width / 2, ends - width))
        if left + width > ends or (found and left < found[-1].left + found[-1].width + _BETWEEN):
            return None
        found.append(Tick(day, label, x, left, width))
    return tuple(found)
