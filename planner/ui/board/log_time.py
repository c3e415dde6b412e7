"""Logging time on the card with the focus: a small field over it, with what it will log said below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.time_spent import read_time_spent
from planner.domain.words import ActivityId
from planner.services.humanize import duration, duration_of
from planner.ui.board.popup import Popup
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.services.queries.board_cards import CardRow
    from planner.ui.board.commands import BoardCommands
    from planner.ui.board.view import BoardView
    from planner.ui.shell.page import PageContext
    from planner.ui.theme import Theme

_LEAST = 240
_MOST = 480


class TimeLog(QObject):
    """Opens the field over a view and logs what was typed, for today."""

    def __init__(self, context: PageContext, view: BoardView, commands: BoardCommands) -> None:
        super().__init__(view)
        self._context = context
        self._view = view
        self._commands = commands
        self.field: TimeField | None = None

    def ask(self) -> None:
        """Open the field over the card with the focus; of a practice it holds the usual minutes already."""
        shown, card = self._commands.shown, self._commands.current()
        if card is None:
            return
        shown.show_current()
        rect = shown.rect(card.id)
        field = TimeField(self._context.theme, card, shown.widget)
        field.setFixedWidth(min(_MOST, max(_LEAST, rect.width())))
        field.entered.connect(lambda minutes: self._log(field, card, minutes))
        field.destroyed.connect(self._forget)
        field.show_at(shown.widget.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 5)))
        field.line.setFocus()
        field.line.selectAll()
        self.field = field

    def _forget(self) -> None:
        self.field = None

    def _log(self, field: TimeField, card: CardRow, minutes: int) -> None:
        from planner.services.actions.parts import LogTime

        if self._context.run(LogTime(ActivityId(card.id), minutes)) is None:
            return
        field.close()
        self._view.flash(card.id)
        self._context.toast(tr("{time} logged on “{title}”", time=duration(minutes), title=card.title), undo=True)


class TimeField(Popup):
    """A line for a length of time. Enter tells ``entered``, Esc or a press elsewhere closes it."""

    entered = Signal(int)

    def __init__(self, theme: Theme, card: CardRow, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._card = card
        self.line = QLineEdit(tr("{n} min", n=card.cadence_minutes) if card.cadence_minutes else "")
        self.line.setAccessibleName(tr("Time spent today on {title}", title=card.title))
        self.line.setPlaceholderText(tr("25 min, 1h 30, 0:45"))
        self.line.setMaxLength(40)
        self.line.textChanged.connect(self._read)
        self.preview = Label("", "meta", "muted")
        self.preview.setWordWrap(True)
        self.preview.setContentsMargins(2, 0, 2, 0)
        self.rows.addWidget(self.line)
        self.rows.addWidget(self.preview)
        self.setFocusProxy(self.line)
        self._read(self.line.text())

    def _read(self, text: str) -> None:
        """Say what Enter will log, or nothing yet while it cannot be read."""
        self.preview.set_tone("muted")
        try:
            self.preview.setText(sentence(self._card, read_time_spent(text)))
        except PlannerError:
            self.preview.setText(tr("Enter logs it for today"))
        self.line.setAccessibleDescription(self.preview.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            try:
                minutes = read_time_spent(self.line.text())
            except PlannerError as error:
                self.preview.set_tone("danger")
                self.preview.setText(str(error))
                self.adjustSize()
                return
            self.entered.emit(minutes)
            return
        super().keyPressEvent(event)


def sentence(card: CardRow, minutes: int) -> str:
    """What logging so many minutes comes to: “25 min today, then 2 of 4 h”."""
    time = duration(minutes)
    if card.cadence_count:
        done = card.week_sessions + 1
        return tr("{time} today, then {done} of {count} this week", time=time, done=done, count=card.cadence_count)
    after = card.logged + minutes
    if card.estimate:
        return tr("{time} today, then {sum}", time=time, sum=duration_of(after, card.estimate))
    if card.logged:
        return tr("{time} today, then {sum} in all", time=time, sum=duration(after))
    return tr("{time} today", time=time)
