"""What booking, editing and recording exams have in common: days, scores, what hangs on an attempt."""

from typing import Any, Final

from planner.config import formats
from planner.config.text import tr
from planner.domain.dates import format_date, kept_instant, parse_date, to_instant
from planner.domain.deadline_days import day_of
from planner.domain.errors import InvalidInputError, NotFoundError, PlannerError
from planner.domain.limits import EXAMS_MAX, LINE_MAX, REFERENCE_MAX, SCORE_MAX
from planner.domain.model import Activity, Deadline, Exam, Expense
from planner.domain.money import LARGEST, Money, is_currency
from planner.domain.renewal import present_cycle
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, ExamId, ExamResult, ExpenseItem
from planner.services.actions import common
from planner.services.actions.attempts import last_reschedule, move_unpaid, refuse_late_reschedule
from planner.services.actions.deadline_rows import add_deadline
from planner.services.actions.deadlines import remove_deadline
from planner.storage.transaction import Transaction

SCORES: Final = ("score", "maximum", "pass_mark")


def expiry_after(issued_on: str, months: int) -> str | None:
    """The last valid day of what is issued for so many months: 8 Dec 2029 for three years from 9 Dec 2026.

    None beyond the years that a plan takes.
    """
    cycle = present_cycle(parse_date(issued_on), None, months)
    try:
        return None if cycle is None else format_date(parse_date(format_date(cycle.last_day)))
    except PlannerError:
        return None


def gone() -> str:
    """The sentence for an exam that somebody else removed."""
    return tr("The exam is not in the plan any more. Nothing was changed.")


def attempt(tx: Transaction, exam_id: ExamId) -> tuple[Activity, Exam, Deadline]:
    """An attempt with its activity and its day. Raises NotFoundError if it is gone."""
    exam = tx.one(Exam, id=exam_id)
    if exam is None:
        raise NotFoundError(gone())
    row = common.living(tx, exam.activity_id)
    return row, exam, tx.get(Deadline, exam.deadline_id)


def add_exam(tx: Transaction, row: Activity, deadline_id: DeadlineId) -> Exam:
    """Adds an attempt with its day. Raises InvalidInputError for a certification that has as many as one can have."""
    if len(tx.find(Exam, activity_id=row.id)) >= EXAMS_MAX:
        raise InvalidInputError(
            tr("“{title}” has {most} exams, the most that one can have. Remove one first.", title=row.title,
               most=EXAMS_MAX)
        )  # fmt: skip
    exam = Exam(ExamId(0), tx.new_uid(), row.id, deadline_id)
    return exam._replace(id=ExamId(tx.add(exam)))


def noted_day(tx: Transaction, activity_id: ActivityId) -> Deadline | None:
    """A day of the exam without a booking: the next one, else the last that has passed."""
    taken = {exam.deadline_id for exam in tx.find(Exam, activity_id=activity_id)}
    days = tx.find(Deadline, activity_id=activity_id, kind=DeadlineKind.EXAM.value)
    free = sorted((found for found in days if found.id not in taken), key=day_of)
    ahead = [found for found in free if day_of(found) >= tx.today]
    return ahead[0] if ahead else free[-1] if free else None


def on_day(deadline: Deadline, on_date: str | None, wall: str | None, zone: str) -> Deadline:
    """The deadline on another day or at another moment. Raises InvalidInputError unless exactly one is given."""
    if (on_date is None) == (wall is None):
        raise InvalidInputError(tr("An exam needs a date, or a date with a time. Give one of them."))
    if wall is not None:
        at_utc = kept_instant(to_instant(wall, zone or "UTC"))
        return deadline._replace(on_date=None, at_utc=at_utc, zone=zone or "UTC")
    return deadline._replace(on_date=format_date(parse_date(on_date or "")), at_utc=None, zone="")


