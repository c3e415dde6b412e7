"""Scrolling copies what is in sight, paints the strip that comes in, and has its cards drawn before they come."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPixmap

from planner.services.queries.board import TO_DO
from planner.services.queries.board_cards import CardRow
from planner.ui.board.arrangements import LANES, STEPS
from planner.ui.board.card_painter import Look
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part, Section
from tests.ui.board.board_hands import screen_of
from tests.ui.walk import settle


@pytest.fixture(params=[LANES, STEPS])
def long_page(request: pytest.FixtureRequest, page: BoardPage) -> BoardPage:
    """Far more cards than fit, in either arrangement."""
    page.resize(1000, 640)
    page.arrange(request.param)
    for step in page.content.steps:
        page.content.set_opened(step.step_id, opened=True)
        page.content.toggle_ideas(step.step_id)
    settle()
    assert page.view.verticalScrollBar().maximum() > 800
    return page


def scroll(page: BoardPage, by: int) -> None:
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.value() + by)
    settle()


def test_only_the_strip_that_comes_in_is_painted(long_page: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[tuple[Section, int]] = []
    delegate = long_page.view.delegate
    whole = delegate.draw

    def draw(painter: QPainter, rect: QRect, section: Section, offset: int, look: Look) -> None:
        if section.part is Part.CARDS:  # what stays at the top is painted again
            drawn.append((section, offset))
        whole(painter, rect, section, offset, look)

    # Many rows in sight: what lies partly under the heads, or the pointer that another test left, is a few of them.
    long_page.resize(1000, 1200)
    settle()
    assert long_page.view.verticalScrollBar().maximum() > 40
    monkeypatch.setattr(delegate, "draw", draw)
    long_page.view.viewport().update()
    settle()
    full = len(drawn)
    drawn.clear()
    scroll(long_page, 40)
    assert 0 < len(drawn) <= full / 2


@pytest.mark.parametrize("by", [80, -80])
def test_cards_are_drawn_before_they_come_in_sight(
    long_page: BoardPage, monkeypatch: pytest.MonkeyPatch, by: int
) -> None:
    long_page.view.verticalScrollBar().setValue(400)
    settle()
    scroll(long_page, by)  # from now on it is known where one goes
    on_screen: list[str] = []
    cards = long_page.view.delegate.cards
    whole = cards.draw_over

    def draw_over(painter: QPainter, rect: QRect, card: CardRow, hue: int | None, look: Look) -> None:
        if not isinstance(painter.device(), QPixmap):
            on_screen.append(card.title)
        whole(painter, rect, card, hue, look)

    monkeypatch.setattr(cards, "draw_over", draw_over)
    scroll(long_page, by)
    assert on_screen == []


def test_what_was_copied_is_what_would_be_painted(long_page: BoardPage) -> None:
    for by in (90, 7, 300, -45, -13):
        scroll(long_page, by)
    before = screen_of(long_page)
    long_page.view.viewport().update()
    settle()
    assert screen_of(long_page) == before
    assert before.pixelColor(QPoint(2, 2)) == long_page.context.theme.colour("bg")


def test_the_lane_that_is_scrolled_through_keeps_its_row_and_heads_in_sight(page: BoardPage) -> None:
    page.resize(1000, 500)
    key = page.content.steps[0].step_id
    page.content.toggle_ideas(key)
    page.content.set_opened(page.content.steps[1].step_id, opened=True)
    settle()
    view, model = page.view, page.model
    row, head = model.row_of(Part.LANE, key), model.row_of(Part.HEAD, key, TO_DO)
    box = view.layout_of_board.lanes[0]
    natural = view.visualRect(model.index(head)).top()
    scroll(page, 300)
    assert (view.visualRect(model.index(row)).top(), view.visualRect(model.index(head)).top()) == (0, 44)
    found = view.hit(QPoint(120, 20))
    assert found is not None
    assert found[0].part is Part.LANE, "not the card that lies under it"
    view.choose_card(model.section(Part.CARDS, key, TO_DO).ids[1])  # type: ignore[union-attr]  # the plan has cards there
    card = view.visualRect(view.currentIndex())
    assert card.top() >= view.visualRect(model.index(head)).bottom(), "the card with the focus is not covered"
    view.verticalScrollBar().setValue(box.bottom - 30)
    settle()
    assert view.visualRect(model.index(row)).bottom() < 0, "the end of the lane pushes them out"
    view.choose(model.index(row))
    settle()
    assert view.verticalOffset() <= box.top, "who goes to a step sees where it begins"
    scroll(page, -view.verticalOffset())
    assert view.visualRect(model.index(head)).top() == natural
