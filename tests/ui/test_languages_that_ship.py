"""Every translation that ships has room on every page at the smallest size, and access keys of its own."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from planner.config.text import SOURCE_LANGUAGE, installed_languages, set_language
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import PAGES, page_scenes, show
from tests.ui.walk import cut, cut_when_painted, painted

LANGUAGES = [name for name in installed_languages() if name != SOURCE_LANGUAGE]


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> str:
    return set_language(request.param)


@pytest.mark.parametrize("page_id", PAGES)
def test_nothing_is_cut(
    spoken: str, qapp: QApplication, window: MainWindow, page_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(window, (1100, 700))
    found: list[str] = []
    for scene in page_scenes(window, page_id):
        seen = painted(scene.root, monkeypatch)
        found += [f"{line}   ({scene.name})" for line in [*cut(scene.root), *cut_when_painted(seen)]]
    assert not found, "\n".join(found)


def test_an_access_key_means_one_thing_in_its_menu(spoken: str, window: MainWindow) -> None:
    for menu in [window.menuBar(), *window.menuBar().findChildren(QMenu)]:
        keys = [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()]
        assert [key for key, times in Counter(filter(None, keys)).items() if times > 1] == [], menu
