"""A few options as cards below each other: a name, and what there is to know before one chooses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from planner.ui.theme import Radius, Space
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from planner.ui.theme import Theme

_RING = 16
_LEFT = Space.M


class Option(NamedTuple):
    """``key`` tells it from the others; empty lines are left out."""

    key: str
    name: str
    lines: tuple[str, ...] = ()


class OptionCard(QAbstractButton):
    """One option; a checkable button, so that arrow keys and screen readers work as with radio buttons."""

    def __init__(self, theme: Theme, option: Option, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.key = option.key
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        lines = [line for line in option.lines if line]
        self.setAccessibleName(option.name)
        self.setAccessibleDescription(" ".join(lines))
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT + _RING + Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(1)
        column.addWidget(Label(option.name, "strong"))
        for line in lines:
            column.addWidget(wrapped(line, "meta"))
        self.toggled.connect(self._let_tab_follow)
        theme.changed.connect(self.update)

    def _let_tab_follow(self, on: bool) -> None:
        """Tab leads to the chosen one only; the arrows go on from there."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        line = "accent" if on or self.hasFocus() else "line_strong" if self.underMouse() else "line"
        painter.setPen(QPen(theme.colour(line), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(rect, Radius.CARD, Radius.CARD)
        ring = QRectF(_LEFT, Space.S + 2, _RING, _RING)
        painter.setPen(QPen(theme.colour("accent" if on else "line_strong"), 1.5))
        painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(ring.adjusted(4.5, 4.5, -4.5, -4.5))


class OptionList(QWidget):
    """Exactly one of a few cards. ``chosen`` carries the key when the person chooses another one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._value = ""
        self.cards: list[OptionCard] = []
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.S)

    def show_options(self, options: Sequence[Option], value: str) -> None:
        """Show these options, of which the one with the key ``value`` is chosen; tells nobody."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._value = value
        self.cards = [OptionCard(self._theme, option, self) for option in options]
        for card in self.cards:
            card.setChecked(card.key == value)
            card.toggled.connect(self._tell)
            self._column.addWidget(card)
        for card in self.cards:
            if card.isChecked():
                self.setFocusProxy(card)

    def value(self) -> str:
        """Key of the chosen option, empty where there is none."""
        return self._value

    def _tell(self, on: bool) -> None:
        card = self.sender()
        if on and isinstance(card, OptionCard) and card.key != self._value:
            self._value = card.key
            self.setFocusProxy(card)
            self.chosen.emit(card.key)
