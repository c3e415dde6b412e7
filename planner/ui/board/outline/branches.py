"""What the outline's tree is made of above the activities: roadmaps, where there is more than one, and steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from planner.services.queries.board import LaneRow, StepKey

NOTE: Final = 0
"""Stands in place of an activity's id for the sentence below a step without any."""


@dataclass(slots=True, eq=False)
class Branch:
    """A roadmap with its steps in ``branches``, or a step (or the inbox) with the ``ids`` of its activities.

    ``number`` is its place among all branches, which indexes of the model carry; ``row`` the one among its siblings.
    The ids of a step are kept up to date while it is ``loaded``. Until then :data:`NOTE` stands for them, so that it
    can unfold; once it was folded again because a filter was lifted, what was there last.
    """

    number: int
    row: int
    parent: Branch | None
    name: str = ""
    roadmap_id: int = 0
    lane: LaneRow | None = None
    branches: list[Branch] = field(default_factory=list)
    ids: list[int] = field(default_factory=lambda: [NOTE])
    loaded: bool = False

    @property
    def key(self) -> StepKey:
        """The step's id, None for the inbox."""
        return None if self.lane is None else self.lane.step_id

    @property
    def uid(self) -> str:
        """What this machine remembers its fold by."""
        return f"roadmap {self.roadmap_id}" if self.lane is None else self.lane.uid

    @property
    def identity(self) -> tuple[int, StepKey, bool]:
        """What tells it from others while the plan changes."""
        return self.roadmap_id, self.key, self.lane is None

    def __len__(self) -> int:
        return len(self.branches) if self.lane is None else len(self.ids)


def branches_of(lanes: Sequence[LaneRow], roadmaps: Mapping[int, str]) -> list[Branch]:
    """All branches, each after the one it belongs to: steps below their roadmaps, unless only one is shown."""
    found: list[Branch] = []
    above: dict[int, Branch] = {}
    at_top = 0
    several = len({lane.roadmap_id for lane in lanes if lane.step_id is not None}) > 1
    for lane in lanes:
        parent = above.get(lane.roadmap_id)
        if several and parent is None and lane.step_id is not None:
            name = roadmaps.get(lane.roadmap_id, "")
            parent = Branch(len(found), at_top, None, name, lane.roadmap_id, loaded=True)
            above[lane.roadmap_id] = parent
            found.append(parent)
            at_top += 1
        row = at_top if parent is None else len(parent.branches)
        made = Branch(len(found), row, parent, lane.name, lane.roadmap_id, lane)
        found.append(made)
        if parent is None:
            at_top += 1
        else:
            parent.branches.append(made)
    return found


def shape(branches: Iterable[Branch]) -> list[tuple[tuple[int, StepKey, bool], int]]:
    """What must be the same for two trees to differ in activities alone."""
    return [(each.identity, -1 if each.parent is None else each.parent.number) for each in branches]
