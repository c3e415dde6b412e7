"""The exam of a certification in the inspector: the booking, the question how it went, and the attempts before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import begun, tr, trn
from planner.domain.dates import format_instant
from planner.domain.money import Money
from planner.domain.words import CertificationState, DeadlineKind, ExamResult, Status
from planner.services.goal_facts import ago, ahead
from planner.services.humanize import ahead_text, clock, clock_time, long_date, short_date
from planner.services.queries.exams import Attempt, attempts
from planner.services.words import result_word
from planner.ui.shell.dialogs import opened
from planner.ui.shell.inspector.dates_section import moment_of
from planner.ui.shell.inspector.field_rows import HANG, LABEL_WIDTH, Row
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.value_button import ValueButton
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.date_field import weekday_date
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from planner.services.action import Action
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

_DAYS = 90
"""So many days are told as days; beyond, months say more."""


class ExamSection(GoalSection):
    """What it leads with follows from what is booked, and from the state."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._card: ActivityCard | None = None
        self._found: tuple[Attempt, ...] = ()
        self.lead: Attempt | None = None
        self.missing = Label("", "body", "muted")
        self.missing.setMinimumHeight(30)
        self.book_button = Button(theme, tr("Book the exam…"), "link")
        self.book_button.clicked.connect(self.book)
        self._missing_row = Row(tr("Exam"), _flow(self.missing, self.book_button, left=HANG), self)
        self.when = ValueButton(theme)
        self.when.clicked.connect(self.book)
        self._when_row = Row(tr("Exam"), self.when, self)
        self.reference = ElidedLabel("", "body")
        self.reference.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = Button(theme, variant="icon", icon="copy", name=tr("Copy the booking number"))
        self.copy_button.clicked.connect(self._copy)
        self._reference_row = Row(tr("Booking"), self._reference(), self)
        self.question = Label(tr("How did it go?"), "section")
        self.answers = {
            result: Button(theme, _capital(result_word(result)), name=name)
            for result, name in (
                (ExamResult.PASSED, tr("The exam was passed")),
                (ExamResult.FAILED, tr("The exam was not passed")),
                (ExamResult.MISSED, tr("The exam was missed")),
            )
        }
        for result, button in self.answers.items():
            button.clicked.connect(partial(self.answer, result))
        self._question = QWidget()
        asked = QVBoxLayout(self._question)
        asked.setContentsMargins(HANG, Space.S, 0, Space.S)
        asked.setSpacing(Space.S)
        asked.addWidget(self.question)
        asked.addWidget(_flow(*self.answers.values()))
        self.reschedule_button = Button(theme, tr("Reschedule…"))
        self.reschedule_button.clicked.connect(self.book)
        self.result_button = Button(theme, tr("Record the result…"))
        self.result_button.clicked.connect(self._ask_result)
        self._ahead = _flow(self.reschedule_button, self.result_button, left=2 * HANG + LABEL_WIDTH, around=Space.S)
        self.past: list[_AttemptRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self._missing_row, self._when_row, self._reference_row, self._question, self._ahead):
            self._column.addWidget(widget)

    def _reference(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(HANG, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.reference, 1)
        row.addWidget(self.copy_button)
        return holder

    # ------------------------------------------------------------------ showing

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        self._card = card
        planner = self.context.planner
        today, zone, now = planner.today(), planner.zone(), format_instant(planner.now())
        self._found = planner.read(attempts, card.activity.id, today, now, zone)
        self.lead = self._leading(card)
        booked, lead = _state(card) == CertificationState.BOOKED, self.lead
        is_open = card.activity.status in (Status.PLANNED, Status.IN_PROGRESS)
        self.missing.setText(tr("No date yet") if booked else tr("Not booked"))
        self._missing_row.setVisible(lead is None and is_open)
        self._when_row.setVisible(lead is not None)
        self._reference_row.setVisible(lead is not None and bool(lead.reference))
        self._question.setVisible(lead is not None and lead.over)
        self._ahead.setVisible(lead is not None and not lead.over)
        if lead is not None:
            self.when.set_value(tr("Exam"), _when(lead, today), tuple(self._remarks(lead, today, zone)))
            self.reference.setText(lead.reference)
            self.result_button.setVisible(lead.days_left == 0)
            self.reschedule_button.setText(tr("Reschedule…") if lead.exam_id is not None else tr("Add the booking…"))
        past = [attempt for attempt in self._found if attempt.result]
        self._show_past(past, today)
        return lead is not None or is_open or bool(past)

    def _leading(self, card: ActivityCard) -> Attempt | None:
        """What is booked; a day without a booking too, where the state or the calendar makes one of it."""
        for attempt in self._found:
            if attempt.is_open:
                return attempt
        if card.activity.status != Status.IN_PROGRESS:
            return None
        noted = [attempt for attempt in self._found if attempt.exam_id is None]
        if _state(card) == CertificationState.BOOKED:
            coming = [attempt for attempt in noted if not attempt.over]
            return coming[-1] if coming else noted[0] if noted else None
        return noted[0] if noted and noted[0].over else None

    def _remarks(self, lead: Attempt, today: date, zone: str) -> list[str]:
        remarks = [" · ".join(filter(None, (tr("Online") if lead.online else "", lead.place)))]
        if lead.zone and lead.zone != zone:
            remarks.append(tr("{time} {zone}", time=clock_time(lead.wall), zone=lead.zone))
        if lead.reschedule_by is not None and not lead.over:
            left = (lead.reschedule_by - today).days
            until = short_date(lead.reschedule_by, today)
            far = tr("too late now") if left < 0 else _left(left, lead.reschedule_by, today)
            remarks.append(tr("Reschedule by {date} · {left}", date=until, left=far))
        if lead.reminders and not lead.over:
            times = ", ".join(ahead_text(minutes) for minutes in lead.reminders)
            remarks.append(tr("Reminds {times} before", times=times))
        return remarks

    def _show_past(self, past: Sequence[Attempt], today: date) -> None:
        while len(self.past) < len(past):
            row = _AttemptRow(self)
            self.past.append(row)
            self._column.addWidget(row)
        for place, row in enumerate(self.past):
            row.setVisible(place < len(past))
            if place < len(past):
                row.show_attempt(past[place])

    def covers(self) -> frozenset[int]:
        """The days of the attempts that are shown, and until when each could be moved."""
        if self._card is None:
            return frozenset()
        shown = [attempt for attempt in self._found if attempt.result or attempt is self.lead]
        zone = self.context.planner.zone()
        until = {attempt.reschedule_by for attempt in shown if attempt.reschedule_by is not None}
        days = (duty.deadline for duty in self._card.duties if duty.deadline.kind == DeadlineKind.RESCHEDULE_BY)
        reschedules = {deadline.id for deadline in days if moment_of(deadline, zone)[0] in until}
        return frozenset({attempt.deadline_id for attempt in shown} | reschedules)

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        if self.lead is not None or (not self.isHidden() and not self._missing_row.isHidden()):
            return []
        return [(tr("Exam booking"), self.book)]

    # ------------------------------------------------------------------ doing

    def book(self) -> None:
        """Ask for a booking, or for what is to be changed of the one there is."""
        from planner.ui.shell.inspector.exam_dialog import ExamDialog

        card = self._card
        if card is None or card.certification is None:
            return
        fee, currency = card.certification.fee_minor, card.certification.fee_currency
        noted = [attempt for attempt in self._found if attempt.exam_id is None and not attempt.over]
        dialog = ExamDialog(
            self.context,
            card.activity.id,
            card.activity.title,
            partial(self._run, in_dialog=True),
            attempt=self.lead or (noted[-1] if noted else None),
            fee=Money(fee, currency) if fee is not None and currency else None,
            parent=self.window(),
        )
        opened(dialog)

    def answer(self, result: ExamResult) -> None:
        """Record what came of the exam: at once, unless it was passed, which has more to tell."""
        from planner.services.actions.exams import RecordResult

        lead = self.lead
        if lead is None:
            return
        if result is ExamResult.PASSED:
            self.edit(lead, result)
            return
        deadline_id = lead.deadline_id if lead.exam_id is None else None
        self._run(RecordResult(lead.exam_id, result.value, deadline_id=deadline_id))

    def _ask_result(self) -> None:
        if self.lead is not None:
            self.edit(self.lead, ExamResult.PASSED)

    def edit(self, attempt: Attempt, result: str) -> None:
        """Ask what came of an attempt, with ``result`` chosen at first."""
        from planner.services.actions.cycles import renews
        from planner.services.queries.renewals import terms
        from planner.ui.shell.inspector.result_dialog import Credential, ResultDialog

        card = self._card
        if card is None or card.certification is None:
            return
        zone = self.context.planner.zone()
        renewals = [duty.deadline for duty in card.duties if duty.deadline.kind == DeadlineKind.RENEWAL]
        expires = max((moment_of(deadline, zone)[0] for deadline in renewals), default=None)
        booked = [each for each in self._found if each.exam_id is not None or each is attempt]
        credential = None
        if attempt is booked[0]:
            found = self.context.planner.read(terms, [card.activity.id])[card.activity.id]
            again = attempt.result == ExamResult.PASSED
            renewing = renews(card.activity, card.certification, found, attempt.day, again=again)
            credential = Credential(card.certification, expires, found if renewing else None)
        title, run = card.activity.title, partial(self._run, in_dialog=True)
        dialog = ResultDialog(
            self.context, title, attempt, run, result=result, credential=credential, parent=self.window()
        )
        opened(dialog)

    def _run(self, action: Action, *, in_dialog: bool = False) -> bool:
        """A refusal is raised ``in_dialog``, which says it where it can be mended."""
        change = self.context.submit(action) if in_dialog else self.context.run(action)
        if change is not None and change.rows:
            self.context.tell(change, self._told(action))
        return in_dialog or change is not None

    def _told(self, action: Action) -> str:
        """What the toast says; empty where what is said of any step says enough."""
        from planner.services.actions.exams import RecordResult, RemoveExam

        title = "" if self._card is None else self._card.activity.title
        if isinstance(action, RecordResult) and action.result != ExamResult.PASSED:
            return tr("The exam of “{title}” is recorded as {result}", title=title, result=result_word(action.result))
        return tr("The exam of “{title}” is removed", title=title) if isinstance(action, RemoveExam) else ""

    def _copy(self) -> None:
        if self.lead is not None:
            QGuiApplication.clipboard().setText(self.lead.reference)
            self.context.toast(tr("The booking number is copied"))


class _AttemptRow(Row):
    """An attempt of which it is known what came of it."""

    def __init__(self, section: ExamSection) -> None:
        super().__init__("", parent=section)
        self._section = section
        self._attempt: Attempt | None = None
        self.value = ValueButton(section.context.theme)
        self.value.clicked.connect(self._edit)
        self.row.addWidget(self.value, 1)

    def _edit(self) -> None:
        if self._attempt is not None:
            self._section.edit(self._attempt, self._attempt.result)

    def show_attempt(self, attempt: Attempt) -> None:
        """Show when it was and what came of it."""
        from planner.ui.shell.inspector.result_dialog import score_text

        self._attempt = attempt
        name = tr("Attempt {n}", n=attempt.number)
        score = ""
        if attempt.score is not None and attempt.maximum is not None:
            score = tr("{score} of {maximum}", score=score_text(attempt.score), maximum=score_text(attempt.maximum))
        elif attempt.score is not None:
            score = tr("score {score}", score=score_text(attempt.score))
        if attempt.pass_mark is not None:
            mark = tr("{mark} to pass", mark=score_text(attempt.pass_mark))
            score = tr("{score}, {mark}", score=score, mark=mark) if score else mark
        text = tr("{date} · {result}", date=long_date(attempt.day), result=result_word(attempt.result))
        self.label.setText(name)
        self.value.set_value(name, text, (score,), muted=True)


def _state(card: ActivityCard) -> str:
    return "" if card.certification is None else card.certification.state


def _flow(*widgets: QWidget, left: int = 0, around: int = 0) -> QWidget:
    """Widgets beside each other, or below where there is no room; ``around`` is the room above and below them."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=Space.S)
    flow.setContentsMargins(left, around, 0, around)
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def _when(attempt: Attempt, today: date) -> str:
    """“Wed 9 Dec, 09:30 · in 16 days”."""
    day = weekday_date(attempt.day, today)
    if attempt.time:
        day = tr("{day}, {time}", day=day, time=clock(attempt.time))
    return tr("{when} · {far}", when=day, far=_left(attempt.days_left, attempt.day, today))


def _left(days: int, day: date, today: date) -> str:
    if days < 0:
        return ago(day, today)
    return trn("in {n} day", "in {n} days", days) if 1 < days <= _DAYS else ahead(day, today)


def _capital(word: str) -> str:
    return begun(word)
