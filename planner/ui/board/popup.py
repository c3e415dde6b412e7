"""A small panel over the board that closes with Esc or a press elsewhere: a date, a number, a length of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.theme import Space
from planner.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from planner.ui.theme import Theme


class Popup(QWidget):
    """Paints its frame in the colours of the theme; subclasses fill ``rows``. It goes when it is closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._theme = theme
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        self.rows.setSpacing(Space.XS)

    def show_at(self, place: QPoint) -> None:
        """Open with the upper left corner at a place of the screen, moved so that all of it can be seen."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = min(place.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), left), max(screen.top(), top))
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_raised(self, self._theme)
