"""The outline while it is scrolled: the row of the step in sight stays at the top, and is what it looks like."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from planner.ui.board.outline.view import OutlineView
from planner.ui.board.page import BoardPage
from tests.ui.board.board_hands import screen_of
from tests.ui.board.outline_hands import Left, NoModifier, index_of_step, outlined, rows
from tests.ui.walk import settle


@pytest.fixture
def view(page: BoardPage) -> OutlineView:
    """Two unfolded steps with far more activities than fit."""
    page.resize(1000, 420)
    panel = outlined(page)
    for number in range(2):
        panel.view.expand(index_of_step(panel.view, number))
    settle()
    assert panel.view.verticalScrollBar().maximum() > 600
    return panel.view


def scroll_to(view: OutlineView, value: int) -> None:
    view.verticalScrollBar().setValue(value)
    settle()


def step_at(view: OutlineView, y: int) -> int | None:
    """The number of the step whose row stands at a height; None for an activity."""
    index = view.row_at(QPoint(0, y))
    return index.row() if view.outline.is_branch(index) else None


def test_the_row_of_the_step_stays_until_its_end_pushes_it_out(view: OutlineView) -> None:
    height = view.row_height
    assert step_at(view, 5) == 0
    scroll_to(view, 5 * height + 7)
    assert step_at(view, 5) == 0
    assert step_at(view, height + 5) is None
    assert view.row_rect(index_of_step(view, 0)).top() == 0
    end = (1 + len(rows(view))) * height  # where the next step begins
    scroll_to(view, end - 10)
    assert view.row_rect(index_of_step(view, 0)).top() == 10 - height
    assert (step_at(view, 5), step_at(view, 15)) == (0, 1)
    scroll_to(view, end + 10)
    assert step_at(view, 5) == 1
    assert view.row_rect(index_of_step(view, 0)).bottom() < 0


def test_what_was_copied_is_what_would_be_painted(view: OutlineView, page: BoardPage) -> None:
    height, end = view.row_height, (1 + len(rows(view))) * view.row_height
    for value in (3, 5 * height, 5 * height + 11, end - 20, end - 5, end + 40, end - 30, height, 0):
        scroll_to(view, value)
        before = screen_of(page)
        view.viewport().update()
        settle()
        assert screen_of(page) == before, value


def test_a_click_on_it_folds_the_step_and_shows_where_it_is(view: OutlineView) -> None:
    scroll_to(view, 5 * view.row_height + 7)
    QTest.mouseClick(view.viewport(), Left, NoModifier, QPoint(200, 10))
    assert not view.isExpanded(index_of_step(view, 0))
    assert view.visualRect(index_of_step(view, 0)).top() == 0
    QTest.mouseClick(view.viewport(), Left, NoModifier, QPoint(200, 10))
    assert view.isExpanded(index_of_step(view, 0))


def test_the_row_with_the_focus_is_never_covered(view: OutlineView) -> None:
    scroll_to(view, 9 * view.row_height + 7)
    for activity_id in reversed(rows(view)[:9]):
        view.choose_card(activity_id)
        assert view.visualRect(view.currentIndex()).top() >= view.row_height - 1
        assert view.row_at(view.visualRect(view.currentIndex()).center()) == view.currentIndex()
    view.choose(index_of_step(view, 0))
    assert view.verticalScrollBar().value() == 0
