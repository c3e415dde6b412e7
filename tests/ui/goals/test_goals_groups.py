"""Groups and columns of the table: headings that fold, order inside groups, what is shown, moved and said."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.domain.goal_filter import Grouping
from planner.services.actions.activities import SetState
from planner.services.actions.tags import SetTags
from planner.services.planner import Planner
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_columns import AT_FIRST, Column
from planner.ui.goals.table_model import Group
from planner.ui.theme import Theme
from tests.ui.goals.looking import (
    HOSTILE,
    choose,
    column,
    entry,
    menu_of,
    named,
    press,
    selected,
    table_lines,
    to_table,
)

CLEAN = " ".join(HOSTILE.replace("\u202e", " ").split())
Key = Qt.Key


@pytest.fixture
def table(page: GoalsPage) -> GoalsPage:
    to_table(page)
    return page


def test_states_stand_as_one_goes_through_them(table: GoalsPage) -> None:
    QAbstractItemModelTester(table.table.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table.group_by(Grouping.STATE)
    assert table_lines(table) == [
        "# Considering 2 open", "Idea one", "Idea two",
        "# Enrolled 1 open", CLEAN,
        "# Preparing 1 open", "AI Governance Professional",
        "# In progress 1 open", "Machine Learning Specialization",
        "# Booked 1 open", "AWS Certified AI Practitioner",
        "# Passed 2 open", "Certified Scrum Product Owner", "Project Management Professional",
        "# Dropped 1 open", "Dropped one",
    ]  # fmt: skip
    table.group_by(Grouping.NONE)
    assert len(table_lines(table)) == 9


def test_issuers_stand_by_name_and_years_newest_first(table: GoalsPage) -> None:
    table.group_by(Grouping.ISSUER)
    headings = [line for line in table_lines(table) if line.startswith("# ")]
    assert headings == [
        "# <i> 1 open", "# Amazon Web Services 1 open", "# DeepLearning.AI 1 open", "# Google 1 open", "# IAPP 1 open",
        "# PMI 1 open", "# Scrum Alliance 1 open", "# No issuer 2 open",
    ]  # fmt: skip
    table.group_by(Grouping.YEAR)
    headings = [line for line in table_lines(table) if line.startswith("# ")]
    assert headings == ["# 2027 2 open", "# 2026 1 open", "# No year 6 open"]


def test_a_column_sorts_inside_the_groups(table: GoalsPage) -> None:
    table.group_by(Grouping.YEAR)
    scrum, project = "Certified Scrum Product Owner", "Project Management Professional"
    table.table.sort_by(Column.EXPIRY, Qt.SortOrder.AscendingOrder)
    assert table_lines(table)[:3] == ["# 2027 2 open", scrum, project]
    table.table.sort_by(Column.EXPIRY, Qt.SortOrder.DescendingOrder)
    assert table_lines(table)[:3] == ["# 2027 2 open", project, scrum]
    assert table_lines(table)[3] == "# 2026 1 open"


def test_headings_say_what_they_are_and_go_across_the_row(table: GoalsPage) -> None:
    table.group_by(Grouping.STATE)
    model: QAbstractItemModel = table.table.rows
    heading = model.index(5, 0)
    assert heading.data(Qt.ItemDataRole.AccessibleTextRole) == "Preparing, group, 1 goal, expanded"
    assert table.table.visualRect(heading).width() == sum(map(table.table.columnWidth, Column))
    assert not model.flags(heading) & Qt.ItemFlag.ItemIsSelectable
    table._toggle_group("preparing")
    assert model.index(5, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Preparing, group, 1 goal, folded"
    said = model.headerData(Column.NAME, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Name, sorted upwards"


def test_keys_fold_and_unfold(qtbot: QtBot, table: GoalsPage) -> None:
    table.group_by(Grouping.STATE)
    view = table.table
    assert view.choose_goal(named(table, "Idea two").id)
    qtbot.keyClick(view, Key.Key_Left)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Key.Key_Left)
    assert table_lines(table)[:2] == ["# Considering 2 folded", "# Enrolled 1 open"]
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Key.Key_Left)
    assert table_lines(table)[0] == "# Considering 2 folded"
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Right)
    assert view.current_goal() == named(table, "Idea one")
    qtbot.keyClick(view, Key.Key_Right)
    assert view.currentIndex().column() == Column.KIND
    qtbot.keyClick(view, Key.Key_Left)
    assert view.currentIndex().column() == Column.NAME
    qtbot.keyClick(view, Key.Key_Up)
    qtbot.keyClick(view, Key.Key_Space)
    assert table_lines(table)[0] == "# Considering 2 folded"
    press(table, "Open the goal")
    assert table_lines(table)[0] == "# Considering 2 open"


def test_a_click_on_a_heading_folds_it(qtbot: QtBot, table: GoalsPage) -> None:
    table.group_by(Grouping.STATE)
    view = table.table
    where = view.visualRect(view.rows.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table_lines(table)[0] == "# Considering 2 folded"
    assert selected(view) == []
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, where)
    assert table_lines(table)[0] == "# Considering 2 folded"
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert table_lines(table)[0] == "# Considering 2 open"


def test_a_filter_opens_the_groups_and_what_is_folded_then_is_folded_until_it_changes(table: GoalsPage) -> None:
    table.group_by(Grouping.STATE)
    table._toggle_group("considering")
    table.set_filter("idea")
    assert table_lines(table) == ["# Considering 2 open", "Idea one", "Idea two"]
    table._toggle_group("considering")
    assert table_lines(table) == ["# Considering 2 folded"]
    table.set_filter("idea one")
    assert table_lines(table) == ["# Considering 1 open", "Idea one"]
    table.set_filter("")
    assert table_lines(table)[0] == "# Considering 2 folded"


def test_focus_and_selection_go_along_into_another_group(table: GoalsPage, library: Planner) -> None:
    table.group_by(Grouping.STATE)
    choose(table.table, "Idea one", "Idea two")
    library.run(SetState(named(table, "Idea two").id, "enrolled"))
    current = table.table.current_goal()
    assert current is not None
    assert current.title == "Idea two"
    assert selected(table.table) == ["Idea one", "Idea two"]
    table.group_by(Grouping.YEAR)
    assert selected(table.table) == ["Idea one", "Idea two"]
    table.group_by(Grouping.STATE)
    table._toggle_group("enrolled")
    assert selected(table.table) == ["Idea one"], "what cannot be seen is not acted upon"


def test_a_goal_in_a_folded_group_is_revealed(table: GoalsPage) -> None:
    table.group_by(Grouping.STATE)
    table._toggle_group("considering")
    idea = named(table, "Idea one")
    assert table.reveal("activity", idea.id)
    assert table_lines(table)[0] == "# Considering 2 open"
    assert table.table.current_goal() == idea
    table.table._flash.stop()


def test_the_grouping_is_chosen_in_the_header_or_by_key(table: GoalsPage) -> None:
    assert not table.groups.isHidden()
    table.groups.setCurrentIndex(2)
    table.groups.activated.emit(2)
    assert table_lines(table)[0] == "# <i> 1 open"
    press(table, "Group the table")
    menu = menu_of(table)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Grouped by issuer"]
    entry(menu, "Grouped by year").trigger()
    menu.close()
    assert table_lines(table)[0] == "# 2027 2 open"
    assert table.groups.currentText() == "Grouped by year"
    press(table, "Show goals as a table")
    assert table.groups.isHidden()


# -- columns


def test_columns_are_chosen_moved_and_made_wider(qtbot: QtBot, table: GoalsPage, library: Planner) -> None:
    header = table.table.columns
    assert set(header.shown()) == AT_FIRST
    library.run(SetTags(named(table, "Idea one").id, ("evenings",)))
    menu = header.menu()
    assert [action.text() for action in menu.actions() if action.isCheckable()][-3:] == ["Credits", "Due", "Completed"]
    entry(menu, "Tags").trigger()
    entry(menu, "Units").trigger()
    menu.deleteLater()
    assert set(header.shown()) == (AT_FIRST | {Column.TAGS}) - {Column.UNITS}
    assert "#evenings" in column(table, Column.TAGS)
    header.setFocus()
    qtbot.keyClick(header, Key.Key_Right)
    qtbot.keyClick(header, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert header.shown()[:3] == [Column.NAME, Column.STATE, Column.KIND]
    width = header.sectionSize(Column.KIND)
    qtbot.keyClick(header, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert header.sectionSize(Column.KIND) == width + 16
    qtbot.keyClick(header, Key.Key_Return)
    assert table.table.rows.sorted_by == Column.KIND
    table.grab()


def test_a_state_is_set_where_its_column_is_hidden(table: GoalsPage) -> None:
    table.table.columns.set_shown(Column.STATE, shown=False)
    table.focus_content()
    press(table, "Set the state")
    menu = menu_of(table)
    assert len(menu.actions()) > 3
    menu.close()


def test_a_click_beside_the_rows_does_nothing(qtbot: QtBot, table: GoalsPage) -> None:
    table.group_by(Grouping.STATE)
    for key in ("considering", "enrolled", "preparing", "in_progress", "booked", "passed", "dropped"):
        table._toggle_group(key)
    port = table.table.viewport()
    qtbot.mouseClick(port, Qt.MouseButton.LeftButton, pos=QPoint(40, port.height() - 4))
    qtbot.mouseDClick(port, Qt.MouseButton.LeftButton, pos=QPoint(40, port.height() - 4))
    assert all(isinstance(table.table.rows.line(row), Group) for row in range(table.table.rows.rowCount()))


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_grouped_rows_are_painted_as_they_are_now(table: GoalsPage, theme: Theme, library: Planner, mode: str) -> None:
    theme.set_mode(mode)
    table.group_by(Grouping.STATE)

    def looks() -> QImage:
        QApplication.processEvents()
        return table.table.viewport().grab().toImage()

    before = [looks() for _ in range(2)][-1]
    library.run(SetTags(named(table, "Idea one").id, ("x",)))
    assert looks() == before, "no column shows tags"
    table._toggle_group("considering")
    assert looks() != before
    table._toggle_group("considering")
    choose(table.table, "Idea one", "Idea two")
    assert looks() != before
