"""Recurrence properties as RFC 5545 wants them written: each value of the type that the start has.

Many programs write them otherwise, as an UNTIL in UTC for whole days, and read what they wrote; others then refuse the
whole file. What is written here means to a strict reader what :mod:`planner.exchange.recurrence` draws.
"""

import re
from datetime import datetime
from typing import Final

from planner.domain import dates

_RULE: Final = re.compile(r"(?=.*\bFREQ=)[A-Z0-9=;,+:\-]+\Z")
_MOMENT: Final = re.compile(r"(\d{8}(?:T\d{6})?)(?:(?<=T\d{6})Z?(?:/[0-9TZPWDHMS+\-]+)?)?\Z", re.ASCII)
_DATE: Final = len("YYYYMMDD")


def written_rule(rrule: str, starts: str, zone: str) -> str:
    """An RRULE value for an event that starts on a date, or at a wall time in a zone (empty for floating time).

    What is no part of a rule, and other programs' own parts, are left out (RFC 2445, 4.3.10); UNTIL is a date where the
    start is one, a floating time where the start floats, and else an instant (3.3.10). Empty for what is no rule.
    """
    parts = [part for part in rrule.upper().split(";") if "=" in part and not part.startswith("X-")]
    until = next((part[6:] for part in parts if part.startswith("UNTIL=")), None)
    if until is not None and ("/" in until or not is_moment(until)):
        return ""
    written = ";".join(
        f"UNTIL={_until(part[6:], starts, zone)}" if part.startswith("UNTIL=") else part for part in parts
    )
    return written if _RULE.match(written) else ""


def _until(value: str, starts: str, zone: str) -> str:
    if dates.is_date(starts):
        return value[:_DATE]
    if len(value) == _DATE:
        value += "T235959"  # a date ends the rule with that day
    if not zone or not dates.is_zone(zone):
        return value.removesuffix("Z")
    return value if value.endswith("Z") else in_utc(value, zone)


def is_moment(value: str) -> bool:
    """Whether a value is a date, a time or a period in the basic form whose day and hour there are."""
    found = _MOMENT.match(value)
    if found is None:
        return False
    try:
        datetime.strptime(found[1], "%Y%m%dT%H%M%S" if "T" in found[1] else "%Y%m%d")  # noqa: DTZ007  a wall time
    except ValueError:
        return False
    return True


def written_moment(value: str, starts: str) -> str:
    """A value of RDATE or EXDATE for an event that starts on a date or at a wall time.

    Of a time only the day is left where the start is a date. A date becomes the start's time on that day.
    """
    if dates.is_date(starts):
        return value[:_DATE]
    return value if len(value) > _DATE else f"{value}T{compact(starts)[_DATE + 1 :].removesuffix('Z')}"


def in_utc(value: str, zone: str) -> str:
    """A wall time of a zone in the basic form as an instant; a duration and an instant stay what they are."""
    if value.startswith(("P", "+", "-")) or value.endswith("Z"):
        return value
    wall = f"{value[:4]}-{value[4:6]}-{value[6:11]}:{value[11:13]}:{value[13:15]}"
    return compact(dates.to_instant(wall, zone))


def compact(text: str) -> str:
    """A date, wall time or instant in the basic form of RFC 5545."""
    return text.replace("-", "").replace(":", "")
