"""Notes the day on which the plan was used, once a day: when the window has come to rest, is come back to, and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from planner.services.last_seen import note_seen

if TYPE_CHECKING:
    from datetime import date

    from planner.ui.shell.page import PageContext


class Presence(QObject):
    """Follows the application while its parent, the window, lives."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._noted: date | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._woken)
        self.note()

    def note(self) -> None:
        """Note today, unless that was done."""
        today = self._context.planner.today()
        if today != self._noted:
            self._noted = today
            note_seen(self._context.planner, self._context.settings)

    def _woken(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.note()
