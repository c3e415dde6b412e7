"""The editor of an event's dates: whole days, or times in a zone; people give the last day, we keep the day after."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.dates import exclusive_end, last_day
from planner.domain.errors import InvalidInputError, PlannerError
from planner.domain.plain_text import shortened
from planner.domain.words import ActivityId
from planner.services.humanize import clock_time, date_range, long_month
from planner.ui.shell.inspector.moment import ReminderPicker
from planner.ui.shell.inspector.tab_order import has_focus_inside
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import Label
from planner.ui.widgets.moment_fields import TimeField, ZoneField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.domain.model import Event
    from planner.services.action import Action
    from planner.services.actions.details import SetEventTimes
    from planner.ui.shell.page import PageContext


def span_text(event: Event, today: date, zone: str) -> tuple[str, str]:
    """When an event takes place, as (text, remark): “1 – 3 Dec”, or “1 Dec, 09:00 – 17:00” with its zone."""
    if event.starts is None:
        if event.expected is not None:
            return tr("Expected in {month}", month=long_month(event.expected)), tr("no dates yet")
        return tr("No dates yet"), ""
    days = date_range(event.starts, event.ends, today)
    if len(event.starts) == len("2026-12-01"):
        return days, ""
    times = clock_time(event.starts)
    if event.ends is not None:
        times = tr("{start} – {end}", start=times, end=clock_time(event.ends))
    remark = ""
    if event.zone and event.zone != zone and event.starts_utc is not None:
        from planner.domain.dates import from_instant

        local, _fold = from_instant(event.starts_utc, zone)
        remark = tr("{zone}; {time} your time", zone=event.zone, time=clock_time(local))
        if local[:10] != event.starts[:10]:
            day = date_range(local[:10], None, today)
            remark = tr("{zone}; {day}, {time} your time", zone=event.zone, day=day, time=clock_time(local))
    return tr("{days}, {times}", days=days, times=times), remark


class EventTimesEditor(QFrame):
    """Open on an event; ``closed`` comes when it was saved or given up while the focus was in it."""

    closed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        theme, today = context.theme, context.planner.today
        self._activity_id = ActivityId(0)
        self._event: Event | None = None
        self._before: object = None
        self._times_before: object = None
        self._reminders_before: tuple[int, ...] = ()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Dates of the event"))
        self.first = DateField(theme, tr("First day"), today)
        self.last = DateField(theme, tr("Last day"), today)
        self.start_time = TimeField(tr("Start time"))
        self.end_time = TimeField(tr("End time"))
        for field in (self.start_time, self.end_time):
            field.setFixedWidth(TimeField.NARROW)
        self.timed = CheckBox(theme, tr("With times"))
        self.timed.toggled.connect(self._show_times)
        self.zone = ZoneField(theme, context.planner.zone(), with_aoe=False)
        self.zone.setPlaceholderText(tr("No zone: the same hour everywhere"))
        self.reminders = ReminderPicker(theme)
        self.reminders.refused.connect(self._say)
        self.error = Label("", "meta", "danger")
        self.error.setWordWrap(True)
        self.save_button = Button(theme, tr("Save"), "plain")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = Button(theme, tr("Cancel"), "quiet")
        self.cancel_button.clicked.connect(self.close_editor)
        self.clear_button = Button(theme, tr("Clear"), "quiet", name=tr("Clear the dates"))
        self.clear_button.clicked.connect(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        for text, day, time in (
            (tr("From"), self.first, self.start_time),
            (tr("Until"), self.last, self.end_time),
        ):
            row = QHBoxLayout()
            row.setSpacing(Space.S)
            word = Label(text, "body", "muted")
            word.setMinimumWidth(40)
            row.addWidget(word)
            row.addWidget(day, 1)
            row.addWidget(time)
            column.addLayout(row)
        column.addWidget(self.timed)
        column.addWidget(self.zone)
        column.addWidget(Label(tr("Remind me before the start"), "meta"))
        column.addWidget(self.reminders)
        column.addWidget(self.error)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.clear_button)
        column.addLayout(buttons)
        self.hide()

    def open_on(self, activity_id: int, event: Event, reminders: tuple[int, ...]) -> None:
        """Open on the event of an activity."""
        self._activity_id = ActivityId(activity_id)
        self._event = event
        timed = event.starts is not None and len(event.starts) > len("2026-12-01")
        self.first.set_date(date.fromisoformat(event.starts[:10]) if event.starts else None)
        ends = event.ends or event.starts
        if ends is None:
            self.last.set_date(None)
        elif timed:
            self.last.set_date(date.fromisoformat(ends[:10]))
        else:
            self.last.set_date(date.fromisoformat(last_day(ends) if event.ends else ends))
        self.start_time.set_time(event.starts[11:16] if timed and event.starts else "")
        self.end_time.set_time(ends[11:16] if timed and ends else "")
        self.zone.set_zone(event.zone if timed else self.context.planner.zone())
        self.reminders.set_minutes(reminders)
        self.timed.setChecked(timed)
        self._show_times(on=timed)
        self.clear_button.setVisible(event.starts is not None)
        self._say("")
        self.show()
        self._before = self._state()
        self._times_before = self._times_state()
        self._reminders_before = self.reminders.minutes()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def _times_state(self) -> object:
        return (
            self.first.text(), self.last.text(), self.timed.isChecked(), self.start_time.text(), self.end_time.text(),
            self.zone.text(),
        )  # fmt: skip

    def _state(self) -> object:
        return (self._times_state(), self.reminders.minutes(), self.reminders.other.text())

    def _show_times(self, on: bool) -> None:
        for widget in (self.start_time, self.end_time, self.zone):
            widget.setVisible(on)

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _action(self) -> SetEventTimes:
        """What the editor says. Raises InvalidInputError."""
        from planner.services.actions.details import SetEventTimes

        for field in (self.first, self.last):
            field.editingFinished.emit()  # reads what was typed last
            if field.property("invalid"):
                raise InvalidInputError(
                    tr("“{text}” is not a date. Type it such as 2026-12-01.", text=shortened(field.text()))
                )
        first, last = self.first.date(), self.last.date() or self.first.date()
        if first is None or last is None:
            raise InvalidInputError(tr("The first day is missing. Type it such as 2026-12-01 or 1 dec."))
        if last < first:
            raise InvalidInputError(tr("The last day is before the first. Change one of them."))
        event = self._event
        if not self.timed.isChecked():
            return SetEventTimes(self._activity_id, first.isoformat(), exclusive_end(last.isoformat()))
        zone = self.zone.zone() if self.zone.text().strip() else ""
        starts = f"{first.isoformat()}T{self.start_time.time()}:00"
        ends = f"{last.isoformat()}T{self.end_time.time()}:00"
        if ends <= starts:
            raise InvalidInputError(tr("The end is not after the start. Change one of the times."))
        folds = (0, 0)
        if event is not None and (event.starts, event.ends, event.zone) == (starts, ends, zone):
            folds = (event.start_fold, event.end_fold)
        return SetEventTimes(self._activity_id, starts, ends, zone, *folds)

    def save(self) -> bool:
        """Write what was changed and close; False, with a sentence shown, if something cannot be read."""
        if self.isHidden():
            return True
        from planner.services.actions.deadlines import SetReminders
        from planner.services.actions.several import Several

        actions: list[Action] = []
        try:
            self.reminders.take_other()
            if self._times_state() != self._times_before:
                actions.append(self._action())
        except PlannerError as error:
            self._say(str(error))
            return False
        wanted = self.reminders.minutes()
        if wanted != self._reminders_before:
            actions.append(SetReminders(self._activity_id, None, wanted))
        if actions and self.context.run(Several(tuple(actions))) is None:
            return False
        self.close_editor()
        return True

    def flush(self) -> None:
        """Save what was changed; what cannot be read stays open."""
        if not self.isHidden() and self._state() != self._before:
            self.save()

    def _clear(self) -> None:
        from planner.services.actions.details import SetEventTimes

        if self.context.run(SetEventTimes(self._activity_id, None, None)) is not None:
            self.close_editor()

    def close_editor(self) -> None:
        """Put the editor away without saving."""
        had_focus = has_focus_inside(self)
        self._event = None
        self.hide()
        if had_focus:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_editor()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)
