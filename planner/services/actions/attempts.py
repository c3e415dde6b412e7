"""Attempts at exams as actions need them: the day of one, the order of several, and what follows from a state."""

from planner.domain.dates import from_instant
from planner.domain.model import Activity, Deadline, Exam, Expense
from planner.domain.words import CertificationState, DeadlineKind, ExamResult, Kind
from planner.services.rows import Rows


def day_of(deadline: Deadline) -> str:
    """The day of a deadline; of an instant, the day in the zone that it was given in."""
    if deadline.on_date is not None:
        return deadline.on_date
    return from_instant(deadline.at_utc or "", deadline.zone or "UTC")[0][:10]


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
