"""The roadmaps of a plan: those that the board offers, and all of them with what they hold."""

from typing import Final, NamedTuple

from planner.domain.words import RoadmapId
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader


class RoadmapName(NamedTuple):
    """A roadmap that is not archived."""

    id: RoadmapId
    uid: str
    name: str


class RoadmapRow(NamedTuple):
    """A roadmap with how many steps and living activities it has."""

    id: RoadmapId
    name: str
    archived: bool
    steps: int
    activities: int


_NAMES: Final = "SELECT id, uid, name FROM roadmap WHERE NOT archived ORDER BY position, id"

_ROADMAPS: Final = f"""
SELECT r.id, r.name, r.archived, count(DISTINCT s.id), count(a.id)
FROM roadmap AS r LEFT JOIN step AS s ON s.roadmap_id = r.id
LEFT JOIN activity AS a ON a.step_id = s.id AND {LIVING}
GROUP BY r.id
ORDER BY r.archived, r.position, r.id
"""


def roadmap_names(reader: Reader) -> tuple[RoadmapName, ...]:
    """The roadmaps that are not archived, in their order."""
    return tuple(RoadmapName(*row) for row in reader.rows(_NAMES))


def all_roadmaps(reader: Reader) -> tuple[RoadmapRow, ...]:
    """All roadmaps in their order, the archived ones last."""
    return tuple(
        RoadmapRow(row_id, name, bool(archived), steps, activities)
        for row_id, name, archived, steps, activities in reader.rows(_ROADMAPS)
    )
