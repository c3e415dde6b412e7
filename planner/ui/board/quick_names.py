"""The names that a line of quick add can be completed with: steps, tags and skills, read when they are first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.services.planner import Planner
    from planner.ui.board.content import BoardContent


class QuickNames:
    """Called with the sign that was typed; what was read is kept until :meth:`forget`."""

    def __init__(self, planner: Planner, content: BoardContent) -> None:
        self._planner = planner
        self._content = content
        self._kept: dict[str, tuple[str, ...]] = {}

    def __call__(self, sign: str) -> tuple[str, ...]:
        if sign == "/":
            return tuple(row.name for row in self._content.steps)
        if sign not in self._kept:
            from planner.services.queries.activity import skill_choices, tag_names

            read = self._planner.read
            self._kept[sign] = read(tag_names) if sign == "#" else tuple(row.name for row in read(skill_choices))
        return self._kept[sign]

    def forget(self) -> None:
        """Something was added that may have brought new names."""
        self._kept.clear()
