"""Logging time from anywhere, and the list of study sessions: what keys do, what is written, what is taken back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.actions.parts import LogTime
from planner.services.planner import Planner
from planner.services.queries.sessions import SessionRow, sessions
from planner.ui.shell.page import PageContext
from planner.ui.shell.time.log_dialog import LogDialog
from planner.ui.shell.time.session_model import DOUBT, Column
from planner.ui.shell.time.sessions_dialog import SessionsDialog
from planner.ui.shell.window import MainWindow
from tests.ui.walk import settle

Key = Qt.Key


@pytest.fixture(autouse=True)
def wednesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-25T09:30:00Z")


def logged(planner: Planner) -> list[tuple[str, str, int, str]]:
    return [(row.title, row.day, row.minutes, row.note) for row in planner.read(sessions)]


def add(planner: Planner, title: str) -> ActivityId:
    return ActivityId(planner.run(AddActivity(title)).added("activity")[0])


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    dialog.show()
    settle()


# ------------------------------------------------------------------ logging


def test_ctrl_l_a_number_and_enter_log_on_what_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    planner = window.context.planner
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    key = add(planner, "Finish the course")
    assert window.open("activity", key)
    settle()
    QTest.keyClick(window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LogDialog)
    assert dialog.focusWidget() is dialog.time
    QTest.keyClicks(dialog.time, "45")
    assert dialog.preview.text() == "45 min on “Finish the course”, today"
    QTest.keyClick(dialog.time, Key.Key_Return)
    settle()
    assert logged(planner) == [("Finish the course", "2026-11-25", 45, "")]
    assert window.toasts.current is not None
    assert window.toasts.current.text == "45 min logged on “Finish the course”"
    window.undo()
    assert logged(planner) == []


def test_the_last_one_is_named_and_yesterday_and_a_note_are_taken(context: PageContext, qtbot: QtBot) -> None:
    key = add(context.planner, "Read a paper")
    context.planner.run(LogTime(key, 10))
    dialog = LogDialog(context)
    opened(qtbot, dialog)
    assert dialog.what.text() == "Read a paper"
    dialog.time.setText("1 h 30 min")
    dialog.day.setText("yesterday")
    dialog.note.setText("section 2")
    dialog.accept_button.click()
    assert logged(context.planner)[1] == ("Read a paper", "2026-11-24", 90, "section 2")


def test_a_part_of_a_title_is_enough_and_nothing_wrong_is_written(context: PageContext, qtbot: QtBot) -> None:
    add(context.planner, "Zebra one")
    add(context.planner, "Zebra two")
    dialog = LogDialog(context)
    opened(qtbot, dialog)
    for what, time, when, said in (
        ("", "45", "", "Say what it was for"),
        ("zebra", "45", "", "fits no single open activity"),
        ("zebra o", "", "", "Say how long"),
        ("zebra o", "ages", "", "“ages” is not a length of time"),
        ("zebra o", "45", "someday", "“someday” is not a date"),
    ):
        dialog.what.setText(what)
        dialog.time.setText(time)
        dialog.day.setText(when)
        dialog.accept_button.click()
        assert dialog.isVisible()
        assert said in dialog.problem.text()
        assert logged(context.planner) == []
    dialog.day.setText("25 nov")
    dialog.accept_button.click()
    assert [row[:3] for row in logged(context.planner)] == [("Zebra one", "2026-11-25", 45)]


def test_of_a_practice_the_usual_minutes_stand_there(context: PageContext, qtbot: QtBot) -> None:
    key = add(context.planner, "Practice")
    context.planner.run(EditActivity(key, (("cadence_count", 3), ("cadence_minutes", 25))))
    dialog = LogDialog(context, key)
    opened(qtbot, dialog)
    assert dialog.time.text() == "25 min"
    dialog.accept_button.click()
    assert [row[2] for row in logged(context.planner)] == [25]


# ------------------------------------------------------------------ the list


@pytest.fixture
def listed(context: PageContext, qtbot: QtBot) -> SessionsDialog:
    one, other = add(context.planner, "One"), add(context.planner, "Other")
    for key, minutes, day in ((one, 45, "2026-11-24"), (one, 30, "2026-11-23"), (other, 60, "2026-11-10")):
        context.planner.run(LogTime(key, minutes, on=day))
    dialog = SessionsDialog(context)
    opened(qtbot, dialog)
    return dialog


def row_at(dialog: SessionsDialog, row: int) -> SessionRow:
    found = dialog.table.rows.session(row)
    assert found is not None
    return found


def edit(dialog: SessionsDialog, row: int, column: Column, text: str) -> QLineEdit:
    """Type into a cell and press Enter; gives the editor."""
    index = dialog.table.rows.index(row, column)
    dialog.table.setCurrentIndex(index)
    dialog.table.edit(index)
    settle()
    editors = [each for each in dialog.table.viewport().findChildren(QLineEdit) if each.isVisible()]
    editors[0].selectAll()
    QTest.keyClicks(editors[0], text)
    QTest.keyClick(editors[0], Key.Key_Return)
    settle()
    return editors[0]


def test_weeks_stand_over_their_sessions_with_their_sums(listed: SessionsDialog) -> None:
    table = listed.table.rows
    assert [table.week(row) is not None for row in range(table.rowCount())] == [True, False, False, True, False]
    assert (table.index(0, 0).data(), table.index(0, 0).data(DOUBT)) == ("23 – 29 Nov", "1.25 h")
    assert listed.sums.text() == "3 sessions · 2.25 h logged"
    assert listed.table.currentIndex().row() == 1
    assert not listed.doubts.isVisible()


def test_each_cell_is_corrected_where_it_stands_and_taken_back(listed: SessionsDialog, context: PageContext) -> None:
    before = logged(context.planner)
    for column, text, expected in (
        (Column.TIME, "1h 30", ("One", "2026-11-24", 90, "")),
        (Column.DAY, "2026-11-25", ("One", "2026-11-25", 45, "")),
        (Column.ACTIVITY, "Other", ("Other", "2026-11-24", 45, "")),
        (Column.NOTE, "with Ana", ("One", "2026-11-24", 45, "with Ana")),
    ):
        edit(listed, 1, column, text)
        assert expected in logged(context.planner), column
        assert listed.undo_button.isVisible()
        QTest.keyClick(listed, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        listed.undo()
        assert logged(context.planner) == before
    listed.undo()
    assert logged(context.planner) == before


def test_what_cannot_be_read_stays_in_its_cell(listed: SessionsDialog, context: PageContext) -> None:
    before = logged(context.planner)
    editor = edit(listed, 1, Column.TIME, "ages")
    assert editor.isVisible()
    assert editor.text() == "ages"
    assert "“ages” is not a length of time" in listed.told.text()
    QTest.keyClick(editor, Key.Key_Escape)
    assert logged(context.planner) == before


def test_several_are_deleted_and_moved_at_once(listed: SessionsDialog, context: PageContext) -> None:
    before = logged(context.planner)
    listed.table.selectAll()
    assert len(listed.table.chosen()) == 3
    QTest.keyClick(listed.table, Key.Key_Delete)
    assert logged(context.planner) == []
    assert listed.stack.currentWidget() is listed.empty
    listed.undo()
    assert logged(context.planner) == before
    listed.table.selectAll()
    listed.move_button.click()
    settle()
    (asking,) = [each for each in listed.findChildren(QDialog) if each.isVisible()]
    QTest.keyClicks(asking.findChildren(QLineEdit)[0], "Oth")
    asking.findChildren(QLineEdit)[0].setText("Other")
    QTest.keyClick(asking, Key.Key_Return)
    settle()
    assert {row[0] for row in logged(context.planner)} == {"Other"}


def test_a_planned_one_took_place_with_return_on_its_status(listed: SessionsDialog) -> None:
    listed.table.setCurrentIndex(listed.table.rows.index(1, Column.STANDING))
    QTest.keyClick(listed.table, Key.Key_Return)
    assert row_at(listed, 1).planned
    QTest.keyClick(listed.table, Key.Key_Return)
    assert not row_at(listed, 1).planned


def test_it_is_narrowed_by_activity_and_time(context: PageContext, listed: SessionsDialog, qtbot: QtBot) -> None:
    one = row_at(listed, 1).activity_id
    narrow = SessionsDialog(context, one)
    opened(qtbot, narrow)
    assert narrow.sums.text() == "2 sessions · 1.25 h logged"
    narrow.filter.period.set_value("before")
    narrow.filter.changed.emit()
    assert narrow.stack.currentWidget() is narrow.none_here
    narrow.none_here.buttons[0].click()
    assert narrow.sums.text() == "3 sessions · 2.25 h logged"


def test_doubts_are_said_and_nothing_is_refused(context: PageContext, qtbot: QtBot) -> None:
    key = add(context.planner, "Long")
    for _ in range(2):
        context.planner.run(LogTime(key, 600, on="2026-11-24"))
    dialog = SessionsDialog(context)
    opened(qtbot, dialog)
    assert dialog.doubts.text() == "More than 16 hours are logged on 24 Nov 2026."
    assert dialog.table.rows.index(1, Column.TIME).data(DOUBT) == "more than 16 hours on this day"


def test_what_was_done_elsewhere_is_not_taken_back_here(listed: SessionsDialog, context: PageContext) -> None:
    edit(listed, 1, Column.TIME, "50")
    add(context.planner, "Elsewhere")
    listed.undo()
    assert "Something else was changed" in listed.told.text()
    assert row_at(listed, 1).minutes == 50


def test_return_opens_nothing_but_o_opens_the_activity(listed: SessionsDialog, context: PageContext) -> None:
    found: list[int] = []
    context.activity_opened.connect(found.append)
    QTest.keyClick(listed.table, Key.Key_O)
    assert found == [row_at(listed, 1).activity_id]
    assert not listed.isVisible()


def test_what_is_shown_is_saved(listed: SessionsDialog, tmp_path: Path) -> None:
    path = tmp_path / "sessions.csv"
    listed.write(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "start,zone,minutes,standing,activity,kind,step,note"
    assert lines[1] == "2026-11-24,,45,logged,One,topic,,"
    assert len(lines) == 4
    listed.write(tmp_path / "no" / "sessions.csv")
    assert "no folder" in listed.told.text()
    listed.write(tmp_path / "sessions.txt")
    assert "not .csv" in listed.told.text()


def test_this_week_is_told_against_the_hours_meant_for_it(context: PageContext, listed: SessionsDialog) -> None:
    from planner.services.actions.settings import ChangeSetting
    from planner.services.queries.settings import HOURS_A_WEEK

    context.planner.run(ChangeSetting(HOURS_A_WEEK, 6, "hours"))
    listed.reload()
    assert listed.table.rows.index(0, 0).data(DOUBT) == "1.25 of 6 h"
    assert listed.filter.choice(date(2026, 11, 25)).since is None
