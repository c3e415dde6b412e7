"""The attempts at an exam as the inspector shows them, and that what is over is no duty any more."""

from datetime import date

import pytest

from planner.domain.filters import CardFilter, DueWindow
from planner.domain.model import Exam
from planner.domain.money import Money
from planner.domain.words import ActivityId, ExamId
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal
from planner.services.actions.exams import BookExam, EditExam, RecordResult
from planner.services.goal_facts import facts
from planner.services.planner import Planner
from planner.services.queries.board_cards import next_dates
from planner.services.queries.board_filter import matching
from planner.services.queries.exams import Attempt, attempts
from planner.services.queries.goals import Section, goals, goals_in_sections
from planner.services.queries.home import home
from tests.services.reading import rows, statements

TODAY, NOW = date(2026, 11, 25), "2026-11-25T09:00:00Z"


def read(planner: Planner, goal_id: ActivityId, zone: str = "Europe/Berlin") -> tuple[Attempt, ...]:
    return planner.read(attempts, goal_id, TODAY, NOW, zone)


@pytest.fixture
def goal_id(planner: Planner) -> ActivityId:
    return ActivityId(planner.run(AddGoal("AWS", "certification", provider="Amazon")).added("activity")[0])


def test_the_newest_attempt_comes_first_with_all_that_belongs_to_it(planner: Planner, goal_id: ActivityId) -> None:
    planner.run(BookExam(goal_id, on_date="2026-05-12", reschedule_by="2026-05-10", cost=Money(100, "EUR"), paid=True))
    first = rows(planner, Exam)[0].id
    planner.run(RecordResult(first, "failed", 640, 1000, 700))
    planner.run(
        BookExam(
            goal_id, wall="2026-12-09T23:30:00", zone="UTC", place="Hall", online=True, reference="X-1",
            cost=Money(9900, "USD"), reminders=(60, 1440),
        )
    )  # fmt: skip
    newest, oldest = read(planner, goal_id)
    assert (newest.number, newest.day, newest.time, newest.days_left, newest.over) == (
        2, date(2026, 12, 10), "00:30", 15, False,
    )  # fmt: skip
    assert (newest.wall, newest.zone, newest.place, newest.online, newest.reference) == (
        "2026-12-09T23:30:00", "UTC", "Hall", True, "X-1",
    )  # fmt: skip
    assert (newest.costs, newest.expenses, newest.paid, newest.reminders) == (
        (Money(9900, "USD"),), 1, False, (1440, 60),
    )  # fmt: skip
    assert newest.reschedule_by is None  # that of the first attempt is not its own
    assert newest.is_open
    assert (oldest.number, oldest.time, oldest.result, oldest.score, oldest.reschedule_by, oldest.paid) == (
        1, "", "failed", 640, date(2026, 5, 10), True,
    )  # fmt: skip
    assert (oldest.days_left, oldest.over, oldest.is_open) == (-197, True, False)
    (newest, _) = read(planner, goal_id, "America/New_York")
    assert (newest.day, newest.time) == (date(2026, 12, 9), "18:30")


def test_an_exam_is_over_from_its_moment_on_and_a_day_when_it_has_passed(planner: Planner, goal_id: ActivityId) -> None:
    planner.run(BookExam(goal_id, on_date="2026-11-25"))
    (attempt,) = read(planner, goal_id)
    assert (attempt.days_left, attempt.over) == (0, False)
    assert attempt.exam_id is not None
    for minute, over in (("10:00", True), ("10:01", False)):
        planner.run(EditExam(attempt.exam_id, wall=f"2026-11-25T{minute}:00", zone="Europe/Berlin"))
        assert read(planner, goal_id)[0].over is over


def test_a_day_without_a_booking_is_no_exam_yet(planner: Planner, goal_id: ActivityId) -> None:
    planner.run(PutDeadline(goal_id, "exam", on_date="2026-12-09"))
    planner.run(PutDeadline(goal_id, "reschedule_by", on_date="2026-12-07"))
    (noted,) = read(planner, goal_id)
    assert (noted.exam_id, noted.is_open, noted.reschedule_by) == (None, False, None)


def test_the_number_of_statements_does_not_grow(planner: Planner, goal_id: ActivityId) -> None:
    for day in ("2026-01-10", "2026-02-10", "2026-03-10"):
        planner.run(BookExam(goal_id, on_date=day, cost=Money(100, "EUR"), reminders=(60,)))
        planner.run(RecordResult(ExamId(rows(planner, Exam)[-1].id), "missed"))
    with statements(planner) as seen:
        assert len(read(planner, goal_id)) == 3
    assert len(seen) == 3


def test_an_exam_that_was_not_passed_is_no_duty_any_more(planner: Planner, goal_id: ActivityId) -> None:
    late = CardFilter(due=frozenset({DueWindow.OVERDUE}))
    planner.run(BookExam(goal_id, on_date="2026-11-20"))

    def what_is_open() -> tuple[object, ...]:
        (row,) = planner.read(goals, TODAY, "UTC")
        return (
            facts(row, TODAY).urgent,
            len(planner.read(home, TODAY, NOW, "UTC").notices),
            planner.read(next_dates, [goal_id], TODAY),
            planner.read(matching, late, TODAY),
        )

    assert what_is_open() == (True, 1, {goal_id: ("2026-11-20", "exam")}, {goal_id})
    planner.run(RecordResult(rows(planner, Exam)[0].id, "failed"))
    assert what_is_open() == (False, 0, {}, set())
    (row,) = planner.read(goals, TODAY, "UTC")
    assert facts(row, TODAY).fact == "Exam not booked"
    other = ActivityId(planner.run(AddGoal("Other", "certification", exam_on="2026-11-22")).added("activity")[0])
    found = planner.read(goals_in_sections, TODAY, "UTC", whole=True)
    assert [goal.id for goal in found[Section.PREPARING].rows] == [other, goal_id]  # only one has a date
