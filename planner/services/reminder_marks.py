"""Until when this machine has told the reminders of a plan, so that none is told twice and none is lost."""

import logging
from datetime import timedelta
from typing import Final

from planner.config.settings import Settings, SettingsFile
from planner.domain.dates import format_instant, parse_instant
from planner.domain.errors import PlannerError
from planner.services.machine_notes import library_name, noted
from planner.services.planner import Planner

_AHEAD: Final = timedelta(days=1)
"""A clock that is set right may go back by so much without anything being told again."""

_log = logging.getLogger(__name__)


def told_until(planner: Planner, settings_file: SettingsFile) -> str:
    """The instant until which reminders were told: now where this plan was never open on this machine.

    An instant far ahead comes from a clock that was wrong, and counts for nothing.
    """
    told = settings_file.read().told_until.get(library_name(planner))
    now = planner.now()
    try:
        until = now if told is None else parse_instant(told)
    except PlannerError:
        until = now
    return format_instant(until if until <= now + _AHEAD else now)


def note_told(planner: Planner, settings_file: SettingsFile, until: str) -> None:
    """Keeps the instant until which reminders were told. What cannot be written is logged: it is told once more."""
    name = library_name(planner)

    def edit(settings: Settings) -> Settings:
        return settings._replace(told_until=noted(settings.told_until, name, until))

    try:
        settings_file.change(edit)
    except OSError as error:
        _log.info("Until when reminders were told was not saved: %s", error)
