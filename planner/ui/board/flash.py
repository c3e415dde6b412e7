"""The card or row that stands out for a moment, so that a person sees where it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

FLASH_MS: Final = 1200


class Flash(QObject):
    """Has the view painted anew when it begins and when it ends."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._viewport = view.viewport()
        self._activity_id: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLASH_MS)
        self._timer.timeout.connect(self._end)

    def begin(self, activity_id: int) -> None:
        """Let an activity stand out, and no other."""
        self._activity_id = activity_id
        self._timer.start()
        self._viewport.update()

    def on(self, activity_id: int | None) -> bool:
        """Whether an activity stands out now."""
        return activity_id is not None and activity_id == self._activity_id

    def _end(self) -> None:
        self._activity_id = None
        self._viewport.update()
