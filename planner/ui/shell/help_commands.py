"""The commands of the Help menu that lead out of the window: the guide, what is new, and reporting a problem."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner import __version__
from planner.config.text import tr
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from planner.ui.shell.window import MainWindow


def help_commands(window: MainWindow) -> list[Command]:
    """What the Help menu offers besides the shortcuts and About."""
    return [
        Command("help.guide", "help", tr("&Guide"), partial(_open_guide_of_page, window), ("F1",), "book"),
        Command("help.news", "help", tr("&What’s new"), partial(open_guide, window, "whats-new"), (), "lightbulb"),
        Command("help.report", "help", tr("&Report a problem…"), partial(_report, window), (), "warning"),
    ]


def open_guide(window: MainWindow, page: str) -> None:
    """Open a page of the guide, beside the window; one guide is enough."""
    from planner.ui.shell.dialogs import opened_beside
    from planner.ui.shell.help.guide_dialog import GuideDialog

    for guide in window.findChildren(GuideDialog):
        if guide.isVisible():
            guide.go(page)
            guide.raise_()
            guide.activateWindow()
            return
    opened_beside(GuideDialog(window.context.theme, page, window))


def _open_guide_of_page(window: MainWindow) -> None:
    open_guide(window, window.pages.current_id)


def _report(window: MainWindow) -> None:
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.help.report_dialog import ReportDialog

    window.flush()
    opened(ReportDialog(window.context, window))


def tell_news(window: MainWindow) -> None:
    """Say once that the program is newer than the one that was here last; a new machine has nothing new."""
    try:
        before = window.context.settings.read().seen_version
        if before != __version__:
            window.context.settings.change(lambda settings: settings._replace(seen_version=__version__))
    except OSError:
        return
    if before and before != __version__:
        window.toasts.show(
            tr("Planner is now version {version}.", version=__version__),
            tr("What’s new"),
            partial(open_guide, window, "whats-new"),
        )
