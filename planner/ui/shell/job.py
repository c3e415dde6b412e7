"""One piece of long work: a thread with a connection of its own, which can be stopped and answers with one signal."""

import contextlib
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from planner.config.text import tr
from planner.domain.errors import LibraryError, PlannerError
from planner.services.planner import Planner
from planner.services.stoppable import StoppablePlanner

log = logging.getLogger(__name__)


class Job(QObject):
    """Runs ``work`` in a thread with a plan of its own. ``done`` comes once, in the interface thread,
    and the job is gone after it.

    It carries what ``work`` gave, or the PlannerError that it raised (StoppedError after :meth:`stop`).
    """

    done = Signal(object)
    _worked = Signal(object)  # crosses from the thread to the interface

    def __init__(self, planner: Planner, work: Callable[[StoppablePlanner], object], parent: QObject) -> None:
        super().__init__(parent)
        self._planner = planner
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="planner-job")
        self._worked.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the work to end without writing anything."""
        self._stop.set()

    def wait(self) -> None:
        """Return when the thread has ended."""
        self._thread.join()

    def _run(self) -> None:
        result: object
        try:
            with StoppablePlanner(self._planner, self._stop) as planner:
                result = self._work(planner)
        except PlannerError as error:
            result = error
        except Exception:
            log.exception("Work in the background failed")
            result = LibraryError(tr("Something unexpected went wrong; the details are in the log file."))
        with contextlib.suppress(RuntimeError):  # whoever asked is gone, and Qt's half of this object with it
            self._worked.emit(result)

    def _deliver(self, result: object) -> None:
        self.wait()
        self.deleteLater()
        self.done.emit(result)
