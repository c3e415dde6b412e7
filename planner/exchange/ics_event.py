"""What the iCalendar reader makes of a file: events in the terms of the domain, and what did not come in."""

from typing import NamedTuple

from planner.exchange.ics_split import Skipped


class ParsedEvent(NamedTuple):
    """One VEVENT in the terms of the domain.

    ``starts`` and the exclusive ``ends`` are both dates or both wall times in ``zone`` (IANA, ``UTC``, or empty for
    floating time); ``ends`` is empty where the file gives no length. ``recurrence_id``, ``rdate`` and ``exdate`` hold
    RFC 5545 values, wall times in ``zone`` unless they end in Z. ``extra_ical`` are content lines that Planner has no
    place for. ``created`` is an instant or empty. ``remarks`` are clauses on what was guessed, mended or left out.
    """

    line: int
    uid: str
    recurrence_id: str
    summary: str
    starts: str
    ends: str
    zone: str
    start_fold: int
    end_fold: int
    status: str
    transparent: bool
    description: str
    location: str
    latitude: float | None
    longitude: float | None
    url: str
    categories: tuple[str, ...]
    sequence: int
    reminders: tuple[int, ...]
    rrule: str
    rdate: str
    exdate: str
    extra_ical: str
    created: str
    digest: str
    remarks: tuple[str, ...]


class IcsFile(NamedTuple):
    """What a file says. ``remarks`` are sentences on the file as a whole."""

    name: str
    events: tuple[ParsedEvent, ...]
    skipped: tuple[Skipped, ...]
    remarks: tuple[str, ...] = ()
