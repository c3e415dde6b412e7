"""Writing what an import has prepared: rows of archives and roadmaps, events of calendar files, all as one step."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Connection

from planner.config.text import tr, trn
from planner.domain.errors import ConflictError, ExchangeError, InvalidInputError
from planner.domain.model import Attachment, Reminder
from planner.domain.ordering import between
from planner.domain.words import ActivityId, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.badges import ComparedBadge
from planner.services.actions.deadlines import set_reminders
from planner.services.archive_merge import REFERENCES, Merge, merge
from planner.storage import ledger
from planner.storage.ledger import Entry
from planner.storage.reader import Reader
from planner.storage.schema import TABLES
from planner.storage.steps import last_touched
from planner.storage.transaction import Transaction

if TYPE_CHECKING:
    from planner.exchange.archive_rows import LibraryRows
    from planner.exchange.conference_format import ConferenceSet
    from planner.exchange.ics_split import SplitFile
    from planner.exchange.incoming import Incoming
    from planner.exchange.skill_set import SkillSet
    from planner.exchange.template_format import Template
    from planner.services.conference_merge import ConferenceMerge, Wish
    from planner.services.event_comparison import EventMerge, Reading
    from planner.services.incoming_merge import IncomingMerge


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """An archive that was compared with the library."""

    name: str
    rows: "LibraryRows"
    merged: Merge

    def touches(self, uids: set[str]) -> bool:
        """Whether what was written under these UIDs may alter the comparison: an archive speaks of everything."""
        return bool(uids)

    def again(self, reader: Reader) -> Self:
        """Compares it with the library as it stands now."""
        return replace(self, merged=merge(reader, self.rows))

    def write(self, tx: Transaction) -> None:
        """Writes the rows and the bytes that they name, and the sequences into the ledger, which undo leaves alone."""
        named = {row.digest for row in (*self.merged.new, *self.merged.changed) if isinstance(row, Attachment)}
        for file in self.rows.files:
            if file.digest in named:
                tx.keep(file.data)
        _write_rows(tx, self.merged)
        if self.merged.sequences:
            _write_lines(tx.connection, self.merged.sequences)


@dataclass(frozen=True, slots=True)
class RoadmapFile:
    """A roadmap, outline, table, template or set of skills that was compared with the library on a day."""

    name: str
    incoming: "Incoming | SkillSet | Template"
    now: str
    today: str
    merged: "IncomingMerge"

    def touches(self, uids: set[str]) -> bool:
        """Whether what was written under these UIDs may alter the comparison: things are found by their names too."""
        return bool(uids)

    def again(self, reader: Reader) -> Self:
        """Compares it with the library as it stands now."""
        from planner.services.incoming_merge import merge_incoming

        return replace(self, merged=merge_incoming(reader, self.incoming, self.now, self.today))

    def write(self, tx: Transaction) -> None:
        """Writes the rows."""
        _write_rows(tx, self.merged)


def _write_rows(tx: Transaction, merged: "ConferenceMerge | IncomingMerge | Merge") -> None:
    for gone in merged.removed:
        tx.remove(type(gone), gone.id)
    ids: dict[tuple[str, int], int] = {}
    for row in merged.new:
        ids[TABLES[type(row)].name, row.id] = tx.add(_pointed(row, ids))
    for row in merged.changed:
        tx.put(_pointed(row, ids))


def _write_lines(connection: Connection, lines: Sequence[Entry]) -> None:
    """Writes lines into the ledger; those that went out from here before stay marked so, though their texts go."""
    exported = ledger.any_texts(connection, [line.id for line in lines if line.id])
    marks = {(line.uid, line.recurrence_id): "" for line in lines if line.id in exported}
    ledger.write(connection, lines, (), {ledger.EXPORTED: marks})


def _pointed(row: Any, ids: dict[tuple[str, int], int]) -> Any:
    """The row with its pointers at new rows, which were negative, at the numbers that those got."""
    moved = {}
    for name, table in REFERENCES.items():
        target = getattr(row, name, None)
        if target is not None and target < 0:
            moved[name] = ids[table, target]
    return row._replace(**moved) if moved else row


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar file that was compared with the library, with what it takes to compare it again."""

    name: str
    split: "SplitFile"
    reading: "Reading"
    merged: "EventMerge"

    def touches(self, uids: set[str]) -> bool:
        """Whether what was written under these UIDs may alter the comparison."""
        return not uids.isdisjoint(self.merged.uids)

    def again(self, reader: Reader) -> Self:
        """Compares it with the library as it stands now."""
        from planner.services.event_merge import merge_events

        return replace(self, merged=merge_events(reader, self.split, self.reading))

    def write(self, tx: Transaction) -> None:
        """Writes the events, and what the file said, so that a second import knows it."""
        positions: dict[str, str] = {}
        for arriving in self.merged.new:
            status = arriving.activity.status
            if status not in positions:
                positions[status] = common.last_position(tx.reader, None, status)
            positions[status] = between(positions[status] or None, None)
            activity_id = ActivityId(
                tx.add(
                    arriving.activity._replace(
                        uid=arriving.activity.uid or tx.new_uid(),
                        position=positions[status],
                        created_at=arriving.activity.created_at or tx.now,
                        completed_on=tx.today if status == Status.DONE else None,
                    )
                )
            )
            tx.add(arriving.event._replace(activity_id=activity_id))
            for minutes in arriving.reminders or ():
                tx.add(Reminder(0, tx.new_uid(), activity_id, None, minutes))
        for changed in self.merged.changed:
            tx.put(changed.activity)
            tx.put(changed.event)
            if changed.reminders is not None:
                set_reminders(tx, changed.activity.id, None, changed.reminders)
        for row in self.merged.memory:
            if row.id:
                tx.put(row)
            else:
                tx.add(row)


