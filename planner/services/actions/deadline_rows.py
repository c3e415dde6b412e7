"""The rows of a deadline: how one comes, with the reminders that are usual, how it goes, and what reminds of it."""

from collections.abc import Iterable

from planner.config.text import tr
from planner.domain.default_reminders import group_of, is_reminder
from planner.domain.errors import InvalidInputError
from planner.domain.model import Deadline, Exam, PersonMet, Reminder
from planner.domain.words import ActivityId, DeadlineId
from planner.services.actions.attempts import remove_exam
from planner.services.queries.reminders import default_reminders
from planner.storage.transaction import Transaction


def add_deadline(tx: Transaction, made: Deadline, reminders: Iterable[int] | None = None) -> DeadlineId:
    """Adds a deadline under a new UID; ``reminders`` None gives it those that the plan has for its kind.

    Raises InvalidInputError for a reminder out of range.
    """
    deadline_id = DeadlineId(tx.add(made._replace(uid=tx.new_uid())))
    if reminders is None:
        reminders = default_reminders(tx.reader)[group_of(made.kind)]
    set_reminders(tx, made.activity_id, deadline_id, reminders)
    return deadline_id


def take_out_deadline(tx: Transaction, deadline_id: int) -> None:
    """Removes a deadline with its reminders and the attempt at the exam that it is the day of; what that cost stays.

    A person on whom one was to follow up on that day stays, too.
    """
    for exam in tx.find(Exam, deadline_id=deadline_id):
        remove_exam(tx, exam)
    let_people_go(tx, deadline_id)
    tx.remove_all(Reminder, deadline_id=deadline_id)
    tx.remove(Deadline, deadline_id)


def let_people_go(tx: Transaction, deadline_id: int) -> None:
    """Takes the deadline from the people on whom one was to follow up on it: it is gone, or about something else."""
    for person in tx.find(PersonMet, deadline_id=deadline_id):
        tx.put(person._replace(deadline_id=None))


def set_reminders(
    tx: Transaction, activity_id: ActivityId, deadline_id: DeadlineId | None, minutes: Iterable[int]
) -> None:
    """Gives a deadline (or the activity's event) exactly these reminders. Raises InvalidInputError out of range."""
    wanted = set(minutes)
    if not all(is_reminder(value) for value in wanted):
        raise InvalidInputError(tr("A reminder is at most two years before its date. Choose a shorter time."))
    for found in tx.find(Reminder, activity_id=activity_id):
        if found.deadline_id != deadline_id:
            continue
        if found.minutes_before in wanted:
            wanted.discard(found.minutes_before)
        else:
            tx.remove(Reminder, found.id)
    for value in sorted(wanted):
        tx.add(Reminder(0, tx.new_uid(), activity_id, deadline_id, value))
