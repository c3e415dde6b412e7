"""The place on the right where something opens: over the page in a narrow window, beside it in a wide one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme.tokens import INSPECTOR_WIDTH
from planner.ui.widgets.button import Button

if TYPE_CHECKING:
    from planner.services.planner import Change
    from planner.ui.shell.page import PageContext
    from planner.ui.theme import Theme

_SLIDE_MS = 140


class InspectorContent(QWidget):
    """What the panel shows: edits one thing in place.

    Its first row leaves 44 pixels free on the right, where the panel's cross lies. It is built once, when something is
    first opened, and re-used. ``subject`` is what it shows, as (table, id); None if nothing.
    """

    #: The thing is gone (deleted) or the content wants to be put away.
    close_requested = Signal()
    #: A field whose text was refused holds something that is or can be stored again.
    put_right = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.subject: tuple[str, int] | None = None

    def open(self, table: str, row_id: int) -> bool:
        """Show an activity ("activity") or a skill ("skill"); False if it is not there or cannot be shown."""
        return False

    def apply_change(self, change: Change) -> None:
        """Bring what is shown up to date after any change; must not disturb text that is being typed."""

    def flush(self) -> None:
        """Submit text that is still being typed; what is refused stays in its field, marked by ``invalid``."""


class InspectorPanel(QWidget):
    """Hosts one widget. It never takes room by itself: the window lays it over the page or docks it beside."""

    closed = Signal()

    def __init__(self, theme: Theme, *, animated: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._animated = animated
        self._content: QWidget | None = None
        self._docked = False
        self._slide: QPropertyAnimation | None = None
        self.setObjectName("inspector")
        self.setAccessibleName(tr("Inspector"))
        self.setFixedWidth(INSPECTOR_WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)
        self._close = Button(theme, variant="icon", icon="close", name=tr("Close the inspector (Esc)"))
        self._close.setParent(self)
        self._close.setFixedSize(32, 32)
        self._close.clicked.connect(self.close_panel)
        self.hide()
        theme.changed.connect(self.update)

    @property
    def is_open(self) -> bool:
        """Whether something is shown."""
        return not self.isHidden()

    def open_widget(self, widget: QWidget) -> None:
        """Show a widget, sliding in if the panel was closed."""
        if self._content is not widget:
            if self._content is not None:
                self._column.removeWidget(self._content)
                self._content.hide()
            self._content = widget
            self._column.addWidget(widget)
        widget.show()
        self._close.raise_()
        if self.isHidden():
            self.show()
            self.raise_()
            if self._animated and self._theme.motion.moves and not self._docked:
                self._slide_in()

    def close_panel(self) -> None:
        """Put the panel away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def set_docked(self, *, docked: bool) -> None:
        """Say whether the panel stands beside the page."""
        self._docked = docked

    def _slide_in(self) -> None:
        end = self.pos()
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(_SLIDE_MS)
        self._slide.setStartValue(end + QPoint(self.width() // 3, 0))
        self._slide.setEndValue(end)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.start(QPropertyAnimation.DeletionPolicy.KeepWhenStopped)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._close.move(self.width() - 32 - 12, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("raised"))
        painter.fillRect(0, 0, 1, self.height(), self._theme.colour("line"))


class PanelShadow(QWidget):
    """The soft edge that an overlaid panel casts on the page; a gradient, since an effect would repaint the panel."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedWidth(20)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        gradient = QLinearGradient(0, 0, self.width(), 0)
        gradient.setColorAt(0, QColor(0, 0, 0, 0))
        gradient.setColorAt(1, QColor(0, 0, 0, 80 if self._theme.dark else 16))
        QPainter(self).fillRect(self.rect(), gradient)
