"""The notice that the plan in the window is damaged, with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from planner.ui.theme import Theme


class DamageNotice(QDialog):
    """Says what is known, and stands until the person has decided; accepted for the way out, else later."""

    def __init__(self, theme: Theme, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("The plan is damaged"))
        self.setMinimumWidth(480)
        self.sentence = wrapped(sentence, "body")
        self.later = Button(theme, tr("Later"))
        self.later.clicked.connect(self.reject)
        self.go_on = Button(theme, tr("What to do…"), "filled")
        self.go_on.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(Label(self.windowTitle(), "heading"))
        column.addWidget(self.sentence)
        column.addWidget(
            wrapped(
                tr("Next comes a choice: restore a backup, or save what can be read. What you write until then may be"
                   " lost."),
                "body",
                "muted",
            )
        )  # fmt: skip
        column.addLayout(foot)
