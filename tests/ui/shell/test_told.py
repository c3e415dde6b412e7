"""What toasts say after a step, for what a person can do to one activity and to several."""

import pytest

from planner.domain.words import ActivityId, DeadlineKind, RoadmapId, Status, StepId
from planner.services.action import Action
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek, SetState
from planner.services.actions.archive import ArchiveActivities
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.deadlines import PutDeadline, SetDue
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.events_over import TellEvent
from planner.services.actions.roadmaps import AddRoadmap, AddStep, RemoveStep
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.ui.shell.told import told

ONE, BOTH = (ActivityId(1),), (ActivityId(1), ActivityId(2))
DONE = MoveActivities(BOTH, status=Status.DONE)


@pytest.fixture
def plan(empty_library: Planner) -> Planner:
    """Two steps, “Scales” with “Learn notes” and “Listen”."""
    for action in (
        AddRoadmap("Piano"),
        AddStep(RoadmapId(1), "Scales"),
        AddStep(RoadmapId(1), "Bach"),
        AddActivity("Learn notes", step_id=StepId(1)),
        AddActivity("Listen", step_id=StepId(1)),
    ):
        empty_library.run(action)
    return empty_library


@pytest.mark.parametrize(
    ("action", "sentence", "first"),
    [
        (AddActivity("Play", step_id=StepId(2)), "“Play” was added to Bach", None),
        (AddActivity("Play"), "“Play” was added to Inbox", None),
        (DuplicateActivities(BOTH), "2 activities were added", None),
        (TrashActivities(ONE), "“Learn notes” is in the trash", None),
        (TrashActivities(BOTH), "2 activities are in the trash", None),
        (ArchiveActivities(ONE), "“Learn notes” is archived", DONE),
        (ArchiveActivities(BOTH), "2 activities are archived", DONE),
        (MoveActivities(ONE, to_step=True, step_id=StepId(2)), "“Learn notes” is in Bach now", None),
        (MoveActivities(BOTH, to_step=True, step_id=None), "2 activities are in Inbox now", None),
        (MoveActivities(ONE, status=Status.DONE), "“Learn notes” is done", None),
        (MoveActivities(ONE, status=Status.IN_PROGRESS), "“Learn notes” is in progress", None),
        (MoveActivities(ONE, status=Status.PLANNED), "“Learn notes” is to do", DONE),
        (MoveActivities(BOTH, status=Status.SKIPPED), "2 activities are skipped", None),
        (PickForWeek(ONE, picked=True), "“Learn notes” is picked for this week", None),
        (PickForWeek(ONE, picked=False), "“Learn notes” is out of this week", PickForWeek(ONE, picked=True)),
        (SetDue(ONE, "2031-05-07"), "“Learn notes”: due on 7 May 2031", None),
        (SetDue(ONE, None), "“Learn notes”: due was removed", SetDue(ONE, "2031-05-07")),
        (
            PutDeadline(ActivityId(1), DeadlineKind.EXAM, on_date="2031-05-07", label="Theory"),
            "“Learn notes”: Theory on 7 May 2031",
            None,
        ),
        (RemoveStep(StepId(1), StepId(2)), "The step “Scales” is removed", None),
        (
            SetState(ActivityId(3), "booked"),
            "“Grade 1” is marked as booked",
            AddGoal("Grade 1", kind="certification"),
        ),
        (
            MoveActivities((*BOTH, ActivityId(3)), status=Status.DONE),
            "3 activities are done",
            AddGoal("Grade 1", kind="certification"),
        ),
        (
            MoveActivities((ActivityId(3),), status=Status.DONE, to_step=True, step_id=StepId(2)),
            "“Grade 1” is in Bach now",
            AddGoal("Grade 1", kind="certification"),
        ),
        (EditActivity(ActivityId(1), (("notes", "C major"),)), "Edit notes of “Learn notes”", None),
    ],
)
def test_the_toast_says_what_is_so_now(plan: Planner, action: Action, sentence: str, first: Action | None) -> None:
    if first is not None:
        plan.run(first)
    change = plan.run(action)
    assert told(plan, change) == sentence


@pytest.mark.parametrize("ids", [ONE, BOTH])
def test_what_comes_back_from_the_archive_is_told(plan: Planner, ids: tuple[ActivityId, ...]) -> None:
    plan.run(DONE)
    plan.run(ArchiveActivities(BOTH))
    sentence = told(plan, plan.run(ArchiveActivities(ids, archived=False)))
    assert sentence == ("“Learn notes” is back on the board" if len(ids) == 1 else "2 activities are back on the board")


def test_an_expiry_is_told_though_the_renewal_window_moves_with_it(plan: Planner) -> None:
    with plan.library.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO renewal_rule (activity_id, window_days, unit, grace_days, carry_maximum, carry_months,"
            " fee_currency, note) VALUES (1, 90, '', 0, 0, 0, '', '')"
        )
    change = plan.run(PutDeadline(ActivityId(1), DeadlineKind.RENEWAL, on_date="2031-05-07"))
    assert len(change.added("deadline")) == 2
    assert told(plan, change) == "“Learn notes”: renewal due on 7 May 2031"


def test_a_step_that_adds_one_thing_and_ends_another_is_told_by_its_name(plan: Planner) -> None:
    talk = ActivityId(plan.run(AddEvent("PyCon", "2026-11-20", "2026-11-22")).added("activity")[0])
    change = plan.run(TellEvent(talk, attended=True, outcome="Much", to_try="Try it"))
    assert told(plan, change) == "Tell how “PyCon” was"


def test_a_follow_up_is_told_with_its_word(plan: Planner) -> None:
    change = plan.run(PutDeadline(ActivityId(1), DeadlineKind.FOLLOW_UP, on_date="2031-05-07", label="Bo"))
    assert told(plan, change) == "“Learn notes”: follow up (Bo) on 7 May 2031"
