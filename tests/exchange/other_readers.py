"""What other programs read in a calendar file: the same few facts, by parsers that share no code."""

import io
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, NamedTuple

import icalendar
import vobject
from ical.calendar_stream import CalendarStream

from tests.exchange import libical
from tests.exchange.strict_rfc5545 import faults


class Read(NamedTuple):
    """An event as a parser understood it.

    ``begins`` and ``ends`` are wall times as ISO 8601 says them, a date for all-day events; the offsets are seconds
    from UTC, None where there is no zone; ``alarms`` are seconds from the start, or moments in UTC.
    """

    uid: str
    instance: str
    summary: str
    begins: str
    ends: str
    all_day: bool
    begin_offset: int | None
    end_offset: int | None
    alarms: tuple[str, ...]


def _wall(value: date | None) -> tuple[str, int | None]:
    if value is None:
        return "", None
    if not isinstance(value, datetime):
        return value.isoformat(), None
    offset = value.utcoffset()
    return value.replace(tzinfo=None, fold=0).isoformat(), None if offset is None else round(offset.total_seconds())


def _alarm(trigger: timedelta | datetime) -> str:
    if isinstance(trigger, datetime):
        return trigger.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return str(round(trigger.total_seconds()))


def _read(uid: str, instance: Any, summary: str, span: tuple[Any, Any], alarms: Iterable[Any]) -> Read:
    start, end = span
    begins, begin_offset = _wall(start)
    ends, end_offset = _wall(end)
    all_day = not isinstance(start, datetime)
    rings = tuple(sorted(map(_alarm, alarms)))
    # libical leaves the blanks at the end of a text out.
    return Read(uid, _wall(instance)[0], summary.rstrip(), begins, ends, all_day, begin_offset, end_offset, rings)


def by_icalendar(data: bytes) -> list[Read]:
    """By the library that Planner reads with."""
    return [
        _read(
            str(event["UID"]),
            event.decoded("RECURRENCE-ID", None),
            str(event["SUMMARY"]),
            (event.decoded("DTSTART"), event.decoded("DTEND", None)),
            [alarm.decoded("TRIGGER") for alarm in event.walk("VALARM")],
        )
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


def by_vobject(data: bytes) -> list[Read]:
    """By vobject, which validates what it reads."""
    # It keeps the zones of all files that it ever read, and takes the first of a name.
    vars(vobject.icalendar)["__tzidMap"].clear()
    vobject.icalendar.registerTzid("UTC", vobject.icalendar.utc)
    calendar: Any = vobject.readOne(io.StringIO(data.decode(), newline=""))
    calendar.validate(raiseException=True)
    return [
        _read(
            event.uid.value,
            event.recurrence_id.value if "recurrence-id" in event.contents else None,
            event.summary.value,
            (event.dtstart.value, event.dtend.value if "dtend" in event.contents else None),
            [alarm.trigger.value for alarm in event.contents.get("valarm", ())],
        )
        for event in calendar.contents.get("vevent", ())
    ]


def by_ical(data: bytes) -> list[Read]:
    """By ical, of Home Assistant, which refuses what its types do not allow."""
    (calendar,) = CalendarStream.from_ics(data.decode()).calendars
    return [
        _read(
            str(event.uid),
            None if event.recurrence_id is None else _parsed(str(event.recurrence_id)),
            event.summary or "",
            (event.dtstart, event.dtend),
            [alarm.trigger for alarm in event.alarm],
        )
        for event in calendar.events
    ]


def _parsed(text: str) -> date:
    if "T" not in text:
        return datetime.strptime(text, "%Y%m%d").date()
    return datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")


def by_libical(data: bytes) -> list[Read]:
    """By libical, in C."""
    with libical.Calendar(data) as calendar:
        return [_by_libical(event) for event in calendar.components(b"VEVENT")]


def _by_libical(event: libical.Component) -> Read:
    start, end = event.time("dtstart"), event.time("dtend")
    assert start is not None
    return Read(
        event.text("uid"),
        _wall(_moment(event.time("recurrenceid")))[0],
        event.text("summary"),
        _wall(_moment(start))[0],
        # It takes the day itself for the end of a day without one; the others leave that to who asks.
        _wall(_moment(end))[0],
        bool(start.is_date),
        event.offset(start),
        None if end is None else event.offset(end),
        tuple(sorted(_ring(alarm.trigger()) for alarm in event.components(b"VALARM"))),
    )


def _moment(at: libical.Time | None) -> date | None:
    if at is None:
        return None
    if at.is_date:
        return date(at.year, at.month, at.day)
    return datetime(at.year, at.month, at.day, at.hour, at.minute, at.second)


def _ring(trigger: libical.Trigger) -> str:
    at = _moment(trigger.time if trigger.time.year else None)
    if isinstance(at, datetime):
        return at.strftime("%Y%m%dT%H%M%SZ")
    long = trigger.duration
    length = timedelta(long.days, long.seconds, minutes=long.minutes, hours=long.hours, weeks=long.weeks)
    return _alarm(-length if long.is_negative else length)


READERS: Final[dict[str, Callable[[bytes], list[Read]]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical": by_ical,
    "libical": by_libical,
}


def disagreements(data: bytes, *, without: str = "") -> list[tuple[str, str, object, object]]:
    """Where the readers that are installed differ from icalendar: reader, field, its value, and icalendar's."""
    expected = sorted(by_icalendar(data), key=str)
    found: list[tuple[str, str, object, object]] = []
    for name, reader in READERS.items():
        if name == without or (name == "libical" and libical.library() is None):
            continue
        read = sorted(reader(data), key=str)
        if len(read) != len(expected):
            found.append((name, "number", len(read), len(expected)))
        for one, other in zip(read, expected, strict=False):
            pairs = zip(Read._fields, one, other, strict=True)
            found += [(name, field, mine, theirs) for field, mine, theirs in pairs if mine != theirs]
    return found


def objections(data: bytes) -> list[str]:
    """What strict readings of RFC 5545 object to: ours, and libical's where it is installed."""
    found = faults(data)
    if libical.library() is not None:
        with libical.Calendar(data) as calendar:
            found += calendar.complaints()
    return found
