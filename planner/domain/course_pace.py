"""How fast a course goes: the pace so far, the pace that its due day needs, and the day on which it would end.

Days count whole. The pace so far is that of the days from the start to today, both included; what is left is done on
the days after today, the due day included. So a pace is enough exactly where the course would end by its due day.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

WEEK: Final = 7
LONGEST: Final = timedelta(days=3650)
"""A course that would not end within ten years has no day on which it ends."""


class Pace(NamedTuple):
    """Exact figures a week, in whatever is counted (units, or minutes where units are not known).

    ``so_far`` is None until a whole week has gone by since the start, ``needed`` where no day is left or none is given,
    ``ends_on`` where nothing moves or the end is more than ten years away. ``enough`` is None where one of both paces
    is not known. What is done already ends today.
    """

    left: int
    so_far: Fraction | None
    needed: Fraction | None
    ends_on: date | None

    @property
    def enough(self) -> bool | None:
        """Whether the course ends by its due day at the pace so far."""
        if self.so_far is None or self.needed is None:
            return None
        return self.so_far >= self.needed


def course_pace(done: int, total: int, started: date | None, due: date | None, today: date) -> Pace:
    """The pace of a course of which ``done`` of ``total`` is there on the day ``today``."""
    left = max(0, total - done)
    so_far = None
    if started is not None and (gone := (today - started).days + 1) >= WEEK:
        so_far = Fraction(done * WEEK, gone)
    needed = None
    if due is not None and (ahead := (due - today).days) > 0:
        needed = Fraction(left * WEEK, ahead)
    return Pace(left, so_far, needed, _end(left, so_far, today))


def _end(left: int, so_far: Fraction | None, today: date) -> date | None:
    if not left:
        return today
    if not so_far:
        return None
    days = -(-left * WEEK // so_far)
    return today + timedelta(days=days) if days <= LONGEST.days else None


def rounded(amount: Fraction) -> str:
    """An amount with at most one decimal: ``2``, ``1.5``; halves go up, and what is there is never told as nothing."""
    tenths = max((amount * 10 + Fraction(1, 2)) // 1, 1 if amount > 0 else 0)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)
