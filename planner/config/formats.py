"""How dates, times and numbers are written where the person lives: ``1 Dec`` or ``Dec 1``, by which clock, ``4,5``.

Also with which day weeks begin where they are shown as such. What other programs read (JSON, CSV, calendar files) never
goes through here.

The words come from the catalogues (:mod:`planner.config.text`); this is what one language leaves open, as English does.
"""

import locale
from typing import Final, NamedTuple

from planner.config.settings import Settings

_NARROW_BLANK: Final = "\u202f"
_WEEKDAYS: Final = {"monday": 0, "saturday": 5, "sunday": 6}


class Formats(NamedTuple):
    """Whether the month comes before the day (``Dec 1, 2026``), and whether a day has twice twelve hours (``9:30 AM``).

    A year always comes last: where it comes first in numbers, English words still begin with the day.
    ``first_weekday`` is the first column of a calendar, 0 for Monday; weeks that are counted begin on Monday.
    ``point`` stands before the fraction of a number, ``group`` between its thousands.
    """

    month_first: bool = False
    twelve_hours: bool = False
    first_weekday: int = 0
    point: str = "."
    group: str = ","


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
    return there._replace(
        month_first=there.month_first if settings.date_order == "system" else settings.date_order == "month",
        twelve_hours=there.twelve_hours if settings.clock == "system" else settings.clock == "12",
        first_weekday=_WEEKDAYS.get(settings.week_start, there.first_weekday),
    )


def with_separators(there: Formats, point: str, group: str) -> Formats:
    """The formats with what a place writes in numbers; what it leaves open or would be ambiguous is mended.

    The digits are ours, so a point that belongs to other digits (``٫``) is not taken.
    """
    if point not in {".", ","}:
        return there._replace(point=".", group=",")
    if group == point or len(group) != 1 or group.isalnum():
        group = "," if point == "." else _NARROW_BLANK
    return there._replace(point=point, group=group)


def from_environment() -> Formats:
    """How the place that the environment names (``LC_ALL``, ``LC_NUMERIC``, ``LANG``) writes numbers.

    Nothing of the process is left changed.
    """
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        told = locale.localeconv()
    except locale.Error:  # a place that is not installed here
        return Formats()
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
    return with_separators(Formats(), str(told["decimal_point"]), str(told["thousands_sep"]))


def decimal(number: float, places: int | None = None) -> str:
    """A number with so many places, or with no more than it needs: ``4.5``, ``4,5``."""
    return localized(f"{number:g}" if places is None else f"{number:.{places}f}")


def grouped(number: int) -> str:
    """A whole number with its thousands apart: ``1,250``, ``1.250``."""
    return f"{number:,}".replace(",", current().group)


def localized(figures: str) -> str:
    """Figures that were written with a point (``0.25``), with that of the place."""
    return figures.replace(".", current().point)
