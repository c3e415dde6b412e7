"""The set-up in the window: by keyboard alone from nothing to a fitted plan, left, skipped, and coming by itself."""

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.config.paths import usual_library
from planner.config.settings import SettingsFile
from planner.domain.words import SkillId
from planner.services import first_start
from planner.services.actions.skills import RemoveSkill
from planner.services.libraries import BUILT_IN
from planner.services.queries.first_run import SetupPlan, setup_plan
from planner.ui.shell import dialogs
from planner.ui.shell.first_run.dialog import FirstRunDialog
from planner.ui.shell.first_run.level_row import LevelRow
from planner.ui.shell.window import MainWindow
from tests.ui.first_run_scenes import parts
from tests.ui.scenes import show
from tests.ui.walk import settle


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> Iterator[FirstRunDialog]:
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.commands.action("edit.set_up").trigger()
    found = window.findChild(FirstRunDialog)
    assert isinstance(found, FirstRunDialog)
    settle()
    yield found
    window.toasts.clear()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QWidget)
    return widget


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)
        settle()


def type_text(text: str) -> None:
    QTest.keyClicks(focused(), text)
    settle()


def plan_of(window: MainWindow) -> SetupPlan:
    planner = window.context.planner
    return planner.read(setup_plan, planner.today(), BUILT_IN)


def statuses(window: MainWindow) -> set[str]:
    return {one.candidate.status for one in plan_of(window).activities}


