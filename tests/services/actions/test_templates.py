"""A template comes in once, and a newer version of it is merged without touching what the person did."""

import msgspec
import pytest

from planner.domain.errors import NotFoundError
from planner.domain.model import (
    Activity,
    ActivitySkill,
    Certification,
    ChecklistItem,
    Course,
    Link,
    Profile,
    ProfileTarget,
    Roadmap,
    RubricLevel,
    Skill,
    Step,
    TemplateNode,
)
from planner.domain.words import Kind
from planner.exchange.template import load_template
from planner.exchange.template_format import Template
from planner.services.actions.activities import EditActivity, MoveActivities
from planner.services.actions.built_in import add_built_in
from planner.services.actions.details import EditDetail
from planner.services.actions.parts import EditChecklistItem
from planner.services.actions.roadmaps import RemoveStep
from planner.services.actions.templates import ApplyTemplate
from planner.services.actions.trash import PurgeTrash, RestoreActivities, TrashActivities
from planner.services.planner import Planner
from tests.services.reading import everything, only, rows

BUILT_IN = load_template("ai-ml-product-leader")


def newer(template: Template, **changes: object) -> Template:
    """The template one version on, with the fields of its first activity changed."""
    step = template.steps[0]
    first = msgspec.structs.replace(step.activities[0], **changes)
    changed = msgspec.structs.replace(step, activities=(first, *step.activities[1:]))
    return msgspec.structs.replace(template, version=template.version + 1, steps=(changed, *template.steps[1:]))


def first_activity(planner: Planner) -> Activity:
    return only(planner, Activity, node=BUILT_IN.steps[0].activities[0].key)


def test_the_built_in_roadmap_comes_in_whole(roadmap: Planner) -> None:
    assert [step.name for step in sorted(rows(roadmap, Step), key=lambda step: step.position)] == [
        step.name for step in BUILT_IN.steps
    ]
    assert len(rows(roadmap, Activity)) == sum(len(step.activities) for step in BUILT_IN.steps)
    assert len(rows(roadmap, Skill)) == 20
    assert len(rows(roadmap, RubricLevel)) == 120
    assert len(rows(roadmap, Profile)) == 3
    assert len(rows(roadmap, ProfileTarget)) == 60
    assert roadmap.history().undo == f"Add the roadmap “{BUILT_IN.name}”"
    roadmap.undo()
    assert all(found == [] for found in everything(roadmap).values())


def test_shipped_templates_are_named_in_one_way(planner: Planner) -> None:
    assert add_built_in() == ApplyTemplate.named(BUILT_IN.key) == ApplyTemplate(BUILT_IN)
    with pytest.raises(NotFoundError):
        ApplyTemplate.named("nowhere")
    planner.run(ApplyTemplate.named(BUILT_IN.key, skills_only=True))
    assert len(rows(planner, Skill)) == len(BUILT_IN.skills)
    assert rows(planner, Roadmap) == []


@pytest.mark.parametrize("name", ["ai-ml-product-leader", "blank"])
def test_the_same_version_again_changes_nothing(planner: Planner, name: str) -> None:
    planner.run(ApplyTemplate(load_template(name)))
    before = everything(planner)
    assert planner.run(ApplyTemplate(load_template(name))).rows == ()
    assert everything(planner) == before


def test_untouched_fields_follow_a_newer_template_and_edited_ones_stay(roadmap: Planner) -> None:
    row = first_activity(roadmap)
    roadmap.run(EditActivity(row.id, (("title", "My own words"),)))
    roadmap.run(MoveActivities((row.id,), status="in_progress"))
    before = everything(roadmap)
    update = newer(BUILT_IN, title="A better title", notes="Better notes", estimate_minutes=77)
    change = roadmap.run(ApplyTemplate(update))
    assert change.label == f"Update the roadmap “{BUILT_IN.name}”"
    after = first_activity(roadmap)
    assert (after.title, after.notes, after.estimate_minutes) == ("My own words", "Better notes", 77)
    assert after.status == "in_progress"
    assert only(roadmap, Roadmap).template_version == BUILT_IN.version + 1
    roadmap.undo()
    assert everything(roadmap) == before


