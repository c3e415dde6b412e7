"""A dialog that tells something in sentences and asks what to do: as wide as its buttons, as high as its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.ui.theme import DIALOG_MARGINS, Space

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_WIDTH = 560


class TellingDialog(QDialog):
    """``column`` takes the sentences and ``foot`` the buttons: what closes, then what goes on, on the right."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        outer = self._outer = QVBoxLayout(self)
        outer.setContentsMargins(*DIALOG_MARGINS)
        outer.setSpacing(Space.L)
        self.column = QVBoxLayout()
        self.column.setSpacing(Space.M)
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(Space.S)
        outer.addLayout(self.foot)

    def fill_with(self, widget: QWidget) -> None:
        """Let a widget at the end of the sentences take the room of a dialog that is made larger."""
        self.column.addWidget(widget, 1)
        self._outer.setStretch(0, 1)
        self._outer.setStretch(1, 0)

    def fit(self) -> None:
        """Make room for every word: Qt asks wrapped texts for their height before it knows their width."""
        layout = self.layout()
        if layout is not None:
            layout.invalidate()
            layout.activate()  # which lets the sentences be measured anew
            width = max(_WIDTH, layout.totalMinimumSize().width())
            self.setMinimumSize(width, layout.totalHeightForWidth(width))
            self.resize(self.minimumSize())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
