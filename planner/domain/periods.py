"""The stretch of time that one looks back on: half-open in days, in whole months where it is cut into parts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import MAX_YEAR, MIN_YEAR, add_months
from planner.domain.errors import InvalidInputError, tr

_LATE: Final = 6
"""A look back that ends after this month is about what comes next year, an earlier one about this year."""


class Period(NamedTuple):
    """The days from ``since`` to the exclusive ``until``."""

    since: date
    until: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.until - timedelta(days=1)

    @property
    def before(self) -> date:
        """The day before it."""
        return self.since - timedelta(days=1)

    @property
    def is_year(self) -> bool:
        """Whether it is a calendar year."""
        return (self.since.month, self.since.day) == (1, 1) and self.until == date(self.since.year + 1, 1, 1)

    @property
    def coming_year(self) -> int:
        """The year that one looks ahead to at its end: the next one, from July on."""
        return self.last.year + (self.last.month > _LATE)

    def months(self) -> Iterator[str]:
        """Its months as ``2026-12``, also those of which it holds a part."""
        month = self.since.replace(day=1)
        while month < self.until:
            yield f"{month:%Y-%m}" if month.year > 999 else f"{month.year:04}-{month.month:02}"
            month = add_months(month, 1)


def twelve_months(today: date) -> Period:
    """The last twelve months, today included."""
    until = today + timedelta(days=1)
    return Period(add_months(until, -12), until)


def calendar_year(year: int) -> Period:
    """A calendar year. Raises InvalidInputError for one that no plan reaches."""
    if not MIN_YEAR < year < MAX_YEAR:
        raise InvalidInputError(tr("{year} is not a year that a plan can look back on.", year=year))
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def since_day(day: date, today: date) -> Period:
    """From a day until today, both included.

    Raises InvalidInputError for a day that is still to come, or before all that a plan can hold.
    """
    if day > today:
        raise InvalidInputError(tr("{day} lies in the future. Give today’s date or an earlier one.", day=day))
    if day.year <= MIN_YEAR:
        raise InvalidInputError(tr("{year} is not a year that a plan can look back on.", year=day.year))
    return Period(day, today + timedelta(days=1))
