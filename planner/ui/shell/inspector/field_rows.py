"""Rows of the inspector: a label on the left, and on the right the editor of one plain field."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from planner.config.text import begun, tr
from planner.domain.errors import PlannerError
from planner.domain.words import AttendanceFormat, CourseFormat, EventType, Priority
from planner.services.words import course_format_word, event_type_word, format_word, priority_word
from planner.ui.shell.inspector.field_table import Field, Values, display_of, read_text, text_of, values_of
from planner.ui.shell.inspector.opener import is_safe, open_address, plain_tip
from planner.ui.shell.inspector.text_fields import GrowingField, LineField
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.services.action import Action
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

#: What editors keep free on their left for their frame; they hang over the margin by it, so that texts stand in line.
HANG = 9
LABEL_WIDTH = 91  # with the hang of the editors values stand at 100
_AROUND_TIME = 24


class Row(QWidget):
    """A label and one widget beside it."""

    def __init__(self, label: str, widget: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = Label(label, "body", "muted")
        self.label.setWordWrap(True)
        self.label.setFixedWidth(LABEL_WIDTH)
        self.label.setMinimumHeight(30)
        self.label.setAlignment(Qt.AlignmentFlag.AlignTop)  # the first of two lines stands beside the value
        self.label.setContentsMargins(0, 7, 0, 0)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(HANG, 0, 0, 0)
        self.row.setSpacing(0)
        self.row.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        if widget is not None:
            self.row.addWidget(widget, 1)


class FieldRow(Row):
    """One plain field."""

    def __init__(self, context: PageContext, field: Field) -> None:
        super().__init__(tr(field.label))
        self.context = context
        self.field = field
        self._card: ActivityCard | None = None
        self.row.addWidget(self._build(), 1)

    def _build(self) -> QWidget:
        """The editor; subclasses make it."""
        return QWidget()

    def _write(self, values: Values, visit: str) -> bool:
        """Write the values as part of a visit; whether they are written."""
        if self._card is None:
            return True
        if values == values_of(self.field, self._card):
            return True
        return self.context.run(self._action(self._card.activity.id, values, visit)) is not None

    def _action(self, activity_id: int, values: Values, visit: str) -> Action:
        from planner.domain.words import ActivityId
        from planner.services.actions.activities import EditActivity
        from planner.services.actions.details import EditDetail

        kind = EditActivity if self.field.record == "activity" else EditDetail
        return kind(ActivityId(activity_id), tuple(zip(self.field.columns, values, strict=True)), visit)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> None:
        """Show the values of an activity; ``fresh`` says that it was opened just now."""
        self._card = card
        values = values_of(self.field, card)
        if values is not None:
            self._show(values, card, fresh=fresh)

    def _show(self, values: Values, card: ActivityCard, *, fresh: bool) -> None:
        """Show the values in the editor."""

    def edit(self) -> None:
        """Put the focus into the editor."""

    def flush(self) -> None:
        """Submit what is still being typed."""


class LineRow(FieldRow):
    """Text, numbers, lengths of time, money and addresses: everything that is typed in one line."""

    def _build(self) -> QWidget:
        self._address = ""
        self.editor = LineField(tr(self.field.label), self._submit)
        if self.field.editor != "address":
            return self.editor
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._open = Button(self.context.theme, variant="icon", icon="external", name=tr("Open in the browser"))
        self._open.clicked.connect(lambda: open_address(self._address))
        row.addWidget(self.editor, 1)
        row.addWidget(self._open)
        return holder

    def _submit(self, text: str, visit: str) -> bool:
        try:
            usual = self.context.usual_currency() if self.field.editor == "money" else ""
            values = read_text(self.field, text, usual)
        except PlannerError as error:
            self.context.failed.emit(str(error), None)
            return False
        return self._write(values, visit)

    def _show(self, values: Values, card: ActivityCard, *, fresh: bool) -> None:
        text, display = text_of(self.field, values), display_of(self.field, values, card)
        if fresh:
            self.editor.visit.reset(text, display)
        else:
            self.editor.visit.show(text, display)
        if self.field.editor == "address":
            self._address = text
            self._open.setVisible(is_safe(text))
            self.editor.setToolTip(plain_tip(text))

    def edit(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.editor.visit.submit()


class TimeRow(LineRow):
    """The estimate with the time spent, and the way to log more."""

    log_requested = Signal()

    def _build(self) -> QWidget:
        self.editor = LineField(tr("Estimate"), self._submit)
        self.editor.setPlaceholderText(tr("No estimate"))
        self.log_button = Button(self.context.theme, tr("L to log"), "quiet", name=tr("Log time (L)"))
        self.log_button.clicked.connect(self.log_requested)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.editor.textChanged.connect(self._fit)
        self._fit()
        row.addWidget(self.editor)
        row.addWidget(self.log_button)
        row.addStretch(1)
        return holder

    def _fit(self) -> None:
        """As wide as what it says, so that the way to log stands beside it."""
        text = self.editor.text() or self.editor.placeholderText()
        width = self.editor.fontMetrics().horizontalAdvance(text) + _AROUND_TIME
        self.editor.setFixedWidth(min(max(width, 64), 150))


class TextRow(FieldRow):
    """Text of many lines."""

    def _build(self) -> QWidget:
        self.editor = GrowingField(tr(self.field.label), self._submit)
        return self.editor

    def _submit(self, text: str, visit: str) -> bool:
        return self._write((text.strip(),), visit)

    def _show(self, values: Values, card: ActivityCard, *, fresh: bool) -> None:
        if fresh:
            self.editor.visit.reset(values[0])
        else:
            self.editor.visit.show(values[0])

    def edit(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        self.editor.visit.submit()


class DateRow(FieldRow):
    """A date."""

    def _build(self) -> QWidget:
        self.editor = DateField(self.context.theme, tr(self.field.label), self.context.planner.today)
        self.editor.setProperty("quiet", "true")
        self.editor.setTextMargins(-2, 0, 0, 0)
        self.editor.date_changed.connect(self._changed)
        return self.editor

    def _changed(self, value: object) -> None:
        written = self._write((value.isoformat() if isinstance(value, date) else None,), uuid4().hex)
        if not written and self._card is not None:
            self.show_card(self._card, fresh=True)

    def _show(self, values: Values, card: ActivityCard, *, fresh: bool) -> None:
        value = None if values[0] is None else date.fromisoformat(values[0])
        if fresh or (not self.editor.isModified() and value != self.editor.date()):
            self.editor.set_date(value)

    def edit(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        if self.editor.isModified():
            self.editor.editingFinished.emit()


class ChoiceRow(FieldRow):
    """One of a few words."""

    def _build(self) -> QWidget:
        self.editor = DropDown(self.context.theme, tr(self.field.label), _choices(self.field), quiet=True)
        self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editor.chosen.connect(lambda value: self._write((value,), uuid4().hex))
        return self.editor

    def _show(self, values: Values, card: ActivityCard, *, fresh: bool) -> None:
        self.editor.set_value(values[0])

    def edit(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.showPopup()


class CheckRow(FieldRow):
    """Yes or no."""

    def _build(self) -> QWidget:
        self.editor = CheckBox(self.context.theme, "")
        self.editor.setAccessibleName(tr(self.field.label))
        self.editor.setFixedHeight(30)
        self.editor.clicked.connect(lambda on: self._write((on,), uuid4().hex))
        return self.editor

    def _show(self, values: Values, card: ActivityCard, *, fresh: bool) -> None:
        self.editor.setChecked(bool(values[0]))

    def edit(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _choices(field: Field) -> list[tuple[str, object]]:
    if field.columns == ("priority",):
        return [(priority_word(priority), priority.value) for priority in Priority]
    if field.record == "course":
        return [(begun(course_format_word(way)), way) for way in ("", *CourseFormat)]
    if field.columns == ("event_type",):
        return [(event_type_word(kind), kind.value) for kind in EventType]
    return [(begun(format_word(way)), way.value) for way in AttendanceFormat]


def field_row(context: PageContext, field: Field) -> FieldRow:
    """The row for a field of the table."""
    rows: dict[str, type[FieldRow]] = {"date": DateRow, "choice": ChoiceRow, "check": CheckRow, "minutes": TimeRow}
    rows["text"] = TextRow
    return rows.get(field.editor, LineRow)(context, field)
