"""After an absence: moving or clearing the due dates that passed, and answering for events, each in one step."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.config.text import tr, trn
from planner.domain.absence import later_day, later_instant
from planner.domain.dates import MAX_YEAR
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Deadline
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.deadlines import remove_deadline
from planner.services.actions.events_over import LeaveEventUntold, TellEvent
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class MoveDueDates(Action):
    """Moves due dates by whole weeks, so that each keeps its weekday, and its time where it has one.

    Only due dates of open activities move: exams, calls for papers and conferences are facts of others.
    """

    deadline_ids: tuple[DeadlineId, ...]
    weeks: int

    def apply(self, tx: Transaction) -> str:
        if self.weeks < 1:
            raise InvalidInputError(tr("Dates move by one week at least. Choose how many weeks."))
        number = 0
        for found in _due_dates(tx, self.deadline_ids):
            try:
                moved = _moved(found, self.weeks)
            except OverflowError as error:
                raise InvalidInputError(
                    tr("A date would lie after the year {year}. Move by fewer weeks.", year=MAX_YEAR)
                ) from error
            tx.put(moved)
            number += 1
        weeks = trn("{n} week", "{n} weeks", self.weeks)
        return trn("Move {n} due date by {weeks}", "Move {n} due dates by {weeks}", number, weeks=weeks)


@dataclass(frozen=True, slots=True)
class ClearDueDates(Action):
    """Takes the due dates away, with their reminders; the activities stay open."""

    deadline_ids: tuple[DeadlineId, ...]

    def apply(self, tx: Transaction) -> str:
        gone = [found.id for found in _due_dates(tx, self.deadline_ids)]
        for deadline_id in gone:
            remove_deadline(tx, deadline_id)
        return trn("Clear {n} due date", "Clear {n} due dates", len(gone))


@dataclass(frozen=True, slots=True)
class AnswerEvents(Action):
    """Says of events that are over whether one was there; ``attended`` None leaves them as they are, unasked."""

    activity_ids: tuple[ActivityId, ...]
    attended: bool | None

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.activity_ids)
        label = ""
        for activity_id in self.activity_ids:
            if self.attended is None:
                label = LeaveEventUntold(activity_id).apply(tx)
            else:
                label = TellEvent(activity_id, self.attended).apply(tx)
        number = len(self.activity_ids)
        return label if number == 1 else trn("Answer for {n} event", "Answer for {n} events", number)


def _due_dates(tx: Transaction, deadline_ids: tuple[DeadlineId, ...]) -> Iterator[Deadline]:
    """Those of the deadlines that still are due dates of open, living activities."""
    common.require_selection(deadline_ids)
    rows = tx.find(Deadline, id=list(deadline_ids))
    owners = {row.id: row for row in tx.find(Activity, id=[found.activity_id for found in rows])}
    for found in rows:
        owner = owners[found.activity_id]
        is_open = owner.status in (Status.PLANNED, Status.IN_PROGRESS) and owner.trashed_at is None
        if found.kind == DeadlineKind.DUE and is_open:
            yield found


def _moved(found: Deadline, weeks: int) -> Deadline:
    if found.on_date is not None:
        moved = found._replace(on_date=later_day(found.on_date, weeks))
    else:
        moved = found._replace(at_utc=later_instant(found.at_utc or "", found.zone, weeks))
    if int((moved.on_date or moved.at_utc or "")[:4]) > MAX_YEAR:
        raise OverflowError
    return moved
