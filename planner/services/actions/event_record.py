"""The record of an event: what one hands in to it, and whom one met there, with the day on which to follow up."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.dates import format_date, parse_date
from planner.domain.deadline_days import day_of
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.limits import LINE_MAX, PEOPLE_MAX, PERSON_NAME_MAX, SUBMISSIONS_MAX
from planner.domain.model import Deadline, PersonMet, Submission
from planner.domain.ordering import between
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, SubmissionState
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.deadline_rows import add_deadline, take_out_deadline
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PutSubmission(Action):
    """Adds what one hands in to an event (``submission_id`` None), behind the others, or changes it.

    ``state`` is a :class:`~planner.domain.words.SubmissionState`.
    """

    activity_id: ActivityId
    submission_id: int | None
    title: str
    state: str = "draft"
    notes: str = ""

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        old = None if self.submission_id is None else tx.one(Submission, id=self.submission_id)
        if self.submission_id is not None and (old is None or old.activity_id != row.id):
            raise _no_submission()
        if self.state not in set(SubmissionState):
            known = ", ".join(SubmissionState)
            raise InvalidInputError(
                tr("“{state}” is no state of a submission. Choose one of {known}.", state=self.state, known=known)
            )
        title = common.one_line(self.title, tr("title of the submission"), required=True)
        state, notes = SubmissionState(self.state).value, common.one_line(self.notes, tr("note"), limit=LINE_MAX)
        if old is not None:
            tx.put(old._replace(title=title, state=state, notes=notes))
            return tr("Change the submission “{what}”", what=title)
        others = tx.find(Submission, activity_id=row.id)
        if len(others) >= SUBMISSIONS_MAX:
            raise InvalidInputError(
                tr("“{title}” has {most} submissions, the most that one can have. Remove one first.", title=row.title,
                   most=SUBMISSIONS_MAX)
            )  # fmt: skip
        tx.add(Submission(0, tx.new_uid(), row.id, title, _behind(others), state, notes))
        return tr("Add the submission “{what}” to “{title}”", what=title, title=row.title)


@dataclass(frozen=True, slots=True)
class RemoveSubmission(Action):
    """Removes what one wanted to hand in to an event."""

    submission_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.one(Submission, id=self.submission_id)
        if found is None:
            raise _no_submission()
        row = common.editable(tx, found.activity_id)
        tx.remove(Submission, found.id)
        return tr("Remove the submission “{what}” from “{title}”", what=found.title, title=row.title)


@dataclass(frozen=True, slots=True)
class PutPerson(Action):
    """Adds somebody met at an event (``person_id`` None), behind the others, or changes what is known of them.

    ``follow_up`` is the day on which to write or call (``YYYY-MM-DD``): a deadline of the kind ``follow_up`` under the
    person's name comes, moves or, with None, goes.
    """

    activity_id: ActivityId
    person_id: int | None
    name: str
    reach: str = ""
    follow_up: str | None = None
    notes: str = ""

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        old = None if self.person_id is None else tx.one(PersonMet, id=self.person_id)
        if self.person_id is not None and (old is None or old.activity_id != row.id):
            raise _no_person()
        name = common.one_line(self.name, tr("name"), limit=PERSON_NAME_MAX, required=True)
        reach = common.one_line(self.reach, tr("way to reach them"), limit=LINE_MAX)
        notes = common.one_line(self.notes, tr("note"), limit=LINE_MAX)
        day = None if self.follow_up is None else format_date(parse_date(self.follow_up))
        if old is not None:
            _follow_up(tx, old, old._replace(name=name, reach=reach, notes=notes), day)
            return tr("Change what is known of “{name}”", name=name)
        others = tx.find(PersonMet, activity_id=row.id)
        if len(others) >= PEOPLE_MAX:
            raise InvalidInputError(
                tr("“{title}” has {most} people, the most that one can have. Remove one first.", title=row.title,
                   most=PEOPLE_MAX)
            )  # fmt: skip
        made = PersonMet(0, tx.new_uid(), row.id, name, _behind(others), reach, notes=notes)
        if day is not None:
            made = made._replace(deadline_id=_add_day(tx, made, day))
        tx.add(made)
        return tr("Add “{name}” to the people met at “{title}”", name=name, title=row.title)


@dataclass(frozen=True, slots=True)
class RemovePerson(Action):
    """Removes somebody met at an event, with the day on which to follow up."""

    person_id: int

    def apply(self, tx: Transaction) -> str:
        found = tx.one(PersonMet, id=self.person_id)
        if found is None:
            raise _no_person()
        row = common.editable(tx, found.activity_id)
        tx.remove(PersonMet, found.id)
        _drop_day(tx, found)
        return tr("Remove “{name}” from the people met at “{title}”", name=found.name, title=row.title)


def _follow_up(tx: Transaction, old: PersonMet, made: PersonMet, day: str | None) -> None:
    """Writes a person, and lets the day on which to follow up come, move, bear the new name, or go."""
    kept = None if old.deadline_id is None else tx.one(Deadline, id=old.deadline_id)
    if kept is None or day is None:
        tx.put(made._replace(deadline_id=None if day is None else _add_day(tx, made, day)))
        if kept is not None:
            _drop_day(tx, old)
        return
    tx.put(made)
    moved = kept if day_of(kept) == day else kept._replace(on_date=day, at_utc=None, zone="")
    if moved.label == old.name:
        moved = moved._replace(label=made.name)
    if moved != kept:
        tx.put(moved)


def _add_day(tx: Transaction, person: PersonMet, day: str) -> DeadlineId:
    kind = DeadlineKind.FOLLOW_UP.value
    return add_deadline(tx, Deadline(DeadlineId(0), "", person.activity_id, kind, on_date=day, label=person.name))


def _drop_day(tx: Transaction, person: PersonMet) -> None:
    """Removes the day of somebody who does not have it any more, unless it is that of another person, too."""
    if person.deadline_id is not None and tx.one(PersonMet, deadline_id=person.deadline_id) is None:
        take_out_deadline(tx, person.deadline_id)


def _behind(others: list[Submission] | list[PersonMet]) -> str:
    return between(max((other.position for other in others), default=None) or None, None)


def _no_submission() -> NotFoundError:
    return NotFoundError(tr("The submission is not in the plan any more. Nothing was changed."))


def _no_person() -> NotFoundError:
    return NotFoundError(tr("The person is not in the plan any more. Nothing was changed."))
