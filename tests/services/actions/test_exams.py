"""Booking exams, moving them, recording what came of them: each undone and redone, each refusal one sentence."""

from typing import Any

import pytest

from planner.domain.errors import NotFoundError, PlannerError
from planner.domain.model import Activity, Certification, Deadline, Exam, Expense, Reminder
from planner.domain.money import Money
from planner.domain.words import ActivityId, DeadlineId, ExamId
from planner.services.action import Action
from planner.services.actions import exam_parts
from planner.services.actions.activities import ChangeKind, SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.exams import BookExam, EditExam, RecordResult, RemoveExam
from planner.services.planner import Planner
from tests.services.actions.test_activities import round_trip
from tests.services.reading import everything, only, rows

# The clock stands at 25 November 2026, 09:00 UTC, in Berlin.
PAST, AHEAD = "2026-11-20", "2026-12-09"


def goal(planner: Planner, state: str = "preparing", **facts: Any) -> ActivityId:
    goal_id = ActivityId(planner.run(AddGoal("AWS", "certification", **facts)).added("activity")[0])
    if state != "considering":
        planner.run(SetState(goal_id, state))
    return goal_id


def booked(planner: Planner, on_date: str = PAST, **facts: Any) -> tuple[ActivityId, ExamId]:
    goal_id = goal(planner)
    planner.run(BookExam(goal_id, on_date=on_date, **facts))
    return goal_id, only(planner, Exam).id


def state(planner: Planner) -> str:
    return only(planner, Certification).state


def days(planner: Planner, kind: str) -> list[str]:
    return [row.on_date or row.at_utc or "" for row in rows(planner, Deadline, kind=kind)]


def refused(planner: Planner, action: Action, word: str) -> None:
    before = everything(planner)
    with pytest.raises(PlannerError) as caught:
        planner.run(action)
    assert word in str(caught.value)
    assert str(caught.value).endswith(".")
    assert everything(planner) == before


# -- booking


@pytest.mark.parametrize("before", ["considering", "preparing", "expired", "dropped"])
def test_a_booking_is_one_step_with_all_that_belongs_to_it(planner: Planner, before: str) -> None:
    goal_id = goal(planner, before)
    action = BookExam(
        goal_id, wall="2026-12-09T09:30:00", zone="Europe/Berlin", place="Pearson VUE", reference="X-12",
        reschedule_by="2026-12-07", cost=Money(10000, "USD"), paid=True, reminders=(1440,),
    )  # fmt: skip
    assert round_trip(planner, action) == "Book the exam of “AWS”"
    exam = only(planner, Exam)
    assert (exam.place, exam.online, exam.reference, exam.result) == ("Pearson VUE", False, "X-12", "")
    day = only(planner, Deadline, kind="exam")
    assert (day.id, day.at_utc, day.zone) == (exam.deadline_id, "2026-12-09T08:30:00Z", "Europe/Berlin")
    assert days(planner, "reschedule_by") == ["2026-12-07"]
    assert only(planner, Reminder).deadline_id == day.id
    paid = only(planner, Expense)
    assert (paid.item, paid.minor, paid.currency, paid.on_date, paid.paid, paid.exam_id) == (
        "exam", 10000, "USD", "2026-11-25", True, exam.id,
    )  # fmt: skip
    assert state(planner) == "booked"
    assert only(planner, Activity).status == "in_progress"


def test_what_is_not_paid_is_due_on_the_day_of_the_exam_and_moves_with_it(planner: Planner) -> None:
    _, exam_id = booked(planner, AHEAD, cost=Money(100, "EUR"))
    assert only(planner, Expense).on_date == AHEAD
    round_trip(planner, EditExam(exam_id, on_date="2026-12-16"))
    assert only(planner, Expense).on_date == "2026-12-16"
    round_trip(planner, EditExam(exam_id, (("cost", Money(200, "EUR")), ("paid", True))))
    assert (only(planner, Expense).minor, only(planner, Expense).on_date) == (200, "2026-11-25")
    round_trip(planner, EditExam(exam_id, (("cost", None), ("paid", False))))
    assert rows(planner, Expense) == []


def test_an_exam_that_costs_nothing_has_no_expense(planner: Planner) -> None:
    goal_id, exam_id = booked(planner, AHEAD, cost=Money(0, "EUR"))
    assert rows(planner, Expense) == []
    planner.run(EditExam(exam_id, (("cost", Money(100, "EUR")),)))
    assert only(planner, Expense, activity_id=goal_id).minor == 100
    planner.run(EditExam(exam_id, (("cost", Money(0, "EUR")),)))
    assert rows(planner, Expense) == []


