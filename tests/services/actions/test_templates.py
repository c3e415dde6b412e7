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
    RenewalRule,
    Roadmap,
    RubricLevel,
    RuleCategory,
    Skill,
    Step,
    TemplateNode,
)
from planner.domain.renewal import Category, Rule
from planner.domain.words import Kind
from planner.exchange.template import load_template
from planner.exchange.template_format import Template
from planner.services.actions.activities import EditActivity, MoveActivities
from planner.services.actions.built_in import add_built_in
from planner.services.actions.details import EditDetail
from planner.services.actions.parts import EditChecklistItem
from planner.services.actions.renewals import PutRule
from planner.services.actions.roadmaps import RemoveStep
from planner.services.actions.templates import ApplyTemplate
from planner.services.actions.trash import PurgeTrash, RestoreActivities, TrashActivities
from planner.services.planner import Planner
from tests.services.reading import everything, only, rows

BUILT_IN = load_template("ai-ml-product-leader")


def shortened(template: Template) -> Template:
    """A few activities of each step, a certification and a checklist among them: enough for every rule of a merge."""
    steps = []
    for step in template.steps:
        some = [*step.activities[:3]]
        some += [next((a for a in step.activities if a.certification), step.activities[0])]
        some += [next((a for a in step.activities if a.checklist), step.activities[0])]
        steps.append(msgspec.structs.replace(step, activities=tuple({a.key: a for a in some}.values())))
    return msgspec.structs.replace(template, steps=tuple(steps), skills=template.skills[:6], profiles=())


SMALL = shortened(BUILT_IN)


@pytest.fixture
def small(planner: Planner) -> Planner:
    """A library with the short template."""
    planner.run(ApplyTemplate(SMALL))
    return planner


def newer(template: Template, **changes: object) -> Template:
    """The template one version on, with the fields of its first activity changed."""
    step = template.steps[0]
    first = msgspec.structs.replace(step.activities[0], **changes)
    changed = msgspec.structs.replace(step, activities=(first, *step.activities[1:]))
    return msgspec.structs.replace(template, version=template.version + 1, steps=(changed, *template.steps[1:]))


def first_activity(planner: Planner) -> Activity:
    return only(planner, Activity, node=SMALL.steps[0].activities[0].key)


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


def test_untouched_fields_follow_a_newer_template_and_edited_ones_stay(small: Planner) -> None:
    row = first_activity(small)
    small.run(EditActivity(row.id, (("title", "My own words"),)))
    small.run(MoveActivities((row.id,), status="in_progress"))
    before = everything(small)
    update = newer(SMALL, title="A better title", notes="Better notes", estimate_minutes=77)
    change = small.run(ApplyTemplate(update))
    assert change.label == f"Update the roadmap “{SMALL.name}”"
    after = first_activity(small)
    assert (after.title, after.notes, after.estimate_minutes) == ("My own words", "Better notes", 77)
    assert after.status == "in_progress"
    assert only(small, Roadmap).template_version == SMALL.version + 1
    small.undo()
    assert everything(small) == before


def test_a_later_version_knows_what_the_one_before_shipped(small: Planner) -> None:
    small.run(ApplyTemplate(newer(SMALL, title="Second")))
    small.run(ApplyTemplate(msgspec.structs.replace(newer(SMALL, title="Third"), version=3)))
    assert first_activity(small).title == "Third"


@pytest.mark.parametrize("for_good", [False, True])
def test_what_was_deleted_stays_deleted(small: Planner, *, for_good: bool) -> None:
    row = first_activity(small)
    small.run(TrashActivities((row.id,)))
    if for_good:
        small.run(PurgeTrash())
    small.run(ApplyTemplate(newer(SMALL, title="It is back")))
    assert [found for found in rows(small, Activity, title="It is back") if found.trashed_at is None] == []


def test_new_activities_are_added_and_dropped_ones_stay(small: Planner) -> None:
    step = SMALL.steps[0]
    extra = msgspec.structs.replace(step.activities[0], key="brand-new", title="Brand new")
    changed = msgspec.structs.replace(step, activities=(extra, *step.activities[1:]))
    update = msgspec.structs.replace(SMALL, version=2, steps=(changed, *SMALL.steps[1:]))
    total = len(rows(small, Activity))
    small.run(ApplyTemplate(update))
    assert len(rows(small, Activity)) == total + 1
    assert only(small, Activity, title="Brand new").step_id == only(small, Step, node=step.key).id
    assert first_activity(small).trashed_at is None


def test_a_new_card_of_a_removed_step_goes_to_the_inbox(small: Planner) -> None:
    step = SMALL.steps[0]
    small.run(RemoveStep(only(small, Step, node=step.key).id))
    extra = msgspec.structs.replace(step.activities[0], key="brand-new", title="Brand new")
    changed = msgspec.structs.replace(step, activities=(*step.activities, extra))
    small.run(ApplyTemplate(msgspec.structs.replace(SMALL, version=2, steps=(changed, *SMALL.steps[1:]))))
    assert only(small, Activity, title="Brand new").step_id is None
    assert rows(small, Step, node=step.key) == []


