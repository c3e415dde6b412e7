"""What a chart of levels over time shows: its lines, what work shows, its marks and the target."""

from datetime import date
from enum import Enum
from typing import NamedTuple

from planner.domain.level_series import LevelFrom, ShownFrom
from planner.services.queries.skill_marks import Rated, Worked


class Sort(Enum):
    """What a mark stands for. A turn of a line is told like the others, but has no shape of its own."""

    RATING = "rating"
    WORK = "work"
    TURN = "turn"


class Mark(NamedTuple):
    """Something that happened on a day: a rating or a proof of the skill ``name``, or a turn of the line ``name``.

    The name is empty where the chart is about one skill alone. What is said of a mark is put into words when one looks
    at it: a chart may have thousands.
    """

    day: date
    level: float
    sort: Sort
    name: str = ""
    rated: Rated | None = None
    worked: Worked | None = None

    @property
    def opens(self) -> int:
        """The id of the activity that a click leads to, 0 for none."""
        return self.worked.activity_id if self.worked is not None else 0


class Line(NamedTuple):
    """A claimed level over time, in steps. ``group`` is the number of its category, None for the one line of a chart.

    Where there are several, the ``name`` stands at the right end of each.
    """

    name: str
    series: tuple[LevelFrom, ...]
    group: int | None = None


class LevelHistory(NamedTuple):
    """All that a chart shows, from its first day to today. ``summary`` tells it in a few sentences."""

    first: date
    today: date
    lines: tuple[Line, ...]
    shown: tuple[ShownFrom, ...] = ()
    marks: tuple[Mark, ...] = ()
    target: float | None = None
    summary: str = ""

    @property
    def is_mean(self) -> bool:
        """Whether its marks are those of several skills, which do not lie on its line."""
        return bool(self.lines) and bool(self.lines[0].name)
