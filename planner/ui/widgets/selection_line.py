"""The quiet line at the foot of a page while many things are selected: how many, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from planner.ui.theme import Theme

_HEIGHT = 32


class SelectionLine(QWidget):
    """Names the number and some commands, by their short texts, with their keys; each can be pressed too."""

    def __init__(self, theme: Theme, actions: Sequence[QAction], back: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.count = Label("", "strong")
        row = QHBoxLayout()
        row.setContentsMargins(Space.XL, 0, Space.XL - Space.S, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.count)
        row.addSpacing(Space.S)
        for action in actions:
            text = action.iconText().rstrip("…")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button = Button(theme, tr("{command}  {keys}", command=text, keys=keys), "quiet", name=text)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        row.addWidget(ElidedLabel(""), 1)
        self.back = Button(theme, tr("Unselect  {keys}", keys=tr("Esc")), "quiet", name=tr("Unselect all but one"))
        self.back.clicked.connect(back)
        row.addWidget(self.back)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row)
        self._rule = Line(self)

    def set_count(self, count: int) -> None:
        """Say how many are selected."""
        self.count.setText(trn("{n} selected", "{n} selected", count))
        self.setAccessibleName(self.count.text())

    def resizeEvent(self, event: object) -> None:
        self._rule.setGeometry(0, 0, self.width(), 1)
