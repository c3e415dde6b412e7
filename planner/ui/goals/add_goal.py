"""The dialog that adds a certification or a course that one wants or already holds."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.words import Kind
from planner.services.actions.details import AddGoal
from planner.services.actions.parts import web_address
from planner.ui.goals.fields import read_hours
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.theme import Theme
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.segmented import SegmentedSwitch


class AddGoalDialog(FormDialog):
    """Asks only for what the chosen sort of goal has. ``run`` does the action and tells whether it was done."""

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date],
        run: Callable[[AddGoal], bool],
        *,
        held: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, today, tr("Add a certification or course"), tr("Add"), parent)
        self._run = run
        self.submit = self._add
        self.having = SegmentedSwitch(
            theme, [("want", tr("I want one")), ("hold", tr("I hold one"))], tr("Wanted or held")
        )
        self.having.set_value("hold" if held else "want")
        self.kind = SegmentedSwitch(
            theme, [(Kind.CERTIFICATION.value, tr("Certification")), (Kind.COURSE.value, tr("Course"))], tr("Kind")
        )
        for switch in (self.having, self.kind):
            switch.chosen.connect(self._fit)
            self.head.addWidget(switch)
        self.name = self.add_line(tr("Name"), tr("Name"))
        self.name.setMaxLength(500)
        self.provider = self.add_line(tr("Issuer"), tr("Issuer"))
        self.address = self.add_line(tr("Web page"), tr("Web page"), "https://")
        self.hours = self.add_line(tr("Hours"), tr("Hours that it takes"), tr("Such as 25"))
        self.exam = self._add_date(tr("Exam on"), tr("Not booked yet"))
        self.issued = self._add_date(tr("Issued on"), tr("Not known"))
        self.expires = self._add_date(tr("Expires on"), tr("Such as 2027-06-30"))
        self.never = CheckBox(theme, tr("It does not expire"))
        self.never.toggled.connect(self.expires.setDisabled)
        self.never.toggled.connect(self.forget_problem)
        self.form.addRow("", self.never)
        self._fit()
        self.name.setFocus()

    def _add_date(self, label: str, empty: str) -> DateField:
        field = DateField(self.theme, label, self.today, parent=self)
        field.setPlaceholderText(empty)
        field.textEdited.connect(self.forget_problem)
        self.form.addRow(label, field)
        return field

    @property
    def is_held(self) -> bool:
        """Whether the person holds it already."""
        return self.having.value() == "hold"

    @property
    def is_course(self) -> bool:
        """Whether it is a course."""
        return self.kind.value() == Kind.COURSE

    def _fit(self) -> None:
        """Show the fields that this sort of goal has."""
        held, course = self.is_held, self.is_course
        for field, shown in (
            (self.hours, not held),
            (self.exam, not held and not course),
            (self.issued, held),
            (self.expires, held and not course),
            (self.never, held and not course),
        ):
            self.form.setRowVisible(field, shown)
        self._name_row(self.provider, tr("Provider") if course else tr("Issuer"))
        self._name_row(self.issued, tr("Finished on") if course else tr("Issued on"))
        self.provider.setPlaceholderText(tr("Such as Coursera") if course else tr("Such as Amazon Web Services"))
        self.name.setPlaceholderText(
            tr("Such as Machine Learning Specialization") if course else tr("Such as AWS Certified AI Practitioner")
        )
        self.forget_problem()
        self.adjustSize()

    def _name_row(self, field: QWidget, text: str) -> None:
        label = self.form.labelForField(field)
        label.setProperty("text", text)
        field.setAccessibleName(text)

    def _add(self) -> bool:
        held, course = self.is_held, self.is_course
        if not self.name.text().strip():
            self.refuse(tr("Type the name of the course.") if course else tr("Type the name of the certification."),
                        self.name)  # fmt: skip
            return False
        if self.address.text().strip():
            web_address(self.address.text())
        issued = self.text_of_date(self.issued) if held else None
        if issued is not None and issued > self.today().isoformat():
            raise InvalidInputError(tr("That day lies in the future. Give the day on which you got it."))
        expires = self._expiry(issued) if held and not course else None
        return self._run(
            AddGoal(
                self.name.text(),
                self.kind.value(),
                provider=self.provider.text(),
                url=self.address.text(),
                held=held,
                issued_on=issued,
                expires_on=expires,
                exam_on=None if held or course else self.text_of_date(self.exam),
                estimate_minutes=None if held else read_hours(self.hours.text()),
            )
        )

    def _expiry(self, issued: str | None) -> str | None:
        if self.never.isChecked():
            return None
        expires = self.text_of_date(self.expires)
        if expires is None:
            raise InvalidInputError(tr("Give the day on which it expires, or tick “It does not expire”."))
        if issued is not None and expires <= issued:
            raise InvalidInputError(tr("It cannot expire before it was issued. Correct one of the dates."))
        return expires
