"""The editor of one deadline: what it is about, its date or moment, and its reminders."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import begun, tr
from planner.domain.dates import AOE, from_instant
from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId, DeadlineKind
from planner.services.humanize import clock
from planner.services.words import deadline_word
from planner.ui.shell.inspector.moment import ReminderPicker
from planner.ui.shell.inspector.row_editor import RowEditor
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label
from planner.ui.widgets.moment_fields import TimeField, ZoneField

if TYPE_CHECKING:

    from planner.services.actions.deadlines import PutDeadline
    from planner.services.queries.activity import DatedDuty
    from planner.ui.shell.page import PageContext

_CALLS = frozenset({DeadlineKind.CFP_CLOSES, DeadlineKind.ABSTRACT, DeadlineKind.CAMERA_READY})


class DeadlineEditor(RowEditor):
    """Open on a deadline or a new one; ``closed`` comes when it was saved, removed or given up.

    It carries the id of the deadline (0 if there is none) if the focus was in the editor, so that it can go to its row.
    """

    table = "deadline"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._activity_id = ActivityId(0)
        self._duty: DatedDuty | None = None
        self._shown_time = ""
        self._usual: tuple[int, ...] = ()
        self.setProperty("role", "card")
        self.setAccessibleName(tr("Date"))
        kinds = [(begun(deadline_word(kind)), kind.value) for kind in DeadlineKind]
        self.kind = DropDown(theme, tr("What the date is about"), kinds)
        self.kind.chosen.connect(self._kind_chosen)
        self.day = DateField(theme, tr("Date"), context.planner.today)
        self.timed = CheckBox(theme, tr("At a time"))
        self.timed.toggled.connect(self._show_time)
        self.time = TimeField(tr("Time"))
        self.time.setFixedWidth(TimeField.NARROW)
        self.zone = ZoneField(theme, context.planner.zone())
        self.moment = QWidget()
        moment = QHBoxLayout(self.moment)
        moment.setContentsMargins(0, 0, 0, 0)
        moment.setSpacing(Space.S)
        moment.addWidget(self.time)
        moment.addWidget(self.zone, 1)
        self.label = QLineEdit()
        self.label.setAccessibleName(tr("Name of the date"))
        self.label.setPlaceholderText(tr("Name (optional)"))
        self.reminders = ReminderPicker(theme)
        self.error = Label("", "meta", "danger")
        self.error.setWordWrap(True)
        self.reminders.refused.connect(self.say)
        self.save_button = Button(theme, tr("Save"), "plain")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = Button(theme, tr("Cancel"), "quiet")
        self.cancel_button.clicked.connect(self.close_editor)
        self.remove_button = Button(theme, variant="icon", icon="trash", name=tr("Remove this date"))
        self.remove_button.clicked.connect(self.remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.S)
        for widget in (self.kind, self.day, self.timed, self.moment, self.label):
            column.addWidget(widget)
        column.addWidget(Label(tr("Remind me before"), "meta"))
        column.addWidget(self.reminders)
        column.addWidget(self.error)
        column.addLayout(buttons)
        self.hide()

    def row_id(self) -> int | None:
        """The deadline it is open on, None for a new one."""
        return None if self._duty is None else self._duty.deadline.id

    def forget_row(self) -> None:
        self._duty = None

    def open_on(self, activity_id: int, duty: DatedDuty | None, kind: str = "due") -> None:
        """Open on a deadline, or on a new one of a kind."""
        self._activity_id = ActivityId(activity_id)
        self._duty = duty
        own_zone = self.context.planner.zone()
        self.kind.set_value(duty.deadline.kind if duty else kind)
        self.label.setText(duty.deadline.label if duty else "")
        self._usual = () if duty else self._usual_reminders(kind)
        self.reminders.set_minutes(duty.reminders if duty else self._usual)
        self.zone.set_zone(AOE if (duty is None and kind in _CALLS) else own_zone)
        self.time.set_time("23:59" if duty is None and kind in _CALLS else "")
        at_utc = duty.deadline.at_utc if duty else None
        day = date.fromisoformat(duty.deadline.on_date) if duty and duty.deadline.on_date else None
        if duty is not None and at_utc is not None:
            zone = duty.deadline.zone or "UTC"
            wall, _fold = from_instant(at_utc, zone)
            day = date.fromisoformat(wall[:10])
            self.time.set_time(wall[11:16])
            self.zone.set_zone(zone)
        self.day.set_date(day)
        self.timed.setChecked(at_utc is not None or (duty is None and kind in _CALLS))
        self._show_time(on=self.timed.isChecked())
        self.remove_button.setVisible(duty is not None)
        self.say("")
        self.show()
        self._before = self.state()
        self._shown_time = self.time.text()  # by which it is told whether it was changed
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def state(self) -> object:
        return (
            self.kind.value(), self.day.text(), self.timed.isChecked(), self.time.text(), self.zone.text(),
            self.label.text(), self.reminders.minutes(), self.reminders.other.text(),
        )  # fmt: skip

    def _usual_reminders(self, kind: object) -> tuple[int, ...]:
        """Those that a new date of a kind gets, unless the person says otherwise here."""
        from planner.domain.default_reminders import group_of
        from planner.services.queries.reminders import default_reminders

        return self.context.planner.read(default_reminders)[group_of(str(kind))]

    def _kind_chosen(self, kind: object) -> None:
        """Calls for papers mostly close at the end of the day anywhere on Earth; and other dates remind otherwise."""
        if self._duty is None and self.reminders.minutes() == self._usual:
            self._usual = self._usual_reminders(kind)
            self.reminders.set_minutes(self._usual)
        if kind in _CALLS and self._duty is None and not self.time.text():
            self.zone.set_zone(AOE)
            self.time.set_time("23:59")
            self.timed.setChecked(True)

    def _show_time(self, on: bool) -> None:
        self.moment.setVisible(on)

    def say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def action(self) -> PutDeadline:
        """What the editor says. Raises InvalidInputError."""
        from planner.services.actions.deadlines import PutDeadline

        self.reminders.take_other()
        self.day.editingFinished.emit()  # reads what was typed last
        day = self.day.date()
        if day is None or self.day.property("invalid"):
            raise InvalidInputError(tr("The date is missing or cannot be read. Type it such as 2026-12-01 or 1 dec."))
        zone = self.zone.zone() if self.timed.isChecked() else ""
        return PutDeadline(
            self._activity_id,
            str(self.kind.value()),
            self._duty.deadline.id if self._duty else None,
            on_date=day.isoformat() if not self.timed.isChecked() else None,
            wall=f"{day.isoformat()}T{self._time(zone)}" if self.timed.isChecked() else None,
            zone=zone,
            label=self.label.text(),
            reminders=self.reminders.minutes(),
        )

    def _time(self, zone: str) -> str:
        """The time with its seconds, which the field does not show: 23:59:59 stays so, and is what AoE means."""
        time = self.time.time()
        if self._duty is not None and self._duty.deadline.at_utc and clock(time) == self._shown_time:
            return f"{time}:{self._duty.deadline.at_utc[17:19]}"
        return f"{time}:59" if zone == AOE and time == "23:59" else f"{time}:00"

    def remove(self) -> None:
        """Remove the deadline."""
        from planner.services.actions.deadlines import RemoveDeadline

        if self._duty is not None and self.context.run(RemoveDeadline(self._duty.deadline.id)) is not None:
            self.close_editor()
