"""The page on the built-in roadmap, and on a plan with nothing in it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.services.planner import Planner
from planner.ui.board.filter_bar import FilterBar
from planner.ui.board.page import BoardPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.ui.board.board_hands import shown
from tests.ui.walk import settle


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> BoardPage:
    return shown(qtbot, context)


@pytest.fixture
def empty_page(qtbot: QtBot, empty_library: Planner, theme: Theme) -> BoardPage:
    return shown(qtbot, PageContext(empty_library, theme, SettingsFile(), theme))


@pytest.fixture
def bar(page: BoardPage) -> Iterator[FilterBar]:
    """The bar, opened on the page."""
    page.show_filter(shown=True)
    settle()
    yield page.filtering.bar
    if page.filtering.bar.menu is not None:
        page.filtering.bar.menu.close()
