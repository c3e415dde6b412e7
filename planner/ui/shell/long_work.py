"""Work of the window that takes longer than a moment: a sheet with Cancel covers it, and the window stays readable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.stoppable import StoppedError
from planner.ui.shell.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from planner.services.planner import Planner
    from planner.services.stoppable import StoppablePlanner

#: Shorter work shows no sheet, in milliseconds.
_SHEET_AFTER_MS = 200


class LongWork(QObject):
    """One piece of work at a time; ``busy`` says whether one runs. ``failed`` gets one sentence."""

    def __init__(self, parent: QWidget, planner: Planner, failed: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._window = parent
        self._planner = planner
        self._failed = failed
        self._sheet: QProgressDialog | None = None
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def start(
        self, title: str, work: Callable[[StoppablePlanner], object], done: Callable[[object], object]
    ) -> None:
        """Run ``work`` on a plan of its own in a thread; ``done`` gets its value. Refused while work runs."""
        if self.busy:
            self._failed(tr("Something is still being worked on; wait until it is done and try again."))
            return
        job = self._job = Job(self._planner, work, self)

        def ended(result: object) -> None:
            self._finish()
            if not isinstance(result, PlannerError):
                done(result)
            elif not isinstance(result, StoppedError):
                self._failed(str(result))

        job.done.connect(ended)
        QTimer.singleShot(_SHEET_AFTER_MS, job, lambda: self._show_sheet(title, job))
        job.start()

    def _show_sheet(self, title: str, job: Job) -> None:
        if self._job is not job:
            return
        sheet = self._sheet = QProgressDialog(title, tr("Cancel"), 0, 0, self._window)
        sheet.setWindowTitle(tr("Planner"))
        sheet.setWindowModality(Qt.WindowModality.WindowModal)
        sheet.setMinimumDuration(0)
        sheet.setAutoClose(False)
        sheet.canceled.connect(job.stop)
        sheet.show()

    def _finish(self) -> None:
        self._job = None
        if self._sheet is not None:
            self._sheet.close()
            self._sheet.deleteLater()
            self._sheet = None
