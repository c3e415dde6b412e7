"""The Goals page: sections and table, folds, filter, states and dates, adding, deleting, and what is remembered."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.parts import LogTime
from planner.services.goal_facts import Section
from planner.services.planner import Planner
from planner.services.queries.goals import GoalRow, goals
from planner.ui.goals.add_goal import AddGoalDialog
from planner.ui.goals.goal_date import GoalDateDialog
from planner.ui.goals.list_model import Goal, Heading, More
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_model import Column
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme

HOSTILE = "<b>Bold</b> & “quoted” \u202eright-to-left 🎓 " + "x" * 300


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Planner]:
    """Goals in many states, as seen on 23 November 2026."""
    monkeypatch.setenv("PLANNER_NOW", datetime(2026, 11, 23, 9, tzinfo=UTC).isoformat())
    planner = libraries.new_plan(tmp_path / "goals.db", None)

    def add(title: str, kind: str = "certification", state: str = "", **fields: object) -> ActivityId:
        goal_id = ActivityId(
            planner.run(AddGoal(title, kind, **fields)).added("activity")[0]  # type: ignore[arg-type]
        )
        if state:
            planner.run(SetState(goal_id, state))
        return goal_id

    aws = add("AWS Certified AI Practitioner", provider="Amazon Web Services", estimate_minutes=1500)
    planner.run(SetState(aws, "booked"))
    planner.run(PutDeadline(aws, "exam", wall="2026-12-09T09:30:00", zone="UTC"))
    planner.run(LogTime(aws, 720))
    add("AI Governance Professional", state="preparing", provider="IAPP")
    add("Project Management Professional", provider="PMI", held=True, expires_on="2027-06-30")
    add("Certified Scrum Product Owner", provider="Scrum Alliance", held=True, expires_on="2027-02-14")
    ml = add("Machine Learning Specialization", "course", "in_progress", provider="DeepLearning.AI")
    planner.run(EditDetail(ml, (("units_total", 12), ("units_done", 6))))
    add(HOSTILE, "course", "enrolled", provider="<i>")
    add("Idea one", provider="Google")
    add("Idea two", "course")
    add("Dropped one", state="dropped")
    yield planner
    planner.close()


@pytest.fixture
def page(qtbot: QtBot, library: Planner, theme: Theme) -> Iterator[GoalsPage]:
    context = PageContext(library, theme, SettingsFile())
    made = GoalsPage(context)
    qtbot.addWidget(made)
    library.subscribe(made.apply_change)
    made.resize(1000, 740)
    made.reload()
    made.show()
    yield made
    context.deleteLater()


def named(page: GoalsPage, title: str) -> GoalRow:
    return next(row for row in page.context.planner.read(goals, page.context.planner.today(), "UTC")
                if row.title == title)  # fmt: skip


def lines(page: GoalsPage) -> list[str]:
    """The lines as text: headings with their number, goals by title."""
    model = page.list.lines
    found = []
    for row in range(model.rowCount()):
        line = model.line(row)
        if isinstance(line, Goal):
            found.append(line.row.title)
        elif isinstance(line, Heading):
            found.append(f"# {line.section.value} {line.number} {'open' if line.opened else 'folded'}")
        else:
            assert isinstance(line, More)
            found.append(f"+ {line.number}")
    return found


def column(page: GoalsPage, which: Column) -> list[str]:
    rows = page.table.rows
    return [str(rows.index(row, which).data()) for row in range(rows.rowCount())]


def to_table(page: GoalsPage) -> None:
    page.switch.set_value("table")
    page.switch.chosen.emit("table")


def press(page: GoalsPage, text: str) -> None:
    next(action for action in page.actions() if action.text().startswith(text)).trigger()


def menu_of(page: GoalsPage) -> QMenu:
    """The menu that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def test_goals_stand_in_their_sections(page: GoalsPage) -> None:
    assert lines(page) == [
        "# preparing 2 open", "AWS Certified AI Practitioner", "AI Governance Professional",
        "# held 2 open", "Certified Scrum Product Owner", "Project Management Professional",
        "# courses 2 open", "Machine Learning Specialization", " ".join(HOSTILE.replace("\u202e", " ").split()),
        "# ideas 2 folded",
    ]  # fmt: skip
    assert not page.invitation.isVisibleTo(page)


