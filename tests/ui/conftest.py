"""What every test of the interface stands on: no unexpected Qt message, no timer or thread left behind."""

import gc
import sys
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.logging import _QtMessageCapture
from shiboken6 import isValid

from planner.ui.widgets.focus_visible import _LastInput
from tests.conftest import Watch
from tests.ui.fixtures import context, empty_library, library_patterns, planner_library, theme, window  # noqa: F401  # fixtures
from tests.ui.foreign_plan import foreign_file, foreign_plan, foreign_window, no_questions  # noqa: F401  # fixtures

#: What the offscreen platform says about abilities of a window manager that it does not have.
_OFFSCREEN_NOISE = r"^Qt\w+: This plugin does not support (propagateSizeHints|raise|lower|grabbing the keyboard)\(?\)?"


@pytest.fixture(autouse=True)
def quiet_qt(watched: Watch, qtlog: _QtMessageCapture) -> Iterator[None]:
    """Every message of Qt, of whatever level, is one that the test must expect."""
    watched.allow(_OFFSCREEN_NOISE)
    yield
    for record in qtlog.records:
        watched.add(f"{record.type.name}: {record.message}")


class _Started:
    """Remembers which timers and threads were started, and where."""

    def __init__(self) -> None:
        self._places: list[tuple[weakref.ref[QObject], str]] = []

    def note(self, started: QObject) -> None:
        caller = sys._getframe(2)
        self._places.append((weakref.ref(started), f"{caller.f_code.co_filename}:{caller.f_lineno}"))

    def running(self) -> list[str]:
        return [
            f"{type(thing).__name__} started at {place}"
            for reference, place in self._places
            if (thing := reference()) is not None and isValid(thing) and _is_running(thing)
        ]


def _is_running(thing: QObject) -> bool:
    if isinstance(thing, QTimer):
        return thing.isActive()
    return isinstance(thing, QThread) and thing.isRunning()


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch, quiet_qt: None) -> Iterator[None]:
    """A timer or thread that outlives its test fails it, by the line that started it.

    What a fixture of wider scope started is its own affair: it ran before this one.
    """
    started = _Started()
    for startable in (QTimer, QThread):
        monkeypatch.setattr(startable, "start", _noting(startable, started))
    before = set(threading.enumerate())
    yield
    if QCoreApplication.instance() is not None:
        QThreadPool.globalInstance().waitForDone(5000)
        if isinstance(QApplication.instance(), QApplication):
            for widget in QApplication.topLevelWidgets():
                widget.deleteLater()  # what a page gives the header: each theme of a later test would dress it anew
            # Without a real platform the clipboard outlives Python, and crashes on data that was made there.
            QApplication.clipboard().clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = started.running()
    if left:
        gc.collect()  # a widget in a reference cycle may still hold its timer
        left = started.running()
    left += [f"thread {thread.name}" for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    if left:
        pytest.fail("left running after the test:\n" + "\n".join(left), pytrace=False)


def _noting(startable: type[QTimer | QThread], started: _Started) -> Callable[..., None]:
    start: Callable[..., None] = startable.start

    def noting(self: QObject, *arguments: object) -> None:
        started.note(self)
        start(self, *arguments)

    return noting


@pytest.fixture(autouse=True)
def no_key_was_pressed_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the keyboard was used last is known of the whole program: another test's keys are not this one's."""
    monkeypatch.setattr(_LastInput, "by_keyboard", False)


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the desktop to be opened; nothing is, whatever a test does."""
    addresses: list[str] = []

    def note(url: QUrl) -> bool:
        addresses.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return addresses
