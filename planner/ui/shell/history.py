"""Undo and redo as the person meets them: labels in the menu, a toast, and the way to the place that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planner.config.text import tr
from planner.domain.errors import LibraryError, PlannerError
from planner.ui.shell.commands import menu_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from planner.services.planner import Change, Planner

#: Rows of a step that are tried before the way to it is given up; an import has thousands.
_ROWS_TRIED = 20
_LABEL_LENGTH = 60


class HistoryControl(QObject):
    """Drives two actions. ``done`` carries the change, ``refused`` the sentence and what to try again (or None).

    ``idle`` carries the sentence for when there is nothing to take back or to bring back.
    """

    done = Signal(object)
    idle = Signal(str)
    refused = Signal(str, object)

    def __init__(self, planner: Planner, undo: QAction, redo: QAction, parent: QObject) -> None:
        super().__init__(parent)
        self._planner = planner
        self._undo = undo
        self._redo = redo
        self._started = planner.now()

    def refresh(self) -> None:
        """Bring labels up to date with the newest step, whoever made it."""
        try:
            history = self._planner.history()
        except PlannerError:
            return  # the library is busy; the next change brings the labels
        for action, word, label in (
            (self._undo, tr("&Undo"), history.undo),
            (self._redo, tr("&Redo"), history.redo),
        ):
            # Never disabled: another program may have made a step since the last look, and a key must reach it.
            action.setText(f"{word} {menu_text(_shortened(label))}" if label else word)

    def undo(self) -> None:
        """Take back the newest step."""
        self._do(self._planner.undo, self.undo, redo=False)

    def redo(self) -> None:
        """Bring back the step that was taken back last."""
        self._do(self._planner.redo, self.redo, redo=True)

    def _do(self, step: Callable[[], Change | None], again: Callable[[], None], *, redo: bool) -> None:
        try:
            change = step()
        except LibraryError as error:
            self.refused.emit(str(error), again)
            return
        except PlannerError as error:
            self.refused.emit(str(error), None)
            return
        if change is not None:
            self.done.emit(change)
        else:
            self.refresh()
            self.idle.emit(tr("Nothing left to redo") if redo else tr("Nothing left to undo"))

    def sentence(self, change: Change) -> str:
        """What the toast says after undo or redo; a step from before this run is dated."""
        label = _shortened(change.label)
        if change.kind == "redo":
            return tr("Done again: {label}", label=label)
        made = _local(change.made_at, self._planner.zone())
        if change.made_at and change.made_at < self._started.strftime("%Y-%m-%dT%H:%M:%SZ"):
            return tr("Undone: {label} (made {when})", label=label, when=made)
        return tr("Undone: {label}", label=label)


def places(change: Change) -> list[tuple[str, int]]:
    """Where a change can be seen, as (table, id), best first: rows that are there, then what they belong to.

    What an activity shows of a skill belongs to the activity: where that went, nobody is led to the skill instead.
    """
    rows = [row for row in change.rows[:_ROWS_TRIED] if row.after is not None]
    own = [(row.table, row.id) for row in rows]
    owners: list[tuple[str, int]] = []
    for row in change.rows[:_ROWS_TRIED]:
        image = row.after or row.before or {}
        for column, table in (("activity_id", "activity"), ("skill_id", "skill")):
            owner = image.get(column)
            if isinstance(owner, int):
                owners.append((table, owner))
                break
    return list(dict.fromkeys(own + owners))


def _shortened(label: str | None) -> str:
    if label is None or len(label) <= _LABEL_LENGTH:
        return label or ""
    return label[: _LABEL_LENGTH - 1].rstrip() + "…"


def _local(instant: str, zone: str) -> str:
    """An instant in the person's time, “12 Nov 2026, 14:05”."""
    from planner.domain.dates import instant_to_zone
    from planner.services.humanize import clock, long_date

    if not instant:
        return ""
    moment = instant_to_zone(instant, zone)
    return tr("{date}, {time}", date=long_date(moment.date()), time=clock(moment.strftime("%H:%M")))
