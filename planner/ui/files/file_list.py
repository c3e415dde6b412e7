"""The list of files of an import: each with its name and what it brings, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt

from planner.config.text import tr
from planner.ui.widgets.told_list import LINE, ToldList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme

_MOST_SHOWN = 4


class FileList(ToldList):
    """One line for each file; the current one is shown below by whoever holds the list."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr("Files"), parent)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the ending says what a file is

    def show_files(self, files: Iterable[tuple[str, str, bool]]) -> None:
        """Show names, what is told of each, and whether it cannot be used; the current line stays."""
        at = self.currentRow()
        with QSignalBlocker(self):  # the same line is current afterwards
            self.clear()
            for name, told, is_bad in files:
                item = self.add_line(name, told, is_bad=is_bad)
                item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{name}: {told}")
            self.setCurrentRow(max(at, 0))
        self.setFixedHeight(min(self.count(), _MOST_SHOWN) * LINE + 2)
