"""A skill edited in place: its name, its definition, its category, and the sentence of each level."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.domain.model import Category, RubricLevel, Skill
from planner.domain.words import CategoryId, SkillId
from planner.services.actions.categories import RenameCategory
from planner.services.actions.rubrics import EditSkill, SetRubric
from planner.services.actions.skills import AddSkill, RemoveSkill
from planner.services.queries.skill_card import SkillCard, skill_card
from planner.ui.shell.inspector.rubric import Rung
from planner.ui.shell.inspector.skill_fields import SkillFields
from planner.ui.shell.inspector.skill_view import SkillView
from planner.ui.shell.inspector.text_fields import GrowingField
from tests.services.reading import rows
from tests.ui.inspector.conftest import Bench

Key = Qt.Key
SKILL = SkillId(1)


@pytest.fixture
def skill(bench: Bench) -> Bench:
    assert bench.inspector.open("skill", SKILL)
    return bench


def view(bench: Bench) -> SkillView:
    return bench.inspector.skill_view


def fields(bench: Bench) -> SkillFields:
    return view(bench).fields


def card(bench: Bench) -> SkillCard:
    assert bench.inspector.subject is not None
    return bench.planner.read(skill_card, bench.inspector.subject[1], bench.planner.today())


def rubric(bench: Bench) -> dict[int, str]:
    return {row.level: row.text for row in card(bench).rubric}


def retype(field: GrowingField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def opened(rung: Rung) -> GrowingField:
    """The editor of a rung, opened by key."""
    rung.setFocus()
    QTest.keyClick(rung, Key.Key_Return)
    assert rung.editor is not None
    assert rung.editor.hasFocus()
    return rung.editor


def type_category(bench: Bench, text: str) -> None:
    line = fields(bench).category.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    view(bench).picker.setFocus()  # leaving it is enough


def test_name_and_definition_are_written_where_they_stand(skill: Bench) -> None:
    before = card(skill).skill
    retype(fields(skill).name, "Learning machines")
    retype(fields(skill).definition, "Knowing them")
    assert (card(skill).skill.name, card(skill).skill.definition) == ("Learning machines", "Knowing them")
    skill.planner.undo()
    skill.planner.undo()
    assert fields(skill).name.toPlainText() == before.name
    assert fields(skill).definition.toPlainText() == before.definition
    assert skill.failures == []


def test_a_definition_may_be_emptied_and_invites_then(skill: Bench) -> None:
    field = fields(skill).definition
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    view(skill).picker.setFocus()
    assert card(skill).skill.definition == ""
    assert field.placeholderText() == "What is this skill?"


def test_a_name_that_is_taken_stays_in_its_field(skill: Bench) -> None:
    other = rows(skill.planner, Skill)[1].name
    before = card(skill).skill.name
    retype(fields(skill).name, other)
    assert skill.failures == [
        f"There is a skill “{other}” in this category already. Give this one another name."
    ]  # fmt: skip
    assert card(skill).skill.name == before
    assert fields(skill).name.toPlainText() == other
    assert fields(skill).name.property("invalid")


def test_what_is_being_typed_is_written_before_another_skill_is_opened(skill: Bench) -> None:
    fields(skill).name.setFocus()
    fields(skill).name.selectAll()
    QTest.keyClicks(fields(skill).name, "Learning machines")
    editor = opened(view(skill).ladder.rungs[2])
    editor.selectAll()
    QTest.keyClicks(editor, "Rebuilds one")
    assert skill.inspector.open("skill", 2)
    assert rows(skill.planner, Skill)[0].name == "Learning machines"
    assert rows(skill.planner, RubricLevel, skill_id=1, level=2)[0].text == "Rebuilds one"
    assert fields(skill).name.toPlainText() == rows(skill.planner, Skill)[1].name
    assert not view(skill).ladder.rungs[2].editing


# ---------------------------------------------------------------------- the category


def test_another_category_is_chosen(skill: Bench) -> None:
    field = fields(skill).category
    assert [field.itemText(place) for place in range(field.count())] == [
        row.name for row in rows(skill.planner, Category)
    ]
    assert field.currentText() == "Technical foundation"
    field.setCurrentIndex(1)
    field.activated.emit(1)
    assert card(skill).category == "Product craft"
    skill.planner.undo()
    assert field.currentText() == "Technical foundation"


@pytest.mark.parametrize(("typed", "category"), [("Craft", "Craft"), ("product CRAFT", "Product craft")])
def test_a_category_is_typed(skill: Bench, typed: str, category: str) -> None:
    type_category(skill, typed)
    assert card(skill).category == category
    assert fields(skill).category.currentText() == category
    assert skill.failures == []


@pytest.mark.parametrize("typed", [" ", "technical foundation", "Technical  foundation"])
def test_no_category_and_its_own_change_nothing(skill: Bench, typed: str) -> None:
    before = skill.planner.history().undo
    type_category(skill, typed)
    assert skill.planner.history().undo == before
    assert fields(skill).category.currentText() == "Technical foundation"
    assert skill.failures == []


def test_a_category_with_a_skill_of_that_name_is_refused(skill: Bench) -> None:
    skill.planner.run(AddSkill(card(skill).skill.name, CategoryId(2)))
    type_category(skill, "Product craft")
    assert "There is a skill " in skill.failures[0]
    assert len(skill.failures) == 1
    assert fields(skill).category.currentText() == card(skill).category == "Technical foundation"


def test_a_category_that_is_renamed_elsewhere_is_shown(skill: Bench) -> None:
    skill.planner.run(RenameCategory(CategoryId(1), "Foundation"))
    assert fields(skill).category.currentText() == "Foundation"


# ---------------------------------------------------------------------- the rubric


def test_a_sentence_is_edited_by_keyboard(skill: Bench) -> None:
    before = rubric(skill)
    rung = view(skill).ladder.rungs[3]
    editor = opened(rung)
    assert editor.toPlainText() == before[3]
    editor.selectAll()
    QTest.keyClicks(editor, "Chooses one")
    QTest.keyClick(editor, Key.Key_Return)
    assert rubric(skill)[3] == "Chooses one"
    assert rung.hasFocus()
    assert not rung.editing
    assert rung.accessibleName() == "Level 3 : Chooses one"
    skill.planner.undo()
    assert rubric(skill) == before
    assert before[3] in rung.accessibleName()


def test_a_click_opens_a_sentence_and_escape_closes_it_written(skill: Bench) -> None:
    rung = view(skill).ladder.rungs[4]
    skill.qtbot.mouseClick(rung, Qt.MouseButton.LeftButton)
    assert rung.editor is not None
    rung.editor.selectAll()
    QTest.keyClicks(rung.editor, "Coaches")
    QTest.keyClick(rung.editor, Key.Key_Escape)
    assert rubric(skill)[4] == "Coaches"
    assert not rung.editing
    assert skill.inspector.subject == ("skill", SKILL)


def test_an_emptied_sentence_goes_and_can_be_written_again(skill: Bench) -> None:
    rung = view(skill).ladder.rungs[1]
    editor = opened(rung)
    editor.selectAll()
    QTest.keyClick(editor, Key.Key_Delete)
    QTest.keyClick(editor, Key.Key_Return)
    assert sorted(rubric(skill)) == [0, 2, 3, 4, 5]
    assert not rung.isHidden(), "until another skill is opened"
    retype(opened(rung), "Names one")
    assert rubric(skill)[1] == "Names one"
    skill.planner.run(SetRubric(SKILL, 1, ""))
    skill.inspector.open("skill", 2)
    skill.inspector.open("skill", SKILL)
    assert rung.isHidden()
    view(skill).ladder.describe.click()
    assert rung.editing


def test_a_skill_of_ones_own_gets_its_levels(bench: Bench) -> None:
    change = bench.planner.run(AddSkill("Public speaking", CategoryId(1)))
    assert bench.inspector.open("skill", change.added("skill")[0])
    ladder = view(bench).ladder
    assert all(rung.isHidden() for rung in ladder.rungs)
    assert ladder.describe.text() == "Describe the levels"
    ladder.describe.click()
    assert ladder.describe.isHidden()
    assert ladder.rungs[1].editor is not None
    assert ladder.rungs[1].editor.hasFocus()
    QTest.keyClicks(ladder.rungs[1].editor, "Speaks to a few")
    QTest.keyClick(ladder.rungs[1].editor, Key.Key_Return)
    retype(opened(ladder.rungs[5]), "Moves a hall")
    assert rubric(bench) == {1: "Speaks to a few", 5: "Moves a hall"}


def test_a_sentence_too_long_stays_open_to_be_shortened(skill: Bench) -> None:
    before = rubric(skill)
    rung = view(skill).ladder.rungs[2]
    editor = opened(rung)
    editor.setPlainText("a" * 501)
    QTest.keyClick(editor, Key.Key_Return)
    assert skill.failures == ["The sentence has 501 characters; 500 is the most. Shorten it."]
    assert rung.editing
    assert editor.property("invalid")
    assert rubric(skill) == before
    editor.setPlainText("Short")
    QTest.keyClick(editor, Key.Key_Return)
    assert rubric(skill)[2] == "Short"


def test_changes_from_elsewhere_do_not_disturb_what_is_being_typed(skill: Bench) -> None:
    editor = opened(view(skill).ladder.rungs[2])
    editor.selectAll()
    QTest.keyClicks(editor, "Rebui")
    skill.planner.run(EditSkill(SKILL, name="Learning machines"))
    skill.planner.run(SetRubric(SKILL, 3, "Chooses one"))
    assert editor.toPlainText() == "Rebui"
    assert editor.hasFocus()
    assert fields(skill).name.toPlainText() == "Learning machines"
    assert "Chooses one" in view(skill).ladder.rungs[3].accessibleName()


def test_a_skill_that_goes_takes_what_was_being_typed_along(skill: Bench) -> None:
    fields(skill).name.setFocus()
    QTest.keyClicks(fields(skill).name, "x")
    opened(view(skill).ladder.rungs[2])
    with skill.qtbot.waitSignal(skill.inspector.close_requested):
        skill.planner.run(RemoveSkill(SKILL))
    skill.inspector.flush()
    assert skill.failures == []


def test_the_panel_is_no_wider_than_its_room(skill: Bench) -> None:
    body = view(skill).scroller.widget()
    assert body is not None
    assert body.width() <= view(skill).scroller.viewport().width()
