"""Conferences that are held again and again: months and places, no dates; the same for every plan.

An empty text, an empty tuple and None mean that a fact is not known; they never mean that there is none.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from planner.domain.months import month_at, month_of, number_of

MONTHS_AHEAD: Final = 24
"""How far ahead an edition without dates can be expected."""


class UsualCall(NamedTuple):
    """That papers or talks are called for; ``lead_months`` lie between the close of the call and the first day."""

    what: str
    lead_months: float | None = None


class YearlyConference(NamedTuple):
    """A conference that recurs.

    ``also`` are other names of it. ``months`` (1 to 12) are those in which it was held, ``mostly`` the one of them in
    which it was held most often. ``often`` says that several editions a year are held. It is held in ``place`` or
    ``moves``; neither means that this is not known. ``format`` is an
    :class:`~planner.domain.words.AttendanceFormat` or empty. ``sources`` are addresses or titles.
    """

    key: str
    name: str
    also: tuple[str, ...] = ()
    url: str = ""
    often: bool = False
    months: tuple[int, ...] = ()
    mostly: int | None = None
    place: str = ""
    moves: bool = False
    format: str = ""
    topics: tuple[str, ...] = ()
    call: UsualCall | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


class YearlyConferences(NamedTuple):
    """All of them, and the day on which what is said of them was gathered."""

    checked_on: str
    conferences: tuple[YearlyConference, ...]


def coming_months(known: YearlyConference, today: date) -> tuple[str, ...]:
    """The months (``YYYY-MM``) after the present one in which an edition may be held, for two years."""
    this = number_of(month_of(today))
    ahead = range(this + 1, this + MONTHS_AHEAD + 1)
    return tuple(month_at(number) for number in ahead if number % 12 + 1 in known.months)


def likely_month(known: YearlyConference, today: date, taken: Iterable[str] = ()) -> str | None:
    """The month in which the next edition is most likely held; None where its months are not known.

    ``taken`` are the months of editions that the plan has: another one lies half a year from those at least, or, where
    several are held in a year, in another month.
    """
    months = coming_months(known, today)
    apart = 1 if known.often else 6
    free = [
        month for month in months if all(abs(number_of(month) - number_of(one)) >= apart for one in taken)
    ]
    mostly = [month for month in free if int(month[5:]) == known.mostly]
    chosen = free if known.often else mostly or free
    return chosen[0] if chosen else None
