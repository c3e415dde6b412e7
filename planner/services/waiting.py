"""Actions that a person did and the library could not take: kept in order until they are stored, here or elsewhere."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from planner.domain.errors import LibraryError, PlannerError
from planner.services.planner import Planner
from planner.storage.faults import RuleBrokenError

if TYPE_CHECKING:
    from pathlib import Path

    from planner.services.action import Action
    from planner.services.planner import Change


def is_about_storage(error: PlannerError) -> bool:
    """Whether nothing is wrong with the action itself, so that the same may be stored later or at another place."""
    return isinstance(error, LibraryError) and not isinstance(error, RuleBrokenError)


class Waiting:
    """Runs actions, and keeps those that could not be stored.

    While any wait, a new one waits behind them, so that they are stored in the order in which they were done. The same
    action again is the same, tried again: a field submits its text whenever it is left.
    """

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._actions: list[Action] = []
        self._stored: list[tuple[Action, Change]] = []
        self._refused: list[str] = []
        #: Why the last attempt failed, in one sentence; empty while nothing waits.
        self.why = ""

    def __len__(self) -> int:
        return len(self._actions)

    def holds(self, action: Action) -> bool:
        """Whether the action waits."""
        return action in self._actions

    def run(self, action: Action) -> Change:
        """Store what waits, then this. Raises PlannerError; the action waits then if that :func:`is_about_storage`."""
        for again, change in self._stored:
            if again == action:
                return change
        try:
            self._store(leave=action)
        except LibraryError as error:
            self._keep(action, len(self._actions), error)
            raise
        if action in self._actions:
            self._actions.remove(action)
        change = self._try(action)
        with suppress(LibraryError):
            self._store()  # what was done after it, if it had waited itself
        return change

    def _try(self, action: Action) -> Change:
        """Do the action, which is taken out meanwhile, since listeners look at what waits; put it first if it must."""
        if not self._actions:
            self.why = ""
        try:
            return self._planner.run(action)
        except PlannerError as error:
            if is_about_storage(error):
                self._keep(action, 0, error)
            raise

    def _keep(self, action: Action, place: int, error: PlannerError) -> None:
        self.why = str(error)
        if action not in self._actions:
            self._actions.insert(place, action)

    def go_on(self) -> None:
        """Store what waits, in order. Raises LibraryError at the first that cannot be yet; it and the rest wait on.

        What the plan refuses by now for what it says waits no more: :meth:`take_refused` has the sentences.
        """
        self._stored.clear()
        self._store()

    def _store(self, leave: Action | None = None) -> None:
        while self._actions and self._actions[0] != leave:
            action = self._actions.pop(0)
            try:
                self._stored.append((action, self._try(action)))
            except PlannerError as error:
                if is_about_storage(error):
                    raise
                self._refused.append(str(error))

    def take_refused(self) -> list[str]:
        """Sentences for what waited and was refused when its turn came; each is given once."""
        refused, self._refused = self._refused, []
        return refused

    def settle(self) -> None:
        """What was stored by :meth:`go_on` is not asked for again: the same action is another one from now on."""
        self._stored.clear()

    def labels(self) -> list[str]:
        """What waits, in the words of history: tried out on a copy in memory. Empty where that cannot be read."""
        from planner.storage.rescue import copy_in_memory

        try:
            with copy_in_memory(self._planner.library) as copy:
                return _done_on(Planner(copy, self._planner.clock), self._actions)[0]
        except LibraryError:
            return []

    def save_copy(self, target: Path) -> None:
        """Write the whole plan as it is read now, with what waits, to a new file; nothing waits any more then.

        It is read through the open file, which can be had also where its name or folder has gone, and verified before
        it gets its name. What the plan refuses for what it says is left out: :meth:`take_refused` has the sentences.
        Raises LibraryError with nothing left behind, and everything waiting on.
        """
        from planner.storage.rescue import copy_open

        with copy_open(self._planner.library, target) as copy:
            refused = _done_on(Planner(copy, self._planner.clock), self._actions)[1]
        self._refused += refused
        self.forget_all()

    def forget_all(self) -> None:
        """Let go what waits."""
        self._actions.clear()
        self._stored.clear()
        self.why = ""


def _done_on(planner: Planner, actions: list[Action]) -> tuple[list[str], list[str]]:
    """The labels of what was done, and sentences for what was refused for what it says. Raises LibraryError."""
    labels, refused = [], []
    for action in actions:
        try:
            labels.append(planner.run(action).label)
        except PlannerError as error:
            if is_about_storage(error):
                raise
            refused.append(str(error))
    return labels, refused
