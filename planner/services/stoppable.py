"""A plan for a worker thread: a second connection to the same file whose work can be stopped before it is written."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, Self, TypeVar

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.action import Action
from planner.services.planner import Change, Planner
from planner.storage.reader import Reader
from planner.storage.transaction import Transaction

P = ParamSpec("P")
T = TypeVar("T")


class StoppedError(PlannerError):
    """The person stopped the work; nothing of it was written."""

    def __init__(self) -> None:
        super().__init__(tr("Stopped; nothing was changed."))


def _check(stop: threading.Event) -> None:
    if stop.is_set():
        raise StoppedError


@dataclass(frozen=True, slots=True)
class _Stoppable(Action):
    """Does what another action does, and rolls it all back if the work was stopped meanwhile."""

    action: Action
    stop: threading.Event

    def apply(self, tx: Transaction) -> str:
        """Apply, then look once more whether this is still wanted."""
        _check(self.stop)
        label = self.action.apply(tx)
        _check(self.stop)
        return label

    @property
    def merge_key(self) -> str | None:
        """That of the action itself."""
        return self.action.merge_key


class StoppablePlanner(Planner):
    """Belongs to the thread that made it, which must close it. What it writes the window learns by ``refresh``.

    Once ``stop`` is set, the next read or write raises :class:`StoppedError`; a write under way is rolled back.
    """

    def __init__(self, planner: Planner, stop: threading.Event) -> None:
        super().__init__(planner.library.sibling(), planner.clock)
        self._stop = stop

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def check(self) -> None:
        """Raise StoppedError if the work was stopped."""
        _check(self._stop)

    def read(self, query: Callable[Concatenate[Reader, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """As ever, but stops before and after."""
        _check(self._stop)
        found = super().read(query, *args, **kwargs)
        _check(self._stop)
        return found

    def run(self, action: Action) -> Change:
        """As ever, but rolls back if stopped."""
        return super().run(_Stoppable(action, self._stop))