def test_from_nothing_to_a_fitted_plan_by_keyboard_alone(window: MainWindow, dialog: FirstRunDialog) -> None:
    aim, have, fit = parts(dialog)
    first = dialog.side.month.text()
    press(Qt.Key.Key_Down)  # the next role
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert focused() is aim.hours  # the year waits for a month
    press(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert (aim.hours.value(), dialog.side.month.text() != first) == (8, True)
    press(Qt.Key.Key_Return)
    assert dialog.screen_shown.part == "have"
    assert focused() is have.held.field
    type_text("PMP")
    press(Qt.Key.Key_Return)  # takes the entry of exactly that code, and goes no further
    type_text("My own paper")
    press(Qt.Key.Key_Return)
    assert [held.name for held in dialog.setup.held] == ["Project Management Professional", "My own paper"]
    assert dialog.screen_shown.part == "have"
    press(Qt.Key.Key_Tab)
    type_text("2025-05-01")
    press(Qt.Key.Key_Tab)
    assert dialog.setup.held[0].passed_on == date(2025, 5, 1)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert focused() is have.rows[0]
    press(Qt.Key.Key_4, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    press(Qt.Key.Key_Down, Qt.Key.Key_5, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_3, Qt.Key.Key_Delete)
    assert [row.level() for row in have.rows[:4]] == [4.0, 2.0, 4.0, None]
    assert have.count.text() == "3 of 20 rated; stop any time"
    assert dialog.side.skill.text() == "Model evaluation and experimentation"
    press(Qt.Key.Key_Return)
    assert dialog.screen_shown.part == "fit"
    assert focused() in fit.boxes.values()
    going, month = len(dialog.setup.going()), dialog.side.month.text()
    assert going > 3
    press(Qt.Key.Key_Space)
    assert len(dialog.setup.going()) == going - 1
    assert fit.sum.text().startswith(f"{going - 1} activities go: 381 hours become ")
    press(Qt.Key.Key_Space)
    assert dialog.side.month.text() == month
    press(Qt.Key.Key_Return)
    after = plan_of(window)
    assert (after.hours, after.role) == (8, after.roles[1].key)
    assert sum(one.candidate.status == "skipped" for one in after.activities) == going
    assert [skill.rated for skill in after.skills()][:4] == [4.0, 2.0, 4.0, None]
    assert {goal.title for goal in after.goals if goal.state == "passed"} == {
        "Project Management Professional", "My own paper",
    }  # fmt: skip
    assert window.context.planner.history().undo == "Set up the plan"
    window.undo()
    assert statuses(window) == {"planned"}


def test_escape_leaves_with_a_sentence_and_nothing_written(
    window: MainWindow, dialog: FirstRunDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(window.toasts, "show", lambda text, *_rest, **_more: said.append(text))
    press(Qt.Key.Key_Escape)
    assert said == ["You can do that at any time: “Set up my plan…” in the menu Plan."]
    assert plan_of(window).is_fresh
    assert not isValid(dialog)


@pytest.mark.parametrize("leaves", [True, False])
def test_what_was_answered_is_asked_about_first(
    window: MainWindow, dialog: FirstRunDialog, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    monkeypatch.setattr(dialogs, "confirm", lambda *_words, **_no: leaves)
    parts(dialog)[0].hours.setValue(9)
    press(Qt.Key.Key_Escape)
    assert isValid(dialog) is not leaves
    assert plan_of(window).is_fresh
    if isValid(dialog):
        monkeypatch.setattr(dialogs, "confirm", lambda *_words, **_no: True)
        dialog.reject()


def test_each_screen_can_be_skipped_and_back_takes_it_in_again(window: MainWindow, dialog: FirstRunDialog) -> None:
    aim, _, fit = parts(dialog)
    aim.hours.setValue(20)
    month = dialog.side.month.text()
    dialog.skip.click()
    assert dialog.side.month.text() != month  # the hours that were left out do not count
    dialog.back.click()
    assert dialog.screen_shown.part == "aim"
    assert dialog.side.month.text() == month
    dialog.skip.click()
    dialog.skip.click()
    assert dialog.screen_shown.part == "fit"
    assert "You rated no skill" in fit.hint.text()
    dialog.skip.click()
    assert plan_of(window).is_fresh  # nothing was taken, so nothing was written


def test_a_day_that_cannot_be_read_stops_there(window: MainWindow, dialog: FirstRunDialog) -> None:
    _, have, _ = parts(dialog)
    dialog.next.click()
    have.held.field.setText("PMP")  # typed and not added: going on takes it
    dialog.next.click()
    assert [held.name for held in dialog.setup.held] == ["PMP"]
    dialog.back.click()
    have.held.rows[0].day.setText("sometime")
    dialog.next.click()
    assert dialog.screen_shown.part == "have"
    assert "not a day that can be read" in dialog.problem.text()
    have.held.rows[0].remove.click()
    dialog.next.click()
    assert dialog.screen_shown.part != "have"
    dialog.setup.hours = 5
    dialog.reject()
    assert plan_of(window).is_fresh


def test_a_refusal_is_told_in_the_dialog_and_everything_stays(window: MainWindow, dialog: FirstRunDialog) -> None:
    _, have, _ = parts(dialog)
    dialog.next.click()
    have.rows[0]._pick(4.0)
    dialog.next.click()
    skill = plan_of(window).skills()[0]
    with window.context.planner.library.read() as reader:
        key = reader.value("SELECT id FROM skill WHERE uid = ?", (skill.key,))
    window.context.planner.run(RemoveSkill(SkillId(key)))
    dialog.next.click()
    assert "not in the plan any more" in dialog.problem.text()
    assert dialog.isVisible()
    assert dialog.screen_shown.part == "fit"
    dialog.setup.ratings.clear()
    dialog.reject()


def test_what_cannot_be_stored_now_waits_and_the_set_up_is_done(window: MainWindow, dialog: FirstRunDialog) -> None:
    """Left standing, it could be left as “not kept”, and would be stored by the next change all the same."""
    parts(dialog)[0].month.set_value(6)
    for _ in range(2):
        dialog.next.click()
    with contextlib.closing(sqlite3.connect(window.context.planner.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        dialog.next.click()
        other.execute("ROLLBACK")
    assert not dialog.isVisible()
    assert len(window.context.waiting) == 1
    assert window.unsaved.retry()
    assert window.context.planner.history().undo == "Set up the plan"


def test_the_rubric_follows_pointer_and_focus(dialog: FirstRunDialog) -> None:
    _, have, _ = parts(dialog)
    dialog.next.click()
    settle()
    row = have.rows[0]
    row.setFocus()
    assert dialog.side.level.text() == "Not rated"
    centre = QPointF(row.rect().center())
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        row, QMouseEvent(QEvent.Type.MouseMove, centre, centre, none, none, Qt.KeyboardModifier.NoModifier)
    )
    assert dialog.side.level.text() == "Level 2"
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert row.level() == 2.0
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    assert row.level() is None
    dialog.reject()


def test_a_half_from_elsewhere_stays_until_it_is_changed(qtbot: QtBot, dialog: FirstRunDialog) -> None:
    row = LevelRow(dialog._context.theme, "Agile", 2.5)
    qtbot.addWidget(row)
    row.show()
    row.grab()
    assert row.level() == 2.5
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert row.level() == 3.0
    row.set_level(2.5)
    QTest.keyClick(row, Qt.Key.Key_Left)
    assert row.level() == 2.0
    dialog.reject()


def test_it_comes_by_itself_until_it_is_answered(window: MainWindow, dialog: FirstRunDialog, tmp_path: Path) -> None:
    file, path = SettingsFile(), window.context.planner.path
    assert first_start.is_to_be_made(usual_library())
    assert not first_start.is_to_be_made(path)
    assert not first_start.is_to_be_made(tmp_path / "temporary.db")
    assert not first_start.is_waiting(file.read(), path)
    first_start.note_made(file, path)
    assert first_start.is_waiting(file.read(), path)
    assert not first_start.is_waiting(file.read(), tmp_path / "another.db")
    first_start.answered(file, tmp_path / "another.db")
    assert first_start.is_waiting(file.read(), path)
    dialog.reject()  # the program was not closed in the middle
    assert not first_start.is_waiting(file.read(), path)
