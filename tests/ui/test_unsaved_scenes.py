"""What is said when something goes wrong: named, reached by Tab, whole in any language, and well to be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.config.synced_folders import Synced
from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities, QuickAdd
from planner.ui.shell.crash import Crash
from planner.ui.shell.crash_dialog import CrashDialog
from planner.ui.shell.moved_dialog import MovedDialog
from planner.ui.shell.question import Question
from planner.ui.shell.synced_dialog import SyncedDialog
from planner.ui.shell.unsaved_bar import UnsavedBar
from planner.ui.shell.unsaved_dialog import UnsavedDialog
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.services.faults import read_only
from tests.ui.scenes import Scene, show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_contrast_of_pages import faint
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle


def dialog_scenes(window: MainWindow) -> Iterator[Scene]:
    """Each dialog, with all that it can say."""
    context, folder = window.context, Path("/home/Άντα")
    waiting = context.waiting
    copies = [folder / f"Σχέδιο {number}" for number in range(5)]
    error = ValueError("x")
    crash = CrashDialog(context, Crash(error, 1), window)
    crash.add(Crash(error, 2))
    for name, dialog in (
        ("not saved", UnsavedDialog(context.theme, waiting.why, waiting.labels(), 2, closing=False, parent=window)),
        ("closing", UnsavedDialog(context.theme, waiting.why, waiting.labels(), 2, closing=True, parent=window)),
        ("error", crash),
        ("synced folder", SyncedDialog(context.theme, Synced("Σύννεφο", folder), copies, window)),
        ("network drive", SyncedDialog(context.theme, Synced("δίκτυο", folder, is_network=True), copies[:1], window)),
        ("copies", SyncedDialog(context.theme, None, copies, window)),
        ("moved", MovedDialog(context.theme, copies[0], window)),
        ("question", Question(context.theme, "Ερώτηση", "Να γίνει;", ("Όχι", "Ναι"), careful=True, parent=window)),
    ):
        dialog.open()
        settle()
        yield Scene(name, dialog)
        dialog.close()
        settle()


@pytest.fixture
def refusing(foreign_window: MainWindow) -> Iterator[MainWindow]:
    """A window with two changes that could not be stored."""
    window = foreign_window
    show(window, (1100, 700))
    window.go("goals")
    with read_only(window.context.planner):
        window.context.run(QuickAdd("Σήμερα"))
        window.context.run(MoveActivities((ActivityId(1),), "in_progress"))
        settle()
        yield window
    window.context.waiting.forget_all()
    window.unsaved._agreed = True


def scenes(window: MainWindow) -> Iterator[Scene]:
    (bar,) = window.findChildren(UnsavedBar)
    yield Scene("bar", bar)
    assert window.status.unsaved is not None
    yield Scene("status line", window.status)
    yield from dialog_scenes(window)


def test_it_says_what_it_is_and_tab_goes_through_it(refusing: MainWindow, qtbot: QtBot) -> None:
    refusing.activateWindow()
    qtbot.waitUntil(refusing.isActiveWindow)
    lines = tab_faults(Scene("window", refusing))
    lines += [line for scene in scenes(refusing) for line in faults([scene])]
    lines += [line for scene in dialog_scenes(refusing) for line in tab_faults(scene)]
    complain_of_names(lines)


def test_it_is_whole_in_any_language(refusing: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    complain(scenes(refusing), monkeypatch)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_it_can_be_read(refusing: MainWindow, theme: Theme, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.set_mode(mode)
    settle()
    complain_of_names([line for scene in scenes(refusing) for line in faint(scene, monkeypatch)])
