"""What the board shows: lanes, folds, the inbox, empty plans, the filter, and the tree for a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek
from planner.services.actions.deadlines import SetDue
from planner.services.actions.roadmaps import AddStep
from planner.services.queries import board_order
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO
from planner.ui.board import facts
from planner.ui.board.page import BoardPage
from planner.ui.board.sections import Part
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.board.board_hands import Key, Left, NoModifier, cards, lane_place, press, row_of


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


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_card_looks_the_same_however_often_it_was_drawn(window: MainWindow, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    window.show()
    window.go("board")
    page = window.pages.page("board")
    assert isinstance(page, BoardPage)
    ids = cards(page)
    page.context.run(PickForWeek((ActivityId(ids[0]),)))
    page.view.flash(ids[1])
    page.view.delegate.cards.forget()
    drawn = [window.grab().toImage() for _ in range(3)]
    assert drawn[0] == drawn[1] == drawn[2]
    page.context.run(EditActivity(ActivityId(ids[0]), (("title", "Another title"),)))
    page.view.flash(ids[1])
    assert window.grab().toImage() != drawn[0]


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
    empty_page._blank.buttons[1].click()
    assert empty_page.in_place.editor is not None
    QTest.keyClicks(empty_page.in_place.editor.line, "Learn & grow")
    QTest.keyClick(empty_page.in_place.editor.line, Key.Key_Return)
    assert [row.name for row in empty_page.content.steps] == ["Learn & grow"]
    assert empty_page._stack.currentWidget() is empty_page.view
    empty_page.context.planner.undo()
    assert empty_page._stack.currentWidget() is empty_page._blank


def test_a_blank_plan_takes_an_activity_without_any_step(empty_page: BoardPage) -> None:
    empty_page._blank.buttons[2].click()
    assert empty_page.in_place.editor is not None
    QTest.keyClicks(empty_page.in_place.editor.line, "Think")
    QTest.keyClick(empty_page.in_place.editor.line, Key.Key_Return)
    inbox = empty_page.model.section(Part.CARDS, None, TO_DO)
    assert inbox is not None
    assert len(inbox) == 1


def test_the_inbox_stands_on_top_only_while_something_in_it_is_open(page: BoardPage) -> None:
    card = cards(page)[0]
    assert page.model.row_of(Part.LANE, None) < 0
    page.context.run(MoveActivities((ActivityId(card),), to_step=True, step_id=None))
    assert page.model.row_of(Part.LANE, None) == 0
    inbox = page.content.lane(None)
    assert inbox is not None
    assert (facts.percent(inbox), facts.remainder(inbox)) == ("", "1 card")
    page.content.set_opened(None, opened=True)
    page.view.choose_card(card)
    press(page, Key.Key_D)
    assert page.model.row_of(Part.LANE, None) < 0
    assert page.view.current_item() is not None  # the focus goes on with the lane that came up
    page.set_filter(row_of(page, card).title)
    assert page.model.row_of_card(card) >= 0
    page.set_filter("")
    assert page.model.row_of_card(card) < 0
    assert page.reveal("activity", card)
    assert page.model.row_of_card(card) >= 0


def test_an_inbox_with_nothing_but_done_cards_is_a_blank_board(empty_page: BoardPage) -> None:
    change = empty_page.context.run(AddActivity("Old", status="done"))
    assert change is not None
    assert empty_page.content.is_blank


def test_the_filter_opens_lanes_with_matches_and_counts_what_is_hidden(page: BoardPage) -> None:
    page.set_filter("tree")
    found = page.content.found
    assert 0 < found.shown < found.total
    assert page.filtering.bar.isVisibleTo(page)
    assert str(found.total - found.shown) in page.filtering.bar.count.text()
    matches = {each for section in page.model.sections if section.part is Part.CARDS for each in section.ids}
    assert len(matches) == found.shown
    assert matches <= page.context.planner.read(board_order.matching, "tree")
    page.set_filter("zzzz")
    assert page._stack.currentWidget() is page.filtering.nothing
    cleared: list[bool] = []
    page.filter_cleared.connect(lambda: cleared.append(True))
    page.filtering.nothing.buttons[0].click()
    assert cleared
    assert page._stack.currentWidget() is page.view
    assert [box.opened for box in page.view.layout_of_board.lanes] == [True] + [False] * 6


def test_under_a_filter_a_head_counts_every_card_below_it(page: BoardPage) -> None:
    key = page.content.steps[0].step_id
    for title, core in (("Zebra one", True), ("Zebra two", False), ("Zebra three", False)):
        page.context.run(AddActivity(title, step_id=StepId(key or 0), core=core))
    page.set_filter("zebra")
    head = page.model.section(Part.HEAD, key, TO_DO)
    assert head is not None
    assert page.model.row_text(head) == "3"
    page.set_filter("zebra t")
    head = page.model.section(Part.HEAD, key, TO_DO)
    assert head is not None
    assert page.model.row_text(head) == "2"
    page.set_filter("")
    head = page.model.section(Part.HEAD, key, TO_DO)
    assert head is not None
    assert page.model.row_text(head) == str(len(cards(page)))  # ideas have a line of their own again


def test_a_tag_that_is_only_begun_hides_nothing_yet(page: BoardPage) -> None:
    page.set_filter("#")
    assert not page.content.filter.words
    assert page._stack.currentWidget() is page.view
    page.set_filter("#supervised")
    assert 0 < page.content.found.shown < page.content.found.total


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
    assert page.content.filter.words == "model"
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


def test_n_adds_to_a_board_that_is_blank(empty_page: BoardPage) -> None:
    empty_page.focus_content()
    assert empty_page._stack.currentWidget() is empty_page._blank
    QTest.keyClick(empty_page._blank.buttons[0], Qt.Key.Key_N)
    assert empty_page.in_place.editor is not None