def test_a_certification_has_no_more_exams_than_can_be_shown(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exam_parts, "EXAMS_MAX", 2)
    goal_id, exam_id = booked(planner)
    planner.run(RecordResult(exam_id, "failed"))
    planner.run(BookExam(goal_id, on_date=AHEAD))
    planner.run(EditExam(max(row.id for row in rows(planner, Exam)), on_date=PAST))
    planner.run(RecordResult(max(row.id for row in rows(planner, Exam)), "failed"))
    refused(planner, BookExam(goal_id, on_date=AHEAD), "“AWS” has 2 exams, the most that one can have")


def test_a_day_that_was_noted_becomes_that_of_the_booking(planner: Planner) -> None:
    goal_id = goal(planner, exam_on=AHEAD, state="considering")
    noted = only(planner, Deadline)
    round_trip(planner, BookExam(goal_id, on_date="2026-12-10"))
    day = only(planner, Deadline)
    assert (day.id, day.uid, day.on_date) == (noted.id, noted.uid, "2026-12-10")
    assert only(planner, Exam).deadline_id == noted.id


def test_a_second_booking_is_refused_until_the_first_has_a_result(planner: Planner) -> None:
    goal_id, exam_id = booked(planner)
    refused(planner, BookExam(goal_id, on_date=AHEAD), "20 Nov 2026")
    planner.run(RecordResult(exam_id, "failed"))
    round_trip(planner, BookExam(goal_id, on_date=AHEAD))
    assert days(planner, "exam") == [PAST, AHEAD]
    assert state(planner) == "booked"


def test_who_holds_it_and_books_another_exam_goes_on_holding_it(planner: Planner) -> None:
    goal_id = ActivityId(
        planner.run(AddGoal("PMP", "certification", held=True, issued_on="2024-01-10", expires_on="2027-01-10"))
        .added("activity")[0]
    )  # fmt: skip
    round_trip(planner, BookExam(goal_id, on_date=PAST))
    assert state(planner) == "passed"
    exam_id = only(planner, Exam).id
    round_trip(planner, RecordResult(exam_id, "failed"))
    assert state(planner) == "passed"
    assert days(planner, "renewal") == ["2027-01-10"]
    planner.run(RecordResult(exam_id, "passed", expires_on="2029-11-20"))
    assert only(planner, Certification).issued_on == "2024-01-10", "the day of the first issue stays"
    assert days(planner, "renewal") == ["2029-11-20"]


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({}, "needs a date"),
        ({"on_date": AHEAD, "wall": f"{AHEAD}T09:00:00"}, "needs a date"),
        ({"on_date": "2026-02-30"}, "not a date"),
        ({"wall": f"{AHEAD}T09:00:00", "zone": "Mars/Olympus"}, "time zone"),
        ({"on_date": AHEAD, "reschedule_by": "2026-12-10"}, "after the exam"),
        ({"on_date": AHEAD, "cost": Money(100, "QQQ")}, "amount of money"),
        ({"on_date": AHEAD, "cost": Money(-1, "EUR")}, "amount of money"),
        ({"on_date": AHEAD, "place": "x" * 1001}, "characters"),
    ],
)
def test_what_cannot_be_booked_is_refused(planner: Planner, facts: dict[str, Any], word: str) -> None:
    refused(planner, BookExam(goal(planner), **facts), word)


def test_only_certifications_have_exams(planner: Planner) -> None:
    course = ActivityId(planner.run(AddGoal("ML", "course")).added("activity")[0])
    refused(planner, BookExam(course, on_date=AHEAD), "not a certification")
    with pytest.raises(NotFoundError):
        planner.run(BookExam(ActivityId(999), on_date=AHEAD))


# -- editing


def test_rescheduling_moves_the_same_day(planner: Planner) -> None:
    _, exam_id = booked(planner, AHEAD, reschedule_by="2026-12-07")
    before = only(planner, Deadline, kind="exam")
    label = round_trip(planner, EditExam(exam_id, wall="2026-12-16T14:00:00", zone="Europe/Berlin"))
    assert label == "Reschedule the exam of “AWS”"
    after = only(planner, Deadline, kind="exam")
    assert (after.id, after.uid, after.at_utc) == (before.id, before.uid, "2026-12-16T13:00:00Z")
    assert days(planner, "reschedule_by") == ["2026-12-07"]
    refused(planner, EditExam(exam_id, on_date="2026-12-01"), "after the exam")
    round_trip(planner, EditExam(exam_id, (("reschedule_by", None),), on_date="2026-12-01"))
    assert days(planner, "reschedule_by") == []
    round_trip(planner, EditExam(exam_id, (("place", " Online  now "), ("online", True), ("reminders", (60,)))))
    assert (only(planner, Exam).place, only(planner, Exam).online) == ("Online now", True)
    assert only(planner, Reminder).minutes_before == 60


