"""A toast: one sentence over the page for some seconds, with at most one button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space, Theme
from planner.ui.widgets.announce import announce
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label
from planner.ui.widgets.raised import paint_raised

SHOWN_MS = 6000
#: A refusal takes longer to read, and must not stand before what is typed next.
REFUSAL_MS = 8000
#: A longer sentence takes several lines.
_WIDE = 380


class Toast(QWidget):
    """Says ``text``; a press of its button or of the cross, or time, closes it.

    Time stands still under the pointer, and while the keyboard is in it; ``came_from`` is then where that was before.
    """

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        button: str = "",
        press: Callable[[], object] | None = None,
        *,
        lasting: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``lasting`` is for refusals: they stay somewhat longer."""
        super().__init__(parent)
        self._theme = theme
        self._press = press
        self.setObjectName("toast")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 7, 7, 7)
        row.setSpacing(Space.S)
        self._label = Label(text, "body")
        if self._label.sizeHint().width() > _WIDE:
            self._label.setWordWrap(True)
            self._label.setMinimumWidth(_WIDE)
        row.addWidget(self._label, 1)
        self.button: Button | None = None
        if button:
            self.button = Button(theme, button, "plain")
            self.button.clicked.connect(self._pressed)
            row.addWidget(self.button)
        self._close = Button(theme, variant="icon", icon="close", name=tr("Close message"))
        self._close.clicked.connect(self.closed)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REFUSAL_MS if lasting else SHOWN_MS)
        self._timer.timeout.connect(self.closed)
        self._timer.start()
        self.came_from: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        #: Whether it says a refusal.
        self.lasting = lasting
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._label.text()

    def announce(self) -> None:
        """Let a screen reader say the sentence."""
        announce(self, self.text)

    def _pressed(self) -> None:
        press = self._press
        self.closed.emit()
        if press is not None:
            press()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            if old is not None and not self.isAncestorOf(old):
                self.came_from = old
            self._timer.stop()
        elif old is not None and self.isAncestorOf(old):
            if new is not None:  # not only the window that was left
                self.came_from = None
            self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_raised(self, self._theme)
