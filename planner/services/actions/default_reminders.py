"""Saying how long before a date one is reminded unless one says something else."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.default_reminders import MAX_REMINDER, MOST, USUAL, in_order, is_reminder, to_store
from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId, DeadlineId
from planner.services.action import Action
from planner.services.actions.deadline_rows import set_reminders
from planner.services.actions.settings import put_setting
from planner.services.queries.reminders import DEFAULT_REMINDERS, dates_with, default_reminders
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class SetDefaultReminders(Action):
    """Sets the reminders (minutes before) that new dates of some groups get; groups that are left out stay.

    With ``dates_ahead`` the dates ahead that have the old ones, and nothing else, get the new ones.
    """

    reminders: Mapping[str, tuple[int, ...]]
    dates_ahead: bool = False

    def apply(self, tx: Transaction) -> str:
        before = default_reminders(tx.reader)
        after = {**before, **{_group(group): _checked(minutes) for group, minutes in self.reminders.items()}}
        put_setting(tx, DEFAULT_REMINDERS, to_store(after))
        if self.dates_ahead:
            moved = {group: minutes for group, minutes in before.items() if minutes != after[group]}
            for deadline_id, activity_id, group in dates_with(tx.reader, moved, tx.today, tx.now):
                set_reminders(tx, ActivityId(activity_id), DeadlineId(deadline_id), after[group])
        return tr("Change the usual reminders")


def _group(group: str) -> str:
    if group not in USUAL:
        raise InvalidInputError(tr("“{group}” is no group of dates. Choose one of the list.", group=group))
    return group


def _checked(minutes: tuple[int, ...]) -> tuple[int, ...]:
    if not all(is_reminder(value) for value in minutes):
        days = MAX_REMINDER // (24 * 60)
        raise InvalidInputError(
            tr("A reminder is at most {days} days before its date. Choose a shorter time.", days=days)
        )
    ordered = in_order(minutes)
    if len(ordered) > MOST:
        raise InvalidInputError(tr("A date has at most {most} reminders. Take some away.", most=MOST))
    return ordered
