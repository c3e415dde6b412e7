"""Reminders that the person put off: until when, kept by this machine, and told anew only if they still hold."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from planner.config.settings import Settings, SettingsFile
from planner.domain.dates import format_instant, minutes_after, parse_instant, to_instant
from planner.domain.errors import PlannerError
from planner.domain.reminder_moments import MORNING
from planner.services.machine_notes import library_name
from planner.services.planner import Planner
from planner.services.queries.reminders import DueReminder, reminders_between

_MOST: Final = 200
"""Of so many reminders it is kept that they were put off; the one that comes last goes first."""
_AN_HOUR: Final = timedelta(hours=1)

_log = logging.getLogger(__name__)


class Snooze(NamedTuple):
    """A reminder that is told anew at the instant ``until``: the one that came at ``moment``, of this very date."""

    until: str
    moment: str
    activity_id: int
    deadline_id: int | None
    starts: str


def in_an_hour(now: datetime) -> str:
    """The instant an hour from now."""
    return format_instant(now + _AN_HOUR)


def tomorrow_morning(today: date, zone: str) -> str:
    """The instant at which one is reminded of what has a day and no time, on the next day."""
    return to_instant(f"{today + timedelta(days=1)}T{MORNING.isoformat()}", zone)


def snooze(planner: Planner, settings_file: SettingsFile, due: Sequence[DueReminder], until: str) -> None:
    """Puts reminders off. Raises PlannerError if the plan cannot be read, OSError if it cannot be kept."""
    name = library_name(planner)
    new = [Snooze(until, one.moment, one.activity_id, one.deadline_id, one.starts) for one in due]
    again = {each[1:] for each in new}

    def edit(settings: Settings) -> Settings:
        kept = sorted([*new, *(each for each in _kept(settings, name) if each[1:] not in again)])[:_MOST]
        return settings._replace(snoozed={**settings.snoozed, name: [list(each) for each in kept]})

    settings_file.change(edit)


def next_snooze(planner: Planner, settings_file: SettingsFile) -> str | None:
    """The instant at which the first of those that were put off is told; None if there is none."""
    kept = _kept(settings_file.read(), library_name(planner))
    return min((each.until for each in kept), default=None)


def take_snoozed(planner: Planner, settings_file: SettingsFile, now: str) -> tuple[DueReminder, ...]:
    """Those whose time has come, which are forgotten with that; what is done, moved or gone meanwhile is left out."""
    name = library_name(planner)
    over = [each for each in _kept(settings_file.read(), name) if each.until <= now]
    if not over:
        return ()

    def edit(settings: Settings) -> Settings:
        left = [list(each) for each in _kept(settings, name) if each.until > now]
        rest = {key: value for key, value in settings.snoozed.items() if key != name}
        return settings._replace(snoozed={**rest, name: left} if left else rest)

    try:
        settings_file.change(edit)
    except OSError as error:
        _log.info("That reminders were told again was not saved: %s", error)
    found = []
    for each in over:
        at_that_time = planner.read(
            reminders_between, minutes_after(each.moment, -1), minutes_after(each.moment, 1), planner.zone()
        )
        about = (each.activity_id, each.deadline_id, each.starts)
        found += [one for one in at_that_time if (one.activity_id, one.deadline_id, one.starts) == about][:1]
    return tuple(found)


def _kept(settings: Settings, name: str) -> list[Snooze]:
    """What is kept of a plan, leaving out what no program of ours wrote."""
    stored = settings.snoozed.get(name)
    return [sound for each in stored if (sound := _read(each)) is not None] if isinstance(stored, list) else []


def _read(value: object) -> Snooze | None:
    if not isinstance(value, list) or len(value) != len(Snooze._fields):
        return None
    until, moment, activity_id, deadline_id, starts = value
    texts = all(isinstance(each, str) for each in (until, moment, starts))
    ids = isinstance(activity_id, int) and isinstance(deadline_id, int | None)
    if not texts or not ids:
        return None
    try:
        parse_instant(until)
        parse_instant(moment)
    except PlannerError:
        return None
    return Snooze(until, moment, activity_id, deadline_id, starts)
