"""Files that come to an open window: shown, told of, and kept while a dialog is open."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from planner.app import file_commands
from planner.app.arrivals import Arrivals
from planner.app.one_window import Request
from planner.ui.shell.question import Question
from planner.ui.shell.window import MainWindow


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """The lots of files whose previews were opened."""
    lots: list[list[Path]] = []
    monkeypatch.setattr(file_commands, "import_paths", lambda _window, paths: lots.append(paths))
    return lots


@pytest.fixture
def arrivals(window: MainWindow, qtbot: QtBot) -> Iterator[Arrivals]:
    with qtbot.waitSignal(window.settled):
        window.show()
    made = Arrivals(window)
    yield made
    made.stop()
    window.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for path in made:
        path.touch()
    return made


def test_a_window_that_was_put_away_comes_forward(
    arrivals: Arrivals, window: MainWindow, shown: list[list[Path]]
) -> None:
    window.showMinimized()
    arrivals.take_request(Request((), "token"))
    assert not window.isMinimized()
    assert window.isActiveWindow()
    assert shown == []
    assert "XDG_ACTIVATION_TOKEN" not in os.environ


def test_the_good_ones_open_and_a_bad_one_is_told(
    arrivals: Arrivals, window: MainWindow, shown: list[list[Path]], files: list[Path]
) -> None:
    arrivals.take([str(files[0]), "/nowhere/gone.ics", files[1].as_uri()])
    assert shown == [files]
    assert window.toasts.current is not None
    assert "“/nowhere/gone.ics”" in window.toasts.current.text


def test_several_bad_ones_are_told_in_one_dialog_before_the_good_ones_open(
    arrivals: Arrivals, shown: list[list[Path]], files: list[Path], qtbot: QtBot
) -> None:
    arrivals.take([*(f"/nowhere/{number}.ics" for number in range(20)), "http://x.org/<b>a</b>", str(files[0])])
    box = QApplication.activeModalWidget()
    assert isinstance(box, Question)
    assert box.windowTitle() == "21 files cannot be opened"
    assert box.text.textFormat() == Qt.TextFormat.PlainText
    assert box.text.text().endswith("… and 13 more")
    assert shown == []
    box.accept()
    qtbot.waitUntil(lambda: shown == [[files[0]]])


def test_what_comes_while_a_dialog_is_open_waits(
    arrivals: Arrivals, window: MainWindow, shown: list[list[Path]], files: list[Path], qtbot: QtBot
) -> None:
    dialog = QDialog(window)
    dialog.open()
    for path in files:
        arrivals.take_request(Request((str(path),)))
    assert QApplication.activeModalWidget() is dialog
    assert shown == []
    dialog.close()
    qtbot.waitUntil(lambda: shown == [[files[0]], [files[1]]])
