"""What is asked where the window of a library is open and does not answer a second start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from planner.app.application import application
from planner.app.one_window import Claim, Unanswered, claim_or_hand_over
from planner.config.settings import SettingsFile
from planner.config.text import tr
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_Role = QMessageBox.ButtonRole


def ask(library: Path, words: Sequence[str]) -> Claim | Unanswered | None:
    """Try once more, open a second window all the same, or leave (None)."""
    theme = Theme(SettingsFile().read().theme)
    theme.apply(application())
    box = QMessageBox()
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(tr("Planner does not answer"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        tr(
            "A window with “{file}” is open already, and does not answer. It may be busy. A second window is safe: "
            "each shows what the other saves.",
            file=library.name,
        )
    )
    again = box.addButton(tr("Retry"), _Role.ActionRole)
    second = box.addButton(tr("Open a second window"), _Role.ActionRole)
    leave = box.addButton(tr("Quit"), _Role.RejectRole)
    box.setDefaultButton(again)
    box.setEscapeButton(leave)
    box.exec()
    if box.clickedButton() is second:
        return Claim()
    return claim_or_hand_over(library, words) if box.clickedButton() is again else None
