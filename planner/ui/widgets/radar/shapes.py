"""Categories are told apart by shape and pattern, and by colour besides: the marks of their axes and their arcs."""

from functools import cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

if TYPE_CHECKING:
    from planner.ui.theme import Theme

_CORNERS = (0, 4, 3, 4, 5, 6)  # circle, square, triangle, diamond, pentagon, hexagon
_TURNED = (0.0, pi / 4, 0.0, 0.0, 0.0, 0.0)
_SIZES = (1.0, 1.2, 1.35, 1.25, 1.15, 1.12)  # a triangle of the same radius looks smaller than a circle
_PATTERNS: tuple[list[float], ...] = ([], [4.0, 1.5], [1.0, 1.0], [4.0, 1.2, 1.0, 1.2], [2.0, 1.0], [6.0, 1.0])
_HUES = 7


def mark(group: int, centre: QPointF, radius: float) -> QPainterPath:
    """The shape of a category around a point."""
    return _shape(group % len(_CORNERS), radius).translated(centre)


@cache
def _shape(group: int, radius: float) -> QPainterPath:
    """The shape around the origin; a radar has dozens of each."""
    path, centre = QPainterPath(), QPointF()
    corners, size = _CORNERS[group % len(_CORNERS)], radius * _SIZES[group % len(_SIZES)]
    if not corners:
        path.addEllipse(centre, size, size)
        return path
    first = -pi / 2 + _TURNED[group % len(_TURNED)]
    turns = [first + 2 * pi * corner / corners for corner in range(corners)]
    path.addPolygon(QPolygonF([centre + QPointF(cos(turn) * size, sin(turn) * size) for turn in turns]))
    path.closeSubpath()
    return path


def hue(theme: "Theme", group: int) -> QColor:
    """The colour of a category."""
    return theme.colour(f"step{group % _HUES + 1}")


def arc_pen(theme: "Theme", group: int, width: float = 4.0) -> QPen:
    """The pen of a category's arc."""
    pen = QPen(hue(theme, group), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if _PATTERNS[group % len(_PATTERNS)]:
        pen.setDashPattern(_PATTERNS[group % len(_PATTERNS)])
    return pen
