"""The status line: what comes next on the left, whether all is saved on the right."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.theme.tokens import STATUS_HEIGHT
from planner.ui.widgets.label import ElidedLabel, Label


class StatusLine(QWidget):
    """Two quiet texts under a thin line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("statusLine")
        self.setFixedHeight(STATUS_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, 1, Space.XL, 0)
        row.setSpacing(Space.L)
        self._next = ElidedLabel("", "meta")
        self._state = Label(tr("Saved"), "meta")
        row.addWidget(self._next, 1)
        row.addWidget(self._state)
        theme.changed.connect(self.update)

    def set_next(self, text: str) -> None:
        """Show what comes next, in one sentence; empty shows nothing."""
        self._next.setText(text)

    def set_saved(self, *, saved: bool) -> None:
        """Say that all is written, or that the last step was not."""
        self._state.setText(tr("Saved") if saved else tr("Not saved"))
        self._state.set_tone("" if saved else "danger")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
