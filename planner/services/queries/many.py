"""What several activities have in common, for editing them at once."""

from collections.abc import Collection
from typing import Final, NamedTuple

from planner.services.queries.board import StepKey
from planner.services.queries.sql import any_of
from planner.storage.reader import Reader


class Use(NamedTuple):
    """A tag or a skill, and how many of the activities have it."""

    id: int
    name: str
    uses: int


class Shared(NamedTuple):
    """The different values of each field; one where they all have the same. ``dues`` holds None for no date.

    ``tags`` and ``skills`` are those that at least one has, the most used first.
    """

    number: int
    statuses: frozenset[str]
    steps: frozenset[StepKey]
    kinds: frozenset[str]
    priorities: frozenset[int]
    dues: frozenset[str | None]
    tags: tuple[Use, ...]
    skills: tuple[Use, ...]


_ROWS: Final = """
SELECT a.status, a.step_id, a.kind, a.priority,
       (SELECT coalesce(d.on_date, substr(d.at_utc, 1, 10)) FROM deadline AS d
        WHERE d.activity_id = a.id AND d.kind = 'due' ORDER BY d.id LIMIT 1)
FROM activity AS a
WHERE a.id IN {ids}
"""

_TAGS: Final = """
SELECT tag.id, tag.name, count(*) FROM activity_tag AS x JOIN tag ON tag.id = x.tag_id
WHERE x.activity_id IN {ids} GROUP BY tag.id ORDER BY 3 DESC, 2
"""

_SKILLS: Final = """
SELECT skill.id, skill.name, count(*) FROM activity_skill AS x JOIN skill ON skill.id = x.skill_id
WHERE x.activity_id IN {ids} GROUP BY skill.id ORDER BY 3 DESC, 2
"""


def shared(reader: Reader, ids: Collection[int]) -> Shared:
    """What these activities have in common; three statements, whatever their number."""
    wanted = any_of(ids)
    rows = list(reader.rows(_ROWS.format(ids=wanted)))
    return Shared(
        len(rows),
        frozenset(row[0] for row in rows),
        frozenset(row[1] for row in rows),
        frozenset(row[2] for row in rows),
        frozenset(row[3] for row in rows),
        frozenset(row[4] for row in rows),
        tuple(Use(*row) for row in reader.rows(_TAGS.format(ids=wanted))),
        tuple(Use(*row) for row in reader.rows(_SKILLS.format(ids=wanted))),
    )
