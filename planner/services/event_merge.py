"""A calendar file against the events of a library, worked out without writing: new, changed, unchanged, cancelled."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import select

from planner.config.text import tr
from planner.domain import states
from planner.domain.calendar_items import CANCELLED
from planner.domain.dates import utc_bounds
from planner.domain.errors import ExchangeError, InvalidInputError
from planner.domain.model import Activity, Event, ImportMemory
from planner.domain.plain_text import shortened
from planner.domain.words import ActivityId, EventState, Kind
from planner.exchange.ics_reader import ParsedEvent, parse_component
from planner.exchange.ics_split import RawComponent, Skipped, SplitFile
from planner.exchange.ics_zones import ZoneTable
from planner.services.event_comparison import Difference, EventMerge, Reading
from planner.services.event_fields import (
    FIELDS,
    NOTHING,
    differing,
    event_change_text,
    event_field_label,
    event_value_text,
    lines_of,
    notes_of,
    title_of,
    topic_words,
)
from planner.services.event_likeness import EventLikeness, address_name
from planner.services.event_taking import (
    Arrived,
    MergedEvent,
    as_exported,
    as_known,
    in_state,
    taken_over,
    was_called_off,
)
from planner.services.humanize import date_range
from planner.services.import_report import FieldChange
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

_MOST_MOVED: Final = 20


def merge_events(reader: Reader, split: SplitFile, reading: Reading, arrived: Arrived | None = None) -> EventMerge:
    """Compares the components of a file with the library; those that say what they last said are not parsed again.

    ``arrived`` has the new events of files before this one, for a look at what all would do, which is not written.
    """
    merging = _Merging(reader, split, reading, arrived or Arrived())
    merging.run()
    return EventMerge(
        tuple(merging.new),
        tuple(merging.changed),
        tuple(merging.memory),
        tuple(merging.differences),
        tuple(merging.called_off),
        tuple(merging.mended),
        tuple(merging.changes),
        (merging.count_new, merging.count_changed, merging.count_unchanged, merging.count_cancelled),
        (*split.skipped, *merging.skipped),
        frozenset(merging.uids),
        last_touched(reader),
    )


class _Merging:
    """One comparison of one file."""

    def __init__(self, reader: Reader, split: SplitFile, reading: Reading, arrived: Arrived) -> None:
        self.arrived = arrived
        self.likeness: EventLikeness | None = None
        self.moved = 0
        self.reader = reader
        self.split = split
        self.reading = reading
        self.source = reading.source
        self.new: list[MergedEvent] = []
        self.changed: list[MergedEvent] = []
        self.memory: list[ImportMemory] = []
        self.differences: list[Difference] = []
        self.called_off: list[tuple[str, str]] = []
        self.mended: list[Skipped] = []
        self.changes: list[FieldChange] = []
        self.skipped: list[Skipped] = []
        self.uids = {raw.uid for raw in split.components}
        self.count_new = self.count_changed = self.count_unchanged = self.count_cancelled = 0
        self.remembered = {
            row.key: ImportMemory._make(row)
            for row in reader.execute(select(import_memory).where(import_memory.c.source == self.source))
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
        self.skipped.append(Skipped(self._where(line), why))

    def _where(self, line: int) -> str:
        return tr("{where}, line {line}", where=self.reading.where, line=line)

    def _tell_mended(self, parsed: ParsedEvent) -> None:
        title = shortened(title_of(parsed))
        for remark in parsed.remarks:
            said = tr("“{title}”: {remark}", title=title, remark=remark)
            self.mended.append(Skipped(self._where(parsed.line), said))

    def _sort(self, parsed: list[tuple[ParsedEvent, str]]) -> None:
        uids = sorted({p.uid for p, _ in parsed})
        self.uids.update(uids)
        known = self._known(uids)
        self.uids.update(filter(None, (address_name(p) for p, _ in parsed)))
        own = as_exported(known[key] for key in {(p.uid, p.recurrence_id) for p, _ in parsed} if key in known)
        other_uids = uids_of_other_things(self.reader, uids)
        remembered_uids = remembered(self.reader, uids)
        gone = exported_and_gone(self.reader, uids)
        living = {uid for uid, _ in known}
        alike = self._alike(parsed, known)
        own_of_alike = {} if not alike else as_exported(alike.values())
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
            elif name in alike:
                other = alike[name]
                self._meet(event_, key, other, own_of_alike.get((other.activity.uid, "")), follows=False)
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
                self._say_if_moved(event_)
                self._arrive(event_, key)
                arriving[name] = event_.uid
                living.add(event_.uid)

    def _alike(
        self, parsed: Sequence[tuple[ParsedEvent, str]], known: Mapping[Key, KnownEvent]
    ) -> dict[Key, KnownEvent]:
        """The events of other sources that are the same as some of the file, by what the file calls them."""
        found: dict[Key, str] = {}
        fresh: list[ParsedEvent] = []
        for event_, key in parsed:
            name = (event_.uid, event_.recurrence_id)
            before = self.remembered.get(key)
            if event_.recurrence_id or event_.rrule or event_.rdate or name in known:
                continue
            if before is not None and before.uid != event_.uid:
                found[name] = before.uid
            elif before is None and event_.status != CANCELLED:
                fresh.append(event_)
        if fresh:
            self.likeness = EventLikeness(self.arrived.places(self.reader), self.uids)
            for event_ in fresh:
                uid = self.likeness.like(event_)
                if uid is not None:
                    found[event_.uid, ""] = uid
        others = self._known(sorted(set(found.values())))
        return {name: others[uid, ""] for name, uid in found.items() if (uid, "") in others}

    def _known(self, uids: Sequence[str]) -> dict[Key, KnownEvent]:
        """The events under these UIDs, also those that came with files before this one."""
        found = known_events(self.reader, uids)
        for key, one in self.arrived.under(uids):
            found.setdefault(key, as_known(one))
        return found

    def _say_if_moved(self, parsed: ParsedEvent) -> None:
        """Says where a new event may be one that the plan has on other days; which of them is right nobody can tell."""
        other = None if self.likeness is None or self.moved == _MOST_MOVED else self.likeness.moved(parsed)
        if other is not None:
            self.moved += 1
            days = {"day": date_range(parsed.starts, None, self.reading.today)}
            days |= {"other": date_range(other.starts, None, self.reading.today)}
            title = shortened(title_of(parsed))
            self._skip(
                parsed.line,
                tr(
                    "“{title}” is on {day} here and on {other} in the plan; both stay, delete one if it moved",
                    title=title,
                    **days,
                ),
            )

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
            title_of(parsed),
            kind=Kind.EVENT.value,
            status=states.status_of(Kind.EVENT, state).value,
            notes=notes_of(parsed),
            created_at=parsed.created,
        )
        record = Event(
            0,
            ActivityId(0),
            state=state.value,
            origin=self.reading.origin.value,
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
            topics=", ".join(topic_words(parsed.categories)),
            rrule=parsed.rrule,
            rdate=parsed.rdate,
            exdate=parsed.exdate,
            series_uid=parsed.uid if parsed.recurrence_id else "",
            recurrence_id=parsed.recurrence_id,
            extra_ical=lines_of(parsed),
            source_sequence=parsed.sequence,
        )
        self.new.append(MergedEvent(row, record, parsed.reminders))
        self._tell_mended(parsed)
        self._remember(parsed, key, parsed.uid)
        if cancelled:
            self._call_off(row.title, parsed)
        else:
            self.count_new += 1

    def _call_off(self, title: str, parsed: ParsedEvent) -> None:
        self.count_cancelled += 1
        self.called_off.append((title, event_value_text("dates", parsed, self.reading.today)))

    def _meet(
        self, parsed: ParsedEvent, key: str, found: KnownEvent, own: ParsedEvent | None, *, follows: bool = True
    ) -> None:
        """An event that the library has: take over the fields in which the file differs.

        One of another source ``follows`` the file only where it says nothing itself, or where the person decides so.
        """
        self._remember(parsed, key, parsed.uid if follows else found.activity.uid)
        first_time = key not in self.remembered
        outdated = follows and first_time and parsed.sequence < found.event.source_sequence
        if found.activity.trashed_at is not None or outdated:
            self.count_unchanged += 1
            return
        wanted = list(FIELDS) if own is None else differing(parsed, own, found.activity.title)
        decided = self._decided(key, found, (parsed, own), wanted, follows=follows)
        row, record, fields = taken_over(parsed, found, decided, brought=follows and not first_time)
        cancelled = parsed.status == CANCELLED and found.event.state != EventState.DECLINED
        if cancelled:
            row, record = in_state(row, record, EventState.DECLINED, lines_of(parsed))
        elif parsed.status != CANCELLED and was_called_off(found.event):
            state = EventState(states.newest_before(found.activity.before_state) or EventState.LISTED)
            row, record = in_state(row, record, state, parsed.extra_ical)
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
        self._tell_mended(parsed)
        if cancelled:
            self._call_off(row.title, parsed)
        else:
            self.count_changed += 1
            title, today = found.activity.title, self.reading.today
            said = (event_change_text(field, own, parsed, today, title) for field in fields)
            self.differences.append(Difference(row.title, tuple(said)))

    def _decided(
        self,
        key: str,
        found: KnownEvent,
        said: tuple[ParsedEvent, ParsedEvent | None],
        wanted: Sequence[str],
        *,
        follows: bool,
    ) -> list[str]:
        """Those of the fields in which the file wins, of what the file and the plan have ``said``."""
        parsed, own = said
        name, title, today = f"{self.source}\x1f{key}", found.activity.title, self.reading.today
        taken = []
        for field in wanted:
            mine, theirs = event_value_text(field, own, today, title), event_value_text(field, parsed, today)
            is_taken = mine == NOTHING or self.reading.decisions.get((name, field), follows)
            if is_taken:
                taken.append(field)
            if mine != NOTHING:
                label = event_field_label(field)
                self.changes.append(FieldChange(name, field, title, label, mine, theirs, is_taken))
        return taken
