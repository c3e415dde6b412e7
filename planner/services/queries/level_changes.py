"""Self-rated levels at the beginning and at the end of a stretch of time, by skill and by category."""

from datetime import date
from typing import NamedTuple

from planner.domain.document import Level
from planner.domain.periods import Period
from planner.services.queries.skills import histories, skills_view, view_on
from planner.storage.reader import Reader

_FEWEST = 3
"""A radar of fewer categories shows skills instead."""


class LevelChanges(NamedTuple):
    """The levels of the day before the period, and of its last day or today.

    ``axes`` are the categories, or where there are fewer than three the skills that are rated; ``skills`` are all
    that were ever rated.
    """

    before: date
    after: date
    axes: tuple[Level, ...] = ()
    skills: tuple[Level, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether any level was known at the end."""
        return any(level.after is not None for level in self.skills)


def level_changes(reader: Reader, period: Period, today: date) -> LevelChanges:
    """How self-rated levels stood before and after a period; as many statements as the Skills page with its history."""
    before, after = period.before, min(period.last, today)
    view, known = skills_view(reader, today, {}), histories(reader, today)
    old, new = view_on(view, known, before), view_on(view, known, after)
    axes = [
        Level(was.name, was.claimed, now.claimed) for was, now in zip(old.categories, new.categories, strict=True)
    ]
    skills = [
        Level(was.name, was.claimed, now.claimed)
        for group, later in zip(old.categories, new.categories, strict=True)
        for was, now in zip(group.skills, later.skills, strict=True)
    ]
    rated = tuple(level for level in skills if level.before is not None or level.after is not None)
    return LevelChanges(before, after, tuple(axes) if len(axes) >= _FEWEST else rated, rated)
