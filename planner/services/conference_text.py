"""Where a conference is and when, in words."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.months import month_of
from planner.services.humanize import date_range, short_month
from planner.services.words import format_word

if TYPE_CHECKING:
    from planner.services.queries.calendar import ConferenceRow


def place_text(place: str, attendance: str = "") -> str:
    """A place, or “online” for what takes place nowhere."""
    if place == "online" or (not place and attendance == "online"):
        return format_word("online")
    return place


def place_lines(row: "ConferenceRow") -> tuple[str, str]:
    """Where it takes place, and more precisely: (“Berlin”, “Germany”), (“online”, "")."""
    parts = [part for part in (row.city, row.country) if part] or [part for part in (row.venue,) if part]
    if not parts:
        return place_text("", row.format), ""
    below = parts[1:] + ([tr("or online")] if row.format == "hybrid" else [])
    return parts[0], ", ".join(below)


def conference_dates(row: "ConferenceRow", today: date) -> str:
    """The days of a conference; without them “expected in Dec 2027”, or “no date yet”."""
    if row.first is None or row.last is None:
        if row.expected is None:
            return tr("no date yet")
        when = short_month(row.expected)
        over = row.expected < month_of(today)
        return tr("was expected in {month}", month=when) if over else tr("expected in {month}", month=when)
    return date_range(row.first.isoformat(), (row.last + timedelta(days=1)).isoformat(), today)
