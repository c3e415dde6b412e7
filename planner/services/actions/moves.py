"""Moving what is dated by whole days: events with their wall times, their first or last day, and deadlines."""

from dataclasses import dataclass
from datetime import timedelta

from planner.config.text import tr
from planner.domain.dates import (
    exclusive_end,
    format_date,
    format_wall,
    from_instant,
    is_date,
    is_fold,
    is_zone,
    out_of_range,
    parse_date,
    parse_instant,
    parse_wall,
    utc_bounds,
    wall_after,
)
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Deadline, Event
from planner.domain.words import ActivityId, DeadlineId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import with_times
from planner.services.movable import why_fixed
from planner.services.words import duty_word
from planner.storage.transaction import Transaction


def days_later(point: str, days: int) -> str:
    """A date, or a wall time at the same time of day, so many days later; negative is earlier.

    Raises InvalidInputError where that is no day that a plan takes.
    """
    try:
        if is_date(point):
            moved = format_date(parse_date(point) + timedelta(days=days))
            parse_date(moved)
        else:
            moved = format_wall(parse_wall(point) + timedelta(days=days))
            parse_wall(moved)
    except OverflowError:
        raise out_of_range(point) from None
    return moved


def moved_event(event: Event, first_days: int, last_days: int) -> Event:
    """The event with its start and its end so many days later, each at its time of day in the event's own zone.

    Moved as a whole it keeps its wall times; where the clocks of the zone leave out one of them, so that it would end
    before it starts, it keeps its length instead. Raises InvalidInputError where it has no date, would end before it
    starts, or would leave the years that a plan takes.
    """
    if event.starts is None:
        raise InvalidInputError(tr("The event has no date yet. Give it one in its details."))
    starts = days_later(event.starts, first_days)
    ends = event.ends
    if ends is None and first_days != last_days:
        ends = exclusive_end(event.starts) if is_date(event.starts) else event.starts
    if ends is not None:
        ends = days_later(ends, last_days)
    zone = event.zone if event.zone and is_zone(event.zone) else ""
    folds = (_fold(starts, zone, event.start_fold), _fold(ends, zone, event.end_fold))
    if zone and ends is not None and event.ends is not None and first_days == last_days and not is_date(starts):
        begin, end = utc_bounds(starts, ends, zone, *folds)
        if begin is not None and end is not None and end <= begin:
            ends, fold = wall_after(starts, zone, _length(event), folds[0])
            folds = (folds[0], fold)
    return with_times(event, starts, ends, event.zone, folds)


def _fold(wall: str | None, zone: str, fold: int) -> int:
    """The fold of a wall time on another day: which of two it is means nothing where there is only one."""
    return fold if wall is not None and zone and not is_date(wall) and is_fold(wall, zone) else 0


def _length(event: Event) -> int:
    """How many minutes an event with both ends in a zone takes, at least one."""
    begin, end = utc_bounds(event.starts, event.ends, event.zone, event.start_fold, event.end_fold)
    assert begin is not None
    assert end is not None
    return max(1, round((parse_instant(end) - parse_instant(begin)).total_seconds() / 60))


def _refuse_fixed(tx: Transaction, activity_id: ActivityId, what: str) -> None:
    sentence = why_fixed(tx.reader, activity_id, what)
    if sentence:
        raise InvalidInputError(sentence)


@dataclass(frozen=True, slots=True)
class MoveEvent(Action):
    """Moves an event by whole days; a listed one is answered for.

    ``last_days`` moves the end by other days than the start: the event becomes longer or shorter. None moves it whole.
    A timed event keeps its times of day in its own zone. What repeats is refused.
    """

    activity_id: ActivityId
    days: int
    last_days: int | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        event = tx.one(Event, activity_id=row.id)
        if event is None:
            raise InvalidInputError(tr("“{title}” is not an event. Change its kind first.", title=row.title))
        _refuse_fixed(tx, row.id, "event")
        last_days = self.days if self.last_days is None else self.last_days
        tx.put(moved_event(event, self.days, last_days))
        if last_days == self.days:
            return tr("Move “{title}”", title=row.title)
        if self.days:
            return tr("Change first day of “{title}”", title=row.title)
        return tr("Change last day of “{title}”", title=row.title)


@dataclass(frozen=True, slots=True)
class MoveDeadline(Action):
    """Moves a deadline by whole days, at its time of day in its own zone; what hangs on an exam or an expiry follows.

    A day that follows from another, such as that on which a renewal opens by its rule, is refused.
    """

    deadline_id: DeadlineId
    days: int

    def apply(self, tx: Transaction) -> str:
        found = tx.one(Deadline, id=self.deadline_id)
        if found is None:
            raise NotFoundError(tr("The date is not in the plan any more. Nothing was changed."))
        _refuse_fixed(tx, found.activity_id, found.kind)
        on_date = wall = None
        zone = found.zone if is_zone(found.zone) else "UTC"
        if found.at_utc is None:
            on_date = days_later(str(found.on_date), self.days)
        else:
            wall = days_later(from_instant(found.at_utc, zone)[0], self.days)
        PutDeadline(
            found.activity_id,
            found.kind,
            found.id,
            on_date=on_date,
            wall=wall,
            zone="" if wall is None else zone,
            label=found.label,
        ).apply(tx)
        row = common.living(tx, found.activity_id)
        return tr("Move “{what}” of “{title}”", what=duty_word(found.kind, found.label), title=row.title)
