"""Logging time, the list of study sessions and the look back: named, reached by Tab, whole in any language."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId
from planner.domain.year_picks import YearPick
from planner.services.actions.activities import MoveActivities
from planner.services.actions.parts import LogTime
from planner.services.actions.year_picks import PickForYear
from planner.ui.look_back.dialog import LookBackDialog
from planner.ui.shell.time.log_dialog import LogDialog
from planner.ui.shell.time.session_model import Column
from planner.ui.shell.time.sessions_dialog import SessionsDialog
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import Scene, kinds_with_an_activity, show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, screen_reader, tab_faults  # noqa: F401  # a fixture
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle


@pytest.fixture(autouse=True)
def last_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-30T09:30:00Z")


def over(window: MainWindow, dialog: QDialog) -> QDialog:
    dialog.setParent(window, Qt.WindowType.Dialog)
    dialog.open()
    settle()
    return dialog


def logging_scenes(window: MainWindow) -> Iterator[Scene]:
    """The dialog as it opens, as it says what Enter does, and with a complaint."""
    topic = ActivityId(kinds_with_an_activity(window.context.planner)["topic"])
    dialog = LogDialog(window.context, topic, window)
    over(window, dialog)
    yield Scene("log time", dialog)
    dialog.time.setText("1:30")
    settle()
    yield Scene("log time, understood", dialog)
    dialog.what.setText("ξ")
    dialog.accept_button.click()
    settle()
    yield Scene("log time, refused", dialog)
    dialog.close()


def session_scenes(window: MainWindow) -> Iterator[Scene]:
    """Full with doubts, cells being edited, narrowed to nothing, and of one activity."""
    planner = window.context.planner
    topic = ActivityId(kinds_with_an_activity(planner)["topic"])
    for _ in range(2):
        planner.run(LogTime(topic, 600, on="2026-11-29", note="Σήμερα"))
    dialog = SessionsDialog(window.context, None, window)
    over(window, dialog)
    yield Scene("sessions", dialog)
    for column in (Column.DAY, Column.ACTIVITY, Column.TIME, Column.NOTE):
        row = dialog.table.currentIndex().row()
        dialog.table.edit(dialog.table.rows.index(row, column))
        settle()
        yield Scene(f"sessions, {column.name} edited", dialog)
        dialog.table.setFocus()
        settle()
    dialog.table.asked.emit("move")
    settle()
    (asking,) = [each for each in dialog.findChildren(QDialog) if each.isVisible()]
    yield Scene("sessions, moved", asking)
    asking.close()
    dialog.activateWindow()
    dialog.table.asked.emit("remove")
    settle()
    yield Scene("sessions, removed", dialog)
    dialog.close()
    narrow = SessionsDialog(window.context, topic, window)
    over(window, narrow)
    yield Scene("sessions of one", narrow)
    narrow.filter.period.set_value("before")
    narrow.reload()
    settle()
    yield Scene("sessions, none", narrow)
    narrow.close()
    settle()


def look_back_scenes(window: MainWindow) -> Iterator[Scene]:
    """The document, its two questions, and a stretch of time in which nothing happened."""
    planner = window.context.planner
    topic = ActivityId(kinds_with_an_activity(planner)["topic"])
    planner.run(MoveActivities((topic,), "done", on="2026-11-20"))
    planner.run(PickForYear(2026, (YearPick("Ωμέγα", done=True), YearPick("Ψι"))))
    dialog = LookBackDialog(window.context, window)
    over(window, dialog)
    yield Scene("look back", dialog)
    for kind in ("outcomes", "picks"):
        rows = range(dialog.view.pieces.rowCount())
        targets = [piece.target for piece in map(dialog.view.pieces.piece, rows) if piece is not None and piece.target]
        found = next(target for target in reversed(targets) if target.kind == kind)
        dialog.view.followed.emit(found)
        settle()
        (asking,) = [each for each in dialog.findChildren(QDialog) if each.isVisible()]
        yield Scene(f"look back, {kind}", asking)
        asking.close()
        settle()
    dialog.activateWindow()
    dialog.choice.what.set_value("since")
    dialog.choice.what.chosen.emit("since")
    dialog.choice.day.date_changed.emit(None)
    settle()
    yield Scene("look back since today", dialog)
    dialog.close()
    settle()


Scenes = Callable[[MainWindow], Iterator[Scene]]
SCENES = (logging_scenes, session_scenes, look_back_scenes)


@pytest.mark.parametrize("scenes", SCENES)
def test_it_says_what_it_is_and_tab_goes_through_it(
    foreign_window: MainWindow, qtbot: QtBot, scenes: Scenes
) -> None:
    show(foreign_window, (1280, 800))
    foreign_window.activateWindow()
    qtbot.waitUntil(foreign_window.isActiveWindow)
    lines = []
    for scene in scenes(foreign_window):
        lines += faults([scene])
        if "edited" not in scene.name:
            lines += tab_faults(scene)
    complain_of_names(lines)


@pytest.mark.parametrize("scenes", SCENES)
def test_it_is_whole_in_any_language(
    foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch, scenes: Scenes
) -> None:
    show(foreign_window, (1100, 700))
    complain(scenes(foreign_window), monkeypatch)
