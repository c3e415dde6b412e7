"""The quiet strip above the pages of the sample plan: that nothing of it is kept, and the two ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from planner.ui.shell.window import MainWindow
    from planner.ui.theme import Theme

_HEIGHT = 36


class SampleStrip(QWidget):
    """One line with two buttons; ``own`` says what the second one leads to."""

    def __init__(self, theme: Theme, keep: Callable[[], object], leave: Callable[[], object], own: str) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(tr("Sample plan"))
        self.sentence = ElidedLabel(tr("Sample plan: nothing here is kept"), "meta_strong", "text")
        self.keep = Button(theme, tr("Keep this as my plan…"), "link")
        self.leave = Button(theme, own, "link")
        self.keep.clicked.connect(lambda _checked=False: keep())
        self.leave.clicked.connect(lambda _checked=False: leave())
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, 0, Space.XL, 0)
        row.setSpacing(Space.XL)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.keep)
        row.addWidget(self.leave)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("accent_soft"))


def add_strip(window: MainWindow, keep: Callable[[], object], leave: Callable[[], object], own: str) -> SampleStrip:
    """Put the strip above the header; Tab comes to it before that."""
    strip = SampleStrip(window.context.theme, keep, leave, own)
    column = window.header.parentWidget()
    layout = column.layout() if column is not None else None
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, strip)
    QWidget.setTabOrder(window.sidebar.last_control, strip.keep)
    QWidget.setTabOrder(strip.keep, strip.leave)
    window.header.comes_after = strip.leave
    return strip
