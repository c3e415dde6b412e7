"""Logging time on the card with the focus: a small field over it, with what it will log said below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.words import ActivityId
from planner.services.humanize import duration, duration_of
from planner.ui.board.popup import Popup
from planner.ui.shell.time.logged import log_time
from planner.ui.widgets.label import Label
from planner.ui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

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
        if log_time(self._context, ActivityId(card.id), card.title, minutes):
            field.close()
            self._view.flash(card.id)


class TimeField(Popup):
    """A line for a length of time. Enter tells ``entered``, Esc or a press elsewhere closes it."""

    entered = Signal(int)

    def __init__(self, theme: Theme, card: CardRow, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._card = card
        self.line = TimeLine(tr("Time spent today on {title}", title=card.title))
        self.line.set_minutes(card.cadence_minutes)
        self.line.textChanged.connect(self._read)
        self.preview = Label("", "meta", "muted")
        self.preview.setWordWrap(True)
        self.preview.setContentsMargins(2, 0, 2, 0)
        self.rows.addWidget(self.line)
        self.rows.addWidget(self.preview)
        self.setFocusProxy(self.line)
        self._read()

    def _read(self) -> None:
        """Say what Enter will log, or nothing yet while it cannot be read."""
        self.preview.set_tone("muted")
        minutes = self.line.readable()
        self.preview.setText(tr("Enter logs it for today") if minutes is None else sentence(self._card, minutes))
        self.line.setAccessibleDescription(self.preview.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            try:
                minutes = self.line.minutes()
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
