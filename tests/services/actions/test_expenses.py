"""Expenses: added, changed and removed, each undone and redone, and what is refused in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError, PlannerError
from planner.domain.model import Activity, Event, Exam, Expense
from planner.domain.money import Money
from planner.domain.words import ActivityId, DeadlineId, ExamId
from planner.services.action import Action
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline
from planner.services.actions.expenses import PutExpense, RemoveExpense
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.planner import Planner
from planner.storage.transaction import Transaction
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows

COST = Money(10000, "USD")


@dataclass(frozen=True, slots=True)
class BookExam(Action):
    """Stands for what books an exam."""

    activity_id: ActivityId
    deadline_id: DeadlineId

    def apply(self, tx: Transaction) -> str:
        tx.add(Exam(ExamId(0), tx.new_uid(), self.activity_id, self.deadline_id))
        return "Book"


@dataclass(frozen=True, slots=True)
class ListEvent(Action):
    """Stands for a list of conferences that brings an event."""

    event: Event

    def apply(self, tx: Transaction) -> str:
        tx.put(self.event._replace(state="listed"))
        return "List"


def booked(planner: Planner, row: Activity) -> ExamId:
    made = planner.run(PutDeadline(row.id, "exam", on_date="2026-12-09")).added("deadline")[0]
    return ExamId(planner.run(BookExam(row.id, DeadlineId(made))).added("exam")[0])


def test_an_expense_is_added_changed_and_removed(planner: Planner) -> None:
    row = add(planner, "AWS", kind="certification")
    label = round_trip(planner, PutExpense(row.id, None, "exam", COST, "2026-12-09", note="  by  card "))
    assert label == "Add “Exam fee” to “AWS”"
    made = only(planner, Expense)
    assert made[2:] == (row.id, "exam", 10000, "USD", "2026-12-09", False, 0, None, "by card")
    changed = PutExpense(
        row.id, made.id, "travel", Money(2500, "EUR"), "2026-11-20", paid=True, reimbursed=Money(2500, "EUR")
    )
    assert round_trip(planner, changed) == "Change “Travel” of “AWS”"
    now = only(planner, Expense)
    assert now == made._replace(
        item="travel", minor=2500, currency="EUR", on_date="2026-11-20", paid=True, reimbursed_minor=2500, note=""
    )
    assert round_trip(planner, RemoveExpense(made.id)) == "Remove “Travel” from “AWS”"
    assert rows(planner, Expense) == []


def test_an_expense_keeps_the_exam_that_it_pays_for(planner: Planner) -> None:
    row = add(planner, "AWS", kind="certification")
    exam_id = booked(planner, row)
    round_trip(planner, PutExpense(row.id, None, "exam", COST, "2026-11-20", exam_id=exam_id))
    made = only(planner, Expense)
    round_trip(planner, PutExpense(row.id, made.id, "exam", COST, "2026-11-21", paid=True))
    assert only(planner, Expense).exam_id == exam_id
    round_trip(planner, RemoveDeadline(only(planner, Exam).deadline_id))
    assert only(planner, Expense).exam_id is None


def test_an_expense_pays_for_an_exam_of_its_own_activity_only(planner: Planner) -> None:
    exam_id = booked(planner, add(planner, "AWS", kind="certification"))
    other = add(planner, "PMP", kind="certification")
    for wrong in (exam_id, ExamId(999)):
        with pytest.raises(NotFoundError, match=r"The exam is not in the plan any more\."):
            planner.run(PutExpense(other.id, None, "exam", COST, "2026-11-20", exam_id=wrong))
    assert rows(planner, Expense) == []


def test_an_expense_of_a_listed_event_marks_it_interested(planner: Planner) -> None:
    row = add(planner, "NeurIPS", kind="event")
    event = only(planner, Event, activity_id=row.id)
    planner.run(ListEvent(event))
    round_trip(planner, PutExpense(row.id, None, "ticket", COST, "2026-12-01"))
    assert only(planner, Event).state == "interested"


def test_expenses_go_with_their_activity_for_good(planner: Planner) -> None:
    row = add(planner, "AWS", kind="certification")
    planner.run(PutExpense(row.id, None, "exam", COST, "2026-11-20", paid=True))
    planner.run(TrashActivities((row.id,)))
    assert rows(planner, Expense)
    round_trip(planner, PurgeTrash())
    assert rows(planner, Expense) == []


def put(item: str = "exam", money: object = COST, day: str = "2026-11-25", **fields: object) -> Callable[..., Action]:
    return lambda activity_id: PutExpense(activity_id, None, item, money, day, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (put(item="bribe"), "“bribe” is nothing that money goes for. Choose one of exam, course,"),
        (put(money=Money(0, "USD")), "An expense is more than zero."),
        (put(money=Money(-100, "USD")), "An expense is more than zero."),
        (put(money=Money("100", "USD")), "“100” is not a whole number."),  # type: ignore[arg-type]
        (put(money=Money(1.5, "USD")), "“1.5” is not a whole number."),  # type: ignore[arg-type]
        (put(money=Money(100, "DOLLAR")), "“DOLLAR” is not a currency."),
        (put(day="2026-02-30"), "“2026-02-30” is not a date"),
        (put(day=""), "“” is not a date"),
        (put(day="2026-11-26", paid=True), "2026-11-26 lies in the future."),
        (put(paid="yes"), "“yes” is neither yes nor no."),
        (put(paid=True, reimbursed=Money(10001, "USD")), "USD 100.01 is more than the USD 100.00 that it cost."),
        (put(paid=True, reimbursed=Money(1, "EUR")), "What was paid in USD cannot be reimbursed in another currency."),
        (put(paid=True, reimbursed=Money("x", "USD")), "“x” is not a whole number."),  # type: ignore[arg-type]
        (put(reimbursed=Money(1, "USD")), "What is not paid yet cannot be reimbursed."),
        (put(note="x" * 1001), "The note has 1001 characters"),
    ],
)
def test_what_is_refused(planner: Planner, action: Callable[..., Action], sentence: str) -> None:
    row = add(planner, "AWS", kind="certification")
    before = everything(planner)
    with pytest.raises(InvalidInputError) as caught:
        planner.run(action(row.id))
    assert sentence in str(caught.value)
    assert everything(planner) == before


def test_what_is_gone_is_not_brought_back(planner: Planner) -> None:
    row, other = add(planner, "AWS", kind="certification"), add(planner, "PMP", kind="certification")
    planner.run(PutExpense(row.id, None, "exam", COST, "2026-11-20"))
    made = only(planner, Expense)
    before = everything(planner)
    for action in (
        PutExpense(other.id, made.id, "exam", COST, "2026-11-20"),
        PutExpense(row.id, 999, "exam", COST, "2026-11-20"),
        RemoveExpense(999),
    ):
        with pytest.raises(NotFoundError, match=r"The expense is not in the plan any more\. Nothing was changed\."):
            planner.run(action)
    assert everything(planner) == before
    planner.run(TrashActivities((row.id,)))
    for action in (PutExpense(row.id, None, "exam", COST, "2026-11-20"), RemoveExpense(made.id)):
        with pytest.raises(PlannerError):
            planner.run(action)
    assert rows(planner, Expense) == [made]
