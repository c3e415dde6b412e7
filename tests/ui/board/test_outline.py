"""The outline by keyboard and mouse: folds, moves, letters, names typed over rows, drags, menus."""

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import MoveActivities
from planner.services.queries.board import DOING, DONE, SKIPPED, TO_DO
from planner.ui.board.arrangements import LANES, OUTLINE
from planner.ui.board.outline.columns import Column
from planner.ui.board.page import BoardPage
from planner.ui.shell.page import PageContext
from tests.ui.board.board_hands import cards, row_of, shown, toasts
from tests.ui.board.outline_hands import (
    Control,
    Key,
    Left,
    NoModifier,
    click,
    drag,
    drop,
    index_of_step,
    is_dragging,
    is_typing_below,
    middle,
    outlined,
    press,
    rows,
    steps,
)

Shift = Qt.KeyboardModifier.ShiftModifier


def test_the_current_step_is_unfolded_and_arrows_fold_the_others(page: BoardPage) -> None:
    view = outlined(page).view
    assert [view.isExpanded(index_of_step(view, n)) for n in range(7)] == [True] + [False] * 6
    assert rows(view)[: len(cards(page))] == cards(page)
    view.choose(index_of_step(view, 1))
    press(view, Key.Key_Right)
    assert view.isExpanded(index_of_step(view, 1))
    press(view, Key.Key_Down)
    assert view.current_card() == rows(view, 1)[0]
    press(view, Key.Key_Left)
    press(view, Key.Key_Left)
    assert not view.isExpanded(index_of_step(view, 1))
    press(view, Key.Key_Return)
    press(view, Key.Key_Space)
    assert not view.isExpanded(index_of_step(view, 1))


def test_return_and_a_double_click_open_an_activity(page: BoardPage) -> None:
    view = outlined(page).view
    opened: list[int] = []
    page.context.activity_opened.connect(opened.append)
    view.choose_card(rows(view)[1])
    press(view, Key.Key_Return)
    QTest.mouseDClick(view.viewport(), Left, NoModifier, middle(view, view.outline.index_of(rows(view)[2])))
    assert opened == rows(view)[1:3]


def test_a_click_on_a_step_folds_it_and_on_rows_selects_them(page: BoardPage) -> None:
    view = outlined(page).view
    ids = rows(view)
    click(view, view.outline.index_of(ids[1]))
    click(view, view.outline.index_of(ids[3]), Shift)
    assert view.selected_cards() == tuple(ids[1:4])
    click(view, view.outline.index_of(ids[5]), Control)
    assert view.selected_cards() == (*ids[1:4], ids[5])
    click(view, view.outline.index_of(ids[2]))
    assert view.selected_cards() == (ids[2],)
    click(view, index_of_step(view, 0))
    assert not view.isExpanded(index_of_step(view, 0))
    assert view.selected_cards() == ()
    click(view, index_of_step(view, 0))
    press(view, Key.Key_A, Control)
    assert view.selected_cards() == tuple(ids)
    view.choose(view.outline.index_of(ids[3]), QItemSelectionModel.SelectionFlag.NoUpdate)
    view.collapse(index_of_step(view, 0))
    assert view.selectionModel().selectedRows() == []  # what nobody sees is not what a command is about
    assert view.currentIndex() == index_of_step(view, 0)


def test_letters_and_control_with_arrows_do_what_they_do_on_the_board(page: BoardPage) -> None:
    view = outlined(page).view
    ids = rows(view)
    card = ids[1]
    view.choose_card(card)
    press(view, Key.Key_Down, Control)
    assert rows(view)[:4] == [ids[0], ids[2], card, ids[3]]
    assert view.current_card() == card
    press(view, Key.Key_Right, Control)
    assert row_of(page, card).status == DOING
    assert rows(view)[0] == card
    press(view, Key.Key_Left, Control)
    assert row_of(page, card).status == TO_DO
    press(view, Key.Key_W)
    assert row_of(page, card).picked_week is not None
    press(view, Key.Key_D)
    assert row_of(page, card).status == DONE
    assert view.current_card() == card
    said = toasts(page)
    press(view, Key.Key_S)
    assert row_of(page, card).status == SKIPPED
    assert card not in rows(view)
    assert view.current_card() is not None  # its neighbour took over
    press(view, Key.Key_Delete)
    assert len(said) == 2
    for _ in range(7):
        page.context.planner.undo()
    assert rows(view) == ids


