"""What a radar chart shows: its axes with their levels, and which polygons are drawn."""

from typing import NamedTuple

from planner.domain.evidence import NOTHING, Shown

RINGS = 5


class Axis(NamedTuple):
    """One axis; a level is None where it is unknown, and then a gap in its polygon.

    ``remark``, of one line or two, stands under the name where there is room. ``group`` is the number of the axis's
    category. ``ghost`` is the claimed level of another day, to compare with.
    """

    name: str
    remark: str
    target: float | None
    claimed: float | None
    shown: Shown = NOTHING
    group: int = 0
    ghost: float | None = None


class Layers(NamedTuple):
    """Which polygons are drawn."""

    target: bool = True
    claimed: bool = True
    evidenced: bool = True