def test_rows_are_read_aloud(page: GoalsPage) -> None:
    model: QAbstractItemModel = page.list.lines
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    texts = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert texts[0] == "Preparing, 2, open"
    assert texts[1] == "AWS Certified AI Practitioner, booked, exam in 16 days"
    assert texts[-1] == "Ideas, 2, folded"
    assert (
        model.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        == "Amazon Web Services, booked, 9 Dec 09:30, 13 h left, 12 of 25 h prepared"
    )
    assert page.list.accessibleName()
    assert page.table.accessibleName()


def test_keys_move_fold_and_open(qtbot: QtBot, page: GoalsPage) -> None:
    page.focus_content()
    opened = QSignalSpy(page.context.activity_opened)
    assert page.list.current_goal() == named(page, "AWS Certified AI Practitioner")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.at(0) == [named(page, "AI Governance Professional").id]
    qtbot.keyClick(page.list, Qt.Key.Key_Left)
    assert lines(page)[:2] == ["# preparing 2 folded", "# held 2 open"]
    assert page.list.currentIndex().row() == 0
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert lines(page)[0] == "# preparing 2 open"
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert page.list.current_goal() == named(page, "AWS Certified AI Practitioner")
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert lines(page)[-3:] == ["# ideas 2 open", "Idea one", "Idea two"]


def test_a_click_folds_and_a_double_click_opens(qtbot: QtBot, page: GoalsPage) -> None:
    opened = QSignalSpy(page.context.activity_opened)
    viewport, ideas = page.list.viewport(), page.list.lines.index(9)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=page.list.visualRect(ideas).center())
    assert lines(page)[-1] == "Idea two"
    where = page.list.visualRect(page.list.lines.index(1)).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert opened.count() == 0
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert opened.at(0) == [named(page, "AWS Certified AI Practitioner").id]


def test_the_context_menu_offers_every_state_of_the_kind(page: GoalsPage, library: Planner) -> None:
    where = page.list.visualRect(page.list.lines.index(2)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, page.list.viewport().mapToGlobal(where))
    QApplication.sendEvent(page.list.viewport(), event)
    menu = menu_of(page)
    assert [action.text() for action in menu.actions()] == [
        "Open", "State", "Exam date…", "This week", "", "Delete",
    ]  # fmt: skip
    states = entry(menu, "State").menu()
    assert isinstance(states, QMenu)
    assert [action.text() for action in states.actions()] == [
        "Considering", "Preparing", "Booked", "Passed", "Expired", "Retired", "Dropped",
    ]  # fmt: skip
    assert [action.text() for action in states.actions() if action.isChecked()] == ["Preparing"]
    told = QSignalSpy(page.context.toast_requested)
    entry(states, "Passed").trigger()
    menu.close()
    assert named(page, "AI Governance Professional").state == "passed"
    assert told.at(0) == ["Mark “AI Governance Professional” as passed", True]
    current = page.list.current_goal()
    assert current is not None
    assert current.title == "AI Governance Professional"  # the focus went along into Held
    library.undo()
    assert named(page, "AI Governance Professional").state == "preparing"


def test_a_goal_is_picked_and_deleted_by_key(page: GoalsPage, library: Planner) -> None:
    page.focus_content()
    press(page, "Put the goal into this week")
    assert named(page, "AWS Certified AI Practitioner").picked_week == "2026-11-23"
    press(page, "Put the goal into this week")
    assert named(page, "AWS Certified AI Practitioner").picked_week is None
    press(page, "Delete the goal")
    assert "AWS Certified AI Practitioner" not in lines(page)
    assert page.list.current_goal() is not None
    library.undo()
    assert "AWS Certified AI Practitioner" in lines(page)


def dialog_of(page: GoalsPage) -> GoalDateDialog:
    found = page.findChild(GoalDateDialog)
    assert found is not None
    return found


