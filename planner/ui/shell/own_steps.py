"""The steps that a dialog made, which it can take back itself: its window's Undo lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from planner.config.text import tr
from planner.domain.errors import ConflictError, PlannerError
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from planner.services.action import Action
    from planner.services.planner import Change, Planner
    from planner.ui.shell.page import PageContext


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


class OwnStepsDialog(QDialog):
    """A dialog that does actions, says below what came of each, and takes them back by a button beside that.

    Subclasses lay out ``told`` and ``undo_button``, and read anew what they show in :meth:`reload`.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._steps = OwnSteps(context.planner)
        self.told = Label("", "meta")
        self.told.setWordWrap(True)
        self.undo_button = Button(context.theme, tr("Undo"), "link")
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.hide()

    def reload(self) -> None:
        """Read what is shown anew."""

    def undo(self) -> None:
        """Take back what was done here last; what was done elsewhere stays."""
        try:
            change = self._steps.undo()
        except PlannerError as error:
            self._tell(str(error), is_bad=True)
            return
        if change is not None:
            self.reload()
            self._tell(tr("Undone: {label}", label=change.label), undo=True)

    def _show_done(self, change: Change) -> None:
        """Show what came of an action, and say so with Undo beside it."""
        self.reload()
        self._tell(change.label, undo=bool(change.rows))

    def _save(self, path: Path, write: Callable[[], object]) -> None:
        """Let ``write`` make the file ``path``, and say so."""
        try:
            write()
        except PlannerError as error:
            self._tell(str(error), is_bad=True)
            return
        self._tell(tr("Saved as “{file}”.", file=path.name))

    def _tell(self, sentence: str, *, is_bad: bool = False, undo: bool = False) -> None:
        self.told.set_tone("danger" if is_bad else "")
        self.told.setText(sentence)
        self.undo_button.setVisible(undo and bool(self._steps))
