"""The limits of columns on the board: shown softly, set where their number stands, and never in the way."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities
from planner.services.actions.limits import SetLimit
from planner.services.queries.board import DOING, TO_DO
from planner.ui.board.arrangements import STEPS
from planner.ui.board.layout import BoardLayout
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part, Section
from planner.ui.theme.contrast import contrast
from planner.ui.theme.tokens import DARK, LIGHT, Tokens
from tests.ui.board.board_hands import Key, Left, NoModifier, cards, press


def head(page: BoardPage, column: str = DOING, lane: int = 0) -> Section:
    found = page.model.section(Part.HEAD, page.content.steps[lane].step_id, column)
    assert found is not None
    return found


def number_place(page: BoardPage, column: str = DOING) -> QPoint:
    section = head(page, column)
    return page.view.to_view(page.view.delegate.number_rect(section, BoardLayout.rect(section, 0))).center()


def spoken(page: BoardPage) -> str:
    return str(page.model.index(head(page).first).data(Qt.ItemDataRole.AccessibleTextRole))


def start(page: BoardPage, count: int) -> None:
    ids = tuple(ActivityId(each) for each in cards(page)[:count])
    page.context.planner.run(MoveActivities(ids, status=DOING))


def open_menu(page: BoardPage) -> QMenu:
    return next(menu for menu in page.view.findChildren(QMenu) if menu.isVisible())


def test_the_head_counts_towards_the_limit_of_its_lane(page: BoardPage) -> None:
    start(page, 2)
    assert page.model.row_text(head(page)) == "2 of 5"
    assert page.model.row_text(head(page, TO_DO)) == str(len(cards(page)))
    page.content.toggle(page.content.steps[1].step_id)
    assert page.model.row_text(head(page, lane=1)) == "0 of 5"
    page.arrange(STEPS)
    assert page.model.row_text(head(page)) == "2 of 5"


def test_more_than_the_limit_is_said_in_a_word_and_never_blocked(page: BoardPage) -> None:
    start(page, 5)
    assert not page.model.is_over(head(page))
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert len(cards(page, DOING)) == 6
    assert page.model.is_over(head(page))
    assert spoken(page) == "In progress, 6 of 5, over the limit"
    tip = page.view.mouse.tip(number_place(page))
    assert tip is not None
    assert tip[0].startswith("1 more than the limit of 5. Finish one")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_the_colour_of_too_many_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.star, tokens.bg) >= 4.5
    assert contrast(tokens.text, tokens.hover) >= 4.5


def test_a_press_on_the_number_offers_limits(page: BoardPage) -> None:
    QTest.mouseMove(page.view.viewport(), number_place(page))
    assert page.view.mouse.on_number(head(page))
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, number_place(page))
    menu = open_menu(page)
    entries = {action.text(): action for action in menu.actions() if action.text()}
    assert list(entries) == [
        "At most 3 cards",
        "At most 5 cards",
        "At most 7 cards",
        "Other number…",
        "No limit",
    ]
    assert [text for text, action in entries.items() if action.isChecked()] == ["At most 5 cards"]
    entries["At most 3 cards"].trigger()
    menu.close()
    assert page.model.row_text(head(page)) == "0 of 3"
    page.context.planner.undo()
    assert page.model.row_text(head(page)) == "0 of 5"


def test_another_number_is_typed_in_place(page: BoardPage) -> None:
    page.limits.ask(DOING, QPoint(100, 100))
    field = page.limits.field
    assert field is not None
    field.line.setText("0")
    QTest.keyClick(field.line, Key.Key_Return)
    assert field.remark.property("tone") == "danger"
    field.line.setText("12")
    QTest.keyClick(field.line, Key.Key_Return)
    assert page.model.row_text(head(page)) == "0 of 12"


def test_without_a_limit_and_under_a_filter_the_number_stands_alone(page: BoardPage) -> None:
    start(page, 3)
    title = page.model.data(page.model.index(page.model.row_of_card(cards(page, DOING)[0])))
    page.set_filter(str(title))
    assert page.model.row_text(head(page)) == str(len(cards(page, DOING)))
    page.clear_filter()
    page.context.planner.run(SetLimit(DOING, None))
    assert page.model.row_text(head(page)) == "3"
    tip = page.view.mouse.tip(number_place(page))
    assert tip is not None
    assert tip[0].startswith("Press to limit")


def test_the_menu_of_a_lane_and_the_list_of_actions_lead_to_the_limits(page: BoardPage) -> None:
    menu = page.menus.lane_menu(page.content.steps[0].step_id)
    assert "Limits" in [action.text() for action in menu.actions()]
    menu.deleteLater()
    action = next(action for action in page.actions() if action.text() == "Limits of the columns…")
    action.trigger()
    both = open_menu(page)
    assert [entry.text() for entry in both.actions()] == ["Limit of “To do”", "Limit of “In progress”"]
    both.close()
