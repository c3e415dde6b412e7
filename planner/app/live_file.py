"""Keeps the live calendar file current beside a window: at the start, after each pause in the changes, on closing."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.services.planner import Change, Planner
    from planner.ui.shell.job import Job

#: Time without a change after which the file is written, in milliseconds.
PAUSE_MS = 2000

_log = logging.getLogger(__name__)


class Standing(NamedTuple):
    """How the file stands: a sentence where it could not be written, and the words for the status line."""

    problem: str
    status: str


def _write(planner: Planner) -> Standing:
    """Writes the file if the plan has one and its content changed."""
    from planner.services.live_calendar import live_state, rewrite, status_text

    problem = ""
    try:
        rewrite(planner)
    except PlannerError as error:
        problem = str(error)
    except Exception:  # noqa: BLE001  in a thread nobody else would hear of it
        _log.exception("The live calendar file was not written")
    try:
        status = status_text(live_state(planner), planner.today(), planner.zone())
    except PlannerError as error:
        return Standing(problem or str(error), "")
    return Standing(problem, status)


class LiveFile(QObject):
    """Follows the plan's changes; ``tell`` gets a sentence once where the file cannot be written.

    ``show`` gets the words for the status line and the sentence, both empty where there is none.
    """

    def __init__(
        self,
        planner: Planner,
        tell: Callable[[str], object],
        show: Callable[[str, str], object] | None = None,
        *,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__()
        self._planner = planner
        self._tell = tell
        self._show = show
        self._finished = False
        self._told = ""
        self._stale = False
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self._begin)
        self._unsubscribe = planner.subscribe(self._changed)

    def begin(self) -> None:
        """Bring the file up to date now: at the start, and when another one was chosen."""
        if not self._finished:
            self._pause.stop()
            self._begin()

    def finish(self) -> None:
        """Write what is not yet in the file; called when the window is gone, so that nobody waits in front of it."""
        with suppress(PlannerError):
            self._planner.refresh()  # a restore closes the window before it has heard of what changed
        self._finished = True
        self._unsubscribe()
        self._pause.stop()
        if self._job is not None:
            self._job.done.disconnect(self._take)
            self._job.wait()
        if self._stale:
            self._stale = False
            sentence = _write(self._planner).problem
            if sentence and sentence != self._told:
                _log.warning("The live calendar file was not written: %s", sentence)

    def _changed(self, _change: Change) -> None:
        self._stale = True
        self._pause.start()

    def _begin(self) -> None:
        from planner.services.live_calendar import is_kept
        from planner.ui.shell.job import Job

        if self._job is not None:
            self._pause.start()  # the last writing still runs
            return
        self._stale = False
        if not is_kept():
            self._take(Standing("", ""))
            return
        self._job = Job(self._planner, _write, self)
        self._job.done.connect(self._take)
        self._job.start()

    def _take(self, result: object) -> None:
        self._job = None
        standing = result if isinstance(result, Standing) else Standing(str(result), "")
        if self._show is not None:
            self._show(standing.status, standing.problem)
        sentence = standing.problem
        if sentence and sentence != self._told:
            self._tell(sentence)
        self._told = sentence
