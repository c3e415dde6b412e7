"""Moving the plan file to another place: copied and verified, and the old file is kept under another name."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from planner.config.opening_library import follow
from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage.connection import companions
from planner.storage.rescue import copy_open

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planner.config.settings import SettingsFile
    from planner.services.planner import Planner

_log = logging.getLogger(__name__)


def move_plan(planner: Planner, target: Path, settings_file: SettingsFile) -> None:
    """Copy the plan to ``target``, verified, and let this machine open it there from now on.

    The old file is as it was; :func:`put_aside` gives it another name once it is closed. Raises LibraryError with
    nothing left behind.
    """
    with copy_open(planner.library, target):
        pass
    try:
        follow(settings_file, planner.path, target)
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise LibraryError(
            tr(
                "The settings cannot be saved ({reason}), so the plan file stays where it is.",
                reason=error.strerror or error,
            )
        ) from error


def put_aside(path: Path, today: date) -> Path | None:
    """Give a plan file that was moved a name that says so, so that nobody goes on in it; gives its new path.

    None where it stays as it is: another program has it open, or its folder cannot be written.
    """
    if any(each.exists() for each in companions(path)):
        return None
    for number in range(1, 100):
        more = "" if number == 1 else f" {number}"
        aside = path.with_name(f"{path.stem} (moved {today.isoformat()}{more}){path.suffix}")
        if not os.path.lexists(aside):
            try:
                path.rename(aside)
            except OSError as error:
                _log.info("The file %s that was moved keeps its name: %s", path, error)
                return None
            return aside
    return None
