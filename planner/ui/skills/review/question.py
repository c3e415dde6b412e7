"""The skill that a review asks about: its category, name and definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.theme import Radius, Space, Theme
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent

_BY_KEYBOARD = frozenset((Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason))


class Question(QWidget):
    """The category, the name and the definition of the skill that is asked. It has the focus until one moves it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.category = Label("", "meta")
        self.name = Label("", "heading")
        self.definition = Label("", "body", "muted")
        for label in (self.name, self.definition):
            label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(2)
        for label in (self.category, self.name, self.definition):
            column.addWidget(label)

    def show_skill(self, category: str, name: str, definition: str) -> None:
        """Show what is asked."""
        self.category.setText(category)
        self.name.setText(name)
        self.definition.setText(definition)
        self.definition.setVisible(bool(definition))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring = event.reason() in _BY_KEYBOARD
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.hasFocus() and self._ring):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
