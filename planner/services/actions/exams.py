"""Exams of certifications: booking, rescheduling, what came of them, and removing them."""

from dataclasses import dataclass
from typing import Any, Final

from planner.config.text import tr
from planner.domain.dates import format_date, parse_date
from planner.domain.deadline_days import day_of
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Certification, Deadline, Exam, Renewal
from planner.domain.money import Money
from planner.domain.states import status_of
from planner.domain.words import (
    ActivityId,
    CertificationState,
    DeadlineId,
    DeadlineKind,
    ExamId,
    ExamResult,
    Kind,
    Status,
)
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions import exam_parts as parts
from planner.services.actions.attempts import attempts_of, last_reschedule, move_renewal, refuse_ahead
from planner.services.actions.cycles import (
    close_cycle,
    has_lapsed,
    is_held,
    renewal_on,
    renews,
    reopen_cycle,
    set_expiry,
    terms_of,
)
from planner.services.actions.deadline_rows import add_deadline, set_reminders
from planner.services.actions.deadlines import remove_deadline
from planner.services.humanize import long_date
from planner.services.words import result_word
from planner.storage.transaction import Transaction

Fields = tuple[tuple[str, Any], ...]

_BESIDE: Final = ("reschedule_by", "reminders", "cost", "paid")
"""Fields of an attempt that lie in other rows."""
_HELD: Final = frozenset({CertificationState.PASSED, CertificationState.RETIRED})
"""Booking another exam takes nothing away from what is held."""