def test_the_exam_is_moved_with_its_time_and_removed(page: GoalsPage) -> None:
    page.focus_content()
    press(page, "Set the date")
    dialog = dialog_of(page)
    assert (dialog.day.text(), dialog.time.text()) == ("Wed 9 Dec", "09:30")
    dialog.time.setText("25 o'clock")
    dialog.accept_button.click()
    assert dialog.problem.text() == "“25 o'clock” is not a time. Type one such as 09:30."
    dialog.day.setText("2026-12-16")
    dialog.time.setText("8.15")
    dialog.accept_button.click()
    exam = named(page, "AWS Certified AI Practitioner").exam
    assert exam is not None
    assert (exam.day.isoformat(), exam.time) == ("2026-12-16", "08:15")
    dialog.deleteLater()
    QApplication.processEvents()
    page.commands.set_date(named(page, "AWS Certified AI Practitioner"))
    again = [found for found in page.findChildren(GoalDateDialog) if found.isVisible()][-1]
    again._remove()
    assert named(page, "AWS Certified AI Practitioner").exam is None


@pytest.mark.parametrize(
    ("title", "label", "field"),
    [
        ("Idea one", "Exam on", "exam"),
        ("Project Management Professional", "Expires on", "expires"),
        ("Machine Learning Specialization", "Due on", "due"),
    ],
)
def test_each_goal_has_the_date_that_decides_about_it(page: GoalsPage, title: str, label: str, field: str) -> None:
    page.commands.set_date(named(page, title))
    dialog = dialog_of(page)
    assert dialog.day.accessibleName() == label
    dialog.day.setText("never ever")
    dialog.accept_button.click()
    assert "is not a date" in dialog.problem.text()
    dialog.day.setText("2027-08-01")
    dialog.accept_button.click()
    moment = getattr(named(page, title), field)
    assert moment.day.isoformat() == "2027-08-01"


def test_the_table_sorts_by_every_column_with_gaps_last(page: GoalsPage) -> None:
    to_table(page)
    model: QAbstractItemModel = page.table.rows
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 9
    assert column(page, Column.NAME)[1:4] == [
        "AI Governance Professional", "AWS Certified AI Practitioner", "Certified Scrum Product Owner",
    ]  # fmt: skip
    for which in Column:
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            page.table.sort_by(which, order)
            texts = column(page, which)
            filled = [text for text in texts if text]
            assert texts[: len(filled)] == filled
    page.table.sort_by(Column.EXPIRY, Qt.SortOrder.AscendingOrder)
    assert column(page, Column.EXPIRY)[:3] == ["14 Feb 2027", "30 Jun 2027", ""]
    page.table.sort_by(Column.EXPIRY, Qt.SortOrder.DescendingOrder)
    assert column(page, Column.EXPIRY)[:3] == ["30 Jun 2027", "14 Feb 2027", ""]


