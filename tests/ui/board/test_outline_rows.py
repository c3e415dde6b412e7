"""What the outline shows: sorting, columns, filter, changes taken over, what is remembered, and the model's rules."""

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from planner.domain.model import Activity, Roadmap
from planner.domain.ordering import spread
from planner.domain.words import ActivityId, RoadmapId, StepId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek
from planner.services.actions.deadlines import SetDue
from planner.services.actions.roadmaps import AddRoadmap, AddStep, EditStep, MoveStep, RemoveStep
from planner.services.actions.trash import TrashActivities
from planner.services.queries.board import DOING, DONE, SKIPPED, TO_DO
from planner.storage.schema import activity
from planner.ui.board.arrangements import LANES, OUTLINE
from planner.ui.board.outline.columns import AT_FIRST, Column, in_order
from planner.ui.board.outline.panel import OutlinePanel
from planner.ui.board.page import BoardPage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.services.queries.test_board import Put
from tests.ui.board.board_hands import shown
from tests.ui.board.outline_hands import Key, index_of_step, outlined, press, rows, steps, texts, tree
from tests.ui.walk import settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.action import Action

Fatal = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_it_sorts_by_every_column_with_blanks_last(page: BoardPage) -> None:
    panel = outlined(page)
    tester = QAbstractItemModelTester(panel.model, Fatal)
    today = page.context.planner.today()
    first = rows(panel.view)
    for number, activity_id in enumerate(first[:6]):
        page.context.run(SetDue((ActivityId(activity_id),), today.replace(day=1 + number * 4).isoformat()))
        page.context.run(EditActivity(ActivityId(activity_id), (("priority", number % 3),)))
    page.context.run(MoveActivities((ActivityId(first[7]), ActivityId(first[8])), status=DONE))
    before = rows(panel.view)
    for column in Column:
        for down in (False, True):
            panel.sort(column, down=down)
            found = texts(panel.view, column)
            assert sorted(rows(panel.view)) == sorted(before)
            filled = [text for text in found if text]
            assert found[: len(filled)] == filled, column
    panel.sort(Column.PRIORITY, down=True)
    words = [text for text in texts(panel.view, Column.PRIORITY) if text]
    assert words == sorted(words, key=["High", "Medium", "Low"].index)
    unknown = rows(panel.view)[len(words) :]
    assert unknown == [each for each in before if each in unknown]  # equal ones stay in the order of the board
    panel.sort(None, down=False)
    assert rows(panel.view) == before
    tester.deleteLater()


def test_equal_values_keep_their_order_in_both_directions() -> None:
    values = {1: "b", 2: "a", 3: "b", 5: "a"}
    assert in_order([1, 2, 3, 4, 5], values, down=False) == [2, 5, 1, 3, 4]
    assert in_order([1, 2, 3, 4, 5], values, down=True) == [1, 3, 2, 5, 4]
    assert in_order([3, 1, 2], None, down=True) == [3, 1, 2]


