"""The dialog that records what came of an exam, and mends what was recorded of an attempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from planner.config import formats
from planner.config.text import begun, tr
from planner.domain.errors import InvalidInputError
from planner.domain.plain_text import shortened
from planner.domain.words import ExamResult
from planner.services.actions.cycles import following_cycle
from planner.services.actions.exam_parts import expiry_after
from planner.services.actions.exams import EditExam, RecordResult, RemoveExam
from planner.services.actions.several import Several
from planner.services.words import result_word
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.domain.model import Certification
    from planner.services.action import Action
    from planner.services.queries.exams import Attempt
    from planner.services.queries.renewals import Terms
    from planner.ui.shell.page import PageContext


class Credential(NamedTuple):
    """What the certification says besides: its record, and the last day on which it is valid.

    ``renewed`` are the terms of one that was held before and that the exam renews: the day of its first issue stays.
    """

    certification: Certification
    expires: date | None
    renewed: Terms | None = None


def read_score(text: str) -> float | None:
    """A number of points; None for nothing. Raises InvalidInputError for anything else."""
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        if text.isascii() and "_" not in text:
            return float(text)
    except ValueError:
        pass
    raise InvalidInputError(tr("“{text}” is not a score. Type a number such as 640.", text=shortened(text)))


def score_text(score: float | None) -> str:
    """A score as it is typed; empty for none."""
    return "" if score is None else formats.decimal(score) if score < 10**6 else str(score)


class ResultDialog(FormDialog):
    """Asks what came of ``attempt``, with ``result`` chosen at first.

    ``credential`` is None for an attempt that another one followed: nothing else depends on that. ``run`` does the
    action and tells whether it was done.
    """

    def __init__(
        self,
        context: PageContext,
        title: str,
        attempt: Attempt,
        run: Callable[[Action], bool],
        *,
        result: str,
        credential: Credential | None = None,
        parent: QWidget | None = None,
    ) -> None:
        theme = context.theme
        super().__init__(theme, context.planner.today, title, tr("Save") if attempt.result else tr("Record"), parent)
        self._attempt = attempt
        self._credential = credential
        self._run = run
        self._own_expiry = False
        self.submit = self._submit
        words = [(each.value, _capital(result_word(each))) for each in ExamResult]
        self.outcome = SegmentedSwitch(theme, words, tr("How did it go?"))
        self.outcome.set_value(result)
        self.outcome.chosen.connect(self._fit)
        self.head.addWidget(self.outcome)
        self.day = self._add_date(tr("Exam on"), attempt.day, past=True)
        self.score, self.maximum = self._line(tr("Score")), self._line(tr("Maximum score"))
        self.score.setText(score_text(attempt.score))
        self.maximum.setText(score_text(attempt.maximum))
        self.scores = self._of(self.score, self.maximum)
        self.form.addRow(tr("Score"), self.scores)
        self.pass_mark = self._line(tr("Pass mark"))
        self.pass_mark.setText(score_text(attempt.pass_mark))
        self.mark = self._of(self.pass_mark)
        self.form.addRow(tr("Pass mark"), self.mark)
        self.issued = self._add_date(tr("Issued on"), None, past=True)
        self.expires = self._add_date(tr("Expires on"), None)
        self.never = CheckBox(theme, tr("It does not expire"))
        self.form.addRow("", self.never)
        self.credential_id = self.add_line(tr("Credential id"), tr("Credential id"))
        self.day.date_changed.connect(self._propose)
        self.issued.date_changed.connect(lambda _day: self._propose_expiry())
        self.expires.textEdited.connect(self._keep_expiry)
        self.never.toggled.connect(self.expires.setDisabled)
        self.never.toggled.connect(self.forget_problem)
        if attempt.exam_id is not None and attempt.result:
            remove = Button(theme, tr("Remove the attempt"), "quiet")
            remove.clicked.connect(self._remove)
            self.buttons.insertWidget(0, remove)
        self._fill()
        self._fit()
        order_tabs(self)
        self.score.setFocus()

    def _add_date(self, label: str, day: date | None, *, past: bool = False) -> DateField:
        field = DateField(self.theme, label, self.today, day, past=past, parent=self)
        field.setPlaceholderText(tr("Not known"))
        field.textEdited.connect(self.forget_problem)
        self.form.addRow(label, field)
        return field

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setMaxLength(20)
        line.setFixedWidth(88)
        line.textEdited.connect(self.forget_problem)
        return line

    def _of(self, *fields: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for place, field in enumerate(fields):
            if place:
                row.addWidget(Label(tr("of"), "body", "muted"))
            row.addWidget(field)
        row.addStretch(1)
        return holder

    # -- what follows from what

    def _fill(self) -> None:
        if self._credential is None:
            return
        certification, expires, renewed = self._credential
        recorded = self._attempt.result == ExamResult.PASSED and (certification.issued_on or renewed is not None)
        issued = certification.issued_on if recorded and renewed is None else None
        self.issued.set_date(date.fromisoformat(issued) if issued else self._attempt.day)
        self.credential_id.setText(certification.credential_id)
        self.never.setChecked(certification.never_expires)
        if recorded and expires is not None:
            self._own_expiry = True
            self.expires.set_date(expires)
        else:
            self._propose_expiry()

    def _propose(self, day: object) -> None:
        """The certificate is issued on the day of the exam, unless another was given."""
        if isinstance(day, date) and self.issued.date() in (None, self._attempt.day):
            self.issued.set_date(day)
            self._propose_expiry()

    def _propose_expiry(self) -> None:
        issued = self.issued.date()
        if self._own_expiry or issued is None or self._credential is None:
            return
        certification, _expires, renewed = self._credential
        if renewed is not None and renewed.cycle is not None:
            following = following_cycle(renewed.rule, renewed.cycle, issued)
            self.expires.set_date(None if following is None else following.last_day)
        elif certification.validity_months:
            proposed = expiry_after(issued.isoformat(), certification.validity_months)
            self.expires.set_date(None if proposed is None else date.fromisoformat(proposed))

    def _keep_expiry(self) -> None:
        self._own_expiry = True

    def _fit(self) -> None:
        """Show the fields that belong to the result."""
        passed = self.outcome.value() == ExamResult.PASSED
        taken = self.outcome.value() != ExamResult.MISSED
        for field, shown in (
            (self.scores, taken),
            (self.mark, taken),
            (self.issued, passed and self._credential is not None and self._credential.renewed is None),
            (self.expires, passed and self._credential is not None),
            (self.never, passed and self._credential is not None),
            (self.credential_id, passed and self._credential is not None),
        ):
            self.form.setRowVisible(field, shown)
        self.forget_problem()
        self.adjustSize()

    # -- writing

    def _submit(self) -> bool:
        attempt, result = self._attempt, self.outcome.value()
        day = self.text_of_date(self.day)
        if day is None:
            raise InvalidInputError(tr("Give the day of the exam, such as 2026-12-09."))
        moved = day if day != attempt.day.isoformat() else None
        taken = result != ExamResult.MISSED
        scores = {
            name: read_score(field.text()) if taken else None
            for name, field in (("score", self.score), ("maximum", self.maximum), ("pass_mark", self.pass_mark))
        }
        record = self._record(result, scores, moved)
        if attempt.exam_id is None or not attempt.result:
            return self._run(record)
        edit = EditExam(attempt.exam_id, tuple(scores.items()), moved)
        if result == attempt.result and (self._credential is None or result != ExamResult.PASSED):
            return self._run(edit)
        # Each of both refuses what contradicts the result that stands when it is done.
        both = (edit, record) if result == ExamResult.PASSED else (record, edit)
        return self._run(Several(both, tr("Edit an attempt at an exam")))

    def _record(self, result: str, scores: dict[str, float | None], moved: str | None) -> RecordResult:
        attempt = self._attempt
        deadline_id = attempt.deadline_id if attempt.exam_id is None else None
        action = RecordResult(
            attempt.exam_id,
            result,
            scores["score"],
            scores["maximum"],
            scores["pass_mark"],
            on=moved,
            deadline_id=deadline_id,
        )
        if result != ExamResult.PASSED or self._credential is None:
            return action
        never = self.never.isChecked()
        return replace(
            action,
            issued_on=self.text_of_date(self.issued) if self._credential.renewed is None else None,
            expires_on=None if never else self.text_of_date(self.expires),
            never_expires=never,
            credential_id=self.credential_id.text(),
        )

    def _remove(self) -> None:
        if self._attempt.exam_id is not None and self._run(RemoveExam(self._attempt.exam_id)):
            self.accept()


def _capital(word: str) -> str:
    return begun(word)
