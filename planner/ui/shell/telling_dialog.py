"""A dialog that tells something in sentences and asks what to do: as wide as its buttons, as high as its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.theme import Space

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_WIDTH = 560


class TellingDialog(QDialog):
    """``column`` takes the sentences and ``foot`` the buttons, which follow them."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        outer.setSpacing(Space.L)
        self.column = QVBoxLayout()
        self.column.setSpacing(Space.M)
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        outer.addLayout(self.foot)

    def fit(self) -> None:
        """Make room for every word: Qt asks wrapped texts for their height before it knows their width."""
        layout = self.layout()
        if layout is not None:
            width = max(_WIDTH, layout.totalMinimumSize().width())
            self.setMinimumSize(width, layout.totalHeightForWidth(width))
            self.resize(self.minimumSize())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
