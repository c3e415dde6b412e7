"""Reads what Home can do without at first: after the paint that shows the page, and once changes pause."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from planner.domain.dates import format_instant
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.services.planner import Planner
    from planner.services.queries.home_rest import HomeRest

#: Time without a change after which it is read anew, in milliseconds.
PAUSE_MS: Final = 150

_log = logging.getLogger(__name__)


class LaterRead(QObject):
    """Follows the paints of a widget. ``found`` holds what was read last, ``came`` tells that it is new."""

    came = Signal()

    def __init__(self, planner: Planner, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._planner = planner
        self._canvas = canvas
        self._is_due = False
        self.found: HomeRest | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.read)
        canvas.installEventFilter(self)

    def after_paint(self) -> None:
        """Read once the widget has been painted next."""
        self._is_due = True
        self._canvas.update()

    def after_pause(self) -> None:
        """Read once nothing has changed for a moment."""
        self._timer.start(PAUSE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_due and event.type() == QEvent.Type.Paint:
            self._is_due = False
            self._timer.start(0)
        return False

    def read(self) -> None:
        """Read now, unless the page is out of sight by now; then it is read when it is next painted."""
        self._timer.stop()
        if not self._canvas.isVisible():
            self._is_due = True
            return
        from planner.services.queries.home_rest import home_rest

        planner = self._planner
        try:
            now, zone = format_instant(planner.now()), planner.zone()
            self.found = planner.read(home_rest, planner.today(), now, zone)
        except PlannerError as error:
            _log.info("What is worth doing next was not read: %s", error)
            return
        self.came.emit()
