"""What was there before exams had records of their own goes with them: states, dates, copies, trash, plain fields."""

import pytest

from planner.domain.model import Activity, Certification, Course, Deadline, Exam, Expense
from planner.domain.money import Money
from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities, SetState
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.exams import RecordResult
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.planner import Planner
from tests.services.actions.test_activities import round_trip
from tests.services.actions.test_exams import AHEAD, PAST, booked, goal, refused, state
from tests.services.reading import only, rows


@pytest.mark.parametrize("way", ["menu", "board"])
def test_marking_as_passed_records_it_and_going_back_opens_it_again(planner: Planner, way: str) -> None:
    goal_id, _ = booked(planner)
    passed = SetState(goal_id, "passed") if way == "menu" else MoveActivities((goal_id,), status="done")
    back = SetState(goal_id, "booked") if way == "menu" else MoveActivities((goal_id,), status="in_progress")
    round_trip(planner, passed)
    assert (only(planner, Exam).result, state(planner)) == ("passed", "passed")
    assert only(planner, Activity).completed_on == PAST
    round_trip(planner, back)
    assert (only(planner, Exam).result, state(planner)) == ("", "booked")
    assert only(planner, Activity).completed_on is None


def test_a_day_of_completion_that_was_given_stays(planner: Planner) -> None:
    goal_id, _ = booked(planner)
    planner.run(SetState(goal_id, "passed", on="2026-11-23"))
    assert only(planner, Activity).completed_on == "2026-11-23"


@pytest.mark.parametrize("result", ["failed", "missed"])
def test_an_attempt_with_a_result_keeps_it(planner: Planner, result: str) -> None:
    goal_id, exam_id = booked(planner)
    planner.run(RecordResult(exam_id, result))
    round_trip(planner, SetState(goal_id, "passed"))
    assert only(planner, Exam).result == result


def test_an_exam_that_is_ahead_is_left_as_it_is(planner: Planner) -> None:
    goal_id, _ = booked(planner, AHEAD)
    planner.run(SetState(goal_id, "passed"))
    assert (only(planner, Exam).result, only(planner, Activity).completed_on) == ("", "2026-11-25")


def test_preparing_anew_leaves_the_attempts_alone(planner: Planner) -> None:
    goal_id, exam_id = booked(planner)
    planner.run(RecordResult(exam_id, "passed"))
    planner.run(SetState(goal_id, "preparing"))
    assert only(planner, Exam).result == "passed"


def test_the_day_of_a_booking_is_moved_and_removed_as_any_other(planner: Planner) -> None:
    goal_id, exam_id = booked(planner, AHEAD)
    day = only(planner, Deadline)
    round_trip(planner, PutDeadline(goal_id, "exam", day.id, on_date="2026-12-12"))
    assert only(planner, Exam).deadline_id == day.id
    refused(planner, PutDeadline(goal_id, "due", day.id, on_date="2026-12-12"), "exam that is booked")
    round_trip(planner, RemoveDeadline(day.id))
    assert rows(planner, Exam, id=exam_id) == []


def test_the_day_of_a_booking_takes_along_what_hangs_on_it(planner: Planner) -> None:
    goal_id, exam_id = booked(planner, AHEAD, reschedule_by="2026-12-07", cost=Money(100, "EUR"))
    day = only(planner, Deadline, kind="exam")
    round_trip(planner, PutDeadline(goal_id, "exam", day.id, on_date="2026-12-12"))
    assert only(planner, Expense).on_date == "2026-12-12"
    refused(planner, PutDeadline(goal_id, "exam", day.id, on_date="2026-12-06"), "reschedule lies after the exam")
    planner.run(PutDeadline(goal_id, "exam", day.id, on_date="2026-12-12", label="Second try"))
    planner.run(RemoveDeadline(only(planner, Deadline, kind="reschedule_by").id))
    planner.run(PutDeadline(goal_id, "exam", day.id, on_date=PAST))
    planner.run(RecordResult(exam_id, "failed"))
    refused(planner, PutDeadline(goal_id, "exam", day.id, on_date=AHEAD), "lies in the future")


def test_a_duplicate_starts_without_exams(planner: Planner) -> None:
    goal_id, _ = booked(planner, AHEAD, reschedule_by="2026-12-07", cost=Money(100, "EUR"))
    planner.run(PutDeadline(goal_id, "due", on_date="2026-12-05"))
    round_trip(planner, DuplicateActivities((goal_id,)))
    copy = rows(planner, Activity)[1]
    assert [row.kind for row in rows(planner, Deadline, activity_id=copy.id)] == ["due"]
    assert (rows(planner, Exam, activity_id=copy.id), rows(planner, Expense, activity_id=copy.id)) == ([], [])
    assert only(planner, Certification, activity_id=copy.id).state == "considering"


def test_what_is_purged_takes_its_exams_along(planner: Planner) -> None:
    goal_id, _ = booked(planner, AHEAD, reschedule_by="2026-12-07", cost=Money(100, "EUR"))
    planner.run(TrashActivities((goal_id,)))
    round_trip(planner, PurgeTrash())
    assert (rows(planner, Exam), rows(planner, Deadline), rows(planner, Expense)) == ([], [], [])


def test_an_expiry_before_the_issue_is_refused_wherever_it_is_set(planner: Planner) -> None:
    goal_id = goal(planner, "passed")
    planner.run(EditDetail(goal_id, (("issued_on", "2026-01-10"),)))
    refused(planner, PutDeadline(goal_id, "renewal", on_date="2026-01-09"), "before it was issued")
    planner.run(PutDeadline(goal_id, "renewal", on_date="2026-01-10"))
    refused(planner, EditDetail(goal_id, (("issued_on", "2026-01-11"),)), "before it was issued")
    planner.run(EditDetail(goal_id, (("code", "X"), ("issued_on", None))))
    planner.run(PutDeadline(goal_id, "renewal", on_date="2020-01-10"))


def test_fields_that_a_catalogue_knows_are_edited(planner: Planner) -> None:
    goal_id = goal(planner)
    fields = (("issuer_url", "aws.amazon.com"), ("level", " Associate "), ("prerequisites", "One\r\n\r\nTwo"))
    round_trip(planner, EditDetail(goal_id, fields))
    detail = only(planner, Certification)
    assert (detail.issuer_url, detail.level, detail.prerequisites) == (
        "https://aws.amazon.com", "Associate", "One\n\nTwo",
    )  # fmt: skip
    refused(planner, EditDetail(goal_id, (("issuer_url", "javascript:alert(1)"),)), "")
    course = ActivityId(planner.run(AddGoal("ML", "course")).added("activity")[0])
    for form in ("self_paced", "live_online", "in_person", ""):
        planner.run(EditDetail(course, (("format", form),)))
        assert only(planner, Course).format == form
    with pytest.raises(ValueError, match="hybrid"):
        planner.run(EditDetail(course, (("format", "hybrid"),)))