@dataclass(frozen=True, slots=True)
class ConferenceFile:
    """Lists of conferences that were compared with the library together, on a day; named for the first."""

    name: str
    sets: "tuple[ConferenceSet, ...]"
    wish: "Wish"
    now: str
    today: date
    merged: "ConferenceMerge"

    def touches(self, uids: set[str]) -> bool:
        """Whether what was written under these UIDs may alter the comparison: things are found by their names too."""
        return bool(uids)

    def again(self, reader: Reader) -> Self:
        """Compares them with the library as it stands now."""
        from planner.services.conference_merge import merge_conferences

        return replace(self, merged=merge_conferences(reader, self.sets, self.wish, self.now, self.today))

    def write(self, tx: Transaction) -> None:
        """Writes the rows."""
        _write_rows(tx, self.merged)


SingleFile = ArchiveFile | CalendarFile | ComparedBadge | RoadmapFile
ComparedFile = SingleFile | ConferenceFile


class RefusedFileError(ExchangeError):
    """One of the files cannot be written; ``number`` says which, from 0. Nothing was written."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.number = number


@dataclass(frozen=True, slots=True)
class ImportFiles(Action):
    """Writes all files of an import. Files that speak of what an earlier one wrote are compared with that too.

    ``name`` is that of the folder that they all come from, if there is one. ``outcome`` is filled with the files as
    they were written, for the report.
    """

    files: Sequence[ComparedFile]
    name: str = ""
    outcome: list[ComparedFile] = field(default_factory=list)

    def apply(self, tx: Transaction) -> str:
        """Raises ConflictError if the library moved since the files were compared with it, else RefusedFileError."""
        touched = last_touched(tx.reader)
        if any(file.merged.touched != touched for file in self.files):
            raise ConflictError(
                tr(
                    "The plan changed while “{name}” was compared with it; nothing was imported. Try again.",
                    name=self.files[0].name,
                )
            )
        self.outcome.clear()
        uids: set[str] = set()
        everything = False
        for number, file in enumerate(self.files):
            try:
                now = file.again(tx.reader) if everything or file.touches(uids) else file
                now.write(tx)
            except (ExchangeError, InvalidInputError) as error:
                raise RefusedFileError(number, str(error)) from error
            self.outcome.append(now)
            if isinstance(now, CalendarFile):
                uids |= now.merged.uids
            else:
                everything = True
        if self.name:
            return tr("Import “{name}”", name=self.name)
        number = sum(len(file.sets) if isinstance(file, ConferenceFile) else 1 for file in self.files)
        if number == 1:
            return tr("Import “{name}”", name=self.files[0].name)
        return trn("Import {n} file", "Import {n} files", number)
