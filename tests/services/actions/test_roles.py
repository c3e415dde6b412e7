"""Target roles: adding, copying, editing, removing, and what each asks of a skill; all of it can be taken back."""

from typing import Any

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Profile, ProfileTarget, Skill
from planner.domain.words import ProfileId, SkillId
from planner.services.action import Action
from planner.services.actions.roles import AddProfile, CopyProfile, EditProfile, RemoveProfile, SetTarget, SetWeight
from planner.services.actions.skills import ChooseProfile, RemoveSkill
from planner.services.planner import Planner
from planner.services.queries.roles import roles_view
from tests.services.reading import everything, only, rows


def names(planner: Planner) -> list[str]:
    return [row.name for row in planner.read(roles_view).roles]


def target(planner: Planner, profile: int, skill: int) -> tuple[float, int] | None:
    found = rows(planner, ProfileTarget, profile_id=profile, skill_id=skill)
    return (found[0].level, found[0].weight) if found else None


def test_a_role_is_added_behind_the_others(roadmap: Planner) -> None:
    before = names(roadmap)
    change = roadmap.run(AddProfile("  Data   lead "))
    assert names(roadmap) == [*before, "Data lead"]
    assert change.label == "Add the role “Data lead”"
    assert [row.asked for row in roadmap.read(roles_view).roles][-1] == 0


def test_the_first_role_of_a_plan_is_the_one_aimed_at(planner: Planner) -> None:
    planner.run(AddProfile("Data lead"))
    view = planner.read(roles_view)
    assert view.chosen == view.shown == view.roles[0].id


def test_a_copy_stands_behind_its_original_and_asks_for_the_same(roadmap: Planner) -> None:
    first, second = roadmap.read(roles_view).roles[:2]
    roadmap.run(CopyProfile(first.id))
    roadmap.run(CopyProfile(first.id))
    assert names(roadmap)[:4] == [first.name, f"{first.name}, copy 2", f"{first.name}, copy", second.name]
    view = roadmap.read(roles_view)
    copy = next(row for row in view.roles if row.name == f"{first.name}, copy")
    assert (copy.summary, copy.asked) == (first.summary, first.asked)
    assert roadmap.read(roles_view, copy.id).skills == roadmap.read(roles_view, first.id).skills
    uids = [row.uid for row in rows(roadmap, Profile)]
    assert len(set(uids)) == len(uids)
    assert view.chosen == first.id


def test_a_copy_of_the_longest_name_has_a_name_that_is_not_too_long(planner: Planner) -> None:
    planner.run(AddProfile("a" * 200))
    planner.run(CopyProfile(only(planner, Profile).id))
    assert [len(name) <= 200 for name in names(planner)] == [True, True]


def test_one_visit_to_a_field_is_one_step(roadmap: Planner) -> None:
    first = roadmap.read(roles_view).roles[0]
    for name in ("Lead", "Lead of AI"):
        roadmap.run(EditProfile(first.id, name=name, visit="1"))
    roadmap.run(EditProfile(first.id, summary="Leads\npeople", visit="2"))
    assert roadmap.read(roles_view).roles[0][1:3] == ("Lead of AI", "Leads people")
    roadmap.undo()
    roadmap.undo()
    assert roadmap.read(roles_view).roles[0] == first


def test_a_role_may_be_spelled_otherwise(planner: Planner) -> None:
    planner.run(AddProfile("data lead"))
    planner.run(EditProfile(only(planner, Profile).id, name="Data Lead"))
    assert names(planner) == ["Data Lead"]


@pytest.mark.parametrize(("place", "next_place"), [(0, 1), (1, 2), (2, 1)])
def test_removing_the_chosen_role_chooses_the_next_one(roadmap: Planner, place: int, next_place: int) -> None:
    roles = roadmap.read(roles_view).roles
    roadmap.run(ChooseProfile(roles[place].id))
    roadmap.run(RemoveProfile(roles[place].id))
    assert roadmap.read(roles_view).chosen == roles[next_place].id
    assert rows(roadmap, ProfileTarget, profile_id=roles[place].id) == []


def test_removing_another_role_leaves_the_choice(roadmap: Planner) -> None:
    roles = roadmap.read(roles_view).roles
    roadmap.run(ChooseProfile(roles[1].id))
    roadmap.run(RemoveProfile(roles[0].id))
    assert roadmap.read(roles_view).chosen == roles[1].id


def test_the_last_role_may_go(roadmap: Planner) -> None:
    for role in roadmap.read(roles_view).roles:
        roadmap.run(RemoveProfile(role.id))
    view = roadmap.read(roles_view)
    assert (view.chosen, view.shown, view.roles) == (None, None, ())
    assert {(row.level, row.weight) for row in view.skills} == {(None, None)}
    roadmap.undo()
    assert roadmap.read(roles_view).chosen is not None


def test_a_level_is_set_changed_and_taken_away(roadmap: Planner) -> None:
    role, skill = ProfileId(1), SkillId(1)
    roadmap.run(SetTarget(role, skill, None))
    assert target(roadmap, role, skill) is None
    roadmap.run(SetTarget(role, skill, 2.5))
    assert target(roadmap, role, skill) == (2.5, 2)
    roadmap.run(SetTarget(role, skill, 0.0, 3))
    assert target(roadmap, role, skill) == (0.0, 3)
    roadmap.run(SetTarget(role, skill, 5))
    assert target(roadmap, role, skill) == (5.0, 3)
    roadmap.run(SetWeight(role, skill, 1))
    assert target(roadmap, role, skill) == (5.0, 1)


