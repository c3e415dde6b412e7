"""What the tests of the Skills page read from it."""

from planner.services.planner import Planner
from planner.services.queries.skills import SkillRow, skills_view
from planner.ui.skills.page import SkillsPage


def skill_rows(page: SkillsPage) -> list[SkillRow]:
    model = page._list.skills
    return [line for line in map(model.line, range(model.rowCount())) if isinstance(line, SkillRow)]


def row_named(planner: Planner, name: str) -> SkillRow:
    view = planner.read(skills_view, planner.today())
    return next(row for found in view.categories for row in found.skills if row.name == name)
