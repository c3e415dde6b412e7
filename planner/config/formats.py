"""How dates and times are written where the person lives: which of day and month comes first, and by which clock.

Also with which day weeks begin where they are shown as such.

The words come from the catalogues (:mod:`planner.config.text`); this is what one language leaves open, as English does.
"""

from typing import Final, NamedTuple

from planner.config.settings import Settings

_WEEKDAYS: Final = {"monday": 0, "saturday": 5, "sunday": 6}


class Formats(NamedTuple):
    """Whether the month comes before the day (``Dec 1, 2026``), and whether a day has twice twelve hours (``9:30 AM``).

    A year always comes last: where it comes first in numbers, English words still begin with the day.
    ``first_weekday`` is the first column of a calendar, 0 for Monday; weeks that are counted begin on Monday.
    """

    month_first: bool = False
    twelve_hours: bool = False
    first_weekday: int = 0


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


def preferred(there: Formats, settings: Settings) -> Formats:
    """The formats of a place, but for those that the person chose otherwise."""
    return Formats(
        there.month_first if settings.date_order == "system" else settings.date_order == "month",
        there.twelve_hours if settings.clock == "system" else settings.clock == "12",
        _WEEKDAYS.get(settings.week_start, there.first_weekday),
    )
