"""Skills and categories edited in place: names, definitions, sentences of levels, and what stands where."""

from dataclasses import dataclass
from typing import Any

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Category, RubricLevel, Skill
from planner.domain.words import CategoryId, SkillId
from planner.services.action import Action
from planner.services.actions.categories import MoveCategory, MoveSkill, RenameCategory
from planner.services.actions.rubrics import EditSkill, SetRubric
from planner.services.actions.skills import AddSkill, RemoveSkill
from planner.services.planner import Planner
from planner.services.queries.roles import roles_view
from planner.storage.transaction import Transaction
from tests.services.reading import everything, only, rows


@pytest.fixture
def small(planner: Planner) -> Planner:
    """Two categories: Voice with two skills, Code with one."""
    planner.run(AddSkill("Speaking", category="Voice"))
    planner.run(AddSkill("Singing", CategoryId(1)))
    planner.run(AddSkill("Python", category="Code"))
    return planner


SPEAKING, SINGING, PYTHON = SkillId(1), SkillId(2), SkillId(3)
VOICE, CODE = CategoryId(1), CategoryId(2)


@dataclass(frozen=True, slots=True)
class Twin(Action):
    """Adds a skill of a name that is there already, as a plan from elsewhere may hold one."""

    def apply(self, tx: Transaction) -> str:
        tx.add(tx.get(Skill, SPEAKING)._replace(uid=tx.new_uid()))
        return "Twin"


def outline(planner: Planner) -> list[tuple[str, str]]:
    return [(row.category, row.name) for row in planner.read(roles_view).skills]


def rubric(planner: Planner, skill: int = SPEAKING) -> dict[int, str]:
    return {row.level: row.text for row in rows(planner, RubricLevel, skill_id=skill)}


def test_a_skill_is_renamed_and_defined_one_step_a_visit(small: Planner) -> None:
    for name in ("Public", "Public speaking"):
        small.run(EditSkill(SPEAKING, name=name, visit="1"))
    small.run(EditSkill(SPEAKING, definition="Before\na crowd", visit="2"))
    assert rows(small, Skill)[0][3:6] == ("Public speaking", rows(small, Skill)[0].position, "Before a crowd")
    small.undo()
    small.undo()
    assert (rows(small, Skill)[0].name, rows(small, Skill)[0].definition) == ("Speaking", "")


def test_a_sentence_of_a_level_comes_changes_and_goes(small: Planner) -> None:
    small.run(SetRubric(SPEAKING, 3, " Speaks\n freely "))
    small.run(SetRubric(SPEAKING, 0, "Never spoke"))
    assert rubric(small) == {0: "Never spoke", 3: "Speaks freely"}
    small.run(SetRubric(SPEAKING, 3, "Speaks off the cuff"))
    assert rubric(small)[3] == "Speaks off the cuff"
    small.run(SetRubric(SPEAKING, 3, " "))
    assert rubric(small) == {0: "Never spoke"}
    small.undo()
    assert rubric(small)[3] == "Speaks off the cuff"


def test_one_visit_to_a_sentence_is_one_step(small: Planner) -> None:
    for text in ("Speaks", "", "Speaks freely"):
        small.run(SetRubric(SPEAKING, 2, text, visit="1"))
    small.undo()
    assert rubric(small) == {}


def test_a_skill_moves_to_another_category_and_an_emptied_one_goes(small: Planner) -> None:
    change = small.run(MoveSkill(PYTHON, VOICE, before=SINGING))
    assert change.label == "Move skill “Python” to “Voice”"
    assert outline(small) == [("Voice", "Speaking"), ("Voice", "Python"), ("Voice", "Singing")]
    assert [row.name for row in rows(small, Category)] == ["Voice"]
    small.undo()
    assert outline(small) == [("Voice", "Speaking"), ("Voice", "Singing"), ("Code", "Python")]


def test_a_typed_category_is_found_or_made(small: Planner) -> None:
    small.run(MoveSkill(SPEAKING, category=" cODE "))
    assert outline(small) == [("Voice", "Singing"), ("Code", "Python"), ("Code", "Speaking")]
    small.run(MoveSkill(PYTHON, category="Craft"))
    assert outline(small)[-1] == ("Craft", "Python")
    small.run(MoveSkill(PYTHON, category="Work"))
    assert [row.name for row in rows(small, Category)] == ["Voice", "Code", "Work"]


def test_a_skill_moves_within_its_category(small: Planner) -> None:
    small.run(MoveSkill(SINGING, VOICE, before=SPEAKING))
    assert outline(small)[:2] == [("Voice", "Singing"), ("Voice", "Speaking")]
    small.run(MoveSkill(SINGING, VOICE))
    assert outline(small)[:2] == [("Voice", "Speaking"), ("Voice", "Singing")]


