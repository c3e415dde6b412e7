"""What a library holds under the UIDs of a calendar file; only what the file names is read."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, case, func, literal_column, select

from planner.domain.model import Activity, Event, Reminder, Tag
from planner.domain.words import Kind
from planner.storage.reader import Reader
from planner.storage.schema import (
    activity,
    activity_tag,
    deadline,
    event,
    export_ledger,
    export_text,
    import_memory,
    journal_row,
    journal_step,
    reminder,
    study_session,
    tag,
)

Key = tuple[str, str]
"""UID and RECURRENCE-ID."""

_ACTIVITY_SIZE = len(Activity._fields)
_MOST_VALUES = 1000


class KnownEvent(NamedTuple):
    """An event with all that calendar files say of it."""

    activity: Activity
    event: Event
    tags: tuple[Tag, ...]
    reminders: tuple[Reminder, ...]


def known_events(reader: Reader, uids: Sequence[str]) -> dict[Key, KnownEvent]:
    """The events that go out under these UIDs, those in the trash too, by UID and RECURRENCE-ID."""
    both = select(activity, event).join_from(activity, event)
    # Overrides are few, and found by an index of their own, which SQLite takes only where this condition stands.
    overrides = both.where(event.c.series_uid != literal_column("''"))
    rows = [*_found(reader, both, activity.c.uid, uids), *_found(reader, overrides, event.c.series_uid, uids)]
    ids = [row[0] for row in rows]
    tags: dict[int, list[Tag]] = {}
    bearing = select(activity_tag.c.activity_id, tag).join_from(activity_tag, tag).order_by(tag.c.name)
    for row in _found(reader, bearing, activity_tag.c.activity_id, ids):
        tags.setdefault(row[0], []).append(Tag._make(row[1:]))
    reminders: dict[int, list[Reminder]] = {}
    ringing = select(reminder).where(reminder.c.deadline_id.is_(None))
    for row in _found(reader, ringing, reminder.c.activity_id, ids):
        reminders.setdefault(row.activity_id, []).append(Reminder._make(row))
    found: dict[Key, KnownEvent] = {}
    for row in rows:
        owner, happening = Activity._make(row[:_ACTIVITY_SIZE]), Event._make(row[_ACTIVITY_SIZE:])
        known = KnownEvent(owner, happening, tuple(tags.get(owner.id, ())), tuple(reminders.get(owner.id, ())))
        found[happening.series_uid or owner.uid, happening.recurrence_id] = known
    return found


def uids_of_other_things(reader: Reader, uids: Sequence[str]) -> set[str]:
    """Those of the UIDs that are of something else than an event."""
    others = (
        select(deadline.c.uid),
        select(study_session.c.uid),
        select(activity.c.uid).where(activity.c.kind != Kind.EVENT),
    )
    return {row[0] for query in others for row in _found(reader, query, query.selected_columns.uid, uids)}


def remembered(reader: Reader, uids: Sequence[str]) -> set[str]:
    """Those of the UIDs that came in with an import, from whatever source."""
    return {row[0] for row in _found(reader, select(import_memory.c.uid), import_memory.c.uid, uids)}


def exported_and_gone(reader: Reader, uids: Sequence[str]) -> set[Key]:
    """What this library itself sent out under these UIDs; gone, where it holds no such event any more.

    Without what the person has just taken back by Undo: that may come in anew. Lines of the ledger that only an
    archive brought have no text and do not count.
    """
    sent = select(export_ledger.c.uid, export_ledger.c.recurrence_id).where(
        select(export_text.c.ledger_id).where(export_text.c.ledger_id == export_ledger.c.id).exists()
    )
    found = {(row.uid, row.recurrence_id) for row in _found(reader, sent, export_ledger.c.uid, uids)}
    undone = _undone(reader) if found else set()
    return {key for key in found if key[0] not in undone}


def _undone(reader: Reader) -> set[str]:
    """The UIDs of the activities, and the series of the events, that undone steps had added."""
    columns = journal_row.c
    names = case((columns.table_name == activity.name, "$.uid"), else_="$.series_uid")
    added = (
        select(func.json_extract(columns.after, names))
        .join_from(journal_row, journal_step)
        .where(journal_step.c.undone, columns.before.is_(None), columns.table_name.in_((activity.name, event.name)))
    )
    return set(reader.scalars(added))


def _found(
    reader: Reader, query: Select[Any], column: ColumnElement[Any], values: Sequence[object]
) -> Iterator[Row[Any]]:
    """The rows of a query whose column holds one of the values, however many those are."""
    for start in range(0, len(values), _MOST_VALUES):
        yield from reader.execute(query.where(column.in_(values[start : start + _MOST_VALUES])))
