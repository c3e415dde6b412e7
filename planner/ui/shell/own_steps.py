"""The steps that a dialog made, which it can take back itself: its window's Undo lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.errors import ConflictError

if TYPE_CHECKING:
    from planner.services.action import Action
    from planner.services.planner import Change, Planner


class OwnSteps:
    """Does actions and takes them back, the newest first, as long as nobody did something else since."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner
        self._labels: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._labels)

    def do(self, action: Action) -> Change:
        """Do an action. Raises PlannerError where it is refused."""
        change = self._planner.run(action)
        if change.rows:
            self._labels.append(change.label)
        return change

    def note_newest(self) -> str:
        """Count the newest step of the plan, which a dialog over this one made, as one's own; gives its label."""
        label = self._planner.history().undo or ""
        self._labels.append(label)
        return label

    def undo(self) -> Change | None:
        """Take back the newest of these steps; None where there is none. Raises PlannerError where that cannot be."""
        if not self._labels:
            return None
        if self._planner.history().undo != self._labels[-1]:
            raise ConflictError(tr("Something else was changed since. Close this to undo that first."))
        change = self._planner.undo()
        self._labels.pop()
        return change
