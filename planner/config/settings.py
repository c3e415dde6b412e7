"""The settings of this machine: look, window, live file, backup place and what was last seen of each library.

They are one JSON file in the configuration folder. What belongs to the plan (limits, hours a week, chosen role)
lives in the plan file instead, where undo covers it.
"""

import json
import logging
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from planner.config import paths
from planner.config.files import make_private_folder, write_whole_file

FILE_NAME = "settings.json"
THEMES = ("system", "light", "dark")
DENSITIES = ("comfortable", "compact")
MOTIONS = ("system", "reduced")
OPENINGS = ("last", "home")
DATE_ORDERS = ("system", "day", "month")
CLOCKS = ("system", "24", "12")
WEEK_STARTS = ("system", "monday", "sunday", "saturday")

_log = logging.getLogger(__name__)
_EMPTY: Mapping[str, object] = MappingProxyType({})
_NO_NUMBERS: Mapping[str, int] = MappingProxyType({})
_NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class Settings(NamedTuple):
    """All settings, each with the value that it has on a new machine.

    ``window`` is what the shell restores (geometry, splitters, folded sidebar); ``pages`` maps a page's id to its
    state. ``live_file`` is the .ics file that is kept current, empty for none, ``live_off`` that it rests, and
    ``live_library`` the plan file that it shows, empty for the usual one of this machine; ``live_choice`` says what of
    the plan it holds, empty for all but study sessions, and ``live_error`` why it could not be written last, if so.
    ``calendar_app`` is where the person's calendar is. ``backup_folder`` empty means beside the plan file.
    ``highest_sequence`` and ``newest_step`` map a library's uid to the highest iCalendar SEQUENCE and
    the newest journal step that this machine has seen of it, ``told_until`` to the instant until which its reminders
    were told, as the desktop's ``notifications`` or in the window, ``last_seen`` to the day on which it was last used
    here (see :mod:`planner.services.last_seen`). ``recent`` lists plan files, newest first.
    ``snoozed`` maps a library's uid to reminders that were put off (:mod:`planner.services.snoozing`).
    ``motion`` to ``backup_months`` are what :mod:`planner.config.preferences` explains; ``currency`` is empty for none.
    ``tables`` maps the headings of tables that were imported to what the person said of their columns.
    ``seen_version`` is the version of the program that was last in use here.
    ``to_set_up`` is the plan file that the window made and that waits for its set-up, empty for none.
    ``library`` is the plan file that opens by itself where the usual one was moved, ``explained`` names the plans whose
    synced folder was explained. ``unknown`` keeps what another version of the program wrote.
    """

    theme: str = "system"
    density: str = "comfortable"
    language: str = "system"
    text_scale: float = 1.0
    last_page: str = "home"
    notifications: bool = True
    live_file: str = ""
    live_library: str = ""
    live_off: bool = False
    live_choice: Mapping[str, object] = _EMPTY
    live_error: str = ""
    calendar_app: str = ""
    backup_folder: str = ""
    motion: str = "system"
    opens: str = "last"
    date_order: str = "system"
    clock: str = "system"
    week_start: str = "system"
    currency: str = ""
    backup_days: int = 7
    backup_weeks: int = 4
    backup_months: int = 12
    recent: tuple[str, ...] = ()
    window: Mapping[str, object] = _EMPTY
    pages: Mapping[str, object] = _EMPTY
    highest_sequence: Mapping[str, int] = _NO_NUMBERS
    newest_step: Mapping[str, int] = _NO_NUMBERS
    told_until: Mapping[str, str] = _NO_TEXTS
    last_seen: Mapping[str, str] = _NO_TEXTS
    snoozed: Mapping[str, object] = _EMPTY
    tables: Mapping[str, object] = _EMPTY
    seen_version: str = ""
    to_set_up: str = ""
    library: str = ""
    explained: tuple[str, ...] = ()
    unknown: Mapping[str, object] = _EMPTY


