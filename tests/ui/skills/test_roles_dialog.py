"""The dialog of the target roles: by mouse and by keyboard, taken back while it is open, and what is refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.words import ProfileId
from planner.services import libraries
from planner.services.actions.roles import EditProfile, RemoveProfile
from planner.services.actions.skills import ChooseProfile
from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.roles.dialog import RolesDialog
from planner.ui.theme import Theme
from tests.ui.skills.roles_hands import go_to, names, press, retype, view, wanted
from tests.ui.walk import cut, cut_when_painted, painted, settle

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


# ---------------------------------------------------------------------- roles


def test_the_role_aimed_at_is_marked_and_shown(dialog: RolesDialog) -> None:
    told = [dialog.roles.told_of(dialog.roles.item(row)) for row in range(dialog.roles.count())]
    assert told == ["your aim", "", ""]
    assert dialog.roles.currentRow() == 0
    assert dialog.name.toPlainText() == names(dialog)[0]
    assert dialog.choose.isHidden()


def test_arrows_go_through_the_roles_and_aim_at_one(page: SkillsPage, dialog: RolesDialog) -> None:
    press(dialog.roles, Key.Key_Down)
    assert dialog.name.toPlainText() == names(dialog)[1]
    assert not dialog.choose.isHidden()
    QTest.keyClick(dialog.choose, Key.Key_Return)
    assert view(dialog).chosen == dialog._view.roles[1].id
    assert page._role.value() == dialog._view.roles[1].id
    assert dialog.choose.isHidden()
    assert dialog.roles.hasFocus()
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert view(dialog).chosen == dialog._view.roles[0].id
    assert dialog.said.text().startswith("Undone: Choose the role ")


def test_a_new_role_is_named_at_once(dialog: RolesDialog) -> None:
    dialog.new.click()
    assert names(dialog)[-1] == "New role"
    assert dialog.roles.currentRow() == 3
    assert dialog.name.hasFocus()
    QTest.keyClicks(dialog.name, "Data lead")
    QTest.keyClick(dialog.name, Key.Key_Return)
    assert names(dialog)[-1] == "Data lead"
    assert dialog.targets.hasFocus(), "what it asks for comes next"
    assert {row.level for row in view(dialog).skills} == {None}
    dialog.new.click()
    dialog.new.click()
    assert names(dialog)[-2:] == ["New role", "New role 2"]


def test_a_copy_is_shown_and_named(dialog: RolesDialog) -> None:
    first = dialog._view.skills
    dialog.copy.click()
    assert dialog.roles.currentRow() == 1
    assert dialog.name.hasFocus()
    assert names(dialog)[1] == f"{names(dialog)[0]}, copy"
    assert dialog._view.skills == first


def test_a_role_is_renamed_and_described_one_step_a_visit(dialog: RolesDialog) -> None:
    before = dialog._view.roles[0]
    press(dialog.roles, Key.Key_F2)
    assert dialog.name.hasFocus()
    QTest.keyClicks(dialog.name, "Lead")
    dialog.summary.setFocus()
    assert names(dialog)[0] == "Lead"
    dialog.summary.selectAll()
    QTest.keyClicks(dialog.summary, "Leads")
    dialog.roles.setFocus()
    assert view(dialog).roles[0][1:3] == ("Lead", "Leads")
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert dialog.summary.toPlainText() == before.summary
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert dialog.name.toPlainText() == names(dialog)[0] == before.name
    QTest.keyClick(dialog, Key.Key_Y, CONTROL)
    assert names(dialog)[0] == "Lead"


@pytest.mark.parametrize("by", ["key", "button"])
def test_removing_roles_until_none_is_left(page: SkillsPage, dialog: RolesDialog, by: str) -> None:
    second = names(dialog)[1]
    for _ in range(3):
        if by == "key":
            press(dialog.roles, Key.Key_Delete)
        else:
            dialog.remove.click()
        if dialog.roles.count() == 2:
            assert names(dialog)[0] == second
            assert view(dialog).chosen == view(dialog).shown == dialog._view.roles[0].id
            assert "is removed" in dialog.said.text()
    assert names(dialog) == []
    assert not dialog.remove.isEnabled()
    assert dialog._empty.isVisibleTo(dialog)
    assert page._role.isHidden()
    QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert len(names(dialog)) == 1
    assert dialog.name.toPlainText() == names(dialog)[0]
    for _ in range(2):
        QTest.keyClick(dialog, Key.Key_Z, CONTROL)
    assert len(names(dialog)) == 3
    assert not page._role.isHidden()


def test_a_plan_without_roles_gets_its_first_one(
    qtbot: QtBot, empty_library: Planner, theme: Theme, context: PageContext
) -> None:
    empty = PageContext(empty_library, theme, context.settings)
    dialog = RolesDialog(empty)
    qtbot.addWidget(dialog)
    unsubscribe = empty_library.subscribe(dialog.take)
    dialog.show()
    dialog._empty.buttons[0].click()
    assert names(dialog) == ["New role"]
    assert view(dialog).chosen == dialog._view.roles[0].id
    unsubscribe()
    dialog.close()
    empty.deleteLater()


# ---------------------------------------------------------------------- what is refused, and other windows


def test_a_name_that_is_refused_is_told_and_kept_to_be_corrected(dialog: RolesDialog) -> None:
    second = names(dialog)[1]
    dialog.name.setFocus()
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, second.upper())
    QTest.keyClick(dialog.name, Key.Key_Return)
    assert dialog.said.text().startswith("There is a target role ")
    assert dialog.name.property("invalid")
    assert view(dialog).roles[0].name != second.upper()
    dialog.reject()
    assert dialog.isVisible(), "the first time it stays open"
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Lead")
    dialog.reject()
    assert not dialog.isVisible()


def test_an_empty_name_is_refused_in_the_list_and_above_it(dialog: RolesDialog) -> None:
    row = go_to(dialog, 1)
    retype(dialog, " ")
    assert dialog.said.text() == "The name is empty. Type a few words."
    assert view(dialog).skills[0].name == row.name
    press(dialog.targets, Key.Key_3, Key.Key_4)
    assert dialog.said.text().startswith("0 to 5 set the level")


def test_what_another_window_removes_is_told_and_gone(page: SkillsPage, dialog: RolesDialog) -> None:
    planner = page.context.planner
    press(dialog.roles, Key.Key_Down)
    row = go_to(dialog, 1)
    other = libraries.open_plan(planner.path)
    other.run(RemoveProfile(ProfileId(dialog._view.roles[1].id)))
    press(dialog.targets, Key.Key_1)
    assert "not in the plan any more" in dialog.said.text()
    other.run(ChooseProfile(ProfileId(dialog._view.roles[2].id)))
    other.run(EditProfile(ProfileId(dialog._view.roles[2].id), name="Head"))
    other.close()
    planner.refresh()
    assert len(names(dialog)) == 2
    assert dialog.name.toPlainText() == "Head"
    assert wanted(dialog, row.id) == (view(dialog).skills[0].level, view(dialog).skills[0].weight)


# ---------------------------------------------------------------------- its looks


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(940, 620), (720, 480)])
def test_nothing_is_cut(
    dialog: RolesDialog, theme: Theme, mode: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.set_mode(mode)
    dialog.resize(*size)
    settle()
    assert [*cut(dialog), *cut_when_painted(painted(dialog, monkeypatch))] == []
    row = dialog.targets.visualRect(dialog.targets.targets.index(1))
    assert dialog.targets.drawing.dots(row).left() > 160
    assert dialog.grab().toImage().pixelColor(3, 3) == theme.colour("bg")


def test_in_the_window_it_hears_of_its_own_changes(window: MainWindow) -> None:
    window.resize(1100, 700)
    window.show()
    window.go("skills")
    page = window.pages.page("skills")
    assert isinstance(page, SkillsPage)
    page.chart()
    page._managing.open_roles()
    dialog = window.findChild(RolesDialog)
    assert isinstance(dialog, RolesDialog)
    settle()
    assert dialog.width() < 1100
    assert dialog.height() < 700
    dialog.new.click()
    assert names(dialog)[-1] == "New role"
    assert page._role.count() == 5
    QTest.keyClick(dialog.roles, Key.Key_Z, CONTROL)
    assert len(names(dialog)) == 3
    dialog.close()
