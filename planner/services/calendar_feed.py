"""What a calendar file says now, against what earlier ones said: sequences, stamps, cancellations, kept texts."""

from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple

from sqlalchemy import Connection

from planner.domain.calendar_items import (
    CANCELLED,
    DEADLINE,
    EVENT,
    EXAM,
    RENEWAL,
    SESSION,
    CalendarItem,
    digest,
)
from planner.domain.words import Status
from planner.services.queries.export import DUTIES, Candidate, candidates
from planner.storage import ledger
from planner.storage.ledger import Entry, Key

WHAT = (EVENT, DEADLINE, EXAM, RENEWAL, SESSION)
"""Every sort of thing that a calendar file may hold."""

_CANCELLED_TEXTS = "cancelled"


class Choice(NamedTuple):
    """What the person chose to export.

    ``what`` is of :data:`WHAT`; ``kinds`` empty means all. ``first`` and ``last`` are days, both inclusive: whatever
    touches one of them goes out.
    """

    what: frozenset[str] = frozenset(WHAT) - {SESSION}
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset(Status) - {Status.SKIPPED}
    first: date | None = None
    last: date | None = None
    profile: Literal["feed", "event"] = "feed"
    alarms: bool = True

    def holds(self, what: str, kind: str, status: str, starts: str, ends: str, *, recurring: bool) -> bool:
        """Tell whether something with these traits goes out."""
        if what not in self.what or status not in self.statuses or (self.kinds and kind not in self.kinds):
            return False
        if self.last is not None and starts[:10] > self.last.isoformat():
            return False
        if self.first is None or recurring:
            return True
        first = self.first.isoformat()
        # An exclusive end at midnight does not touch the day that begins there.
        return starts[:10] >= first or ends.removesuffix("Z").removesuffix("T00:00:00") > first


class Feed(NamedTuple):
    """What goes out: rendered components in order, how many of them cancel something, what the ledger must learn."""

    components: list[str]
    cancelled: int
    moved: list[Entry]
    noted: list[Entry]
    rendered: dict[str, dict[Key, str]]
    mark: tuple[int, ...]


class _Reconciler:
    """Goes once through what may go out and through the ledger."""

    def __init__(self, connection: Connection, choice: Choice) -> None:
        from planner.exchange.ics_writer import Options, options_key

        self.choice = choice
        self.options = Options(alarms=choice.alarms)
        self.option_key = options_key(self.options)
        self.mark = ledger.mark(connection)
        self.entries = ledger.entries(connection)
        self.texts = ledger.texts(connection, self.option_key)
        self.cancelled_texts = ledger.texts(connection, _CANCELLED_TEXTS)
        self.newest_at = ledger.newest_at(connection)
        self.floor = ledger.floor(connection)
        self.out: list[tuple[str, str, str, str]] = []
        self.cancelled = 0
        self.moved: list[Entry] = []
        self.noted: list[Entry] = []
        self.rendered: dict[Key, str] = {}
        self.rendered_cancelled: dict[Key, str] = {}

    def alive(self, candidate: Candidate) -> None:
        """An entry whose row is there."""
        item, kind, status, sequence = candidate
        key = (item.uid, item.recurrence_id)
        entry = self.entries.get(key)
        skipped = status == Status.SKIPPED
        recurring = bool(item.rrule or item.rdate)
        held = self.choice.holds(item.what, kind, status, item.starts, item.ends, recurring=recurring)
        if not held and skipped and entry is not None:
            held = self._left_lately(entry) and self.choice.holds(
                entry.what, entry.kind, entry.status, entry.starts, entry.ends, recurring=recurring
            )
        if not held:
            return
        content = bytes.fromhex(digest(item))
        if entry is None or entry.digest != content:
            entry = self._move(entry, candidate, content, max(sequence, self.floor))
        elif not skipped and (entry.kind, entry.status) != (kind, status):
            self.noted.append(entry._replace(kind=kind, status=status))
        text = self.texts.get(entry.id)
        if text is None:
            text = self.rendered[key] = self._render(item, entry)
        self._put(item.starts, item.what, item.uid, text, cancelled=item.status == CANCELLED)

    def _move(self, entry: Entry | None, candidate: Candidate, content: bytes, least: int) -> Entry:
        """The entry of new or changed content, with a higher SEQUENCE; remembered for writing."""
        item, kind, status, _ = candidate
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
            item.what,
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
        """Entries whose rows were deleted, or have no date any more."""
        fresh = [entry.id for entry in left if entry.digest != b""]
        last_texts = ledger.any_texts(connection, fresh) if fresh else {}
        for entry in left:
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
                text = self._cancel(now, last_texts.get(entry.id))
                self.rendered_cancelled[key] = text
            else:
                kept = self.cancelled_texts.get(entry.id)
                text = kept or self._cancel(now, None)
                if kept is None:
                    self.rendered_cancelled[key] = text
            recurring = "\r\nRRULE:" in text or "\r\nRDATE" in text
            if self._left_lately(now) and self.choice.holds(
                now.what, now.kind, now.status, now.starts, now.ends, recurring=recurring
            ):
                self._put(now.starts, now.what, now.uid, text, cancelled=True)

    def _left_lately(self, entry: Entry) -> bool:
        """Tell whether the cancellation still goes out: for a year, counted to the library's newest step."""
        left = entry.cancelled_at
        return left is None or self.newest_at < f"{int(left[:4]) + 1:04}{left[4:]}"

    def _render(self, item: CalendarItem, entry: Entry) -> str:
        from planner.exchange.ics_writer import Stamps, render_component

        return render_component(item, Stamps(entry.sequence, entry.stamp, entry.stamp), self.options)

    def _cancel(self, entry: Entry, last_text: str | None) -> str:
        from planner.exchange.ics_writer import Stamps, cancelled_component

        if last_text is not None:
            return cancelled_component(last_text, Stamps(entry.sequence, entry.stamp, entry.stamp))
        item = CalendarItem(
            uid=entry.uid,
            what=entry.what,
            summary=entry.summary,
            starts=entry.starts,
            ends=entry.ends,
            zone=entry.zone,
            recurrence_id=entry.recurrence_id,
            status=CANCELLED,
        )
        return self._render(item, entry)

    def _put(self, starts: str, what: str, uid: str, text: str, *, cancelled: bool) -> None:
        self.out.append((starts, what, uid, text))
        self.cancelled += cancelled


def prepare(connection: Connection, choice: Choice) -> Feed:
    """Works out a calendar file from the library as it stands, without writing anything.

    Reads no clock: the stamps of what changed are the instant of the library's newest step.
    """
    from planner.exchange.ics_words import item_words

    found = candidates(connection, choice.what, item_words())
    reconciler = _Reconciler(connection, choice)
    present: set[Key] = set()
    for candidate in found:
        key = (candidate.item.uid, candidate.item.recurrence_id)
        if key not in present:
            present.add(key)
            reconciler.alive(candidate)
    read = choice.what | (DUTIES if DUTIES & choice.what else frozenset())
    left = [entry for key, entry in reconciler.entries.items() if key not in present and entry.what in read]
    reconciler.gone(connection, left)
    return Feed(
        [text for *_, text in sorted(reconciler.out, key=itemgetter(0, 1, 2, 3))],
        reconciler.cancelled,
        reconciler.moved,
        reconciler.noted,
        {reconciler.option_key: reconciler.rendered, _CANCELLED_TEXTS: reconciler.rendered_cancelled},
        reconciler.mark,
    )
