"""A level picker: five dots for 0 to 5 in halves, or unknown."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from planner.ui.theme import Theme
from planner.ui.widgets.level_slider import LevelSlider, level_words
from planner.ui.widgets.menu import Menu

DOT = 13
PITCH = 19


def paint_level(painter: QPainter, theme: Theme, left: float, middle: float, level: float | None) -> None:
    """Draw the five dots from ``left`` on, around the height ``middle`` (for delegates)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index in range(5):
        dot = QRectF(left + index * PITCH, middle - DOT / 2, DOT, DOT)
        share = 0.0 if level is None else min(max(level - index, 0.0), 1.0)
        if share < 1:
            painter.setPen(QPen(theme.colour("line_strong"), 1.5))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
        if share > 0:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            if share < 1:
                painter.drawPie(dot, 90 * 16, 180 * 16)
            else:
                painter.drawEllipse(dot)
    painter.restore()


class LevelPicker(LevelSlider):
    """Shows and takes a level; an unknown one leaves the dots empty, so say the word beside them.

    ``level_changed`` carries a float or None when the person changes it.

    Arrow keys move by a half, Home makes it unknown, 0 to 5 set it; a click sets the half under the pointer, a click
    on the present level makes it unknown.
    """

    level_changed = Signal(object)

    def __init__(self, theme: Theme, name: str, level: float | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, level, parent, step=1)

    def set_level(self, level: float | None) -> None:
        """Show a level without telling."""
        super().set_level(level)
        self.setToolTip(level_words(level))

    def _pick(self, level: float | None) -> None:
        if level != self.level():
            self.set_level(level)
            self.level_changed.emit(level)

    def sizeHint(self) -> QSize:
        return QSize(4 * PITCH + DOT + 12, 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, level = event.key(), self.level()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Plus):
            self._pick(0.0 if level is None else min(level + 0.5, 5.0))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Minus):
            self._pick(None if not level else level - 0.5)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._pick(None)
        elif key == Qt.Key.Key_End:
            self._pick(5.0)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self._pick(float(key - Qt.Key.Key_0))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        picked = self._level_at(event.position().x())
        self._pick(None if picked == self.level() else picked)

    def _level_at(self, x: float) -> float:
        """The level of the half under ``x``; left of the first dot it is 0."""
        halves = (x - 4) / (PITCH / 2)
        return min(max(int(halves + 1), 0), 10) / 2 if halves >= 0 else 0.0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self)
        for level in (None, 0.0, 1.0, 2.0, 3.0, 4.0, 5.0):
            action = menu.addAction(level_words(level))
            action.triggered.connect(lambda _checked=False, level=level: self._pick(level))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, level = self._theme, self.level()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_level(painter, theme, 6, self.height() / 2, level)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def centre_of(self, level: float) -> QPointF:
        """Where a click sets this level; for tests and tours."""
        return QPointF(4 + (level * 2 - 0.5) * PITCH / 2, self.height() / 2)
