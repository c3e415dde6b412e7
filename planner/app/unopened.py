"""What is asked where the plan cannot be opened or used: a backup in its place, what can be read, or another plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.ui.shell.rescue.dialog import RescueDialog

if TYPE_CHECKING:
    from pathlib import Path

    from planner.domain.errors import PlannerError
    from planner.ui.theme import Theme


def ask_instead(path: Path, error: PlannerError, theme: Theme) -> Path | None:
    """The file to open now that ``path`` cannot be, of which ``error`` says why; None to leave the program.

    It is ``path`` again where something whole was put in its place; the file itself is kept beside the backups then.
    """
    dialog = RescueDialog(theme, path, error)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
