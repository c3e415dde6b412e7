"""On which day this machine used a plan last, and the absence that the person has not been told of yet."""

import logging
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from planner.config.settings import Settings, SettingsFile
from planner.domain.absence import Absence, absence
from planner.domain.dates import is_date, parse_date
from planner.services.machine_notes import library_name, noted
from planner.services.planner import Planner

_log = logging.getLogger(__name__)


class LastSeen(NamedTuple):
    """The last day of use; ``untold`` is an absence before it of which the person has not been told to the end."""

    day: date
    untold: Absence | None = None


def present_absence(planner: Planner, settings_file: SettingsFile) -> Absence | None:
    """The absence from which the person comes back today, or came back and has not closed what was said of it."""
    today = planner.today()
    seen = _read(settings_file.read().last_seen.get(library_name(planner), ""))
    if seen is None or seen.day > today:  # never open here before, or noted by a clock that was wrong
        return None
    return seen.untold or absence(seen.day, today)


def note_seen(planner: Planner, settings_file: SettingsFile) -> None:
    """Keeps today as the last day of use. An absence that ends with it stays until :func:`note_told`."""
    today = planner.today()

    def after(seen: LastSeen | None) -> LastSeen:
        if seen is None or seen.day > today:
            return LastSeen(today)
        return LastSeen(today, absence(seen.day, today) or seen.untold)

    _change(planner, settings_file, after)


def note_told(planner: Planner, settings_file: SettingsFile) -> None:
    """Keeps that the person knows of the absence: it is told no more."""
    _change(planner, settings_file, lambda _seen: LastSeen(planner.today()))


def _change(planner: Planner, settings_file: SettingsFile, after: Callable[[LastSeen | None], LastSeen]) -> None:
    name = library_name(planner)

    def edit(settings: Settings) -> Settings:
        note = _text(after(_read(settings.last_seen.get(name, ""))))
        return settings._replace(last_seen=noted(settings.last_seen, name, note))

    try:
        settings_file.change(edit)
    except OSError as error:
        _log.info("The last day of use was not saved: %s", error)


def _read(text: str) -> LastSeen | None:
    """Three days, the last two only where an absence is untold: of use, from when and until when one was away."""
    days = text.split(" ")
    if len(days) not in (1, 3) or not all(map(is_date, days)):
        return None
    day, *untold = map(parse_date, days)
    return LastSeen(day, Absence(*untold) if untold and untold[0] < untold[1] <= day else None)


def _text(seen: LastSeen) -> str:
    return " ".join(map(str, (seen.day, *(seen.untold or ()))))