def test_over_the_edge_a_row_goes_to_the_step_below_and_unfolds_it(page: BoardPage) -> None:
    view = outlined(page).view
    card = cards(page)[-1]
    view.choose_card(card)
    press(view, Key.Key_Down, Control)
    assert row_of(page, card).step_id == steps(view)[1].key
    assert rows(view, 1)[0] == card
    assert view.isExpanded(index_of_step(view, 1))
    assert view.current_card() == card


def test_sorted_rows_are_not_moved_but_told_why(page: BoardPage) -> None:
    panel = outlined(page)
    view = panel.view
    panel.sort(Column.TITLE, down=False)
    before = rows(view)
    said = toasts(page)
    view.choose_card(before[2])
    press(view, Key.Key_Down, Control)
    assert rows(view) == before
    assert len(said) == 1
    press(view, Key.Key_Right, Control)
    assert row_of(page, before[2]).status == DOING


def test_a_title_and_the_name_of_a_step_are_typed_where_they_stand(page: BoardPage, qtbot: QtBot) -> None:
    view = outlined(page).view
    card = rows(view)[1]
    view.choose_card(card)
    press(view, Key.Key_F2)
    editor = view.title_editor()
    assert editor is not None
    assert editor.text() == row_of(page, card).title
    assert editor.selectedText() == editor.text()
    QTest.keyClicks(editor, "Another title")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: row_of(page, card).title == "Another title")
    qtbot.waitUntil(lambda: view.title_editor() is None)
    view.choose(index_of_step(view, 2))
    page.rename()
    editor = view.title_editor()
    assert editor is not None
    QTest.keyClicks(editor, "Elsewhere")
    page.flush()
    assert page.content.steps[2].name == "Elsewhere"
    view.choose_card(card)
    press(view, Key.Key_F2)
    editor = view.title_editor()
    assert editor is not None
    QTest.keyClicks(editor, "No")
    QTest.keyClick(editor, Key.Key_Escape)
    qtbot.waitUntil(lambda: view.title_editor() is None)
    assert row_of(page, card).title == "Another title"


def test_activities_and_steps_are_added_below_the_tree(page: BoardPage) -> None:
    panel = outlined(page)
    view = panel.view
    view.choose(index_of_step(view, 3))
    press(view, Key.Key_N)
    editor = panel.adding.editor
    assert editor is not None
    QTest.keyClicks(editor.line, "Ask a customer ~2h")
    QTest.keyClick(editor.line, Key.Key_Return)
    added = view.current_card()
    assert added is not None
    assert row_of(page, added).title == "Ask a customer"
    assert row_of(page, added).step_id == steps(view)[3].key
    QTest.keyClick(editor.line, Key.Key_Escape)
    assert not is_typing_below(panel)
    page.add_step()
    editor = panel.adding.editor
    assert editor is not None
    QTest.keyClicks(editor.line, "One more")
    QTest.keyClick(editor.line, Key.Key_Return)
    assert steps(view)[7].name == "One more"
    assert view.current_branch() is steps(view)[7]


def test_rows_are_dragged_to_another_place_in_one_step(page: BoardPage) -> None:
    view = outlined(page).view
    ids = rows(view)
    view.choose_card(ids[4])
    click(view, view.outline.index_of(ids[5]), Control)
    target = view.row_rect(view.outline.index_of(ids[1]))
    drop(view, middle(view, view.outline.index_of(ids[4])), QPoint(300, target.top() + 4))
    assert rows(view)[:4] == [ids[0], ids[4], ids[5], ids[1]]
    page.context.planner.undo()
    assert rows(view) == ids
    drag(view, middle(view, view.outline.index_of(ids[0])), QPoint(300, target.bottom() - 3))
    assert is_dragging(view)
    assert not view.grab().isNull()
    press(view, Key.Key_Escape)
    assert not is_dragging(view)
    QTest.mouseRelease(view.viewport(), Left, NoModifier, QPoint(300, 10))
    assert rows(view) == ids


