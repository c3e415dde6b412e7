"""Whether a plan waits to be set up: it was made by the window itself, and nobody has answered yet."""

import logging
from pathlib import Path

from planner.config.paths import usual_library
from planner.config.settings import Settings, SettingsFile

_log = logging.getLogger(__name__)


def is_to_be_made(path: Path) -> bool:
    """Whether the plan of this machine is missing, so that a window makes it; a throw-away one needs no set-up."""
    try:
        return path == usual_library() and not path.exists()
    except OSError:
        return False


def note_made(settings_file: SettingsFile, path: Path) -> None:
    """Remember that the plan at ``path`` is made now, until the set-up is answered. A full disk is no error here."""
    _change(settings_file, str(path))


def is_waiting(settings: Settings, path: Path) -> bool:
    """Whether the set-up of the plan at ``path`` was not answered yet."""
    return settings.to_set_up == str(path)


def answered(settings_file: SettingsFile, path: Path) -> None:
    """Remember that the set-up of the plan at ``path`` was finished or left."""
    if is_waiting(settings_file.read(), path):
        _change(settings_file, "")


def _change(settings_file: SettingsFile, value: str) -> None:
    try:
        settings_file.change(lambda settings: settings._replace(to_set_up=value))
    except OSError as error:
        _log.info("What waits to be set up was not saved: %s", error)
