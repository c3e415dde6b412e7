"""Taking files that are dropped anywhere on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class FileDrops(QObject):
    """Gives the files that are dropped on a window to ``taken``, unless what lies under the pointer takes them.

    A filter and no method of the window: what is wanted with the files is none of the window's affairs.
    """

    def __init__(self, window: QWidget, taken: Callable[[list[Path]], object]) -> None:
        super().__init__(window)
        self._taken = taken
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop) or not isinstance(event, QDropEvent):
            return False
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return False
        # Whatever is proposed: who is told that its file was moved away may delete it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._taken(paths)
        return True
