"""Icons: one family of line drawings in ``resources/icons``, recoloured and kept as pixmaps."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from planner.config.resources import resource

#: Kind of activity -> name of its icon.
KIND_ICONS: Final[dict[str, str]] = {
    "topic": "lightbulb",
    "course": "graduation-cap",
    "certification": "goals",
    "project": "rocket",
    "event": "calendar",
    "reading": "book",
    "community": "chat",
    "mentoring": "people",
    "experiment": "flask",
}


class IconSet:
    """Draws named icons in any colour; every drawing is made once for each size, colour and scale."""

    def __init__(self) -> None:
        self._sources: dict[str, bytes] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}

    def pixmap(self, name: str, colour: str, size: int = 18, scale: float = 1.0) -> QPixmap:
        """The icon in ``colour`` (``#rrggbb``), ``size`` logical pixels square, for a screen of ``scale``."""
        key = (name, colour, size, scale)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._draw(name, colour, size, scale)
        return found

    def icon(self, name: str, colour: str, size: int = 18) -> QIcon:
        """The icon as a QIcon that is crisp on each of the present screens."""
        key = (name, colour, size)
        found = self._icons.get(key)
        if found is None:
            found = QIcon()
            for scale in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
                found.addPixmap(self.pixmap(name, colour, size, scale))
            self._icons[key] = found
        return found

    def _source(self, name: str) -> bytes:
        found = self._sources.get(name)
        if found is None:
            found = self._sources[name] = resource("icons", f"{name}.svg").read_bytes()
        return found

    def _draw(self, name: str, colour: str, size: int, scale: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer

        pixels = round(size * scale)
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        renderer = QSvgRenderer(QByteArray(self._source(name).replace(b"currentColor", colour.encode())))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap
