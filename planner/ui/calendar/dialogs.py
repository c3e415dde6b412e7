"""Opens the dialogs of the Calendar page; each is imported when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.services.queries.calendar import step_choices
from planner.ui.shell.dialogs import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from planner.ui.shell.page import PageContext


def open_add(
    context: PageContext,
    parent: QWidget,
    day: date | None,
    added: Callable[[int | None], object],
    *,
    last: date | None = None,
) -> QDialog:
    """Ask for a conference, on these days where they are given; ``added`` gets the activity's id."""
    from planner.ui.calendar.conference_dialog import ConferenceDialog

    dialog = ConferenceDialog(context, context.planner.read(step_choices), day, parent, last=last)
    dialog.accepted.connect(lambda: added(dialog.added))
    return opened(dialog)


def open_yearly(context: PageContext, parent: QWidget, added: Callable[[int | None], object]) -> QDialog:
    """Offer the conferences that recur; ``added`` gets the activity's id."""
    from planner.ui.calendar.yearly_dialog import YearlyDialog

    dialog = YearlyDialog(context, parent)
    dialog.accepted.connect(lambda: added(dialog.added))
    return opened(dialog)


def open_export(context: PageContext, parent: QWidget, path: Path | None = None) -> QDialog:
    """Ask what to export, and where to if no ``path`` is given."""
    from planner.ui.calendar.export_dialog import ExportDialog

    return opened(ExportDialog(context, parent, path=path))


def open_import(context: PageContext, parent: QWidget, paths: Sequence[Path]) -> QDialog:
    """Show what files would bring."""
    from planner.ui.calendar.import_dialog import ImportDialog

    return opened(ImportDialog(context, paths, parent))
