"""The status line: what comes next on the left; how the live calendar file stands and whether all is saved, right."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.theme.tokens import STATUS_HEIGHT
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.painting import plain_tip


class StatusLine(QWidget):
    """Quiet texts under a thin line. ``unsaved_pressed`` comes when “Not saved” is pressed."""

    unsaved_pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("statusLine")
        self.setFixedHeight(STATUS_HEIGHT)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, 1, Space.XL, 0)
        row.setSpacing(Space.L)
        self._next = ElidedLabel("", "meta")
        self._state = Label(tr("Saved"), "meta")
        self._live = Label("", "meta")
        self._live.hide()
        #: The button in place of “Saved”, once there was something to tell.
        self.unsaved: Button | None = None
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
        """Say that all is written, or that something is not: a button that tells why."""
        if not saved and self.unsaved is None:
            self.unsaved = Button(self._theme, tr("Not saved"), "status")
            self.unsaved.setToolTip(tr("What is not saved, and why"))
            self.unsaved.clicked.connect(self.unsaved_pressed)
            self._row.addWidget(self.unsaved)
        if self.unsaved is not None:
            self.unsaved.setVisible(not saved)
        self._state.setVisible(saved)

    @property
    def state(self) -> str:
        """What stands at its end: “Saved” or “Not saved”."""
        return self._state.text() if self.unsaved is None or self.unsaved.isHidden() else self.unsaved.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("line"))
