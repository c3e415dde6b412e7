"""What goes out to a calendar: one item is all that one VEVENT says, before any export option is applied.

An item is built from domain rows and knows nothing of files. :func:`digest` tells whether its content moved;
the export ledger raises the SEQUENCE by it.
"""

import json
import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import Final, NamedTuple

from planner.domain import dates
from planner.domain.model import Activity, Deadline, Event, Reminder, StudySession, Tag
from planner.domain.reminder_moments import before_midnight
from planner.domain.words import DeadlineKind, EventOrigin, EventState

EVENT, DEADLINE, EXAM, RENEWAL, SESSION = "event", "deadline", "exam", "renewal", "session"

CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"

_DEADLINE_MINUTES = 1
_EXAM_MINUTES = 60

_STATUS_OF_STATE = {
    EventState.LISTED: TENTATIVE,
    EventState.INTERESTED: TENTATIVE,
    EventState.APPLIED: TENTATIVE,
    EventState.REGISTERED: CONFIRMED,
    EventState.ATTENDING: CONFIRMED,
    EventState.ATTENDED: CONFIRMED,
    EventState.DECLINED: CANCELLED,
}


class CalendarItem(NamedTuple):
    """All that one VEVENT holds, before options such as filter, profile and alarms.

    ``what`` is event, deadline, exam, renewal or session. ``starts`` and the exclusive ``ends`` are both dates
    (``YYYY-MM-DD``), both wall times (``YYYY-MM-DDTHH:MM:SS``) in ``zone``, or both instants (with ``Z``). ``ends``
    is empty where it is not known and equal to ``starts`` for a mere point in time. ``zone`` is an IANA name,
    ``UTC``, or empty for floating time; ``start_fold`` and ``end_fold`` are as in PEP 495. ``reminders`` are minutes
    before the start. ``created`` is an instant. ``recurrence_id``, ``rrule``, ``rdate`` and ``exdate`` hold RFC 5545
    values as text. ``extra_ical`` keeps content lines of a foreign file, one a line, not folded.
    """

    uid: str
    what: str
    summary: str
    starts: str
    ends: str = ""
    zone: str = ""
    start_fold: int = 0
    end_fold: int = 0
    recurrence_id: str = ""
    status: str = CONFIRMED
    transparent: bool = False
    description: str = ""
    location: str = ""
    latitude: float | None = None
    longitude: float | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    reminders: tuple[int, ...] = ()
    created: str = ""
    rrule: str = ""
    rdate: str = ""
    exdate: str = ""
    extra_ical: str = ""


class ItemWords(NamedTuple):
    """The words that an item shows besides the person's own; the templates are for ``str.format``."""

    deadline_kinds: dict[str, str]
    deadline_title: str = "{kind}: {title}"
    deadline_named: str = "{kind} ({label})"
    deadline_given: str = "Given as {time}, {zone}."
    anywhere_on_earth: str = "anywhere on Earth (UTC-12)"
    session_title: str = "Study: {title}"
    online: str = "Online"
    deadline: str = "Deadline"
    exam: str = "Exam"
    renewal: str = "Renewal"
    session: str = "Study"


ENGLISH = ItemWords(
    {
        DeadlineKind.DUE: "Due",
        DeadlineKind.EXAM: "Exam",
        DeadlineKind.CFP_OPENS: "Call for papers opens",
        DeadlineKind.CFP_CLOSES: "Call for papers closes",
        DeadlineKind.ABSTRACT: "Abstract due",
        DeadlineKind.NOTIFICATION: "Notification of authors",
        DeadlineKind.CAMERA_READY: "Camera-ready version due",
        DeadlineKind.EARLY_BIRD: "Early-bird price ends",
        DeadlineKind.REGISTRATION: "Registration closes",
        DeadlineKind.RENEWAL: "Renewal due",
        DeadlineKind.RENEWAL_OPENS: "Renewal opens",
        DeadlineKind.RESCHEDULE_BY: "Last day to reschedule",
        DeadlineKind.FOLLOW_UP: "Follow up",
        DeadlineKind.OTHER: "Deadline",
    }
)

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False).encode


def digest(item: CalendarItem) -> str:
    """The fingerprint of an item's whole content: 32 hex digits, the same on every machine and Python version."""
    return blake2b(_encode(item).encode("ascii"), digest_size=16).hexdigest()


def event_item(
    activity: Activity,
    event: Event,
    tags: Iterable[Tag] = (),
    reminders: Iterable[Reminder] = (),
    *,
    uid: str = "",
    words: ItemWords = ENGLISH,
) -> CalendarItem | None:
    """The item of an event, or None where the event has no date.

    ``uid`` is needed only where the activity's own is not the one to write, as for the override of one
    occurrence. An event of the person's own file that was never answered keeps the STATUS it came with.
    """
    if event.starts is None:
        return None
    topics = (topic.strip() for topic in event.topics.split(","))
    return CalendarItem(
        uid=uid or activity.uid,
        what=EVENT,
        summary=activity.title,
        starts=event.starts,
        ends=event.ends or "",
        zone=event.zone,
        start_fold=event.start_fold,
        end_fold=event.end_fold,
        recurrence_id=event.recurrence_id,
        status=_event_status(event),
        transparent=_kept(event.extra_ical, "TRANSP").upper() == "TRANSPARENT",
        description=with_address(activity.notes, event.url),
        location=_place(event, words),
        latitude=event.latitude,
        longitude=event.longitude,
        url=event.url,
        categories=_distinct([*(tag.name for tag in tags), *topics]),
        reminders=_minutes(reminders),
        created=activity.created_at,
        rrule=event.rrule,
        rdate=event.rdate,
        exdate=event.exdate,
        extra_ical=event.extra_ical,
    )


