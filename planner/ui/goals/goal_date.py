"""The dialog for the one date that decides about a goal: exam, expiry, or the day a course should be done."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.words import DeadlineKind, Kind
from planner.services.queries.goals import GoalRow, Moment, Section, section_of
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.theme import Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField


class DecisiveDate(NamedTuple):
    """Which date a goal in its state is about: the deadline's kind, its words, and the date that stands."""

    kind: DeadlineKind
    label: str
    moment: Moment | None


def decisive_date(row: GoalRow) -> DecisiveDate:
    """The exam until it is passed, the expiry from then on; for a course the day it is due."""
    if row.kind == Kind.COURSE:
        return DecisiveDate(DeadlineKind.DUE, tr("Due on"), row.due)
    if section_of(row) is Section.HELD:
        return DecisiveDate(DeadlineKind.RENEWAL, tr("Expires on"), row.expires)
    return DecisiveDate(DeadlineKind.EXAM, tr("Exam on"), row.exam)


class GoalDateDialog(FormDialog):
    """``run`` takes the day (``YYYY-MM-DD``) and the time (``HH:MM`` or empty); None and empty remove the date."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        about: DecisiveDate,
        today: Callable[[], date],
        run: Callable[[str | None, str], bool],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, today, title, tr("Set"), parent)
        self._run = run
        self.submit = self._set
        moment = about.moment
        self.day = DateField(theme, about.label, today, moment.day if moment else None, parent=self)
        self.form.addRow(about.label, self.day)
        self.time = self.add_time(tr("At"))
        self.time.set_time(moment.time if moment else "")
        self.form.setRowVisible(self.time, about.kind is DeadlineKind.EXAM)
        if moment is not None:
            remove = Button(theme, tr("Remove"), "quiet")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(0, remove)
        self.day.setFocus()
        self.day.selectAll()

    def _set(self) -> bool:
        day = self.text_of_date(self.day)
        if day is None:
            raise InvalidInputError(tr("Give a date such as 2026-12-01, or press Cancel."))
        return self._run(day, self.time.time_if_any())

    def _remove(self) -> None:
        if self._run(None, ""):
            self.accept()
