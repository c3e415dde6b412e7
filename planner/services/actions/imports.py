"""Writing what an import has prepared: an archive's rows, or the events of a calendar file. One step each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.config.text import tr
from planner.domain.errors import ConflictError
from planner.domain.model import Activity, Event, ImportMemory, Reminder
from planner.domain.ordering import between
from planner.domain.words import ActivityId, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.deadlines import set_reminders
from planner.services.archive_merge import REFERENCES, Merge, merge
from planner.storage import journal, ledger
from planner.storage.schema import TABLES
from planner.storage.transaction import Transaction

if TYPE_CHECKING:
    from planner.exchange.archive_rows import LibraryRows


@dataclass(frozen=True, slots=True)
class ImportArchive(Action):
    """Merges an archive; ``prepared`` is worked out anew if the library moved since."""

    name: str
    rows: "LibraryRows"
    prepared: Merge
    run: str

    def apply(self, tx: Transaction) -> str:
        """Writes the rows, and the sequences into the ledger, which undo leaves as they are."""
        prepared = self.prepared
        if journal.last_touched(tx.connection) != prepared.touched:
            prepared = merge(tx.connection, self.rows)
        for gone in prepared.removed:
            tx.remove(type(gone), gone.id)
        ids: dict[tuple[str, int], int] = {}
        for row in prepared.new:
            ids[TABLES[type(row)].name, row.id] = tx.add(_pointed(row, ids))
        for row in prepared.changed:
            tx.put(_pointed(row, ids))
        if prepared.sequences:
            ledger.write(tx.connection, prepared.sequences, (), {})
        return tr("Import “{name}”", name=self.name)

    @property
    def merge_key(self) -> str | None:
        """All files of one import are one step."""
        return f"import:{self.run}"


def _pointed(row: Any, ids: dict[tuple[str, int], int]) -> Any:
    """The row with its pointers at new rows, which were negative, at the numbers that those got."""
    moved = {}
    for name, table in REFERENCES.items():
        target = getattr(row, name, None)
        if target is not None and target < 0:
            moved[name] = ids[table, target]
    return row._replace(**moved) if moved else row


class NewEvent(NamedTuple):
    """An event that comes in: its rows without numbers, and the minutes of its reminders."""

    activity: Activity
    event: Event
    reminders: tuple[int, ...]


class ChangedEvent(NamedTuple):
    """An event that is there already, as it shall be; ``reminders`` None leaves those alone."""

    activity: Activity
    event: Event
    reminders: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class ImportEvents(Action):
    """Writes the events of one calendar file, and what the file said, so that a second import knows it."""

    name: str
    new: tuple[NewEvent, ...]
    changed: tuple[ChangedEvent, ...]
    memory: tuple[ImportMemory, ...]
    touched: int
    run: str

    def apply(self, tx: Transaction) -> str:
        """Refuses with ConflictError if the library moved since the file was compared with it."""
        if journal.last_touched(tx.connection) != self.touched:
            raise ConflictError(
                tr(
                    "The plan changed while “{name}” was compared with it; nothing was imported. Try again.",
                    name=self.name,
                )
            )
        positions: dict[str, str] = {}
        for arriving in self.new:
            status = arriving.activity.status
            if status not in positions:
                positions[status] = common.last_position(tx.connection, None, status)
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
            for minutes in arriving.reminders:
                tx.add(Reminder(0, tx.new_uid(), activity_id, None, minutes))
        for changed in self.changed:
            tx.put(changed.activity)
            tx.put(changed.event)
            if changed.reminders is not None:
                set_reminders(tx, changed.activity.id, None, changed.reminders)
        for row in self.memory:
            if row.id:
                tx.put(row)
            else:
                tx.add(row)
        return tr("Import “{name}”", name=self.name)

    @property
    def merge_key(self) -> str | None:
        """All files of one import are one step."""
        return f"import:{self.run}"
