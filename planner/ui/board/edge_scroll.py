"""Scrolling while something is dragged near an edge of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractScrollArea

_STEP_MS: Final = 16
_MOST: Final = 24


class EdgeScroll(QObject):
    """Scrolls by steps, quicker the nearer to the edge, until it is told to stop or can scroll no further.

    ``edge`` is how near in pixels; ``dragged`` gets the place of the pointer after each step, since the view moved
    below it.
    """

    def __init__(self, view: QAbstractScrollArea, edge: int, dragged: Callable[[QPoint], None]) -> None:
        super().__init__(view)
        self._view = view
        self._edge = edge
        self._dragged = dragged
        self._at = QPoint()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        """Whether steps are under way."""
        return self._timer.isActive()

    def follow(self, at: QPoint) -> None:
        """The pointer is at a place of the viewport."""
        self._at = at
        if not self._distance().isNull() and not self.active:
            self._timer.start()

    def stop(self) -> None:
        """Nothing is dragged any more."""
        self._timer.stop()

    def _distance(self) -> QPoint:
        """How far the pointer is beyond the edges: negative to the left and above, positive to the right and below."""
        port = self._view.viewport()
        return QPoint(self._beyond(self._at.x(), port.width()), self._beyond(self._at.y(), port.height()))

    def _beyond(self, place: int, room: int) -> int:
        return min(0, place - self._edge) + max(0, place - room + self._edge)

    def _scroll(self) -> None:
        by, moved = self._distance(), False
        for bar, distance in ((self._view.horizontalScrollBar(), by.x()), (self._view.verticalScrollBar(), by.y())):
            before = bar.value()
            bar.setValue(before + max(-_MOST, min(_MOST, distance // 2)))
            moved = moved or bar.value() != before
        if moved:
            self._dragged(self._at)
        else:
            self.stop()