def test_a_later_version_knows_what_the_one_before_shipped(roadmap: Planner) -> None:
    roadmap.run(ApplyTemplate(newer(BUILT_IN, title="Second")))
    roadmap.run(ApplyTemplate(msgspec.structs.replace(newer(BUILT_IN, title="Third"), version=3)))
    assert first_activity(roadmap).title == "Third"


@pytest.mark.parametrize("for_good", [False, True])
def test_what_was_deleted_stays_deleted(roadmap: Planner, *, for_good: bool) -> None:
    row = first_activity(roadmap)
    roadmap.run(TrashActivities((row.id,)))
    if for_good:
        roadmap.run(PurgeTrash())
    roadmap.run(ApplyTemplate(newer(BUILT_IN, title="It is back")))
    assert [found for found in rows(roadmap, Activity, title="It is back") if found.trashed_at is None] == []


def test_new_activities_are_added_and_dropped_ones_stay(roadmap: Planner) -> None:
    step = BUILT_IN.steps[0]
    extra = msgspec.structs.replace(step.activities[0], key="brand-new", title="Brand new")
    changed = msgspec.structs.replace(step, activities=(extra, *step.activities[1:]))
    update = msgspec.structs.replace(BUILT_IN, version=2, steps=(changed, *BUILT_IN.steps[1:]))
    total = len(rows(roadmap, Activity))
    roadmap.run(ApplyTemplate(update))
    assert len(rows(roadmap, Activity)) == total + 1
    assert only(roadmap, Activity, title="Brand new").step_id == only(roadmap, Step, node=step.key).id
    assert first_activity(roadmap).trashed_at is None


def test_a_new_card_of_a_removed_step_goes_to_the_inbox(roadmap: Planner) -> None:
    step = BUILT_IN.steps[0]
    roadmap.run(RemoveStep(only(roadmap, Step, node=step.key).id))
    extra = msgspec.structs.replace(step.activities[0], key="brand-new", title="Brand new")
    changed = msgspec.structs.replace(step, activities=(*step.activities, extra))
    roadmap.run(ApplyTemplate(msgspec.structs.replace(BUILT_IN, version=2, steps=(changed, *BUILT_IN.steps[1:]))))
    assert only(roadmap, Activity, title="Brand new").step_id is None
    assert rows(roadmap, Step, node=step.key) == []


def test_parts_are_merged_one_by_one(roadmap: Planner) -> None:
    chosen = next(a for step in BUILT_IN.steps for a in step.activities if a.checklist and step is BUILT_IN.steps[0])
    row = only(roadmap, Activity, node=chosen.key)
    item = rows(roadmap, ChecklistItem, activity_id=row.id)[0]
    roadmap.run(EditChecklistItem(item.id, done=True))
    step = BUILT_IN.steps[0]
    link = msgspec.convert({"url": "https://example.org/new", "title": "New"}, type(step.activities[0].links[0]))
    better = msgspec.structs.replace(
        chosen,
        checklist=(*chosen.checklist, "One more line"),
        links=(*chosen.links, link),
        tags=(*chosen.tags, "new-tag"),
    )
    activities = tuple(better if found.key == chosen.key else found for found in step.activities)
    changed = msgspec.structs.replace(step, activities=activities)
    roadmap.run(ApplyTemplate(msgspec.structs.replace(BUILT_IN, version=2, steps=(changed, *BUILT_IN.steps[1:]))))
    items = rows(roadmap, ChecklistItem, activity_id=row.id)
    assert [found.text for found in items] == [*chosen.checklist, "One more line"]
    assert items[0].done
    assert "https://example.org/new" in {found.url for found in rows(roadmap, Link, activity_id=row.id)}
    assert len(rows(roadmap, ActivitySkill, activity_id=row.id)) == len(chosen.skills)


