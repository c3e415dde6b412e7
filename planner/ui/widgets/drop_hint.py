"""The veil over a part of the window while something is dragged over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.theme import Radius, Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.ui.theme import Theme

_INSET = 10


class DropHint(QWidget):
    """Lies over its parent while something is dragged over it, and says what letting go would do."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = Label("", "section")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, 2 * Space.XL)
        column.addStretch(1)
        column.addWidget(self.label)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence over all of the parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        if self.label.text() != text:
            self.label.setText(text)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(theme.colour("bg"))  # a copy: the colours of the theme belong to all
        ground.setAlpha(110)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(frame, Radius.CARD, Radius.CARD)
        pill = QRectF(self.label.geometry())
        width = min(pill.width(), self.label.fontMetrics().horizontalAdvance(self.label.text()) + 4 * Space.L)
        pill = QRectF(pill.center().x() - width / 2, pill.top() - Space.M, width, pill.height() + 2 * Space.M)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(pill, Radius.CARD, Radius.CARD)