def test_each_attempt_has_a_last_day_to_reschedule_of_its_own(planner: Planner) -> None:
    goal_id, first = booked(planner, PAST, reschedule_by="2026-11-18")
    planner.run(RecordResult(first, "missed"))
    planner.run(BookExam(goal_id, on_date=AHEAD, reschedule_by="2026-12-07"))
    second = rows(planner, Exam)[1].id
    planner.run(EditExam(second, (("reschedule_by", "2026-12-08"),)))
    assert days(planner, "reschedule_by") == ["2026-11-18", "2026-12-08"]
    planner.run(EditExam(first, (("reschedule_by", "2026-11-17"),)))
    assert days(planner, "reschedule_by") == ["2026-11-17", "2026-12-08"]
    round_trip(planner, RemoveExam(first))
    assert days(planner, "reschedule_by") == ["2026-12-08"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ((("score", 11.0), ("maximum", 10.0)), "maximum"),
        ((("pass_mark", 11.0), ("maximum", 10.0)), "maximum"),
        ((("score", -1.0),), "not a score"),
        ((("score", True),), "not a score"),
        ((("online", "yes"),), "neither yes nor no"),
        ((("deadline_id", 7),), "cannot be edited"),
        ((("paid", 1),), "neither yes nor no"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(planner: Planner, fields: tuple[tuple[str, Any], ...], word: str) -> None:
    _, exam_id = booked(planner, AHEAD)
    refused(planner, EditExam(exam_id, fields), word)


def test_several_expenses_of_an_exam_are_not_edited_as_one(planner: Planner) -> None:
    _, exam_id = booked(planner, AHEAD, cost=Money(100, "EUR"))

    class Another(BookExam):
        def apply(self, tx: Any) -> str:
            tx.add(only(planner, Expense)._replace(id=0, uid=tx.new_uid()))
            return "Another"

    planner.run(Another(ActivityId(0)))
    refused(planner, EditExam(exam_id, (("cost", Money(1, "EUR")),)), "More than one expense")
    round_trip(planner, EditExam(exam_id, on_date="2026-12-16"))
    assert {row.on_date for row in rows(planner, Expense)} == {"2026-12-16"}


# -- what came of it


def test_a_passed_exam_makes_the_certification_valid_until_its_last_day(planner: Planner) -> None:
    goal_id, exam_id = booked(planner)
    planner.run(EditDetail(goal_id, (("validity_months", 36),)))
    action = RecordResult(exam_id, "passed", 780, 1000, 700, credential_id="ABC")
    assert round_trip(planner, action) == "Record “passed” for the exam of “AWS”"
    exam, detail, row = only(planner, Exam), only(planner, Certification), only(planner, Activity)
    assert (exam.result, exam.score, exam.maximum, exam.pass_mark) == ("passed", 780, 1000, 700)
    assert (detail.state, detail.issued_on, detail.credential_id) == ("passed", PAST, "ABC")
    assert (row.status, row.completed_on) == ("done", PAST)
    assert days(planner, "renewal") == ["2029-11-19"]


def test_dates_of_issue_and_expiry_may_be_given(planner: Planner) -> None:
    goal_id, exam_id = booked(planner)
    planner.run(EditDetail(goal_id, (("validity_months", 36),)))
    planner.run(RecordResult(exam_id, "passed", issued_on="2026-11-23", expires_on="2028-01-01"))
    assert only(planner, Certification).issued_on == "2026-11-23"
    assert days(planner, "renewal") == ["2028-01-01"]
    round_trip(planner, RecordResult(exam_id, "passed", score=9))  # again: its dates stay
    assert only(planner, Certification).issued_on == "2026-11-23"
    assert days(planner, "renewal") == ["2028-01-01"]
    round_trip(planner, RecordResult(exam_id, "passed", never_expires=True))
    assert only(planner, Certification).never_expires
    assert days(planner, "renewal") == []
    round_trip(planner, RecordResult(exam_id, "passed", expires_on="2029-01-01"))
    assert not only(planner, Certification).never_expires


def test_an_unknown_validity_puts_no_expiry(planner: Planner) -> None:
    _, exam_id = booked(planner)
    planner.run(RecordResult(exam_id, "passed"))
    assert days(planner, "renewal") == []
    assert state(planner) == "passed"


@pytest.mark.parametrize("result", ["failed", "missed"])
def test_another_attempt_may_follow_one_that_was_not_passed(planner: Planner, result: str) -> None:
    goal_id, exam_id = booked(planner)
    round_trip(planner, RecordResult(exam_id, result, 640, 1000, 700))
    assert state(planner) == "preparing"
    assert days(planner, "exam") == [PAST]
    planner.run(BookExam(goal_id, on_date="2026-11-24"))
    planner.run(RecordResult(rows(planner, Exam)[1].id, "passed"))
    assert [exam.result for exam in rows(planner, Exam)] == [result, "passed"]
    other = "missed" if result == "failed" else "failed"
    round_trip(planner, RecordResult(exam_id, other))  # an earlier one changes nothing else
    assert state(planner) == "passed"
    assert only(planner, Certification).issued_on == "2026-11-24"


def test_what_was_passed_by_mistake_is_not_issued(planner: Planner) -> None:
    _, exam_id = booked(planner)
    planner.run(RecordResult(exam_id, "passed", expires_on="2029-01-01"))
    round_trip(planner, RecordResult(exam_id, "failed"))
    assert state(planner) == "preparing"
    assert only(planner, Certification).issued_on is None
    assert days(planner, "renewal") == []
    assert only(planner, Activity).completed_on is None


def test_an_exam_that_was_taken_on_another_day_moves_there(planner: Planner) -> None:
    _, exam_id = booked(planner)
    round_trip(planner, RecordResult(exam_id, "passed", on="2026-11-22"))
    assert days(planner, "exam") == ["2026-11-22"]
    assert only(planner, Activity).completed_on == "2026-11-22"


def test_a_day_without_a_booking_gets_its_result_too(planner: Planner) -> None:
    goal(planner, "considering", exam_on=PAST)
    noted = only(planner, Deadline)
    round_trip(planner, RecordResult(None, "passed", deadline_id=noted.id))
    assert (only(planner, Exam).deadline_id, only(planner, Exam).result) == (noted.id, "passed")
    with pytest.raises(NotFoundError):
        planner.run(RecordResult(None, "passed", deadline_id=DeadlineId(999)))


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"score": 1001.0, "maximum": 1000.0}, "more than the maximum"),
        ({"pass_mark": 1001.0, "maximum": 1000.0}, "more than the maximum"),
        ({"score": 640.0, "maximum": 1000.0, "pass_mark": 700.0}, "below the pass mark"),
        ({"issued_on": "2026-11-23", "expires_on": "2026-11-22"}, "before it was issued"),
        ({"expires_on": "2027-11-22", "never_expires": True}, "never expire"),
        ({"on": AHEAD}, "future"),
        ({"on": "soon"}, "not a date"),
        ({"score": float("nan")}, "not a score"),
    ],
)
def test_a_result_that_cannot_be_is_refused(planner: Planner, facts: dict[str, Any], word: str) -> None:
    _, exam_id = booked(planner)
    refused(planner, RecordResult(exam_id, "passed", **facts), word)


