"""The small list of a day's entries that opens over the month grid."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.queries.calendar import CalendarEntry
from planner.ui.calendar.entry_list import EntryList, EntryModel
from planner.ui.calendar.entry_text import day_title
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

_WIDTH = 300
_MOST = 340


class DayList(QWidget):
    """A pop-over: the day, its entries, and a way to add one. Esc or a click elsewhere closes it."""

    entry_opened = Signal(int)
    add_requested = Signal(object)

    def __init__(self, theme: Theme, zone: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._day = date(2000, 1, 1)
        self._title = Label("", "section")
        self.view = EntryList(theme, EntryModel(zone), "", "raised")
        self.add_button = Button(theme, tr("Add on this day"), "quiet", "plus")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(self._title)
        column.addWidget(self.view)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.view.entry_opened.connect(self._open)
        self.add_button.clicked.connect(self._add)
        self.setFixedWidth(_WIDTH)

    def show_day(self, day: date, entries: Sequence[CalendarEntry], today: date, cell: QRect) -> None:
        """Open at a cell, given in global coordinates, wholly on its screen."""
        self._day = day
        title = day_title(day, today)
        self._title.setText(title)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.view.setAccessibleName(title)
        self.view.rows.show(entries, today)
        self.view.setVisible(bool(entries))
        self.view.setFixedWidth(_WIDTH - 2 * Space.L)
        self.view.resize(_WIDTH - 2 * Space.L, _MOST)
        self.view.setFixedHeight(min(self.view.wanted_height(), _MOST))
        self.adjustSize()
        self.move(self._place(cell))
        self.show()
        if entries:
            self.view.setCurrentIndex(self.view.rows.index(0))
            self.view.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.add_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self, cell: QRect) -> QPoint:
        screen = QGuiApplication.screenAt(cell.center()) or QGuiApplication.primaryScreen()
        free = screen.availableGeometry()
        left = cell.right() + 4 if cell.right() + 4 + _WIDTH <= free.right() else cell.left() - _WIDTH - 4
        top = min(cell.top(), free.bottom() - self.height() - 4)
        return QPoint(max(left, free.left() + 4), max(top, free.top() + 4))

    def _open(self, activity_id: int) -> None:
        self.close()
        self.entry_opened.emit(activity_id)

    def _add(self) -> None:
        self.close()
        self.add_requested.emit(self._day)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("raised"))
        painter.setPen(self._theme.colour("line_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
