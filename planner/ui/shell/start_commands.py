"""The commands that begin something: setting the plan up, the sample plan, and the way to another computer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.sample_place import is_sample
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from planner.services.planner import Change
    from planner.ui.shell.window import MainWindow


def start_commands(window: MainWindow) -> list[Command]:
    """What stands in the menus File, Plan and Help; pages run these and others of the window by their names.

    The window of a sample plan says that it is one.
    """
    window.context.command_requested.connect(lambda command: window.commands.action(command).trigger())
    if is_sample(window.context.planner.path):
        _dress_sample(window)
    return [
        Command("file.to_computer", "file", tr("&Move to another computer…"), partial(_move, window), (), "external"),
        Command("edit.set_up", "plan", tr("Set &up my plan…"), partial(set_up, window), (), "rocket"),
        Command("help.sample", "help", tr("Open the &sample plan"), partial(_open_sample, window), (), "flask"),
    ]


def set_up(window: MainWindow) -> None:
    """Open the set-up over the window; whether it is answered or left, it does not come by itself again."""
    from planner.services.first_start import answered
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.first_run.dialog import FirstRunDialog

    window.flush()
    dialog = FirstRunDialog(window.context, window)
    path = window.context.planner.path

    def done(change: Change | None) -> None:
        if change is not None:
            window.go_by_key(window.pages.current_id)  # the page looks other than when it had the keyboard last
            window.context.tell(change, tr("Your plan is set up"))

    def left() -> None:
        window.toast(tr("You can do that at any time: “Set up my plan…” in the menu Plan."))

    dialog.set_up.connect(done)
    dialog.rejected.connect(left)
    dialog.finished.connect(lambda _code: answered(window.context.settings, path))
    opened(dialog)


# -- another computer


def _move(window: MainWindow) -> None:
    from planner.services.other_computer import copy_to_move
    from planner.ui.shell import dialogs
    from planner.ui.shell.moved_dialog import MovedDialog

    window.flush()
    day = window.context.planner.today().isoformat()
    proposed = tr("{name} of {day}", name=window.context.planner.path.stem, day=day)
    target = dialogs.new_library(window, dialogs.documents(), f"{proposed}.db")
    if target is None:
        return

    def done(path: object) -> None:
        assert isinstance(path, Path)
        dialogs.opened(MovedDialog(window.context.theme, path, window))

    window.work.start(tr("Writing the file…"), lambda planner: copy_to_move(planner, target), done)


# -- the sample plan


def _open_sample(window: MainWindow) -> None:
    def made(path: object) -> None:
        assert isinstance(path, Path)
        _switch(window, path)

    def make(_planner: object) -> Path:
        from planner.services.sample import open_sample

        return open_sample()

    window.flush()
    window.work.start(tr("Making the sample plan…"), make, made)


def _switch(window: MainWindow, path: Path) -> None:
    window.next_library = path
    window.close()


def _dress_sample(window: MainWindow) -> None:
    from planner.ui.shell.sample_strip import add_strip

    own = _own_plan()
    text = tr("Back to my plan") if own is not None and own.exists() else tr("Start my own")
    add_strip(window, partial(_keep, window), partial(_leave, window), text)


def _own_plan() -> Path | None:
    """The plan file that is meant when none is named; None where its folder cannot be made."""
    from planner.config.paths import default_library

    try:
        return default_library()
    except OSError:
        return None


def _keep(window: MainWindow) -> None:
    """Ask where the sample plan shall stay, copy it there, and go on in the copy."""
    from planner.services import libraries
    from planner.ui.shell import dialogs

    window.flush()
    own = _own_plan()
    if own is None or own.exists():
        target = dialogs.new_library(window, dialogs.documents())
    else:
        target = dialogs.new_library(window, own.parent, own.name)
    if target is None:
        return
    try:
        libraries.back_up_to(window.context.planner, target)
    except PlannerError as error:
        window.toast(str(error))
        return
    _switch(window, target)


def _leave(window: MainWindow) -> None:
    own = _own_plan()
    if own is None:
        window.toast(tr("The folder for the plan file cannot be made. Name a plan file with “New plan file…”."))
    else:
        _switch(window, own)
