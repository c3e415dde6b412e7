"""Keeps the live calendar file current while the window is open: after each pause in the changes, and on closing."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.planner import Change, Planner
    from planner.ui.shell.job import Job

#: Time without a change after which the file is written, in milliseconds.
PAUSE_MS = 2000

_log = logging.getLogger(__name__)


def _write(planner: Planner) -> str:
    """Writes the file if the plan has one; gives a sentence where that cannot be."""
    from planner.services.export import rewrite_live_file

    try:
        rewrite_live_file(planner)
    except PlannerError as error:
        return str(error)
    except Exception:  # noqa: BLE001  in a thread nobody else would hear of it
        _log.exception("The live calendar file was not written")
    return ""


class LiveFile(QObject):
    """Follows the plan's changes; ``tell`` gets a sentence once where the file cannot be written."""

    def __init__(self, planner: Planner, tell: Callable[[str], object], *, pause_ms: int = PAUSE_MS) -> None:
        super().__init__()
        self._planner = planner
        self._tell = tell
        self._told = ""
        self._stale = False
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._begin)
        self._unsubscribe = planner.subscribe(self._changed)

    def finish(self) -> None:
        """Write what is not yet in the file; called when the window is gone, so that nobody waits in front of it."""
        with suppress(PlannerError):
            self._planner.refresh()  # a restore closes the window before it has heard of what changed
        self._unsubscribe()
        self._pause.stop()
        if self._job is not None:
            self._job.wait()
        if self._stale:
            self._stale = False
            sentence = _write(self._planner)
            if sentence and sentence != self._told:
                _log.warning("The live calendar file was not written: %s", sentence)

    def _changed(self, _change: Change) -> None:
        self._stale = True
        self._pause.start()

    def _begin(self) -> None:
        from planner.ui.shell.job import Job

        if self._job is not None:
            self._pause.start()  # the last writing still runs
            return
        self._stale = False
        self._job = Job(self._planner, _write, self)
        self._job.done.connect(self._take)
        self._job.start()

    def _take(self, result: object) -> None:
        self._job = None
        sentence = str(result)
        if sentence and sentence != self._told:
            self._tell(sentence)
        self._told = sentence
