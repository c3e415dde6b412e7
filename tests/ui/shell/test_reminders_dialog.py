"""The dialog of the usual reminders: chips that go and come, the offer for dates ahead, one step to undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.default_reminders import DAY, USUAL
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity
from planner.services.actions.deadlines import PutDeadline
from planner.services.planner import Planner
from planner.services.queries.reminders import default_reminders
from planner.ui.shell.reminder_commands import reminder_commands
from planner.ui.shell.reminders_dialog import RemindersDialog
from planner.ui.shell.window import MainWindow


@pytest.fixture
def plan(shell: MainWindow) -> Planner:
    planner = shell.context.planner
    row = ActivityId(planner.run(AddActivity("CKA", kind="certification")).added("activity")[0])
    planner.run(PutDeadline(row, "exam", on_date="2099-12-01"))
    return planner


@pytest.fixture
def dialog(shell: MainWindow, plan: Planner) -> RemindersDialog:
    shell.add_commands(reminder_commands(shell))
    shell.commands.action("edit.reminders").trigger()
    found = shell.findChild(RemindersDialog)
    assert isinstance(found, RemindersDialog)
    return found


def reminders(planner: Planner) -> list[int]:
    found = planner.read(lambda reader: reader.rows("SELECT minutes_before FROM reminder ORDER BY 1"))
    return [minutes for (minutes,) in found]


def test_it_shows_what_is_usual_and_saves_nothing_unchanged(dialog: RemindersDialog, plan: Planner) -> None:
    before = plan.history().undo
    assert dialog.given() == USUAL
    assert [chip.text() for chip in dialog.groups["renewal"].chips] == ["180 days", "90 days", "30 days", "7 days"]
    assert [chip.text() for chip in dialog.groups["renewal_opens"].chips] == ["on the day"]
    assert dialog.ahead.isHidden()
    assert dialog.usual_button.isHidden()
    dialog.save_button.click()
    assert plan.history().undo == before


def test_chips_go_by_the_cross_or_by_delete_and_come_by_typing(dialog: RemindersDialog) -> None:
    exam = dialog.groups["exam"]
    exam.chips[1].removed.emit()
    assert exam.focusWidget() is exam.chips[1]
    QTest.keyClick(exam.chips[1], Qt.Key.Key_Delete)
    assert exam.minutes() == (14 * DAY,)
    QTest.keyClicks(exam.field, "3 weeks")
    QTest.keyClick(exam.field, Qt.Key.Key_Return)
    assert dialog.isVisible()  # Return added it and pressed nothing else
    assert [chip.text() for chip in exam.chips] == ["21 days", "14 days"]
    for _ in range(2):
        QTest.keyClick(exam.chips[-1], Qt.Key.Key_Delete)
    assert exam.minutes() == ()
    assert exam.focusWidget() is exam.field


@pytest.mark.parametrize("typed", ["soon", "999 days", "3"])
def test_what_is_no_time_before_is_told_and_stays(dialog: RemindersDialog, plan: Planner, typed: str) -> None:
    dialog.groups["other"].field.setText(typed)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert not dialog.error.isHidden()
    assert dialog.error.text().endswith(".")
    assert plan.read(default_reminders) == USUAL
    dialog.reject()


def test_what_is_saved_is_one_step_and_takes_the_dates_ahead_along(
    dialog: RemindersDialog, plan: Planner, shell: MainWindow
) -> None:
    dialog.groups["exam"].chips[0].removed.emit()
    assert dialog.ahead.text() == "Also change the date ahead that has the reminders usual until now"
    dialog.groups["cfp_closes"].field.setText("3 days")  # taken on saving, too
    dialog.save_button.click()
    assert plan.read(default_reminders) == {**USUAL, "exam": (7 * DAY, DAY), "cfp_closes": (3 * DAY,)}
    assert reminders(plan) == [DAY, 7 * DAY]
    assert shell.toasts.current is not None
    assert shell.toasts.current.text == "The usual reminders are changed"
    plan.undo()
    assert plan.read(default_reminders) == USUAL
    assert reminders(plan) == [DAY, 7 * DAY, 14 * DAY]


def test_dates_ahead_stay_without_the_tick(dialog: RemindersDialog, plan: Planner) -> None:
    dialog.groups["exam"].chips[0].removed.emit()
    dialog.ahead.setChecked(False)
    dialog.save_button.click()
    assert reminders(plan) == [DAY, 7 * DAY, 14 * DAY]


def test_the_usual_ones_come_back(dialog: RemindersDialog, plan: Planner, shell: MainWindow, qtbot: QtBot) -> None:
    dialog.groups["renewal"].chips[0].removed.emit()
    dialog.save_button.click()
    shell.commands.action("edit.reminders").trigger()
    again = next(each for each in shell.findChildren(RemindersDialog) if each.isVisible())
    assert again.given()["renewal"] == (90 * DAY, 30 * DAY, 7 * DAY)
    again.usual_button.click()
    assert again.given() == USUAL
    assert again.usual_button.isHidden()
    again.save_button.click()
    assert plan.read(default_reminders) == USUAL
