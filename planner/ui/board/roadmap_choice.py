"""Which roadmap the board shows: one of them, or all below each other."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from planner.domain.progress import NOTHING, Progress
from planner.services.queries.roadmaps import RoadmapName, roadmap_names
from planner.ui.board.sections import RoadmapLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.planner import Planner
    from planner.services.queries.board import LaneRow


class RoadmapChoice:
    """``names`` are the roadmaps that there are; ``uid`` is that of the one that is shown, empty for all."""

    def __init__(self) -> None:
        self.names: tuple[RoadmapName, ...] = ()
        self.uid = ""

    def read(self, planner: Planner) -> None:
        """Read the names; a roadmap that is gone is shown no longer."""
        self.names = planner.read(roadmap_names)
        if self._shown() is None:
            self.uid = ""

    def _shown(self) -> RoadmapName | None:
        return next((roadmap for roadmap in self.names if roadmap.uid == self.uid), None)

    def holds(self, row: LaneRow) -> bool:
        """Whether a lane is shown; the inbox is of every roadmap."""
        shown = self._shown()
        return shown is None or row.step_id is None or row.roadmap_id == shown.id

    def for_new_step(self, steps: Sequence[LaneRow]) -> int | None:
        """The roadmap that takes a new step: the one that is shown, else that of the last step, else the first."""
        shown = self._shown()
        if shown is not None:
            return shown.id
        if steps:
            return steps[-1].roadmap_id
        return self.names[0].id if self.names else None

    def lines(self, steps: Sequence[LaneRow]) -> dict[int, RoadmapLine]:
        """What stands above the first lane of each roadmap, where several are shown."""
        shown = {row.roadmap_id for row in steps}
        if len(shown) < 2:
            return {}
        return {
            roadmap.id: RoadmapLine(
                roadmap.name,
                reduce(Progress.plus, (row.progress for row in steps if row.roadmap_id == roadmap.id), NOTHING),
            )
            for roadmap in self.names
            if roadmap.id in shown
        }
