"""The program's own icon, in its own colours, as the desktop shows it for the window."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from planner.config.resources import resource

#: What docks, task lists and window frames ask for, in pixels.
_SIZES = (16, 24, 32, 48, 64, 128)


def app_icon() -> QIcon:
    """The icon, drawn anew at each size."""
    icon = QIcon()
    for size in _SIZES:
        icon.addPixmap(app_pixmap(size))
    return icon


def app_pixmap(size: int, scale: float = 1.0) -> QPixmap:
    """The icon, ``size`` logical pixels square, for a screen of ``scale``."""
    from PySide6.QtSvg import QSvgRenderer

    pixels = round(size * scale)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(str(resource("app", "planner-desktop.svg"))).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
