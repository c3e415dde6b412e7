"""The list of what a role wants: levels and weights by mouse and keyboard, names and order of skills and categories."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner.domain.words import ProfileId, SkillId
from planner.services.actions.roles import SetTarget
from planner.ui.skills.roles.dialog import RolesDialog
from planner.ui.skills.roles.target_rows import CategoryLine
from tests.ui.skills.roles_hands import dots_of, editor_of, go_to, press, retype, view, wanted

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_digits_arrows_and_minus_set_the_level_in_one_step(dialog: RolesDialog) -> None:
    row = go_to(dialog, 2)
    before = wanted(dialog, row.id)
    for key, level in (
        (Key.Key_Minus, None), (Key.Key_0, 0.0), (Key.Key_Left, 0.0), (Key.Key_4, 4.0), (Key.Key_Right, 4.5),
        (Key.Key_Right, 5.0), (Key.Key_Right, 5.0), (Key.Key_Left, 4.5), (Key.Key_Delete, None), (Key.Key_Left, None),
        (Key.Key_Right, 0.5), (Key.Key_Backspace, None), (Key.Key_2, 2.0),
    ):  # fmt: skip
        press(dialog.targets, key)
        assert wanted(dialog, row.id)[0] == level
    assert wanted(dialog, row.id)[1] == before[1], "what it weighed comes back with the level"
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert wanted(dialog, row.id) == before
    assert dialog.targets.current_line() == next(each for each in view(dialog).skills if each.id == row.id)


def test_space_changes_the_weight(dialog: RolesDialog) -> None:
    row = go_to(dialog, 1)
    before = wanted(dialog, row.id)
    assert before[1] == 3
    for weight in (1, 2):
        press(dialog.targets, Key.Key_Space)
        assert wanted(dialog, row.id) == (before[0], weight)
    press(dialog.targets, Key.Key_Minus, Key.Key_Space)
    assert wanted(dialog, row.id) == (None, None)
    for _ in range(2):
        QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert wanted(dialog, row.id) == before


@pytest.mark.parametrize("level", [0.5, 2.0, 3.5, 5.0])
def test_a_click_on_the_dots_sets_the_level(dialog: RolesDialog, qtbot: QtBot, level: float) -> None:
    row = go_to(dialog, 3)
    dialog._context.run(SetTarget(ProfileId(1), SkillId(row.id), 1.0))
    where = dots_of(dialog.targets, 3, level)
    qtbot.mouseClick(dialog.targets.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert wanted(dialog, row.id)[0] == level
    qtbot.mouseClick(dialog.targets.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert wanted(dialog, row.id)[0] is None


def test_a_click_on_the_weight_offers_the_others(dialog: RolesDialog, qtbot: QtBot) -> None:
    row = go_to(dialog, 1)
    place = dialog.targets.drawing.weight(dialog.targets.visualRect(dialog.targets.currentIndex())).center()
    qtbot.mouseClick(dialog.targets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("nice to have", False), ("important", False), ("essential", True),
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    assert wanted(dialog, row.id)[1] == 1


def test_the_menu_of_a_skill_sets_level_and_weight(dialog: RolesDialog) -> None:
    row = go_to(dialog, 1)
    menu = dialog.targets.menu_of(row)
    levels, weights = (action.menu() for action in menu.actions()[:2])
    assert isinstance(levels, QMenu)
    assert isinstance(weights, QMenu)
    assert [action.text() for action in levels.actions()][:3] == ["not asked for", "0", "0.5"]
    levels.actions()[-1].trigger()
    weights.actions()[1].trigger()
    assert wanted(dialog, row.id) == (5.0, 2)
    menu.deleteLater()


def test_each_row_can_be_read_aloud(dialog: RolesDialog) -> None:
    model = dialog.targets.targets
    dialog._context.run(SetTarget(ProfileId(1), SkillId(2), None))
    texts = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    skills = [row.name for row in view(dialog).skills]
    assert texts[:3] == ["Technical foundation", f"{skills[0]}: 3 of 5, essential", f"{skills[1]}: not asked for"]


def test_levels_belong_to_the_role_that_is_shown(dialog: RolesDialog) -> None:
    row = go_to(dialog, 1)
    first = wanted(dialog, row.id)
    press(dialog.roles, Key.Key_End)
    dialog.targets.setFocus()
    press(dialog.targets, Key.Key_0)
    assert wanted(dialog, row.id)[0] == 0.0
    press(dialog.roles, Key.Key_Home)
    assert wanted(dialog, row.id) == first


# ---------------------------------------------------------------------- skills and categories


def test_a_skill_and_a_category_are_renamed_where_they_stand(dialog: RolesDialog) -> None:
    go_to(dialog, 1)
    retype(dialog, "Learning machines")
    assert view(dialog).skills[0].name == "Learning machines"
    dialog.targets.setCurrentIndex(dialog.targets.targets.index(0))
    retype(dialog, "Foundation")
    assert view(dialog).skills[0].category == "Foundation"
    assert dialog.targets.hasFocus()
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert dialog.targets.targets.line(0).name == "Technical foundation"


def test_escape_leaves_a_name_as_it_was(dialog: RolesDialog) -> None:
    row = go_to(dialog, 1)
    press(dialog.targets, Key.Key_F2)
    QTest.keyClicks(editor_of(dialog), "Nonsense")
    press(editor_of(dialog), Key.Key_Escape)
    assert dialog.isVisible()
    assert view(dialog).skills[0].name == row.name


def test_skills_and_categories_move_by_key_and_stop_at_the_ends(dialog: RolesDialog) -> None:
    planner = dialog._context.planner
    order = [row.id for row in view(dialog).skills]
    go_to(dialog, 1)
    before = planner.history().undo
    QTest.keyClick(dialog.targets, Key.Key_Up, CONTROL)
    assert planner.history().undo == before
    QTest.keyClick(dialog.targets, Key.Key_Down, CONTROL)
    assert [row.id for row in view(dialog).skills][:3] == [order[1], order[0], order[2]]
    assert dialog.targets.currentIndex().row() == 2, "the focus goes along"
    QTest.keyClick(dialog.targets, Key.Key_Up, CONTROL)
    assert [row.id for row in view(dialog).skills] == order
    dialog.targets.setCurrentIndex(dialog.targets.targets.index(0))
    QTest.keyClick(dialog.targets, Key.Key_Down, CONTROL)
    assert view(dialog).skills[0].category == "Product craft"
    assert isinstance(dialog.targets.current_line(), CategoryLine)
    assert dialog.targets.currentIndex().row() > 0
