"""Logging time: one line that takes minutes, and the newest entries, each of which can be removed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.time_spent import read_time_spent
from planner.domain.words import ActivityId
from planner.services.humanize import duration, short_date
from planner.ui.shell.inspector.field_rows import HANG, LABEL_WIDTH
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from planner.domain.model import StudySession
    from planner.ui.shell.page import PageContext

_SHOWN = 4


class LogPanel(QWidget):
    """Hidden until asked for; Enter logs what was typed for today, Esc closes."""

    closed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._activity_id = ActivityId(0)
        self._sessions: tuple[StudySession, ...] = ()
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Time spent today"))
        self.field.setPlaceholderText(tr("25 min or 1.5 h"))
        self.log_button = Button(context.theme, tr("Log"), "plain")
        self.log_button.clicked.connect(self.log)
        self.field.returnPressed.connect(self.log)
        self.error = Label("", "meta", "danger")
        self.error.setWordWrap(True)
        self.error.hide()
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.field, 1)
        row.addWidget(self.log_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(HANG + LABEL_WIDTH, 2, 0, Space.S)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.error)
        self._lines: list[tuple[QWidget, Label, Button]] = []
        for place in range(_SHOWN):
            column.addWidget(self._line(place))
        self.hide()

    def _line(self, place: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(HANG, 0, 0, 0)
        label = Label("", "meta")
        button = Button(self.context.theme, variant="icon", icon="close", name=tr("Remove this entry"))
        button.setMaximumHeight(24)
        button.clicked.connect(lambda: self._remove(place))
        row.addWidget(label, 1)
        row.addWidget(button)
        self._lines.append((holder, label, button))
        return holder

    def show_sessions(self, activity_id: int, sessions: Sequence[StudySession], *, fresh: bool) -> None:
        """Show what was logged on an activity."""
        self._activity_id = ActivityId(activity_id)
        self._sessions = tuple(session for session in reversed(sessions) if not session.planned)[:_SHOWN]
        today = self.context.planner.today()
        for place, (holder, label, button) in enumerate(self._lines):
            holder.setVisible(place < len(self._sessions))
            if place < len(self._sessions):
                session = self._sessions[place]
                day = short_date(date.fromisoformat(session.starts[:10]), today)
                text = tr("{day} · {time}", day=day, time=duration(session.minutes))
                label.setText(text)
                button.setAccessibleName(tr("Remove {entry}", entry=text))
        if fresh:
            self.hide()

    def start(self) -> None:
        """Open, the focus in the line."""
        self.field.clear()
        self.error.hide()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def log(self) -> bool:
        """Log what was typed."""
        from planner.services.actions.parts import LogTime

        text = self.field.text().strip()
        try:
            minutes = read_time_spent(text)
        except PlannerError as error:
            self.error.setText(str(error))
            self.error.show()
            return False
        action = LogTime(self._activity_id, minutes)
        if self.context.run(action) is None and not self.context.is_waiting(action):
            return False
        self.hide()
        self.closed.emit()
        return True

    def flush(self) -> None:
        """Log what was typed and not entered yet."""
        if not self.isHidden() and self.field.text().strip():
            self.log()

    def _remove(self, place: int) -> None:
        from planner.services.actions.parts import RemoveSession

        if place < len(self._sessions):
            self.context.run(RemoveSession(self._sessions[place].id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.field.clear()
            self.hide()
            self.closed.emit()
            return
        super().keyPressEvent(event)
