"""What stands where in the menus, from the top; the palette and the shortcut sheet follow the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Menu -> its groups, which a line divides, of the ids of commands. One that ends with a full stop stands for all
#: commands whose id begins so, in the order in which they were added.
ORDER: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "file": (
        ("file.new", "file.open", "file.place"),
        ("file.import", "file.export"),
        ("file.backup", "file.backups", "file.check"),
        ("file.to_computer",),
        ("file.quit",),
    ),
    "edit": (
        ("edit.undo", "edit.redo"),
        ("edit.add",),
        ("edit.find", "view.palette"),
        ("edit.preferences",),
    ),
    "view": (
        ("page.",),
        ("theme.", "density."),
        ("view.sidebar", "view.menu_bar"),
    ),
    "plan": (
        ("edit.aim", "edit.set_up", "edit.roadmap"),
        ("edit.log_time", "edit.sessions", "view.look_back"),
        ("edit.reminders", "edit.reminded", "view.notifications"),
        ("edit.archive", "edit.trash"),
    ),
    "help": (
        ("help.guide", "help.shortcuts", "help.news"),
        ("help.sample",),
        ("help.report", "help.about"),
    ),
}


class Place(NamedTuple):
    """Where a command stands in its menu: which group, and which entry of the group."""

    group: int
    entry: int


def place_of(menu: str, command_id: str) -> Place:
    """Where a command stands; what the order does not name stands in a group of its own at the end."""
    groups = ORDER.get(menu, ())
    for number, group in enumerate(groups):
        for entry, known in enumerate(group):
            if command_id == known or (known.endswith(".") and command_id.startswith(known)):
                return Place(number, entry)
    return Place(len(groups), 0)


def unplaced(menu: str, command_ids: Iterable[str]) -> list[str]:
    """Those that the order of a menu does not name."""
    return [each for each in command_ids if place_of(menu, each).group == len(ORDER.get(menu, ()))]
