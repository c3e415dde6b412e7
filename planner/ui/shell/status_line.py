"""The status line: what comes next on the left; how the live calendar file stands and whether all is saved, right."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.theme.tokens import STATUS_HEIGHT
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.painting import plain_tip


class StatusLine(QWidget):
    """Quiet texts under a thin line."""

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
        self._live = Label("", "meta")
        self._live.hide()
        row.addWidget(self._next, 1)
        row.addWidget(self._live)
        row.addWidget(self._state)
        theme.changed.connect(self.update)

    def set_next(self, text: str) -> None:
        """Show what comes next, in one sentence; empty shows nothing."""
        self._next.setText(text)

    def set_live(self, text: str, problem: str = "") -> None:
        """Say how the live calendar file stands; empty where there is none. The whole of a problem is the tool tip."""
        self._live.setText(text)
        self._live.set_tone("danger" if problem else "")
        self._live.setToolTip(plain_tip(problem))
        self._live.setVisible(bool(text))

    def set_saved(self, *, saved: bool) -> None:
        """Say that all is written, or that the last step was not."""
        self._state.setText(tr("Saved") if saved else tr("Not saved"))
        self._state.set_tone("" if saved else "danger")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
