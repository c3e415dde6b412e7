"""The dialog that books an exam, and moves or mends a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.default_reminders import group_of
from planner.domain.errors import InvalidInputError
from planner.domain.words import DeadlineKind
from planner.services.actions.exams import BookExam, EditExam, RemoveExam
from planner.services.humanize import money_text, read_money
from planner.services.queries.reminders import default_reminders
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.inspector.moment import ReminderPicker
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.moment_fields import TimeField, ZoneField

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.domain.money import Money
    from planner.domain.words import ActivityId
    from planner.services.action import Action
    from planner.services.queries.exams import Attempt
    from planner.ui.shell.page import PageContext



class ExamDialog(FormDialog):
    """Books an exam for a certification, or edits the booking of ``attempt``.

    ``attempt`` may be a day that is only noted, which the booking takes over. ``fee`` is the list price. ``run`` does
    the action and tells whether it was done.
    """

    def __init__(
        self,
        context: PageContext,
        activity_id: ActivityId,
        title: str,
        run: Callable[[Action], bool],
        *,
        attempt: Attempt | None = None,
        fee: Money | None = None,
        parent: QWidget | None = None,
    ) -> None:
        is_booked = attempt is not None and attempt.exam_id is not None
        super().__init__(context.theme, context.planner.today, title, tr("Save") if is_booked else tr("Book"), parent)
        self._activity_id = activity_id
        self._attempt = attempt
        self._run = run
        self.submit = self._submit
        zone = attempt.zone if attempt is not None and attempt.zone else context.planner.zone()
        self._usual_currency = context.usual_currency
        self.day = self._add_date(tr("Exam on"), tr("Such as 2026-12-09"))
        self.time = TimeField(tr("Time"), parent=self)
        self.time.setPlaceholderText(tr("Any time"))
        self.time.setFixedWidth(TimeField.NARROW)
        self.zone = ZoneField(context.theme, context.planner.zone(), with_aoe=False, parent=self)
        self.zone.set_zone(zone)
        self.form.addRow(tr("At"), self._side_by_side(self.time, self.zone))
        self.place = self.add_line(tr("Place"), tr("Place"), tr("Such as Pearson VUE, Berlin"))
        self.online = self._add_check(tr("Online"))
        self.reference = self.add_line(tr("Booking number"), tr("Booking number"))
        self.reschedule = self._add_date(tr("Reschedule by"), tr("Last day to do so, if you know it"))
        self.cost = self.add_line(tr("Cost"), tr("Cost"), tr("Such as 150.00 USD"))
        self.paid = self._add_check(tr("Paid"))
        self.reminders = ReminderPicker(context.theme, self)
        self.reminders.refused.connect(lambda sentence: self.refuse(sentence, self.reminders.other))
        self.reminders.changed.connect(self.forget_problem)
        self.form.addRow(tr("Remind before"), self.reminders)
        if attempt is not None:
            self._fill(attempt)
        else:
            self.reminders.set_minutes(context.planner.read(default_reminders)[group_of(DeadlineKind.EXAM)])
        if fee is not None and not is_booked:
            self.cost.setText(money_text(*fee))
        for field in (self.cost, self.paid):
            self.form.setRowVisible(field, attempt is None or attempt.expenses < 2)
        if is_booked:
            remove = Button(context.theme, tr("Remove the booking"), "quiet")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(0, remove)
        self.time.textChanged.connect(self._show_zone)
        self._show_zone()
        order_tabs(self)
        self.day.setFocus()
        self.day.selectAll()

    def _add_date(self, label: str, empty: str) -> DateField:
        field = DateField(self.theme, label, self.today, parent=self)
        field.setPlaceholderText(empty)
        field.textEdited.connect(self.forget_problem)
        self.form.addRow(label, field)
        return field

    def _add_check(self, label: str) -> CheckBox:
        box = CheckBox(self.theme, label, parent=self)
        box.toggled.connect(self.forget_problem)
        self.form.addRow("", box)
        return box

    def _side_by_side(self, *fields: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for field in fields:
            row.addWidget(field)
        row.addStretch(1)
        return holder

    def _show_zone(self) -> None:
        """A whole day is in no zone."""
        self.zone.setVisible(bool(self.time.text().strip()))
        self.forget_problem()

    def _fill(self, attempt: Attempt) -> None:
        from datetime import date

        self.day.set_date(date.fromisoformat(attempt.wall[:10]) if attempt.wall else attempt.day)
        self.time.set_time(attempt.wall[11:16])
        self.place.setText(attempt.place)
        self.online.setChecked(attempt.online)
        self.reference.setText(attempt.reference)
        self.reschedule.set_date(attempt.reschedule_by)
        self.reminders.set_minutes(attempt.reminders)
        if len(attempt.costs) == 1:
            self.cost.setText(money_text(*attempt.costs[0]))
            self.paid.setChecked(attempt.paid)

    def _submit(self) -> bool:
        self.reminders.take_other()
        day = self.text_of_date(self.day)
        if day is None:
            raise InvalidInputError(tr("Give the day of the exam, such as 2026-12-09."))
        time = self.time.time_if_any()
        wall = f"{day}T{time}:00" if time else None
        zone = self.zone.zone() if time else ""
        beside: dict[str, Any] = {
            "place": self.place.text(),
            "online": self.online.isChecked(),
            "reference": self.reference.text(),
            "reschedule_by": self.text_of_date(self.reschedule),
            "reminders": self.reminders.minutes(),
        }
        if self.form.isRowVisible(self.cost):
            beside |= {"cost": self._money(), "paid": self.paid.isChecked()}
        attempt, on_date = self._attempt, None if time else day
        if attempt is None or attempt.exam_id is None:
            return self._run(BookExam(self._activity_id, on_date, wall, zone, **beside))
        if (on_date or wall) == (attempt.wall or attempt.day.isoformat()) and zone == attempt.zone:
            on_date = wall = None  # it stays where it is
        return self._run(EditExam(attempt.exam_id, tuple(beside.items()), on_date, wall, zone))

    def _money(self) -> Money | None:
        text = self.cost.text().strip()
        return read_money(text, self._usual_currency()) if text else None

    def _remove(self) -> None:
        exam_id = self._attempt.exam_id if self._attempt is not None else None
        if exam_id is not None and self._run(RemoveExam(exam_id)):
            self.accept()
