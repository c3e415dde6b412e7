"""The sheet that “?” opens: the live key bindings, read from the actions themselves."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.shell.commands import plain_text
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label


def bindings(actions: Iterable[QAction], names: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """(what, keys) of every action that has a key, keys in the words of this system.

    ``names`` says by object name what to call those whose text says something else at each moment.
    """
    rows: list[tuple[str, str]] = []
    for action in actions:
        keys = [keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in action.shortcuts()]
        if any(keys):
            what = (names or {}).get(action.objectName()) or plain_text(action)
            row = (what, reduce(lambda one, other: tr("{one} or {other}", one=one, other=other), filter(None, keys)))
            if row not in rows:
                rows.append(row)
    return rows


class ShortcutsDialog(QDialog):
    """Groups of bindings in two columns."""

    def __init__(self, theme: Theme, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(520, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        canvas = QWidget()
        canvas.setProperty("role", "canvas")
        grid = QGridLayout(canvas)
        grid.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        grid.setHorizontalSpacing(Space.XL)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        line = 0
        for title, rows in groups:
            if not rows:
                continue
            head = Label(title, "section")
            head.setContentsMargins(0, Space.M if line else 0, 0, 2)
            grid.addWidget(head, line, 0, 1, 2)
            line += 1
            for what, keys in rows:
                name = ElidedLabel(what, "body")
                grid.addWidget(name, line, 0)
                grid.addWidget(Label(keys, "body", "muted"), line, 1, Qt.AlignmentFlag.AlignRight)
                line += 1
        grid.setRowStretch(line, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(canvas)
        area.setAccessibleName(tr("Keyboard shortcuts"))
        column.addWidget(area)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        foot.addStretch(1)
        close = Button(theme, tr("Close"), "filled")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
