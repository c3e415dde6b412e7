"""The commands of the File menu: other libraries, import, export, backup and restore, wired to the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr, trn
from planner.domain.errors import ExchangeError, PlannerError
from planner.services import libraries
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QPoint

    from planner.services.stoppable import StoppablePlanner
    from planner.ui.files.drops import Dropped
    from planner.ui.shell.window import MainWindow


def file_commands(window: MainWindow) -> list[Command]:
    """What the File menu offers besides Quit; each is refused with one sentence in a toast."""

    def guarded(command: Callable[[MainWindow], None]) -> Callable[[], None]:
        def run() -> None:
            window.flush()
            try:
                command(window)
            except PlannerError as error:
                window.toast(str(error))

        return run

    window.settled.connect(lambda: _take_drops(window))
    return [
        Command("file.new", "file", tr("&New plan file…"), guarded(_new), ("Ctrl+Shift+N",), "plus"),
        Command("file.open", "file", tr("&Open plan file…"), guarded(_open), ("Ctrl+O",), "book"),
        Command("file.import", "file", tr("&Import…"), guarded(_import), ("Ctrl+I",), "upload"),
        Command("file.export", "file", tr("&Export…"), guarded(_export), ("Ctrl+E",), "download"),
        Command("file.backup", "file", tr("&Back up now"), guarded(_back_up), (), "copy"),
    ]


def _folder(window: MainWindow) -> Path:
    return window.context.planner.path.parent


def _new(window: MainWindow) -> None:
    from planner.ui.shell import dialogs

    path = dialogs.new_library(window, _folder(window))
    if path is None:
        return
    with_roadmap = dialogs.new_from_template(window.context.theme, window)
    if with_roadmap is None:
        return
    libraries.new_plan(path, libraries.BUILT_IN if with_roadmap else None).close()
    _switch(window, path)


def _open(window: MainWindow) -> None:
    from planner.ui.shell import dialogs

    path = dialogs.open_library(window, _folder(window))
    if path is not None:
        libraries.open_plan(path).close()  # refused here, while this library is still on screen
        _switch(window, path)


def _switch(window: MainWindow, path: Path) -> None:
    window.next_library = path
    window.close()


def _import(window: MainWindow) -> None:
    from planner.ui.shell import dialogs

    paths = dialogs.import_files(window, dialogs.documents())
    if paths:
        import_paths(window, paths)


def import_paths(window: MainWindow, paths: list[Path]) -> None:
    """Show what files and folders would bring: one badge in its own dialog, what is mostly dates in the calendar's."""
    if not any(path.is_dir() for path in paths):
        _show(window, paths, are_dates=_mostly_dates(paths))
        return

    def work(planner: StoppablePlanner) -> bool:
        return _mostly_dates(paths, planner.check)  # a folder may hold many files to look into

    def done(are_dates: object) -> None:
        _show(window, paths, are_dates=are_dates is True)

    window.work.start(tr("Looking at the files…"), work, done)


def _mostly_dates(paths: list[Path], check: Callable[[], object] = bool) -> bool:
    """Whether more of the files are calendars or lists of conferences than are not; of what cannot be told, False."""
    from planner.services.import_finding import find_dated

    try:
        found = [find_dated(path, check) for path in paths]
    except ExchangeError:
        return False  # the dialog says why
    return sum(len(dated) for dated, _ in found) > sum(len(others) for _, others in found)


def _show(window: MainWindow, paths: list[Path], *, are_dates: bool) -> None:
    from planner.services.badges import badge_to_ask_about

    if are_dates:
        from planner.ui.calendar.dialogs import open_import

        open_import(window.context, window, paths)
        return
    from planner.ui.files.import_dialog import ImportDialog
    from planner.ui.shell.dialogs import opened

    badge = badge_to_ask_about(paths[0]) if len(paths) == 1 else None
    if badge is not None:
        from planner.ui.shell.badges.take_dialog import TakeBadgeDialog

        opened(TakeBadgeDialog(window.context, badge, parent=window))
        return
    opened(ImportDialog(window.context, paths, window))


def _take_drops(window: MainWindow) -> None:
    from planner.ui.files.drops import DropHint, Drops

    def step_at(at: QPoint) -> tuple[int | None, str]:
        page = window.pages.current
        found = None if page is None else page.step_at(at)
        return found or (None, tr("Inbox"))

    def taken(dropped: Dropped, at: QPoint) -> None:
        window.flush()
        if dropped.paths:
            import_paths(window, list(dropped.paths))
        else:
            _add_dropped(window, dropped, step_at(at)[0])

    def said(dropped: Dropped, at: QPoint) -> str:
        if not dropped.paths:
            return tr("Let go to add this to {place}", place=step_at(at)[1])
        if len(dropped.paths) > 1:
            number = len(dropped.paths)
            return trn("Let go to see what {n} file would bring", "Let go to see what {n} files would bring", number)
        return tr("Let go to see what “{name}” would bring", name=dropped.paths[0].name)

    Drops(window, DropHint(window.context.theme, window.area), taken, said)


def _add_dropped(window: MainWindow, dropped: Dropped, step_id: int | None) -> None:
    from planner.domain.words import StepId
    from planner.services.actions.activities import QuickAdd
    from planner.services.actions.lines import AddLines

    step = None if step_id is None else StepId(step_id)
    change = window.context.run(QuickAdd(dropped.link, step) if dropped.link else AddLines(dropped.text, step))
    if change is None:
        return
    window.context.tell(change)
    page = window.pages.current
    if page is not None:
        page.reveal("activity", change.added("activity")[0])


def _export(window: MainWindow) -> None:
    from planner.ui.files.export_dialog import ExportDialog
    from planner.ui.shell.dialogs import opened

    def go_on_with_the_calendar() -> None:
        from planner.ui.calendar.dialogs import open_export

        open_export(window.context, window)

    dialog = ExportDialog(window.context, window)
    dialog.calendar_wanted.connect(go_on_with_the_calendar)
    opened(dialog)


def _back_up(window: MainWindow) -> None:
    def done(copy: object) -> None:
        window.toast(tr("Backed up to “{file}”.", file=copy))

    window.work.start(tr("Backing up…"), libraries.back_up_to, done)
