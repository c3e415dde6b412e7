"""The dialog that adds a certification or a course that one wants or already holds, helped by the catalogue."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.config import formats
from planner.config.text import tr
from planner.domain import renewal
from planner.domain.catalogue import CatalogueCertification, CatalogueEntry
from planner.domain.catalogue_values import (
    effort_of,
    is_confirmed,
    issuer_of,
    kind_of,
    months_of,
    rule_of,
    speaks_of,
)
from planner.domain.errors import InvalidInputError
from planner.domain.words import Kind
from planner.services.actions.details import AddGoal
from planner.services.actions.goals import EnterGoal
from planner.services.actions.parts import web_address
from planner.services.queries.catalogue import Present, present_goal
from planner.ui.goals.credits_so_far import CreditsSoFar
from planner.ui.goals.fields import read_hours
from planner.ui.goals.notes import CatalogueNote, PresenceNote
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.suggestions import Suggestions
from planner.ui.theme import Space, Theme
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.segmented import SegmentedSwitch

_WIDTH = 560
_HEIGHT = 388  # there is room for the suggestions then


class AddGoalDialog(FormDialog):
    """Asks only for what the chosen sort of goal has. ``run`` does the action and tells whether it was done.

    ``present`` are the goals of the plan: what it has already is told, and an idea is taken up. ``open_goal`` opens one
    in place of adding it again.
    """

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date],
        run: Callable[[EnterGoal], bool],
        *,
        held: bool = False,
        present: Sequence[Present] = (),
        open_goal: Callable[[int], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, today, tr("Add a certification or course"), tr("Add"), parent)
        self._run = run
        self._goals = present
        self._open_goal = open_goal
        self.known: CatalogueEntry | None = None
        self._checked_on = ""
        self._filled: dict[QLineEdit, str] = {}
        self._expiry: date | None = None  # as it was reckoned, so long as the person did not give another
        self._reading: QWidget | None = None
        self.submit = self._add
        self.setMinimumSize(_WIDTH, _HEIGHT)
        self._build_head(held=held)
        self._build_form()
        self._fit()
        self.name.setFocus()

    # -- building

    def _build_head(self, *, held: bool) -> None:
        self.having = SegmentedSwitch(
            self.theme, [("want", tr("I want it")), ("hold", tr("I hold it"))], tr("Wanted or held")
        )
        self.having.set_value("hold" if held else "want")
        self.kind = SegmentedSwitch(
            self.theme, [(Kind.CERTIFICATION.value, tr("Certification")), (Kind.COURSE.value, tr("Course"))], tr("Kind")
        )
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.having.chosen.connect(self._fit)
        self.kind.chosen.connect(self._kind_chosen)
        row.addWidget(self.having)
        row.addWidget(self.kind)
        self.head.addLayout(row)

    def _build_form(self) -> None:
        theme = self.theme
        self.name = self.add_line(tr("Name"), tr("Name"))
        self.name.setMaxLength(500)
        self.suggestions = Suggestions(theme, self.name, lambda: Kind(self.kind.value()), self)
        self.suggestions.chosen.connect(self.choose)
        self.name.textEdited.connect(self._typed)
        self.catalogue_note = CatalogueNote(theme, self)
        self.catalogue_note.cleared.connect(self._clear)
        self.catalogue_note.successor_wanted.connect(self.choose)
        self.form.addRow("", self.catalogue_note)
        self.presence_note = PresenceNote(theme, self)
        self.presence_note.answered.connect(self._name_button)
        self.presence_note.opened.connect(self._open_instead)
        self.form.addRow("", self.presence_note)
        self.provider = self.add_line(tr("Issuer"), tr("Issuer"))
        self.provider.textEdited.connect(self._look_in_plan)
        self.address = self.add_line(tr("Web page"), tr("Web page"), "https://")
        self.hours = self.add_line(tr("Hours"), tr("Hours that it takes"), tr("Such as 25"))
        self.exam = self._add_date(tr("Exam on"), tr("Not booked yet"))
        self.issued = self._add_date(tr("Issued on"), tr("Not known"), past=True)
        self.issued.date_changed.connect(self._reckon_expiry)
        self.expires = self._add_date(tr("Expires on"), tr("Such as 2027-06-30"))
        self.never = CheckBox(theme, tr("It does not expire"))
        self.never.toggled.connect(self.expires.setDisabled)
        self.never.toggled.connect(self._fit)
        self.form.addRow("", self.never)
        self.credits = CreditsSoFar(self)
        self.credits.edited.connect(self.forget_problem)
        self.form.addRow(self.credits.title, self.credits)
        self.reported = CheckBox(theme, tr("They are reported to the issuer"))
        self.form.addRow("", self.reported)
        labels = [self.form.labelForField(field) for field in (self.name, self.address, self.issued, self.credits)]
        widest = max(label.sizeHint().width() for label in labels)
        self.form.labelForField(self.name).setMinimumWidth(widest)  # so that the fields stand still

    def _add_date(self, label: str, empty: str, *, past: bool = False) -> DateField:
        field = DateField(self.theme, label, self.today, past=past, parent=self)
        field.setPlaceholderText(empty)
        field.textEdited.connect(self.forget_problem)
        self.form.addRow(label, field)
        return field

    # -- what is asked

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
        asks = held and self.credits.asks and not self.never.isChecked()
        for field, shown in (
            (self.catalogue_note, self.known is not None),
            (self.presence_note, self.presence_note.present is not None),
            (self.hours, not held),
            (self.exam, not held and not course),
            (self.issued, held),
            (self.expires, held and not course),
            (self.never, held and not course),
            (self.credits, asks),
            (self.reported, asks),
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

    def _name_button(self) -> None:
        present = self.presence_note.present
        if self.presence_note.taken is not None:
            text = tr("Take it up")
        else:
            text = tr("Add") if present is None else tr("Add another")
        self.accept_button.setText(text)
        self.accept_button.setAccessibleName(text)

    # -- the catalogue and the plan

    def choose(self, known: CatalogueEntry) -> None:
        """Fill in what the catalogue knows of an entry."""
        from planner.services.catalogue import catalogue

        self._unfill()
        self.known = known
        self.kind.set_value(kind_of(known).value)
        self.name.setText(known.name)
        found = present_goal(self._goals, self.kind.value(), known.name, issuer_of(known), known)
        idea = found if found is not None and found.is_idea else None  # it keeps what it has
        self._fill(self.provider, (idea.issuer if idea else "") or issuer_of(known))
        if is_confirmed(known):
            effort = (idea.minutes if idea else None) or effort_of(known)
            self._fill(self.address, (idea.url if idea else "") or known.url)
            self._fill(self.hours, formats.decimal(round(effort / 60, 2)) if effort else "")
            self.never.setChecked(isinstance(known, CatalogueCertification) and known.never_expires)
        self._checked_on = catalogue().checked_on
        self.catalogue_note.show_entry(known, self._checked_on)
        self.credits.set_rule(rule_of(known))
        self.credits.order_tabs(self.never, self.reported)
        self._name_row(self.credits, self.credits.title)
        self._reckon_expiry()
        self._look_in_plan()
        (self.issued if self.is_held and not self.issued.text() else self.name).setFocus()

    def _clear(self) -> None:
        """Take back what the catalogue filled in; the name stays."""
        self._unfill()
        self._look_in_plan()
        self.name.setFocus()

    def _fill(self, field: QLineEdit, text: str) -> None:
        if text and not field.text().strip():
            field.setText(text)
            field.setCursorPosition(0)
            self._filled[field] = text

    def _unfill(self) -> None:
        """Take back what was filled in and not changed since."""
        for field, text in self._filled.items():
            if field.text() == text:
                field.clear()
        self._filled.clear()
        if isinstance(self.known, CatalogueCertification) and self.known.never_expires:
            self.never.setChecked(False)
        self.known = None
        self.credits.set_rule(None)
        self._reckon_expiry()

    def _reckon_expiry(self) -> None:
        """The last valid day, where the day of issue and the term of validity are known and no other was given."""
        if self.expires.text() and self.expires.date() != self._expiry:
            return
        issued, months = self.issued.date(), None if self.known is None else months_of(self.known)
        cycle = renewal.present_cycle(issued, None, months)
        self._expiry = None if cycle is None else cycle.last_day
        self.expires.set_date(self._expiry)

    def _kind_chosen(self) -> None:
        if self.known is not None and kind_of(self.known) != self.kind.value():
            self._unfill()
        self._look_in_plan()

    def _typed(self, text: str) -> None:
        if self.known is not None and not speaks_of(text, self.known):
            self._unfill()
        self._look_in_plan()

    def _look_in_plan(self) -> None:
        title = self.name.text()
        found = present_goal(self._goals, self.kind.value(), title, self.provider.text(), self.known)
        self.presence_note.show_goal(found, title)
        self._name_button()
        self._fit()

    def _open_instead(self, goal_id: int) -> None:
        self.reject()
        if self._open_goal is not None:
            self._open_goal(goal_id)

    # -- adding

    def refuse(self, sentence: str, field: QWidget | None = None) -> None:
        """Say what is wrong below the field that it is about."""
        field = field or self._reading
        row = field
        while row is not None and self.form.indexOf(row) < 0:
            row = row.parentWidget()
        if self.form.indexOf(self.problem) >= 0:
            self.form.takeRow(self.problem)
        if row is not None:
            position = self.form.getWidgetPosition(row)
            assert isinstance(position, tuple)  # the stubs do not say so
            self.form.insertRow(int(position[0]) + 1, "", self.problem)
        super().refuse(sentence, field)

    def _at(self, field: QWidget) -> None:
        """What is wrong from now on is about this field."""
        self._reading = field

    def _add(self) -> bool:
        held, course = self.is_held, self.is_course
        self._at(self.name)
        if not self.name.text().strip():
            raise InvalidInputError(
                tr("Type the name of the course.") if course else tr("Type the name of the certification.")
            )
        self._at(self.address)
        if self.address.text().strip():
            web_address(self.address.text())
        issued = self._issued() if held else None
        expires = self._expires(issued) if held and not course else None
        self._at(self.exam)
        exam = None if held or course else self.text_of_date(self.exam)
        self._at(self.hours)
        estimate = None if held else read_hours(self.hours.text())
        goal = AddGoal(
            self.name.text(),
            self.kind.value(),
            provider=self.provider.text(),
            url=self.address.text(),
            held=held,
            issued_on=issued,
            expires_on=expires,
            exam_on=exam,
            estimate_minutes=estimate,
        )
        earned = self.credits.earned(self._at) if held and expires is not None else ()
        self._at(self.name)
        taken = self.presence_note.taken
        return self._run(
            EnterGoal(
                goal,
                self.known,
                self._checked_on,
                None if taken is None else taken.id,
                earned,
                reported=bool(earned) and self.reported.isChecked(),
            )
        )

    def _issued(self) -> str | None:
        self._at(self.issued)
        issued = self.text_of_date(self.issued)
        if issued is not None and issued > self.today().isoformat():
            raise InvalidInputError(tr("That day lies in the future. Give the day on which you got it."))
        return issued

    def _expires(self, issued: str | None) -> str | None:
        self._at(self.expires)
        if self.never.isChecked():
            return None
        expires = self.text_of_date(self.expires)
        if expires is None:
            raise InvalidInputError(tr("Give the day on which it expires, or tick “It does not expire”."))
        if issued is not None and expires <= issued:
            raise InvalidInputError(tr("It cannot expire before it was issued. Correct one of the dates."))
        return expires
