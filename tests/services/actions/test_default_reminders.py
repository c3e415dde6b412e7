"""Reminders that come by themselves with a new date, and what changing the usual ones does to the dates ahead."""

import pytest

from planner.domain.default_reminders import DAY, USUAL
from planner.domain.errors import InvalidInputError
from planner.domain.model import Deadline, Reminder, Setting
from planner.domain.words import ActivityId, DeadlineId
from planner.services.actions.activities import MoveActivities, QuickAdd
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.deadlines import PutDeadline, SetDue, SetReminders
from planner.services.actions.default_reminders import SetDefaultReminders
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.planner import Planner
from planner.services.queries.reminders import DEFAULT_REMINDERS, dates_with, default_reminders
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows


def put(planner: Planner, activity_id: ActivityId, kind: str, day: str, **fields: object) -> DeadlineId:
    change = planner.run(PutDeadline(activity_id, kind, on_date=day, **fields))  # type: ignore[arg-type]
    return DeadlineId(change.added("deadline")[0])


def days_before(planner: Planner, deadline_id: int) -> list[float]:
    found = rows(planner, Reminder, deadline_id=deadline_id)
    return sorted((reminder.minutes_before / DAY for reminder in found), reverse=True)


@pytest.mark.parametrize(
    ("kind", "days"), [("renewal", [180, 90, 30, 7]), ("renewal_opens", [0]), ("exam", [14, 7, 1]), ("due", [])]
)
def test_a_new_date_gets_the_usual_reminders(planner: Planner, kind: str, days: list[float]) -> None:
    row = add(planner, "PMP", kind="certification")
    round_trip(planner, PutDeadline(row.id, kind, on_date="2027-06-01"))
    assert days_before(planner, only(planner, Deadline).id) == days


def test_what_the_person_says_goes_before_the_usual_ones(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    assert days_before(planner, put(planner, row.id, "exam", "2027-06-01", reminders=(2 * DAY,))) == [2]
    assert days_before(planner, put(planner, row.id, "exam", "2027-06-02", reminders=())) == []


def test_a_date_that_moves_keeps_its_reminders(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    exam = put(planner, row.id, "exam", "2027-06-01")
    planner.run(SetReminders(row.id, exam, (3 * DAY,)))
    planner.run(PutDeadline(row.id, "exam", exam, on_date="2027-07-01"))
    assert days_before(planner, exam) == [3]


def test_a_goal_is_reminded_of_from_its_first_day(planner: Planner) -> None:
    planner.run(AddGoal("PMP", "certification", held=True, issued_on="2025-01-01", expires_on="2028-01-01"))
    planner.run(AddGoal("CKA", "certification", exam_on="2027-02-01"))
    found = {row.kind: days_before(planner, row.id) for row in rows(planner, Deadline)}
    assert found == {"renewal": [180, 90, 30, 7], "exam": [14, 7, 1]}


def test_other_dates_and_calls_for_papers_get_what_the_plan_says(planner: Planner) -> None:
    planner.run(SetDefaultReminders({"other": (DAY,), "cfp_closes": (7 * DAY,)}))
    planner.run(QuickAdd("Report @2026-12-24"))
    row = add(planner, "Paper")
    planner.run(SetDue((row.id,), "2026-12-20"))
    planner.run(AddEvent("PyCon", "2027-04-01", None, cfp_date="2027-01-10"))
    found = [(each.kind, days_before(planner, each.id)) for each in rows(planner, Deadline)]
    assert found == [("due", [1]), ("due", [1]), ("cfp_closes", [7])]


def test_a_copy_has_the_reminders_of_the_original(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    put(planner, row.id, "exam", "2027-06-01", reminders=(2 * DAY,))
    planner.run(DuplicateActivities((row.id,)))
    assert [days_before(planner, each.id) for each in rows(planner, Deadline)] == [[2], [2]]


def test_the_usual_reminders_are_changed_in_one_step_and_leave_no_row_when_restored(planner: Planner) -> None:
    assert round_trip(planner, SetDefaultReminders({"exam": (DAY, 3 * DAY, DAY)})) == "Change the usual reminders"
    assert planner.read(default_reminders) == {**USUAL, "exam": (3 * DAY, DAY)}
    planner.run(SetDefaultReminders({"renewal": ()}))
    assert planner.read(default_reminders) == {**USUAL, "exam": (3 * DAY, DAY), "renewal": ()}
    planner.run(SetDefaultReminders(dict(USUAL)))
    assert rows(planner, Setting, key=DEFAULT_REMINDERS) == []


def test_dates_ahead_that_have_the_old_ones_come_along(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    usual, own = put(planner, row.id, "exam", "2027-06-01"), put(planner, row.id, "exam", "2027-06-02", reminders=(60,))
    past = put(planner, row.id, "exam", "2026-11-24")
    timed = planner.run(PutDeadline(row.id, "exam", wall="2027-06-03T10:00:00", zone="Asia/Tokyo")).added("deadline")[0]
    renewal = put(planner, row.id, "renewal", "2028-06-01")
    gone = add(planner, "Gone", kind="certification")
    of_done = put(planner, gone.id, "exam", "2027-06-01")
    planner.run(MoveActivities((gone.id,), status="done", on="2026-11-01"))
    today, now = "2026-11-25", "2026-11-25T09:00:00Z"
    assert {found[0] for found in planner.read(dates_with, {"exam": USUAL["exam"]}, today, now)} == {usual, timed}
    round_trip(planner, SetDefaultReminders({"exam": (21 * DAY,)}, dates_ahead=True))
    assert [days_before(planner, each) for each in (usual, timed)] == [[21], [21]]
    assert days_before(planner, own) == [60 / DAY]
    assert [days_before(planner, each) for each in (past, of_done)] == [[14, 7, 1]] * 2
    assert days_before(planner, renewal) == [180, 90, 30, 7]


def test_without_the_wish_dates_ahead_stay(planner: Planner) -> None:
    exam = put(planner, add(planner, "PMP", kind="certification").id, "exam", "2027-06-01")
    planner.run(SetDefaultReminders({"exam": ()}))
    assert days_before(planner, exam) == [14, 7, 1]


@pytest.mark.parametrize(
    "wrong", [{"party": (60,)}, {"exam": (-1,)}, {"exam": (999 * DAY,)}, {"exam": tuple(range(21))}]
)
def test_other_reminders_are_refused(planner: Planner, wrong: dict[str, tuple[int, ...]]) -> None:
    before = everything(planner)
    with pytest.raises(InvalidInputError):
        planner.run(SetDefaultReminders(wrong))
    assert everything(planner) == before
