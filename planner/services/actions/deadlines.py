"""Deadlines of activities and the reminders on deadlines and events."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.dates import kept_instant, parse_date, to_instant
from planner.domain.deadline_days import day_of
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Certification, Deadline, Exam
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.attempts import move_attempt
from planner.services.actions.deadline_rows import add_deadline, let_people_go, set_reminders, take_out_deadline
from planner.services.actions.renewal_window import expiry_of, keep_window
from planner.services.words import duty_word
from planner.storage.transaction import Transaction

__all__ = ["PutDeadline", "RemoveDeadline", "SetDue", "SetReminders", "remove_deadline", "set_due", "set_reminders"]


def set_due(tx: Transaction, activity_id: ActivityId, due: str | None) -> None:
    """Sets, moves or removes the one deadline of kind ``due``."""
    found = tx.one(Deadline, activity_id=activity_id, kind=DeadlineKind.DUE.value)
    if due is None:
        if found is not None:
            remove_deadline(tx, found.id)
        return
    day = str(parse_date(due))
    if found is None:
        add_deadline(tx, Deadline(DeadlineId(0), "", activity_id, DeadlineKind.DUE.value, on_date=day))
    else:
        tx.put(found._replace(on_date=day, at_utc=None, zone=""))


def remove_deadline(tx: Transaction, deadline_id: int) -> None:
    """Removes a deadline with its reminders and what else hangs on it; with an expiry goes its renewal window."""
    found = tx.get(Deadline, deadline_id)
    take_out_deadline(tx, deadline_id)
    if found.kind == DeadlineKind.RENEWAL:
        keep_window(tx, found.activity_id)


def refuse_early_expiry(
    tx: Transaction, activity_id: ActivityId, issued_on: str | None, but: Deadline | None = None
) -> None:
    """Raises InvalidInputError where a certification would expire before it was issued.

    ``but`` is a renewal that is about to be written: then it alone is looked at, else the last one.
    """
    last = but if but is not None else expiry_of(tx, activity_id)
    if issued_on is not None and last is not None and day_of(last) < issued_on:
        raise InvalidInputError(tr("It cannot expire before it was issued. Correct one of the dates."))


@dataclass(frozen=True, slots=True)
class SetDue(Action):
    """Sets the due date (``YYYY-MM-DD``) of activities, or removes it."""

    activity_ids: tuple[ActivityId, ...]
    due: str | None

    def apply(self, tx: Transaction) -> str:
        rows = [common.editable(tx, activity_id) for activity_id in self.activity_ids]
        for row in rows:
            set_due(tx, row.id, self.due)
        title = rows[0].title if rows else ""
        if self.due is None:
            return tr("Clear due date of “{title}”", title=title)
        return tr("Set due date of “{title}”", title=title)


@dataclass(frozen=True, slots=True)
class PutDeadline(Action):
    """Adds a deadline (``deadline_id`` None) or changes one.

    Either ``on_date``, or ``wall`` (``YYYY-MM-DDTHH:MM:SS``) in ``zone`` (an IANA name, or ``AoE`` for anywhere on
    Earth). ``reminders`` are minutes before it; None leaves them as they are, and gives a new deadline those that are
    usual in the plan for its kind. With the day of an exam moves what hangs on it.
    """

    activity_id: ActivityId
    kind: str
    deadline_id: DeadlineId | None = None
    on_date: str | None = None
    wall: str | None = None
    zone: str = ""
    label: str = ""
    reminders: tuple[int, ...] | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        if (self.on_date is None) == (self.wall is None):
            raise InvalidInputError(tr("A deadline needs a date, or a date with a time. Give one of them."))
        made = Deadline(
            DeadlineId(0),
            "",
            row.id,
            DeadlineKind(self.kind).value,
            on_date=None if self.on_date is None else str(parse_date(self.on_date)),
            at_utc=None if self.wall is None else kept_instant(to_instant(self.wall, self.zone or "UTC")),
            zone="" if self.wall is None else self.zone or "UTC",
            label=common.one_line(self.label, tr("name")),
        )
        if made.kind == DeadlineKind.RENEWAL:
            for held in tx.find(Certification, activity_id=row.id):
                refuse_early_expiry(tx, row.id, held.issued_on, made)
        old = None if self.deadline_id is None else tx.one(Deadline, id=self.deadline_id)
        if self.deadline_id is None:
            add_deadline(tx, made, self.reminders)
        elif old is None or old.activity_id != row.id:
            raise NotFoundError(tr("The date is not in the plan any more. Nothing was changed."))
        else:
            exam = tx.one(Exam, deadline_id=old.id)
            if exam is not None and made.kind != old.kind:
                raise InvalidInputError(
                    tr("This is the day of an exam that is booked. Remove the booking first, or add another date.")
                )
            if exam is not None and (made.on_date, made.at_utc) != (old.on_date, old.at_utc):
                move_attempt(tx, exam, old, made)
            if made.kind != old.kind:
                let_people_go(tx, old.id)
            tx.put(made._replace(id=old.id, uid=old.uid))
            if self.reminders is not None:
                set_reminders(tx, row.id, old.id, self.reminders)
        if _expiry_moves(old, made):
            keep_window(tx, row.id)
        what = duty_word(made.kind, made.label)
        if self.deadline_id is None:
            return tr("Add “{what}” to “{title}”", what=what, title=row.title)
        return tr("Change “{what}” of “{title}”", what=what, title=row.title)


def _expiry_moves(old: Deadline | None, made: Deadline) -> bool:
    """Whether an expiry comes, goes or gets another day."""
    if DeadlineKind.RENEWAL not in (made.kind, "" if old is None else old.kind):
        return False
    return old is None or (old.kind, old.on_date, old.at_utc) != (made.kind, made.on_date, made.at_utc)


@dataclass(frozen=True, slots=True)
class RemoveDeadline(Action):
    """Removes a deadline with its reminders."""

    deadline_id: DeadlineId

    def apply(self, tx: Transaction) -> str:
        found = tx.get(Deadline, self.deadline_id)
        row = common.editable(tx, found.activity_id)
        remove_deadline(tx, found.id)
        return tr("Remove “{what}” from “{title}”", what=duty_word(found.kind, found.label), title=row.title)


@dataclass(frozen=True, slots=True)
class SetReminders(Action):
    """Gives a deadline, or with ``deadline_id`` None the event itself, exactly these reminders (minutes before)."""

    activity_id: ActivityId
    deadline_id: DeadlineId | None
    minutes: tuple[int, ...]

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        set_reminders(tx, row.id, self.deadline_id, self.minutes)
        return tr("Set reminders of “{title}”", title=row.title)
