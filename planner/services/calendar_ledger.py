"""Calendar entries against the ledger: which are new, moved or gone, and the text of each."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Connection

from planner.domain.calendar_items import CANCELLED, CalendarItem, digest
from planner.domain.dates import MAX_YEAR
from planner.domain.words import Status
from planner.services.calendar_choice import Choice, sort_name, sort_of
from planner.services.queries.export import DUTIES, Candidate
from planner.storage import ledger
from planner.storage.ledger import Entry, Key

if TYPE_CHECKING:
    from planner.exchange.ics_writer import Options


_FAR_AHEAD: Final = 11
"""For so many years after the first chosen day is looked for an instance of what recurs; a leap day may take eight."""


class Out(NamedTuple):
    """One component, sorted as components stand in a file; ``id`` is that of its entry, 0 for a new one."""

    starts: str
    what: str
    uid: str
    text: str
    recurrence_id: str
    id: int


class Known(NamedTuple):
    """The ledger, or the part of it that is looked at: entries, and their texts by ledger id."""

    entries: dict[Key, Entry]
    texts: dict[int, str]
    cancelled_texts: dict[int, str]


class Reconciler:
    """Goes once through what may go out and through the ledger, or through the part of both that may have moved."""

    def __init__(self, connection: Connection, choice: Choice, options: "Options", known: Known) -> None:
        self.choice = choice
        self.options = options
        self.entries, self.texts, self.cancelled_texts = known
        self.newest_at = ledger.newest_at(connection)
        self.floor = ledger.floor(connection)
        self.out: list[Out] = []
        self.moved: list[Entry] = []
        self.noted: list[Entry] = []
        self.rendered: dict[Key, str] = {}
        self.rendered_cancelled: dict[Key, str] = {}

    def run(self, connection: Connection, found: Iterable[Candidate]) -> None:
        """Takes the candidates, then the entries whose rows are not among them."""
        present: set[Key] = set()
        for candidate in found:
            key = (candidate.item.uid, candidate.item.recurrence_id)
            if key not in present:
                present.add(key)
                self.alive(candidate)
        what = self.choice.what
        read = what | (DUTIES if DUTIES & what else frozenset())
        left = [entry for key, entry in self.entries.items() if key not in present and sort_of(entry.what) in read]
        self.gone(connection, left)

    def alive(self, candidate: Candidate) -> None:
        """An entry whose row is there."""
        item, kind, status, sequence, _ = candidate
        what = sort_name(item.what, candidate.deadline_kind)
        key = (item.uid, item.recurrence_id)
        entry = self.entries.get(key)
        skipped = status == Status.SKIPPED
        recurring = self._goes_on(item)
        held = self.choice.holds(what, kind, status, item.starts, item.ends, recurring=recurring)
        if not held and skipped and entry is not None:
            held = self._left_lately(entry) and self.choice.holds(
                entry.what, entry.kind, entry.status, entry.starts, entry.ends, recurring=recurring
            )
        if not held:
            return
        content = bytes.fromhex(digest(item))
        if entry is None or entry.digest != content:
            entry = self._move(entry, candidate, content, max(sequence, self.floor))
        elif not skipped and (entry.what, entry.kind, entry.status) != (what, kind, status):
            self.noted.append(entry._replace(what=what, kind=kind, status=status))
        text = self.texts.get(entry.id)
        if text is None:
            text = self.rendered[key] = self._render(item, entry)
        self.out.append(Out(item.starts, item.what, item.uid, text, item.recurrence_id, entry.id))

    def _goes_on(self, item: CalendarItem) -> bool:
        """Whether an item recurs, and does so on or after the first day that is chosen."""
        if not (item.rrule or item.rdate) or self.choice.first is None:
            return bool(item.rrule or item.rdate)
        from planner.exchange.recurrence import Series, instances  # needed for the few that recur

        times = (item.starts, item.ends or None, item.zone, item.start_fold, item.end_fold)
        series = Series(*times, item.rrule, item.rdate, item.exdate)
        after = date(min(self.choice.first.year + _FAR_AHEAD, MAX_YEAR), 12, 29)
        return bool(instances(series, self.choice.first, after))

    def _move(self, entry: Entry | None, candidate: Candidate, content: bytes, least: int) -> Entry:
        """The entry of new or changed content, with a higher SEQUENCE; remembered for writing."""
        item, kind, status, _, deadline_kind = candidate
        cancelled_at = self.newest_at if status == Status.SKIPPED else None
        if entry is None:
            sequence, stamp, row_id = least, self.newest_at, 0
        else:
            sequence, stamp, row_id = max(entry.sequence + 1, least), max(self.newest_at, entry.stamp), entry.id
            self.texts.pop(row_id, None)
            if status == Status.SKIPPED:
                kind, status, cancelled_at = entry.kind, entry.status, entry.cancelled_at or cancelled_at
        moved = Entry(
            row_id,
            item.uid,
            item.recurrence_id,
            content,
            sequence,
            stamp,
            sort_name(item.what, deadline_kind),
            kind,
            status,
            item.summary,
            item.starts,
            item.ends,
            item.zone,
            cancelled_at,
        )
        self.moved.append(moved)
        return moved

    def gone(self, connection: Connection, left: list[Entry]) -> None:
        """Entries whose rows were deleted, or have no date any more.

        What this library never exported itself is not its to call off: the lines of an archive whose import was undone
        may be those of another plan.
        """
        asked = [entry.id for entry in left if entry.digest != b"" or entry.id not in self.cancelled_texts]
        last_texts = ledger.any_texts(connection, asked) if asked else {}
        for entry in left:
            if entry.id not in last_texts and entry.id not in self.cancelled_texts:
                continue
            key = (entry.uid, entry.recurrence_id)
            now = entry
            if entry.digest != b"":
                now = entry._replace(
                    digest=b"",
                    sequence=entry.sequence + 1,
                    stamp=max(self.newest_at, entry.stamp),
                    cancelled_at=entry.cancelled_at or self.newest_at,
                )
                self.moved.append(now)
                text = self._cancel(now, last_texts.get(entry.id, ""))
                self.rendered_cancelled[key] = text
            else:
                kept = self.cancelled_texts.get(entry.id)
                text = kept or self._cancel(now, "")
                if kept is None:
                    self.rendered_cancelled[key] = text
            recurring = "\r\nRRULE" in text or "\r\nRDATE" in text
            if self._left_lately(now) and self.choice.holds(
                now.what, now.kind, now.status, now.starts, now.ends, recurring=recurring
            ):
                self.out.append(Out(now.starts, sort_of(now.what), now.uid, text, now.recurrence_id, now.id))

    def _left_lately(self, entry: Entry) -> bool:
        return goes_out(entry.cancelled_at, self.newest_at)

    def _render(self, item: CalendarItem, entry: Entry) -> str:
        from planner.exchange.ics_writer import Stamps, render_component

        return render_component(item, Stamps(entry.sequence, entry.stamp, entry.stamp), self.options)

    def _cancel(self, entry: Entry, last_text: str) -> str:
        from planner.exchange.ics_writer import Stamps, cancelled_component

        if last_text:
            return cancelled_component(last_text, Stamps(entry.sequence, entry.stamp, entry.stamp))
        item = CalendarItem(
            uid=entry.uid,
            what=sort_of(entry.what),
            summary=entry.summary,
            starts=entry.starts,
            ends=entry.ends,
            zone=entry.zone,
            recurrence_id=entry.recurrence_id,
            status=CANCELLED,
        )
        return self._render(item, entry)


def goes_out(cancelled_at: str | None, newest_at: str) -> bool:
    """Tell whether a cancellation still goes out: for a year, counted to the library's newest step."""
    return cancelled_at is None or newest_at < f"{int(cancelled_at[:4]) + 1:04}{cancelled_at[4:]}"