def test_a_heading_sorts_up_down_and_not_at_all(page: BoardPage) -> None:
    view = outlined(page).view
    card = rows(view)[3]
    view.choose_card(card)
    header = view.columns
    where = QPoint(header.sectionViewportPosition(Column.TIME) + 20, header.height() // 2)
    seen = []
    for _ in range(3):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        seen.append((view.outline.sorted_by, view.outline.down))
        assert view.current_card() == card
    assert seen == [(Column.TIME, False), (Column.TIME, True), (None, False)]
    header.press(Column.PRIORITY)
    assert (view.outline.sorted_by, view.outline.down) == (Column.PRIORITY, True)  # the most is looked for


def test_headings_are_reached_by_the_keyboard(page: BoardPage) -> None:
    view = outlined(page).view
    header = view.columns
    QTest.keyClick(view, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    header.setFocus()
    QTest.keyClick(header, Key.Key_Right)
    QTest.keyClick(header, Key.Key_Return)
    assert view.outline.sorted_by == Column.STATUS
    width = header.sectionSize(Column.STATUS)
    QTest.keyClick(header, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert header.sectionSize(Column.STATUS) == width + 16
    QTest.keyClick(header, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert header.shown()[:3] == [Column.TITLE, Column.DATE, Column.STATUS]
    assert not view.grab().isNull()
    said = view.outline.headerData(Column.STATUS, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Status, sorted upwards"
    QTest.keyClick(header, Key.Key_Escape)
    assert view.focusWidget() is view or page.focusProxy() is not None


def test_changes_taken_over_piece_by_piece_are_what_a_reload_shows(page: BoardPage) -> None:
    panel = outlined(page)
    tester = QAbstractItemModelTester(panel.model, Fatal)
    planner = page.context.planner
    chance = random.Random(11)
    view = panel.view
    for number in range(3):
        view.expand(index_of_step(view, number))
    keys = [branch.key for branch in steps(view)]
    of_steps = select(activity.c.id).where(activity.c.step_id.in_(keys[:3]))
    ids = list(planner.read(lambda reader: reader.scalars(of_steps)))

    def one() -> ActivityId:
        return ActivityId(chance.choice(ids))

    made: list[Callable[[], Action]] = [
        lambda: MoveActivities(
            tuple(ActivityId(each) for each in chance.sample(ids, chance.randint(1, 3))),
            status=chance.choice([TO_DO, DOING, DONE, SKIPPED, None]),
            to_step=chance.random() < 0.3,
            step_id=StepId(chance.choice(keys[:3]) or 0),
            before=one(),
        ),
        lambda: MoveActivities(tuple(ActivityId(each) for each in chance.sample(ids, 40)), status=TO_DO),
        lambda: PickForWeek((one(),), chance.random() < 0.7),
        lambda: AddActivity(f"New {chance.random()}", step_id=StepId(keys[0] or 0)),
        lambda: AddActivity("Loose"),
        lambda: EditActivity(one(), (("title", f"Title {chance.random()}"),)),
        lambda: SetDue((one(),), f"2026-12-{chance.randint(10, 28)}"),
        lambda: EditStep(StepId(keys[1] or 0), (("name", f"Step {chance.random()}"),)),
        lambda: TrashActivities((one(),)),
    ]
    orders = {0: None, 25: Column.TITLE, 50: Column.DATE, 75: None}
    for turn in range(110):
        if turn in orders:
            panel.sort(orders[turn], down=turn == 50)
        if turn in (85, 100):
            page.set_filter("a" if turn == 85 else "")
        step = chance.random()
        if step < 0.15:
            planner.undo()
        elif step < 0.2:
            planner.redo()
        else:
            page.context.run(chance.choice(made)())
        fresh = OutlinePanel(page.context, page.model, page.content, page.commands)
        fresh.sort(panel.model.sorted_by, panel.model.down)
        for branch in panel.model.branches:
            fresh._folds[branch.uid] = branch.loaded
        fresh.follow()
        assert tree(fresh.view) == tree(view), turn
        for number in range(len(steps(view))):
            if steps(view)[number].loaded:
                assert texts(fresh.view, Column.TITLE, number) == texts(view, Column.TITLE, number), turn
        fresh.deleteLater()
    tester.deleteLater()


def test_a_step_of_many_activities_is_filled_and_emptied(page: BoardPage) -> None:
    panel = outlined(page)
    view, key = panel.view, panel.cards.lane()
    tester = QAbstractItemModelTester(panel.model, Fatal)
    page.context.run(MoveActivities(tuple(map(ActivityId, rows(view))), to_step=True, step_id=None))
    index = index_of_step(view, 0)
    assert view.outline.rowCount(index) == 1
    assert not view.outline.flags(view.outline.index(0, 0, index)) & Qt.ItemFlag.ItemIsSelectable
    page.context.run(Put(tuple(
        Activity(ActivityId(0), f"u{n}", f"Card {n}", step_id=StepId(key or 0), position=position)
        for n, position in enumerate(spread(150))
    )))  # fmt: skip
    ids = rows(view)
    assert len(ids) == 150
    index = index_of_step(view, 0)
    assert view.isExpanded(index)
    assert all(view.outline.flags(view.outline.index(row, 0, index)) & Qt.ItemFlag.ItemIsSelectable for row in (0, 149))
    page.context.run(MoveActivities(tuple(map(ActivityId, ids[10:140])), to_step=True, step_id=None))
    assert rows(view) == ids[:10] + ids[140:]
    page.context.run(MoveActivities(tuple(map(ActivityId, rows(view))), to_step=True, step_id=None))
    index = index_of_step(view, 0)
    assert not view.outline.flags(view.outline.index(0, 0, index)) & Qt.ItemFlag.ItemIsSelectable
    assert view.isExpanded(index)
    tester.deleteLater()


def test_a_change_keeps_folds_selection_and_what_is_in_sight(page: BoardPage) -> None:
    view = outlined(page).view
    for number in (0, 1, 2):
        view.expand(index_of_step(view, number))
    ids = rows(view, 1)
    view.choose_card(ids[1])
    view.selectionModel().select(view.outline.index_of(ids[4]), view.selectionCommand(view.outline.index_of(ids[4])))
    view.choose_card(ids[1])
    bar = view.verticalScrollBar()
    bar.setValue(200)
    page.context.run(MoveActivities((ActivityId(ids[3]),), before=ActivityId(ids[0])))
    page.context.run(MoveStep(StepId(steps(view)[6].key or 0), StepId(steps(view)[0].key or 0)))  # all is built anew
    assert bar.value() == 200
    assert view.selected_cards() == (ids[1],)
    assert view.current_card() == ids[1]
    assert [view.isExpanded(index_of_step(view, number)) for number in range(1, 5)] == [True, True, True, False]
    page.context.run(RemoveStep(StepId(steps(view)[2].key or 0)))
    assert view.current_card() is None or view.outline.index_of(view.current_card() or 0).isValid()


def test_hidden_it_is_brought_up_to_date_when_it_is_next_shown(page: BoardPage) -> None:
    panel = outlined(page)
    before = rows(panel.view)
    page.arrange(LANES)
    page.context.run(MoveActivities((ActivityId(before[0]),), before=ActivityId(before[3])))
    assert rows(panel.view) == before
    assert panel.dirty
    page.arrange(OUTLINE)
    assert rows(panel.view)[:3] == [before[1], before[2], before[0]]


def test_what_was_unfolded_for_a_filter_alone_folds_again(page: BoardPage) -> None:
    view = outlined(page).view
    before = tree(view)
    page.set_filter("data")
    assert all(view.isExpanded(view.outline.index_of_branch(branch)) for branch in view.outline.branches)
    page.clear_filter()
    assert tree(view) == before
    view.expand(index_of_step(view, 2))
    assert rows(view, 2) == page.arrangements.outline.cards.order(steps(view)[2].key)


def test_a_filter_leaves_what_holds_the_words_with_its_steps_unfolded(page: BoardPage) -> None:
    panel = outlined(page)
    view = panel.view
    page.set_filter("data")
    assert 0 < len(steps(view)) < 8
    assert all(view.isExpanded(index_of_step(view, number)) for number in range(len(steps(view))))
    total = sum(len(rows(view, number)) for number in range(len(steps(view))))
    assert total == page.content.found.shown
    panel.sort(Column.TITLE, down=False)
    assert texts(view, Column.TITLE) == sorted(texts(view, Column.TITLE), key=str.casefold)
    page.set_filter("zzzzz")
    assert page._stack.currentWidget() is page.filtering.nothing
    page.clear_filter()
    assert len(steps(view)) == 7
    assert [view.isExpanded(index_of_step(view, number)) for number in range(7)] == [True] + [False] * 6


def test_reveal_unfolds_and_shows_what_is_skipped(page: BoardPage) -> None:
    view = outlined(page).view
    view.expand(index_of_step(view, 2))
    card = rows(view, 2)[1]
    view.collapse(index_of_step(view, 2))
    page.context.run(MoveActivities((ActivityId(card),), status=SKIPPED))
    assert card not in rows(view, 2)
    assert page.reveal("activity", card)
    assert page.skipped_action.isChecked()
    assert view.current_card() == card
    assert view.isExpanded(index_of_step(view, 2))
    assert page.reveal("step", steps(view)[4].key or 0)
    assert view.current_branch() is steps(view)[4]


def test_roadmaps_stand_above_their_steps_where_there_are_two(page: BoardPage) -> None:
    view = outlined(page).view
    tester = QAbstractItemModelTester(view.outline, Fatal)
    page.context.run(Put((Roadmap(RoadmapId(0), "r2", "Second way", "zz"),)))
    page.reload()
    assert view.outline.rowCount() == 7  # the other has no step yet
    page.context.run(AddStep(RoadmapId(2), "There"))
    assert [view.outline.index(row, 0).data() for row in range(2)] == [view.outline.branches[0].name, "Second way"]
    assert view.isExpanded(view.outline.index(0, 0))
    card = rows(view)[0]
    assert view.choose_card(card)
    press(view, Key.Key_D)
    assert view.current_card() == card
    assert not view.grab().isNull()
    tester.deleteLater()


def test_columns_order_sorting_and_folds_are_remembered(page: BoardPage, qtbot: QtBot, context: PageContext) -> None:
    panel = outlined(page)
    header = panel.view.columns
    header.set_shown(Column.TAGS, shown=True)
    header.set_shown(Column.PRIORITY, shown=False)
    header.moveSection(header.visualIndex(Column.TIME), 1)
    header.resizeSection(Column.SKILLS, 210)
    panel.view.expand(index_of_step(panel.view, 3))
    panel.sort(Column.DATE, down=True)
    state = page.save_state()
    other = BoardPage(context)
    qtbot.addWidget(other)
    other.restore_state(state)
    other.reload()
    assert other.save_state() == state
    view = other.arrangements.outline.view
    assert view.columns.shown()[:2] == [Column.TITLE, Column.TIME]
    assert view.columns.sectionSize(Column.SKILLS) == 210
    assert view.isExpanded(index_of_step(view, 3))
    assert (view.outline.sorted_by, view.outline.down) == (Column.DATE, True)
    lanes = shown(qtbot, context)
    lanes.restore_state({**state, "arrangement": LANES})
    assert lanes.save_state()["outline"] == state["outline"]  # kept, although it was not shown


@pytest.mark.parametrize("broken", [
    None, 3, {"folds": [1], "sort": "title", "columns": 4}, {"folds": {"u": "yes"}, "sort": ["zebra", "up"]},
    {"sort": [["title"], "down"], "columns": {"order": ["tags", 4, "tags"], "shown": ["date"], "widths": {"date": ""}}},
    {"columns": {"order": {}, "shown": 3, "widths": [2]}, "sort": []},
])  # fmt: skip
def test_malformed_state_is_left_out(qtbot: QtBot, context: PageContext, broken: object) -> None:
    page = BoardPage(context)
    qtbot.addWidget(page)
    page.restore_state({"arrangement": OUTLINE, "outline": broken})
    page.reload()
    view = page.arrangements.outline.view
    assert view.outline.sorted_by is None
    assert set(view.columns.shown()) == AT_FIRST
    assert len(steps(view)) == 7


def test_every_row_and_cell_has_a_name(page: BoardPage) -> None:
    view = outlined(page).view
    card = rows(view)[0]
    role = Qt.ItemDataRole.AccessibleTextRole
    index = view.outline.index_of(card)
    assert str(index.data(role)).endswith(", To do")
    assert index.siblingAtColumn(Column.DATE).data(role) == "Date: none"
    step = index_of_step(view, 0)
    assert "step 1" in str(step.data(role))
    assert step.siblingAtColumn(3).data(role)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(860, 560), (1400, 900), (500, 400)])
def test_it_paints_in_both_themes_at_every_size(
    page: BoardPage, theme: Theme, mode: str, size: tuple[int, int]
) -> None:
    view = outlined(page).view
    theme.set_mode(mode)
    page.resize(*size)
    assert not page.grab().isNull()
    if size[0] >= 860:
        assert view.horizontalScrollBar().maximum() == 0
    assert view.columns.sectionSize(Column.TITLE) >= 240


def test_the_row_of_a_step_counts_what_came_into_it(empty_page: BoardPage) -> None:
    run = empty_page.context.run
    run(AddRoadmap("Piano"))
    run(AddStep(RoadmapId(1), "Scales"))
    empty_page.arrange(OUTLINE)
    view = empty_page.arrangements.outline.view
    for _ in range(3):
        for step_id in (StepId(1), None):
            run(AddActivity("Listen", step_id=step_id, core=False))
            settle()
            before = view.viewport().grab().toImage()
            view._rows._pictures._pictures.clear()
            view.viewport().update()
            settle()
            assert view.viewport().grab().toImage() == before
