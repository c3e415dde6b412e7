"""Progress: how much of a step is done, by count and by time, and how well a practice with a cadence is kept."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from planner.domain.dates import format_date, monday, parse_date
from planner.domain.words import Status

WEEKS_SHOWN = 4


class Effort(NamedTuple):
    """What progress needs to know of one activity; minutes are estimated and logged ones."""

    status: str
    core: bool = True
    cadence_count: int | None = None
    estimate_minutes: int | None = None
    logged_minutes: int = 0


class Progress(NamedTuple):
    """Counts and minutes over core activities that are neither skipped nor a practice with a cadence.

    ``estimated`` of them, and ``done_estimated`` of those that are done, have an estimate.
    """

    total: int
    done: int
    minutes_total: int
    minutes_done: int
    minutes_left: int
    estimated: int = 0
    done_estimated: int = 0

    @property
    def share(self) -> float:
        """The share done by count, from 0 to 1; 0 of nothing."""
        return self.done / self.total if self.total else 0.0

    @property
    def share_of_time(self) -> float:
        """The share done by estimated time, from 0 to 1; by count where nothing is estimated.

        What has no estimate counts as the mean of what has one: so nothing that is done counts for nothing.
        """
        if not self.estimated or not self.minutes_total:
            return self.share
        mean = self.minutes_total / self.estimated
        done = self.minutes_done + mean * (self.done - self.done_estimated)
        return done / (self.minutes_total + mean * (self.total - self.estimated))

    def plus(self, other: "Progress") -> "Progress":
        """Return the progress over both: steps add up to a roadmap."""
        return Progress(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Kept(NamedTuple):
    """A practice was kept in so many ``of`` so many weeks."""

    weeks: int
    of: int


NOTHING = Progress(0, 0, 0, 0, 0)


def counts_towards_progress(status: str, core: bool, cadence_count: int | None) -> bool:
    """Tell whether an activity is a part of its step's progress."""
    return core and not cadence_count and status != Status.SKIPPED


def progress_of(activities: Iterable[Effort]) -> Progress:
    """Sum up the progress over activities.

    A done activity counts with its whole estimate, an open one with its logged minutes up to the estimate.
    """
    total = done = minutes_total = minutes_done = estimated = done_estimated = 0
    for status, core, cadence_count, estimate_minutes, logged_minutes in activities:
        if not counts_towards_progress(status, core, cadence_count):
            continue
        estimate = estimate_minutes or 0
        total += 1
        minutes_total += estimate
        estimated += estimate > 0
        if status == Status.DONE:
            done += 1
            minutes_done += estimate
            done_estimated += estimate > 0
        else:
            minutes_done += min(estimate, max(0, logged_minutes))
    left = minutes_total - minutes_done
    return Progress(total, done, minutes_total, minutes_done, left, estimated, done_estimated)


def minutes_left(status: str, estimate_minutes: int | None, logged_minutes: int) -> int:
    """Return the estimated minutes still to do of one activity; none once it is done or skipped."""
    if status in (Status.DONE, Status.SKIPPED):
        return 0
    return max(0, (estimate_minutes or 0) - max(0, logged_minutes))


def is_overdue(status: str, due: str | None, today: str, cadence_count: int | None) -> bool:
    """Tell whether an open activity's last day (or the day of its instant) has passed; a practice is never overdue."""
    if due is None or cadence_count or status in (Status.DONE, Status.SKIPPED):
        return False
    return due[:10] < today


def cadence_kept(
    by_week: Mapping[str, int], cadence_count: int, today: date, since: str | None = None, weeks: int = WEEKS_SHOWN
) -> Kept:
    """Return in how many of the last weeks a practice was kept: "kept 3 of 4 weeks".

    A week is kept when it holds at least ``cadence_count`` sessions. The current week, and the week in which the
    practice began, count only when they are kept, because they may be too short to keep it.

    :param by_week: sessions by the Monday of their week.
    :param since: the day on which the practice began; earlier weeks do not count.
    """
    this_week = monday(today)
    first_week = monday(parse_date(since[:10])) if since else None
    kept = of = 0
    week = this_week
    while of < weeks:
        if first_week is not None and week < first_week:
            break
        is_kept = by_week.get(format_date(week), 0) >= cadence_count
        kept += is_kept
        of += is_kept or week not in (this_week, first_week)
        if week - date.min < timedelta(days=7):
            break
        week -= timedelta(days=7)
    return Kept(kept, of)
