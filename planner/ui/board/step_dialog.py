"""The dialog for the two sentences of a step: why it matters, and when one is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.dialog_foot import dialog_foot
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.services.queries.board import LaneRow
    from planner.ui.theme import Theme


class StepDialog(QDialog):
    """Two lines of text, Save and Cancel."""

    def __init__(self, theme: Theme, row: LaneRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(row.name)
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.S)
        self.why = self._line(column, tr("Why it matters"), row.why)
        self.ready_when = self._line(column, tr("Ready when"), row.ready_when)
        buttons, _save = dialog_foot(self, theme, tr("Save"))
        column.addLayout(buttons)

    def _line(self, column: QVBoxLayout, name: str, text: str) -> QLineEdit:
        label = Label(name, "meta")
        line = QLineEdit(text)
        line.setMaxLength(1000)
        line.setAccessibleName(name)
        line.setCursorPosition(0)
        label.setBuddy(line)
        column.addWidget(label)
        column.addWidget(line)
        return line