@pytest.mark.parametrize(
    "facts", [{"on_date": AHEAD}, {"wall": "2026-11-25T10:01:00", "zone": "Europe/Berlin"}], ids=["day", "minute"]
)
@pytest.mark.parametrize("result", ["passed", "failed", "missed"])
def test_nothing_comes_of_an_exam_that_is_ahead(planner: Planner, facts: dict[str, Any], result: str) -> None:
    planner.run(BookExam(goal(planner), **facts))
    refused(planner, RecordResult(only(planner, Exam).id, result), "future")


def test_removing_a_booking_keeps_what_it_cost(planner: Planner) -> None:
    _, exam_id = booked(planner, AHEAD, cost=Money(100, "EUR"), reschedule_by="2026-12-01")
    round_trip(planner, RemoveExam(exam_id))
    assert (rows(planner, Exam), rows(planner, Deadline)) == ([], [])
    assert only(planner, Expense).exam_id is None
    assert state(planner) == "preparing"
    with pytest.raises(NotFoundError):
        planner.run(RemoveExam(exam_id))


def test_the_day_of_an_exam_is_a_plain_date_once_it_is_no_certification(planner: Planner) -> None:
    goal_id, _ = booked(planner, AHEAD, cost=Money(100, "EUR"))
    round_trip(planner, ChangeKind(goal_id, "topic"))
    assert (rows(planner, Exam), days(planner, "exam")) == ([], [AHEAD])
    assert only(planner, Expense).exam_id is None
    planner.run(PutDeadline(goal_id, "due", only(planner, Deadline).id, on_date=AHEAD))
    assert days(planner, "due") == [AHEAD]
