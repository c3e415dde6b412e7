"""The commands about reminders, and what begins to remind once the window stands."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from planner.config.text import tr
from planner.ui.shell.commands import Command
from planner.ui.shell.foreground import bring_forward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.reminders import DueReminder
    from planner.ui.shell.reminding import Reminding
    from planner.ui.shell.window import MainWindow

_LATELY: Final = timedelta(days=7)


def reminder_commands(window: MainWindow) -> list[Command]:
    """The usual and the recent reminders, and the switch of notifications, in the Plan menu."""
    settings = window.context.settings
    return [
        Command("edit.reminders", "plan", tr("&Reminders…"), partial(_open, window), (), "bell"),
        Command("edit.reminded", "plan", tr("Re&cent reminders…"), partial(_show_recent, window), (), "clock"),
        Command(
            "view.notifications",
            "plan",
            tr("&Notify me of reminders"),
            partial(_switch, window),
            (),
            "bell",
            checked=lambda: settings.read().notifications,
        ),
    ]


def begin_reminding(window: MainWindow) -> Reminding:
    """Begin to remind, in notifications of the desktop or else in toasts."""
    from planner.ui.shell.notifying import DesktopNotifier
    from planner.ui.shell.reminding import Reminding

    context = window.context

    def show_activity(activity_id: int) -> None:
        bring_forward(window)
        context.open_activity(activity_id)

    made = Reminding(
        context.planner,
        context.settings,
        DesktopNotifier(lambda: context.theme.icon("logo", "accent", 32), window),
        window,
        say=lambda text, press: window.toasts.show(text, tr("Open"), press, lasting=True),
        show_activity=show_activity,
        show_missed=lambda due: _show(window, due, missed=True),
    )
    made.told.connect(window.show_facts)  # the status line tells it, too
    made.begin()
    return made


def _show(window: MainWindow, due: Sequence[DueReminder], *, missed: bool) -> None:
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.missed_dialog import MissedDialog
    from planner.ui.shell.reminding import Reminding

    dialog = MissedDialog(window.context, due, missed=missed, parent=window)
    dialog.opened.connect(window.context.open_activity)
    for each in window.findChildren(Reminding):
        dialog.put_off.connect(each.look_soon)
    opened(dialog)


def _show_recent(window: MainWindow) -> None:
    """What one was reminded of in the last seven days and still matters."""
    from planner.domain.dates import format_instant
    from planner.domain.errors import PlannerError
    from planner.services.queries.reminders import reminders_between
    from planner.services.reminder_words import one_for_each, still_matter

    planner = window.context.planner
    now = planner.now()
    try:
        found = planner.read(reminders_between, format_instant(now - _LATELY), format_instant(now), planner.zone())
    except PlannerError as error:
        window.toast(str(error))
        return
    due = still_matter(one_for_each(found), planner.today())
    if due:
        _show(window, due, missed=False)
    else:
        window.toast(tr("There was nothing to be reminded of in the last seven days."))


def _open(window: MainWindow) -> None:
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.reminders_dialog import RemindersDialog

    opened(RemindersDialog(window.context, window))


def _switch(window: MainWindow) -> None:
    settings = window.context.settings
    try:
        after = settings.change(lambda each: each._replace(notifications=not each.notifications))
    except OSError as error:
        reason = error.strerror or str(error)
        window.toast(tr("The settings cannot be saved ({reason}). Nothing was changed.", reason=reason))
        return
    if after.notifications:
        window.toast(tr("You are notified of reminders while Planner runs"))
    else:
        window.toast(tr("You are not notified of reminders any more"))