def checked(name: str, value: Any) -> Any:
    """The value of a field of an attempt, tidied. Raises InvalidInputError for one that cannot be."""
    if name == "place":
        return common.one_line(value, tr("place"), limit=LINE_MAX)
    if name == "reference":
        return common.one_line(value, tr("booking number"), limit=REFERENCE_MAX)
    if name == "online":
        return common.yes_or_no(value)
    if name not in SCORES:
        raise InvalidInputError(tr("“{name}” cannot be edited.", name=name))
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= SCORE_MAX:
        raise InvalidInputError(tr("“{value}” is not a score. Give a number from 0 on.", value=value))
    return float(value)


def check_scores(exam: Exam) -> None:
    """Refuses scores that contradict each other or the result."""
    score, maximum, pass_mark = exam.score, exam.maximum, exam.pass_mark
    if maximum is not None and score is not None and score > maximum:
        raise InvalidInputError(
            tr("A score of {score} is more than the maximum of {maximum}. Correct one of them.",
               score=formats.decimal(score), maximum=formats.decimal(maximum))
        )  # fmt: skip
    if maximum is not None and pass_mark is not None and pass_mark > maximum:
        raise InvalidInputError(
            tr("A pass mark of {mark} is more than the maximum of {maximum}. Correct one of them.",
               mark=formats.decimal(pass_mark), maximum=formats.decimal(maximum))
        )  # fmt: skip
    if exam.result == ExamResult.PASSED and score is not None and pass_mark is not None and score < pass_mark:
        raise InvalidInputError(
            tr("A score of {score} is below the pass mark of {mark}, so this was not passed. Correct one of them.",
               score=formats.decimal(score), mark=formats.decimal(pass_mark))
        )  # fmt: skip


def set_reschedule(tx: Transaction, exam: Exam, of: Deadline, day: str | None) -> None:
    """Puts, moves or removes the last day to reschedule the exam, which is on the day of the deadline ``of``."""
    found = last_reschedule(tx, exam.activity_id, exam)
    if day is None:
        if found is not None:
            remove_deadline(tx, found.id)
        return
    by = format_date(parse_date(day))
    refuse_late_reschedule(by, of)
    if found is None:
        add_deadline(tx, Deadline(DeadlineId(0), "", exam.activity_id, DeadlineKind.RESCHEDULE_BY.value, on_date=by))
    elif day_of(found) != by:
        tx.put(found._replace(on_date=by, at_utc=None, zone=""))


def set_cost(tx: Transaction, exam: Exam, of: Deadline, given: dict[str, Any], old_day: str = "") -> None:
    """Writes what the exam costs, if anything; what is not paid yet is due on its day and moves with it."""
    found = tx.find(Expense, exam_id=exam.id)
    day = day_of(of)
    if "cost" not in given and "paid" not in given:
        move_unpaid(tx, exam, old_day, day)
        return
    if len(found) > 1:
        raise InvalidInputError(tr("More than one expense is kept for this exam. Edit them one by one."))
    old = found[0] if found else None
    cost = given.get("cost", None if old is None else Money(old.minor, old.currency))
    paid = common.yes_or_no(given.get("paid", old is not None and old.paid))
    if cost is not None and (not is_currency(cost.currency) or not 0 <= common.whole_number(cost.minor) <= LARGEST):
        raise InvalidInputError(tr("The cost is not an amount of money. Write it such as 150.00 USD."))
    if cost is None or not cost.minor:
        if old is not None:
            tx.remove(Expense, old.id)
        return
    on = tx.today if paid else day
    if old is None:
        item = ExpenseItem.EXAM.value
        made = Expense(0, tx.new_uid(), exam.activity_id, item, cost.minor, cost.currency, on, paid, exam_id=exam.id)
        tx.add(made)
    else:
        if old.paid == paid and (paid or old.on_date != old_day):
            on = old.on_date  # a day that the person chose
        tx.put(old._replace(minor=cost.minor, currency=cost.currency, on_date=on, paid=paid))