class SettingsFile:
    """The file that settings are kept in. Several processes may use it: each change reads it anew under a lock."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        """Where the file lies; asked for late, so that a folder that cannot be made is no error at start."""
        return self._path if self._path is not None else paths.config_dir() / FILE_NAME

    def read(self) -> Settings:
        """What stands in the file. Never raises: what cannot be read is logged and has its first value."""
        try:
            path = self.path
            if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never answer
                _log.warning("The settings cannot be read, so the usual ones are used: %s is no file", path)
                return Settings()
            content = path.read_bytes()
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            _log.warning("The settings cannot be read, so the usual ones are used: %s", error)
            return Settings()
        return self._decoded(content)

    def write(self, settings: Settings) -> None:
        """Replace the file, in one step, readable by the owner alone.

        Raises:
            OSError: the old file is as it was.
        """
        make_private_folder(self.path.parent)
        write_whole_file(self.path, _encoded(settings))

    def change(self, edit: Callable[[Settings], Settings]) -> Settings:
        """Read, let ``edit`` make the new settings, and write them unless nothing changed; return them.

        Raises:
            OSError: the old file is as it was.
        """
        with self._locked():
            before = self.read()
            after = edit(before)
            if after != before:
                self.write(after)
        return after

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Keep other processes from changing the file in between (where the system has such locks)."""
        try:
            import fcntl
        except ImportError:
            yield
            return
        make_private_folder(self.path.parent)
        descriptor = os.open(self.path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _decoded(self, content: bytes) -> Settings:
        try:
            document = json.loads(content)
        except (ValueError, RecursionError) as error:
            self._keep_aside(content, f"it is not JSON ({error})")
            return Settings()
        if not isinstance(document, dict):
            self._keep_aside(content, "it is not a JSON object")
            return Settings()
        values: dict[str, object] = {}
        unknown: dict[str, object] = {}
        for key, value in document.items():
            accept = _ACCEPTED.get(key)
            if accept is None:
                unknown[key] = value
                continue
            try:
                values[key] = accept(value)
            except (TypeError, ValueError):
                _log.warning("The setting %s in %s is %.80r, so its usual value is used", key, self.path, value)
        return Settings()._replace(**values, unknown=unknown)  # type: ignore[arg-type]  # each was checked by _ACCEPTED

    def _keep_aside(self, content: bytes, reason: str) -> None:
        """A damaged file is about to be replaced: its text stays beside it for the person to look at."""
        aside = self.path.with_suffix(".damaged.json")
        _log.warning("The settings in %s cannot be used, since %s; they are kept as %s", self.path, reason, aside)
        try:
            write_whole_file(aside, content)
        except OSError as error:
            _log.warning("The damaged settings cannot be kept as %s: %s", aside, error)


def _encoded(settings: Settings) -> bytes:
    """Unknown keys first, so that a key that became known is not overwritten by its old text."""
    fields = settings._asdict()
    unknown = fields.pop("unknown")
    plain = {key: dict(value) if isinstance(value, Mapping) else value for key, value in fields.items()}
    text = json.dumps({**unknown, **plain}, indent=2, sort_keys=True, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace") + b"\n"  # which is how JSON writes half a surrogate pair


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    os.fsencode(value)  # most texts name files; ValueError for one that no file can have
    return value


def _one_of(*choices: str) -> Callable[[object], str]:
    def accept(value: object) -> str:
        if value not in choices:
            raise ValueError
        return _text(value)

    return accept


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _scale(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    if not 1 <= value <= 2:  # also refuses NaN
        raise ValueError
    return float(value)


def _between(least: int, most: int) -> Callable[[object], int]:
    def accept(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError
        if not least <= value <= most:
            raise ValueError
        return value

    return accept


def _code(value: object) -> str:
    """The code of a currency, or nothing; whether it is in use is asked where it is chosen."""
    code = _text(value)
    if code and not (len(code) == 3 and code.isascii() and code.isupper()):
        raise ValueError
    return code


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _numbers(value: object) -> Mapping[str, int]:
    if not isinstance(value, dict):
        raise TypeError
    for number in value.values():
        if isinstance(number, bool) or not isinstance(number, int):
            raise TypeError
    return value


def _named_texts(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    for text in value.values():
        _text(text)
    return value


_ACCEPTED: Mapping[str, Callable[[object], object]] = {
    "theme": _one_of(*THEMES),
    "density": _one_of(*DENSITIES),
    "language": _text,
    "text_scale": _scale,
    "last_page": _text,
    "notifications": _flag,
    "live_file": _text,
    "live_library": _text,
    "live_off": _flag,
    "live_choice": _mapping,
    "live_error": _text,
    "calendar_app": _text,
    "backup_folder": _text,
    "motion": _one_of(*MOTIONS),
    "opens": _one_of(*OPENINGS),
    "date_order": _one_of(*DATE_ORDERS),
    "clock": _one_of(*CLOCKS),
    "week_start": _one_of(*WEEK_STARTS),
    "currency": _code,
    "backup_days": _between(1, 90),
    "backup_weeks": _between(0, 52),
    "backup_months": _between(0, 120),
    "recent": _texts,
    "window": _mapping,
    "pages": _mapping,
    "highest_sequence": _numbers,
    "newest_step": _numbers,
    "told_until": _named_texts,
    "last_seen": _named_texts,
    "snoozed": _mapping,
    "tables": _mapping,
    "seen_version": _text,
    "to_set_up": _text,
    "library": _text,
    "explained": _texts,
}
