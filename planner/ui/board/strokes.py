"""Strokes that everything on the board is drawn with: ring, fill, icon; in the colours of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from planner.ui.theme import Radius

if TYPE_CHECKING:
    from planner.ui.theme import Theme


class Strokes:
    """Draws in the theme's colours; ``scale`` is the device pixel ratio that icons are made for."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.scale = 1.0

    def ring(self, painter: QPainter, rect: QRectF, radius: float = Radius.CARD) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, radius, radius)

    def fill(self, painter: QPainter, rect: QRectF, role: str, radius: float = Radius.CONTROL) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(role))
        painter.drawRoundedRect(rect, radius, radius)

    def icon(self, painter: QPainter, name: str, x: float, y: float, size: int, *, role: str = "muted") -> None:
        painter.drawPixmap(QPointF(x, y), self._theme.pixmap(name, role, size, self.scale))
