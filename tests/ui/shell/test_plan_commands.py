"""The commands on the whole plan: aim, deleted activities, built-in roadmap."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.activity import trashed
from planner.services.queries.shell import aim
from planner.services.queries.status import counts
from planner.ui.shell.aim_dialog import AimDialog
from planner.ui.shell.plan_commands import plan_commands
from planner.ui.shell.trash_dialog import TrashDialog
from planner.ui.shell.window import MainWindow


@pytest.fixture
def commanded(shell: MainWindow) -> MainWindow:
    shell.add_commands(plan_commands(shell))
    return shell


def trigger(window: MainWindow, command: str) -> None:
    window.commands.action(command).trigger()


def test_the_built_in_roadmap_is_added_once_and_then_up_to_date(commanded: MainWindow) -> None:
    planner = commanded.context.planner
    trigger(commanded, "edit.roadmap")
    total = planner.read(counts).total
    assert total > 60
    trigger(commanded, "edit.roadmap")
    assert planner.read(counts).total == total
    assert planner.history().redo is None
    planner.undo()
    assert planner.read(counts).total == 0


def test_the_aim_is_a_role_and_a_month_in_one_step(commanded: MainWindow, qtbot: QtBot) -> None:
    planner = commanded.context.planner
    trigger(commanded, "edit.aim")
    assert commanded.findChild(AimDialog) is None  # no role to aim at yet, which a toast says
    trigger(commanded, "edit.roadmap")
    trigger(commanded, "edit.aim")
    dialog = commanded.findChild(AimDialog)
    assert isinstance(dialog, AimDialog)
    assert dialog.until is None
    assert not dialog._year.isEnabled()
    dialog._role.set_value(dialog._role.itemData(1))
    dialog._month.set_value(6)
    year = planner.today().year + 2
    dialog.save_button.click()
    row = planner.read(aim)
    assert row is not None
    assert row.until == f"{year}-06"
    assert row.name == dialog._role.itemText(1)
    planner.undo()
    row = planner.read(aim)
    assert row is not None
    assert row.until is None


def test_deleted_activities_are_restored_or_removed_for_good(commanded: MainWindow, qtbot: QtBot) -> None:
    planner = commanded.context.planner
    trigger(commanded, "edit.roadmap")
    planner.run(TrashActivities((ActivityId(1), ActivityId(2), ActivityId(3))))
    trigger(commanded, "edit.trash")
    dialog = commanded.findChild(TrashDialog)
    assert isinstance(dialog, TrashDialog)
    assert dialog._list.count() == 3
    assert dialog.focusWidget() is dialog._list
    assert dialog._list.nextInFocusChain() is not dialog._purge
    QTest.keyClick(dialog._list, Qt.Key.Key_Return)
    assert [len(planner.read(trashed)), dialog._list.count()] == [2, 2]
    dialog._list.itemDoubleClicked.emit(dialog._list.item(0))
    assert [len(planner.read(trashed)), dialog._list.count()] == [1, 1]
    title = planner.read(trashed)[0].title
    dialog._purge.click()
    assert [len(planner.read(trashed)), dialog._list.count()] == [0, 0]
    assert planner.history().undo == f"Delete “{title}” for good"
    assert not dialog._restore.isEnabled()
    assert dialog._purge.isHidden()
    dialog.accept()
    planner.undo()
    assert len(planner.read(trashed)) == 1


def test_an_empty_trash_says_so(commanded: MainWindow, empty_library: Planner) -> None:
    trigger(commanded, "edit.trash")
    dialog = commanded.findChild(TrashDialog)
    assert isinstance(dialog, TrashDialog)
    assert dialog._empty.accessibleName().startswith("Nothing is deleted.")
    dialog.accept()


def test_a_press_of_the_aim_asks_for_it(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.settled):
        window.show()
    foot = window.sidebar._aim
    assert foot.accessibleName().startswith("Aim: ")
    assert foot.accessibleName().endswith(", 0 %")
    assert "share of core activities done" in foot.toolTip()
    foot.setFocus()
    QTest.keyClick(foot, Qt.Key.Key_Space)
    dialog = window.findChild(AimDialog)
    assert isinstance(dialog, AimDialog)
    assert dialog.focusWidget() is dialog._role
    assert dialog.save_button.icon().isNull()
    dialog.reject()
