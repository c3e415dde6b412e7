"""Editing several activities at once: one step, one label, one undo; refused whole or not at all."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, ActivitySkill, ActivityTag, Course, Deadline, Skill, Step, Tag
from planner.domain.words import ActivityId, SkillId, StepId
from planner.services.actions.many import EditMany
from planner.services.planner import Planner
from planner.services.queries.many import shared
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows


def three(planner: Planner) -> tuple[ActivityId, ...]:
    return tuple(
        add(planner, title, tags=tags, due=due, priority=rank).id
        for title, tags, due, rank in (
            ("One", ("ml",), "2026-12-01", 0),
            ("Two", ("ML", "x"), None, 2),
            ("Three", (), None, 2),
        )
    )


def test_everything_that_is_given_is_set_on_all_and_taken_back_in_one_step(roadmap: Planner) -> None:
    ids = three(roadmap)
    step, skill = rows(roadmap, Step)[2], rows(roadmap, Skill)[0]
    label = round_trip(
        roadmap,
        EditMany(
            ids,
            status="in_progress",
            to_step=True,
            step_id=step.id,
            kind="course",
            priority=3,
            to_due=True,
            due="2026-12-24",
            add_tags=("#new",),
            drop_tags=("ml",),
            add_skills=((skill.id, 2.5),),
        ),
    )
    assert label == "Edit 3 activities"
    changed = [only(roadmap, Activity, id=each) for each in ids]
    assert {(row.status, row.step_id, row.kind, row.priority) for row in changed} == {
        ("in_progress", step.id, "course", 3)
    }
    assert {row.started_on for row in changed} == {"2026-11-25"}
    assert {course.state for course in rows(roadmap, Course) if course.activity_id in ids} == {"in_progress"}
    assert [only(roadmap, Deadline, activity_id=each).on_date for each in ids] == ["2026-12-24"] * 3
    names = {tag.id: tag.name for tag in rows(roadmap, Tag)}
    tags = {each: {names[use.tag_id] for use in rows(roadmap, ActivityTag, activity_id=each)} for each in ids}
    assert list(tags.values()) == [{"new"}, {"new", "x"}, {"new"}]
    assert {only(roadmap, ActivitySkill, activity_id=each).level for each in ids} == {2.5}


def test_what_is_not_given_stays(planner: Planner) -> None:
    ids = three(planner)
    before = [only(planner, Activity, id=each) for each in ids]
    round_trip(planner, EditMany(ids, priority=1))
    assert [only(planner, Activity, id=each) for each in ids] == [row._replace(priority=1) for row in before]
    assert len(rows(planner, ActivityTag)) == 3


def test_done_sets_the_day_and_back_to_do_clears_it(planner: Planner) -> None:
    ids = three(planner)
    planner.run(EditMany(ids, status="done"))
    assert {row.completed_on for row in rows(planner, Activity)} == {"2026-11-25"}
    planner.run(EditMany(ids, status="planned"))
    assert {row.completed_on for row in rows(planner, Activity)} == {None}


def test_dates_and_skills_can_be_taken_away(roadmap: Planner) -> None:
    ids, skill = three(roadmap), rows(roadmap, Skill)[0]
    roadmap.run(EditMany(ids, add_skills=((skill.id, 1.0),)))
    round_trip(roadmap, EditMany(ids, to_due=True, drop_skills=(skill.id,)))
    assert [rows(roadmap, kind, activity_id=each) for kind in (Deadline, ActivitySkill) for each in ids] == [[]] * 6


def test_the_label_of_one_names_it(planner: Planner) -> None:
    assert planner.run(EditMany((add(planner, "It").id,), priority=2)).label == "Edit “It”"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Nothing is to be changed"),
        ({"status": "finished"}, "not one of the choices"),
        ({"priority": 7}, "not one of the choices"),
        ({"kind": "hobby"}, "not one of the choices"),
        ({"to_due": True, "due": "2026-02-30"}, "2026-02-30"),
        ({"add_skills": ((SkillId(1), 2.3),)}, "not a level"),
        ({"add_tags": ("x" * 200,)}, "Shorten"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(planner: Planner, fields: dict[str, object], sentence: str) -> None:
    ids = three(planner)
    before = everything(planner)
    with pytest.raises(InvalidInputError, match=sentence):
        planner.run(EditMany(ids, **fields))  # type: ignore[arg-type]  # fields of EditMany
    assert everything(planner) == before


def test_nothing_selected_and_what_is_gone_are_refused(planner: Planner) -> None:
    ids = three(planner)
    before = everything(planner)
    with pytest.raises(InvalidInputError, match="Nothing is selected"):
        planner.run(EditMany((), priority=1))
    for action in (
        EditMany((*ids, ActivityId(999)), priority=1),
        EditMany(ids, to_step=True, step_id=StepId(99)),
        EditMany(ids, add_skills=((SkillId(999), 2.0),)),
    ):
        with pytest.raises(NotFoundError):
            planner.run(action)
    assert everything(planner) == before


def test_what_several_have_in_common(planner: Planner) -> None:
    found = planner.read(shared, three(planner))
    assert found.number == 3
    assert (set(found.statuses), set(found.priorities)) == ({"planned"}, {0, 2})
    assert found.dues == {"2026-12-01", None}
    assert [(use.name, use.uses) for use in found.tags] == [("ml", 2), ("x", 1)]
