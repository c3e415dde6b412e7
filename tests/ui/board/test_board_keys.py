"""The board by keyboard: arrows, moves, letters, the ring of the focus, and lines that are typed over it."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId, Priority
from planner.services.actions.activities import MoveActivities
from planner.services.queries.board import DOING, DONE, SKIPPED, TO_DO
from planner.ui.board.delegate import add_rect
from planner.ui.board.layout import BoardLayout
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part
from planner.ui.board.step_dialog import StepDialog
from planner.ui.shell.page import PageContext
from tests.ui.board.board_hands import Key, Left, NoModifier, cards, is_typing, press, row_of, shown, toasts


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


def has_ring(page: BoardPage) -> bool:
    return page.view.focus_visible


def test_the_ring_waits_for_the_keyboard_and_nothing_is_selected_before(page: BoardPage) -> None:
    assert page.view.current_card() is not None
    assert not has_ring(page)
    assert not page.view.selectionModel().hasSelection()
    quiet = page.view.viewport().grab().toImage()
    press(page, Key.Key_Right, Qt.KeyboardModifier.AltModifier)  # a key, though it moves nothing
    assert has_ring(page)
    ringed = page.view.viewport().grab().toImage()
    assert quiet != ringed
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, QPoint(4, 4))
    assert not has_ring(page)
    assert page.view.viewport().grab().toImage() == quiet


def test_quick_add_stays_open_and_says_how_it_is_read(page: BoardPage) -> None:
    press(page, Key.Key_N)
    editor = page.in_place.editor
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
    assert page.in_place.editor is None
    assert page.view.layout_of_board.editor is None


def test_after_quick_add_the_focus_is_on_the_card_that_was_added(page: BoardPage) -> None:
    press(page, Key.Key_Home)  # the head of the step has the focus
    press(page, Key.Key_N)
    assert page.in_place.editor is not None
    for title in ("First", "Second"):
        QTest.keyClicks(page.in_place.editor.line, title)
        QTest.keyClick(page.in_place.editor.line, Key.Key_Return)
    added = cards(page)[-1]
    QTest.keyClick(page.in_place.editor.line, Key.Key_Escape)
    assert row_of(page, added).title == "Second"
    assert page.view.current_card() == added
    assert page.view.selected_cards() == (added,)
    opened: list[int] = []
    page.context.activity_opened.connect(opened.append)
    press(page, Key.Key_Return)
    assert opened == [added]
    press(page, Key.Key_Home)
    press(page, Key.Key_N)  # nothing added this time: the focus stays where it was
    QTest.keyClick(page.in_place.editor.line, Key.Key_Escape)
    assert page.view.current_card() is None


def test_f2_edits_the_title_of_a_card_and_the_name_of_a_step(page: BoardPage) -> None:
    card = cards(page)[1]
    opened: list[int] = []
    titles: list[bool] = []
    page.context.activity_opened.connect(opened.append)
    page.context.title_requested.connect(lambda: titles.append(True))
    page.view.choose_card(card)
    press(page, Key.Key_F2)
    assert (opened, titles) == ([card], [True])
    assert not is_typing(page)
    press(page, Key.Key_Home)
    press(page, Key.Key_F2)
    assert is_typing(page)
    assert opened == [card]


def test_the_plus_at_the_head_adds_in_its_lane(page: BoardPage) -> None:
    head = page.model.section(Part.HEAD, page.content.steps[0].step_id, TO_DO)
    assert head is not None
    place = page.view.to_view(add_rect(BoardLayout.rect(head, 0))).center()
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, place)
    assert page.in_place.editor is not None
    page.flush()


def test_a_step_can_be_renamed_in_place_and_added(page: BoardPage) -> None:
    key = page.content.steps[1].step_id
    page.in_place.rename_step(key)
    assert page.in_place.editor is not None
    page.in_place.editor.line.setText("Product <b>craft</b>")
    QTest.keyClick(page.in_place.editor.line, Key.Key_Return)
    assert page.content.steps[1].name == "Product <b>craft</b>"
    page.in_place.add_step()
    assert page.in_place.editor is not None
    QTest.keyClicks(page.in_place.editor.line, "Eighth")
    QTest.keyClick(page.in_place.editor.line, Key.Key_Return)
    assert [row.name for row in page.content.steps][-1] == "Eighth"
    assert page.view.current_lane() == page.content.steps[-1].step_id


def test_a_typed_name_is_kept_on_leaving_and_dropped_on_escape(page: BoardPage) -> None:
    first, second = (row.step_id for row in page.content.steps[:2])
    page.in_place.rename_step(first)
    assert page.in_place.editor is not None
    page.in_place.editor.line.setText("Ground work")
    QTest.mouseClick(page.view.viewport(), Left, NoModifier, QPoint(900, 400))
    assert not is_typing(page)
    assert page.content.steps[0].name == "Ground work"
    name = page.content.steps[1].name
    page.in_place.rename_step(second)
    assert page.in_place.editor is not None
    page.in_place.editor.line.setText("Never")
    QTest.keyClick(page.in_place.editor.line, Key.Key_Escape)
    assert page.content.steps[1].name == name
    page.in_place.rename_step(second)
    assert page.in_place.editor is not None
    page.in_place.editor.line.setText("At the end")
    page.flush()
    assert page.content.steps[1].name == "At the end"


def test_the_sentences_of_a_step_are_one_undo_step(page: BoardPage) -> None:
    key = page.content.steps[0].step_id
    before = page.content.steps[0]
    page.menus.describe_step(key)
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


def popped_up(page: BoardPage) -> QMenu:
    """The menu that a key opened."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose_entry(menu: QMenu, text: str) -> None:
    entry = next(each for each in menu.actions() if each.text().startswith(text))
    entry.trigger()
    menu.close()


