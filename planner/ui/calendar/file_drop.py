"""Taking calendar files that are dropped onto a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.ui.calendar import dialogs
from planner.ui.shell.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDropEvent


class FileDrop(Page):
    """A page that accepts drops; ``import_files`` gets the calendar files among them.

    No mix-in beside Page: with two Qt bases the signals of the second are added late, which Qt warns of.
    """

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
