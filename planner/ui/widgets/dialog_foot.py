"""The last row of a dialog that asks something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from planner.config.text import tr
from planner.ui.theme import Space
from planner.ui.widgets.button import Button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from planner.ui.theme import Theme


def dialog_foot(dialog: QDialog, theme: Theme, word: str) -> tuple[QHBoxLayout, Button]:
    """Cancel beside the filled button that accepts, also on Enter. Gives the row to lay out, and that button."""
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.setContentsMargins(0, Space.M, 0, 0)
    row.addStretch(1)
    cancel = Button(theme, tr("Cancel"))
    cancel.clicked.connect(dialog.reject)
    accept = Button(theme, word, "filled")
    accept.setDefault(True)
    accept.clicked.connect(dialog.accept)
    row.addWidget(cancel)
    row.addWidget(accept)
    return row, accept
