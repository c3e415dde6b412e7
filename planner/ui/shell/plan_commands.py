"""The commands on the plan as a whole: its aim, its deleted activities, its built-in roadmap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from planner.ui.shell.window import MainWindow


def plan_commands(window: MainWindow) -> list[Command]:
    """What the Plan menu offers on the plan as a whole; a press of the aim in the sidebar asks for it too."""
    window.sidebar.aim_requested.connect(partial(_set_aim, window))
    return [
        Command("edit.aim", "plan", tr("&Aim…"), partial(_set_aim, window), (), "compass"),
        Command("edit.archive", "plan", tr("Archi&ved activities…"), partial(_open_archive, window), (), "inbox"),
        Command("edit.trash", "plan", tr("&Trash…"), partial(_open_trash, window), (), "trash"),
        Command(
            "edit.roadmap",
            "plan",
            tr("Add or update the built-in roa&dmap"),
            partial(_update_roadmap, window),
            (),
            "roadmap",
        ),
    ]


def _set_aim(window: MainWindow) -> None:
    from planner.domain.words import ProfileId
    from planner.services.queries.settings import setting
    from planner.services.queries.shell import AIM_UNTIL
    from planner.services.queries.skills import skills_view
    from planner.ui.shell.aim_dialog import AimDialog
    from planner.ui.shell.dialogs import opened

    context = window.context
    view = context.planner.read(skills_view, context.planner.today())
    if not view.profiles:
        window.toast(tr("There is no role to aim at yet. Make one on the Skills page, by “Target roles…”."))
        return
    until = context.planner.read(setting, AIM_UNTIL)
    month = until if isinstance(until, str) else None
    today = context.planner.today()
    dialog = AimDialog(context.theme, view.profiles, window, chosen=view.profile_id, until=month, today=today)

    def save() -> None:
        from planner.services.actions.skills import SetAim

        context.run(SetAim(ProfileId(dialog.profile_id), dialog.until))

    dialog.accepted.connect(save)
    opened(dialog)


def _open_trash(window: MainWindow) -> None:
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.trash_dialog import TrashDialog

    window.flush()
    opened(TrashDialog(window.context.theme, window.context.planner, window.context.run, window))


def _open_archive(window: MainWindow) -> None:
    from planner.ui.shell.archive_dialog import ArchiveDialog
    from planner.ui.shell.dialogs import opened

    window.flush()
    opened(ArchiveDialog(window.context.theme, window.context.planner, window.context.run, window))


def _update_roadmap(window: MainWindow) -> None:
    from planner.services.actions.built_in import add_built_in

    window.flush()
    change = window.context.run(add_built_in())
    if change is None:
        return
    if change.rows:
        window.context.tell(change, tr("The built-in roadmap was brought up to date"))
    else:
        window.toast(tr("The built-in roadmap is up to date; nothing was changed."))