def test_each_node_is_remembered_once(roadmap: Planner) -> None:
    nodes = rows(roadmap, TemplateNode)
    assert len({node.node for node in nodes}) == len(nodes)
    assert {node.entity for node in nodes} == {"roadmap", "step", "activity", "category", "skill", "profile"}


def in_other_step(template: Template, version: int, *, dropped: bool = False) -> Template:
    """The template with the first activity of its first step in the second step; that first step may be dropped."""
    first, second, *others = template.steps
    taken, *left = first.activities
    shorter = msgspec.structs.replace(first, activities=tuple(left))
    longer = msgspec.structs.replace(second, activities=(*second.activities, taken))
    steps = (longer, *others) if dropped else (shorter, longer, *others)
    return msgspec.structs.replace(template, version=version, steps=steps)


def test_a_card_in_the_trash_follows_and_is_up_to_date_when_it_is_restored(roadmap: Planner) -> None:
    row = first_activity(roadmap)
    roadmap.run(TrashActivities((row.id,)))
    roadmap.run(ApplyTemplate(newer(BUILT_IN, title="Second")))
    assert first_activity(roadmap).trashed_at is not None
    roadmap.run(RestoreActivities((row.id,)))
    assert first_activity(roadmap).title == "Second"
    roadmap.run(ApplyTemplate(msgspec.structs.replace(newer(BUILT_IN, title="Third"), version=3)))
    assert first_activity(roadmap).title == "Third"


@pytest.mark.parametrize("dropped", [False, True])
def test_a_card_follows_into_another_step(roadmap: Planner, *, dropped: bool) -> None:
    roadmap.run(ApplyTemplate(in_other_step(BUILT_IN, 2, dropped=dropped)))
    assert first_activity(roadmap).step_id == only(roadmap, Step, node=BUILT_IN.steps[1].key).id


def test_a_card_in_the_inbox_stays_there_when_its_step_was_removed(roadmap: Planner) -> None:
    roadmap.run(RemoveStep(only(roadmap, Step, node=BUILT_IN.steps[0].key).id))
    roadmap.run(ApplyTemplate(in_other_step(BUILT_IN, 2)))
    assert first_activity(roadmap).step_id is None


@pytest.fixture
def certification(roadmap: Planner) -> tuple[Template, Template, Activity]:
    """The built-in template, one in which its first certification is a course, and the card of it."""
    for number, step in enumerate(BUILT_IN.steps):
        for place, activity in enumerate(step.activities):
            if activity.certification is not None:
                course = msgspec.structs.replace(activity, kind=Kind.COURSE, certification=None, course=None)
                activities = (*step.activities[:place], course, *step.activities[place + 1 :])
                changed = msgspec.structs.replace(step, activities=activities)
                steps = (*BUILT_IN.steps[:number], changed, *BUILT_IN.steps[number + 1 :])
                update = msgspec.structs.replace(BUILT_IN, version=2, steps=steps)
                return BUILT_IN, update, only(roadmap, Activity, node=activity.key)
    raise AssertionError


def test_a_card_follows_into_another_kind_while_nothing_was_done_with_it(
    roadmap: Planner, certification: tuple[Template, Template, Activity]
) -> None:
    before, after, row = certification
    roadmap.run(ApplyTemplate(after))
    assert only(roadmap, Activity, id=row.id).kind == "course"
    assert only(roadmap, Course, activity_id=row.id).state == "considering"
    assert rows(roadmap, Certification, activity_id=row.id) == []
    roadmap.run(ApplyTemplate(msgspec.structs.replace(before, version=3)))
    assert only(roadmap, Certification, activity_id=row.id).issuer != ""


def test_a_card_that_was_begun_keeps_its_kind(
    roadmap: Planner, certification: tuple[Template, Template, Activity]
) -> None:
    _, after, row = certification
    roadmap.run(EditDetail(row.id, (("credential_id", "A-1"),)))
    roadmap.run(ApplyTemplate(after))
    assert only(roadmap, Activity, id=row.id).kind == "certification"
    assert only(roadmap, Certification, activity_id=row.id).credential_id == "A-1"
    assert rows(roadmap, Course, activity_id=row.id) == []
