"""What is asked where the plan file cannot be opened: a backup in its place, another plan, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from planner.app.file_commands import put_back
from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.ui.shell import dialogs

if TYPE_CHECKING:
    from pathlib import Path

_Role = QMessageBox.ButtonRole


def ask_instead(path: Path, sentence: str) -> Path | None:
    """The file to open now that ``path`` could not be, which ``sentence`` says why; None to leave the program.

    It is ``path`` again where a backup was put in its place; the file itself is kept beside the backups then. What
    the person chooses and cannot be done is said in the same place.
    """
    while True:
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("The plan cannot be opened"))
        box.setText(sentence)
        restore = box.addButton(tr("Restore a backup…"), _Role.ActionRole)
        other = box.addButton(tr("Open another plan…"), _Role.ActionRole)
        leave = box.addButton(tr("Quit"), _Role.RejectRole)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        box.exec()
        chosen = None
        try:
            if box.clickedButton() is restore:
                chosen = path if put_back(box, path) else None
            elif box.clickedButton() is other:
                chosen = dialogs.open_library(box, path.parent)
            else:
                return None
        except PlannerError as error:
            sentence = str(error)
        if chosen is not None:
            return chosen
