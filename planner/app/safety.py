"""The safety of the plan in the window: its backups, its examination, what each day needs, what damage leads to."""

from __future__ import annotations

import contextlib
import logging
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from planner.config.text import tr
from planner.domain.errors import DamagedError, PlannerError
from planner.ui.shell.commands import Command

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from planner.services.stoppable import StoppablePlanner
    from planner.ui.shell.window import MainWindow

#: How often a window that stays open looks whether a new day wants its backup, in milliseconds.
LOOK_MS: Final = 30 * 60 * 1000

_log = logging.getLogger(__name__)


def safety_commands(window: MainWindow) -> list[Command]:
    """What the File menu offers for the safety of the plan."""
    return [
        Command("file.backups", "file", tr("Back&ups…"), lambda: open_backups(window), (), "clock"),
        Command("file.check", "file", tr("&Check the plan file…"), lambda: open_check(window), (), "check"),
    ]


def open_backups(window: MainWindow) -> None:
    """Show the backups; after one was restored the plan is opened anew."""
    from planner.ui.shell.backups.dialog import BackupsDialog
    from planner.ui.shell.dialogs import opened

    window.flush()
    if not window.unsaved.may_close():
        return
    planner = window.context.planner
    dialog = BackupsDialog(
        window.context.theme, planner.path, planner.zone(), planner.today(), planner=planner, parent=window
    )
    dialog.restored.connect(lambda: _open_again(window))
    opened(dialog)


def open_check(window: MainWindow) -> None:
    """Examine the whole file."""
    from planner.ui.shell.dialogs import opened
    from planner.ui.shell.rescue.check_dialog import CheckDialog

    window.flush()
    dialog = CheckDialog(window.context.theme, window.context.planner.path, window)
    dialog.backups_wanted.connect(lambda: open_backups(window))
    dialog.rescue_wanted.connect(lambda: begin_rescue(window, ""))
    opened(dialog)


def begin_rescue(window: MainWindow, sentence: str, error: PlannerError | None = None) -> None:
    """Close the window, since a damaged plan is read with nothing else at it, and offer the ways out of ``error``."""
    path = window.context.planner.path
    said = sentence or tr("“{file}” is damaged, as its examination has shown.", file=path.name)
    watch = window.findChild(DamageWatch)
    if _open_again(window) and isinstance(watch, DamageWatch):
        watch.trouble = error or DamagedError(said)


def _open_again(window: MainWindow) -> bool:
    window.next_library = window.context.planner.path
    return window.close()


class LookingAfter(QObject):
    """What the plan needs each day while the window stands: its backup, a look for damage, and an emptied trash.

    It is done in a thread, first by :meth:`begin` and then whenever another day has come. ``finish`` ends it.
    """

    looked = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def finish(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Do what is due; nothing while it is being done."""
        from planner.ui.shell.job import Job

        if self._busy or not self._window.isVisible():
            return
        self._busy = True
        job = Job(self._window.context.planner, _look_after, self)
        job.done.connect(self._was_done)
        job.start()

    def _was_done(self, result: object) -> None:
        from planner.services.stoppable import StoppedError

        self._busy = False
        if isinstance(result, DamagedError):
            tell_damage(self._window, str(result))
        elif isinstance(result, PlannerError) and not isinstance(result, StoppedError):
            self._window.toasts.show(str(result), lasting=True)
        self.looked.emit()


def _look_after(planner: StoppablePlanner) -> None:
    from planner.services import libraries
    from planner.services.rescue import quick_check_if_due

    problems = quick_check_if_due(planner)
    if problems:
        what = problems[0].splitlines()[0].removesuffix(".")
        raise DamagedError(tr("“{file}” is damaged: {what}.", file=planner.path.name, what=what))
    libraries.daily_backup_if_due(planner)
    libraries.purge_old_trash(planner)


def tell_damage(window: MainWindow, sentence: str, error: PlannerError | None = None) -> None:
    """Say that the plan is damaged: in a dialog first, and once that was put off, beside the work."""

    def go_on() -> None:
        begin_rescue(window, sentence, error)

    from planner.ui.shell.rescue.notice import DamageNotice

    notices = window.findChildren(DamageNotice)
    if any(notice.isVisible() for notice in notices):
        return
    if notices:
        window.toasts.show(sentence, tr("What to do…"), go_on, lasting=True)
        return
    notice = DamageNotice(window.context.theme, sentence, window)
    notice.accepted.connect(go_on)
    notice.open()


class DamageWatch(QObject):
    """Hears of every read or write of the window that meets damage, whoever asked for it, and says so once it is over.

    An exception on its way to nobody is no program error then. ``trouble`` is why the plan cannot simply be opened anew
    once the window has closed: the person wants a way out of the damage.
    """

    met = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.trouble: PlannerError | None = None
        found = window.context.planner.trouble
        if found is not None:
            window.settled.connect(lambda: tell_damage(window, str(found), found))
        name = window.context.planner.path.name
        said = tr("“{file}” is damaged: parts of it can be neither read nor written.", file=name)
        self.met.connect(lambda _sentence: tell_damage(window, said), Qt.ConnectionType.QueuedConnection)
        self._library = window.context.planner.library
        self._library.on_damage = self._heard
        self._before = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if isinstance(error, DamagedError):
                _log.info("The plan is damaged: %s", error)
            else:
                self._before(kind, error, trace)

        self._hook: Callable[..., object] = hook
        sys.excepthook = hook

    def _heard(self, sentence: str) -> None:
        with contextlib.suppress(RuntimeError):  # a thread met it last, and the window is gone
            self.met.emit(sentence)

    def finish(self) -> None:
        """Hear of nothing any more."""
        self._library.on_damage = None
        if sys.excepthook is self._hook:
            sys.excepthook = self._before
