"""On which day a deadline falls."""

from planner.domain.dates import from_instant, is_zone
from planner.domain.model import Deadline


def day_of(deadline: Deadline) -> str:
    """The day of a deadline; of an instant, the day in the zone that it was given in."""
    if deadline.on_date is not None:
        return deadline.on_date
    return from_instant(deadline.at_utc or "", deadline.zone if is_zone(deadline.zone) else "UTC")[0][:10]
