"""What dialogs with a form share: one sentence where something is wrong, and their two buttons."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError, PlannerError
from planner.domain.plain_text import shortened
from planner.ui.theme import DIALOG_MARGINS, Space, Theme
from planner.ui.widgets.announce import announce
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import DateField, weekday_date
from planner.ui.widgets.label import Label
from planner.ui.widgets.moment_fields import TimeField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


class FormDialog(QDialog):
    """A form whose main button calls ``submit``; that closes it when it gives True.

    ``submit`` may raise a PlannerError: its sentence stands below the form until something is changed, and the main
    button tries again.
    """

    def __init__(
        self, theme: Theme, today: "Callable[[], date]", title: str, button: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.today = today
        self.submit: Callable[[], bool] = lambda: True
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.head = QVBoxLayout()
        self.head.setSpacing(Space.S)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(Space.L)
        self.form.setVerticalSpacing(Space.S)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.problem = Label("", "body", "danger")
        self.problem.setWordWrap(True)
        self.problem.hide()
        cancel = Button(theme, tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.accept_button = Button(theme, button, "filled")
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._try)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.S)
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.accept_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        column.addLayout(self.head)
        column.addLayout(self.form)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addLayout(self.buttons)

    def add_line(self, label: str, name: str, example: str = "") -> QLineEdit:
        """Append a line to type into; ``name`` is what a screen reader says."""
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        line.setMaxLength(2000)
        line.textEdited.connect(self.forget_problem)
        self.form.addRow(label, line)
        return line

    def add_time(self, label: str) -> TimeField:
        """Append a time of day, which may stay empty."""
        field = TimeField(tr("Time"), parent=self)
        field.setPlaceholderText(tr("Any time"))
        field.textEdited.connect(self.forget_problem)
        self.form.addRow(label, field)
        return field

    def refuse(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong, and put the focus where it can be mended."""
        self.problem.setText(sentence)
        self.problem.show()
        announce(self, sentence)
        if field is not None:
            field.setFocus()
        self.adjustSize()

    def text_of_date(self, field: DateField) -> str | None:
        """The date of a field as text, also while it is being typed; None for none. Raises InvalidInputError."""
        text, day = field.text().strip(), field.date()
        if not text:
            return None
        if day is None or text != weekday_date(day, self.today()):
            day = field.read(text)
        if day is None:
            what = field.accessibleName()
            raise InvalidInputError(
                tr("“{text}” is not a date for “{what}”. Type one such as 2026-12-01.", text=shortened(text), what=what)
            )
        return day.isoformat()

    def forget_problem(self) -> None:
        """Take the sentence away, since something was changed."""
        if not self.problem.isHidden():
            self.problem.hide()
            self.adjustSize()

    def _try(self) -> None:
        try:
            done = self.submit()
        except PlannerError as error:
            self.refuse(str(error))
            return
        if done:
            self.accept()
