"""How long one was away from a plan, and where a date lands that moves along."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from planner.domain.dates import from_instant, is_zone, parse_date, to_instant

LEAST_DAYS: Final = 14
"""After so many days without the plan one was away."""


class Absence(NamedTuple):
    """From ``since``, the last day on which the plan was used, to ``back``, the day of the return."""

    since: date
    back: date

    @property
    def weeks(self) -> int:
        """The weeks away, a part of one counted whole: so nothing that moves by them lands before the return."""
        return -(-(self.back - self.since).days // 7)


def absence(since: date, back: date) -> Absence | None:
    """Return the absence between two days of use; None where it is shorter than :data:`LEAST_DAYS`."""
    return Absence(since, back) if (back - since).days >= LEAST_DAYS else None


def later_date(day: date, weeks: int) -> date:
    """Return the same weekday some weeks later. Raises OverflowError beyond the last day that there is."""
    return day + timedelta(weeks=weeks)


def later_day(day: str, weeks: int) -> str:
    """Return what :func:`later_date` gives, of a date as text and as text."""
    return later_date(parse_date(day), weeks).isoformat()


def later_instant(instant: str, zone: str, weeks: int) -> str:
    """Return the instant at which the clocks of ``zone`` (UTC where it is none) show the same time, weeks later."""
    zone = zone if is_zone(zone) else "UTC"
    wall, fold = from_instant(instant, zone)
    return to_instant(later_day(wall[:10], weeks) + wall[10:], zone, fold)
