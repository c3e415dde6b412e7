"""What the radar says of a category and of a skill: the figures beside an axis, and its tool tip."""

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.services.queries.skills import CategoryRow, SkillRow
from planner.ui.skills.skill_list import evidence_words, rated_words

if TYPE_CHECKING:
    from planner.ui.widgets.radar_chart import Axis


def level_axis(name: str, claimed: float | None, target: float | None, evidenced: float | None) -> "Axis":
    """An axis with the figures that stand under its name."""
    from planner.ui.widgets.radar_chart import Axis

    if claimed is None:
        remark = tr("not rated yet")
    elif target is None:
        remark = f"{claimed:.1f}"
    else:
        remark = tr("{level} of {target}", level=f"{claimed:.1f}", target=f"{target:.1f}")
    return Axis(name, remark, target, claimed, evidenced)


def category_axis(row: CategoryRow) -> "Axis":
    """The axis of a category: the means of its known levels."""
    axis = level_axis(row.name, row.claimed, row.target, row.evidenced)
    if 0 < row.rated < len(row.skills):
        # The mean leaves unrated skills out, which the figure alone would hide.
        return axis._replace(remark=f"{axis.remark} · {rated_words(row)}")
    return axis


def category_hint(row: CategoryRow) -> str:
    """The tool tip of a category."""
    return tr("{name}: {rated}. Click to open.", name=row.name, rated=rated_words(row))


def skill_hint(row: SkillRow) -> str:
    """The tool tip of a skill."""
    shown = evidence_words(row.evidenced)
    return tr("{name}: {definition} ({shown})", name=row.name, definition=row.definition, shown=shown)
