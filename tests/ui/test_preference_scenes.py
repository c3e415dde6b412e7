"""The preferences and the list of what was missed: named, reached by Tab, whole in any language and at any size."""

import pytest
from PySide6.QtCore import QSize

from planner.ui.shell.small_screens import fit
from planner.ui.shell.window import MainWindow
from tests.ui.preference_scenes import missed_scenes, opened_preferences, preference_scenes
from tests.ui.scenes import show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import cut, settle

#: What a screen of 1280x800 leaves at 200 %, less the title of a window.
SMALL = QSize(632, 356)


def test_every_control_has_a_name_and_tab_reaches_it(window: MainWindow) -> None:
    show(window, (1100, 700))
    for scenes in (preference_scenes, missed_scenes):
        complain_of_names([line for scene in scenes(window) for line in (*faults([scene]), *tab_faults(scene))])


def test_preferences_in_the_pseudo_language(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    show(foreign_window, (1100, 700))
    complain(preference_scenes(foreign_window), monkeypatch)


def test_what_was_missed_in_the_pseudo_language(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    show(foreign_window, (1100, 700))
    complain(missed_scenes(foreign_window), monkeypatch)


def test_preferences_fit_a_small_screen(window: MainWindow) -> None:
    show(window, (640, 372))
    dialog = opened_preferences(window)
    fit(dialog, SMALL)
    assert dialog.size().boundedTo(SMALL) == dialog.size()
    found = []
    for section in dialog.sections:
        dialog.show_section(section)
        settle()
        assert dialog.area.horizontalScrollBar().maximum() == 0
        found += cut(dialog)
    assert found == []
    dialog.close()