def test_a_category_is_renamed_and_moved(small: Planner) -> None:
    small.run(RenameCategory(CODE, "Software"))
    small.run(MoveCategory(CODE, VOICE))
    assert [category for category, _ in outline(small)] == ["Software", "Voice", "Voice"]
    small.run(MoveCategory(CODE))
    assert [category for category, _ in outline(small)] == ["Voice", "Voice", "Software"]


def test_names_may_be_spelled_otherwise(small: Planner) -> None:
    small.run(RenameCategory(CODE, "CODE"))
    small.run(EditSkill(PYTHON, name="PYTHON"))
    assert outline(small)[-1] == ("CODE", "PYTHON")


def test_skills_of_one_name_that_are_there_already_can_still_be_edited(small: Planner) -> None:
    small.run(Twin())
    small.run(EditSkill(SkillId(4), name="Speaking", definition="Again"))
    assert only(small, Skill, id=4).definition == "Again"


ACTIONS: list[Action] = [
    EditSkill(SPEAKING, name="Public speaking"),
    EditSkill(SPEAKING, definition="Before a crowd"),
    SetRubric(SPEAKING, 5, "Moves a hall"),
    MoveSkill(SPEAKING, CODE),
    MoveSkill(PYTHON, VOICE),
    MoveSkill(PYTHON, category="Craft"),
    MoveSkill(SINGING, VOICE, before=SPEAKING),
    RenameCategory(VOICE, "Speech"),
    MoveCategory(VOICE),
]


@pytest.mark.parametrize("action", ACTIONS, ids=repr)
def test_each_is_taken_back_and_done_again(small: Planner, action: Action) -> None:
    before = everything(small)
    small.run(action)
    after = everything(small)
    assert after != before
    small.undo()
    assert everything(small) == before
    small.redo()
    assert everything(small) == after


LONG = "a" * 1001
REFUSED: list[tuple[Action, str]] = [
    (EditSkill(SPEAKING, name=" "), "The name is empty"),
    (EditSkill(SPEAKING, name="\x1b\u200b"), "The name is empty"),
    (EditSkill(SPEAKING, name=LONG), "The name has 1001 characters"),
    (EditSkill(SPEAKING, name="SINGING"), "There is a skill “SINGING” in this category already"),
    (AddSkill("speaking", VOICE), "There is a skill “speaking” in this category already"),
    (AddSkill("Singing", category="VOICE"), "There is a skill “Singing” in this category already"),
    (EditSkill(SPEAKING, definition=LONG), "The definition has 1001 characters"),
    (SetRubric(SPEAKING, -1, "Less"), "-1 is not a whole level"),
    (SetRubric(SPEAKING, 6, "More"), "6 is not a whole level"),
    (SetRubric(SPEAKING, 2.5, "Between"), "“2.5” is not a whole number"),  # type: ignore[arg-type]
    (SetRubric(SPEAKING, 2, LONG), "The sentence has 1001 characters"),
    (MoveSkill(SPEAKING, category=" "), "The category is empty"),
    (MoveSkill(SPEAKING, category=LONG), "The category has 1001 characters"),
    (RenameCategory(CODE, ""), "The name is empty"),
    (RenameCategory(CODE, LONG), "The name has 1001 characters"),
    (RenameCategory(CODE, "voice"), "There is a category “voice” already"),
]


@pytest.mark.parametrize(("action", "sentence"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_bad_input_is_refused_in_one_sentence(small: Planner, action: Action, sentence: str) -> None:
    before = everything(small)
    with pytest.raises(InvalidInputError, match=sentence):
        small.run(action)
    assert everything(small) == before


def test_two_skills_of_one_name_do_not_meet(small: Planner) -> None:
    small.run(AddSkill("singing", CODE))
    before = everything(small)
    for action in (MoveSkill(SINGING, CODE), MoveSkill(SINGING, category="code")):
        with pytest.raises(InvalidInputError, match="There is a skill “Singing” in that category already"):
            small.run(action)
    assert everything(small) == before


def test_what_another_window_removed_is_told(small: Planner, open_planner: Any) -> None:
    open_planner().run(RemoveSkill(PYTHON))
    before = everything(small)
    gone = (
        EditSkill(PYTHON, name="Snake"),
        SetRubric(PYTHON, 1, "Reads it"),
        MoveSkill(PYTHON, VOICE),
        MoveSkill(SINGING, CODE),
        RenameCategory(CODE, "Software"),
        MoveCategory(CODE),
    )
    for action in gone:
        with pytest.raises(NotFoundError, match="not in the plan any more"):
            small.run(action)
    assert everything(small) == before
