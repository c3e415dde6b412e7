"""Taking calendar files that are dropped onto a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from planner.ui.calendar import dialogs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent


class FileDrop(QWidget):
    """Base of a page that accepts drops; ``import_files`` gets the calendar files among them."""

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Import the files, or ask for some where none is given."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dialogs.calendar_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dialogs.calendar_files(event)
        if paths:
            event.acceptProposedAction()
            self.import_files(paths)
