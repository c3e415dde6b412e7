"""Short ways for tests to look at the Goals page and to use it."""


from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from planner.services.queries.goals import GoalRow, goals
from planner.ui.goals.add_goal import AddGoalDialog
from planner.ui.goals.goal_date import GoalDateDialog
from planner.ui.goals.list_model import Goal, Heading, More
from planner.ui.goals.list_view import GoalList
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_columns import Column
from planner.ui.goals.table_model import Group
from planner.ui.goals.table_view import GoalTable

HOSTILE = "<b>Bold</b> & “quoted” \u202eright-to-left 🎓 " + "x" * 300


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


def table_lines(page: GoalsPage) -> list[str]:
    """The lines of the table: headings of groups with their number, goals by title."""
    found = []
    for row in range(page.table.rows.rowCount()):
        line = page.table.rows.line(row)
        if isinstance(line, Group):
            found.append(f"# {line.name} {line.number} {'open' if line.opened else 'folded'}")
        elif line is not None:
            found.append(line.row.title)
    return found


def choose(view: GoalList | GoalTable, *titles: str) -> None:
    """Select goals by their titles; the last one has the focus."""
    rows = [row for row in range(view.model().rowCount()) if (goal := view.goal_at(row)) and goal.row.title in titles]
    last = next(row for row in rows if (goal := view.goal_at(row)) and goal.row.title == titles[-1])
    view.setCurrentIndex(view.model().index(last, 0))
    view.select_ids({goal.row.id for row in rows if (goal := view.goal_at(row))})


def selected(view: GoalList | GoalTable) -> list[str]:
    return [row.title for row in view.selected_goals()]


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


def dialog_of(page: GoalsPage) -> GoalDateDialog:
    found = page.findChild(GoalDateDialog)
    assert found is not None
    return found


def add_dialog(page: GoalsPage) -> AddGoalDialog:
    found = page.findChild(AddGoalDialog)
    assert found is not None
    return found