def test_a_click_on_a_heading_sorts_and_keeps_the_goal(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    goal_id = named(page, "Idea one").id
    assert page.table.choose_goal(goal_id)
    header = page.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(Column.STATE) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.table.rows.sorted_by == Column.STATE
    assert column(page, Column.STATE)[0] == "considering"
    current = page.table.current_goal()
    assert current is not None
    assert current.id == goal_id
    press(page, "Sort by the column")
    assert page.table.rows.sorted_by == Column.NAME


def test_cells_say_why_a_date_is_red(page: GoalsPage) -> None:
    to_table(page)
    row = page.table.rows.row_of(named(page, "Certified Scrum Product Owner").id)
    index = page.table.rows.index(row, Column.EXPIRY)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Expires: 14 Feb 2027, in 12 weeks"
    row = page.table.rows.row_of(named(page, "AWS Certified AI Practitioner").id)
    cells = [page.table.rows.index(row, which).data() for which in Column]
    assert cells == [
        "AWS Certified AI Practitioner", "Certification", "booked", "Amazon Web Services", "12 of 25 h",
        "9 Dec 2026", "", "",
    ]  # fmt: skip


def test_a_click_on_a_state_offers_the_others(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    row = page.table.rows.row_of(named(page, "Idea two").id)
    place = page.table.visualRect(page.table.rows.index(row, Column.STATE))
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    menu = menu_of(page)
    entry(menu, "Enrolled").trigger()
    menu.close()
    assert named(page, "Idea two").state == "enrolled"
    current = page.table.current_goal()
    assert current is not None
    assert current.title == "Idea two"


def test_the_table_opens_by_return_and_double_click(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    opened = QSignalSpy(page.context.activity_opened)
    page.focus_content()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    where = page.table.visualRect(page.table.rows.index(2, 0)).center()
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.count() == 2


def test_the_filter_opens_what_is_folded_and_says_when_nothing_matches(page: GoalsPage) -> None:
    page.set_filter("google")
    assert lines(page) == ["# ideas 1 open", "Idea one"]
    page.set_filter("booked aws")
    assert lines(page) == ["# preparing 1 open", "AWS Certified AI Practitioner"]
    page.set_filter("zebra")
    assert page.stack.currentWidget() is page.none_found
    assert "“zebra”" in page.none_found.accessibleName()
    page.set_filter("dropped one")
    assert "The table shows them" in page.none_found.accessibleName()
    to_table(page)
    assert column(page, Column.NAME) == ["Dropped one"]
    page.set_filter("")
    assert len(column(page, Column.NAME)) == 9


def test_what_is_tagged_is_found(page: GoalsPage, library: Planner) -> None:
    library.run(AddActivity("Tagged", kind="course", tags=("evenings",)))
    page.set_filter("EVENING")
    assert lines(page) == ["# ideas 1 open", "Tagged"]


def test_view_folds_and_order_are_remembered(page: GoalsPage) -> None:
    page._toggle("held")
    to_table(page)
    page.table.sort_by(Column.EXAM, Qt.SortOrder.DescendingOrder)
    state = page.save_state()
    assert state == {"view": "table", "folds": {"held": True}, "sort": ["exam", "down"]}
    other = GoalsPage(page.context, page)
    other.restore_state(state)
    assert other.save_state() == state
    for broken in ({}, {"view": 3, "folds": [1], "sort": "name"}, {"folds": {"x": 1}, "sort": ["zebra", 4]}):
        fresh = GoalsPage(page.context, page)
        fresh.restore_state(broken)
        assert fresh.save_state() == {"view": "sections", "folds": {}, "sort": ["name", "up"]}


def test_a_step_of_a_goal_is_revealed(page: GoalsPage, library: Planner) -> None:
    idea = named(page, "Idea one")
    assert page.reveal("activity", idea.id)
    assert page.list.current_goal() == idea
    page.list._flash.stop()
    exam = named(page, "AWS Certified AI Practitioner").exam
    assert exam is not None
    assert page.reveal("deadline", exam.deadline_id)
    assert page.list.current_goal() == named(page, "AWS Certified AI Practitioner")
    assert page.reveal("activity", named(page, "Dropped one").id)
    assert page.switch.value() == "table"
    assert not page.reveal("activity", 9999)
    assert not page.reveal("skill", 1)
    for view in (page.list, page.table):
        view._flash.stop()


def test_only_the_last_completed_courses_are_shown_at_first(qtbot: QtBot, page: GoalsPage, library: Planner) -> None:
    for number in range(9):
        library.run(AddGoal(f"Done {number}", "course", held=True, issued_on=f"2025-0{number + 1}-01"))
    assert lines(page)[6:15] == [
        "# courses 11 open", "Machine Learning Specialization", lines(page)[8],
        "Done 8", "Done 7", "Done 6", "Done 5", "Done 4", "+ 4",
    ]  # fmt: skip
    page.list.choose(("more", Section.COURSES.value))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert "Done 0" in lines(page)


def add_dialog(page: GoalsPage) -> AddGoalDialog:
    found = page.findChild(AddGoalDialog)
    assert found is not None
    return found


def test_a_wanted_goal_is_added_and_shown(page: GoalsPage, library: Planner) -> None:
    page.add()
    dialog = add_dialog(page)
    dialog.accept_button.click()
    assert dialog.problem.text() == "Type the name of the certification."
    dialog.name.setText("New one")
    dialog.provider.setText("Issuer")
    dialog.hours.setText("many")
    dialog.accept_button.click()
    assert "“many” is not a number of hours" in dialog.problem.text()
    dialog.hours.setText("1.5 h")
    dialog.address.setText("example.org/new")
    dialog.accept_button.click()
    row = named(page, "New one")
    assert (row.state, row.provider, row.estimate, row.url) == (
        "considering", "Issuer", 90, "https://example.org/new",
    )  # fmt: skip
    assert page.list.current_goal() == row  # Ideas was unfolded for it
    page.list._flash.stop()
    library.undo()
    assert "New one" not in lines(page)


def test_a_held_goal_needs_its_expiry_or_none(page: GoalsPage, library: Planner) -> None:
    page.commands.add(held=True)
    dialog = add_dialog(page)
    dialog.name.setText("Held one")
    dialog.issued.setText("2024-05-01")
    dialog.accept_button.click()
    assert dialog.problem.text() == "Give the day on which it expires, or tick “It does not expire”."
    dialog.expires.setText("2024-04-01")
    dialog.accept_button.click()
    assert dialog.problem.text() == "It cannot expire before it was issued. Correct one of the dates."
    dialog.expires.setText("2027-05-01")
    dialog.accept_button.click()
    row = named(page, "Held one")
    assert row.expires is not None
    assert (row.state, row.issued_on, row.expires.day.isoformat()) == ("passed", "2024-05-01", "2027-05-01")
    page.list._flash.stop()
    library.undo()
    assert "Held one" not in lines(page)


def test_the_dialog_asks_only_for_what_the_goal_has(page: GoalsPage) -> None:
    page.add()
    dialog = add_dialog(page)

    def shown() -> list[str]:
        fields = (dialog.hours, dialog.exam, dialog.issued, dialog.expires, dialog.never)
        return [field.accessibleName() or field.text() for field in fields if field.isVisibleTo(dialog)]

    assert shown() == ["Hours that it takes", "Exam on"]
    dialog.having.set_value("hold")
    dialog.having.chosen.emit("hold")
    assert shown() == ["Issued on", "Expires on", "It does not expire"]
    dialog.kind.set_value("course")
    dialog.kind.chosen.emit("course")
    assert shown() == ["Finished on"]
    assert dialog.provider.accessibleName() == "Provider"
    dialog.name.setText("A course")
    dialog.issued.setText("2099-01-01")
    dialog.accept_button.click()
    assert "lies in the future" in dialog.problem.text()
    dialog.issued.setText("")
    dialog.accept_button.click()
    row = named(page, "A course")
    assert (row.state, row.completed_on) == ("completed", None)
    page.list._flash.stop()


def test_an_empty_plan_offers_both_ways(qtbot: QtBot, empty_library: Planner, theme: Theme) -> None:
    context = PageContext(empty_library, theme, SettingsFile())
    page = GoalsPage(context)
    qtbot.addWidget(page)
    empty_library.subscribe(page.apply_change)
    page.reload()
    page.show()
    assert page.stack.currentWidget() is page.empty
    assert [button.text() for button in page.empty.buttons] == ["I hold one", "I want one"]
    page.empty.buttons[0].click()
    dialog = add_dialog(page)
    assert dialog.is_held
    dialog.reject()
    empty_library.run(AddGoal("First", "course"))
    assert page.invitation.isVisibleTo(page)
    assert lines(page) == ["# ideas 1 open", "First"]
    context.deleteLater()


def test_every_command_is_listed_with_its_key(page: GoalsPage) -> None:
    keys = {action.shortcut().toString() for action in page.actions()}
    assert keys == {"Return", "S", "D", "W", "Del", "T", "O"}
    assert all(action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut for action in page.actions())
    press(page, "Show goals as a table")
    assert page.switch.value() == "table"
    press(page, "Show goals as a table")
    assert page.switch.value() == "sections"


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(900, 600), (1720, 1000), (500, 400)])
def test_it_paints_in_both_themes_at_every_size(
    page: GoalsPage, theme: Theme, mode: str, size: tuple[int, int]
) -> None:
    theme.set_mode(mode)
    page.resize(*size)
    page._toggle("ideas")
    page.focus_content()
    assert not page.grab().isNull()
    to_table(page)
    page.focus_content()
    assert not page.grab().isNull()
    widths = [page.table.columnWidth(which) for which in Column]
    assert min(widths) >= 40
    if size[0] >= 900:
        assert sum(widths) <= page.table.viewport().width()
