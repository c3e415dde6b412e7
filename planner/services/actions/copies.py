"""Duplicating activities: a copy starts afresh, with everything that is still ahead."""

from dataclasses import dataclass

from planner.config.text import tr, trn
from planner.domain import states
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Budget,
    Certification,
    ChecklistItem,
    Course,
    Deadline,
    Event,
    Exam,
    Link,
    PersonMet,
    Reminder,
    RenewalRule,
    RuleCategory,
)
from planner.domain.words import ActivityId, DeadlineId, DeadlineKind, Kind, Status, StepId
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.details import with_times
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class DuplicateActivities(Action):
    """Adds a copy of each activity to do, behind it where it is to do itself, else at the end.

    A copy has checklist (nothing ticked), links, tags, skills, the budget, the dates that are not past, and of a
    certification how it is renewed. What was spent on it is not copied, nor what was handed in to an event and whom one
    met there: that is of this one alone.
    ``to_step`` puts the copies at the end of the step ``step_id`` (None for the inbox).
    """

    activity_ids: tuple[ActivityId, ...]
    to_step: bool = False
    step_id: StepId | None = None

    def apply(self, tx: Transaction) -> str:
        common.require_selection(self.activity_ids)
        rows = [common.living(tx, activity_id) for activity_id in self.activity_ids]
        if self.to_step:
            common.require_step(tx, self.step_id)
        for row in rows:
            self._copy(tx, row)
        if len(rows) == 1:
            return tr("Duplicate “{title}”", title=rows[0].title)
        return trn("Duplicate {n} activity", "Duplicate {n} activities", len(rows))

    def _copy(self, tx: Transaction, row: Activity) -> None:
        step_id = self.step_id if self.to_step else row.step_id
        beside = row.status == Status.PLANNED and not self.to_step
        before = common.behind(tx, row) if beside else None
        (key,) = common.place(tx, step_id, Status.PLANNED.value, before, [ActivityId(0)])
        activity_id = ActivityId(
            tx.add(
                row._replace(
                    uid=tx.new_uid(),
                    status=Status.PLANNED.value,
                    step_id=step_id,
                    position=key,
                    picked_week=None,
                    started_on=None,
                    completed_on=None,
                    before_state="",
                    outcome="",
                    outcome_url="",
                    created_at=tx.now,
                    node="",
                )
            )
        )
        _copy_detail(tx, row, activity_id)
        _copy_dates(tx, row, activity_id)
        for item in tx.find(ChecklistItem, activity_id=row.id):
            tx.add(item._replace(uid=tx.new_uid(), activity_id=activity_id, done=False))
        for link in tx.find(Link, activity_id=row.id):
            tx.add(link._replace(uid=tx.new_uid(), activity_id=activity_id))
        for budget in tx.find(Budget, activity_id=row.id):
            tx.add(budget._replace(activity_id=activity_id))
        for use in tx.find(ActivityTag, activity_id=row.id):
            tx.add(use._replace(activity_id=activity_id))
        for shown in tx.find(ActivitySkill, activity_id=row.id):
            tx.add(shown._replace(activity_id=activity_id))


def _copy_detail(tx: Transaction, row: Activity, activity_id: ActivityId) -> None:
    """The record of the kind in its first state, without what was reached in it."""
    detail = common.detail_of(tx, row)
    if detail is None:
        return
    made = detail._replace(activity_id=activity_id, state=states.first_state(row.kind, Status.PLANNED))
    if isinstance(made, Certification):
        made = made._replace(issued_on=None, credential_id="", credential_url="")
        for rule in tx.find(RenewalRule, activity_id=row.id):
            tx.add(rule._replace(activity_id=activity_id))
        for category in tx.find(RuleCategory, activity_id=row.id):
            tx.add(category._replace(activity_id=activity_id))
    elif isinstance(made, Course):
        made = made._replace(units_done=0)
    elif isinstance(made, Event):
        made = made._replace(origin="own", series_uid="", recurrence_id="", extra_ical="", source_sequence=0)
        if made.starts is not None and made.starts[:10] < tx.today:
            made = with_times(made, None, None, "")._replace(rrule="", rdate="", exdate="", expected=None)
    tx.add(made)


def _copy_dates(tx: Transaction, row: Activity, new: ActivityId) -> None:
    """The deadlines that are still ahead, with their reminders, and those of the event itself.

    What is booked for an exam is booked for that one alone, what is held expires alone, and people were met at that
    event alone, so these days are left out.
    """
    old = row.id
    booked = {exam.deadline_id for exam in tx.find(Exam, activity_id=old)}
    met = {person.deadline_id for person in tx.find(PersonMet, activity_id=old)}
    of_it_alone = {DeadlineKind.RESCHEDULE_BY.value} if booked else set[str]()
    if row.kind == Kind.CERTIFICATION:
        of_it_alone |= {DeadlineKind.RENEWAL.value, DeadlineKind.RENEWAL_OPENS.value}
    copies: dict[DeadlineId | None, DeadlineId | None] = {None: None}
    for deadline in tx.find(Deadline, activity_id=old):
        ahead = deadline.on_date >= tx.today if deadline.on_date is not None else (deadline.at_utc or "") >= tx.now
        if ahead and deadline.id not in booked | met and deadline.kind not in of_it_alone:
            copies[deadline.id] = DeadlineId(tx.add(deadline._replace(uid=tx.new_uid(), activity_id=new)))
    for reminder in tx.find(Reminder, activity_id=old):
        if reminder.deadline_id in copies:
            made = reminder._replace(uid=tx.new_uid(), activity_id=new, deadline_id=copies[reminder.deadline_id])
            tx.add(made)
