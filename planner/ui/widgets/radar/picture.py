"""A radar as a picture to keep: PNG in any size and scale, and SVG, with a title above it and its legend below."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from planner.config.text import tr
from planner.domain.errors import ExchangeError
from planner.ui.theme import Space, Theme
from planner.ui.widgets.radar.axes import Axis, Layers
from planner.ui.widgets.radar.painting import Painting, laid_out

LEAST, MOST = 200, 8000
"""The bounds of width and height, in points."""
_MOST_PIXELS = 64_000_000
SAMPLE = 22
"""How wide a sample of a polygon is."""


class Picture(NamedTuple):
    """What a picture of a radar shows. ``legend`` are the words of the polygons that are drawn, by their layer."""

    axes: tuple[Axis, ...]
    layers: Layers
    title: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    ring_names: tuple[str, ...] = ()


def painted(theme: Theme, picture: Picture, size: QSize, scale: float, *, clear: bool = False) -> QImage:
    """The picture with ``scale`` pixels for each point; ``clear`` leaves the ground transparent.

    Raises ExchangeError for more than 64 million pixels.
    """
    pixels = QSize(round(size.width() * scale), round(size.height() * scale))
    if pixels.width() * pixels.height() > _MOST_PIXELS:
        raise ExchangeError(
            tr(
                "A picture of {width} x {height} pixels is too large; choose a smaller size or scale.",
                width=pixels.width(),
                height=pixels.height(),
            )
        )
    image = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise ExchangeError(tr("There is not enough memory for a picture of this size; choose a smaller one."))
    image.setDevicePixelRatio(scale)
    image.fill(QColor(Qt.GlobalColor.transparent) if clear else theme.colour("bg"))
    painter = QPainter(image)
    paint(painter, theme, picture, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return image


def png(image: QImage) -> bytes:
    """A painted picture as PNG; large ones take seconds, and any thread may do it."""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # takes the name of a format as text as well
    return bytes(kept.data())


def svg(theme: Theme, picture: Picture, size: QSize, *, clear: bool = False) -> bytes:
    """The picture as SVG 1.1, a point being a unit; ``clear`` leaves the ground out."""
    from PySide6.QtSvg import QSvgGenerator

    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(picture.title or tr("Skills"))
    generator.setDescription("; ".join(f"{axis.name}: {axis.remark}".replace("\n", ", ") for axis in picture.axes))
    painter = QPainter(generator)
    area = QRectF(0, 0, size.width(), size.height())
    if not clear:
        painter.fillRect(area, theme.colour("bg"))
    paint(painter, theme, picture, area)
    painter.end()
    # Qt gives the size in millimetres of a screen; programs differ in how many pixels that is.
    in_pixels = f'width="{size.width()}" height="{size.height()}"'.encode()
    return re.sub(rb'width="[0-9.]+mm" height="[0-9.]+mm"', in_pixels, bytes(kept.data()), count=1)


def paint(painter: QPainter, theme: Theme, picture: Picture, area: QRectF) -> None:
    """Paint the picture into an area; the painter comes back moved."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = area.adjusted(Space.L, Space.L, -Space.L, -Space.L)
    if picture.title:
        painter.setFont(theme.font("heading"))
        painter.setPen(theme.colour("text"))
        height = QFontMetricsF(theme.font("heading")).height()
        title = painter.fontMetrics().elidedText(picture.title, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), height), Qt.AlignmentFlag.AlignHCenter, title)
        inner.setTop(inner.top() + height + Space.M)
    if picture.legend:
        inner.setBottom(_legend(painter, theme, picture.legend, inner) - Space.M)
    if not picture.axes or inner.height() <= 0:
        return
    painter.translate(inner.topLeft())
    layout = laid_out(theme, QRectF(0, 0, inner.width(), inner.height()), picture.axes)
    painting = Painting(painter, theme, layout, picture.axes)
    painting.grid(picture.ring_names)
    if picture.layers.evidenced:
        painting.evidence()
    painting.levels(picture.layers)
    if picture.layers.target:
        painting.target()
    if picture.layers.claimed:
        painting.marks()
    painting.labels(-1)


def paint_sample(painter: QPainter, theme: Theme, layer: str, left: float, middle: float) -> None:
    """A sample of a polygon: a tinted field, or a line as it is drawn."""
    if layer == "evidenced":
        painter.setPen(Qt.PenStyle.NoPen)
        fill = QColor(theme.colour("step2"))
        fill.setAlphaF(0.6)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(left + 4, middle - 5, SAMPLE - 8, 10), 2, 2)
        return
    dashed = layer == "target"
    pen = QPen(theme.colour("muted" if dashed else "accent"), 2)
    if dashed:
        pen.setDashPattern([2.5, 2])
    elif layer == "ghost":
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.1, 2.2])
    painter.setPen(pen)
    painter.drawLine(QPointF(left, middle), QPointF(left + SAMPLE, middle))


def _legend(painter: QPainter, theme: Theme, legend: Sequence[tuple[str, str]], area: QRectF) -> float:
    """The samples with their words at the foot of an area, on as many lines as they need; gives the top of them."""
    metrics = QFontMetricsF(theme.font("meta"))
    widths = [SAMPLE + Space.S + metrics.horizontalAdvance(words) for _, words in legend]
    lines: list[list[int]] = [[]]
    for place, width in enumerate(widths):
        taken = sum(widths[each] + Space.L for each in lines[-1])
        if lines[-1] and taken + width > area.width():
            lines.append([])
        lines[-1].append(place)
    top = area.bottom() - metrics.height() * len(lines)
    for number, line in enumerate(lines):
        left = area.center().x() - (sum(widths[each] for each in line) + Space.L * (len(line) - 1)) / 2
        middle = top + metrics.height() * (number + 0.5)
        for place in line:
            layer, words = legend[place]
            paint_sample(painter, theme, layer, left, middle)
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("muted"))
            room = QRectF(left + SAMPLE + Space.S, middle - metrics.height() / 2, widths[place], metrics.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            left += widths[place] + Space.L
    return top


def has_names(theme: Theme, picture: Picture, size: QSize) -> bool:
    """Whether a picture of this size has room for the names of its axes."""
    if not picture.axes:
        return True
    head = QFontMetricsF(theme.font("heading")).height() + Space.M if picture.title else 0.0
    foot = QFontMetricsF(theme.font("meta")).height() + Space.M if picture.legend else 0.0
    area = QRectF(0, 0, size.width() - 2 * Space.L, size.height() - 2 * Space.L - head - foot)
    layout = laid_out(theme, area, picture.axes)
    return not layout.numbered and bool(layout.labels[0].lines[0])
