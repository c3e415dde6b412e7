"""The board page: lanes, keys, mouse, quick add, filter, undo, accessibility, both themes."""

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from planner.config.settings import SettingsFile
from planner.domain.model import Activity
from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import AddActivity, MoveActivities, PickForWeek
from planner.services.actions.deadlines import SetDue
from planner.services.actions.roadmaps import AddStep
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries import board_order
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO, Place
from planner.storage.schema import activity
from planner.ui.board.content import BoardContent
from planner.ui.board.delegate import add_rect, button_rects
from planner.ui.board.layout import BoardLayout
from planner.ui.board.model import BoardModel
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part, Section
from planner.ui.board.step_dialog import StepDialog
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.action import Action

Key = Qt.Key
Left = Qt.MouseButton.LeftButton
NoModifier = Qt.KeyboardModifier.NoModifier


def shown(qtbot: QtBot, context: PageContext) -> BoardPage:
    made = BoardPage(context)
    qtbot.addWidget(made)
    context.planner.subscribe(made.apply_change)
    made.resize(1080, 700)
    made.reload()
    made.show()
    made.view.setFocus()
    return made


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> BoardPage:
    return shown(qtbot, context)


@pytest.fixture
def empty_page(qtbot: QtBot, empty_library: Planner, theme: Theme) -> BoardPage:
    return shown(qtbot, PageContext(empty_library, theme, SettingsFile(), theme))


def row_of(page: BoardPage, activity_id: int) -> Activity:
    planner = page.context.planner
    found = planner.read(lambda c: c.execute(select(activity).where(activity.c.id == activity_id)).one())
    return Activity._make(found)


def cards(page: BoardPage, column: str = TO_DO, lane: int = 0) -> list[int]:
    key = page.content.steps[lane].step_id
    section = page.model.section(Part.CARDS, key, column)
    assert section is not None
    return section.ids


def middle(page: BoardPage, activity_id: int) -> QPoint:
    page.view.choose_card(activity_id)
    return page.view.visualRect(page.model.index(page.model.row_of_card(activity_id))).center()


def lane_place(page: BoardPage, lane: int) -> QPoint:
    row = page.model.row_of(Part.LANE, page.content.steps[lane].step_id)
    page.view.scrollTo(page.model.index(row))
    return page.view.visualRect(page.model.index(row)).center()


def press(page: BoardPage, key: Key, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    QTest.keyClick(page.view, key, modifier)


def drag(page: BoardPage, start: QPoint, end: QPoint) -> None:
    port = page.view.viewport()
    QTest.mousePress(port, Left, NoModifier, start)
    QTest.mouseMove(port, start + QPoint(12, 4))
    QTest.mouseMove(port, end)


def drop(page: BoardPage, start: QPoint, end: QPoint) -> None:
    drag(page, start, end)
    QTest.mouseRelease(page.view.viewport(), Left, NoModifier, end)


def toasts(page: BoardPage) -> list[tuple[str, bool]]:
    said: list[tuple[str, bool]] = []
    page.context.toast_requested.connect(lambda text, undo: said.append((text, undo)))
    return said


# -- what is shown


def test_the_current_step_is_open_and_the_others_are_rows(page: BoardPage) -> None:
    boxes = page.view.layout_of_board.lanes
    assert [box.opened for box in boxes] == [True] + [False] * 6
    assert all(box.bottom - box.top == 44 for box in boxes[1:])
    heads = [section for section in page.model.sections if section.part is Part.HEAD]
    assert [head.column for head in heads] == [TO_DO, DOING, DONE]
    assert all(head.width >= 240 for head in heads)
    assert page.model.section(Part.IDEAS, boxes[0].lane.key, IDEAS) is not None


def test_the_next_step_opens_by_itself_once_the_first_is_done(page: BoardPage) -> None:
    planner = page.context.planner
    for each in list(cards(page)):
        planner.run(MoveActivities((ActivityId(each),), status=DONE))
    page.reload()
    assert [box.opened for box in page.view.layout_of_board.lanes][:2] == [False, True]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(900, 560), (1680, 900)])
def test_it_paints_in_both_themes_and_nothing_leaves_its_column(
    page: BoardPage, theme: Theme, mode: str, width: int, height: int
) -> None:
    theme.set_mode(mode)
    page.resize(width, height)
    assert not page.grab().isNull()
    layout = page.view.layout_of_board
    for section in page.model.sections:
        assert section.x >= 24
        assert section.x + section.width <= width - 24
    assert layout.height > height


