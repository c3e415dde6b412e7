"""The façade of a plan: runs actions, takes them back, reads, and tells listeners what changed."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, TypeVar

from planner.domain.words import Status
from planner.services.action import Action
from planner.services.clock import Clock, SystemClock, local_date
from planner.storage import steps
from planner.storage.faults import RuleBrokenError
from planner.storage.library import Library
from planner.storage.reader import Reader
from planner.storage.steps import History, RowChange

if TYPE_CHECKING:
    from planner.domain.errors import PlannerError

__all__ = ["Change", "History", "Planner", "RowChange"]

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Change(NamedTuple):
    """What a step did to the library.

    ``kind`` is ``do``, ``undo``, ``redo`` or ``refresh`` (another process wrote). ``everything`` says that the rows
    cannot be told and all must be read anew. ``step`` is the journal step, 0 for a refresh.
    """

    label: str
    kind: str
    rows: tuple[RowChange, ...]
    made_at: str = ""
    step: int = 0
    everything: bool = False

    @property
    def tables(self) -> frozenset[str]:
        """The tables whose rows changed."""
        return frozenset(row.table for row in self.rows)

    def touched(self, table: str) -> set[int]:
        """The ids of the rows of ``table`` that changed, came or went."""
        return {row.id for row in self.rows if row.table == table}

    def completed(self) -> list[int]:
        """The ids of the activities that a person's own step made done; none for Undo, Redo and other processes."""
        if self.kind != "do":
            return []
        return [
            row.id
            for row in self.rows
            if row.table == "activity"
            and row.before is not None
            and row.after is not None
            and row.before["status"] != Status.DONE == row.after["status"]
        ]

    def added(self, table: str) -> list[int]:
        """The ids of the rows of ``table`` that came, in order."""
        return [row.id for row in self.rows if row.table == table and row.before is None]


class Planner:
    """One open library, used from one thread."""

    def __init__(self, library: Library, clock: Clock | None = None) -> None:
        self._library = library
        self._clock = clock or SystemClock()
        self._listeners: list[Callable[[Change], None]] = []
        self._emitting = False
        self._data_version = library.data_version()
        with library.read() as reader:
            self._touched = steps.last_touched(reader)
        #: What was found at the opening and has to be told, though the plan could be opened.
        self.trouble: PlannerError | None = None

    @property
    def path(self) -> Path:
        """The library file."""
        return self._library.path

    @property
    def library(self) -> Library:
        """The open file, for services that need more than actions and queries (backup, export ledger)."""
        return self._library

    @property
    def clock(self) -> Clock:
        """The time that this plan goes by."""
        return self._clock

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self._clock.now()

    def today(self) -> date:
        """Today's date where the person is."""
        return local_date(self._clock)

    def zone(self) -> str:
        """The person's IANA time zone."""
        return self._clock.zone

    def read(self, query: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a query inside one read transaction."""
        with self._library.read() as reader:
            return query(reader, *args, **kwargs)

    def recall(self, query: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What :meth:`read` gives, without reading if nothing was written since the same was asked."""
        with self._library.read() as reader:
            return reader.recall(query, *args, **kwargs)

    def history(self) -> History:
        """The labels of what Undo and Redo would do next."""
        return self.read(steps.history)

    def run(self, action: Action) -> Change:
        """Does what the action says in one write transaction and tells the listeners.

        Raises PlannerError with one sentence if it is refused; then nothing was written and nobody told.
        """
        from planner.storage import journal
        from planner.storage.transaction import Transaction

        self._refuse_listeners()
        with self._library.write() as connection:
            seen = journal.last_touched(connection)
            tx = Transaction(connection, self.now(), self.today().isoformat())
            label = action.apply(tx)
            step, rows = tx.record(label, action.merge_key)
            touched = journal.last_touched(connection)
        return self._done(Change(label, "do", rows, tx.now, step), seen, touched)

    def undo(self) -> Change | None:
        """Takes back the newest step, whoever made it. None if there is nothing to take back.

        Raises ConflictError, with nothing changed, if a row is no longer as the step left it.
        """
        return self._replay(undo=True)

    def redo(self) -> Change | None:
        """Brings back the step that was undone last. None if there is none. Raises ConflictError as undo does."""
        return self._replay(undo=False)

    def _replay(self, *, undo: bool) -> Change | None:
        from planner.storage import journal

        self._refuse_listeners()
        step: steps.Step | None = None
        try:
            with self._library.write() as connection:
                seen = journal.last_touched(connection)
                reader = Reader.on(connection)
                step = steps.newest(reader) if undo else steps.next_redo(reader)
                if step is None:
                    return None
                rows = journal.replay(connection, step, undo=undo)
                touched = journal.last_touched(connection)
        except RuleBrokenError as error:
            # Such as a row that goes while another program has hung something on it.
            raise journal.conflict(step.label if step else "", undo=undo) from error
        return self._done(Change(step.label, "undo" if undo else "redo", rows, step.made_at, step.id), seen, touched)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls ``listener`` after each change; the function given back ends that. Listeners may not write."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def refresh(self) -> Change | None:
        """What other processes (or workers) wrote since the last look; tells the listeners. None if nothing."""
        if self._emitting:
            return None  # a listener asks while the others have not heard of the present change yet
        version = self._library.data_version()
        if version == self._data_version:
            return None
        from planner.storage.journal import steps_after

        rows, touched = self.read(lambda reader: steps_after(reader.core, self._touched))
        self._data_version = version
        if touched == self._touched:
            return None  # what was written is not part of the plan, such as the export ledger
        return self._done(Change("", "refresh", tuple(rows or ()), everything=rows is None), self._touched, touched)

    def _done(self, change: Change, seen: int, touched: int) -> Change:
        """Tells the listeners; ``seen`` is where the journal's counter stood before the step."""
        if seen != self._touched:
            # Somebody else wrote between our last look and this step: the listeners must hear of that too.
            change = change._replace(everything=True)
        self._touched = touched
        if change.rows or change.everything:
            self._emit(change)
        return change

    def _emit(self, change: Change) -> None:
        """Tells every listener. The change is saved whatever they do with it, so their errors stop nobody."""
        self._emitting = True
        try:
            for listener in tuple(self._listeners):
                if listener not in self._listeners:
                    continue  # left while the others were told
                try:
                    listener(change)
                except Exception:
                    log.exception("A listener failed on “%s”, which is saved", change.label)
        finally:
            self._emitting = False

    def _refuse_listeners(self) -> None:
        if self._emitting:
            raise RuntimeError("a listener tried to write while a change was being told")

    def close(self) -> None:
        """Closes the library; a clean close leaves one file."""
        self._listeners.clear()
        self._library.close()
