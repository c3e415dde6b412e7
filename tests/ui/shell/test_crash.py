"""Errors that nobody foresaw: one dialog, what is saved, details without anything of the person, and no storm."""

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.config import log
from planner.services.actions.activities import AddActivity
from planner.ui.shell import crash, crash_dialog
from planner.ui.shell.crash_details import details
from planner.ui.shell.crash_dialog import CrashDialog
from planner.ui.shell.window import MainWindow
from tests.conftest import AllowLog, Watch
from tests.services.faults import read_only
from tests.ui.walk import settle


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot, allow_log: AllowLog) -> Iterator[MainWindow]:
    allow_log("ERROR planner.ui.shell.crash: Unexpected error")
    with qtbot.waitSignal(window.settled):
        window.show()
    restore = crash.install(window.tell_unexpected)
    yield window
    restore()
    window.context.waiting.forget_all()


def raised(error: BaseException) -> BaseException:
    try:
        raise error  # noqa: TRY301  for its traceback
    except BaseException as same:  # noqa: BLE001  whatever it is
        return same


def happens(error: BaseException) -> None:
    """As Qt hands over what was raised in a slot."""
    same = raised(error)
    sys.excepthook(type(same), same, same.__traceback__)
    settle()


def dialogs(window: MainWindow) -> list[CrashDialog]:
    return [each for each in window.findChildren(CrashDialog) if each.isVisible()]


def test_it_says_what_is_saved_and_goes_on(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    shown.context.planner.run(AddActivity("A thought"))
    happens(ValueError("A thought"))
    (dialog,) = dialogs(shown)
    assert dialog.saved.text().startswith("All changes up to this one, made at ")
    assert dialog.saved.text().endswith(", are saved: Add “A thought”.")
    dialog.go_on.click()
    settle()
    assert dialogs(shown) == []
    assert shown.context.planner.run(AddActivity("Another")).rows


def test_it_names_what_is_not_saved(shown: MainWindow) -> None:
    with read_only(shown.context.planner):
        shown.context.run(AddActivity("Refused"))
        happens(ValueError("x"))
    assert dialogs(shown)[0].saved.text() == "Not saved yet: Add “Refused”. Everything before is saved."


def test_many_errors_make_one_dialog_and_one_line_of_log(shown: MainWindow, watched: Watch) -> None:
    for _ in range(50):
        happens(ValueError("x"))
    happens(KeyError("y"))
    (dialog,) = dialogs(shown)
    assert dialog.count.text() == "It happened 50 more times since."
    assert sum("Unexpected error" in line for line in watched._lines) == 1 + 1  # one place each
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError" in copied
    dialog.go_on.click()
    settle()
    happens(ValueError("x"))
    assert dialogs(shown) == []  # it has been told


class Broken(QWidget):
    """Fails in each painting, and asks for the next one."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        Broken.painted += 1
        if Broken.painted < 30:
            QTimer.singleShot(0, self, self.update)
        raise ZeroDivisionError("division by zero")


def test_a_painting_that_fails_makes_no_storm(
    shown: MainWindow, qtbot: QtBot, watched: Watch, allow_log: AllowLog
) -> None:
    broken = Broken(shown.area)
    broken.resize(50, 50)
    broken.show()
    qtbot.waitUntil(lambda: Broken.painted >= 30)
    settle()
    assert len(dialogs(shown)) == 1
    assert sum("Unexpected error" in line for line in watched._lines) == 1
    broken.hide()


def test_an_error_in_a_thread_is_told_in_the_window(shown: MainWindow, qtbot: QtBot) -> None:
    def work() -> None:
        raise LookupError("nothing here")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs(shown)) == 1)


def test_an_error_of_the_dialog_itself_has_an_end(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> str:
        raise RuntimeError("once more")

    monkeypatch.setattr(crash_dialog, "what_is_saved", fails)
    happens(ValueError("x"))
    assert dialogs(shown) == []


def test_ctrl_c_still_ends_the_program(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *what: said.append(what[0]))
    restore = crash.install(shown.tell_unexpected)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    restore()
    assert said == [KeyboardInterrupt]
    assert dialogs(shown) == []


def test_details_hold_nothing_of_the_person(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(Path(__file__).parents[3]))
    error = raised(ValueError("My secret goal"))
    error.__cause__ = raised(TypeError(f"'int' object in {Path.home()}/x"))
    text = details(error)
    assert "secret" not in text
    assert str(Path.home()) not in text
    assert "ValueError (what it says is in the log)" in text
    assert "TypeError: 'int' object in ~/x" in text
    assert "\n  test_crash.py:" in text
    assert "Planner 0" in text or "Planner 1" in text


def test_endless_recursion_has_short_details(qapp: object) -> None:
    def deeper(again: Callable[..., object]) -> object:
        return again(again)

    error: BaseException = ValueError()
    try:
        deeper(deeper)
    except RecursionError as same:
        error = same
    text = details(error)
    assert len(text.splitlines()) < 70
    assert "more ..." in text


def test_the_log_is_opened_on_a_press_only(shown: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    path = log.set_up()
    happens(ValueError("x"))
    (dialog,) = dialogs(shown)
    assert dialog.log_button.isVisible()
    assert opened == []
    dialog.log_button.click()
    assert [url.toLocalFile() for url in opened] == [str(path)]
