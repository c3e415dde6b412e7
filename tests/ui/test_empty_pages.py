"""Every page of an empty plan says what it is for and what to do next, for everybody and in any language."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.app.gui import build_window
from planner.config.settings import Settings, SettingsFile
from planner.config.text import PSEUDO_LANGUAGE, set_language
from planner.services import libraries
from planner.services.planner import Planner
from planner.services.queries.status import counts
from planner.ui.shell.first_run.dialog import FirstRunDialog
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from tests.ui.scenes import PAGES, page_scenes, show
from tests.ui.test_accessibility import complain as complain_of
from tests.ui.test_accessibility import faults, tab_faults
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle, shown


def window_of(planner: Planner, theme: Theme) -> MainWindow:
    return build_window(planner, theme, SettingsFile(), settings=Settings(), animated=False)


@pytest.fixture
def bare(empty_library: Planner, theme: Theme) -> Iterator[MainWindow]:
    made = window_of(empty_library, theme)
    show(made, (1100, 700))
    yield made
    made.toasts.clear()
    made.close()
    made.deleteLater()


@pytest.fixture
def foreign(tmp_path: Path, library_patterns: Path, theme: Theme) -> Iterator[MainWindow]:
    set_language(PSEUDO_LANGUAGE)
    planner = libraries.open_plan(Path(shutil.copy(library_patterns / "empty.db", tmp_path / "0.db")))
    made = window_of(planner, theme)
    show(made, (1100, 700))
    yield made
    made.close()
    made.deleteLater()
    planner.close()


def offered(window: MainWindow) -> list[str]:
    """The presses that the empty page offers."""
    page = window.pages.current
    assert page is not None
    states = [each for each in shown(page) if isinstance(each, EmptyState)]
    if states:
        return [button.text() for button in states[0].buttons]
    return [each.text() for each in shown(page) if isinstance(each, Button) and each.property("variant") == "plain"]


@pytest.mark.parametrize("page_id", PAGES)
def test_it_says_what_to_do_next(bare: MainWindow, page_id: str) -> None:
    for scene in page_scenes(bare, page_id):
        assert len(offered(bare)) >= 2, scene.name


@pytest.mark.parametrize("page_id", PAGES)
def test_it_is_told_to_everybody(foreign: MainWindow, page_id: str, qtbot: QtBot) -> None:
    foreign.activateWindow()
    qtbot.waitUntil(foreign.isActiveWindow)
    complain_of([line for scene in page_scenes(foreign, page_id) for line in (*faults([scene]), *tab_faults(scene))])


@pytest.mark.parametrize("page_id", PAGES)
def test_longer_words_have_room(foreign: MainWindow, page_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    complain(page_scenes(foreign, page_id), monkeypatch)


def press(window: MainWindow, page_id: str, text: str) -> None:
    window.go(page_id)
    settle()
    (button,) = [each for each in shown(window.pages.page(page_id)) if isinstance(each, Button) and each.text() == text]
    button.click()
    settle()


def test_home_leads_to_the_set_up(bare: MainWindow) -> None:
    press(bare, "home", "Set up my plan…")
    dialog = bare.findChild(FirstRunDialog)
    assert isinstance(dialog, FirstRunDialog)
    for _ in range(3):
        dialog.next.click()
    assert bare.context.planner.read(counts).total > 100


def test_the_roadmap_page_takes_the_shipped_one(bare: MainWindow) -> None:
    press(bare, "board", "Take the built-in roadmap")
    assert bare.context.planner.read(counts).total > 100