def test_parts_are_merged_one_by_one(small: Planner) -> None:
    chosen = next(a for step in SMALL.steps for a in step.activities if a.checklist and step is SMALL.steps[0])
    row = only(small, Activity, node=chosen.key)
    item = rows(small, ChecklistItem, activity_id=row.id)[0]
    small.run(EditChecklistItem(item.id, done=True))
    step = SMALL.steps[0]
    link = msgspec.convert({"url": "https://example.org/new", "title": "New"}, type(step.activities[0].links[0]))
    better = msgspec.structs.replace(
        chosen,
        checklist=(*chosen.checklist, "One more line"),
        links=(*chosen.links, link),
        tags=(*chosen.tags, "new-tag"),
    )
    activities = tuple(better if found.key == chosen.key else found for found in step.activities)
    changed = msgspec.structs.replace(step, activities=activities)
    small.run(ApplyTemplate(msgspec.structs.replace(SMALL, version=2, steps=(changed, *SMALL.steps[1:]))))
    items = rows(small, ChecklistItem, activity_id=row.id)
    assert [found.text for found in items] == [*chosen.checklist, "One more line"]
    assert items[0].done
    assert "https://example.org/new" in {found.url for found in rows(small, Link, activity_id=row.id)}
    assert len(rows(small, ActivitySkill, activity_id=row.id)) == len(chosen.skills)


def test_each_node_is_remembered_once(small: Planner) -> None:
    nodes = rows(small, TemplateNode)
    assert len({node.node for node in nodes}) == len(nodes)
    assert {node.entity for node in nodes} == {"roadmap", "step", "activity", "category", "skill"}


def in_other_step(template: Template, version: int, *, dropped: bool = False) -> Template:
    """The template with the first activity of its first step in the second step; that first step may be dropped."""
    first, second, *others = template.steps
    taken, *left = first.activities
    shorter = msgspec.structs.replace(first, activities=tuple(left))
    longer = msgspec.structs.replace(second, activities=(*second.activities, taken))
    steps = (longer, *others) if dropped else (shorter, longer, *others)
    return msgspec.structs.replace(template, version=version, steps=steps)


def test_a_card_in_the_trash_follows_and_is_up_to_date_when_it_is_restored(small: Planner) -> None:
    row = first_activity(small)
    small.run(TrashActivities((row.id,)))
    small.run(ApplyTemplate(newer(SMALL, title="Second")))
    assert first_activity(small).trashed_at is not None
    small.run(RestoreActivities((row.id,)))
    assert first_activity(small).title == "Second"
    small.run(ApplyTemplate(msgspec.structs.replace(newer(SMALL, title="Third"), version=3)))
    assert first_activity(small).title == "Third"


@pytest.mark.parametrize("dropped", [False, True])
def test_a_card_follows_into_another_step(small: Planner, *, dropped: bool) -> None:
    small.run(ApplyTemplate(in_other_step(SMALL, 2, dropped=dropped)))
    assert first_activity(small).step_id == only(small, Step, node=SMALL.steps[1].key).id


def test_a_card_in_the_inbox_stays_there_when_its_step_was_removed(small: Planner) -> None:
    small.run(RemoveStep(only(small, Step, node=SMALL.steps[0].key).id))
    small.run(ApplyTemplate(in_other_step(SMALL, 2)))
    assert first_activity(small).step_id is None


@pytest.fixture
def certification(small: Planner) -> tuple[Template, Template, Activity]:
    """The built-in template, one in which its first certification is a course, and the card of it."""
    for number, step in enumerate(SMALL.steps):
        for place, activity in enumerate(step.activities):
            if activity.certification is not None:
                course = msgspec.structs.replace(activity, kind=Kind.COURSE, certification=None, course=None)
                activities = (*step.activities[:place], course, *step.activities[place + 1 :])
                changed = msgspec.structs.replace(step, activities=activities)
                steps = (*SMALL.steps[:number], changed, *SMALL.steps[number + 1 :])
                update = msgspec.structs.replace(SMALL, version=2, steps=steps)
                return SMALL, update, only(small, Activity, node=activity.key)
    raise AssertionError


def test_a_card_follows_into_another_kind_while_nothing_was_done_with_it(
    small: Planner, certification: tuple[Template, Template, Activity]
) -> None:
    before, after, row = certification
    small.run(ApplyTemplate(after))
    assert only(small, Activity, id=row.id).kind == "course"
    assert only(small, Course, activity_id=row.id).state == "considering"
    assert rows(small, Certification, activity_id=row.id) == []
    small.run(ApplyTemplate(msgspec.structs.replace(before, version=3)))
    assert only(small, Certification, activity_id=row.id).issuer != ""


def test_the_renewal_rule_goes_with_the_kind(
    small: Planner, certification: tuple[Template, Template, Activity]
) -> None:
    _, after, row = certification
    kept = only(small, Certification, activity_id=row.id)
    rule = Rule(kept.renewal_method, kept.validity_months, "PDU", categories=(Category("Education"),))
    small.run(PutRule(row.id, rule))
    small.run(ApplyTemplate(after))
    assert only(small, Activity, id=row.id).kind == "course"
    assert (rows(small, RenewalRule), rows(small, RuleCategory)) == ([], [])
    small.undo()
    assert only(small, RuleCategory).name == "Education"


def test_a_card_that_was_begun_keeps_its_kind(
    small: Planner, certification: tuple[Template, Template, Activity]
) -> None:
    _, after, row = certification
    small.run(EditDetail(row.id, (("credential_id", "A-1"),)))
    small.run(ApplyTemplate(after))
    assert only(small, Activity, id=row.id).kind == "certification"
    assert only(small, Certification, activity_id=row.id).credential_id == "A-1"
    assert rows(small, Course, activity_id=row.id) == []
