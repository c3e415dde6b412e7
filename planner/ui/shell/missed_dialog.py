"""The list of reminders that came lately: each opens what it is about, is put off, done, or taken off the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.domain.words import ActivityId, DeadlineKind, Status
from planner.services.queries.reminders import EVENT, DueReminder
from planner.services.reminder_words import date_text, reminder_text
from planner.services.snoozing import in_an_hour, snooze, tomorrow_morning
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QIcon, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from planner.ui.shell.page import PageContext

_DUE: Final = int(Qt.ItemDataRole.UserRole)
_ICONS: Final = {
    EVENT: "calendar",
    DeadlineKind.RENEWAL.value: "repeat",
    DeadlineKind.RENEWAL_OPENS.value: "repeat",
    DeadlineKind.EXAM.value: "goals",
}


class _Lines(ToldList):
    """Return opens the line with the focus, Delete takes it off the list."""

    entered = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class MissedDialog(QDialog):
    """``opened`` carries the activity that a line is about; ``put_off`` comes after a reminder was put off."""

    opened = Signal(int)
    put_off = Signal()

    def __init__(
        self, context: PageContext, due: Sequence[DueReminder], *, missed: bool, parent: QWidget | None = None
    ) -> None:
        """``missed``: they came while the program was closed."""
        super().__init__(parent)
        self._context = context
        self._missed = missed
        theme = context.theme
        self.setWindowTitle(tr("Missed reminders") if missed else tr("Recent reminders"))
        self.resize(600, 420)
        self.remark = wrapped("", "body", "muted")
        self.list = _Lines(theme, tr("Reminders"), self)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what is at its end says why
        self.open_button = Button(theme, tr("Open"), "filled")
        self.hour_button = Button(theme, tr("In an hour"))
        self.morning_button = Button(theme, tr("Tomorrow morning"))
        self.done_button = Button(theme, tr("Mark as done"))
        self.drop_button = Button(theme, tr("Dismiss"))
        self.open_button.clicked.connect(self._open)
        self.hour_button.clicked.connect(partial(self._put_off, morning=False))
        self.morning_button.clicked.connect(partial(self._put_off, morning=True))
        self.done_button.clicked.connect(self._done)
        self.drop_button.clicked.connect(self._drop)
        self.list.entered.connect(self._open)
        self.list.dropped.connect(self._drop)
        self.list.itemDoubleClicked.connect(lambda _item: self._open())
        self.list.currentItemChanged.connect(self._offer)
        self.error = wrapped("", "body", "danger")
        self.error.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for button in (self.hour_button, self.morning_button, self.done_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.drop_button)
        buttons.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        column.addWidget(self.remark)
        column.addWidget(self.list, 1)
        column.addWidget(self.error)
        column.addLayout(buttons)
        theme.changed.connect(self._dress)
        for one in due:
            self._add(one)
        self.list.setCurrentRow(0)
        self._offer()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def due(self) -> list[DueReminder]:
        """What is on the list."""
        return [self.list.item(row).data(_DUE) for row in range(self.list.count())]

    def _add(self, one: DueReminder) -> None:
        today = self._context.planner.today()
        text = reminder_text(one, today)
        item = self.list.add_line(text, date_text(one, today), icon=self._icon(one))
        item.setData(_DUE, one)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text)

    def _icon(self, one: DueReminder) -> QIcon:
        return self._context.theme.icon(_ICONS.get(one.what, "flag"))

    def _dress(self) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setIcon(self._icon(item.data(_DUE)))

    def _chosen(self) -> DueReminder | None:
        row = self.list.currentRow()
        return self.due()[row] if row >= 0 else None

    def _offer(self) -> None:
        chosen, number = self._chosen(), self.list.count()
        for button in (self.open_button, self.hour_button, self.morning_button, self.drop_button):
            button.setEnabled(chosen is not None)
        self.done_button.setEnabled(chosen is not None and chosen.what == DeadlineKind.DUE)
        if not number:
            said = tr("Nothing is left to be reminded of.")
        elif self._missed:
            said = trn(
                "While Planner was closed, you missed the reminder of {n} date.",
                "While Planner was closed, you missed the reminders of {n} dates.",
                number,
            )
        else:
            said = trn(
                "In the last seven days you were reminded of {n} date that still matters.",
                "In the last seven days you were reminded of {n} dates that still matter.",
                number,
            )
        self.remark.setText(said)

    def _open(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.accept()
            self.opened.emit(chosen.activity_id)

    def _put_off(self, *, morning: bool) -> None:
        chosen, planner = self._chosen(), self._context.planner
        if chosen is None:
            return
        until = tomorrow_morning(planner.today(), planner.zone()) if morning else in_an_hour(planner.now())
        try:
            snooze(planner, self._context.settings, (chosen,), until)
        except (PlannerError, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self._say(tr("It was not put off: {reason}", reason=reason))
            return
        self._take_off()
        self.put_off.emit()

    def _done(self) -> None:
        from planner.services.actions.activities import MoveActivities

        chosen = self._chosen()
        if chosen is None:
            return
        try:
            change = self._context.planner.run(MoveActivities((ActivityId(chosen.activity_id),), Status.DONE.value))
        except PlannerError as error:
            self._say(str(error))
            return
        self._context.tell(change)
        self._take_off()

    def _drop(self) -> None:
        if self._chosen() is not None:
            self._take_off()

    def _take_off(self) -> None:
        self.list.takeItem(self.list.currentRow())
        self._say("")
        self._offer()
        if not self.list.count():
            self.accept()

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))
