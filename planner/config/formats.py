"""How dates and times are written where the person lives: which of day and month comes first, and by which clock.

The words come from the catalogues (:mod:`planner.config.text`); this is what one language leaves open, as English does.
"""

from typing import NamedTuple


class Formats(NamedTuple):
    """Whether the month comes before the day (``Dec 1, 2026``), and whether a day has twice twelve hours (``9:30 AM``).

    A year always comes last: where it comes first in numbers, English words still begin with the day.
    """

    month_first: bool = False
    twelve_hours: bool = False


class _Current:
    """The formats in force. One for the process, as with the language."""

    formats = Formats()


def current() -> Formats:
    """The formats in force: day first and 24 hours until :func:`use` says otherwise."""
    return _Current.formats


def use(formats: Formats) -> None:
    """Write dates and times in another way from now on."""
    _Current.formats = formats


def from_patterns(date: str, time: str) -> Formats:
    """The formats that a locale's short patterns show, in the letters of Unicode TR 35 (``M/d/yy``, ``h:mm AP``)."""
    places = [date.find(letter) for letter in "Mdy"]
    return Formats(places == sorted(places) and places[0] >= 0, "a" in time.lower())
