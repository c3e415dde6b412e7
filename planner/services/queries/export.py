"""The rows that exports are made of: calendar entries for .ics files, with a fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, true

from planner.domain.calendar_items import (
    CANCELLED,
    DEADLINE,
    EVENT,
    EXAM,
    RENEWAL,
    SESSION,
    CalendarItem,
    ItemWords,
    deadline_item,
    event_item,
    session_item,
)
from planner.domain.model import Activity, Deadline, Event, Reminder, StudySession, Tag
from planner.domain.words import EventOrigin, EventState, Status
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_tag,
    certification,
    course,
    deadline,
    event,
    reminder,
    study_session,
    tag,
)

DUTIES = frozenset({DEADLINE, EXAM, RENEWAL})
"""What is a row of the table of deadlines: one may become another without being a new thing."""

_ANSWERED = or_(event.c.state != EventState.LISTED, event.c.origin == EventOrigin.OWN)
_OWNER = (
    activity.c.id,
    activity.c.uid,
    activity.c.title,
    activity.c.kind,
    activity.c.status,
    activity.c.notes,
    activity.c.created_at,
)
"""What entries say of the activity that they belong to; reading all of it takes twice as long."""


class Candidate(NamedTuple):
    """An entry that may go out, with what filters ask of its activity; ``sequence`` is the imported SEQUENCE.

    ``deadline_kind`` is empty for what is no row of the table of deadlines.

    The item of a skipped thing says CANCELLED.
    """

    item: CalendarItem
    kind: str
    status: str
    sequence: int
    deadline_kind: str = ""


def candidates(
    reader: Reader, what: AbstractSet[str], words: ItemWords, only: Collection[int] | None = None
) -> list[Candidate]:
    """Every dated thing of the asked sorts: all events, all duties (if any sort of them is asked) and all sessions.

    Events that are only listed are left out with their deadlines, unless they come from the person's own file.
    Things in the trash are left out. ``only`` names the activities to look at.
    """
    chosen = true() if only is None else activity.c.id.in_(only)
    found: list[Candidate] = []
    if EVENT in what:
        found += _events(reader, words, chosen)
    if DUTIES & what:
        found += _duties(reader, words, chosen)
    if SESSION in what:
        found += _sessions(reader, words, chosen)
    return found


def _owner(row: Sequence[Any]) -> Activity:
    activity_id, uid, title, kind, status, notes, created_at = row
    return Activity(activity_id, uid, title, kind, status, notes=notes, created_at=created_at)


def _candidate(
    item: CalendarItem | None, owner: Activity, sequence: int = 0, deadline_kind: str = ""
) -> Iterable[Candidate]:
    if item is None:
        return ()
    if owner.status == Status.SKIPPED and item.status != CANCELLED:
        item = item._replace(status=CANCELLED)
    return (Candidate(item, owner.kind, owner.status, sequence, deadline_kind),)


def _events(reader: Reader, words: ItemWords, chosen: ColumnElement[bool]) -> list[Candidate]:
    tags: dict[int, list[Tag]] = {}
    bearing = (
        select(activity_tag.c.activity_id, tag)
        .join_from(activity_tag, tag)
        .join(event, event.c.activity_id == activity_tag.c.activity_id)
        .join(activity, activity.c.id == event.c.activity_id)
        .where(chosen)
        .order_by(activity_tag.c.activity_id, tag.c.name)
    )
    for activity_id, *rest in reader.execute(bearing).all():
        tags.setdefault(activity_id, []).append(Tag(*rest))
    reminders = _reminders(reader, chosen, of_deadlines=False)
    statement = (
        select(*_OWNER, event)
        .join_from(activity, event)
        .where(chosen, activity.c.trashed_at.is_(None), event.c.starts.is_not(None), _ANSWERED)
    )
    found: list[Candidate] = []
    for row in reader.execute(statement).all():
        owner, happening = _owner(row[: len(_OWNER)]), Event._make(row[len(_OWNER) :])
        item = event_item(
            owner,
            happening,
            tags.get(owner.id, ()),
            reminders.get(owner.id, ()),
            uid=happening.series_uid,
            words=words,
        )
        found += _candidate(item, owner, happening.source_sequence)
    return found


def _duties(reader: Reader, words: ItemWords, chosen: ColumnElement[bool]) -> list[Candidate]:
    reminders = _reminders(reader, chosen, of_deadlines=True)
    address = func.coalesce(
        func.nullif(event.c.url, ""), func.nullif(certification.c.url, ""), func.nullif(course.c.url, ""), ""
    )
    statement = (
        select(*_OWNER, deadline, address)
        .join_from(activity, deadline)
        .outerjoin(event, event.c.activity_id == activity.c.id)
        .outerjoin(certification, certification.c.activity_id == activity.c.id)
        .outerjoin(course, course.c.activity_id == activity.c.id)
        .where(chosen, activity.c.trashed_at.is_(None), or_(event.c.id.is_(None), _ANSWERED))
    )
    found: list[Candidate] = []
    for row in reader.execute(statement).all():
        owner, duty = _owner(row[: len(_OWNER)]), Deadline._make(row[len(_OWNER) : -1])
        item = deadline_item(owner, duty, reminders.get(duty.id, ()), url=row[-1], words=words)
        found += _candidate(item, owner, deadline_kind=duty.kind)
    return found


def _sessions(reader: Reader, words: ItemWords, chosen: ColumnElement[bool]) -> list[Candidate]:
    statement = (
        select(*_OWNER, study_session)
        .join_from(activity, study_session)
        .outerjoin(event, event.c.activity_id == activity.c.id)
        .where(chosen, activity.c.trashed_at.is_(None), or_(event.c.id.is_(None), _ANSWERED))
    )
    found: list[Candidate] = []
    for row in reader.execute(statement).all():
        owner, session = _owner(row[: len(_OWNER)]), StudySession._make(row[len(_OWNER) :])
        found += _candidate(session_item(owner, session, words=words), owner)
    return found


def _reminders(reader: Reader, chosen: ColumnElement[bool], *, of_deadlines: bool) -> dict[int, list[Reminder]]:
    """Reminders by the deadline they belong to, or those of events by their activity."""
    column = reminder.c.deadline_id
    statement = (
        select(reminder)
        .join_from(reminder, activity, activity.c.id == reminder.c.activity_id)
        .where(chosen, column.is_not(None) if of_deadlines else column.is_(None))
    )
    found: dict[int, list[Reminder]] = {}
    for row in reader.execute(statement).all():
        made = Reminder._make(row)
        owner = made.deadline_id if made.deadline_id is not None else made.activity_id
        found.setdefault(owner, []).append(made)
    return found


def ledger_uids(reader: Reader, only: Collection[int]) -> set[str]:
    """The UIDs under which the things of these activities go out or may have gone out, those in the trash too."""
    found: set[str] = set()
    for row in reader.execute(
        select(activity.c.uid, event.c.series_uid)
        .outerjoin_from(activity, event, event.c.activity_id == activity.c.id)
        .where(activity.c.id.in_(only))
    ):
        found.update(uid for uid in row if uid)
    for table in (deadline, study_session):
        found.update(reader.scalars(select(table.c.uid).where(table.c.activity_id.in_(only))))
    return found
