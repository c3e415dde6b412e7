"""Hands of the tests of the gaps: what stands in the table and in its lists, and what is in the plan."""

from PySide6.QtCore import QPoint, Qt

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity
from planner.services.actions.parts import SetActivitySkill
from planner.services.gap_facts import Column
from planner.services.planner import Planner
from planner.services.queries.gaps import GapRow, gaps
from planner.storage.reader import Reader
from planner.ui.skills.gaps.closer_list import CloserList
from planner.ui.skills.gaps.view import GapsView
from planner.ui.skills.page import SkillsPage
from tests.ui.walk import settle

Spoken = Qt.ItemDataRole.AccessibleTextRole


def to_gaps(page: SkillsPage) -> GapsView:
    page._views.choose("gaps")
    settle()
    return page._views.gaps()


def expected(planner: Planner) -> tuple[GapRow, ...]:
    return planner.read(gaps, planner.today())


def named(planner: Planner, name: str) -> GapRow:
    return next(row for row in expected(planner) if row.skill.name == name)


def column(view: GapsView, which: Column) -> list[str]:
    rows = view.table.rows
    return [str(rows.index(row, which).data()) for row in range(rows.rowCount())]


def shown_gaps(view: GapsView) -> list[float]:
    return [row.skill.gap for number in range(view.table.rows.rowCount()) if (row := view.table.rows.gap(number))]


def titles(lines: CloserList) -> list[str]:
    return [str(lines.lines.index(row).data()) for row in range(lines.lines.rowCount())]


def ticked(lines: CloserList) -> list[str]:
    model = lines.lines
    return [
        str(model.index(row).data())
        for row in range(model.rowCount())
        if model.index(row).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    ]


def centre(lines: CloserList, row: int) -> QPoint:
    return lines.visualRect(lines.lines.index(row)).center()


def linked(
    planner: Planner, title: str, skill_id: int, level: float, *, core: bool = True, estimate_minutes: int | None = None
) -> ActivityId:
    """An activity that shows a skill."""
    action = AddActivity(title, kind="project", core=core, estimate_minutes=estimate_minutes)
    (made,) = planner.run(action).added("activity")
    planner.run(SetActivitySkill(ActivityId(made), SkillId(skill_id), level))
    return ActivityId(made)


def press(page: SkillsPage, text: str) -> None:
    next(action for action in page.actions() if action.text() == text).trigger()


def count_activities(reader: Reader) -> int:
    found: int = reader.value("SELECT count(*) FROM activity")
    return found
