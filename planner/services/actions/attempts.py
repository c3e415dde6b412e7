"""Attempts at exams as actions need them: the day of one, the order of several, and what follows from a state."""

from planner.config.text import tr
from planner.domain.dates import is_zone, parse_date
from planner.domain.deadline_days import day_of
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Deadline, Exam, Expense, Renewal
from planner.domain.words import CertificationState, DeadlineKind, ExamResult, Kind
from planner.services.humanize import long_date
from planner.services.rows import Rows


def is_instant(deadline: Deadline) -> bool:
    """Whether it was given as a time in a zone that is known."""
    return deadline.on_date is None and is_zone(deadline.zone)


def attempts_of(rows: Rows, activity_id: int) -> list[tuple[Exam, Deadline]]:
    """The attempts of a certification with their deadlines, the earliest first."""
    deadlines = {found.id: found for found in rows.find(Deadline, activity_id=activity_id)}
    found = [(exam, deadlines[exam.deadline_id]) for exam in rows.find(Exam, activity_id=activity_id)]
    return sorted(found, key=lambda attempt: (day_of(attempt[1]), attempt[1].at_utc or "", attempt[0].id))


def last_reschedule(rows: Rows, activity_id: int, exam: Exam | None = None) -> Deadline | None:
    """The last day to reschedule that belongs to an attempt (None: one that is not stored yet).

    It lies between the attempt before and this one; that of the last attempt may lie anywhere after the one before.
    """
    attempts = attempts_of(rows, activity_id)
    place = next((at for at, (found, _) in enumerate(attempts) if exam and found.id == exam.id), len(attempts))
    after = day_of(attempts[place - 1][1]) if place else ""
    until = day_of(attempts[place][1]) if place < len(attempts) - 1 else "9999"
    days = rows.find(Deadline, activity_id=activity_id, kind=DeadlineKind.RESCHEDULE_BY.value)
    found = [deadline for deadline in days if after < day_of(deadline) <= until]
    return max(found, key=day_of, default=None)


def remove_exam(rows: Rows, exam: Exam) -> None:
    """Removes an attempt; its day and what it cost stay."""
    for expense in rows.find(Expense, exam_id=exam.id):
        rows.put(expense._replace(exam_id=None))
    rows.remove(Exam, exam.id)


def follow_state(rows: Rows, row: Activity, before: str, after: str, on: str) -> str:
    """Lets the exam follow when a certification gets another state; gives the day of completion.

    A certification that is passed has passed the exam that was booked, on that one's day unless another than today is
    given. Back in ``booked``, what came of it is open again. An exam that is still ahead is left as it is.
    """
    if row.kind != Kind.CERTIFICATION or before == after:
        return on
    over = [attempt for attempt in attempts_of(rows, row.id) if day_of(attempt[1]) <= rows.today]
    if not over:
        return on
    exam, deadline = over[-1]
    if after == CertificationState.PASSED and not exam.result:
        rows.put(exam._replace(result=ExamResult.PASSED.value))
        return day_of(deadline) if on == rows.today else on
    if (before, after) == (CertificationState.PASSED, CertificationState.BOOKED) and exam.result == ExamResult.PASSED:
        rows.put(exam._replace(result=""))
    return on


def refuse_ahead(rows: Rows, deadline: Deadline) -> None:
    """Nothing came yet of an exam that is still ahead."""
    ahead = deadline.on_date > rows.today if deadline.on_date is not None else (deadline.at_utc or "") > rows.now
    if ahead:
        raise InvalidInputError(
            tr(
                "The exam on {date} lies in the future. Record what came of it afterwards, or correct its day.",
                date=long_date(parse_date(day_of(deadline))),
            )
        )


def refuse_late_reschedule(by: str, of: Deadline) -> None:
    """Raises InvalidInputError where the exam on the day of the deadline ``of`` could be moved until after it."""
    if by > day_of(of):
        raise InvalidInputError(tr("The last day to reschedule lies after the exam. Correct one of the dates."))


def move_attempt(rows: Rows, exam: Exam, old: Deadline, new: Deadline) -> None:
    """What goes with an exam to another day: the money that is not paid yet, and the renewal that it brought.

    To be called before the day is written. Raises InvalidInputError where something contradicts the new day.
    """
    reschedule = last_reschedule(rows, exam.activity_id, exam)
    if reschedule is not None:
        refuse_late_reschedule(day_of(reschedule), new)
    if exam.result:
        refuse_ahead(rows, new)
    move_unpaid(rows, exam, day_of(old), day_of(new))
    move_renewal(rows, exam, day_of(old), day_of(new))


def move_unpaid(rows: Rows, exam: Exam, old_day: str, day: str) -> None:
    """What is not paid yet and due on the day of the exam moves with it."""
    for expense in rows.find(Expense, exam_id=exam.id):
        if not expense.paid and expense.on_date == old_day != day:
            rows.put(expense._replace(on_date=day))


def move_renewal(rows: Rows, exam: Exam, old_day: str, day: str) -> None:
    """The renewal that passing the exam was moves with it, and the next cycle where that began on its day."""
    if exam.result != ExamResult.PASSED or old_day == day:
        return
    for found in rows.find(Renewal, activity_id=exam.activity_id, renewed_on=old_day):
        if day < found.starts:
            raise InvalidInputError(
                tr(
                    "The exam renewed what is valid since {date}, so it cannot lie before that. Correct the day.",
                    date=long_date(parse_date(found.starts)),
                )
            )
        starts = day if found.next_starts == old_day else found.next_starts
        rows.put(found._replace(renewed_on=day, next_starts=starts))
