"""The dialog that asks what becomes of the activities of a step before it is removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.dialog_foot import dialog_foot
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.board import LaneRow
    from planner.ui.theme import Theme


class RemoveStepDialog(QDialog):
    """``into`` is the step that takes them, None the inbox; ``trash`` that they are deleted too."""

    def __init__(
        self, theme: Theme, row: LaneRow, others: Sequence[LaneRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Remove step"))
        number = sum(row.counts.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        question = Label(
            trn(
                "“{name}” holds {n} activity. What becomes of it?",
                "“{name}” holds {n} activities. What becomes of them?",
                number,
                name=row.name,
            ),
            "body",
        )
        question.setWordWrap(True)
        column.addWidget(question)
        self.group = QButtonGroup(self)
        self.inbox = self._choice(column, tr("Move to the inbox"))
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        self.other = self._choice(line, tr("Move to the step"))
        self.steps = DropDown(theme, tr("Step"), [(each.name, each.step_id) for each in others])
        self.steps.chosen.connect(lambda _step: self.other.setChecked(True))
        line.addWidget(self.steps, 1)
        column.addLayout(line)
        self.other.setEnabled(bool(others))
        self.steps.setEnabled(bool(others))
        self.gone = self._choice(column, tr("Delete; the trash keeps what is deleted for 30 days"))
        self.inbox.setChecked(True)
        buttons, _remove = dialog_foot(self, theme, tr("Remove step"))
        column.addLayout(buttons)
        self.gone.ensurePolished()
        self.setMinimumWidth(max(440, self.gone.sizeHint().width() + 2 * Space.XL))  # words differ by language

    def _choice(self, column: QVBoxLayout | QHBoxLayout, text: str) -> QRadioButton:
        button = QRadioButton(text)
        button.setAccessibleName(text)
        self.group.addButton(button)
        column.addWidget(button)
        return button

    @property
    def into(self) -> int | None:
        """The step that takes the activities; None where the inbox or the trash does."""
        value = self.steps.value()
        return value if self.other.isChecked() and isinstance(value, int) else None

    @property
    def trash(self) -> bool:
        """Whether they are deleted with the step."""
        return self.gone.isChecked()
