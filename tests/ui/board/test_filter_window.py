"""The filter bar in the window: opened and closed by the header, named for a screen reader, reached by Tab."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.filters import EVERYTHING, CardFilter
from planner.domain.words import Kind
from planner.ui.board.page import BoardPage
from planner.ui.shell.window import MainWindow
from tests.ui.board.board_hands import Key
from tests.ui.scenes import Scene
from tests.ui.test_accessibility import complain, faults, tab_faults
from tests.ui.walk import settle

COURSES = CardFilter(kinds=frozenset({Kind.COURSE}))


def test_the_header_opens_and_closes_the_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.show()
    window.go("board")
    page = window.pages.page("board")
    assert isinstance(page, BoardPage)
    window.header.open_filter()
    assert page.filtering.bar.isVisible()
    QTest.keyClicks(window.header.filter_field, "model")
    page.filtering.choose(page.content.filter._replace(kinds=frozenset({Kind.COURSE})))
    assert window.header.filter_field.text() == "model"
    window.go("home")
    window.go("board")
    assert page.filtering.bar.isVisible()
    assert page.content.filter == CardFilter("model", kinds=frozenset({Kind.COURSE}))
    QTest.keyClick(window.header.filter_field, Key.Key_Escape)
    assert not page.filtering.bar.isVisible()
    assert page.content.filter == EVERYTHING
    page.filtering.choose(COURSES._replace(words="plan"))
    assert window.header.filter_field.text() == "plan"
    assert window.header.filter_button.isChecked()
    page.clear_filter()
    assert not window.header.filter_button.isChecked()
    assert not page.filtering.bar.isVisible()


def test_chips_alone_keep_the_bar_when_the_page_is_shown_again(window: MainWindow) -> None:
    window.show()
    window.go("board")
    page = window.pages.page("board")
    assert isinstance(page, BoardPage)
    page.filtering.choose(COURSES)
    window.go("home")
    assert not window.header.filter_button.isChecked()
    window.go("board")
    assert window.header.filter_button.isChecked()
    assert page.filtering.bar.isVisible()
    assert page.content.filter == COURSES


@pytest.mark.parametrize("card_filter", [EVERYTHING, COURSES, CardFilter("zzzz", kinds=frozenset({Kind.COURSE}))])
def test_everything_of_it_has_a_name_and_is_reached_by_tab(
    window: MainWindow, qtbot: QtBot, card_filter: CardFilter
) -> None:
    window.resize(1280, 800)
    window.show()
    window.go("board")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.pages.page("board")
    assert isinstance(page, BoardPage)
    window.header.open_filter()
    page.filtering.choose(card_filter)
    settle()
    QAccessible.setActive(True)
    scene = Scene("filter", window)
    complain([*faults([scene]), *tab_faults(scene)])
    menus = []
    for part in page.filtering.bar.chips:
        page.filtering.bar.chips[part].click()
        settle()
        menu = page.filtering.bar.menu
        assert menu is not None
        menus += faults([Scene(part, menu)])
        menu.close()
    QAccessible.setActive(False)
    complain(menus)
    assert QApplication.activePopupWidget() is None
