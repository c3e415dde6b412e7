"""The dialogs that others open: named, reached by Tab, whole in any language."""

import pytest
from pytestqt.qtbot import QtBot

from planner.config.text import tr
from planner.domain import errors
from planner.ui.shell.window import MainWindow
from tests.ui.record_dialog_scenes import dialogs_of_records
from tests.ui.scenes import show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_pseudo_language import complain


def test_they_say_what_they_are_and_tab_goes_through_them(foreign_window: MainWindow, qtbot: QtBot) -> None:
    show(foreign_window, (1280, 800))
    foreign_window.activateWindow()
    qtbot.waitUntil(foreign_window.isActiveWindow)
    scenes = dialogs_of_records(foreign_window)
    complain_of_names([line for scene in scenes for line in (*faults([scene]), *tab_faults(scene))])


def test_they_are_whole_in_any_language(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "translate", tr)
    show(foreign_window, (1100, 700))
    complain(dialogs_of_records(foreign_window), monkeypatch)
