"""Paints a chart of levels over time: thin lines for the levels, what work shows, claimed levels, target, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen, QPolygonF

from planner.domain.levels import HIGHEST
from planner.ui.widgets.level_lines.placing import Layout, Sizes, Spot
from planner.ui.widgets.level_lines.shown import LevelHistory, Sort
from planner.ui.widgets.radar.shapes import arc_pen, hue, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from planner.ui.theme import Theme
    from planner.ui.widgets.radar.axes import Layers

_RADIUS = 3.6
_LEAST_RADIUS, _LEAST_DIAMOND = 1.5, 2.4
_MANY = 200
_OUTLINED = 3.0  # from this radius on a mark stands apart from the line that it lies on
_DIAMOND = 3  # of the shapes of the radar
_END = 3.6
_RING = 4.0
_WORK = "step2"


def sizes_of(theme: Theme) -> Sizes:
    """What the fonts of a chart need."""
    small, name = QFontMetricsF(theme.font("small")), QFontMetricsF(theme.font("meta"))
    return Sizes(small.horizontalAdvance("5"), name.height(), small.horizontalAdvance, name.horizontalAdvance)


class LinesPainting:
    """Paints the parts of one chart with one painter."""

    def __init__(
        self, painter: QPainter, theme: Theme, layout: Layout, history: LevelHistory, ground: str = "bg"
    ) -> None:
        """``ground`` is the role of the colour below the chart."""
        self._painter, self._theme, self._layout, self._history = painter, theme, layout, history
        self._ground = theme.colour(ground)

    def _radius(self, sort: Sort) -> float:
        """Marks are the smaller the more of them stand side by side."""
        spots = {round(spot.x) for spot in self._layout.spots if spot.sort is sort}
        room = (self._layout.span.right - self._layout.span.left) / max(1, len(spots))
        least = _LEAST_RADIUS if sort is Sort.RATING else _LEAST_DIAMOND
        return max(least, min(_RADIUS, room * 0.45)) * (0.8 if self._history.is_mean else 1.0)

    def whole(self, layers: Layers) -> None:
        """Everything that does not change while one looks at it."""
        several = len(self._history.lines) > 1
        self.grid()
        if layers.evidenced and not several:
            self.evidence()
        if layers.target and not several:
            self.target()
        if self._history.is_mean:
            self.marks(layers)
        if several or layers.claimed:
            self.lines()
        if not self._history.is_mean:
            self.marks(layers)
        self.names()

    def grid(self) -> None:
        """The levels with their numbers, as many as there is room for, and the ticks of the time."""
        painter, theme, layout = self._painter, self._theme, self._layout
        painter.setFont(theme.font("small"))
        height = painter.fontMetrics().height()
        left, right = layout.span.left - 6, layout.span.right + 6
        every = next(step for step in (1, 5) if layout.y(0) - layout.y(step) >= height * 0.9 or step == HIGHEST)
        for level in range(int(HIGHEST) + 1):
            y = round(layout.y(level)) + 0.5
            painter.setPen(QPen(theme.colour("line" if level else "line_strong"), 1))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            if level % every == 0:
                painter.setPen(theme.colour("faint"))
                room = QRectF(0, y - height / 2, left - 6, height)
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(level))
        for tick in layout.ticks:
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            x = round(tick.x) + 0.5
            painter.drawLine(QPointF(x, layout.bottom), QPointF(x, layout.bottom + 4))
            painter.setPen(theme.colour("faint"))
            room = QRectF(tick.left - 1, layout.bottom + 6, tick.width + 2, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, tick.label)

    def evidence(self) -> None:
        """What work shows: lighter where it has faded, solid where it is fresh, nothing once it has ended."""
        colour = self._theme.colour(_WORK)
        shown = self._history.shown
        for levels, strength in (
            ([(day, shown.level) for day, shown in shown], 0.2),
            ([(day, shown.fresh) for day, shown in shown], 0.42),
        ):
            fill = QColor(colour)
            fill.setAlphaF(strength)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(fill)
            for corners in self._runs(levels):
                if corners[0].y() < self._layout.bottom or len(corners) > 2:
                    foot = self._layout.bottom
                    ground = [QPointF(corners[-1].x(), foot), QPointF(corners[0].x(), foot)]
                    self._painter.drawPolygon(QPolygonF([*corners, *ground]))
        edge = QColor(colour)
        edge.setAlphaF(0.75)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(edge, 1.2))
        for corners in self._runs([(day, shown.level) for day, shown in shown]):
            self._painter.drawPolyline(QPolygonF(corners))

    def target(self) -> None:
        """What the role wants."""
        if self._history.target is None:
            return
        pen = QPen(self._theme.colour("muted"), 1.3)
        pen.setDashPattern([3.5, 3])
        y = self._layout.y(self._history.target)
        self._painter.setPen(pen)
        span = self._layout.span
        self._painter.drawLine(QPointF(span.left - 6, y), QPointF(span.right + 6, y))

    def lines(self) -> None:
        """The claimed levels; several are told apart by their patterns, as the categories of the radar are."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in self._history.lines:
            own = QPen(self._theme.colour("accent"), 2)
            pen = own if line.group is None else arc_pen(self._theme, line.group, 1.8)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            self._painter.setPen(pen)
            for corners in self._runs(line.series):
                self._painter.drawPolyline(QPolygonF(corners))

    def names(self) -> None:
        """The name at the right end of each line, with the shape of its category where the line ends."""
        painter, layout = self._painter, self._layout
        painter.setFont(self._theme.font("meta"))
        height = painter.fontMetrics().height()
        for end in layout.ends:
            group = self._history.lines[end.line].group or 0
            begin = QPointF(layout.span.right + 1, end.y)
            if abs(end.middle - end.y) > 2:
                painter.setPen(QPen(self._theme.colour("line_strong"), 1))
                painter.drawLine(begin, QPointF(layout.names_at - 2, end.middle))
            painter.setPen(QPen(self._ground, 1))
            painter.setBrush(hue(self._theme, group))
            painter.drawPath(mark(group, begin, _END))
            painter.setPen(self._theme.colour("text"))
            room = QRectF(layout.names_at, end.middle - height / 2, 2000, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, end.name)

    def marks(self, layers: Layers) -> None:
        """Round ones for ratings, diamonds for work; those of several skills stand back behind the mean."""
        painter = self._painter
        back = self._history.is_mean
        for sort, role, wanted in (
            (Sort.WORK, _WORK, layers.evidenced),
            (Sort.RATING, "accent", layers.claimed),
        ):
            colour = QColor(self._theme.colour(role))
            if back:
                colour.setAlphaF(0.45 if len(self._layout.spots) <= _MANY else 0.28)
            radius = self._radius(sort)
            outlined = not back and radius >= _OUTLINED
            painter.setPen(QPen(self._ground, 1) if outlined else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(colour)
            for spot in self._layout.spots if wanted else ():
                if spot.sort is sort:
                    painter.drawPath(_shape(spot, radius))

    def current(self, spot: Spot) -> None:
        """A mark that one looks at: filled, with a ring."""
        role = _WORK if spot.sort is Sort.WORK else "accent"
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(role))
        self._painter.drawPath(mark(_DIAMOND if spot.sort is Sort.WORK else 0, QPointF(spot.x, spot.y), _RADIUS))
        self._painter.setPen(QPen(self._theme.colour(role), 1.5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawEllipse(QPointF(spot.x, spot.y), _RADIUS + _RING, _RADIUS + _RING)

    def upright(self, x: float, *, dotted: bool) -> None:
        """A thin line through a day."""
        pen = QPen(self._theme.colour("muted"), 1.6 if dotted else 1)
        if dotted:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2.4])
        self._painter.setPen(pen)
        x = round(x) + 0.5
        self._painter.drawLine(QPointF(x, self._layout.top - 4), QPointF(x, self._layout.bottom))

    def _runs(self, series: Sequence[tuple[str, float | None]]) -> list[list[QPointF]]:
        """The corners of the stepped lines, one for each time in which the level was known without a break."""
        layout = self._layout
        runs: list[list[QPointF]] = []
        before: float | None = None
        for day, level in series:
            x = layout.x_of(day)
            if before is not None:
                runs[-1].append(QPointF(x, layout.y(before)))
            if level is not None:
                if before is None:
                    runs.append([])
                runs[-1].append(QPointF(x, layout.y(level)))
            before = level
        if before is not None:
            runs[-1].append(QPointF(layout.span.right, layout.y(before)))
        return runs


def _shape(spot: Spot, radius: float) -> QPainterPath:
    """The outline of a mark."""
    shape, larger = (_DIAMOND, 1.15) if spot.sort is Sort.WORK else (0, 1.0)
    return mark(shape, QPointF(spot.x, spot.y), radius * larger)
