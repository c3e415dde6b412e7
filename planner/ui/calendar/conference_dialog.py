"""The dialog “Add a conference”: name, dates, place and call for papers, checked in words, added as one step."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import begun, tr
from planner.domain.dates import AOE, check_span, exclusive_end, format_date, from_instant, parse_date, to_instant
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.words import AttendanceFormat, EventType, StepId
from planner.services.actions.details import AddEvent
from planner.services.actions.parts import web_address
from planner.services.humanize import clock_time, short_date, weekday_name
from planner.services.queries.calendar import StepChoice
from planner.services.words import event_type_word, format_word
from planner.ui.shell.page import PageContext
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label
from planner.ui.widgets.moment_fields import TimeField, ZoneField


class ConferenceDialog(QDialog):
    """Asks for a conference and adds it. ``day`` fills in the first day, and ``last`` the last one, else the same."""

    def __init__(
        self,
        context: PageContext,
        steps: Sequence[StepChoice],
        day: date | None = None,
        parent: QWidget | None = None,
        *,
        last: date | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = context.planner.zone()
        self._pressed = False
        #: The activity that was added, None until then.
        self.added: int | None = None
        self.setWindowTitle(tr("Add a conference"))
        self.setMinimumWidth(560)
        self._build_fields(steps, day, last or day)
        self._build_form()
        self._connect()
        self._show_times(on=False)
        self.name.setFocus()

    # ------------------------------------------------------------------ building

    def _build_fields(self, steps: Sequence[StepChoice], day: date | None, last: date | None) -> None:
        theme, today = self._context.theme, self._context.planner.today
        self.name = _line(tr("Name"), tr("PyData Global"))
        self.event_type = DropDown(theme, tr("Type"), [(event_type_word(each.value), each.value) for each in EventType])
        self.format = DropDown(
            theme, tr("Format"), [(_capital(format_word(each.value)), each.value) for each in AttendanceFormat]
        )
        self.first = DateField(theme, tr("First day"), today, day)
        self.last = DateField(theme, tr("Last day"), today, last)
        self.timed = CheckBox(theme, tr("At a time of day"))
        self.start_time = TimeField(tr("Starts at"), "09:00")
        self.end_time = TimeField(tr("Ends at"), "17:00")
        self.zone = ZoneField(theme, self._zone, with_aoe=False)
        self.zone.set_zone(self._zone)
        self.venue = _line(tr("Venue"), "")
        self.city = _line(tr("City"), "")
        self.country = _line(tr("Country"), "")
        self.url = _line(tr("Web page"), "https://")
        self.cfp_date = DateField(theme, tr("Call for papers closes"), today)
        self.cfp_time = TimeField(tr("Call for papers closes at"), "23:59")
        self.cfp_zone = ZoneField(theme, self._zone, name=tr("Time zone of the call for papers"))
        self.cfp_zone.set_zone(AOE)
        self.cfp_line = Label("", "meta")
        self.tags = _line(tr("Tags"), tr("nlp, product"))
        self.step = DropDown(theme, tr("Step"), [(tr("No step yet"), None), *((each.name, each.id) for each in steps)])
        self.problem_line = Label("", "body", "danger")
        self.problem_line.setWordWrap(True)
        self.problem_line.hide()
        self.cancel_button = Button(theme, tr("Cancel"))
        self.add_button = Button(theme, tr("Add"), "filled")
        self.add_button.setDefault(True)

    def _build_form(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        rows: list[list[tuple[str, QWidget, int]]] = [
            [(tr("Name"), self.name, 6)],
            [(tr("Type"), self.event_type, 2), (tr("Format"), self.format, 2), (tr("Step"), self.step, 2)],
            [(tr("First day"), self.first, 2), (tr("Last day"), self.last, 2), ("", self.timed, 2)],
            [
                (tr("Starts at"), self.start_time, 2),
                (tr("Ends at"), self.end_time, 2),
                (tr("Time zone"), self.zone, 2),
            ],
            [(tr("Venue"), self.venue, 2), (tr("City"), self.city, 2), (tr("Country"), self.country, 2)],
            [(tr("Web page"), self.url, 4), (tr("Tags"), self.tags, 2)],
            [
                (tr("Call for papers closes"), self.cfp_date, 2),
                (tr("At"), self.cfp_time, 1),
                (tr("Time zone"), self.cfp_zone, 3),
            ],
        ]
        self._time_widgets: list[QWidget] = []
        for number, fields in enumerate(rows):
            column = 0
            for text, field, width in fields:
                if text:
                    label = Label(text, "meta")
                    label.setBuddy(field)
                    grid.addWidget(label, 2 * number, column, 1, width)
                    if number == 3:
                        self._time_widgets.append(label)
                if number == 3:
                    self._time_widgets.append(field)
                grid.addWidget(field, 2 * number + 1, column, 1, width)
                column += width
        grid.addWidget(self.cfp_line, 2 * len(rows), 0, 1, 6)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.problem_line, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(*DIALOG_MARGINS)
        column_layout.setSpacing(Space.L)
        column_layout.addLayout(grid)
        column_layout.addLayout(foot)

    def _connect(self) -> None:
        self.timed.toggled.connect(lambda on: self._show_times(on=on))
        self.first.date_changed.connect(self._first_changed)
        for each in (self.cfp_time, self.cfp_zone):
            each.textChanged.connect(self._say_close)
        self.cfp_date.date_changed.connect(self._say_close)
        self.cancel_button.clicked.connect(self.reject)
        self.add_button.clicked.connect(self._add)
        for line in (self.name, self.start_time, self.end_time, self.zone, self.url, self.cfp_time, self.cfp_zone):
            line.textChanged.connect(self._check_again)
        for field in (self.first, self.last, self.cfp_date):
            field.date_changed.connect(self._check_again)

    # ------------------------------------------------------------------ what follows from what is typed

    def _show_times(self, *, on: bool) -> None:
        for widget in self._time_widgets:
            widget.setVisible(on)
        self.adjustSize()

    def _first_changed(self, day: date | None) -> None:
        last = self.last.date()
        if day is not None and (last is None or last < day):
            self.last.set_date(day)

    def close_wall(self) -> str | None:
        """The wall time at which the call for papers closes, in its zone; None if it is not all given."""
        day = self.cfp_date.date()
        if day is None or _refusal(self.cfp_time.time):
            return None
        time = self.cfp_time.time()
        # The last minute of a day means its last second, as organisers say “23:59 anywhere on Earth”.
        return f"{format_date(day)}T{time}:{'59' if time == '23:59' else '00'}"

    def _say_close(self, *_: object) -> None:
        """The live line “= Thu 7 May 13:59 your time”."""
        wall, text = self.close_wall(), ""
        if wall is not None and not _refusal(self.cfp_zone.zone):
            local = from_instant(to_instant(wall, self.cfp_zone.zone()), self._zone)[0]
            day = parse_date(local[:10])
            text = tr(
                "= {weekday} {date} {time} your time",
                weekday=weekday_name(day.weekday()),
                date=short_date(day, self._context.planner.today()),
                time=clock_time(local),
            )
        self.cfp_line.setText(text)

    def _check_again(self, *_: object) -> None:
        if self._pressed:
            self._say_problem(self.problem()[0])

    def _say_problem(self, sentence: str) -> None:
        self.problem_line.setText(sentence)
        self.problem_line.setVisible(bool(sentence))

    def problem(self) -> tuple[str, QWidget | None]:
        """The first thing that is wrong, as a sentence, and the field where it is; ("", None) if all is well."""
        if not self.name.text().strip():
            return tr("The name is missing. Type what the conference is called."), self.name
        for field in (self.first, self.last, self.cfp_date):
            if field.property("invalid"):
                return tr(
                    "“{text}” is not a date. Write it such as 1 dec or 2026-12-01.", text=shortened(field.text())
                ), field
        return self._span_problem() or self._close_problem() or self._address_problem() or ("", None)

    def _span_problem(self) -> tuple[str, QWidget] | None:
        first, last = self.first.date(), self.last.date()
        if first is None:
            if last is not None or self.timed.isChecked():
                return tr("The first day is missing. Give it, or clear the other dates."), self.first
            return None
        if last is not None and last < first:
            return tr("The last day is before the first day. Change one of them."), self.last
        if self.timed.isChecked():
            for field in (self.start_time, self.end_time):
                if refusal := _refusal(field.time):
                    return refusal, field
            if refusal := _refusal(self.zone.zone):
                return refusal, self.zone
            starts, ends, zone = self.span()
            try:
                check_span(starts, ends, zone)
            except InvalidInputError:
                return tr("It ends before it starts. Change one of the times."), self.end_time
        return None

    def _close_problem(self) -> tuple[str, QWidget] | None:
        if self.cfp_date.date() is None:
            return None
        if refusal := _refusal(self.cfp_time.time):
            return refusal, self.cfp_time
        if refusal := _refusal(self.cfp_zone.zone):
            return refusal, self.cfp_zone
        return None

    def _address_problem(self) -> tuple[str, QWidget] | None:
        if self.url.text().strip():
            try:
                web_address(self.url.text().strip())
            except InvalidInputError as error:
                return str(error), self.url
        return None

    def span(self) -> tuple[str | None, str | None, str]:
        """Start, exclusive end and zone, as the action wants them."""
        first = self.first.date()
        if first is None:
            return None, None, ""
        last = self.last.date() or first
        if not self.timed.isChecked():
            return format_date(first), exclusive_end(format_date(last)), ""
        starts = f"{format_date(first)}T{self.start_time.time()}:00"
        return starts, f"{format_date(last)}T{self.end_time.time()}:00", self.zone.zone()

    def action(self) -> AddEvent:
        """What the fields say; they must be without a problem."""
        starts, ends, zone = self.span()
        step = self.step.value()
        return AddEvent(
            self.name.text().strip(),
            starts,
            ends,
            zone,
            event_type=str(self.event_type.value()),
            format=str(self.format.value()),
            venue=self.venue.text(),
            city=self.city.text(),
            country=self.country.text(),
            url=self.url.text().strip(),
            step_id=StepId(step) if isinstance(step, int) else None,
            cfp_wall=self.close_wall(),
            cfp_zone=AOE if self.cfp_date.date() is None else self.cfp_zone.zone(),
            tags=tuple(tag.strip().lstrip("#") for tag in self.tags.text().split(",") if tag.strip().lstrip("#")),
        )

    def _add(self) -> None:
        for field in (self.first, self.last, self.cfp_date):
            field.editingFinished.emit()  # a click on the button does not take the focus from the field
        self._pressed = True
        sentence, field_at_fault = self.problem()
        self._say_problem(sentence)
        if field_at_fault is not None:
            field_at_fault.setFocus()
            return
        action = self.action()
        change = self._context.run(action)
        if change is not None or self._context.is_waiting(action):
            added = [] if change is None else change.added("activity")
            self.added = added[0] if added else None
            self.accept()


def _line(name: str, placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(placeholder)
    return line


def _refusal(read: Callable[[], str]) -> str:
    """Why a field cannot be read; empty where it can."""
    try:
        read()
    except InvalidInputError as error:
        return str(error)
    return ""


def _capital(text: str) -> str:
    return begun(text)
