"""What opens over the window: command palette, shortcut sheet and About; loaded when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.ui.shell.command_palette import CommandPalette
    from planner.ui.shell.facts import Found
    from planner.ui.shell.page import PageSpec
    from planner.ui.shell.window import MainWindow


def build_palette(
    window: MainWindow, specs: Sequence[PageSpec], search: Callable[[str, int], Sequence[Found]]
) -> CommandPalette:
    """The palette over pages, commands, the actions of the present page, and the library."""
    from planner.ui.shell.command_palette import CommandPalette
    from planner.ui.shell.palette_entries import palette_entries

    def open_found(row: Found) -> None:
        window.reveal(row.table, row.id)  # first, since a page that is gone to takes the focus
        if row.table in {"activity", "skill"}:
            window.open(row.table, row.id)

    return CommandPalette(
        window.context.theme,
        lambda: palette_entries(specs, window.commands, window.pages, window.go_by_key),
        search,
        open_found,
        window,
    )


def show_shortcuts(window: MainWindow) -> None:
    """Open the sheet of live key bindings."""
    from planner.ui.shell.shortcuts_dialog import ShortcutsDialog, bindings

    names = {"edit.undo": tr("Undo"), "edit.redo": tr("Redo")}
    names |= {f"page.{page_id}": tr("Go to {page}", page=spec.title) for page_id, spec in window.pages.specs.items()}
    groups = [(tr("Everywhere"), bindings((action for _command, action in window.commands.everything()), names))]
    current = window.pages.current_id
    for page_id, page in window.pages.built.items():
        place = 0 if page_id == current else len(groups)
        groups.insert(place, (window.pages.specs[page_id].title, bindings(page.actions())))
    ShortcutsDialog(window.context.theme, groups, window).open()


def show_about(window: MainWindow) -> None:
    """Open the About dialog."""
    from planner.ui.shell.about_dialog import AboutDialog

    AboutDialog(window.context.theme, window.context.planner.path, window).open()
