"""The live calendar file: which file it is, what of the plan it holds, bringing it up to date, and how it stands."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from planner.config.paths import expanded, usual_library
from planner.config.settings import Settings, SettingsFile
from planner.config.text import tr
from planner.domain.errors import ExchangeError, InvalidInputError, PlannerError
from planner.services.calendar_choice import WHAT, Choice
from planner.services.export import EVERYTHING, NothingToExportError, Report, calendar_bytes, write_export
from planner.services.libraries import note_exported, older_copy_warning
from planner.services.planner import Planner
from planner.services.stoppable import StoppedError
from planner.storage.faults import translated

if TYPE_CHECKING:
    from collections.abc import Callable

ENDING: Final = ".ics"
log = logging.getLogger(__name__)


class LiveState(NamedTuple):
    """How the live file of a plan stands.

    ``path`` is None where none was ever chosen for this very plan; ``on`` says that it is kept current. ``written`` is
    the instant of its last change, empty where it is not there. ``error`` is a sentence where it could not be written
    last. ``other`` is the plan that the live file of this machine shows, where that is another one.
    """

    path: Path | None = None
    on: bool = False
    choice: Choice = EVERYTHING
    written: str = ""
    error: str = ""
    other: Path | None = None

    @property
    def address(self) -> str:
        """The address to subscribe to on this machine; empty without a file."""
        return "" if self.path is None else self.path.as_uri()


def live_state(planner: Planner) -> LiveState:
    """How the live file stands. Raises LibraryError if the settings name what cannot be a file."""
    settings = SettingsFile().read()
    if not settings.live_file:
        return LiveState()
    if not _shows(settings, planner):
        return LiveState(other=_library_of(settings))
    with translated(Path(settings.live_file)):
        path = expanded(settings.live_file)
    choice, error = choice_from(settings.live_choice), settings.live_error
    return LiveState(path, not settings.live_off, choice, _written(path), error)


def live_file(planner: Planner) -> Path | None:
    """The calendar file that is kept current with this very library, if the machine's settings name one.

    It belongs to one library, so that a second plan never writes over the calendar of the first. Raises LibraryError if
    the settings name what cannot be a file.
    """
    state = live_state(planner)
    return state.path if state.on else None


def is_kept() -> bool:
    """Whether this machine keeps a live file for any plan: quick to ask."""
    settings = SettingsFile().read()
    return bool(settings.live_file) and not settings.live_off


def rewrite(planner: Planner) -> Report | None:
    """Brings the live file of this library up to date; None if it has none, or if there is nothing to write.

    The file is replaced only if its content changed. Raises PlannerError if it cannot be written, which is noted too:
    :func:`live_state` tells of it until it could be written. An older copy of a plan does not replace what a newer one
    wrote unless a person exports from it.
    """
    state = live_state(planner)
    if state.path is None or not state.on:
        return None
    try:
        report = _write(planner, state.path, state.choice)
    except StoppedError:
        raise
    except PlannerError as error:
        sentence = str(error)
        with suppress(PlannerError):
            _note(lambda settings: settings._replace(live_error=sentence))
        raise
    if state.error:
        with suppress(PlannerError):
            _note(lambda settings: settings._replace(live_error=""))
    return report


def keep(planner: Planner, path: Path, choice: Choice = EVERYTHING) -> Report | None:
    """Keeps a live file at ``path`` from now on, and writes it at once; None while there is nothing to write.

    It is a calendar to follow, whatever the profile of ``choice``. Raises PlannerError, and then all is as it was, if
    the place cannot be written to or its name does not end in .ics.
    """
    if path.suffix.lower() != ENDING:
        raise InvalidInputError(
            tr("“{name}” does not end in .ics, as a calendar file does. Name one that does.", name=path.name)
        )
    choice = choice._replace(profile="feed")
    if not path.parent.is_dir():
        raise ExchangeError(
            tr("There is no folder “{folder}”. Make it first, or choose another place.", folder=path.parent)
        )
    report = _write(planner, path, choice)
    _note(
        lambda settings: settings._replace(
            live_file=str(path),
            live_library=str(planner.path),
            live_off=False,
            live_choice=choice_values(choice),
            live_error="",
        )
    )
    return report


def rest(planner: Planner) -> None:
    """Lets the live file of this plan be as it is from now on; which one it is stays known. Raises PlannerError."""
    if live_state(planner).on:
        _note(lambda settings: settings._replace(live_off=True, live_error=""))


def state_text(state: LiveState, today: date, zone: str) -> str:
    """One line on how the live file stands; empty where there is none."""
    if state.other is not None:
        return tr("The live file of this machine shows another plan, “{plan}”.", plan=state.other.name)
    if state.path is None:
        return ""
    if not state.on:
        return tr("“{file}” is not kept current.", file=state.path.name)
    if state.error:
        return tr("“{file}” was not written: {reason}", file=state.path.name, reason=state.error)
    if not state.written:
        return tr("“{file}” is written as soon as there is something to write.", file=state.path.name)
    return tr("“{file}” was last written {when}.", file=state.path.name, when=_moment(state.written, today, zone))


def status_text(state: LiveState, today: date, zone: str) -> str:
    """The few words for a status line; empty where no live file is kept."""
    if not state.on or state.path is None:
        return ""
    if state.error:
        return tr("Calendar file not written")
    return tr("Calendar file written {when}", when=_moment(state.written, today, zone)) if state.written else ""


def choice_values(choice: Choice) -> dict[str, object]:
    """A choice as plain values, which settings can keep."""
    return {
        "what": sorted(choice.what),
        "kinds": sorted(choice.kinds),
        "deadlines": sorted(choice.deadlines),
        "statuses": sorted(choice.statuses),
        "first": None if choice.first is None else choice.first.isoformat(),
        "last": None if choice.last is None else choice.last.isoformat(),
        "alarms": choice.alarms,
    }


def choice_from(values: Mapping[str, object]) -> Choice:
    """The choice that :func:`choice_values` gave; what is missing or malformed is as in :data:`EVERYTHING`."""

    def words(name: str, usual: frozenset[str]) -> frozenset[str]:
        found = values.get(name)
        return frozenset(map(str, found)) if isinstance(found, list) else usual

    def day(name: str) -> date | None:
        found = values.get(name)
        with suppress(ValueError):
            return date.fromisoformat(found) if isinstance(found, str) else None
        return None

    return Choice(
        what=words("what", EVERYTHING.what) & frozenset(WHAT) or EVERYTHING.what,
        kinds=words("kinds", EVERYTHING.kinds),
        statuses=words("statuses", EVERYTHING.statuses),
        first=day("first"),
        last=day("last"),
        alarms=values.get("alarms") is not False,
        deadlines=words("deadlines", EVERYTHING.deadlines),
    )


def _write(planner: Planner, path: Path, choice: Choice) -> Report | None:
    warning = older_copy_warning(planner)
    if warning is not None:
        raise ExchangeError(warning)
    try:
        # It may lie at a public address, where nobody asked those who are invited.
        content, events, cancelled = calendar_bytes(planner, choice._replace(people=False))
    except NothingToExportError:
        return None
    if not _holds(path, content):
        write_export(planner, path, content)
    note_exported(planner)
    return Report(path, "ics", events, cancelled)


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file is there and says just that, so that nobody who watches it need read it again."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _shows(settings: Settings, planner: Planner) -> bool:
    with translated(planner.path):
        library = _library_of(settings)
        return library.exists() and library.samefile(planner.path)


def _library_of(settings: Settings) -> Path:
    return expanded(settings.live_library) if settings.live_library else usual_library()


def _written(path: Path) -> str:
    try:
        changed = path.stat().st_mtime
    except OSError:
        return ""
    return datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(instant: str, today: date, zone: str) -> str:
    """“today at 14:32”, “28 November at 09:05”."""
    from planner.domain.dates import from_instant
    from planner.services.humanize import clock_time, relative_date

    wall, _ = from_instant(instant, zone)
    return tr("{day} at {time}", day=relative_date(date.fromisoformat(wall[:10]), today), time=clock_time(wall))


def _note(edit: "Callable[[Settings], Settings]") -> None:
    file = SettingsFile()
    with translated(file.path):
        file.change(edit)
