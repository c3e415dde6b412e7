"""The three levels of each skill, and the means of the categories."""

import pytest

from planner.domain.model import Activity, ActivitySkill, Profile, ProfileTarget, Skill
from planner.services.actions.activities import MoveActivities
from planner.services.actions.skills import AddSkill, Assess, ChooseProfile, ForgetRating, RemoveSkill, RenameSkill
from planner.services.actions.templates import ApplyTemplate
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.skills import SkillRow, SkillsView, claims, skills_view, with_claims
from tests.services.reading import rows


def skill_named(view: SkillsView, name: str) -> SkillRow:
    return next(row for category in view.categories for row in category.skills if row.name == name)


def test_nothing_rated_is_unknown_and_not_zero(roadmap: Planner) -> None:
    view = roadmap.read(skills_view, roadmap.today())
    assert [len(view.categories), sum(len(category.skills) for category in view.categories)] == [6, 20]
    assert all(category.claimed is None and category.evidenced is None for category in view.categories)
    assert all(row.claimed is None for category in view.categories for row in category.skills)
    assert all(category.gap == pytest.approx(category.target) for category in view.categories)


def test_the_newest_rating_counts_whatever_the_order_it_came_in(roadmap: Planner) -> None:
    skill = rows(roadmap, Skill)[0]
    for day, level in (("2026-05-01", 3.0), ("2025-01-01", 1.0), ("2026-02-01", 2.0)):
        roadmap.run(Assess(skill.id, level, on=day))
    row = skill_named(roadmap.read(skills_view, roadmap.today()), skill.name)
    assert (row.claimed, row.claimed_on) == (3.0, "2026-05-01")
    roadmap.run(ForgetRating(skill.id))
    assert skill_named(roadmap.read(skills_view, roadmap.today()), skill.name).claimed is None


def test_only_done_and_living_activities_show_a_skill(roadmap: Planner) -> None:
    link = rows(roadmap, ActivitySkill)[0]
    skill = rows(roadmap, Skill, id=link.skill_id)[0]
    assert skill_named(roadmap.read(skills_view, roadmap.today()), skill.name).evidenced is None
    activity = rows(roadmap, Activity, id=link.activity_id)[0]
    roadmap.run(MoveActivities((activity.id,), status="done"))
    assert skill_named(roadmap.read(skills_view, roadmap.today()), skill.name).evidenced == link.level
    roadmap.run(TrashActivities((activity.id,)))
    assert skill_named(roadmap.read(skills_view, roadmap.today()), skill.name).evidenced is None


def test_the_mean_of_a_category_weighs_known_levels_by_the_role(roadmap: Planner) -> None:
    view = roadmap.read(skills_view, roadmap.today())
    first, second = view.categories[0].skills[:2]
    roadmap.run(Assess(first.id, 4.0))
    roadmap.run(Assess(second.id, 1.0))
    expected = (4.0 * first.weight + 1.0 * second.weight) / (first.weight + second.weight)
    assert roadmap.read(skills_view, roadmap.today()).categories[0].claimed == pytest.approx(expected)


def test_another_role_brings_its_targets(roadmap: Planner) -> None:
    head = next(profile for profile in rows(roadmap, Profile) if "Head" in profile.name)
    roadmap.run(ChooseProfile(head.id))
    view = roadmap.read(skills_view, roadmap.today())
    assert view.profile_id == head.id
    targets = {target.skill_id: target.level for target in rows(roadmap, ProfileTarget, profile_id=head.id)}
    assert {row.id: row.target for category in view.categories for row in category.skills} == targets


def test_a_skill_is_added_renamed_and_removed_with_its_category(planner: Planner) -> None:
    planner.run(AddSkill("Public speaking", category="Voice"))
    (category,) = planner.read(skills_view, planner.today()).categories
    planner.run(AddSkill("Singing", category_id=category.id))
    planner.run(RenameSkill(category.skills[0].id, "Speaking"))
    (category,) = planner.read(skills_view, planner.today()).categories
    assert [row.name for row in category.skills] == ["Speaking", "Singing"]
    assert category.target is None
    assert category.gap == 0
    for row in category.skills:
        planner.run(Assess(row.id, 2))
        planner.run(RemoveSkill(row.id))
    assert planner.read(skills_view, planner.today()).categories == ()
    while planner.undo():
        pass
    assert planner.read(skills_view, planner.today()).categories == ()


def test_the_built_in_skills_come_without_the_roadmap(planner: Planner) -> None:
    planner.run(ApplyTemplate.named("ai-ml-product-leader", skills_only=True))
    assert len(planner.read(skills_view, planner.today()).categories) == 6
    assert rows(planner, Activity) == []
    planner.run(ApplyTemplate.named("ai-ml-product-leader"))
    assert len(rows(planner, Skill)) == 20
    assert len(rows(planner, Activity)) > 60


def test_ratings_alone_are_read_as_a_whole_reading_would(roadmap: Planner) -> None:
    before = roadmap.read(skills_view, roadmap.today())
    first, second = before.categories[0].skills[:2]
    roadmap.run(Assess(first.id, 3.0, on="2026-01-01"))
    roadmap.run(Assess(first.id, 4.0))
    roadmap.run(Assess(second.id, 2.0))
    changed = {int(first.id), int(second.id)}
    after = with_claims(before, changed, roadmap.read(claims, changed, roadmap.today()))
    assert after == roadmap.read(skills_view, roadmap.today())
    roadmap.run(ForgetRating(second.id))
    whole = roadmap.read(skills_view, roadmap.today())
    found = roadmap.read(claims, [second.id], roadmap.today())
    assert with_claims(after, {int(second.id)}, found) == whole
