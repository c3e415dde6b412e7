"""Several roadmaps on the board: one or all of them, their lines, their dialog, and where new steps go."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.words import RoadmapId, StepId
from planner.services.actions.activities import AddActivity
from planner.services.actions.roadmaps import AddRoadmap, AddStep, ArchiveRoadmap
from planner.services.queries.activity import trashed
from planner.services.queries.roadmaps import roadmap_names
from planner.ui.board.arrangements import LANES, OUTLINE, STEPS
from planner.ui.board.page import BoardPage
from planner.ui.board.remove_step_dialog import RemoveStepDialog
from planner.ui.board.roadmaps_dialog import RoadmapsDialog
from planner.ui.board.sections import Part
from planner.ui.shell.page import PageContext
from tests.ui.board.board_hands import screen_of, shown
from tests.ui.walk import settle

if TYPE_CHECKING:
    from planner.ui.board.outline.view import OutlineView
    from planner.ui.board.placed_view import PlacedView

Key = Qt.Key


@pytest.fixture
def two(qtbot: QtBot, context: PageContext) -> BoardPage:
    """The board of two roadmaps, the built-in one and a small one with two steps."""
    run = context.planner.run
    run(AddRoadmap("Piano"))
    for name in ("Scales", "Bach"):
        run(AddStep(RoadmapId(2), name))
    run(AddActivity("Learn to read notes", step_id=StepId(8), estimate_minutes=120))
    return shown(qtbot, context)


def lanes(page: BoardPage) -> list[str]:
    return [section.lane.row.name for section in page.model.sections if section.part is Part.LANE]


def lines(page: BoardPage) -> list[str]:
    headed = (section.lane.roadmap for section in page.model.sections if section.part is Part.ROADMAP)
    return ["" if roadmap is None else roadmap.name for roadmap in headed]


def line(dialog: RoadmapsDialog) -> tuple[str, str]:
    """The line with the focus, and what is told of it."""
    item = dialog.list.currentItem()
    return item.text(), dialog.list.told_of(item)


def test_one_roadmap_needs_no_choice(page: BoardPage) -> None:
    assert page.roadmaps.isHidden()
    assert lines(page) == []


def test_all_roadmaps_stand_below_each_other_with_a_line_above_each(two: BoardPage) -> None:
    assert not two.roadmaps.isHidden()
    assert lines(two) == [row.name for row in two.context.planner.read(roadmap_names)]
    assert len(lanes(two)) == 9
    piano = next(s for s in two.model.sections if s.part is Part.ROADMAP and s.lane.row.name == "Scales")
    name = two.model.data(two.model.index(piano.first), Qt.ItemDataRole.AccessibleTextRole)
    assert name == "Piano, 0 of 1 activity, 0 of 2 h"
    press_all = [Key.Key_Home, *([Key.Key_Down] * 60)]
    for key in press_all:
        QTest.keyClick(two.view, key)
        item = two.view.current_item()
        assert item is not None
        assert item[0].part is not Part.ROADMAP


def test_steps_beside_each_other_stand_below_the_line_of_their_roadmap(two: BoardPage) -> None:
    two.arrange(STEPS)
    two.resize(900, 600)
    settle()
    assert lines(two) == [row.name for row in two.context.planner.read(roadmap_names)]
    first, second = (s for s in two.model.sections if s.part is Part.ROADMAP)
    heads = [s for s in two.model.sections if s.part is Part.LANE]
    assert second.x == heads[-2].x, "over the first of its own steps"
    assert all(head.y == first.y + first.height for head in heads)
    view = two.view
    view.horizontalScrollBar().setValue(500)
    view.verticalScrollBar().setValue(120)
    settle()
    name = view.visualRect(two.model.index(first.first))
    assert (name.left(), name.top()) == (24, 0), "the name stays over what is in sight of its steps"
    before = screen_of(two)
    view.viewport().update()
    settle()
    assert screen_of(two) == before
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    settle()
    assert view.visualRect(two.model.index(first.first)).right() < view.visualRect(two.model.index(second.first)).left()


def test_one_roadmap_is_chosen_and_remembered(two: BoardPage, qtbot: QtBot) -> None:
    uid = two.content.roadmaps.names[1].uid
    two._roadmap_chosen(uid)
    assert lanes(two) == ["Scales", "Bach"]
    assert lines(two) == []
    assert [row.number for row in two.content.steps] == [1, 2]
    other = BoardPage(two.context)
    qtbot.addWidget(other)
    other.restore_state(two.save_state())
    other.reload()
    assert lanes(other) == ["Scales", "Bach"]
    assert other.roadmaps.value() == uid


def test_a_new_step_goes_to_the_roadmap_that_is_shown(two: BoardPage) -> None:
    two._roadmap_chosen(two.content.roadmaps.names[0].uid)
    two.in_place.add_step()
    assert two.in_place.editor is not None
    QTest.keyClicks(two.in_place.editor.line, "Eighth")
    QTest.keyClick(two.in_place.editor.line, Key.Key_Return)
    assert two.content.steps[-1].name == "Eighth"
    assert two.content.steps[-1].roadmap_id == 1


def test_what_is_revealed_in_another_roadmap_shows_all_of_them(two: BoardPage) -> None:
    two._roadmap_chosen(two.content.roadmaps.names[0].uid)
    card = next(iter(two.context.planner.read(lambda reader: reader.rows(
        "SELECT id FROM activity WHERE title = 'Learn to read notes'"))))[0]  # fmt: skip
    assert two.reveal("activity", card)
    assert two.roadmaps.value() == ""
    assert two.view.current_card() == card


def test_changes_of_a_roadmap_that_is_not_shown_leave_the_board_alone(two: BoardPage) -> None:
    two._roadmap_chosen(two.content.roadmaps.names[0].uid)
    before = [(section.key, list(section.ids)) for section in two.model.sections]
    two.context.run(AddActivity("Practise", step_id=StepId(8)))
    assert [(section.key, list(section.ids)) for section in two.model.sections] == before
    two.context.run(ArchiveRoadmap(RoadmapId(1)))
    assert lanes(two) == ["Scales", "Bach"]
    assert two.roadmaps.isHidden()


def test_the_dialog_adds_renames_moves_and_archives(two: BoardPage, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Third", "Guitar"])
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (next(answers), True))
    two.manage_roadmaps()
    dialog = two.findChild(RoadmapsDialog)
    assert isinstance(dialog, RoadmapsDialog)
    dialog.new.click()
    assert line(dialog) == ("Third", "0 steps, 0 activities")
    dialog.rename.click()
    dialog.up.click()
    assert [row.name for row in two.context.planner.read(roadmap_names)][1:] == ["Guitar", "Piano"]
    assert dialog.list.currentRow() == 1
    dialog.archive.click()
    assert [row.name for row in two.context.planner.read(roadmap_names)][1:] == ["Piano"]
    assert line(dialog) == ("Guitar", "archived, 0 steps, 0 activities")
    assert dialog.archive.text() == "Unarchive"
    dialog.archive.click()
    assert len(two.context.planner.read(roadmap_names)) == 3
    for _ in range(5):
        two.context.planner.undo()
    assert [row.name for row in two.context.planner.read(roadmap_names)][1:] == ["Piano"]
    dialog.accept()


@pytest.mark.parametrize("choice", ["inbox", "other", "gone"])
def test_removing_a_step_asks_what_becomes_of_its_activities(two: BoardPage, choice: str) -> None:
    scales = StepId(8)
    two.menus.remove_step(scales)
    dialog = two.view.findChild(RemoveStepDialog)
    assert isinstance(dialog, RemoveStepDialog)
    getattr(dialog, choice).setChecked(True)
    dialog.steps.set_value(9)
    dialog.accept()
    assert [row.step_id for row in two.content.steps][-1] == 9
    bach, inbox = two.content.lane(9), two.content.lane(None)
    assert bach is not None
    assert inbox is not None
    assert (inbox.open, bach.open, len(two.context.planner.read(trashed))) == {
        "inbox": (1, 0, 0), "other": (0, 1, 0), "gone": (0, 0, 1),
    }[choice]  # fmt: skip
    two.context.planner.undo()
    assert "Scales" in lanes(two)


def test_an_empty_step_goes_without_a_question(two: BoardPage) -> None:
    two.menus.remove_step(StepId(9))
    assert two.view.findChild(RemoveStepDialog) is None
    assert "Bach" not in lanes(two)


def test_going_from_head_to_head_does_not_scroll_the_cards_away(two: BoardPage) -> None:
    two.arrange(STEPS)
    two.resize(900, 600)
    settle()
    two.view.verticalScrollBar().setValue(100)
    heads = [s for s in two.model.sections if s.part is Part.LANE]
    two.view.choose(two.model.index(heads[0].first))
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left):
        QTest.keyClick(two.view, key)
        assert two.view.verticalScrollBar().value() == 100


def test_a_long_name_takes_two_lines_in_the_head_of_its_column(two: BoardPage) -> None:
    two.arrange(STEPS)
    view, delegate = two.view, two.view.delegate
    heads = {s.lane.row.name: s for s in two.model.sections if s.part is Part.LANE}
    long = heads["Product-management expertise"]
    assert delegate.name_lines(long.lane.row, long.width) == ("Product-management", "expertise")
    assert {head.height for head in heads.values()} == {84}
    two._roadmap_chosen(two.content.roadmaps.names[1].uid)
    assert {s.height for s in two.model.sections if s.part is Part.LANE} == {66}, "none of the others needs it"
    assert view.layout_of_board.pinned_height == 66


def ink_right_of_names(widget: QWidget) -> bool:
    """Whether anything stands in the uppermost row between where names of steps end and their progress begins."""
    image = widget.grab(QRect(256, 6, 100, 22)).toImage()
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}) > 1


@pytest.mark.parametrize("arrangement", [LANES, OUTLINE])
def test_the_step_at_the_top_says_which_roadmap_it_is_of(two: BoardPage, arrangement: str) -> None:
    two.arrange(arrangement)
    two.resize(1080, 500)
    settle()
    shown_by: PlacedView | OutlineView = two.view if arrangement == LANES else two.arrangements.outline.view
    shown_by.verticalScrollBar().setValue(160)
    settle()
    assert ink_right_of_names(shown_by.viewport())
    assert two.model.roadmap_of(next(s for s in two.model.sections if s.lane.row.name == "Bach")) == "Piano"
    two._roadmap_chosen(two.content.roadmaps.names[0].uid)
    shown_by.verticalScrollBar().setValue(160)
    settle()
    assert not ink_right_of_names(shown_by.viewport()), "of one roadmap there is nothing to tell"
