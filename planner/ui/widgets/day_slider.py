"""A slider over days: drawn in the look of the program, with small marks on the days on which something happened."""

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from planner.domain.dates import add_months
from planner.services.humanize import long_date
from planner.ui.theme import Theme

_HANDLE = 8.0
_TRACK = 4.0
_HEIGHT = 28


class DaySlider(QSlider):
    """``day_changed`` carries the day that the person slid to.

    A click goes to the day under the pointer; arrows go by a month, Page Up and Down by a year, Home and End to the
    ends.
    """

    day_changed = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._first = self._last = date(2000, 1, 1)
        self._marks: tuple[int, ...] = ()
        self._places: tuple[int, list[QRectF]] = (0, [])  # of the marks, at a width: years hold thousands of them
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.valueChanged.connect(self._tell)
        theme.changed.connect(self.update)

    def set_days(self, first: date, last: date, marks: Collection[date] = ()) -> None:
        """Set the ends and the marked days."""
        self._first, self._last = first, max(first, last)
        self._marks = tuple(sorted({(mark - first).days for mark in marks if first <= mark <= last}))
        self._places = 0, []
        with QSignalBlocker(self):
            self.setRange(0, (self._last - self._first).days)
        self.update()

    def day(self) -> date:
        """The day that the handle is on."""
        return self._first + timedelta(days=self.value())

    def set_day(self, day: date) -> None:
        """Put the handle on a day, or on the nearer end, without telling."""
        with QSignalBlocker(self):
            self.setValue((day - self._first).days)
        self.setAccessibleDescription(long_date(self.day()))
        self.update()

    def _slide(self, day: date) -> None:
        self.setValue((day - self._first).days)

    def _tell(self) -> None:
        """By mouse, keys, or a screen reader."""
        self.setAccessibleDescription(long_date(self.day()))
        self.day_changed.emit(self.day())

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def _x(self, value: int) -> float:
        span = self.width() - 2 * _HANDLE - 2
        return _HANDLE + 1 + span * value / max(1, self.maximum())

    def _day_at(self, x: float) -> date:
        span = max(1.0, self.width() - 2 * _HANDLE - 2)
        share = min(max((x - _HANDLE - 1) / span, 0.0), 1.0)
        return self._first + timedelta(days=round(share * self.maximum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._slide(self._day_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._slide(self._day_at(event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # else the page would not scroll past it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        months = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -12,
            Qt.Key.Key_PageUp: 12,
        }.get(Qt.Key(event.key()))
        if months is not None:
            self._slide(add_months(self.day(), months))
        elif event.key() == Qt.Key.Key_Home:
            self._slide(self._first)
        elif event.key() == Qt.Key.Key_End:
            self._slide(self._last)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, middle = self._theme, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line_strong"))
        left, right = self._x(0), self._x(self.maximum())
        painter.drawRoundedRect(QRectF(left, middle - _TRACK / 2, right - left, _TRACK), _TRACK / 2, _TRACK / 2)
        painter.setBrush(theme.colour("faint"))
        if self._places[0] != self.width():
            xs = {round(self._x(mark)) for mark in self._marks}
            self._places = self.width(), [QRectF(x - 0.5, middle + _TRACK, 1, 3) for x in sorted(xs)]
        painter.drawRects(self._places[1])
        handle = QPointF(self._x(self.value()), middle)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(handle, _HANDLE, _HANDLE)
        if self.hasFocus():
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(handle, _HANDLE / 2 - 1, _HANDLE / 2 - 1)
