"""Where the plan file lies: the command that moves it, and what is explained once of a synced folder."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planner.ui.shell.window import MainWindow

#: How long after the start it is explained, and after which it is tried again if a dialog is open, in milliseconds.
CALM_MS = 5000
#: So many plans and copies are remembered as explained.
_KEPT = 100

_log = logging.getLogger(__name__)


def place_commands(window: MainWindow) -> list[Command]:
    """What the File menu offers on the place of the plan file."""
    return [Command("file.place", "file", tr("Mo&ve plan file…"), partial(move, window), (), "file")]


def move(window: MainWindow) -> None:
    """Ask where the plan file is to lie, copy it there, verified, and go on there."""
    from planner.services.moving import move_plan
    from planner.ui.shell.unsaved_dialog import ask_place

    if not window.unsaved.is_stored():
        return
    planner = window.context.planner
    target = ask_place(window, tr("Move the plan file"), planner.path.name)
    if target is None:
        return
    try:
        move_plan(planner, target, window.context.settings)
    except PlannerError as error:
        window.toasts.show(str(error), lasting=True)
        return
    window.at_the_end = partial(_put_aside, planner.path, planner.today(), target)
    window.next_library = target
    window.close()


def _put_aside(path: Path, today: date, target: Path) -> str:
    from planner.services.moving import put_aside

    old = put_aside(path, today) or path
    return tr("Your plan is in “{file}” now; the old file is kept as “{old}”.", file=target, old=old.name)


def explain_later(window: MainWindow) -> None:
    """Explain a synced folder once, in a calm moment."""
    QTimer.singleShot(CALM_MS, window, partial(explain, window))


def explain(window: MainWindow) -> None:
    """Explain the place of the plan file, and name copies of conflicts, unless this machine has done that before."""
    from planner.config.synced_folders import copies_beside, place_of

    if not window.isVisible():
        return
    if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
        explain_later(window)
        return
    path, settings_file = window.context.planner.path, window.context.settings
    place = place_of(path)
    copies = copies_beside(path, "" if place is None else place.service)
    told = set(settings_file.read().explained)
    new_place = place if place is not None and str(path) not in told else None
    new_copies = [each for each in copies if str(each) not in told]
    if new_place is None and not new_copies:
        return
    said = [*(str(each) for each in new_copies), *([str(path)] if new_place is not None else [])]
    try:
        settings_file.change(lambda settings: settings._replace(explained=(*settings.explained, *said)[-_KEPT:]))
    except OSError as error:
        _log.info("It is not remembered what was explained: %s", error)
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.synced_dialog import SyncedDialog

    dialog = SyncedDialog(window.context.theme, new_place, new_copies, window)
    dialog.move_wanted.connect(partial(move, window))
    opened(dialog)
