"""The target roles and what one of them wants, in a fixed number of statements."""

from planner.domain.model import Profile, ProfileTarget, RubricLevel, Skill
from planner.domain.words import CategoryId, ProfileId, SkillId
from planner.services.actions.categories import MoveCategory
from planner.services.actions.roles import AddProfile, SetTarget
from planner.services.actions.skills import ChooseProfile, RemoveSkill
from planner.services.planner import Planner
from planner.services.queries.roles import category_names, roles_view, skill_of
from planner.services.queries.skills import skills_view
from tests.services.reading import rows, statements


def test_the_chosen_role_is_shown_until_another_one_is_looked_at(roadmap: Planner) -> None:
    roadmap.run(ChooseProfile(ProfileId(2)))
    view = roadmap.read(roles_view)
    assert (view.chosen, view.shown) == (2, 2)
    other = roadmap.read(roles_view, ProfileId(3))
    assert (other.chosen, other.shown) == (2, 3)
    gone = roadmap.read(roles_view, ProfileId(99))
    assert (gone.chosen, gone.shown) == (2, 2)


def test_it_tells_what_each_role_asks_for(roadmap: Planner) -> None:
    view = roadmap.read(roles_view, ProfileId(3))
    wanted = {row.skill_id: (row.level, row.weight) for row in rows(roadmap, ProfileTarget, profile_id=3)}
    assert {row.id: (row.level, row.weight) for row in view.skills if row.level is not None} == wanted
    asked = {row.id: len(rows(roadmap, ProfileTarget, profile_id=row.id)) for row in rows(roadmap, Profile)}
    assert {row.id: row.asked for row in view.roles} == asked
    roadmap.run(SetTarget(ProfileId(3), SkillId(1), None))
    after = roadmap.read(roles_view, ProfileId(3))
    assert (after.skills[0].level, after.skills[0].weight) == (None, None)
    assert after.roles[2].asked == asked[ProfileId(3)] - 1


def test_skills_stand_in_the_order_of_the_plan(roadmap: Planner) -> None:
    def order() -> list[int]:
        return [row.id for category in roadmap.read(skills_view, roadmap.today()).categories for row in category.skills]

    assert [row.id for row in roadmap.read(roles_view).skills] == order()
    roadmap.run(MoveCategory(CategoryId(1)))
    assert [row.id for row in roadmap.read(roles_view).skills] == order()


def test_a_plan_without_roles_or_skills(planner: Planner) -> None:
    assert planner.read(roles_view) == (None, None, (), ())


def test_the_number_of_statements_does_not_grow(roadmap: Planner) -> None:
    with statements(roadmap) as few:
        roadmap.read(roles_view, ProfileId(1))
    for number in range(5):
        roadmap.run(AddProfile(f"Role {number}"))
    for skill in rows(roadmap, Skill)[10:]:
        roadmap.run(RemoveSkill(skill.id))
    with statements(roadmap) as many:
        roadmap.read(roles_view, ProfileId(1))
    assert len(few) == len(many) == 4


def test_what_hangs_on_a_skill_is_shown_with_it(roadmap: Planner) -> None:
    target = rows(roadmap, ProfileTarget)[5]
    assert roadmap.read(skill_of, "profile_target", target.id) == target.skill_id
    sentence = rows(roadmap, RubricLevel)[20]
    assert roadmap.read(skill_of, "rubric_level", sentence.id) == sentence.skill_id
    second = roadmap.read(category_names)[1]
    first_of_it = next(row for row in roadmap.read(roles_view).skills if row.category_id == second.id)
    assert roadmap.read(skill_of, "category", second.id) == first_of_it.id
    assert roadmap.read(skill_of, "category", 99) is None
    assert roadmap.read(skill_of, "activity", 1) is None