def test_folds_are_remembered_by_step(page: BoardPage, qtbot: QtBot, context: PageContext) -> None:
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, lane_place(page, 2))
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, lane_place(page, 0))
    state = page.save_state()
    other = BoardPage(context)
    qtbot.addWidget(other)
    other.restore_state({"folds": "nonsense", "skipped": 3})
    other.restore_state(state)
    other.reload()
    opened = [section.lane.opened for section in other.model.sections if section.part is Part.LANE]
    assert opened == [False, False, True, False, False, False, False]


def test_more_than_five_done_are_one_click_away(page: BoardPage) -> None:
    for each in cards(page)[:7]:
        page.context.planner.run(MoveActivities((ActivityId(each),), status=DONE))
    key = page.content.steps[0].step_id
    assert len(cards(page, DONE)) == 5
    more = page.model.section(Part.MORE, key, DONE)
    assert more is not None
    assert page.model.row_text(more) == "Show all 7"
    page.view.press(more)
    assert len(cards(page, DONE)) == 7
    assert page.model.section(Part.MORE, key, DONE) is None


def test_an_empty_lane_says_when_one_is_ready(empty_page: BoardPage) -> None:
    empty_page.context.planner.run(AddStep(None, "Alone"))
    box = empty_page.view.layout_of_board.lanes[0]
    assert box.opened
    assert box.empty
    assert not empty_page.grab().isNull()


def test_a_blank_plan_offers_the_first_step(empty_page: BoardPage) -> None:
    assert empty_page._stack.currentWidget() is empty_page._blank
    empty_page._blank.buttons[0].click()
    assert empty_page._editor is not None
    QTest.keyClicks(empty_page._editor.line, "Learn & grow")
    QTest.keyClick(empty_page._editor.line, Key.Key_Return)
    assert [row.name for row in empty_page.content.steps] == ["Learn & grow"]
    assert empty_page._stack.currentWidget() is empty_page.view
    empty_page.context.planner.undo()
    assert empty_page._stack.currentWidget() is empty_page._blank


def test_a_blank_plan_takes_an_activity_without_any_step(empty_page: BoardPage) -> None:
    empty_page._blank.buttons[1].click()
    assert empty_page._editor is not None
    QTest.keyClicks(empty_page._editor.line, "Think")
    QTest.keyClick(empty_page._editor.line, Key.Key_Return)
    inbox = empty_page.model.section(Part.CARDS, None, TO_DO)
    assert inbox is not None
    assert len(inbox) == 1


# -- keys


def test_arrows_walk_over_cards_columns_and_lanes(page: BoardPage) -> None:
    ids = cards(page)
    page.context.planner.run(MoveActivities((ActivityId(ids[3]),), status=DOING))
    first, second = cards(page)[:2]
    page.view.choose_card(first)
    press(page, Key.Key_Down)
    assert page.view.current_card() == second
    press(page, Key.Key_Right)
    assert page.view.current_card() == ids[3]
    press(page, Key.Key_Right)
    assert page.view.current_card() == ids[3]
    press(page, Key.Key_Left)
    press(page, Key.Key_Home)
    item = page.view.current_item()
    assert item is not None
    assert item[0].part is Part.LANE
    press(page, Key.Key_Left)
    assert not page.model.is_open(item[0].lane.key)
    press(page, Key.Key_Down)
    press(page, Key.Key_Right)
    assert page.model.is_open(page.content.steps[1].step_id)
    press(page, Key.Key_Right)
    assert page.view.current_card() == cards(page, TO_DO, 1)[0]
    press(page, Key.Key_Up)
    press(page, Key.Key_Up)
    assert page.view.current_lane() == page.content.steps[0].step_id