def test_rows_are_dragged_to_a_step_with_their_status(page: BoardPage) -> None:
    panel = outlined(page)
    view = panel.view
    page.resize(1080, 2000)
    ids = rows(view)
    page.context.run(MoveActivities((ActivityId(ids[0]),), status=DOING))
    end = middle(view, index_of_step(view, 2))
    drop(view, middle(view, view.outline.index_of(ids[0])), end)
    assert row_of(page, ids[0]).step_id == steps(view)[2].key
    assert row_of(page, ids[0]).status == DOING
    panel.sort(Column.TITLE, down=False)
    view.expand(index_of_step(view, 2))
    some = rows(view)[1]
    drop(view, middle(view, view.outline.index_of(some)), middle(view, view.outline.index_of(rows(view, 2)[1])))
    assert row_of(page, some).step_id == steps(view)[2].key
    assert row_of(page, some).status == TO_DO


def test_menus_open_for_rows_steps_and_the_ground(page: BoardPage, qtbot: QtBot) -> None:
    view = outlined(page).view
    view.choose_card(rows(view)[0])
    menu = page.menus.card_menu()
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert page.commands.open.text() in texts
    assert page.commands.delete.text() in texts
    menu.deleteLater()
    press(view, Key.Key_Menu)
    menu = page.menus.lane_menu(steps(view)[1].key)
    entry = next(action for action in menu.actions() if "ename" in action.text())
    entry.trigger()
    assert view.title_editor() is not None
    view.flush()
    menu.deleteLater()
    header = view.columns.menu()
    assert isinstance(header, QMenu)
    tags = next(action for action in header.actions() if action.text() == "Tags")
    assert not tags.isChecked()
    tags.setChecked(True)
    assert Column.TAGS in view.columns.shown()
    header.deleteLater()


def test_the_same_commands_serve_lanes_and_outline(page: BoardPage) -> None:
    view = outlined(page).view
    card = rows(view)[2]
    view.choose_card(card)
    page.arrange(LANES)
    page.view.choose_card(cards(page)[0])
    page.commands.toggle_week()
    assert row_of(page, cards(page)[0]).picked_week is not None
    assert row_of(page, card).picked_week is None
    page.arrange(OUTLINE)
    page.commands.toggle_week()
    assert row_of(page, card).picked_week is not None


def test_an_empty_step_says_when_one_is_ready_and_an_empty_plan_what_to_do(
    empty_page: BoardPage, qtbot: QtBot, context: PageContext
) -> None:
    page = shown(qtbot, context)
    view = outlined(page).view
    ids = tuple(ActivityId(each) for each in [*rows(view)])
    page.context.run(MoveActivities(ids, to_step=True, step_id=StepId(steps(view)[1].key or 0)))
    index = view.outline.index(0, 0, index_of_step(view, 0))
    assert index.data() == page.content.steps[0].ready_when
    assert view.selected_cards() == ()
    click(view, index)
    assert not view.selectionModel().hasSelection()
    page.context.planner.undo()
    assert rows(view) == list(ids)
    empty_page.arrange(OUTLINE)
    assert empty_page._stack.currentWidget() is empty_page._blank
    empty_page.add_step()
    editor = empty_page.arrangements.typing.editor
    assert editor is not None
    QTest.keyClicks(editor.line, "Begin")
    QTest.keyClick(editor.line, Key.Key_Return)
    panel = empty_page.arrangements.outline
    assert empty_page._stack.currentWidget() is panel
    assert [branch.name for branch in panel.model.branches] == ["Begin"]
