"""What is to be done on the other computer, in three lines, once the file that goes there is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from planner.config.text import tr
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from planner.ui.theme import Theme


class MovedDialog(TellingDialog):
    """Names the file and what comes next; the file has all in it."""

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(tr("Move to another computer"), parent)
        self._path = path
        column, foot = self.column, self.foot
        self.lines = (
            tr("Take “{file}” to the other computer, into a folder where it can stay.", file=path.name),
            tr("Install Planner there, this version or a newer one, and start it."),
            tr("Choose “Open plan file…” in the menu File there, and this file."),
        )
        column.addWidget(wrapped(tr("Your whole plan is in one file now"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(self.lines, start=1):
            grid.addWidget(Label(str(number), "section", "accent"), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(wrapped(line), number, 1)
        column.addLayout(grid)
        column.addWidget(
            wrapped(
                tr(
                    "It holds your kept files and the history for Undo, too. From now on work in one of the two only:"
                    " they are not brought together again."
                ),
                "body",
                "muted",
            )
        )
        self.folder = Button(theme, tr("Show the folder"), icon="external")
        self.folder.clicked.connect(self._show_folder)
        done = Button(theme, tr("Done"), "filled")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        foot.addWidget(self.folder)
        foot.addStretch(1)
        foot.addWidget(done)
        done.setFocus()

    def _show_folder(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
