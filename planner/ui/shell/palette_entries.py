"""The fixed lines of the command palette: pages, commands and the actions of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from planner.config.text import tr
from planner.ui.shell.command_palette import Entry
from planner.ui.shell.commands import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.ui.shell.commands import CommandTable
    from planner.ui.shell.page import PageSpec
    from planner.ui.shell.page_host import PageHost


def palette_entries(
    specs: Sequence[PageSpec], commands: CommandTable, pages: PageHost, go: Callable[[str], object]
) -> list[Entry]:
    """Pages first, then what the present page can do, then the commands; disabled ones are left out."""
    entries = [
        Entry(tr("Go to {page}", page=spec.title), tr("Ctrl+{number}", number=number), spec.icon, _goer(go, spec.id))
        for number, spec in enumerate(specs, start=1)
    ]
    page = pages.current
    if page is not None:
        title = pages.specs[pages.current_id].title
        entries += [
            Entry(plain_text(action), _keys(action) or title, "chevron-right", action.trigger)
            for action in page.actions()
            if action.isEnabled() and action.text()
        ]
    entries += [
        # The words of the table: the label of the step behind “Undo” would match like a title.
        Entry(plain_text(action), _keys(action), command.icon, action.trigger, command.text.replace("&", ""))
        for command, action in sorted(commands.everything(), key=lambda pair: pair[0].id == "file.quit")
        if action.isEnabled() and not command.id.startswith(("page.", "view.palette"))
    ]
    return entries


def _goer(go: Callable[[str], object], page_id: str) -> Callable[[], object]:
    return lambda: go(page_id)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