@dataclass(frozen=True, slots=True)
class BookExam(Action):
    """Books an exam: ``on_date``, or ``wall`` (``YYYY-MM-DDTHH:MM:SS``) in ``zone``.

    A day that was noted for the exam without a booking becomes the day of this one. The certification is booked then;
    one that is held stays held. ``reminders`` are minutes before it; None leaves them as they are, and gives a new day
    those that are usual in the plan.
    """

    activity_id: ActivityId
    on_date: str | None = None
    wall: str | None = None
    zone: str = ""
    place: str = ""
    online: bool = False
    reference: str = ""
    reschedule_by: str | None = None
    cost: Money | None = None
    paid: bool = False
    reminders: tuple[int, ...] | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.living(tx, self.activity_id)
        detail = common.certification_of(tx, row)
        attempts = attempts_of(tx, row.id)
        pending = next((deadline for exam, deadline in attempts if not exam.result), None)
        if pending is not None:
            raise InvalidInputError(
                tr(
                    "“{title}” has an exam booked for {date}. Reschedule that one, or record what came of it first.",
                    title=row.title,
                    date=long_date(parse_date(day_of(pending))),
                )
            )
        noted = parts.noted_day(tx, row.id)
        made = noted or Deadline(DeadlineId(0), "", row.id, DeadlineKind.EXAM.value)
        moved = parts.on_day(made, self.on_date, self.wall, self.zone)
        if noted is None:
            moved = tx.get(Deadline, add_deadline(tx, moved, self.reminders))
        else:
            tx.put(moved)
            if self.reminders is not None:
                set_reminders(tx, row.id, moved.id, self.reminders)
        facts = (("place", self.place), ("online", self.online), ("reference", self.reference))
        exam = parts.add_exam(tx, row, moved.id)
        tx.put(exam._replace(**{name: parts.checked(name, value) for name, value in facts}))
        parts.set_reschedule(tx, exam, moved, self.reschedule_by)
        if self.cost is not None:
            parts.set_cost(tx, exam, moved, {"cost": self.cost, "paid": self.paid})
        if detail.state not in _HELD:
            common.to_state(tx, row, detail, CertificationState.BOOKED.value, tx.today)
        return tr("Book the exam of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class EditExam(Action):
    """Sets fields of an attempt, and moves it to another day (``on_date``, or ``wall`` in ``zone``) where one is given.

    Fields are ``place``, ``online``, ``reference``, ``score``, ``maximum``, ``pass_mark``, ``reschedule_by`` (a date or
    None), ``reminders`` (minutes before), ``cost`` (:class:`Money` or None) and ``paid``. The day is that of the same
    deadline as before, so that calendars move their entry.
    """

    exam_id: ExamId
    fields: Fields = ()
    on_date: str | None = None
    wall: str | None = None
    zone: str = ""

    def apply(self, tx: Transaction) -> str:
        row, exam, deadline = parts.attempt(tx, self.exam_id)
        fields = dict(self.fields)
        beside: dict[str, Any] = {name: fields.pop(name) for name in _BESIDE if name in fields}
        changed = exam._replace(**{name: parts.checked(name, value) for name, value in fields.items()})
        parts.check_scores(changed)
        moved = deadline
        if self.on_date is not None or self.wall is not None:
            reschedule = last_reschedule(tx, row.id, exam)
            if reschedule is not None:
                beside.setdefault("reschedule_by", day_of(reschedule))
            moved = parts.on_day(deadline, self.on_date, self.wall, self.zone)
            if exam.result:
                refuse_ahead(tx, moved)
        tx.put(changed)
        if "reschedule_by" in beside:
            parts.set_reschedule(tx, exam, moved, beside["reschedule_by"])
        tx.put(moved)
        if "reminders" in beside:
            set_reminders(tx, row.id, moved.id, beside["reminders"])
        move_renewal(tx, exam, day_of(deadline), day_of(moved))
        parts.set_cost(tx, exam, moved, beside, old_day=day_of(deadline))
        if moved != deadline and not exam.result:
            return tr("Reschedule the exam of “{title}”", title=row.title)
        return tr("Edit the exam of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class RecordResult(Action):
    """Records what came of an attempt; ``on`` is its day where that was another than the booked one.

    Scores of None stay as they were. An exam that is passed makes the certification so, issued on ``issued_on`` (by
    default the exam's day), and puts its expiry on ``expires_on``, the last day on which it is valid: by default the
    end of its term of validity, where that is known. ``never_expires`` None and ``credential_id`` None leave what the
    certification says. One that was held before is renewed by it, as by
    :class:`~planner.services.actions.renewals.Renew`: the day of its first issue stays, whatever is given. After any
    other result it is being prepared again; what had renewed one that is held is taken back. What came of an attempt
    that another one followed changes nothing else. For a day that was noted without a booking, ``exam_id`` is None and
    ``deadline_id`` given.
    """

    exam_id: ExamId | None
    result: str
    score: float | None = None
    maximum: float | None = None
    pass_mark: float | None = None
    on: str | None = None
    issued_on: str | None = None
    expires_on: str | None = None
    never_expires: bool | None = None
    credential_id: str | None = None
    deadline_id: DeadlineId | None = None

    def apply(self, tx: Transaction) -> str:
        result = ExamResult(self.result)
        row, exam, deadline = self._found(tx)
        given = {name: value for name in parts.SCORES if (value := getattr(self, name)) is not None}
        recorded = exam._replace(
            result=result.value, **{name: parts.checked(name, value) for name, value in given.items()}
        )
        parts.check_scores(recorded)
        if self.on is not None and self.on != day_of(deadline):
            moved = parts.on_day(deadline, self.on, None, "")
            move_renewal(tx, exam, day_of(deadline), day_of(moved))
            deadline = moved
        refuse_ahead(tx, deadline)
        tx.put(recorded)
        tx.put(deadline)
        later = attempts_of(tx, row.id)[-1][0].id != exam.id
        detail = common.certification_of(tx, row)
        if not later and result is ExamResult.PASSED:
            self._pass(tx, row, detail, day_of(deadline), again=exam.result == ExamResult.PASSED)
        elif not later:
            _fail(tx, row, detail, exam, day_of(deadline))
        return tr("Record “{result}” for the exam of “{title}”", result=result_word(result), title=row.title)

    def _found(self, tx: Transaction) -> tuple[Activity, Exam, Deadline]:
        """The attempt; one that was only noted as a day gets its record now."""
        if self.exam_id is not None:
            return parts.attempt(tx, self.exam_id)
        deadline = tx.one(Deadline, id=self.deadline_id or 0, kind=DeadlineKind.EXAM.value)
        if deadline is None:
            raise NotFoundError(parts.gone())
        row = common.living(tx, deadline.activity_id)
        common.certification_of(tx, row)
        exam = tx.one(Exam, deadline_id=deadline.id)
        if exam is None:
            exam = parts.add_exam(tx, row, deadline.id)
        return row, exam, deadline

    def _pass(self, tx: Transaction, row: Activity, detail: Certification, day: str, *, again: bool) -> None:
        """The certification is held; what is recorded ``again`` keeps its dates where no others are given."""
        never = detail.never_expires if self.never_expires is None else common.yes_or_no(self.never_expires)
        never = never and (self.expires_on is None or self.never_expires is not None)
        if self.expires_on is not None and never:
            raise InvalidInputError(tr("It cannot expire and never expire. Give the day, or say that it does not."))
        changed = detail._replace(never_expires=never)
        if self.credential_id is not None:
            changed = changed._replace(credential_id=common.one_line(self.credential_id, tr("credential id")))
        expires = format_date(parse_date(self.expires_on)) if self.expires_on else None
        found = terms_of(tx, row.id)
        if not renews(row, detail, found, parse_date(day), again=again):
            is_known = again or is_held(row, detail, found)
            self._issue(tx, row, changed, day, expires, kept=detail.issued_on if is_known else None)
            return
        tx.put(changed)
        if again:
            if expires is not None and expires < day:
                raise InvalidInputError(tr("It cannot expire before the exam. Correct one of the dates."))
            set_expiry(tx, row, expires, never=never)
            return
        until, lapsed = None if expires is None else parse_date(expires), has_lapsed(row, detail)
        row = common.to_state(tx, row, changed, CertificationState.PASSED.value, day)
        close_cycle(tx, row, found, parse_date(day), expires=until, lapsed=lapsed, never=never)

    def _issue(
        self, tx: Transaction, row: Activity, detail: Certification, day: str, expires: str | None, *, kept: str | None
    ) -> None:
        """It is issued for the first time, or was so already on the day that is ``kept``."""
        issued = format_date(parse_date(self.issued_on)) if self.issued_on else kept or day
        if expires is None and not detail.never_expires and kept is None and detail.validity_months:
            expires = parts.expiry_after(issued, detail.validity_months)
        if expires is not None and expires < issued:
            raise InvalidInputError(tr("It cannot expire before it was issued. Correct one of the dates."))
        detail = detail._replace(issued_on=issued)
        tx.put(detail)
        if detail.state != CertificationState.RETIRED:
            row = common.to_state(tx, row, detail, CertificationState.PASSED.value, day)
        row = row._replace(completed_on=day)
        tx.put(row)
        set_expiry(tx, row, expires, never=detail.never_expires)


@dataclass(frozen=True, slots=True)
class RemoveExam(Action):
    """Removes an attempt with its day and its last day to reschedule; the money that it cost stays.

    A certification that was booked for it is being prepared again.
    """

    exam_id: ExamId

    def apply(self, tx: Transaction) -> str:
        row, exam, deadline = parts.attempt(tx, self.exam_id)
        reschedule = last_reschedule(tx, row.id, exam)
        if reschedule is not None:
            remove_deadline(tx, reschedule.id)
        remove_deadline(tx, deadline.id)
        detail = common.detail_of(tx, row)
        if isinstance(detail, Certification) and not exam.result and detail.state == CertificationState.BOOKED:
            common.to_state(tx, row, detail, CertificationState.PREPARING.value, tx.today)
        return tr("Remove the exam of “{title}”", title=row.title)


def _fail(tx: Transaction, row: Activity, detail: Certification, before: Exam, day: str) -> None:
    """What was booked is being prepared again; so is what an attempt had passed that did not, with nothing issued.

    A certification that it had renewed is held as it was before.
    """
    others = tx.find(Exam, activity_id=row.id, result=ExamResult.PASSED.value)
    was_passed = before.result == ExamResult.PASSED
    renewed = renewal_on(tx, row.id, day) if was_passed else None
    if renewed is not None:
        reopen_cycle(tx, row, renewed)
        return
    undone = was_passed and not others and tx.one(Renewal, activity_id=row.id) is None
    if undone:
        detail = detail._replace(issued_on=None)
        tx.put(detail)
        set_expiry(tx, row, None, never=True)
    is_open = status_of(Kind.CERTIFICATION, detail.state) in (Status.PLANNED, Status.IN_PROGRESS)
    if is_open or (undone and detail.state == CertificationState.PASSED):
        common.to_state(tx, row, detail, CertificationState.PREPARING.value, tx.today)