def test_one_stay_on_a_skill_is_one_step(roadmap: Planner) -> None:
    before = target(roadmap, 1, 1)
    for level in (1.0, 1.5, None, 2.0):
        roadmap.run(SetTarget(ProfileId(1), SkillId(1), level, visit="1"))
    roadmap.undo()
    assert target(roadmap, 1, 1) == before
    for weight in (1, 2):
        roadmap.run(SetWeight(ProfileId(1), SkillId(1), weight, visit="2"))
    roadmap.undo()
    assert target(roadmap, 1, 1) == before


ACTIONS: list[Action] = [
    AddProfile("Data lead"),
    CopyProfile(ProfileId(1)),
    EditProfile(ProfileId(1), name="Data lead"),
    EditProfile(ProfileId(1), summary=""),
    RemoveProfile(ProfileId(1)),
    SetTarget(ProfileId(1), SkillId(1), None),
    SetTarget(ProfileId(1), SkillId(1), 0.5, 1),
    SetWeight(ProfileId(1), SkillId(1), 1),
]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: type(action).__name__)
def test_each_is_taken_back_and_done_again(roadmap: Planner, action: Action) -> None:
    before = everything(roadmap)
    roadmap.run(action)
    after = everything(roadmap)
    assert after != before
    roadmap.undo()
    assert everything(roadmap) == before
    roadmap.redo()
    assert everything(roadmap) == after


def role_named(planner: Planner, place: int) -> str:
    return names(planner)[place]


@pytest.mark.parametrize("name", ["", " \t\n", "\u200b", "\x00\x1b", "a" * 201])
def test_a_name_is_neither_empty_nor_too_long(roadmap: Planner, name: str) -> None:
    before = everything(roadmap)
    for action in (AddProfile(name), EditProfile(ProfileId(1), name=name)):
        with pytest.raises(InvalidInputError, match="The name "):
            roadmap.run(action)
    assert everything(roadmap) == before


def test_control_characters_never_get_in(planner: Planner) -> None:
    planner.run(AddProfile("Da\x1bta\u202e lead"))
    assert names(planner) == ["Data lead"]


def test_two_roles_have_two_names(roadmap: Planner) -> None:
    first, second = roadmap.read(roles_view).roles[:2]
    before = everything(roadmap)
    for action in (AddProfile(first.name.upper()), EditProfile(second.id, name=f" {first.name.lower()}")):
        with pytest.raises(InvalidInputError, match=r"There is a target role “.*” already\."):
            roadmap.run(action)
    assert everything(roadmap) == before


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (SetTarget(ProfileId(1), SkillId(1), -0.5), "-0.5 is not a level"),
        (SetTarget(ProfileId(1), SkillId(1), 5.5), "5.5 is not a level"),
        (SetTarget(ProfileId(1), SkillId(1), 2.25), "2.25 is not a level"),
        (SetTarget(ProfileId(1), SkillId(1), float("nan")), "nan is not a level"),
        (SetTarget(ProfileId(1), SkillId(1), 2.0, 0), "0 is not a weight"),
        (SetTarget(ProfileId(1), SkillId(1), 2.0, 4), "4 is not a weight"),
        (SetWeight(ProfileId(1), SkillId(1), 4), "4 is not a weight"),
        (SetWeight(ProfileId(1), SkillId(1), 1.5), "“1.5” is not a whole number"),  # type: ignore[arg-type]
        (EditProfile(ProfileId(1), summary="a" * 1001), "The summary has 1001 characters"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(roadmap: Planner, action: Action, sentence: str) -> None:
    before = everything(roadmap)
    with pytest.raises(InvalidInputError, match=sentence):
        roadmap.run(action)
    assert everything(roadmap) == before


def test_what_another_window_removed_is_told(roadmap: Planner, open_planner: Any) -> None:
    other = open_planner()
    other.run(RemoveProfile(ProfileId(1)))
    other.run(RemoveSkill(SkillId(1)))
    before = everything(roadmap)
    gone = (
        CopyProfile(ProfileId(1)),
        EditProfile(ProfileId(1), name="Lead"),
        RemoveProfile(ProfileId(1)),
        SetTarget(ProfileId(1), SkillId(2), 2.0),
        SetTarget(ProfileId(2), SkillId(1), 2.0),
        SetWeight(ProfileId(2), SkillId(1), 2),
    )
    for action in gone:
        with pytest.raises(NotFoundError, match="not in the plan any more"):
            roadmap.run(action)
    assert everything(roadmap) == before


def test_what_is_not_asked_for_has_no_weight(roadmap: Planner) -> None:
    roadmap.run(SetTarget(ProfileId(1), SkillId(1), None))
    with pytest.raises(NotFoundError, match=f"does not ask for “{rows(roadmap, Skill)[0].name}”"):
        roadmap.run(SetWeight(ProfileId(1), SkillId(1), 2))
