"""When a reminder comes: the instant so many minutes before a date, an instant or the start of an event.

What has a day and no time counts from nine in the morning of that day where the person is: "7 days before" is then at
nine, too, whatever the clocks did in between. What is an instant counts back in real minutes. An event counts from its
start: whole days by the calendar of its own zone, the rest in real minutes; one of whole days from the beginning of the
first, as calendar files mean it.
"""

from datetime import datetime, time, timedelta
from typing import Final

from planner.domain.dates import (
    format_instant,
    format_wall,
    is_date,
    is_zone,
    parse_date,
    parse_instant,
    parse_wall,
    to_instant,
)

MORNING: Final = time(9)
"""When one is reminded of something that has a day and no time."""
_MORNING_MINUTES: Final = MORNING.hour * 60 + MORNING.minute
_DAY: Final = 24 * 60


def before_day(day: str, minutes: int, zone: str) -> str:
    """Return the instant so many minutes before a date, in the person's zone.

    :raises InvalidInputError: when the date, the zone or the resulting year is impossible.
    """
    wall = datetime.combine(parse_date(day), MORNING) - timedelta(minutes=minutes)
    return to_instant(format_wall(wall), zone)


def before_instant(instant: str, minutes: int) -> str:
    """Return the instant so many minutes before another.

    :raises InvalidInputError: when the text is no instant.
    """
    return format_instant(parse_instant(instant) - timedelta(minutes=minutes))


def before_event(starts: str, zone: str, fold: int, minutes: int, own_zone: str) -> str:
    """Return the instant so many minutes before an event; one without a zone, or of an unknown one, is in ``own_zone``.

    :raises InvalidInputError: when a time or the resulting year is impossible.
    """
    wall = parse_wall(f"{starts}T00:00:00" if is_date(starts) else starts)
    days, rest = divmod(minutes, _DAY)
    where = zone if zone and not is_date(starts) and is_zone(zone) else own_zone
    begins = to_instant(format_wall(wall - timedelta(days=days)), where, fold)
    return before_instant(begins, rest)


def before_midnight(minutes: int) -> int:
    """Return how many minutes before the beginning of the day a reminder of a date comes, for calendar files.

    Their alarms count from there, and some programs turn those that come after it around: what would come in the
    morning of the day itself comes as it begins.
    """
    return max(0, minutes - _MORNING_MINUTES)
