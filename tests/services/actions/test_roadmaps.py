"""Several roadmaps in one plan: adding, ordering, putting away; and what becomes of the activities of a step."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Roadmap
from planner.domain.words import RoadmapId, StepId
from planner.services.actions.activities import AddActivity
from planner.services.actions.roadmaps import (
    AddRoadmap,
    AddStep,
    ArchiveRoadmap,
    MoveRoadmap,
    RemoveStep,
    RenameRoadmap,
)
from planner.services.planner import Planner
from planner.services.queries import board
from planner.services.queries.activity import trashed
from planner.services.queries.home import home
from planner.services.queries.roadmaps import all_roadmaps, roadmap_names
from planner.services.queries.shell import aim
from tests.services.reading import everything, only, rows


def names(planner: Planner) -> list[str]:
    return [roadmap.name for roadmap in planner.read(roadmap_names)]


def test_roadmaps_are_added_renamed_and_ordered(planner: Planner) -> None:
    for name in ("One", "Two", "Three"):
        assert planner.run(AddRoadmap(f"  {name}\n")).label == f"Add roadmap “{name}”"
    planner.run(MoveRoadmap(RoadmapId(3), RoadmapId(1)))
    assert names(planner) == ["Three", "One", "Two"]
    planner.run(MoveRoadmap(RoadmapId(3)))
    planner.run(RenameRoadmap(RoadmapId(2), "Second"))
    assert names(planner) == ["One", "Second", "Three"]
    with pytest.raises(InvalidInputError):
        planner.run(AddRoadmap("   "))
    for _ in range(6):
        planner.undo()
    assert names(planner) == []


def test_steps_are_numbered_in_each_roadmap(planner: Planner) -> None:
    for roadmap in (1, 2):
        planner.run(AddRoadmap(f"R{roadmap}"))
        for name in "ab":
            planner.run(AddStep(RoadmapId(roadmap), f"{roadmap}{name}"))
    lanes = planner.read(board.lanes, planner.today())[1:]
    assert [(lane.name, lane.number, lane.roadmap_id) for lane in lanes] == [
        ("1a", 1, 1), ("1b", 2, 1), ("2a", 1, 2), ("2b", 2, 2),
    ]  # fmt: skip
    assert planner.read(board.lanes, planner.today(), [StepId(4)])[0].number == 2


def test_an_archived_roadmap_is_put_away_with_its_steps(roadmap: Planner) -> None:
    planner = roadmap
    before = planner.read(aim)
    assert before is not None
    planner.run(AddRoadmap("Second"))
    planner.run(AddStep(RoadmapId(2), "Alone"))
    planner.run(AddActivity("Count me", step_id=StepId(8), estimate_minutes=60))
    planner.run(ArchiveRoadmap(RoadmapId(1)))
    assert names(planner) == ["Second"]
    assert [lane.name for lane in planner.read(board.lanes, planner.today()) if lane.step_id] == ["Alone"]
    shown = planner.read(home, planner.today(), "2026-11-25T09:00:00Z", "Europe/Berlin")
    assert [step.name for step in shown.steps] == ["Alone"]
    after = planner.read(aim)
    assert after is not None
    assert (after.done, after.total) == (0, 1)
    assert [(row.name, row.archived, row.steps) for row in planner.read(all_roadmaps)] == [
        ("Second", False, 1),
        (only(planner, Roadmap, id=1).name, True, 7),
    ]
    planner.run(ArchiveRoadmap(RoadmapId(1), archived=False))
    again = planner.read(aim)
    assert again is not None
    assert again.total == before.total + 1


def test_what_becomes_of_the_activities_of_a_removed_step(planner: Planner) -> None:
    for name in ("Gone", "Taker"):
        planner.run(AddStep(None, name))
    for title in ("One", "Two"):
        planner.run(AddActivity(title, step_id=StepId(1)))
    planner.run(AddActivity("There", step_id=StepId(2)))
    before = everything(planner)
    planner.run(RemoveStep(StepId(1)))
    assert [row.step_id for row in rows(planner, Activity)] == [None, None, 2]
    planner.undo()
    planner.run(RemoveStep(StepId(1), StepId(2)))
    moved = sorted(rows(planner, Activity), key=lambda row: row.position)
    assert [(row.title, row.step_id) for row in moved] == [("There", 2), ("One", 2), ("Two", 2)]
    planner.undo()
    planner.run(RemoveStep(StepId(1), trash=True))
    assert {row.title for row in planner.read(trashed)} == {"One", "Two"}
    planner.undo()
    assert everything(planner) == before
    for wrong in (StepId(1), StepId(99)):
        with pytest.raises(NotFoundError):
            planner.run(RemoveStep(StepId(1), wrong))