def test_t_dates_the_card_with_the_focus_and_p_ranks_it(page: BoardPage) -> None:
    first, second = cards(page)[:2]
    page.view.choose_card(first)
    press(page, Key.Key_T)
    choose_entry(popped_up(page), "Tomorrow")
    card = page.model.card(first)
    assert card is not None
    assert card.due == (page.context.planner.today() + timedelta(days=1)).isoformat()
    press(page, Key.Key_P)
    menu = popped_up(page)
    assert [entry.text() for entry in menu.actions()] == ["High", "Medium", "Low", "None"]
    choose_entry(menu, "High")
    assert row_of(page, first).priority == Priority.HIGH
    assert row_of(page, second).priority != Priority.HIGH
    press(page, Key.Key_P)
    menu = popped_up(page)
    assert [entry.text() for entry in menu.actions() if entry.isChecked()] == ["High"]
    menu.close()
    page.context.planner.undo()
    page.context.planner.undo()
    assert page.model.card(first) == card._replace(due=None, due_kind="")


def test_p_ranks_all_that_are_selected_as_one_step(page: BoardPage) -> None:
    chosen = cards(page)[:3]
    page.view.choose_card(chosen[0])
    page.view.select_cards(chosen)
    before = [row_of(page, each).priority for each in chosen]
    press(page, Key.Key_P)
    choose_entry(popped_up(page), "Low")
    assert {row_of(page, each).priority for each in chosen} == {Priority.LOW}
    page.context.planner.undo()
    assert [row_of(page, each).priority for each in chosen] == before


def test_d_again_puts_a_card_back_where_it_was(page: BoardPage) -> None:
    begun, other = cards(page)[:2]
    page.context.run(MoveActivities((ActivityId(begun),), status=DOING))
    for card, status in ((begun, DOING), (other, TO_DO)):
        page.view.choose_card(card)
        press(page, Key.Key_D)
        assert row_of(page, card).status == DONE
        press(page, Key.Key_D)
        assert row_of(page, card).status == status


def test_completing_several_says_how_many(page: BoardPage) -> None:
    said = toasts(page)
    chosen = cards(page)[:3]
    page.view.choose_card(chosen[0])
    page.view.select_cards(chosen)
    press(page, Key.Key_D)
    assert said[-1] == ("3 activities are done", True)
    press(page, Key.Key_S)
    assert said[-1] == ("3 activities are skipped", True)
