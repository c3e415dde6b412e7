"""Long work of the window in a thread: a second connection to the library, and Cancel, which rolls back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.services.action import Action
from planner.services.planner import Change, Planner
from planner.ui.shell.long_work import CancelledError

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from planner.storage.transaction import Transaction
    from planner.ui.shell.window import MainWindow


@dataclass(frozen=True, slots=True)
class _Cancellable(Action):
    """Another action that is rolled back if the person cancelled before it was committed."""

    inner: Action
    cancelled: threading.Event

    def apply(self, tx: Transaction) -> str:
        self._check()
        label = self.inner.apply(tx)
        self._check()
        return label

    @property
    def merge_key(self) -> str | None:
        return self.inner.merge_key

    def _check(self) -> None:
        if self.cancelled.is_set():
            raise CancelledError(tr("Cancelled; nothing was written."))


class WorkerPlanner(Planner):
    """The same library over a connection of its own; nothing is written once ``cancelled`` is set."""

    def __init__(self, planner: Planner, cancelled: threading.Event) -> None:
        super().__init__(planner.library.sibling(), planner.clock)
        self._cancelled = cancelled

    def run(self, action: Action) -> Change:
        """As the base does, but rolled back if the person cancels before the commit."""
        return super().run(_Cancellable(action, self._cancelled))


def in_worker(
    window: MainWindow, title: str, work: Callable[[Planner], object], done: Callable[[object], object]
) -> None:
    """Run ``work`` on the window's library in a thread; ``done`` gets its value in the interface thread."""
    planner = window.context.planner

    def run(cancelled: threading.Event) -> object:
        worker = WorkerPlanner(planner, cancelled)
        try:
            return work(worker)
        finally:
            worker.close()

    window.work.start(title, run, done, window.toast)
