"""A line of a checklist becomes an activity: behind its parent, in one step, and the line goes."""

import pytest

from planner.domain.errors import NotFoundError
from planner.domain.model import Activity, ChecklistItem, Step
from planner.services.actions.activities import MoveActivities
from planner.services.actions.parts import AddChecklistItem, EditChecklistItem
from planner.services.actions.promote import PromoteChecklistItem
from planner.services.planner import Planner
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows


def in_order(planner: Planner, status: str = "planned") -> list[str]:
    found = [row for row in rows(planner, Activity) if row.step_id is None and row.status == status]
    return [row.title for row in sorted(found, key=lambda row: row.position)]


def line_of(planner: Planner, activity: Activity, text: str = "Line") -> int:
    planner.run(AddChecklistItem(activity.id, text))
    return rows(planner, ChecklistItem)[-1].id


def test_it_stands_behind_its_parent_and_the_line_goes(planner: Planner) -> None:
    parent = add(planner, "Parent", core=False)
    add(planner, "Next")
    item = line_of(planner, parent)
    assert round_trip(planner, PromoteChecklistItem(item)) == "Make “Line” an activity"
    assert in_order(planner) == ["Parent", "Line", "Next"]
    assert not only(planner, Activity, title="Line").core
    assert rows(planner, ChecklistItem) == []


def test_in_a_step_it_stays_in_that_step(roadmap: Planner) -> None:
    step = rows(roadmap, Step)[1]
    parent = add(roadmap, "Parent", step_id=step.id)
    roadmap.run(PromoteChecklistItem(line_of(roadmap, parent)))
    assert only(roadmap, Activity, title="Line").step_id == step.id


def test_of_a_parent_in_progress_it_comes_first_in_to_do(planner: Planner) -> None:
    parent = add(planner, "Parent")
    add(planner, "Next")
    planner.run(MoveActivities((parent.id,), status="in_progress"))
    planner.run(PromoteChecklistItem(line_of(planner, parent)))
    assert in_order(planner) == ["Line", "Next"]


def test_a_ticked_line_is_done(planner: Planner) -> None:
    item = line_of(planner, add(planner, "Parent"))
    planner.run(EditChecklistItem(item, done=True))
    round_trip(planner, PromoteChecklistItem(item))
    made = only(planner, Activity, title="Line")
    assert (made.status, made.completed_on) == ("done", "2026-11-25")


def test_a_line_that_is_gone_is_refused(planner: Planner) -> None:
    before = everything(planner)
    with pytest.raises(NotFoundError):
        planner.run(PromoteChecklistItem(99))
    assert everything(planner) == before
