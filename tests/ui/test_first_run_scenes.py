"""The set-up for those who do not see it or use no mouse, and in a language whose words are longer."""

import pytest
from pytestqt.qtbot import QtBot

from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.first_run_scenes import first_run_scenes
from tests.ui.scenes import show
from tests.ui.test_accessibility import complain as complain_of
from tests.ui.test_accessibility import faults, screen_reader, tab_faults  # noqa: F401  # a fixture
from tests.ui.test_contrast_of_pages import faint
from tests.ui.test_pseudo_language import complain


def test_it_says_what_it_is_and_tab_goes_through_it(foreign_window: MainWindow, qtbot: QtBot) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    complain_of([line for scene in first_run_scenes(window) for line in (*faults([scene]), *tab_faults(scene))])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_text_stands_out(
    foreign_window: MainWindow, theme: Theme, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.set_mode(mode)
    show(foreign_window, (1280, 800))
    lines = {line for scene in first_run_scenes(foreign_window) for line in faint(scene, monkeypatch)}
    assert not lines, "\n".join(sorted(lines))


@pytest.mark.parametrize("size", [(1100, 700), (760, 520), (1920, 1080)])
def test_longer_words_have_room(
    foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(foreign_window, size)
    complain(first_run_scenes(foreign_window), monkeypatch)
