"""The dialog that logs time: what, how long, when. With an activity named already, a number and Enter are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.limits import LINE_MAX
from planner.services.humanize import duration
from planner.services.queries.sessions import last_logged, loggable
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.time.activity_field import ActivityField
from planner.ui.shell.time.logged import log_time
from planner.ui.theme import Space
from planner.ui.widgets.date_field import DateField, weekday_date
from planner.ui.widgets.label import Label
from planner.ui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from planner.domain.words import ActivityId
    from planner.ui.shell.page import PageContext


class LogDialog(FormDialog):
    """Names ``activity_id`` at first, or else what time was logged on last."""

    def __init__(
        self, context: PageContext, activity_id: ActivityId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, context.planner.today, tr("Log time"), tr("Log"), parent)
        self._context = context
        read, today = context.planner.read, context.planner.today()
        self.what = ActivityField(tr("What"), read(loggable, today), self)
        self.what.set_activity(activity_id)
        if not self.what.text():
            self.what.set_activity(read(last_logged))
        self.time = TimeLine(tr("How long"), self)
        self.day = DateField(self.theme, tr("When"), self.today, today, past=True, parent=self)
        self.form.addRow(tr("What"), self.what)
        self.form.addRow(tr("How long"), self.time)
        self.form.addRow(tr("When"), self.day)
        self.note = self.add_line(tr("Note"), tr("Note"), tr("What you did, if you like"))
        self.note.setMaxLength(LINE_MAX)
        self.preview = Label("", "meta")
        self.preview.setWordWrap(True)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # Room for two lines from the first: the dialog does not jump while one types.
        self.preview.setMinimumHeight(2 * self.preview.fontMetrics().lineSpacing() + Space.S)
        self.form.addRow("", self.preview)
        for line in (self.what, self.time, self.day):
            line.textEdited.connect(self.forget_problem)
            line.textChanged.connect(self._tell)
        self.what.named.connect(self._suggest)
        self.submit = self._log
        self._suggest()
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = self.time if self.what.text() else self.what
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _suggest(self) -> None:
        """Of a practice the usual minutes stand there already."""
        found = self.what.found()
        if found is not None and found.cadence_minutes and not self.time.text():
            self.time.set_minutes(found.cadence_minutes)

    def _tell(self) -> None:
        """Say what Enter will log, or what is still missing."""
        found, minutes = self.what.found(), self.time.readable()
        day = self.day.read(self.day.text()) or self.day.date()
        if found is None or minutes is None or day is None:
            said = tr("Enter logs it.")
        else:
            said = tr(
                "{time} on “{title}”, {day}",
                time=duration(minutes),
                title=found.title,
                day=tr("today") if day == self.today() else weekday_date(day, self.today()),
            )
        self.preview.setText(said)

    def _log(self) -> bool:
        what, minutes = self.what.activity(), self.time.minutes()
        day = self.text_of_date(self.day)
        on = None if day is None else parse_date(day)
        return log_time(self._context, what.id, what.title, minutes, on=on, note=self.note.text())