def test_control_and_arrows_move_the_card_and_undo_puts_it_back(page: BoardPage) -> None:
    before = list(cards(page))
    card = before[1]
    page.view.choose_card(card)
    press(page, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert cards(page)[:4] == [before[0], before[2], card, before[3]]
    press(page, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    press(page, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert cards(page)[:3] == [card, before[0], before[2]]
    press(page, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert cards(page, DOING) == [card]
    press(page, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert cards(page, DONE) == [card]
    assert row_of(page, card).completed_on == page.context.planner.today().isoformat()
    assert page.view.current_card() == card
    for _ in range(5):
        page.context.planner.undo()
    assert cards(page) == before
    assert page.view.current_card() == card


def test_over_the_edge_a_card_goes_to_the_lane_below(page: BoardPage) -> None:
    card = cards(page)[-1]
    page.view.choose_card(card)
    press(page, Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert row_of(page, card).step_id == page.content.steps[1].step_id
    assert cards(page, TO_DO, 1)[0] == card
    press(page, Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert cards(page)[-1] == card
    assert page.view.current_card() == card


def test_letters_do_what_the_list_of_actions_says(page: BoardPage) -> None:
    said = toasts(page)
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_W)
    assert row_of(page, card).picked_week is not None
    press(page, Key.Key_W)
    assert row_of(page, card).picked_week is None
    press(page, Key.Key_D)
    assert row_of(page, card).status == DONE
    press(page, Key.Key_D)
    assert row_of(page, card).status == TO_DO
    page.view.choose_card(card)
    press(page, Key.Key_S)
    assert row_of(page, card).status == SKIPPED
    assert page.model.row_of_card(card) < 0
    assert page.view.current_card() is not None  # its neighbour took over
    other = cards(page)[2]
    page.view.choose_card(other)
    press(page, Key.Key_Delete)
    assert row_of(page, other).trashed_at is not None
    assert [undo for _, undo in said] == [True, True, True]
    keys = {shortcut.toString() for action in page.actions() for shortcut in action.shortcuts()}
    assert {"N", "W", "D", "S", "Del", "Return", "Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down", "F2"} <= keys


def test_enter_opens_a_card_and_folds_a_lane(page: BoardPage, qtbot: QtBot) -> None:
    card = cards(page)[0]
    page.view.choose_card(card)
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        press(page, Key.Key_Return)
    assert opened.args == [card]
    press(page, Key.Key_Home)
    press(page, Key.Key_Return)
    assert not page.model.is_open(page.content.steps[0].step_id)


def test_several_cards_move_in_one_step(page: BoardPage) -> None:
    ids = list(cards(page))
    page.view.choose_card(ids[0])
    press(page, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.view.selected_cards() == tuple(ids[:3])
    press(page, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert cards(page, DOING) == ids[:3]
    page.context.planner.undo()
    assert cards(page) == ids
    assert page.view.selected_cards() == tuple(ids[:3])


# -- quick add


def test_quick_add_stays_open_and_says_how_it_is_read(page: BoardPage) -> None:
    press(page, Key.Key_N)
    editor = page._editor
    assert editor is not None
    room = page.view.layout_of_board.editor
    assert room is not None
    QTest.keyClicks(editor.line, "Finish ML course !high #ml @2026-12-01 ~6h")
    text = editor.findChildren(type(editor.preview))[0].text()  # type: ignore[union-attr]
    assert "6 h" in text
    assert "#ml" in text
    QTest.keyClick(editor.line, Key.Key_Return)
    added = cards(page)[-1]
    assert row_of(page, added).title == "Finish ML course"
    assert row_of(page, added).estimate_minutes == 360
    assert editor.line.text() == ""
    QTest.keyClicks(editor.line, "Bad date @2026-02-30")
    assert editor.preview.property("tone") == "danger"  # type: ignore[union-attr]
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert page._editor is None
    assert page.view.layout_of_board.editor is None


def test_the_plus_at_the_head_adds_in_its_lane(page: BoardPage) -> None:
    head = page.model.section(Part.HEAD, page.content.steps[0].step_id, TO_DO)
    assert head is not None
    place = page.view.to_view(add_rect(BoardLayout.rect(head, 0))).center()
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, place)
    assert page._editor is not None
    page.flush()


def test_a_step_can_be_renamed_in_place_and_added(page: BoardPage) -> None:
    key = page.content.steps[1].step_id
    page.rename_step(key)
    assert page._editor is not None
    page._editor.line.setText("Product <b>craft</b>")
    QTest.keyClick(page._editor.line, Key.Key_Return)
    assert page.content.steps[1].name == "Product <b>craft</b>"
    page.add_step()
    assert page._editor is not None
    QTest.keyClicks(page._editor.line, "Eighth")
    QTest.keyClick(page._editor.line, Key.Key_Return)
    assert [row.name for row in page.content.steps][-1] == "Eighth"
    assert page.view.current_lane() == page.content.steps[-1].step_id


def is_typing(page: BoardPage) -> bool:
    return page._editor is not None


def test_a_typed_name_is_kept_on_leaving_and_dropped_on_escape(page: BoardPage) -> None:
    first, second = (row.step_id for row in page.content.steps[:2])
    page.rename_step(first)
    assert page._editor is not None
    page._editor.line.setText("Ground work")
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, QPoint(900, 400))
    assert not is_typing(page)
    assert page.content.steps[0].name == "Ground work"
    name = page.content.steps[1].name
    page.rename_step(second)
    assert page._editor is not None
    page._editor.line.setText("Never")
    QTest.keyClick(page._editor.line, Key.Key_Escape)
    assert page.content.steps[1].name == name
    page.rename_step(second)
    assert page._editor is not None
    page._editor.line.setText("At the end")
    page.flush()
    assert page.content.steps[1].name == "At the end"


def test_the_sentences_of_a_step_are_one_undo_step(page: BoardPage) -> None:
    key = page.content.steps[0].step_id
    before = page.content.steps[0]
    page.describe_step(key)
    dialog = page.findChild(StepDialog)
    assert isinstance(dialog, StepDialog)
    dialog.why.setText("For a reason")
    dialog.ready_when.setText("Soon")
    dialog.accept()
    assert (page.content.steps[0].why, page.content.steps[0].ready_when) == ("For a reason", "Soon")
    page.context.planner.undo()
    assert page.content.steps[0] == before


def test_compact_cards_are_lower(qtbot: QtBot, context: PageContext) -> None:
    context.settings.change(lambda settings: settings._replace(density="compact"))
    compact = shown(qtbot, context)
    card = compact.model.index(compact.model.row_of_card(cards(compact)[0]))
    assert compact.view.visualRect(card).height() == 54
    assert not compact.grab().isNull()


# -- mouse


def test_a_drop_between_cards_moves_there_in_one_step(page: BoardPage) -> None:
    before = list(cards(page))
    target = page.view.to_view(BoardLayout.rect(_section(page, TO_DO), 3)).topLeft() + QPoint(60, -3)
    start = middle(page, before[0])
    history = page.context.planner.history().undo
    drop(page, start, target)
    assert cards(page)[:4] == [before[1], before[2], before[0], before[3]]
    page.context.planner.undo()
    assert cards(page) == before
    assert page.context.planner.history().undo == history


def _section(page: BoardPage, column: str, lane: int = 0) -> Section:
    found = page.model.section(Part.CARDS, page.content.steps[lane].step_id, column)
    assert found is not None
    return found


def test_a_drop_into_done_completes_today_and_says_so(page: BoardPage) -> None:
    said = toasts(page)
    card = cards(page)[0]
    start = middle(page, card)
    section = _section(page, DONE)
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
    assert not page.view.mouse._scroll_timer.isActive()


def test_an_idea_that_is_dropped_among_the_cards_is_taken_on(page: BoardPage) -> None:
    key = page.content.steps[0].step_id
    page.content.toggle_ideas(key)
    page.view.arrange()
    idea = cards(page, IDEAS)[0]
    first = cards(page)[0]
    target = page.view.to_view(BoardLayout.rect(_section(page, TO_DO), 0)).topLeft() + QPoint(60, -3)
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
    done, date = button_rects(rect)
    QTest.mouseMove(page.view.viewport(), rect.center())
    assert not page.grab().isNull()
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, date.center())
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    assert row_of(page, card).status == TO_DO
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, done.center())
    assert row_of(page, card).status == DONE


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


# -- filter


def test_the_filter_opens_lanes_with_matches_and_counts_what_is_hidden(page: BoardPage) -> None:
    page.set_filter("tree")
    found = page.content.found
    assert 0 < found.shown < found.total
    assert page._strip.isVisibleTo(page)
    assert str(found.total - found.shown) in page._explanation.text()
    matches = {each for section in page.model.sections if section.part is Part.CARDS for each in section.ids}
    assert len(matches) == found.shown
    assert matches <= page.context.planner.read(board_order.matching, "tree")
    page.set_filter("zzzz")
    assert page._stack.currentWidget() is page._nothing
    cleared: list[bool] = []
    page.filter_cleared.connect(lambda: cleared.append(True))
    page._nothing.buttons[0].click()
    assert cleared
    assert page._stack.currentWidget() is page.view
    assert [box.opened for box in page.view.layout_of_board.lanes] == [True] + [False] * 6


def test_skipped_ones_show_by_filter_or_on_request(page: BoardPage) -> None:
    card = cards(page)[0]
    page.context.planner.run(MoveActivities((ActivityId(card),), status=SKIPPED))
    assert page.model.row_of_card(card) < 0
    page.set_filter(row_of(page, card).title)
    assert page.model.row_of_card(card) >= 0
    page.set_filter("")
    page.skipped_action.trigger()
    assert cards(page, SKIPPED) == [card]
    assert page.save_state()["skipped"] is True


def test_a_move_under_a_filter_keeps_the_filter(page: BoardPage) -> None:
    page.set_filter("model")
    card = next(section.ids[0] for section in page.model.sections if section.part is Part.CARDS and section.ids)
    page.view.choose_card(card)
    press(page, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert row_of(page, card).status == DOING
    assert page.content.words == "model"
    assert page.model.at(page.model.row_of_card(card))[0].column == DOING


def test_reveal_unfolds_whatever_hides_a_card(page: BoardPage) -> None:
    planner = page.context.planner
    key = page.content.steps[4].step_id
    idea = planner.run(AddActivity("Hidden idea", step_id=StepId(key or 0), core=False)).added("activity")[0]
    assert page.model.row_of_card(idea) < 0
    page.set_filter("zzz")
    assert page.reveal("activity", idea)
    assert page.view.current_card() == idea
    assert not page.reveal("activity", 999_999)
    assert page.reveal("step", key or 0)
    assert not page.reveal("skill", 1)


# -- what a screen reader hears


def test_the_accessibility_tree_names_cards_lanes_and_roles(page: BoardPage) -> None:
    planner = page.context.planner
    card = next(each for each in cards(page) if "decision tree" in row_of(page, each).title)
    today = planner.today()
    from datetime import timedelta

    planner.run(MoveActivities((ActivityId(card),), status=DOING))
    planner.run(SetDue((ActivityId(card),), (today - timedelta(days=2)).isoformat()))
    tree = QAccessible.queryAccessibleInterface(page.view)
    assert tree is not None
    assert tree.text(QAccessible.Text.Name) == "Roadmap"
    assert tree.childCount() == page.model.rowCount()
    child = tree.child(page.model.row_of_card(card))
    name = child.text(QAccessible.Text.Name)
    assert name.startswith("Rebuild a decision tree in a notebook, In progress, ")
    assert "2 days late" in name
    assert child.role() == QAccessible.Role.ListItem
    assert child.rect().size() == page.view.visualRect(page.model.index(page.model.row_of_card(card))).size()
    lane = tree.child(0).text(QAccessible.Text.Name)
    assert lane.startswith("Technical foundation, step 1")
    assert lane.endswith("unfolded")


# -- the model tells the truth


def test_changes_taken_over_piece_by_piece_are_what_a_reload_shows(page: BoardPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    planner = page.context.planner
    chance = random.Random(7)
    keys = [row.step_id for row in page.content.steps]
    page.content.set_opened(keys[1], opened=True)
    page.content.toggle_ideas(keys[0])
    ids = list(planner.read(lambda c: c.scalars(select(activity.c.id).where(activity.c.step_id.in_(keys[:3])))))
    made: list[Callable[[], Action]] = [
        lambda: MoveActivities(
            tuple(ActivityId(each) for each in chance.sample(ids, chance.randint(1, 3))),
            status=chance.choice([TO_DO, DOING, DONE, SKIPPED, None]),
            to_step=chance.random() < 0.3,
            step_id=StepId(chance.choice(keys[:3]) or 0),
            before=ActivityId(chance.choice(ids)),
            core=chance.choice([None, None, True, False]),
        ),
        lambda: PickForWeek((ActivityId(chance.choice(ids)),), chance.random() < 0.7),
        lambda: AddActivity(f"New {chance.random()}", step_id=StepId(keys[0] or 0), core=chance.random() < 0.5),
        lambda: AddActivity("Loose"),
        lambda: TrashActivities((ActivityId(chance.choice(ids)),)),
    ]
    fresh_model = BoardModel(planner)
    for turn in range(120):
        if turn == 60:
            page.set_filter("a")
        if turn == 90:
            page.set_filter("")
        step = chance.random()
        if step < 0.15:
            planner.undo()
        elif step < 0.2:
            planner.redo()
        else:
            page.context.run(chance.choice(made)())
        fresh = BoardContent(planner, fresh_model)
        fresh.restore(page.save_state())
        fresh._ideas = set(page.content._ideas)
        fresh.words = page.content.words
        fresh._folds = {row.uid: page.content._opened.get(row.step_id, False) for row in page.content._rows.values()}
        fresh.reload()
        assert [(s.key, s.ids) for s in page.model.sections] == [(s.key, s.ids) for s in fresh_model.sections], turn
        assert page.content._rows == fresh._rows, turn
    tester.deleteLater()
    fresh_model.deleteLater()


def test_a_place_is_a_lane_and_a_column() -> None:
    assert Place(None, TO_DO) == Place(step_id=None, column=TO_DO)
