"""The board by mouse: drags, drops, clicks, buttons of a card, menus."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId
from planner.services.actions.activities import PickForWeek
from planner.services.queries.board import DONE, IDEAS, TO_DO
from planner.ui.board.card_painter import button_rects
from planner.ui.board.layout import BoardLayout
from planner.ui.board.page import BoardPage
from planner.ui.board.remove_step_dialog import RemoveStepDialog
from tests.ui.board.board_hands import (
    Key,
    Left,
    NoModifier,
    cards,
    drag,
    drop,
    lane_place,
    middle,
    press,
    row_of,
    section_at,
    toasts,
)


def test_a_drop_between_cards_moves_there_in_one_step(page: BoardPage) -> None:
    before = list(cards(page))
    target = page.view.to_view(BoardLayout.rect(section_at(page, TO_DO), 3)).topLeft() + QPoint(60, -3)
    start = middle(page, before[0])
    history = page.context.planner.history().undo
    drop(page, start, target)
    assert cards(page)[:4] == [before[1], before[2], before[0], before[3]]
    page.context.planner.undo()
    assert cards(page) == before
    assert page.context.planner.history().undo == history


def test_a_drop_into_done_completes_today_and_says_so(page: BoardPage) -> None:
    said = toasts(page)
    card = cards(page)[0]
    start = middle(page, card)
    section = section_at(page, DONE)
    drop(page, start, page.view.to_view(BoardLayout.rect(section, 0)).center())
    assert row_of(page, card).status == DONE
    assert row_of(page, card).completed_on == page.context.planner.today().isoformat()
    assert said
    assert said[0][1]


def test_a_drop_on_a_folded_lane_moves_to_its_step(page: BoardPage) -> None:
    said = toasts(page)
    card = cards(page)[-1]
    start = middle(page, card)
    box = page.view.layout_of_board.lanes[1]
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    start = page.view.visualRect(page.model.index(page.model.row_of_card(card))).center()
    end = QPoint(400, box.top + 22 - page.view.verticalOffset())
    drop(page, start, end)
    assert row_of(page, card).step_id == page.content.steps[1].step_id
    assert row_of(page, card).status == TO_DO
    assert said


def test_a_lane_unfolds_under_a_dragged_card(page: BoardPage, qtbot: QtBot) -> None:
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    card = cards(page)[-1]
    start = page.view.visualRect(page.model.index(page.model.row_of_card(card))).center()
    box = page.view.layout_of_board.lanes[1]
    drag(page, start, QPoint(400, box.top + 22 - page.view.verticalOffset()))
    assert page.view.mouse._unfold_timer.isActive()
    qtbot.waitUntil(lambda: page.model.is_open(page.content.steps[1].step_id), timeout=3000)
    assert not page.grab().isNull()
    press(page, Key.Key_Escape)
    assert page.view.mouse.drag is None
    assert row_of(page, card).step_id == page.content.steps[0].step_id


def test_escape_and_a_drop_at_the_same_place_change_nothing(page: BoardPage) -> None:
    before = list(cards(page))
    history = page.context.planner.history()
    start = middle(page, before[1])
    drag(page, start, start + QPoint(360, 0))
    assert page.view.mouse.drag is not None
    assert not page.grab().isNull()
    press(page, Key.Key_Escape)
    QTest.mouseRelease(page.view.viewport(), Left, NoModifier, start + QPoint(360, 0))
    drop(page, start, start + QPoint(20, 6))
    assert cards(page) == before
    assert page.context.planner.history() == history


def test_the_board_scrolls_while_a_card_is_dragged_to_its_edge(page: BoardPage, qtbot: QtBot) -> None:
    card = cards(page)[0]
    start = middle(page, card)
    page.view.verticalScrollBar().setValue(0)
    port = page.view.viewport()
    drag(page, start, QPoint(start.x(), port.height() - 4))
    qtbot.waitUntil(lambda: page.view.verticalScrollBar().value() > 100, timeout=3000)
    press(page, Key.Key_Escape)
    assert not page.view.mouse.edge_scroll.active


def test_an_idea_that_is_dropped_among_the_cards_is_taken_on(page: BoardPage) -> None:
    key = page.content.steps[0].step_id
    page.content.toggle_ideas(key)
    page.view.arrange()
    idea = cards(page, IDEAS)[0]
    first = cards(page)[0]
    target = page.view.to_view(BoardLayout.rect(section_at(page, TO_DO), 0)).topLeft() + QPoint(60, -3)
    from planner.ui.board.drag import target_at

    found = target_at(page.view.layout_of_board, page.view.to_board(target), [idea])
    assert found is not None
    page.commands.drop((idea,), found)
    assert cards(page)[:2] == [idea, first]
    assert row_of(page, idea).core
    page.context.planner.undo()
    assert cards(page, IDEAS)[0] == idea


def test_the_buttons_of_a_card_under_the_pointer(page: BoardPage) -> None:
    card = cards(page)[0]
    middle(page, card)
    rect = page.view.visualRect(page.model.index(page.model.row_of_card(card)))
    done, date, week = button_rects(rect)
    QTest.mouseMove(page.view.viewport(), rect.center())
    assert not page.grab().isNull()
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, date.center())
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert row_of(page, card).status == TO_DO
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, week.center())
    assert row_of(page, card).picked_week is not None
    assert not page.grab().isNull()
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, week.center())
    assert row_of(page, card).picked_week is None
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, done.center())
    assert row_of(page, card).status == DONE


def test_each_button_of_a_card_has_a_tip_of_its_own(page: BoardPage) -> None:
    card = cards(page)[0]
    middle(page, card)
    port = page.view.viewport()
    rect = page.view.visualRect(page.model.index(page.model.row_of_card(card)))
    title = row_of(page, card).title

    def tip(at: QPoint) -> str:
        QTest.mouseMove(port, at)
        QToolTip.hideText()
        QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at)))
        return QToolTip.text()

    places = button_rects(rect)
    assert [tip(place.center()) for place in places] == ["Done (D)", "Set date", "This week (W)"]
    assert title in tip(rect.center())
    page.context.run(PickForWeek((ActivityId(card),)))
    assert tip(places.week.center()) == "Out of this week (W)"
    QToolTip.hideText()


def test_clicks_select_one_toggle_and_extend(page: BoardPage) -> None:
    ids = cards(page)
    port = page.view.viewport()
    places = [page.view.visualRect(page.model.index(page.model.row_of_card(each))).center() for each in ids[:4]]
    QTest.mouseClick(port, Left, NoModifier, places[0])
    QTest.mouseClick(port, Left, Qt.KeyboardModifier.ControlModifier, places[2])
    assert page.view.selected_cards() == (ids[0], ids[2])
    QTest.mouseClick(port, Left, Qt.KeyboardModifier.ShiftModifier, places[3])
    assert page.view.selected_cards() == (ids[2], ids[3])
    QTest.mouseClick(port, Left, NoModifier, places[3])
    assert page.view.selected_cards() == (ids[3],)


def test_a_double_click_opens(page: BoardPage, qtbot: QtBot) -> None:
    card = cards(page)[0]
    place = middle(page, card)
    with qtbot.waitSignal(page.context.activity_opened):
        QTest.mouseDClick(page.view.viewport(), Left, NoModifier, place)


def test_menus_of_cards_lanes_and_ground(page: BoardPage) -> None:
    card = cards(page)[0]
    page.view.choose_card(card)
    menu = page.menus.card_menu()
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert {"Open", "To do", "Done", "Skipped", "In this week", "Move to step", "Set date", "Delete"} <= set(texts)
    next(action for action in menu.actions() if action.text() == "Fold under ideas").trigger()
    assert not row_of(page, card).core
    menu.deleteLater()
    key = page.content.steps[1].step_id
    lane = page.menus.lane_menu(key)
    next(action for action in lane.actions() if action.text() == "Move up").trigger()
    assert page.content.steps[0].step_id == key
    lane.deleteLater()
    lane = page.menus.lane_menu(key)
    colour = next(action.menu() for action in lane.actions() if action.text() == "Colour")
    colour.actions()[4].trigger()  # type: ignore[attr-defined]
    assert page.content.steps[0].hue == 5
    lane.deleteLater()
    lane = page.menus.lane_menu(key)
    count = len(page.content.steps)
    next(action for action in lane.actions() if action.text().startswith("Remove step")).trigger()
    asking = page.view.findChild(RemoveStepDialog)
    assert isinstance(asking, RemoveStepDialog)
    asking.accept()
    assert len(page.content.steps) == count - 1
    inbox = page.content.lane(None)
    assert inbox is not None
    assert inbox.total > 10
    lane.deleteLater()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(500, 5), QPoint(500, 5))
    page.view.contextMenuEvent(event)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


def test_dates_from_the_menu(page: BoardPage) -> None:
    card = cards(page)[0]
    page.view.choose_card(card)
    menu = page.menus.date_menu(page.view)
    menu.actions()[1].trigger()
    found = page.model.card(card)
    assert found is not None
    assert found.due is not None
    menu.deleteLater()
    menu = page.menus.date_menu(page.view)
    menu.actions()[-1].trigger()
    found = page.model.card(card)
    assert found is not None
    assert found.due is None
    menu.deleteLater()


def test_a_lane_tells_how_far_it_is_by_count_and_by_hours(page: BoardPage) -> None:
    told = page.view.mouse.tip(lane_place(page, 0))
    assert told is not None
    progress = page.content.steps[0].progress
    hours = round(progress.minutes_total / 60)
    assert told[0] == f"0 of {progress.total} activities · 0 of {hours} h"
