"""The dialog that tells what is not saved and why, on a press of the status line and before the window closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from planner.config.text import tr, trn
from planner.ui.shell.dialogs import documents
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme

#: So many changes are listed, the newest ones.
_LISTED = 12


class UnsavedDialog(TellingDialog):
    """``choice`` is what was pressed: "retry", "copy", "leave" (where it asks before closing), or empty."""

    def __init__(self, theme: Theme, why: str, labels: Sequence[str], number: int, *, closing: bool, parent: QWidget):
        super().__init__(tr("Not saved"), parent)
        self.choice = ""
        column, foot = self.column, self.foot
        head = trn("{n} change is not saved", "{n} changes are not saved", number) if number else tr("Not saved")
        column.addWidget(wrapped(head, "heading"))
        column.addWidget(wrapped(why))
        if labels:
            listed = list(labels[-_LISTED:])
            if len(labels) > _LISTED:
                listed.insert(0, trn("… and {n} more", "… and {n} more", len(labels) - _LISTED))
            lines = wrapped("\n".join(tr("•  {line}", line=line) for line in listed), "body", "muted")
            lines.setAccessibleName(tr("What is not saved: {what}", what="; ".join(listed)))
            column.addWidget(lines)
        if closing:
            column.addWidget(wrapped(tr("If you close the window now, this is lost.")))
        if closing:
            self.leave = self._button(theme, tr("Close anyway"), "danger", "leave")
            foot.addWidget(self.leave)
        foot.addStretch(1)
        back = Button(theme, tr("Go back") if closing else tr("Close"))
        back.clicked.connect(self.reject)
        foot.addWidget(back)
        if number:
            self.copy_button = self._button(theme, tr("Save a copy elsewhere…"), "plain", "copy")
            self.retry_button = self._button(theme, tr("Retry"), "filled", "retry")
            self.retry_button.setDefault(True)
            foot.addWidget(self.copy_button)
            foot.addWidget(self.retry_button)
            self.retry_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, theme: Theme, text: str, variant: str, choice: str) -> Button:
        button = Button(theme, text, variant)

        def press() -> None:
            self.choice = choice
            self.accept()

        button.clicked.connect(press)
        return button


def ask_place(parent: QWidget, title: str, name: str) -> Path | None:
    """Where a copy of the plan is to lie; None if the person thought better of it."""
    from pathlib import Path

    kinds = tr("Plan files") + " (*.db)"
    chosen, _ = FileDialog.getSaveFileName(parent, title, str(documents() / name), kinds)
    return Path(chosen) if chosen else None
