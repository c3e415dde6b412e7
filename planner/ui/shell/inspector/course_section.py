"""How far a course is in the inspector: its units with buttons to count them, the pace, and the days that matter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import mark, tr
from planner.domain.words import ActivityId, CourseState, DeadlineKind, Status
from planner.services.course_words import course_progress, pace_sentence
from planner.ui.shell.inspector.dates_section import moment_of
from planner.ui.shell.inspector.field_rows import HANG, LABEL_WIDTH, DateRow, LineRow, Row
from planner.ui.shell.inspector.field_table import UNITS, Field
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.text_fields import LineField
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import Label
from planner.ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

_STARTED = Field("activity", ("started_on",), mark("Started"), "date", empty=(None,))
_ENDED = frozenset({CourseState.COMPLETED, CourseState.DROPPED})


class UnitsRow(LineRow):
    """Units done of all, as a line to type into, between a button that takes one back and one that adds one."""

    def _build(self) -> QWidget:
        self.visit = ""
        self.editor = LineField(tr("Units"), self._submit)
        self.editor.setPlaceholderText(tr("Such as 6 of 12"))
        theme = self.context.theme
        self.less = Button(theme, variant="boxed", icon="minus", name=tr("One unit less"))
        self.more = Button(theme, variant="boxed", icon="plus", name=tr("One unit more"))
        for button, by in ((self.less, -1), (self.more, 1)):
            button.clicked.connect(lambda _checked=False, by=by: self.count(by))
            button.installEventFilter(self)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, HANG, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self.editor, 1)
        row.addWidget(self.less)
        row.addWidget(self.more)
        return holder

    def count(self, by: int) -> None:
        """Count a unit; what is counted until the focus leaves both buttons is one undo step."""
        from planner.services.actions.courses import CountUnits

        self.flush()
        if self._card is not None:
            self.visit = self.visit or uuid4().hex
            self.context.run(CountUnits(ActivityId(self._card.activity.id), by, self.visit))

    def show_card(self, card: ActivityCard, *, fresh: bool) -> None:
        if fresh:
            self.visit = ""
        super().show_card(card, fresh=fresh)
        course = card.course
        if course is not None:
            self._enable(self.less, on=course.units_done > 0, other=self.more)
            self._enable(self.more, on=course.units_total is None or course.units_done < course.units_total,
                         other=self.less)  # fmt: skip

    @staticmethod
    def _enable(button: Button, *, on: bool, other: Button) -> None:
        if not on and button.hasFocus():
            other.setEnabled(True)
            other.setFocus(Qt.FocusReason.OtherFocusReason)  # else the focus would go on to who knows where
        button.setEnabled(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not (self.less.hasFocus() or self.more.hasFocus()):
            self.visit = ""
        return super().eventFilter(watched, event)


class CourseSection(GoalSection):
    """Shown once a course is begun or says how long it is."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._card: ActivityCard | None = None
        self._revealed = False
        self.units = UnitsRow(context, UNITS)
        self.hours = Label("", "body")
        self.hours.setMinimumHeight(30)
        self.hours.setContentsMargins(HANG, 0, 0, 0)
        self._hours_row = Row(tr("Progress"), self.hours, self)
        self.bar = ProgressBar(theme, tr("How much of the course is done"))
        self.sentence = Label("", "meta")
        self.sentence.setWordWrap(True)
        self.complete_button = Button(theme, tr("Mark as completed"))
        self.complete_button.clicked.connect(self.complete)
        below = QWidget()
        inner = QVBoxLayout(below)
        inner.setContentsMargins(2 * HANG + LABEL_WIDTH, Space.XS, HANG, Space.S)
        inner.setSpacing(Space.S)
        inner.addWidget(self.bar)
        inner.addWidget(self.sentence)
        inner.addWidget(self.complete_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._below = below
        self.started = DateRow(context, _STARTED)
        self.due = DateField(theme, tr("Due"), context.planner.today)
        self.due.setProperty("quiet", "true")
        self.due.setTextMargins(-2, 0, 0, 0)
        self.due.date_changed.connect(self._set_due)
        self._due_row = Row(tr("Due"), self.due, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.units, self._hours_row, below, self.started, self._due_row):
            column.addWidget(widget)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        self._card = card
        course, row = card.course, card.activity
        if course is None:
            return False
        if fresh:
            self._revealed = False
        today, zone = self.context.planner.today(), self.context.planner.zone()
        due = next((duty.deadline for duty in card.duties if duty.deadline.kind == DeadlineKind.DUE), None)
        progress = course_progress(
            (course.units_done, course.units_total),
            (card.logged_minutes, row.estimate_minutes),
            (row.started_on, None if due is None else moment_of(due, zone)[0], row.completed_on),
        )
        is_under_way = row.status == Status.IN_PROGRESS or course.state == CourseState.ENROLLED
        has_units = bool(course.units_done or course.units_total)
        by_hours = progress is not None and not progress.by_units and row.status != Status.PLANNED
        self.units.setVisible(has_units or (is_under_way and not by_hours) or self._revealed)
        self.units.show_card(card, fresh=fresh)
        self._hours_row.setVisible(by_hours)
        if progress is not None:
            self.hours.setText(tr("{n} %", n=int(100 * progress.share)))
            self.bar.set_share(progress.share)
        self.bar.setVisible(progress is not None and (progress.by_units or by_hours))
        said = pace_sentence(progress, today) if progress is not None and row.status != Status.SKIPPED else ""
        self.sentence.setText(said)
        self.sentence.setVisible(bool(said) and (is_under_way or row.status == Status.DONE))
        all_done = has_units and course.units_total is not None and course.units_done >= course.units_total
        self.complete_button.setVisible(all_done and course.state not in _ENDED)
        shown = (self.bar, self.sentence, self.complete_button)
        self._below.setVisible(any(not each.isHidden() for each in shown))
        self.started.setVisible(row.started_on is not None or row.status == Status.IN_PROGRESS)
        self.started.show_card(card, fresh=fresh)
        self._due_row.setVisible(due is None and is_under_way)
        if due is None and (fresh or not self.due.isModified()):
            self.due.set_date(None)
        return any(not each.isHidden() for each in (self.units, self._hours_row, self.started, self._due_row))

    def flush(self) -> None:
        self.units.flush()
        self.started.flush()
        if self.due.isModified():
            self.due.editingFinished.emit()

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Units"), self.reveal)] if self.isHidden() or self.units.isHidden() else []

    def reveal(self) -> None:
        """Show the units of a course that has none yet, and edit them."""
        self._revealed = True
        if self._card is not None:
            self.setVisible(self.show_card(self._card, fresh=False))
            parts = self.parentWidget()
            if parts is not None:
                parts.show()
        self.units.edit()

    def complete(self) -> None:
        """Mark the course as completed."""
        from planner.services.actions.activities import SetState

        if self._card is not None:
            self.context.tell(self.context.run(SetState(self._card.activity.id, CourseState.COMPLETED.value)))

    def _set_due(self, value: object) -> None:
        from planner.services.actions.deadlines import SetDue

        if self._card is not None and isinstance(value, date):
            self.context.run(SetDue((self._card.activity.id,), value.isoformat()))
