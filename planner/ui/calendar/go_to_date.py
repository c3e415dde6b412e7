"""The small line “Go to date”: takes a typed date, says what it understands, and goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.spoken_dates import parse_day_or_month
from planner.services.typed_dates import in_english
from planner.ui.calendar.entry_text import day_title
from planner.ui.theme import Space
from planner.ui.widgets.filter_menu import PopOver
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from datetime import date

    from planner.ui.theme import Theme

_WIDTH = 300


class GoToDate(PopOver):
    """``chosen`` carries the day; Return chooses what is understood, Esc closes."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, today: date, parent: QWidget) -> None:
        super().__init__(theme, tr("Go to date"), parent)
        self._today = today
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Go to date"))
        self.field.setPlaceholderText(tr("3 march 2027, next friday, in 2 weeks"))
        self.field.setMaxLength(200)
        self.said = Label(tr("Type a date or a month"), "meta", "muted")
        self.said.setWordWrap(True)
        self.said.setFixedWidth(_WIDTH)
        # Room for two lines from the start, so that nothing moves while one types.
        self.said.setFixedHeight(2 * self.said.fontMetrics().lineSpacing() + 2)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.field)
        column.addWidget(self.said)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._go)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH + 2 * Space.M, super().sizeHint().height())

    def open_below(self, widget: QWidget) -> None:
        """Show it below the widget, with the keyboard in its field."""
        super().open_below(widget)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _typed(self, text: str) -> None:
        """Say the day that is understood; what is not finished yet is no mistake."""
        try:
            day = parse_day_or_month(in_english(text), self._today)
        except InvalidInputError:
            self._say(tr("Type a date or a month"), "muted")
        else:
            self._say(day_title(day, self._today), "muted")

    def _say(self, text: str, tone: str) -> None:
        self.said.setText(text)
        self.said.set_tone(tone)
        self.field.setAccessibleDescription(text)

    def _go(self) -> None:
        if not self.field.text().strip():
            return
        try:
            day = parse_day_or_month(in_english(self.field.text()), self._today)
        except InvalidInputError as error:
            self._say(str(error), "danger")
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, str(error)))
            self.field.selectAll()
            return
        self.close()
        self.chosen.emit(day)