_WHAT: Final = {DeadlineKind.EXAM: EXAM, DeadlineKind.RENEWAL: RENEWAL, DeadlineKind.RENEWAL_OPENS: RENEWAL}


def deadline_item(
    activity: Activity,
    deadline: Deadline,
    reminders: Iterable[Reminder] = (),
    *,
    url: str = "",
    location: str = "",
    words: ItemWords = ENGLISH,
) -> CalendarItem | None:
    """The item of a deadline, an exam or a renewal, or None where it has neither date nor instant.

    A date is a free all-day entry, and its reminders count from the beginning of the day. An instant starts at exactly
    that instant in UTC and lasts one minute, since a zero length is shown by taste; an exam lasts an hour and is the
    only one that makes the person busy.
    """
    what = _WHAT.get(DeadlineKind(deadline.kind), DEADLINE)
    given = ""
    if deadline.at_utc is not None:
        starts, minutes = deadline.at_utc, _EXAM_MINUTES if what == EXAM else _DEADLINE_MINUTES
        ends = dates.minutes_after(starts, minutes)
        given = _as_given(starts, deadline.zone, words)
    elif deadline.on_date is not None:
        starts, ends = deadline.on_date, dates.exclusive_end(deadline.on_date)
    else:
        return None
    kind = words.deadline_kinds.get(deadline.kind, words.deadline)
    if deadline.label:
        plain = deadline.kind == DeadlineKind.OTHER
        kind = deadline.label if plain else words.deadline_named.format(kind=kind, label=deadline.label)
    return CalendarItem(
        uid=deadline.uid,
        what=what,
        summary=words.deadline_title.format(kind=kind, title=activity.title),
        starts=starts,
        ends=ends,
        zone="UTC" if deadline.at_utc is not None else "",
        transparent=not (what == EXAM and deadline.at_utc is not None),
        description=with_address(given, url),
        location=location,
        url=url,
        categories=({EXAM: words.exam, RENEWAL: words.renewal}.get(what, words.deadline),),
        reminders=_minutes(reminders, all_day=deadline.at_utc is None),
        created=activity.created_at,
    )


def session_item(activity: Activity, session: StudySession, *, words: ItemWords = ENGLISH) -> CalendarItem:
    """The item of a study session; one without a time of day is an all-day entry that leaves the person free."""
    all_day = dates.is_date(session.starts)
    end_fold = 0
    if all_day:
        ends = dates.exclusive_end(session.starts)
    else:
        ends, end_fold = dates.wall_after(session.starts, session.zone, max(session.minutes, 1))
    return CalendarItem(
        uid=session.uid,
        what=SESSION,
        summary=words.session_title.format(title=activity.title),
        starts=session.starts,
        ends=ends,
        zone="" if all_day else session.zone,
        end_fold=end_fold,
        transparent=all_day,
        description=session.note,
        categories=(words.session,),
        created=activity.created_at,
    )


def _event_status(event: Event) -> str:
    if event.origin == EventOrigin.OWN and event.state == EventState.LISTED:
        kept = _kept(event.extra_ical, "STATUS").upper()
        return kept if kept in (CONFIRMED, TENTATIVE, CANCELLED) else CONFIRMED
    return _STATUS_OF_STATE[EventState(event.state)]


def _kept(extra_ical: str, name: str) -> str:
    """The value of a property among the kept foreign lines, or the empty string."""
    if name not in extra_ical:
        return ""
    found = re.search(rf"^{name}(?:;[^:\n]*)?:(.*)$", extra_ical, re.MULTILINE | re.IGNORECASE)
    return found.group(1).strip() if found else ""


def _place(event: Event, words: ItemWords) -> str:
    parts = _distinct([event.venue, event.city, event.country])
    return ", ".join(parts) or (words.online if event.format == "online" else "")


def with_address(text: str, url: str) -> str:
    """The text with the address below it, because several calendar programs hide the URL property."""
    if url in text or not url.lower().startswith(("http://", "https://", "mailto:")):
        return text
    return f"{text.rstrip()}\n\n{url}" if text.strip() else url


def without_address(text: str, url: str) -> str:
    """The notes of a description, without the address that exports repeat below them and white space at the end."""
    text = text.rstrip()
    if not url:
        return text
    repeated, end = f"\n\n{url}", len(text)
    while text.endswith(repeated, 0, end):
        end -= len(repeated)
    text = text[:end].rstrip()
    return "" if text == url else text


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _minutes(reminders: Iterable[Reminder], *, all_day: bool = False) -> tuple[int, ...]:
    """Minutes before, the nearest to the start first: programs that take one alarm take the first."""
    found = {reminder.minutes_before for reminder in reminders if reminder.minutes_before >= 0}
    return tuple(sorted({before_midnight(minutes) for minutes in found} if all_day else found))


def _as_given(at_utc: str, zone: str, words: ItemWords) -> str:
    """The sentence that gives a deadline in the zone it was announced in; empty for UTC and unknown zones."""
    if zone in ("", "UTC") or not dates.is_zone(zone):
        return ""
    wall, _ = dates.from_instant(at_utc, zone)
    spoken = words.anywhere_on_earth if zone == dates.AOE else zone
    return words.deadline_given.format(time=wall.replace("T", " "), zone=spoken)
