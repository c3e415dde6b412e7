"""A row of 0 to 5 for one skill: one click rates it, and what is not rated is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen

from planner.services.humanize import level_text
from planner.ui.theme import Radius
from planner.ui.widgets.level_slider import LevelSlider

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme

CELL: Final = 30
HEIGHT: Final = 28
_CELLS: Final = 7


class LevelRow(LevelSlider):
    """Shows and takes a whole level or none; a half that was given elsewhere is shown between two.

    ``picked`` carries a float or None when the person rates, ``pointed`` the level that the pointer or the focus is on,
    and ``walked`` asks for the row so many places below. Left and Right go by a level, digits set one, Delete makes it
    unknown.
    """

    picked = Signal(object)
    pointed = Signal(object)
    walked = Signal(int)

    def __init__(self, theme: Theme, name: str, level: float | None, parent: QWidget | None = None) -> None:
        super().__init__(theme, name, level, parent, step=2)
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_level(self, level: float | None) -> None:
        """Show a level without telling."""
        super().set_level(level)
        self.update()

    def _pick(self, level: float | None) -> None:
        self.pointed.emit(level)
        if level != self.level():
            self.set_level(level)
            self.picked.emit(level)

    def sizeHint(self) -> QSize:
        return QSize(_CELLS * CELL + 2, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, level = event.key(), self.level()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Plus):
            self._pick(0.0 if level is None else min(float(int(level) + 1), 5.0))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            self._pick(None if not level else float(-(-level // 1) - 1))
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Home):
            self._pick(None)
        elif key == Qt.Key.Key_End:
            self._pick(5.0)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self._pick(float(key - Qt.Key.Key_0))
        else:
            event.ignore()

    def _at(self, event: QMouseEvent) -> float | None:
        cell = min(max(int(event.position().x() - 1) // CELL, 0), _CELLS - 1)
        return None if cell == 0 else float(cell - 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._pick(self._at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        level = self._at(event)
        cell = 0 if level is None else int(level) + 1
        if cell != self._hovered:
            self._hovered = cell
            self.pointed.emit(level)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.pointed.emit(self.level())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pointed.emit(self.level())

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, level = self._theme, self.level()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        painter.fillPath(path, theme.colour("surface"))
        for cell in range(_CELLS):
            self._paint_cell(painter, cell, level)
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "line_strong"), 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_cell(self, painter: QPainter, cell: int, level: float | None) -> None:
        theme = self._theme
        rect = QRectF(1 + cell * CELL, 0, CELL, HEIGHT).adjusted(2, 3, -2, -3)
        chosen = cell == 0 if level is None else level == cell - 1
        beside = level is not None and not level.is_integer() and abs(level - (cell - 1)) < 1 and cell > 0
        ground, ink = "", "muted"
        if chosen and cell > 0:
            ground, ink = "accent", "on_accent"
        elif beside:
            ground, ink = "accent_soft", "accent"
        elif chosen or cell == self._hovered:
            ground, ink = "hover", "text" if cell else "muted"
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ground))
            painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(theme.font("section" if ground not in ("", "hover") else "figure"))
        painter.setPen(theme.colour(ink))
        text = level_text(None if cell == 0 else float(cell - 1))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
