"""Two parts of a page beside each other, or one below the other, to be scrolled, where the page is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from planner.ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ALONE: Final = 320
"""So high is each part at least where they stand one below the other."""


class SideBySide(QScrollArea):
    """``shares`` are the parts of the width that the two take; below ``narrow`` they stand one below the other."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int], narrow: int) -> None:
        super().__init__()
        self._narrow = narrow
        self._parts = (first, second)
        self._least = tuple(part.minimumHeight() for part in self._parts)
        content = QWidget()
        content.setProperty("role", "canvas")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._line.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        self._line.setSpacing(Space.XXL)
        for part, share in zip(self._parts, shares, strict=True):
            self._line.addWidget(part, share)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def minimumSizeHint(self) -> QSize:
        widest = max(max(part.minimumSizeHint().width(), part.minimumWidth()) for part in self._parts)
        return QSize(widest + 2 * Space.XL, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if self.width() < self._narrow else direction.LeftToRight
        if wanted != self._line.direction():
            self._line.setDirection(wanted)
            for part, least in zip(self._parts, self._least, strict=True):
                part.setMinimumHeight(max(least, _ALONE) if wanted == direction.TopToBottom else least)
        super().resizeEvent(event)
