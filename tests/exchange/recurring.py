"""What another library makes of a series that went out through the writer, and what the project makes of it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import recurring_ical_events

from planner.domain.calendar_items import EVENT, CalendarItem
from planner.exchange.ics_writer import Stamps, render_calendar, render_component
from planner.exchange.recurrence import Instance, Series, instances

STAMPS = Stamps(0, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z")
Span = tuple[str, str]


def written(series: Series) -> bytes:
    """The .ics file of a series."""
    item = CalendarItem(
        "series", EVENT, "Series", series.starts, series.ends or "", series.zone, series.start_fold, series.end_fold,
        rrule=series.rrule, rdate=series.rdate, exdate=series.exdate,
    )  # fmt: skip
    return render_calendar([render_component(item, STAMPS)])


def others_spans(file: bytes | icalendar.Calendar, low: date, high: date) -> list[Span]:
    """The (start, end) of what recurring-ical-events finds to begin in the days, in order, as :func:`span_of` says."""
    calendar = icalendar.Calendar.from_ical(file) if isinstance(file, bytes) else file
    for event in calendar.walk("VEVENT"):
        event.pop("SEQUENCE", None)  # by which it would take two instances of one day for two versions of one
    found = recurring_ical_events.of(calendar).between(low - timedelta(days=2), high + timedelta(days=2))
    spans = (_point(event["DTSTART"].dt) + _point(event["DTEND"].dt) for event in found)
    return sorted({span for span in spans if low.isoformat() <= span[0] < high.isoformat()})  # type: ignore[misc]


def _point(value: Any) -> tuple[str, ...]:
    if isinstance(value, datetime):
        zoned = value.tzinfo is not None
        return (f"{value.astimezone(UTC).replace(tzinfo=None).isoformat()}Z" if zoned else value.isoformat(),)
    return (value.isoformat(),)


def span_of(one: Instance) -> Span:
    """Start and end: instants of a zoned one, else as they are."""
    return one.starts_utc or one.starts, one.ends_utc or one.ends or ""


def spans(series: Series, low: date, high: date) -> list[Span]:
    """What begins in the days: in UTC where it has a zone, as :func:`others_spans` has it."""
    found = (span_of(one) for one in instances(series, low - timedelta(days=2), high + timedelta(days=2)))
    return sorted({span for span in found if low.isoformat() <= span[0] < high.isoformat()})


def starts(found: Iterable[Span]) -> list[str]:
    """The starts alone."""
    return [start for start, _ in found]


def midnight(day: date) -> datetime:
    """The beginning of a day, as a wall time."""
    return datetime.combine(day, time())
