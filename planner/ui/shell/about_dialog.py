"""The About dialog: name, version, licence, the library in use, and what the program runs on."""

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planner import __version__
from planner.config.text import tr
from planner.ui.theme import DIALOG_MARGINS, Space, Theme
from planner.ui.theme.app_icon import app_pixmap
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label


class AboutDialog(QDialog):
    """Everything that a report of a fault should name; the texts can be selected and copied."""

    def __init__(self, theme: Theme, library: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Planner"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        picture = QLabel()
        picture.setPixmap(app_pixmap(48, self.devicePixelRatioF()))
        picture.setAccessibleName(tr("Logo of Planner"))
        head.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(tr("Planner"), "title"))
        words.addWidget(Label(tr("A personal development planner, all in one local file."), "body", "muted"))
        head.addLayout(words, 1)
        column.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(6)
        for line, (what, value) in enumerate(
            (
                (tr("Version"), __version__),
                (tr("Licence"), tr("MIT")),
                (tr("Plan file"), str(library)),
                (tr("Qt"), f"{qVersion()} (PySide6 {PySide6.__version__})"),
                (tr("Python"), f"{platform.python_version()}, {platform.system()} {platform.machine()}"),
            )
        ):
            grid.addWidget(Label(what, "body", "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            text = Label(value)
            text.setAccessibleName(tr("{what}: {value}", what=what, value=value))
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setWordWrap(True)
            text.setMinimumWidth(320)
            grid.addWidget(text, line, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = Button(theme, tr("Close"), "filled")
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
