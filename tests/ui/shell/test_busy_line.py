"""The line of a dialog that works: one piece of work at a time, each with its own answer."""

import threading
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.services import libraries
from planner.ui.shell.busy_line import BusyLine
from planner.ui.theme import Theme


def test_other_work_is_refused_until_the_first_has_answered(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "plan.db", None)
    parent = QWidget()
    qtbot.addWidget(parent)
    line, go_on = BusyLine(theme, parent), threading.Event()
    first: list[object] = []
    second: list[object] = []
    assert line.start(planner, "First", lambda _planner: go_on.wait() and "first", first.append)
    assert not line.start(planner, "Second", lambda _planner: "second", second.append)
    go_on.set()
    qtbot.waitUntil(lambda: not line.busy)
    assert (first, second) == (["first"], [])
    assert line.start(planner, "Second", lambda _planner: "second", second.append)
    qtbot.waitUntil(lambda: not line.busy)
    assert (first, second) == (["first"], ["second"])
    planner.close()
