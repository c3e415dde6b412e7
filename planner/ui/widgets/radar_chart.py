"""The radar chart: levels of several things at once, on axes from 0 in the middle to 5 at the rim.

It is drawn once for what it shows, and copied to the screen from then on. The only module that imports pyqtgraph (and
with it numpy), which costs half a second: import it when a chart is shown.
"""

from collections.abc import Callable, Sequence
from math import cos, hypot, pi, sin
from typing import NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsView, QStyleOptionGraphicsItem, QToolTip, QWidget

from planner.config.text import tr
from planner.ui.theme import Theme
from planner.ui.widgets.paper import Paper

RINGS = 5
_GAP = 12.0  # pixels between the rim and a label
_LABEL_WIDTH = 150.0
_SMALLEST = 60.0  # the radius below which labels are elided instead


class Axis(NamedTuple):
    """One axis; a level is None where it is unknown, and then a gap in its polygon."""

    name: str
    remark: str
    target: float | None
    claimed: float | None
    evidenced: float | None


class Layers(NamedTuple):
    """Which polygons are drawn."""

    target: bool = True
    claimed: bool = True
    evidenced: bool = True


class _Shown(NamedTuple):
    """All that the picture depends on."""

    axes: tuple[Axis, ...]
    layers: Layers
    current: int
    paper: Paper


class _Ground(NamedTuple):
    """All that the lower layers depend on, which a rating does not change: the grid, and what work has shown."""

    levels: tuple[float | None, ...]
    visible: bool
    centre: QPointF
    radius: float
    paper: Paper


class _Label(NamedTuple):
    lines: tuple[str, ...]
    remark: str
    width: float
    height: float


