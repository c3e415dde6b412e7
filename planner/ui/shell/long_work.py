"""Work that takes longer than a moment: runs in a worker thread while the window stays readable.

The work opens its own connection (``planner.library.sibling()``), prepares outside any write transaction and writes in
one. It is handed an event that is set when the person cancels; it then raises :class:`CancelledError`, which rolls
back.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog

from planner.config.text import tr
from planner.domain.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

#: Shorter work shows no sheet, in milliseconds.
_SHEET_AFTER_MS = 200

_log = logging.getLogger(__name__)


class CancelledError(PlannerError):
    """The person cancelled; nothing was written."""


class _Result(QObject):
    """Carries the outcome into the interface thread by a queued signal."""

    ended = Signal(object, object)  # value, error


class _Run(QRunnable):
    def __init__(self, work: Callable[[threading.Event], object], cancelled: threading.Event, result: _Result) -> None:
        super().__init__()
        self._work = work
        self._cancelled = cancelled
        self._result = result

    def run(self) -> None:
        try:
            value = self._work(self._cancelled)
        except Exception as error:  # noqa: BLE001  # it is told in the interface thread
            self._result.ended.emit(None, error)
        else:
            self._result.ended.emit(value, None)


class LongWork(QObject):
    """One piece of work at a time; ``busy`` says whether one runs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._sheet: QProgressDialog | None = None
        self._result: _Result | None = None
        self._cancelled = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._result is not None

    def start(
        self,
        title: str,
        work: Callable[[threading.Event], object],
        done: Callable[[object], object],
        failed: Callable[[str], object],
    ) -> None:
        """Run ``work`` in a thread; ``done`` gets its value, ``failed`` one sentence. Refused while work runs."""
        if self.busy:
            failed(tr("Something is still being worked on; wait until it is done and try again."))
            return
        self._cancelled = threading.Event()
        self._result = _Result()

        def ended(value: object, error: object) -> None:
            self._finish()
            if isinstance(error, CancelledError):
                return
            if isinstance(error, PlannerError):
                failed(str(error))
            elif isinstance(error, Exception):
                _log.error("Unexpected error in a worker", exc_info=error)
                failed(tr("Something unexpected went wrong; nothing was written, and the details are in the log file."))
            else:
                done(value)

        self._result.ended.connect(ended, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(_SHEET_AFTER_MS, self, lambda: self._show_sheet(title))
        QThreadPool.globalInstance().start(_Run(work, self._cancelled, self._result))

    def _show_sheet(self, title: str) -> None:
        if not self.busy or self._sheet is not None:
            return
        sheet = QProgressDialog(title, tr("Cancel"), 0, 0, self._window)
        sheet.setWindowTitle(tr("Planner"))
        sheet.setWindowModality(Qt.WindowModality.WindowModal)
        sheet.setMinimumDuration(0)
        sheet.setAutoClose(False)
        sheet.canceled.connect(self._cancelled.set)
        self._sheet = sheet
        sheet.show()

    def _finish(self) -> None:
        self._result = None
        if self._sheet is not None:
            self._sheet.close()
            self._sheet.deleteLater()
            self._sheet = None
