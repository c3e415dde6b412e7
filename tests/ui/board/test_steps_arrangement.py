"""Steps side by side: where cards lie, how keys and mouse move them, and what stays when the arrangement changes."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId
from planner.services.actions.activities import MoveActivities
from planner.services.queries.board import DOING, DONE, TO_DO
from planner.ui.board.arrangements import LANES, STEPS
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part
from planner.ui.board.upright_layout import HEAD
from planner.ui.shell.page import PageContext
from tests.ui.board.board_hands import cards, drag, drop, is_typing, middle, press, row_of, section_at, shown

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def head(page: BoardPage, lane: int) -> QPoint:
    row = page.model.row_of(Part.LANE, page.content.steps[lane].step_id)
    return page.view.visualRect(page.model.index(row)).center()


def test_every_step_is_a_column_with_all_its_cards(page: BoardPage) -> None:
    page.arrange(STEPS)
    for lane, row in enumerate(page.content.steps):
        assert len(cards(page, TO_DO, lane)) == row.counts.get(TO_DO, 0)
    lefts = [section_at(page, TO_DO, lane).x for lane in range(7)]
    assert lefts == sorted(set(lefts))
    assert page.view.horizontalScrollBar().maximum() > 0


def test_what_is_in_progress_stands_above_what_is_to_do(page: BoardPage) -> None:
    page.arrange(STEPS)
    first = cards(page)[0]
    page.context.run(MoveActivities((ActivityId(first),), status=DOING))
    doing, to_do = section_at(page, DOING), section_at(page, TO_DO)
    assert doing.ids == [first]
    assert HEAD < doing.y < doing.y + doing.stride <= to_do.y


def test_heads_stay_in_sight(page: BoardPage) -> None:
    page.arrange(STEPS)
    bar = page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    row = page.view.visualRect(page.model.index(page.model.row_of(Part.LANE, page.content.steps[0].step_id)))
    assert (row.top(), row.height()) == (0, page.view.layout_of_board.pinned_height)
    item = page.view.hit(head(page, 0))
    assert item is not None
    assert item[0].part is Part.LANE


def test_arrows_lead_down_a_step_and_over_to_the_next(page: BoardPage) -> None:
    page.arrange(STEPS)
    page.view.choose_card(cards(page)[0])
    press(page, Key.Key_Down)
    assert page.view.current_card() == cards(page)[1]
    press(page, Key.Key_Right)
    assert page.view.current_lane() == page.content.steps[1].step_id
    assert page.view.current_card() is not None
    press(page, Key.Key_Left)
    assert page.view.current_card() == cards(page)[1]
    for _ in range(5):
        press(page, Key.Key_Up)
    assert page.view.current_card() is None
    press(page, Key.Key_Right)
    item = page.view.current_item()
    assert item is not None
    assert (item[0].part, item[0].lane.key) == (Part.LANE, page.content.steps[1].step_id)


def test_control_and_arrows_move_to_another_step_and_another_status(page: BoardPage) -> None:
    page.arrange(STEPS)
    card = cards(page)[0]
    page.view.choose_card(card)
    press(page, Key.Key_Up, Control)
    assert row_of(page, card).status == DOING
    press(page, Key.Key_Right, Control)
    assert row_of(page, card).step_id == page.content.steps[1].step_id
    assert row_of(page, card).status == DOING
    press(page, Key.Key_Down, Control)
    assert row_of(page, card).status == TO_DO
    assert cards(page, TO_DO, 1)[0] == card
    assert page.view.current_card() == card


def test_a_card_is_dragged_into_another_step_and_status(page: BoardPage) -> None:
    page.resize(1500, 800)
    page.arrange(STEPS)
    first, other = cards(page)[:2]
    page.context.run(MoveActivities((ActivityId(other),), status=DOING))
    target = cards(page, TO_DO, 1)[2]
    end = page.view.visualRect(page.model.index(page.model.row_of_card(target))).topLeft() + QPoint(60, 4)
    drop(page, middle(page, first), end)
    assert row_of(page, first).step_id == page.content.steps[1].step_id
    assert cards(page, TO_DO, 1).index(first) == 2
    doing = section_at(page, DOING)
    drop(page, middle(page, first), QPoint(doing.x + 40, doing.y + 10))
    assert (row_of(page, first).step_id, row_of(page, first).status) == (page.content.steps[0].step_id, DOING)


def test_a_card_dropped_on_a_head_keeps_its_status(page: BoardPage) -> None:
    page.arrange(STEPS)
    card = cards(page)[0]
    start = middle(page, card)
    drag(page, start, head(page, 2))
    assert page.view.mouse.drag is not None
    assert page.view.mouse.drag.target is not None
    assert page.view.mouse.drag.target.column is None
    QTest.mouseRelease(page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, head(page, 2))
    assert row_of(page, card).step_id == page.content.steps[2].step_id
    assert row_of(page, card).status == TO_DO


def test_a_filter_leaves_the_steps_that_hold_what_was_typed(page: BoardPage) -> None:
    page.arrange(STEPS)
    page.set_filter("decision tree")
    assert 0 < len([section for section in page.model.sections if section.part is Part.LANE]) < 7
    page.set_filter("")
    assert len([section for section in page.model.sections if section.part is Part.LANE]) == 7


def test_a_step_does_not_fold_and_its_cards_are_typed_below_to_do(page: BoardPage) -> None:
    page.arrange(STEPS)
    before = [section.key for section in page.model.sections]
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, head(page, 1))
    assert [section.key for section in page.model.sections] == before
    page.view.choose_card(cards(page, TO_DO, 1)[0])
    press(page, Key.Key_N)
    assert is_typing(page)
    editor = page.in_place.editor
    assert editor is not None
    assert editor.geometry().left() == section_at(page, TO_DO, 1).x - page.view.horizontalOffset()
    QTest.keyClicks(editor.line, "Ask a customer")
    QTest.keyClick(editor.line, Key.Key_Return)
    assert row_of(page, cards(page, TO_DO, 1)[-1]).title == "Ask a customer"


def test_changes_show_as_a_reload_would_show_them(page: BoardPage) -> None:
    page.arrange(STEPS)
    for lane in (0, 3, 6):
        page.context.run(MoveActivities((ActivityId(cards(page, TO_DO, lane)[1]),), status=DONE))
    taken_over = [(section.key, list(section.ids)) for section in page.model.sections]
    page.reload()
    assert [(section.key, list(section.ids)) for section in page.model.sections] == taken_over


def test_the_arrangement_is_remembered_and_the_folds_of_the_lanes_with_it(qtbot: QtBot, context: PageContext) -> None:
    page = shown(qtbot, context)
    second = page.content.steps[1].step_id
    page.content.set_opened(second, opened=True)
    page.arrange(STEPS)
    state = page.save_state()
    other = BoardPage(context)
    qtbot.addWidget(other)
    other.restore_state(state)
    other.reload()
    assert other.switch.value() == STEPS
    assert other.view.layout_of_board.upright
    other.arrange(LANES)
    assert other.content.is_opened(second)
    assert not other.content.is_opened(other.content.steps[2].step_id)
    broken = BoardPage(context)
    qtbot.addWidget(broken)
    broken.restore_state({"arrangement": ["steps"], "folds": 3})
    assert broken.switch.value() == LANES


def test_what_is_typed_scrolls_with_the_cards_around_it(page: BoardPage) -> None:
    page.arrange(STEPS)
    page.in_place.add_card(page.content.steps[0].step_id)
    editor = page.in_place.editor
    assert editor is not None
    bar = page.view.verticalScrollBar()
    for value in (bar.maximum(), 0, bar.maximum() // 2):
        bar.setValue(value)
        room = page.view.layout_of_board.editor
        assert room is not None
        assert editor.geometry() == page.view.to_view(room)


def test_a_step_out_of_sight_is_reached_by_dragging_to_the_side(page: BoardPage, qtbot: QtBot) -> None:
    page.arrange(STEPS)
    card = cards(page)[0]
    start = middle(page, card)
    bar, port = page.view.horizontalScrollBar(), page.view.viewport()
    assert bar.value() == 0
    edge = QPoint(port.width() - 3, start.y())
    drag(page, start, edge)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    last = page.content.steps[-1].step_id
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    assert row_of(page, card).step_id == last
    drag(page, middle(page, card), QPoint(3, start.y()))
    qtbot.waitUntil(lambda: bar.value() == 0)
    page.view.mouse.cancel()


def test_shift_turns_the_wheel_sideways(page: BoardPage) -> None:
    page.arrange(STEPS)
    port, bar = page.view.viewport(), page.view.horizontalScrollBar()
    assert bar.maximum() > 120
    for turned, place in ((-120, 120), (120, 0)):
        wheel = QWheelEvent(
            QPointF(50, 200), port.mapToGlobal(QPointF(50, 200)), QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ShiftModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(port, wheel)
        assert bar.value() == place
    assert page.view.verticalScrollBar().value() == 0
