"""What a calendar file says now; of an export that was made before, only what changed since is worked out anew."""

import json
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.domain.calendar_items import CANCELLED
from planner.services.calendar_choice import WHAT, Choice, sort_of
from planner.services.calendar_ledger import Known, Out, Reconciler, goes_out
from planner.services.queries.export import candidates, ledger_uids
from planner.storage import journal, ledger
from planner.storage.ledger import Entry, Key
from planner.storage.reader import Reader
from planner.storage.steps import RowChange, last_touched

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from planner.domain.calendar_items import ItemWords
    from planner.exchange.ics_writer import Options

__all__ = ["WHAT", "Choice", "Feed", "prepare"]

_MANY: Final = 400
"""If more activities than this changed, everything is looked at, which is then as quick."""
_CALLED_OFF: Final = f"\r\nSTATUS:{CANCELLED}\r\n"
_OWNED: Final = frozenset(("event", "certification", "course", "deadline", "reminder", "activity_tag", "study_session"))


class Feed(NamedTuple):
    """What goes out, in order, and what the ledger must learn of it.

    ``name`` and ``touched`` say which choice was exported and where the journal stood; ``again`` that the last export
    was of this choice too.
    """

    out: list[Out]
    moved: list[Entry]
    noted: list[Entry]
    rendered: dict[str, dict[Key, str]]
    mark: tuple[int, ...]
    name: str
    touched: int
    again: bool

    @property
    def components(self) -> list[str]:
        """The rendered components in order."""
        return [one.text for one in self.out]

    @property
    def cancelled(self) -> int:
        """How many of the components call something off."""
        return sum(_CALLED_OFF in one.text for one in self.out)

    @property
    def moves(self) -> bool:
        """Whether the ledger learns anything."""
        return bool(self.moved or self.noted or any(self.rendered.values()))

    def write(self, connection: "Connection") -> None:
        """Stores in the ledger what moved, within a write transaction."""
        ledger.name_library(connection)
        ledger.write(connection, self.moved, self.noted, self.rendered)
        fresh = [(one.uid, one.recurrence_id) for one in self.out if not one.id]
        ids = ledger.ids_of(connection, fresh) if fresh else {}
        found = [one.id or ids[one.uid, one.recurrence_id] for one in self.out]
        ledger.note_export(connection, self.name, self.touched, found)


class _Work(NamedTuple):
    """One export: the choice with all that follows from it."""

    reader: Reader
    choice: Choice
    options: "Options"
    option_key: str
    words: "ItemWords"
    name: str
    last: ledger.LastExport | None

    def feed(self, reconciler: Reconciler, out: list[Out]) -> Feed:
        """The result of a reconciliation."""
        return Feed(
            sorted(out),
            reconciler.moved,
            reconciler.noted,
            {self.option_key: reconciler.rendered, ledger.CANCELLED_TEXTS: reconciler.rendered_cancelled},
            ledger.mark(self.reader.core),
            self.name,
            last_touched(self.reader),
            self.last is not None and self.last.choice == self.name,
        )


def prepare(reader: Reader, choice: Choice) -> Feed:
    """Works out a calendar file from the library as it stands, without writing anything.

    Reads no clock: the stamps of what changed are the instant of the library's newest step.
    """
    from planner.exchange.ics_words import item_words
    from planner.exchange.ics_writer import Options, options_key

    options = Options(alarms=choice.alarms)
    key, words = options_key(options), item_words()
    last = ledger.last_export(reader.core)
    work = _Work(reader, choice, options, key, words, _name(choice, key, words), last)
    feed = _renewed(work, last) if last is not None and last.choice == work.name else None
    return feed or _whole(work)


def _name(choice: Choice, option_key: str, words: "ItemWords") -> str:
    """What names a choice: filter, options and the words of the language."""
    days = str(choice.first), str(choice.last)
    plain = [sorted(choice.what), sorted(choice.kinds), sorted(choice.statuses), days, option_key, words]
    plain += [sorted(choice.deadlines)] if choice.deadlines else []  # without it, the name is that of older versions
    return blake2b(json.dumps(plain).encode(), digest_size=12).hexdigest()


def _whole(work: _Work) -> Feed:
    connection = work.reader.core
    known = Known(
        ledger.entries(connection),
        ledger.texts(connection, work.option_key),
        ledger.texts(connection, ledger.CANCELLED_TEXTS),
    )
    reconciler = Reconciler(connection, work.choice, work.options, known)
    reconciler.run(connection, candidates(work.reader, work.choice.what, work.words))
    return work.feed(reconciler, reconciler.out)


def _renewed(work: _Work, last: ledger.LastExport) -> Feed | None:
    """The last export with what changed since, or None where that cannot be told or is too much."""
    connection = work.reader.core
    rows, _ = journal.steps_after(connection, last.touched)
    affected = None if rows is None else _affected(rows)
    if rows is None or affected is None or len(affected) > _MANY:
        return None
    uids = ledger_uids(work.reader, affected) | _uids_in(rows)
    kept = ledger.kept_texts(connection, work.option_key)
    entries = ledger.entries_of(connection, uids) if uids else {}
    texts = {entry.id: kept[entry.id].text for entry in entries.values() if entry.id in kept}
    reconciler = Reconciler(connection, work.choice, work.options, Known(entries, texts, texts))
    reconciler.run(connection, candidates(work.reader, work.choice.what, work.words, affected) if affected else ())
    out = reconciler.out
    for row_id in last.ids:
        one = kept.get(row_id)
        if one is None:
            return None  # an archive or a restore moved the ledger
        if one.uid not in uids and goes_out(one.cancelled_at, reconciler.newest_at):
            out.append(Out(one.starts, sort_of(one.what), one.uid, one.text, one.recurrence_id, one.id))
    return work.feed(reconciler, out)


def _affected(rows: Sequence[RowChange]) -> set[int] | None:
    """The activities whose entries may have changed; None where a tag got another name, which any may bear."""
    found: set[int] = set()
    for row in rows:
        if row.table == "activity":
            found.add(row.id)
        elif row.table in _OWNED:
            found.update(image["activity_id"] for image in (row.before, row.after) if image is not None)
        elif row.table == "tag" and row.before is not None and row.after is not None:
            return None
    return found


def _uids_in(rows: Sequence[RowChange]) -> set[str]:
    """The UIDs that rows had before, which may be gone for good."""
    found: set[str] = set()
    for row in rows:
        if row.before is not None and row.table in ("activity", "deadline", "study_session"):
            found.add(row.before["uid"])
        elif row.before is not None and row.table == "event":
            found.add(row.before["series_uid"])
    return found - {""}
