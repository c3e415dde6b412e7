"""A calendar file against the events of a library, worked out without writing: new, changed, unchanged, cancelled."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from planner.config.text import tr
from planner.domain import states
from planner.domain.calendar_items import CANCELLED, CalendarItem, event_item
from planner.domain.dates import utc_bounds
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.model import Activity, Event, ImportMemory
from planner.domain.words import ActivityId, EventOrigin, EventState, Kind, Status
from planner.exchange.ics_reader import ParsedEvent, parse_component, read_ics
from planner.exchange.ics_split import RawComponent, Skipped, SplitFile
from planner.exchange.ics_writer import Stamps, render_calendar, render_component
from planner.exchange.ics_zones import ZoneTable
from planner.services.queries.known_events import (
    Key,
    KnownEvent,
    exported_and_gone,
    known_events,
    remembered,
    uids_of_other_things,
)
from planner.storage.reader import Reader
from planner.storage.schema import import_memory
from planner.storage.steps import last_touched

_STATUS_LINES = ("STATUS", "TRANSP", "X-MICROSOFT-CDO-")
_MAX_SUMMARY = 500


class MergedEvent(NamedTuple):
    """An event as it shall be and the minutes of its reminders (None leaves those alone); a new one has no numbers."""

    activity: Activity
    event: Event
    reminders: tuple[int, ...] | None


class Difference(NamedTuple):
    """An event that changes, with the names of the fields that do."""

    title: str
    fields: tuple[str, ...]


class EventMerge(NamedTuple):
    """What a calendar file would do. The four counts add up to the file's events that could be read.

    ``uids`` are those that the file names: what else is written meanwhile under other UIDs does not touch the result.
    ``touched`` is where the journal stood, to tell whether the library moved since.
    """

    new: tuple[MergedEvent, ...]
    changed: tuple[MergedEvent, ...]
    memory: tuple[ImportMemory, ...]
    differences: tuple[Difference, ...]
    counts: tuple[int, int, int, int]
    skipped: tuple[Skipped, ...]
    uids: frozenset[str]
    touched: int

    @property
    def size(self) -> int:
        """How many rows it writes."""
        return sum(2 + len(one.reminders or ()) for one in (*self.new, *self.changed)) + len(self.memory)


def merge_events(reader: Reader, split: SplitFile, source: str, where: str, origin: EventOrigin) -> EventMerge:
    """Compares the components of a file with the library; those that say what they last said are not parsed again."""
    merging = _Merging(reader, split, source, where, origin)
    merging.run()
    return EventMerge(
        tuple(merging.new),
        tuple(merging.changed),
        tuple(merging.memory),
        tuple(merging.differences),
        (merging.count_new, merging.count_changed, merging.count_unchanged, merging.count_cancelled),
        (*split.skipped, *merging.skipped),
        frozenset(merging.uids),
        last_touched(reader),
    )


class _Merging:
    """One comparison of one file."""

    def __init__(self, reader: Reader, split: SplitFile, source: str, where: str, origin: EventOrigin) -> None:
        self.reader = reader
        self.split = split
        self.source = source
        self.where = where
        self.origin = origin
        self.new: list[MergedEvent] = []
        self.changed: list[MergedEvent] = []
        self.memory: list[ImportMemory] = []
        self.differences: list[Difference] = []
        self.skipped: list[Skipped] = []
        self.uids = {raw.uid for raw in split.components}
        self.count_new = self.count_changed = self.count_unchanged = self.count_cancelled = 0
        self.remembered = {
            row.key: ImportMemory._make(row)
            for row in reader.execute(select(import_memory).where(import_memory.c.source == source))
        }

    def run(self) -> None:
        """Sorts every component of the file."""
        times: dict[Key, int] = {}
        fresh: list[tuple[RawComponent, str]] = []
        for raw in self.split.components:
            pair = (raw.uid, raw.recurrence_id)
            number = times[pair] = times.get(pair, 0) + 1
            # The second component of the same name is remembered beside the first, so that they never take turns.
            key = "\x1f".join((*pair, str(number))) if number > 1 else "\x1f".join(pair)
            before = self.remembered.get(key)
            if before is not None and before.digest == raw.digest:
                self.count_unchanged += 1
            else:
                fresh.append((raw, key))
        if not fresh:
            return
        zones = ZoneTable(self.split.zones)
        parsed: list[tuple[ParsedEvent, str]] = []
        for raw, key in fresh:
            try:
                parsed.append((parse_component(raw, zones, self.split.method), key))
            except ExchangeError as error:
                self._skip(raw.line, str(error))
        self._sort(parsed)

    def _skip(self, line: int, why: str) -> None:
        self.skipped.append(Skipped(tr("{where}, line {line}", where=self.where, line=line), why))

    def _sort(self, parsed: list[tuple[ParsedEvent, str]]) -> None:
        uids = sorted({p.uid for p, _ in parsed})
        self.uids.update(uids)
        known = known_events(self.reader, uids)
        own = _as_exported(known[key] for key in {(p.uid, p.recurrence_id) for p, _ in parsed} if key in known)
        other_uids = uids_of_other_things(self.reader, uids)
        remembered_uids = remembered(self.reader, uids)
        gone = exported_and_gone(self.reader, uids)
        living = {uid for uid, _ in known}
        arriving: dict[Key, str] = {}
        # A series comes before the overrides of its dates, which are nothing without it.
        for event_, key in sorted(parsed, key=lambda one: bool(one[0].recurrence_id)):
            name = (event_.uid, event_.recurrence_id)
            found = known.get(name)
            if found is not None:
                self._meet(event_, key, found, own.get(name))
            elif name in arriving:
                self._remember(event_, key, arriving[name])
                self.count_unchanged += 1
            elif event_.uid in other_uids and not event_.recurrence_id:
                # One of our own deadlines or sessions that went out and came back.
                self.count_unchanged += 1
            elif (
                name in gone
                or key in self.remembered
                or (event_.uid in remembered_uids and not (event_.recurrence_id and event_.uid in living))
            ):
                # It was here once and is gone for good: what the person deleted stays deleted.
                self._remember(event_, key, event_.uid)
                self.count_unchanged += 1
            elif event_.status == CANCELLED and not (event_.recurrence_id and event_.uid in living):
                # Nobody here has heard of it. It is not remembered either, so that it comes in once it takes place.
                self.count_unchanged += 1
            else:
                self._arrive(event_, key)
                arriving[name] = event_.uid
                living.add(event_.uid)

    def _remember(self, parsed: ParsedEvent, key: str, uid: str) -> None:
        before = self.remembered.get(key)
        if before is None:
            self.memory.append(ImportMemory(0, self.source, key, parsed.digest, uid))
        elif before.digest != parsed.digest:
            self.memory.append(before._replace(digest=parsed.digest))

    def _arrive(self, parsed: ParsedEvent, key: str) -> None:
        cancelled = parsed.status == CANCELLED
        state = EventState.DECLINED if cancelled else EventState.LISTED
        try:
            begin, end = utc_bounds(parsed.starts, parsed.ends or None, parsed.zone, parsed.start_fold, parsed.end_fold)
        except InvalidInputError as error:
            self._skip(parsed.line, str(error))
            return
        # The override of one occurrence keeps the series' UID beside a UID of its own.
        uid = "" if parsed.recurrence_id else parsed.uid
        row = Activity(
            ActivityId(0),
            uid,
            _title(parsed),
            kind=Kind.EVENT.value,
            status=states.status_of(Kind.EVENT, state).value,
            notes=_notes(parsed),
            created_at=parsed.created,
        )
        record = Event(
            0,
            ActivityId(0),
            state=state.value,
            origin=self.origin.value,
            starts=parsed.starts,
            ends=parsed.ends or None,
            zone=parsed.zone,
            start_fold=parsed.start_fold,
            end_fold=parsed.end_fold,
            starts_utc=begin,
            ends_utc=end,
            venue=parsed.location,
            latitude=parsed.latitude,
            longitude=parsed.longitude,
            url=parsed.url,
            topics=", ".join(_words(parsed.categories)),
            rrule=parsed.rrule,
            rdate=parsed.rdate,
            exdate=parsed.exdate,
            series_uid=parsed.uid if parsed.recurrence_id else "",
            recurrence_id=parsed.recurrence_id,
            extra_ical=_lines_of(parsed),
            source_sequence=parsed.sequence,
        )
        self.new.append(MergedEvent(row, record, parsed.reminders))
        self._remember(parsed, key, parsed.uid)
        if cancelled:
            self.count_cancelled += 1
        else:
            self.count_new += 1

    def _meet(self, parsed: ParsedEvent, key: str, found: KnownEvent, own: ParsedEvent | None) -> None:
        """An event that the library has: take over the fields in which the file differs."""
        self._remember(parsed, key, parsed.uid)
        first_time = key not in self.remembered
        outdated = first_time and parsed.sequence < found.event.source_sequence
        if found.activity.trashed_at is not None or outdated:
            self.count_unchanged += 1
            return
        row, record, fields = _taken_over(parsed, found, own)
        cancelled = parsed.status == CANCELLED and found.event.state != EventState.DECLINED
        if cancelled:
            row, record = _in_state(row, record, EventState.DECLINED, _lines_of(parsed))
        elif parsed.status != CANCELLED and _was_called_off(found.event):
            state = EventState(states.newest_before(found.activity.before_state) or EventState.LISTED)
            row, record = _in_state(row, record, state, parsed.extra_ical)
            fields.append("status")
        if not (cancelled or fields):
            self.count_unchanged += 1
            return
        try:
            begin, end = utc_bounds(record.starts, record.ends, record.zone, record.start_fold, record.end_fold)
        except InvalidInputError as error:
            self._skip(parsed.line, str(error))
            return
        record = record._replace(
            starts_utc=begin, ends_utc=end, source_sequence=max(parsed.sequence, record.source_sequence)
        )
        self.changed.append(MergedEvent(row, record, parsed.reminders if "reminders" in fields else None))
        if cancelled:
            self.count_cancelled += 1
        else:
            self.count_changed += 1
            self.differences.append(Difference(row.title, tuple(fields)))


def _as_exported(known: Iterable[KnownEvent]) -> dict[Key, ParsedEvent]:
    """Our events as the reader sees them after an export, so that no mere way of writing looks like a difference."""
    stamps = Stamps(0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")
    components = [render_component(item, stamps) for item in _items(known)]
    if not components:
        return {}
    return {(e.uid, e.recurrence_id): e for e in read_ics(render_calendar(components), "").events}


def _items(known: Iterable[KnownEvent]) -> Iterator[CalendarItem]:
    for one in known:
        item = event_item(one.activity, one.event, one.tags, one.reminders, uid=one.event.series_uid)
        if item is not None:
            # A cancelled entry rings no alarm, which must not count as a difference.
            yield item._replace(status="CONFIRMED")


def _taken_over(parsed: ParsedEvent, found: KnownEvent, own: ParsedEvent | None) -> tuple[Activity, Event, list[str]]:
    """The rows with the fields in which the file differs, and the names of those fields.

    ``own`` is None for an event without a date, which never went out: then everything differs.
    """
    row, record = found.activity, found.event
    fields = list(_FIELDS) if own is None else _differing(parsed, own, row.title)
    if "title" in fields:
        row = row._replace(title=_title(parsed))
    if "notes" in fields:
        row = row._replace(notes=_notes(parsed))
    values: dict[str, Any] = {}
    for name in fields:
        values |= _values(name, parsed, found)
    if record.extra_ical and _other_lines(parsed.extra_ical) != _other_lines(record.extra_ical):
        fields.append("other")
    if fields and (record.extra_ical or record.state == EventState.LISTED):
        values["extra_ical"] = parsed.extra_ical
    return row, record._replace(**values), fields


_FIELDS = ("title", "notes", "dates", "place", "position", "link", "topics", "repetition", "reminders")


def _differing(parsed: ParsedEvent, own: ParsedEvent, title: str) -> list[str]:
    pairs = (
        (_title(parsed), title),
        (_notes(parsed), _notes(own)),
        (_span(parsed), _span(own)),
        (parsed.location, own.location),
        (_position(parsed), _position(own)),
        (parsed.url, own.url),
        (set(_words(parsed.categories)), set(_words(own.categories))),
        (_repetition(parsed), _repetition(own)),
        (parsed.reminders, own.reminders),
    )
    return [name for name, (theirs, ours) in zip(_FIELDS, pairs, strict=True) if theirs != ours]


def _values(name: str, parsed: ParsedEvent, found: KnownEvent) -> dict[str, Any]:
    """The columns of the event record that a field stands for."""
    if name == "dates":
        return {
            "starts": parsed.starts,
            "ends": parsed.ends or None,
            "zone": parsed.zone,
            "start_fold": parsed.start_fold,
            "end_fold": parsed.end_fold,
        }
    if name == "place":
        return {"venue": parsed.location, "city": "", "country": ""}
    if name == "position":
        return {"latitude": parsed.latitude, "longitude": parsed.longitude}
    if name == "link":
        return {"url": parsed.url}
    if name == "topics":
        tags = {one.name for one in found.tags}
        return {"topics": ", ".join(word for word in _words(parsed.categories) if word not in tags)}
    if name == "repetition":
        return {"rrule": parsed.rrule, "rdate": parsed.rdate, "exdate": parsed.exdate}
    return {}


def _lines_of(parsed: ParsedEvent) -> str:
    """The lines to keep; a calendar that cancels as a whole does not say so in each entry."""
    if parsed.status != CANCELLED or "STATUS:" in parsed.extra_ical.upper():
        return parsed.extra_ical
    return f"{parsed.extra_ical}\nSTATUS:{CANCELLED}".strip()


def _title(parsed: ParsedEvent) -> str:
    return parsed.summary[:_MAX_SUMMARY].strip() or tr("Untitled event")


def _notes(parsed: ParsedEvent) -> str:
    """The description without the address that exports repeat below it."""
    text = parsed.description
    return text.removesuffix(parsed.url).rstrip() if parsed.url else text.rstrip()


def _span(parsed: ParsedEvent) -> tuple[object, ...]:
    return parsed.starts, parsed.ends, parsed.zone, parsed.start_fold, parsed.end_fold


def _position(parsed: ParsedEvent) -> tuple[float, float] | None:
    if parsed.latitude is None or parsed.longitude is None:
        return None
    return round(parsed.latitude, 5), round(parsed.longitude, 5)


def _words(categories: Iterable[str]) -> list[str]:
    """Topics are kept in one list with commas, so that none may stand inside a word."""
    return list(dict.fromkeys(" ".join(word.replace(",", " ").split()) for word in categories if word.strip()))


def _repetition(parsed: ParsedEvent) -> tuple[str, set[str], set[str]]:
    return parsed.rrule, set(parsed.rdate.split(",")), set(parsed.exdate.split(","))


def _other_lines(extra: str) -> set[str]:
    return {line for line in extra.split("\n") if line and not line.upper().startswith(_STATUS_LINES)}


def _was_called_off(record: Event) -> bool:
    return record.state == EventState.DECLINED and "STATUS:CANCELLED" in record.extra_ical.upper().split("\n")


def _in_state(row: Activity, record: Event, state: EventState, extra_ical: str) -> tuple[Activity, Event]:
    moved = states.set_state(Kind.EVENT, record.state, state, row.before_state)
    archived_at = row.archived_at if moved.status == Status.DONE else None
    changed = row._replace(status=moved.status.value, before_state=moved.before_state, archived_at=archived_at)
    # The line STATUS tells later that the source called it off, not the person.
    return changed, record._replace(state=moved.state, extra_ical=extra_ical)
