"""Lays a radar out and paints it: rings with their names, arcs of categories, polygons, labels."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, degrees, pi
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from planner.ui.theme import Theme
from planner.ui.widgets.radar.axes import RINGS, Axis, Layers
from planner.ui.widgets.radar.placing import GAP, Box, Placing, Size, angle_of, directions, largest, wrapped
from planner.ui.widgets.radar.shapes import arc_pen, mark

_WIDTHS = (150.0, 124.0, 104.0, 88.0, 76.0)
_LINES = 4
_NAMED_RINGS = 125.0  # the radius from which the rings have room for their names
_MANY = 8  # more axes than this have no figures under their names
_FEW = 6  # so few axes always have their names
_ENOUGH = 0.45  # of the radius that is left with numbers, names must leave so much; else numbers take their place
_MARK = 4.5
_WIDER = 16.0


class Label(NamedTuple):
    """The lines of a label: a name with its remark below, or the number of the axis."""

    lines: tuple[str, ...]
    remark: str


class Layout(NamedTuple):
    """Where everything stands. ``numbered`` tells that numbers take the place of names, for want of room.

    Where there is no room for numbers either, labels and boxes are empty.
    """

    placing: Placing
    labels: tuple[Label, ...]
    numbered: bool

    def has_remarks(self) -> bool:
        """Whether figures stand under the names."""
        return any(label.remark for label in self.labels)

    def with_remarks(self, axes: Sequence[Axis]) -> "Layout":
        """The same with the figures of other levels."""
        if not self.has_remarks():
            return self
        labels = [
            label._replace(remark=axis.remark if label.remark else "")
            for label, axis in zip(self.labels, axes, strict=True)
        ]
        return self._replace(labels=tuple(labels))

    def point(self, index: int, level: float) -> QPointF:
        """Where a level lies on an axis."""
        (across, along), reach = directions(len(self.labels))[index], self.placing.radius * level / RINGS
        return QPointF(self.placing.x + across * reach, self.placing.y + along * reach)

    def box(self, index: int) -> QRectF:
        """The room of a label."""
        return QRectF(*self.placing.boxes[index][:4])


def remark_width(theme: Theme, axes: Sequence[Axis]) -> float:
    """The room for the figures under the names, 0 where they have none.

    It goes up in steps, so that the chart stays where it is while levels are rated or days gone through.
    """
    if len(axes) > _MANY:
        return 0.0
    small = QFontMetricsF(theme.font("meta"))
    lines = [line for axis in axes for line in axis.remark.split("\n")]
    return ceil(max(map(small.horizontalAdvance, lines), default=0.0) / _WIDER) * _WIDER


def laid_out(theme: Theme, area: QRectF, axes: Sequence[Axis]) -> Layout:
    """The largest chart with whole names around it; with numbers where names would leave too little of it."""
    strong, small = QFontMetricsF(theme.font("meta_strong")), QFontMetricsF(theme.font("meta"))
    with_remarks = len(axes) <= _MANY
    beneath = remark_width(theme, axes)
    numbers = [Label((str(index + 1),), "") for index in range(len(axes))]
    plain = largest(area.width(), area.height(), [_size(label, strong, small, 0.0) for label in numbers])
    if plain is None:  # not even for numbers: the list beside the chart tells its axes by their order
        radius = max(10.0, min(area.width(), area.height()) / 2 - GAP)
        plain = Placing(area.width() / 2, area.height() / 2, radius, (Box(0, 0, 0, 0, 0, 0),) * len(axes))
        return Layout(plain, (Label(("",), ""),) * len(axes), numbered=False)
    best: Layout | None = None
    for width in _WIDTHS:
        names = [wrapped(axis.name, width, _LINES, strong.horizontalAdvance) for axis in axes]
        if not all(name.whole for name in names) and (best is not None or len(axes) > _FEW):
            continue
        labels = [
            Label(name.lines, axis.remark if with_remarks else "") for name, axis in zip(names, axes, strict=True)
        ]
        found = largest(area.width(), area.height(), [_size(label, strong, small, beneath) for label in labels])
        if found is not None and (best is None or found.radius > best.placing.radius + 4):
            best = Layout(found, tuple(labels), numbered=False)
    enough = best is not None and (len(axes) <= _FEW or best.placing.radius >= plain.radius * _ENOUGH)
    return best if best is not None and enough else Layout(plain, tuple(numbers), numbered=True)


def _size(label: Label, strong: QFontMetricsF, small: QFontMetricsF, beneath: float) -> Size:
    width = max(strong.horizontalAdvance(line) for line in label.lines)
    height = strong.height() * len(label.lines)
    if label.remark:
        width, height = max(width, beneath), height + small.height() * (label.remark.count("\n") + 1)
    return Size(width + 2, height)


class Painting:
    """Paints the parts of one chart with one painter."""

    def __init__(self, painter: QPainter, theme: Theme, layout: Layout, axes: Sequence[Axis]) -> None:
        self._painter, self._theme, self._layout, self._axes = painter, theme, layout, axes
        self._centre = QPointF(layout.placing.x, layout.placing.y)

    def grid(self, ring_names: Sequence[str]) -> None:
        """The rings with their names, the axes, and the arcs of the categories."""
        painter, layout, count = self._painter, self._layout, len(self._axes)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in range(1, RINGS + 1):
            painter.setPen(QPen(self._theme.colour("line_strong" if ring == RINGS else "line"), 1))
            if count < 3:
                reach = layout.placing.radius * ring / RINGS
                painter.drawEllipse(self._centre, reach, reach)
            else:
                painter.drawPolygon(QPolygonF([layout.point(index, ring) for index in range(count)]))
        painter.setPen(QPen(self._theme.colour("line"), 1))
        for index in range(count):
            painter.drawLine(self._centre, layout.point(index, RINGS))
        self._arcs()
        self._ring_names(ring_names)

    def axis(self, index: int) -> None:
        """The axis that has the focus."""
        self._painter.setPen(QPen(self._theme.colour("accent"), 2))
        self._painter.drawLine(self._centre, self._layout.point(index, RINGS))

    def _arcs(self) -> None:
        """One arc around the axes of each category; none where there is only one, or each axis is one of its own."""
        groups = [axis.group for axis in self._axes]
        count = len(groups)
        if len(set(groups)) < 2 or len(set(groups)) == count:
            return
        reach = self._layout.placing.radius + GAP / 2
        area = QRectF(self._centre.x() - reach, self._centre.y() - reach, 2 * reach, 2 * reach)
        begins = [index for index in range(count) if groups[index] != groups[index - 1]]
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for place, first in enumerate(begins):
            after = begins[place + 1] if place + 1 < len(begins) else begins[0] + count
            beyond = 0.36 * 2 * pi / count
            start, end = angle_of(first, count) - beyond, angle_of(after - 1, count) + beyond
            self._painter.setPen(arc_pen(self._theme, groups[first]))
            self._painter.drawArc(area, round(-degrees(start) * 16), round(-degrees(end - start) * 16))

    def _ring_names(self, names: Sequence[str]) -> None:
        painter, placing = self._painter, self._layout.placing
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("faint"))
        height = painter.fontMetrics().height()
        for ring in range(1, RINGS + 1):
            text = f"{ring} {names[ring]}" if placing.radius >= _NAMED_RINGS and ring < len(names) else str(ring)
            top = placing.y - placing.radius * ring / RINGS
            painter.drawText(QRectF(placing.x + 4, top, placing.radius, height), Qt.AlignmentFlag.AlignLeft, text)

    def evidence(self) -> None:
        """What work shows: lighter where it has faded, solid where it is fresh."""
        fill = QColor(self._theme.colour("step2"))
        fill.setAlphaF(0.24)
        if any(axis.shown.fresh != axis.shown.level for axis in self._axes):
            self._area([axis.shown.level for axis in self._axes], fill, QPen(self._theme.colour("step2"), 1))
        fill.setAlphaF(0.6)
        self._area([axis.shown.fresh for axis in self._axes], fill, QPen(self._theme.colour("step2"), 1))

    def levels(self, layers: Layers) -> None:
        """The other day's levels, and the claimed ones."""
        theme = self._theme
        if any(axis.ghost is not None for axis in self._axes):
            pen = QPen(theme.colour("accent"), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2.2])
            self._area([axis.ghost for axis in self._axes], None, pen)
        if layers.claimed:
            fill = QColor(theme.colour("accent"))
            fill.setAlphaF(0.14)
            self._area([axis.claimed for axis in self._axes], fill, QPen(theme.colour("accent"), 2))

    def target(self) -> None:
        """The outline of what the role wants."""
        pen = QPen(self._theme.colour("muted"), 1.5, Qt.PenStyle.DashLine)
        pen.setDashPattern([3.5, 3])
        self._area([axis.target for axis in self._axes], None, pen)

    def marks(self) -> None:
        """A mark at each claimed level, in the shape of its category."""
        self._painter.setPen(QPen(self._theme.colour("accent"), 2))
        self._painter.setBrush(self._theme.colour("surface"))
        for index, axis in enumerate(self._axes):
            if axis.claimed is not None:
                self._painter.drawPath(mark(axis.group, self._layout.point(index, axis.claimed), _MARK))

    def _area(self, levels: Sequence[float | None], fill: QColor | None, outline: QPen) -> None:
        """Fills and outlines between neighbouring known levels; an unknown level leaves a gap, not a zero."""
        count = len(levels)
        points = [None if level is None else self._layout.point(index, level) for index, level in enumerate(levels)]
        painter = self._painter
        runs = _runs(points)
        if fill is not None and count >= 3:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            # The edge that is drawn over it is smooth; a smooth fill as well takes five times as long.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            for run in runs:
                if len(run) > 1:
                    painter.drawPolygon(QPolygonF(run if run[0] is run[-1] else [self._centre, *run]))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=True)
        painter.setPen(outline)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in runs:
            if len(run) == 1 or count < 3:
                for point in run:
                    painter.drawLine(self._centre, point)
            elif outline.style() is Qt.PenStyle.SolidLine:
                painter.drawLines([QLineF(one, other) for one, other in pairwise(run)])  # far quicker than one path
            else:
                painter.drawPolyline(QPolygonF(run))

    def labels(self, current: int) -> None:
        """The names with their remarks, and a line to each that was pushed away from its axis."""
        theme, painter, layout = self._theme, self._painter, self._layout
        strong, small = theme.font("meta_strong"), theme.font("meta")
        height = QFontMetricsF(strong).height()
        for index, label in enumerate(layout.labels):
            box, place = layout.box(index), layout.placing.boxes[index]
            if place.moved > height / 2 and not layout.numbered:
                painter.setPen(QPen(theme.colour("line_strong"), 1))
                end = QPointF(box.left() - 2 if place.side > 0 else box.right() + 2, box.center().y())
                rim = layout.point(index, RINGS * (1 + GAP / layout.placing.radius * 0.75))
                painter.drawLine(rim, end)
            side = {0: Qt.AlignmentFlag.AlignHCenter, 1: Qt.AlignmentFlag.AlignLeft, -1: Qt.AlignmentFlag.AlignRight}
            painter.setFont(strong)
            painter.setPen(theme.colour("accent" if index == current else "text"))
            for number, line in enumerate(label.lines):
                room = QRectF(box.left(), box.top() + number * height, box.width(), height)
                painter.drawText(room, side[place.side] | Qt.AlignmentFlag.AlignVCenter, line)
            if label.remark:
                painter.setFont(small)
                painter.setPen(theme.colour("muted"))
                painter.drawText(box.adjusted(0, height * len(label.lines), 0, 0), side[place.side], label.remark)


def _runs(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    """The known points that follow one another around the chart; where all are known, the last is the first again."""
    known = [index for index, point in enumerate(points) if point is not None]
    if len(known) == len(points):
        every = [point for point in points if point is not None]
        return [[*every, every[0]]] if every else []
    runs: list[list[QPointF]] = []
    begin = next(index for index, point in enumerate(points) if point is None)
    for step in range(1, len(points)):
        point = points[(begin + step) % len(points)]
        if point is not None:
            if points[(begin + step - 1) % len(points)] is None:
                runs.append([])
            runs[-1].append(point)
    return runs
