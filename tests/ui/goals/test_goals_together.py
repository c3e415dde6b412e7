"""Several goals selected: by keys and mouse, in both views, and what is done to all of them as one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner.domain.words import DeadlineKind
from planner.services.actions.roadmaps import AddStep
from planner.services.planner import Planner
from planner.services.queries.activity import step_choices
from planner.ui.goals.dates_dialog import DatesDialog
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_columns import Column
from planner.ui.goals.tags_dialog import TagsDialog
from planner.ui.widgets.button import Button
from tests.ui.goals.looking import choose, entry, menu_of, named, press, selected, to_table

Key, Modifier, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
AWS, IAPP, PMP, SCRUM = (
    "AWS Certified AI Practitioner",
    "AI Governance Professional",
    "Project Management Professional",
    "Certified Scrum Product Owner",
)
ML = "Machine Learning Specialization"


@pytest.fixture(params=["sections", "table"])
def either(request: pytest.FixtureRequest, page: GoalsPage) -> GoalsPage:
    if request.param == "table":
        to_table(page)
    return page


def states(page: GoalsPage, *titles: str) -> list[str]:
    return [named(page, title).state for title in titles]


def open_menu(page: GoalsPage, title: str) -> QMenu:
    """The context menu at a goal."""
    view = page.view()
    row = next(row for row in range(view.model().rowCount()) if (goal := view.goal_at(row)) and goal.row.title == title)
    where = view.visualRect(view.model().index(row, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view.viewport().mapToGlobal(where))
    QApplication.sendEvent(view.viewport(), event)
    return menu_of(page)


def test_keys_select_several_and_the_line_says_how_many(qtbot: QtBot, either: GoalsPage) -> None:
    view = either.view()
    choose(view, AWS)
    qtbot.keyClick(view, Key.Key_Down, Modifier.ShiftModifier)
    line = either.keys.line
    assert line is not None
    assert line.isVisibleTo(either)
    assert line.count.text() == "2 selected"
    press(either, "Select all")
    everything = len(selected(view))
    assert line.count.text() == f"{everything} selected"
    qtbot.keyClick(view, Key.Key_Space)
    assert len(selected(view)) == everything - 1
    qtbot.keyClick(view, Key.Key_Escape)
    assert len(selected(view)) == 1
    assert line.isHidden()


def test_the_mouse_selects_a_run_and_single_ones(qtbot: QtBot, either: GoalsPage) -> None:
    view = either.view()
    rows = [row for row in range(view.model().rowCount()) if view.goal_at(row)]

    def click(row: int, held: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        qtbot.mouseClick(view.viewport(), Left, held, view.visualRect(view.model().index(row, 0)).center())

    click(rows[0])
    click(rows[3], Modifier.ShiftModifier)
    assert len(selected(view)) == 4
    click(rows[1], Modifier.ControlModifier)
    assert len(selected(view)) == 3
    click(rows[2])
    assert len(selected(view)) == 1


def test_the_line_has_a_button_for_each_command(either: GoalsPage) -> None:
    choose(either.view(), AWS, IAPP)
    line = either.keys.line
    assert line is not None
    assert [button.accessibleName() for button in line.findChildren(Button)] == [
        "State", "Date", "This week", "Tags", "Step", "Delete", "Unselect all but one",
    ]  # fmt: skip
    line.back.click()
    assert selected(either.view()) == [IAPP]


def test_one_state_for_all_is_one_step(either: GoalsPage, library: Planner) -> None:
    choose(either.view(), AWS, IAPP)
    told = QSignalSpy(either.context.toast_requested)
    press(either, "Set the state")
    menu = menu_of(either)
    assert [action.text() for action in menu.actions() if action.isChecked()] == []
    entry(menu, "Passed").trigger()
    menu.close()
    assert states(either, AWS, IAPP) == ["passed", "passed"]
    assert told.at(0) == ["2 goals are marked as passed", True]
    assert set(selected(either.view())) == {AWS, IAPP}, "they stay selected where they are now"
    library.undo()
    assert states(either, AWS, IAPP) == ["booked", "preparing"]


def test_kinds_that_differ_share_few_states(either: GoalsPage) -> None:
    choose(either.view(), AWS, ML)
    press(either, "Set the state")
    menu = menu_of(either)
    assert [action.text() for action in menu.actions()] == ["Considering", "Dropped"]
    entry(menu, "Considering").trigger()
    menu.close()
    assert states(either, AWS, ML) == ["considering", "considering"]


def test_the_context_menu_is_about_the_selection(either: GoalsPage, library: Planner) -> None:
    choose(either.view(), AWS, IAPP)
    menu = open_menu(either, AWS)
    assert [action.text() for action in menu.actions()] == [
        "State", "Date…", "This week", "Tags…", "Move to step", "", "Delete 2 goals",
    ]  # fmt: skip
    entry(menu, "This week").trigger()
    menu.close()
    assert [named(either, title).picked_week for title in (AWS, IAPP)] == ["2026-11-23"] * 2
    menu = open_menu(either, IAPP)
    assert entry(menu, "This week").isChecked()
    entry(menu, "This week").trigger()
    menu.close()
    assert [named(either, title).picked_week for title in (AWS, IAPP)] == [None, None]
    library.undo()
    assert named(either, AWS).picked_week == "2026-11-23"
    menu = open_menu(either, PMP)
    assert menu.actions()[0].text() == "Open"
    assert selected(either.view()) == [PMP]
    menu.close()


def test_all_of_them_are_deleted_and_come_back(either: GoalsPage, library: Planner) -> None:
    choose(either.view(), PMP, SCRUM)
    told = QSignalSpy(either.context.toast_requested)
    press(either, "Delete the goal")
    assert told.at(0) == ["2 goals are in the trash", True]
    assert len(selected(either.view())) == 1
    library.undo()
    assert states(either, PMP, SCRUM) == ["passed", "passed"]


def dates_dialog(page: GoalsPage) -> DatesDialog:
    press(page, "Set the date")
    return next(found for found in page.window().findChildren(DatesDialog) if found.isVisible())


def test_one_date_for_all_asks_which_where_they_differ(either: GoalsPage, library: Planner) -> None:
    choose(either.view(), AWS, IAPP, PMP)
    dialog = dates_dialog(either)
    assert dialog.windowTitle() == "Dates of 3 goals"
    assert dialog.chosen is DeadlineKind.EXAM
    assert dialog.day.accessibleName() == "Exam on"
    dialog.accept_button.click()
    assert dialog.problem.text().startswith("Give a date")
    dialog.day.setText("2027-01-15")
    dialog.time.setText("9:30")
    dialog.accept_button.click()
    exams = [named(either, title).exam for title in (AWS, IAPP)]
    assert [(exam.day.isoformat(), exam.time) for exam in exams if exam] == [("2027-01-15", "09:30")] * 2
    assert named(either, PMP).exam is None
    library.undo()
    assert named(either, IAPP).exam is None
    dialog = dates_dialog(either)
    dialog.kind.set_value(DeadlineKind.RENEWAL.value)
    dialog.kind.chosen.emit(DeadlineKind.RENEWAL.value)
    assert dialog.day.accessibleName() == "Expires on"
    assert not dialog.form.isRowVisible(dialog.time)
    dialog.remove.click()
    assert named(either, PMP).expires is None
    assert named(either, AWS).exam is not None


def test_due_dates_of_courses_have_no_time(page: GoalsPage) -> None:
    to_table(page)
    choose(page.table, ML, "Idea two")
    dialog = dates_dialog(page)
    assert dialog.kind.isHidden()
    assert dialog.remove.isHidden()
    dialog.day.setText("2027-02-01")
    dialog.accept_button.click()
    dues = [named(page, title).due for title in (ML, "Idea two")]
    assert [due.day.isoformat() for due in dues if due] == ["2027-02-01"] * 2


def tags_dialog(page: GoalsPage) -> TagsDialog:
    press(page, "Set the tags")
    return next(found for found in page.window().findChildren(TagsDialog) if found.isVisible())


def test_tags_are_given_to_all_and_taken_away(qtbot: QtBot, either: GoalsPage, library: Planner) -> None:
    choose(either.view(), AWS, IAPP)
    dialog = tags_dialog(either)
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClicks(dialog.tags.field, "evenings, free")
    qtbot.keyClick(dialog.tags.field, Key.Key_Return)
    dialog.accept_button.click()
    assert [named(either, title).tags for title in (AWS, IAPP)] == [("evenings", "free")] * 2
    choose(either.view(), AWS)
    dialog = tags_dialog(either)
    dialog.tags.chips[0].click()
    dialog.accept_button.click()
    assert [named(either, title).tags for title in (AWS, IAPP)] == [("free",), ("evenings", "free")]
    library.undo()
    library.undo()
    assert named(either, IAPP).tags == ()


def test_all_of_them_move_to_a_step(either: GoalsPage, library: Planner) -> None:
    library.run(AddStep(None, "Ground & sky"))
    step = library.read(step_choices)[0]
    choose(either.view(), AWS, IAPP)
    press(either, "Move the goal to a step")
    menu = menu_of(either)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Inbox"]
    entry(menu, "Ground && sky").trigger()
    menu.close()
    assert [(named(either, title).step, named(either, title).step_id) for title in (AWS, IAPP)] == [
        ("Ground & sky", step.id)
    ] * 2
    library.undo()
    assert named(either, AWS).step_id is None


def test_a_click_on_a_state_with_a_key_held_only_selects(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    choose(page.table, AWS)
    row = page.table.rows.row_of(named(page, IAPP).id)
    where = page.table.visualRect(page.table.rows.index(row, Column.STATE)).center()
    qtbot.mouseClick(page.table.viewport(), Left, Modifier.ControlModifier, where)
    assert QApplication.activePopupWidget() is None
    assert selected(page.table) == [IAPP, AWS]


def test_what_a_filter_hides_is_not_acted_upon(either: GoalsPage) -> None:
    choose(either.view(), AWS, IAPP)
    either.set_filter("iapp")
    assert selected(either.view()) == [IAPP]
    assert either.keys.line is not None
    assert either.keys.line.isHidden()
    either.set_filter("zebra")
    assert either.keys.line.isHidden()
