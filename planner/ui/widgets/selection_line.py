"""The quiet line at the foot of a page while many things are selected: how many, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
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
    """Names the number and some commands, by their short texts, each of which can be pressed.

    Beside a command stands its key, where there is room for all of them; else it is in the tool tip.
    """

    def __init__(self, theme: Theme, actions: Sequence[QAction], back: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.count = Label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, 0, Space.XL - Space.S, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.count)
        row.addSpacing(Space.S)
        self._texts: list[tuple[Button, str, str]] = []  # with the key, and without it
        for action in actions:
            text = action.iconText().rstrip("…")
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            button = self._add(theme, row, text, tr("{command}  {keys}", command=text, keys=keys))
            button.clicked.connect(action.trigger)
        row.addWidget(ElidedLabel(""), 1)
        self.back = self._add(theme, row, tr("Unselect"), tr("Unselect  {keys}", keys=tr("Esc")))
        self.back.setAccessibleName(tr("Unselect all but one"))
        self.back.clicked.connect(back)
        self._rule = Line(self)

    def _add(self, theme: Theme, row: QHBoxLayout, text: str, with_key: str) -> Button:
        button = Button(theme, with_key, "quiet", name=text)
        self._texts.append((button, with_key, text))
        row.addWidget(button)
        return button

    def set_count(self, count: int) -> None:
        """Say how many are selected."""
        self.count.setText(trn("{n} selected", "{n} selected", count))
        self.setAccessibleName(self.count.text())
        self._fit()

    def _fit(self) -> None:
        """Name the keys if all of them have room."""
        layout = self.layout()
        for with_keys in (True, False):
            for button, long, short in self._texts:
                button.setText(long if with_keys else short)
                button.setToolTip("" if with_keys else long)
            if layout is None or layout.sizeHint().width() <= self.width():
                break

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _HEIGHT)  # a narrow window is not made wider by it

    def resizeEvent(self, event: object) -> None:
        self._rule.setGeometry(0, 0, self.width(), 1)
        self._fit()
