"""The dates of an activity: one row each, opened in place to be edited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import begun, tr
from planner.domain.dates import AOE, from_instant
from planner.domain.words import LASTING_DUTIES, DeadlineKind, Status
from planner.services.humanize import ahead_text, clock_time, due_text, relative_date, short_date
from planner.services.recurrence_words import repeats_text
from planner.services.words import duty_word
from planner.ui.shell.inspector.deadline_editor import DeadlineEditor
from planner.ui.shell.inspector.event_times import EventTimesEditor, span_text
from planner.ui.shell.inspector.field_rows import Row
from planner.ui.shell.inspector.value_button import ValueButton

if TYPE_CHECKING:
    from planner.domain.model import Deadline
    from planner.services.queries.activity import ActivityCard, DatedDuty
    from planner.ui.shell.page import PageContext


def moment_of(deadline: Deadline, zone: str) -> tuple[date, str]:
    """The person's day of a deadline, and its time of day there (empty for a plain date)."""
    if deadline.on_date is not None:
        return date.fromisoformat(deadline.on_date), ""
    wall, _fold = from_instant(deadline.at_utc or "", zone)
    return date.fromisoformat(wall[:10]), clock_time(wall)


def moment_text(deadline: Deadline, today: date, zone: str, *, is_open: bool) -> str:
    """“21 Nov · 2 days late”, “4 Dec 12:59 · in 11 days”."""
    day, time = moment_of(deadline, zone)
    when = short_date(day, today)
    if time:
        when = tr("{day}, {time}", day=when, time=time)
    if not is_open:
        return when
    ahead = (day - today).days
    far = due_text(day, today) if deadline.kind != DeadlineKind.RENEWAL or ahead >= 0 else relative_date(day, today)
    return when if far == short_date(day, today) else tr("{when} · {far}", when=when, far=far)


def remarks_of(duty: DatedDuty, zone: str) -> tuple[str, ...]:
    """The zone that it was given in, where that is another one, and the reminders."""
    deadline = duty.deadline
    where = ""
    if deadline.at_utc is not None and deadline.zone and deadline.zone != zone:
        wall, _fold = from_instant(deadline.at_utc, deadline.zone)
        place = tr("anywhere on Earth") if deadline.zone == AOE else deadline.zone
        where = tr("{time} {zone}", time=clock_time(wall), zone=place)
    reminders = ""
    if duty.reminders:
        reminders = tr("Reminds {times} before", times=", ".join(ahead_text(minutes) for minutes in duty.reminders))
    return (where, reminders)


class _DutyRow(Row):
    """One deadline."""

    def __init__(self, section: DatesSection) -> None:
        super().__init__("", parent=section)
        self.value = ValueButton(section.context.theme)
        self.row.addWidget(self.value, 1)
        self.duty: DatedDuty | None = None
        self.value.clicked.connect(lambda: section.edit(self.duty))

    def show_duty(self, duty: DatedDuty, today: date, zone: str, *, is_open: bool) -> None:
        self.duty = duty
        deadline = duty.deadline
        name = duty_word(deadline.kind, deadline.label)
        name = name if name == deadline.label else begun(name)
        late = is_open and moment_of(deadline, zone)[0] < today
        text = moment_text(deadline, today, zone, is_open=is_open)
        self.label.setText(name)
        self.value.set_value(name, text, remarks_of(duty, zone), danger=late)


class DatesSection(QWidget):
    """When the event takes place, the deadlines in order, and the editor of one of them while it is open."""

    #: The editor had the focus and was put away without a row to go back to.
    left = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._card: ActivityCard | None = None
        self.rows: list[_DutyRow] = []
        self.when = ValueButton(context.theme)
        self.when.clicked.connect(self.edit_times)
        self._when_row = Row(tr("When"), self.when, self)
        self.times_editor = EventTimesEditor(context, self)
        self.times_editor.closed.connect(lambda: self.when.setFocus(Qt.FocusReason.OtherFocusReason))
        self.editor = DeadlineEditor(context, self)
        self.editor.closed.connect(self._editor_closed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._when_row)
        self._column.addWidget(self.times_editor)
        self._column.addWidget(self.editor)

    def show_card(self, card: ActivityCard, *, fresh: bool, without: frozenset[int] = frozenset()) -> None:
        """Show the dates of an activity, ``without`` the deadlines that another part shows."""
        if without:
            card = card._replace(duties=tuple(duty for duty in card.duties if duty.deadline.id not in without))
        self._card = card
        today, zone = self.context.planner.today(), self.context.planner.zone()
        if fresh:
            self.editor.close_editor()
            self.times_editor.close_editor()
        self._when_row.setVisible(card.event is not None)
        if card.event is not None:
            text, remark = span_text(card.event, today, zone)
            reminders = tuple(ahead_text(minutes) for minutes in card.event_reminders)
            told = tr("Reminds {times} before", times=", ".join(reminders)) if reminders else ""
            self.when.set_value(tr("When"), text, (repeats_text(card.event), remark, told))
        while len(self.rows) < len(card.duties):
            row = _DutyRow(self)
            self._column.insertWidget(self._column.count() - 1, row)
            self.rows.append(row)
        open_status = card.activity.status not in (Status.DONE, Status.SKIPPED)
        for row, duty in zip(self.rows, card.duties, strict=False):
            stays = duty.deadline.kind in LASTING_DUTIES
            row.show_duty(duty, today, zone, is_open=open_status or stays)
            row.setVisible(duty.deadline.id != self.editor.row_id())
        for row in self.rows[len(card.duties) :]:
            row.duty = None
            row.hide()
        self.setVisible(bool(card.duties) or card.event is not None or not self.editor.isHidden())

    def edit(self, duty: DatedDuty | None, kind: str = "due") -> None:
        """Open the editor in the place of a deadline, or for a new one."""
        if self._card is None:
            return
        self.editor.flush()
        self._column.removeWidget(self.editor)
        place = self._column.count()
        for row in self.rows:
            row.setVisible(row.duty is not None and row.duty is not duty)
            if duty is not None and row.duty is duty:
                place = self._column.indexOf(row) + 1
        self._column.insertWidget(place, self.editor)
        self.show()
        self.editor.open_on(self._card.activity.id, duty, kind)

    def edit_times(self) -> None:
        """Open the editor of the event's dates."""
        if self._card is not None and self._card.event is not None:
            self.times_editor.open_on(self._card.activity.id, self._card.event, self._card.event_reminders)

    def _editor_closed(self, edited: object) -> None:
        self._column.removeWidget(self.editor)
        self._column.addWidget(self.editor)
        for row in self.rows:
            row.setVisible(row.duty is not None)
        if self._card is not None:
            self.setVisible(bool(self._card.duties) or self._card.event is not None)
        if edited is None:
            return
        back = next((row for row in self.rows if row.duty is not None and row.duty.deadline.id == edited), None)
        if back is not None:
            back.value.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def flush(self) -> None:
        """Save the editors that are open and changed."""
        self.editor.flush()
        self.times_editor.flush()
