"""What came of it: offered after a completion, never in the way, saved together with the completion."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from planner.services.queries.board import DONE, TO_DO
from planner.ui.board.outcome_panel import OutcomePanel
from planner.ui.board.page import BoardPage
from tests.ui.board.board_hands import Key, cards, press, row_of, toasts

Shift = Qt.KeyboardModifier.ShiftModifier


def completed(page: BoardPage) -> int:
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_D)
    return card


def panel(page: BoardPage) -> OutcomePanel:
    return page.cards.outcome


def test_a_completion_offers_a_line_and_leaves_the_keyboard_where_it_is(page: BoardPage) -> None:
    card = completed(page)
    assert panel(page).isVisible()
    assert page.view.hasFocus()
    assert row_of(page, card).title in panel(page).line.accessibleName()
    assert page.rect().contains(panel(page).geometry())


def test_what_is_typed_is_saved_with_the_completion_as_one_step(page: BoardPage) -> None:
    card = completed(page)
    panel(page).line.setFocus()
    QTest.keyClicks(panel(page).line, "Now I can")
    panel(page).link.setFocus()
    assert panel(page).isVisible()
    QTest.keyClicks(panel(page).link, "example.org")
    QTest.keyClick(panel(page).link, Key.Key_Return)
    assert panel(page).isHidden()
    assert page.view.hasFocus()
    row = row_of(page, card)
    assert (row.status, row.outcome, row.outcome_url) == (DONE, "Now I can", "https://example.org")
    page.context.planner.undo()
    row = row_of(page, card)
    assert (row.status, row.outcome, row.completed_on) == (TO_DO, "", None)


def test_escape_and_time_close_it_and_write_nothing(page: BoardPage) -> None:
    card = completed(page)
    QTest.keyClicks(panel(page).line, "No")
    QTest.keyClick(panel(page).line, Key.Key_Escape)
    assert panel(page).isHidden()
    assert row_of(page, card).outcome == ""
    completed(page)
    panel(page)._timer.timeout.emit()
    assert panel(page).isHidden()


def test_time_waits_while_something_is_typed_and_leaving_saves_it(page: BoardPage) -> None:
    card = completed(page)
    QTest.keyClicks(panel(page).line, "Now I can")
    panel(page)._timer.timeout.emit()
    assert panel(page).isVisible()
    page.flush()
    assert panel(page).isHidden()
    assert row_of(page, card).outcome == "Now I can"


def test_an_address_that_is_none_keeps_it_open(page: BoardPage) -> None:
    card = completed(page)
    failed: list[str] = []
    page.context.failed.connect(lambda sentence, _again: failed.append(sentence))
    panel(page).link.setFocus()
    QTest.keyClicks(panel(page).link, "not an address")
    QTest.keyClick(panel(page).link, Key.Key_Return)
    assert len(failed) == 1
    assert panel(page).isVisible()
    assert row_of(page, card).outcome_url == ""
    panel(page).put_away()


def test_it_goes_when_the_completion_is_taken_back(page: BoardPage) -> None:
    completed(page)
    page.context.planner.undo()
    assert panel(page).isHidden()


def test_several_completions_at_once_ask_nothing(page: BoardPage) -> None:
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_Down, Shift)
    press(page, Key.Key_D)
    assert "outcome" not in page.cards.__dict__


def test_o_asks_again_for_a_done_card_and_says_so_of_another(page: BoardPage) -> None:
    card = completed(page)
    panel(page).put_away()
    page.view.choose_card(card)
    press(page, Key.Key_O)
    assert panel(page).isVisible()
    panel(page).put_away()
    said = toasts(page)
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_O)
    assert said == [(f"“{row_of(page, cards(page)[0]).title}” is not done yet", False)]
