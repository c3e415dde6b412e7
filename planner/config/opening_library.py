"""Which plan file opens by itself, and how that follows a plan that was moved to another place."""

import os
from pathlib import Path

from planner.config import paths
from planner.config.settings import Settings, SettingsFile


def opening_library(settings_file: SettingsFile | None = None) -> Path:
    """The plan file that is meant when none is named: PLANNER_LIBRARY, that to which the usual one was moved, or that.

    Raises:
        OSError: the data folder cannot be created, or no file can have the name that was set.
    """
    if os.environ.get("PLANNER_LIBRARY"):
        return paths.default_library()
    moved = (settings_file or SettingsFile()).read().library
    return paths.expanded(moved) if moved else paths.usual_library()


def follow(settings_file: SettingsFile, old: Path, new: Path) -> None:
    """A plan lies at ``new`` from now on: what this machine had at ``old`` leads there, the live file included.

    Raises:
        OSError: the settings are as they were.
    """
    opens = opening_library(settings_file) == old and not os.environ.get("PLANNER_LIBRARY")
    usual = paths.usual_library()

    def followed(settings: Settings) -> Settings:
        if opens:
            settings = settings._replace(library="" if new == usual else str(new))
        if settings.live_file and (settings.live_library or str(usual)) == str(old):
            settings = settings._replace(live_library=str(new))
        return settings

    settings_file.change(followed)
