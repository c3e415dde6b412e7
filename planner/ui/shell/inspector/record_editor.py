"""What the editors of the record of an event share: fields below each other, a sentence where something is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import begun, tr
from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId, SubmissionState
from planner.services.words import submission_word
from planner.ui.shell.inspector.field_rows import Row
from planner.ui.shell.inspector.row_editor import RowEditor
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:

    from planner.domain.model import Submission
    from planner.services.action import Action
    from planner.services.queries.event_record import Met
    from planner.ui.shell.page import PageContext


class RecordEditor(RowEditor):
    """Open on an item of the record, or on a new one."""

    remove_asked = Signal()

    def __init__(self, context: PageContext, name: str, removes: str, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._activity_id = ActivityId(0)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.XS, Space.M, Space.M, Space.M)
        self._column.setSpacing(Space.S)
        self.error = Label("", "meta", "danger")
        self.error.setWordWrap(True)
        self.save_button = Button(context.theme, tr("Save"), "plain")
        self.save_button.clicked.connect(self.save)
        self.cancel_button = Button(context.theme, tr("Cancel"), "quiet")
        self.cancel_button.clicked.connect(self.close_editor)
        self.remove_button = Button(context.theme, variant="icon", icon="trash", name=removes)
        self.remove_button.clicked.connect(self.remove_asked)
        self.hide()

    def build(self, *rows: tuple[str, QWidget]) -> None:
        """Lay the fields out below each other, each beside its label, and the buttons below them."""
        for label, widget in rows:
            self._column.addWidget(Row(label, widget))
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.remove_button)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.S, 0, 0, 0)
        foot.setSpacing(Space.S)
        foot.addWidget(self.error)
        foot.addLayout(buttons)
        self._column.addLayout(foot)

    def line(self, name: str, hint: str = "") -> QLineEdit:
        """A line to type into; ``name`` is what a screen reader says."""
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint or tr("Optional"))
        return field

    def begin(self, activity_id: int, first: QLineEdit) -> None:
        """Show what the fields were filled with, the focus in the first."""
        self._activity_id = ActivityId(activity_id)
        self.remove_button.setVisible(self.row_id() is not None)
        self.say("")
        self.show()
        self._before = self.state()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

class SubmissionEditor(RecordEditor):
    """The editor of one submission: title, how far it is, a note."""

    table = "submission"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Submission"), tr("Remove this submission"), parent)
        self._submission: Submission | None = None
        self.title = self.line(tr("Title of the submission"), tr("Such as the title of a talk"))
        states: list[tuple[str, object]] = [
            (begun(submission_word(state)), state.value) for state in SubmissionState
        ]
        self.progress = DropDown(context.theme, tr("State"), states)
        self.notes = self.line(tr("Note"))
        self.build((tr("Title"), self.title), (tr("State"), self.progress), (tr("Note"), self.notes))

    def row_id(self) -> int | None:
        return None if self._submission is None else self._submission.id

    def forget_row(self) -> None:
        self._submission = None

    def open_on(self, activity_id: int, submission: Submission | None) -> None:
        """Open on a submission, or on a new one."""
        self._submission = submission
        self.title.setText("" if submission is None else submission.title)
        self.progress.set_value(SubmissionState.DRAFT.value if submission is None else submission.state)
        self.notes.setText("" if submission is None else submission.notes)
        self.begin(activity_id, self.title)

    def state(self) -> object:
        return (self.title.text(), self.progress.value(), self.notes.text())

    def action(self) -> Action:
        from planner.services.actions.event_record import PutSubmission

        if not self.title.text().strip():
            raise InvalidInputError(tr("The title is missing. Type what you hand in."))
        return PutSubmission(
            self._activity_id, self.row_id(), self.title.text(), str(self.progress.value()), self.notes.text()
        )


class PersonEditor(RecordEditor):
    """The editor of somebody met: name, how to reach them, the day on which to follow up, a note."""

    table = "person_met"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, tr("Person"), tr("Remove this person"), parent)
        self._met: Met | None = None
        self.name = self.line(tr("Name"), tr("Who it was"))
        self.reach = self.line(tr("How to reach them"), tr("Mail, number, profile"))
        self.day = DateField(context.theme, tr("Day to follow up"), context.planner.today)
        self.notes = self.line(tr("Note"))
        self.build(
            (tr("Name"), self.name),
            (tr("Reach"), self.reach),
            (tr("Follow up"), self.day),
            (tr("Note"), self.notes),
        )

    def row_id(self) -> int | None:
        return None if self._met is None else self._met.person.id

    def forget_row(self) -> None:
        self._met = None

    def open_on(self, activity_id: int, met: Met | None) -> None:
        """Open on somebody, or on a new person."""
        self._met = met
        self.name.setText("" if met is None else met.person.name)
        self.reach.setText("" if met is None else met.person.reach)
        self.day.set_date(None if met is None else met.day)
        self.notes.setText("" if met is None else met.person.notes)
        self.begin(activity_id, self.name)

    def state(self) -> object:
        return tuple(field.text() for field in (self.name, self.reach, self.day, self.notes))

    def action(self) -> Action:
        from planner.services.actions.event_record import PutPerson

        if not self.name.text().strip():
            raise InvalidInputError(tr("The name is missing. Type who it was."))
        self.day.editingFinished.emit()  # reads what was typed last
        if self.day.property("invalid"):
            raise InvalidInputError(tr("The day cannot be read. Type it such as 2026-12-01 or in 2 weeks."))
        day = self.day.date()
        return PutPerson(
            self._activity_id,
            self.row_id(),
            self.name.text(),
            self.reach.text(),
            None if day is None else day.isoformat(),
            self.notes.text(),
        )