class _Radar(pg.GraphicsWidget):  # type: ignore[misc]  # pyqtgraph ships no types
    """Paints everything in the pixels of the view, and keeps the picture for as long as it would look the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.axes: tuple[Axis, ...] = ()
        self.layers = Layers()
        self.current = -1
        self._centre, self._radius = QPointF(), 0.0
        self._boxes: list[QRectF] = []
        self._shown: _Shown | None = None
        self._picture = QPixmap()
        self._ground: _Ground | None = None
        self._ground_picture = QPixmap()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def event(self, event: QEvent) -> bool:
        """Nothing looks different in a window without the focus.

        Qt would redraw the item whenever it is hidden or shown, and its scene would have the window painted at once,
        before the widgets beside it have said what they need: a page was painted twice each time it was shown.
        """
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            return True
        return bool(super().event(event))

    def point(self, index: int, level: float) -> QPointF:
        """Where a level lies on an axis; the first axis points up, the others follow clockwise."""
        angle = -pi / 2 + 2 * pi * index / max(1, len(self.axes))
        reach = self._radius * level / RINGS
        return self._centre + QPointF(cos(angle) * reach, sin(angle) * reach)

    def axis_at(self, where: QPointF) -> int:
        """The axis whose label, or whose sector of the chart, is under the pointer; -1 if none."""
        for index, box in enumerate(self._boxes):
            if box.adjusted(-6, -4, 6, 4).contains(where):
                return index
        offset = where - self._centre
        if not self.axes or hypot(offset.x(), offset.y()) > self._radius:
            return -1
        rim = [self.point(index, RINGS) - where for index in range(len(self.axes))]
        return min(range(len(rim)), key=lambda index: hypot(rim[index].x(), rim[index].y()))

    def _labels(self) -> list[_Label]:
        strong, small = QFontMetricsF(self._theme.font("meta_strong")), QFontMetricsF(self._theme.font("meta"))
        labels = []
        for index, axis in enumerate(self.axes):
            share = 0.22
            if abs(cos(-pi / 2 + 2 * pi * index / len(self.axes))) <= 0.1:
                share = 0.5  # nothing stands beside the labels at the top and at the bottom
            lines = _wrapped(axis.name, strong, min(_LABEL_WIDTH, self.rect().width() * share))
            width = max([strong.horizontalAdvance(line) for line in lines] + [small.horizontalAdvance(axis.remark)])
            labels.append(_Label(lines, axis.remark, width + 2, strong.height() * len(lines) + small.height()))
        return labels

    def _place(self) -> list[_Label]:
        """Finds the largest radius at which no label leaves the view, and the box of each label."""
        area: QRectF = self.rect()
        labels = self._labels()
        self._centre = area.center()
        radius = min(area.width(), area.height()) / 2
        half_width, half_height = area.width() / 2, area.height() / 2
        for index, label in enumerate(labels):
            angle = -pi / 2 + 2 * pi * index / len(labels)
            across, along = abs(cos(angle)), abs(sin(angle))
            if across > 0.1:
                radius = min(radius, (half_width - label.width) / across - _GAP)
            if along > 0.1:
                below = label.height if across <= 0.5 else label.height / 2
                radius = min(radius, (half_height - below) / along - _GAP)
        self._radius = max(radius - 2, _SMALLEST)
        self._boxes = []
        for index, label in enumerate(labels):
            rim = self.point(index, RINGS * (1 + _GAP / self._radius))
            angle = -pi / 2 + 2 * pi * index / len(labels)
            left = rim.x() - label.width / 2
            if cos(angle) > 0.1:
                left = rim.x()
            elif cos(angle) < -0.1:
                left = rim.x() - label.width
            top = rim.y() - label.height / 2
            if abs(cos(angle)) <= 0.5:
                top = rim.y() if sin(angle) > 0 else rim.y() - label.height
            self._boxes.append(QRectF(left, top, label.width, label.height))
        return labels

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.axes:
            return
        paper = Paper.under(painter, self.size(), self._theme)
        shown = _Shown(self.axes, self.layers, self.current, paper)
        if shown != self._shown:
            self._draw(shown)
        painter.drawPixmap(-paper.shift, self._picture)

    def _draw(self, shown: _Shown) -> None:
        """Make the picture."""
        labels = self._place()
        levels = tuple(axis.evidenced for axis in shown.axes)
        ground = _Ground(levels, shown.layers.evidenced, self._centre, self._radius, shown.paper)
        if ground != self._ground:
            self._draw_ground(ground)
        self._picture = self._ground_picture.copy()
        painter = shown.paper.painter(self._picture)
        self._paint_levels(painter)
        self._paint_labels(painter, labels)
        painter.end()
        self._shown = shown

    def _draw_ground(self, ground: _Ground) -> None:
        self._ground_picture = ground.paper.blank()
        painter = ground.paper.painter(self._ground_picture)
        self._paint_ground(painter, ground.levels if ground.visible else ())
        painter.end()
        self._ground = ground

    def _paint_ground(self, painter: QPainter, evidenced: Sequence[float | None]) -> None:
        self._paint_grid(painter)
        fill = QColor(self._theme.colour("step2"))
        fill.setAlphaF(0.6)
        self._paint_area(painter, evidenced, fill, QPen(fill, 4))

    def _paint_levels(self, painter: QPainter) -> None:
        theme = self._theme
        if self.layers.claimed:
            fill = QColor(theme.colour("accent"))
            fill.setAlphaF(0.14)
            self._paint_area(painter, [axis.claimed for axis in self.axes], fill, QPen(theme.colour("accent"), 2))
        if self.layers.target:
            pen = QPen(theme.colour("muted"), 1.5, Qt.PenStyle.DashLine)
            pen.setDashPattern([3.5, 3])
            self._paint_area(painter, [axis.target for axis in self.axes], None, pen)
        if self.layers.claimed:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(theme.colour("surface"))
            for index, axis in enumerate(self.axes):
                if axis.claimed is not None:
                    painter.drawEllipse(self.point(index, axis.claimed), 4.5, 4.5)

    def _paint_grid(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        count = len(self.axes)
        for ring in range(1, RINGS + 1):
            painter.setPen(QPen(self._theme.colour("line_strong" if ring == RINGS else "line"), 1))
            if count < 3:
                reach = self._radius * ring / RINGS
                painter.drawEllipse(self._centre, reach, reach)
            else:
                painter.drawPolygon(QPolygonF([self.point(index, ring) for index in range(count)]))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for index in range(count):
            painter.drawLine(self._centre, self.point(index, RINGS))

    def _paint_area(
        self, painter: QPainter, levels: Sequence[float | None], fill: QColor | None, outline: QPen
    ) -> None:
        """Fills and outlines between neighbouring known levels; an unknown level leaves a gap, not a zero."""
        count = len(levels)
        if fill is not None and count >= 3:
            area = QPainterPath()
            area.addPolygon(QPolygonF([self.point(index, level or 0) for index, level in enumerate(levels)]))
            painter.fillPath(area, fill)
        lines = QPainterPath()
        for index, level in enumerate(levels):
            after = levels[(index + 1) % count]
            before = levels[index - 1]
            if level is None:
                continue
            here = self.point(index, level)
            if count >= 3 and after is not None:
                lines.moveTo(here)
                lines.lineTo(self.point((index + 1) % count, after))
            if count < 3 or (after is None and before is None):
                lines.moveTo(self._centre)
                lines.lineTo(here)
        painter.strokePath(lines, outline)

    def _paint_labels(self, painter: QPainter, labels: Sequence[_Label]) -> None:
        theme = self._theme
        strong, small = theme.font("meta_strong"), theme.font("meta")
        for index, (label, box) in enumerate(zip(labels, self._boxes, strict=True)):
            middle = box.center().x() - self._centre.x()
            side = Qt.AlignmentFlag.AlignHCenter
            if middle > self._radius * 0.1 and box.left() > self._centre.x():
                side = Qt.AlignmentFlag.AlignLeft
            elif middle < -self._radius * 0.1 and box.right() < self._centre.x():
                side = Qt.AlignmentFlag.AlignRight
            painter.setFont(strong)
            painter.setPen(theme.colour("accent" if index == self.current else "text"))
            height = QFontMetricsF(strong).height()
            for number, line in enumerate(label.lines):
                painter.drawText(QRectF(box.left(), box.top() + number * height, box.width(), height), side, line)
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            painter.drawText(box.adjusted(0, height * len(label.lines), 0, 0), side, label.remark)


def _wrapped(text: str, metrics: QFontMetricsF, width: float) -> tuple[str, ...]:
    """The text on at most two lines; what does not fit ends in an ellipsis."""
    if metrics.horizontalAdvance(text) <= width:
        return (text,)
    words = text.split(" ")
    first = words.pop(0)
    while words and metrics.horizontalAdvance(f"{first} {words[0]}") <= width:
        first = f"{first} {words.pop(0)}"
    second = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    first = metrics.elidedText(first, Qt.TextElideMode.ElideRight, width)
    return (first, second) if second else (first,)


class RadarChart(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph ships no types
    """Shows axes with three polygons: target (dashed), claimed (tinted), evidenced (solid).

    ``axis_chosen`` carries the index of an axis that was clicked, or chosen with the arrow keys and Enter.
    """

    axis_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(260, 240)
        self.viewport().setAutoFillBackground(False)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)  # a kept ground would outlive the theme
        self._radar = _Radar(theme)
        self.setCentralItem(self._radar)
        self._hint: Callable[[int], str] = lambda _index: ""
        theme.changed.connect(self._renew)

    def set_axes(self, axes: Sequence[Axis], name: str, hint: Callable[[int], str] | None = None) -> None:
        """Draw these axes. ``name`` says what the chart shows; ``hint`` gives the tool tip of an axis."""
        self._radar.axes = tuple(axes)
        self._radar.current = -1
        self._hint = hint or (lambda _index: "")
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{axis.name}: {axis.remark}" for axis in axes))
        self._renew()

    def set_layers(self, layers: Layers) -> None:
        """Draw these polygons and no others."""
        self._radar.layers = layers
        self._renew()

    def _renew(self) -> None:
        # Not the item's own update: its scene would have the window painted before all of the page is up to date.
        self.viewport().update()

    def centre_of_label(self, index: int) -> QPointF:
        """Where the label of an axis lies in the view; for tests and tours."""
        return self._radar._boxes[index].center()  # noqa: SLF001  # the chart and its item are one thing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._radar.axis_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self.axis_chosen.emit(index)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self._radar.axis_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
        if index >= 0:
            QToolTip.showText(event.globalPosition().toPoint(), self._hint(index), self)
        else:
            QToolTip.hideText()
        event.accept()

    def wheelEvent(self, event: object) -> None:
        """The chart does not zoom."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, current = len(self._radar.axes), self._radar.current
        if count and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self._radar.current = (current + 1) % count
        elif count and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self._radar.current = (current - 1) % count if current >= 0 else count - 1
        elif current >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.axis_chosen.emit(current)
            return
        else:
            event.ignore()
            return
        axis = self._radar.axes[self._radar.current]
        self.setAccessibleDescription(tr("{name}: {levels}", name=axis.name, levels=axis.remark))
        self._renew()
