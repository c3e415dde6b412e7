"""How was it? One line on Home about an event that is over: tell, or be asked no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.config.text import tr, trn
from planner.ui.home.lines import on_day
from planner.ui.theme import Radius, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPaintEvent

    from planner.services.queries.events_over import EventOver
    from planner.ui.theme import Theme

_HEIGHT = 37
_GAP = 8


class EventQuestion(QWidget):
    """Asks about the last of some events; ``told`` and ``declined`` carry it when its buttons are pressed."""

    told = Signal(object)
    declined = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.over: EventOver | None = None
        self.question = ElidedLabel("", "section")
        self.question.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.remark = Label("", "body", "muted")
        self.tell_button = Button(theme, tr("Tell"), "link")
        self.tell_button.clicked.connect(lambda: self.told.emit(self.over))
        self.decline_button = Button(theme, tr("Not now"), "link")
        self.decline_button.clicked.connect(lambda: self.declined.emit(self.over))
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 0, Space.M, _GAP)
        row.setSpacing(Space.M)
        row.addWidget(self.question)
        row.addWidget(self.remark)
        row.addStretch(1)
        row.addWidget(self.tell_button)
        row.addWidget(self.decline_button)
        self.setFixedHeight(_HEIGHT + _GAP)
        theme.changed.connect(self.update)
        self.hide()

    def ask(self, over: tuple[EventOver, ...], today: date) -> None:
        """Ask about the first of these; hidden where there is none."""
        self.over = over[0] if over else None
        if self.over is not None:
            title = self.over.title
            self.question.setText(tr("How was “{title}”?", title=title))
            others = trn("{n} more event", "{n} more events", len(over) - 1) if len(over) > 1 else ""
            when = tr("It ended {when}", when=on_day(self.over.day, today))
            self.remark.setText(" · ".join(filter(None, (when, others))))
            self.tell_button.setAccessibleName(tr("Tell how “{title}” was", title=title))
            self.decline_button.setAccessibleName(tr("Do not ask about “{title}”", title=title))
        self.setVisible(bool(over))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_soft"))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _HEIGHT), Radius.CARD, Radius.CARD)
        pixmap = self._theme.pixmap("calendar", "accent", 16, self.devicePixelRatioF())
        painter.drawPixmap(14, (_HEIGHT - 16) // 2, pixmap)
