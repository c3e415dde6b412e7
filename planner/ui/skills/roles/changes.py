"""What is done in the list of a target role, as actions: levels, weights, names and order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject

from planner.domain.words import CategoryId, SkillId
from planner.services.queries.roles import RolesView, WantedSkill
from planner.ui.skills.roles.target_rows import CategoryLine

if TYPE_CHECKING:
    from planner.ui.shell.page import PageContext
    from planner.ui.skills.roles.target_list import TargetList


class RoleChanges(QObject):
    """Belongs to a list and hears what is chosen in it; :meth:`show` tells what stands there."""

    def __init__(self, context: PageContext, targets: TargetList) -> None:
        super().__init__(targets)
        self._context = context
        self._targets = targets
        self._view = RolesView(None, None, (), ())
        self._visit: tuple[object, str] = (None, "")
        #: What a skill weighed before the role stopped asking for it: one step further it may ask again.
        self._weights: dict[tuple[int, int], int] = {}
        targets.level_chosen.connect(self._set_level)
        targets.weight_chosen.connect(self._set_weight)
        targets.named.connect(self._rename)
        targets.moved.connect(self._move)

    def show(self, view: RolesView) -> None:
        """Take over what the list shows."""
        self._view = view

    def _stay(self, what: str, skill_id: int) -> str:
        """Steps of one stay on a skill are one undo step, like the drag of a slider."""
        on = (what, self._view.shown, skill_id)
        if self._visit[0] != on:
            self._visit = (on, uuid4().hex)
        return self._visit[1]

    def _skill(self, skill_id: int) -> WantedSkill | None:
        return next((row for row in self._view.skills if row.id == skill_id), None)

    def _set_level(self, skill_id: int, level: float | None) -> None:
        from planner.services.actions.roles import SetTarget

        role, row = self._view.shown, self._skill(skill_id)
        if role is None or row is None or level == row.level:
            return
        if row.weight is not None:
            self._weights[role, skill_id] = row.weight
        weight = self._weights.get((role, skill_id)) if row.level is None else None
        self._context.run(SetTarget(role, SkillId(skill_id), level, weight, visit=self._stay("level", skill_id)))

    def _set_weight(self, skill_id: int, weight: int) -> None:
        from planner.services.actions.roles import SetWeight

        if self._view.shown is not None:
            visit = self._stay("weight", skill_id)
            self._context.run(SetWeight(self._view.shown, SkillId(skill_id), weight, visit=visit))

    def _rename(self, table: str, row_id: int, name: str) -> None:
        from planner.services.actions.categories import RenameCategory
        from planner.services.actions.rubrics import EditSkill

        if table == "category":
            self._context.run(RenameCategory(CategoryId(row_id), name))
        else:
            self._context.run(EditSkill(SkillId(row_id), name=name))

    def _move(self, table: str, row_id: int, way: int) -> None:
        """Move a skill within its category, or a category among the others; nothing moves past an end."""
        from planner.services.actions.categories import MoveCategory, MoveSkill

        lines = self._targets.targets.lines()
        if table == "category":
            order = [line.id for line in lines if isinstance(line, CategoryLine)]
            moved, before = neighbour(order, row_id, way)
            if moved:
                self._context.run(MoveCategory(CategoryId(row_id), None if before is None else CategoryId(before)))
            return
        row = self._skill(row_id)
        if row is None:
            return
        order = [other.id for other in self._view.skills if other.category_id == row.category_id]
        moved, before = neighbour(order, row_id, way)
        if moved:
            place = None if before is None else SkillId(before)
            self._context.run(MoveSkill(SkillId(row_id), row.category_id, before=place))


def neighbour(order: list[int], row_id: int, way: int) -> tuple[bool, int | None]:
    """Whether a thing has room to move up (-1) or down (1) in an order, and which one it comes in front of then."""
    if row_id not in order or not 0 <= order.index(row_id) + way < len(order):
        return False, None
    at = order.index(row_id) - 1 if way < 0 else order.index(row_id) + 2
    return True, order[at] if at < len(order) else None
