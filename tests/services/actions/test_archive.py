"""The archive of what is done, and what becomes of the trash after 30 days."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, ChecklistItem, Deadline
from planner.domain.words import ActivityId, StepId
from planner.services import libraries
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities
from planner.services.actions.archive import ArchiveActivities, ArchiveDone
from planner.services.actions.parts import AddChecklistItem
from planner.services.actions.roadmaps import AddStep
from planner.services.actions.trash import TrashActivities
from planner.services.clock import FixedClock
from planner.services.planner import Planner
from planner.services.queries import board, board_order
from planner.services.queries.activity import archived, trashed
from planner.services.queries.consistency import inconsistencies
from planner.services.queries.status import counts
from planner.storage.library import Library
from tests.services.reading import everything, only, rows

BEGIN = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def add(planner: Planner, title: str, **fields: object) -> ActivityId:
    return ActivityId(planner.run(AddActivity(title, **fields)).added("activity")[0])  # type: ignore[arg-type]  # fields of AddActivity


def test_what_is_archived_leaves_the_board_and_nothing_else(planner: Planner) -> None:
    planner.run(AddStep(None, "One"))
    step = StepId(1)
    kept, gone = (add(planner, title, status="done", step_id=step, estimate_minutes=60) for title in ("Kept", "Gone"))
    before = planner.read(board.lanes, planner.today())[1]
    change = planner.run(ArchiveActivities((gone,)))
    assert change.label == "Archive “Gone”"
    lane = planner.read(board.lanes, planner.today())[1]
    assert (before.counts, lane.counts) == ({"done": 2}, {"done": 1})
    assert lane.progress == before.progress
    assert planner.read(board_order.keys, planner.today(), [step]).keys == {board.Place(step, "done"): [kept]}
    assert gone not in planner.read(board_order.places, [kept, gone], planner.today())
    assert planner.read(counts).by_status["done"] == 2
    assert [(row.id, row.step) for row in planner.read(archived)] == [(gone, "One")]
    planner.run(ArchiveActivities((gone,), archived=False))
    assert planner.read(board.lanes, planner.today())[1].counts == {"done": 2}
    assert planner.read(archived) == ()


def test_only_what_is_done_can_be_archived_and_it_comes_back_when_it_is_not(planner: Planner) -> None:
    one, other = add(planner, "One", status="done"), add(planner, "Other")
    with pytest.raises(InvalidInputError, match=r"“Other” is not done"):
        planner.run(ArchiveActivities((one, other)))
    planner.run(ArchiveActivities((one,)))
    planner.run(MoveActivities((one,), status="in_progress"))
    assert only(planner, Activity, id=one).archived_at is None
    planner.undo()
    assert only(planner, Activity, id=one).archived_at is not None


def test_all_that_is_done_in_a_step_goes_in_one_step_to_undo(planner: Planner) -> None:
    for number in range(3):
        add(planner, f"Done {number}", status="done")
    add(planner, "Open")
    before = everything(planner)
    assert planner.run(ArchiveDone(None)).label == "Archive 3 activities"
    assert len(planner.read(archived)) == 3
    with pytest.raises(InvalidInputError, match="Nothing is done here yet"):
        planner.run(ArchiveDone(None))
    planner.undo()
    assert everything(planner) == before


@pytest.fixture
def at(library_path: Path) -> Callable[[int], Planner]:
    """The plan as it is opened so many days after the first one."""
    return lambda days: Planner(Library.open(library_path), FixedClock(BEGIN + timedelta(days=days), "UTC"))


def test_the_trash_is_emptied_after_thirty_days_and_the_journal_forgets_it(at: Callable[[int], Planner]) -> None:
    plan = at(0)
    old, young, alive = (add(plan, title, due="2026-12-01") for title in ("Old", "Young", "Alive"))
    plan.run(AddChecklistItem(old, "a line"))
    plan.run(TrashActivities((old,)))
    plan.close()
    plan = at(10)
    plan.run(TrashActivities((young,)))
    plan.run(EditActivity(alive, (("title", "Still alive"),)))
    plan.close()
    plan = at(30)
    assert libraries.purge_old_trash(plan) == 0
    plan.close()
    plan = at(31)
    assert libraries.purge_old_trash(plan) == 1
    assert [row.id for row in plan.read(trashed)] == [young]
    assert rows(plan, ChecklistItem) == []
    assert [row.activity_id for row in rows(plan, Deadline)] == [young, alive]
    assert (plan.read(inconsistencies), plan.library.problems(quick=False)) == ([], [])
    labels = []
    while (change := plan.undo()) is not None:
        labels.append(change.label)
    assert labels == ["Rename “Still alive”", "Delete “Young”", "Add “Alive”", "Add “Young”"]
    with pytest.raises(NotFoundError):
        plan.run(EditActivity(old, (("title", "Back"),)))
    plan.close()
