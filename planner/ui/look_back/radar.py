"""The radar of a look back: the levels of its end over those of its beginning."""

from planner.config import formats
from planner.config.text import tr
from planner.domain.document import Level, Radar
from planner.services.humanize import level_text
from planner.ui.widgets.radar.axes import Axis, Layers
from planner.ui.widgets.radar.picture import Picture


def picture_of(radar: Radar) -> Picture:
    """What the picture of it shows."""
    axes = tuple(
        Axis(level.name, _remark(level), None, level.after, group=group, ghost=level.before)
        for group, level in enumerate(radar.levels)
    )
    legend: tuple[tuple[str, str], ...] = (("claimed", radar.after),)
    if any(level.before is not None for level in radar.levels):
        legend = (("ghost", radar.before), *legend)
    return Picture(axes, Layers(target=False, evidenced=False), legend=legend)


def _remark(level: Level) -> str:
    if level.after is None:
        return tr("not rated")
    after = formats.decimal(level.after, 1)
    before = level_text(None) if level.before is None else formats.decimal(level.before, 1)
    return after if before == after else tr("{before} → {after}", before=before, after=after)
