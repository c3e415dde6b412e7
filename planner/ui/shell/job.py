"""One piece of long work: a thread that can be stopped and answers with one signal, with or without a plan."""

import contextlib
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from planner.config.text import tr
from planner.domain.errors import LibraryError, PlannerError
from planner.services.planner import Planner
from planner.services.stoppable import StoppablePlanner, StoppedError

log = logging.getLogger(__name__)


class Work(QObject):
    """Runs ``work`` in a thread. ``done`` comes once, in the interface thread, and the object is gone after it.

    It carries what ``work`` gave, or the PlannerError that it raised (StoppedError after :meth:`stop`). ``work`` gets a
    function that raises StoppedError once it is to end.
    """

    done = Signal(object)
    _worked = Signal(object)  # crosses from the thread to the interface

    def __init__(self, work: Callable[[Callable[[], object]], object], parent: QObject) -> None:
        super().__init__(parent)
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
            result = self._result()
        except PlannerError as error:
            result = error
        except Exception:
            log.exception("Work in the background failed")
            result = LibraryError(tr("Something unexpected went wrong; the details are in the log file."))
        with contextlib.suppress(RuntimeError):  # whoever asked is gone, and Qt's half of this object with it
            self._worked.emit(result)

    def _result(self) -> object:
        return self._work(self._check)

    def _check(self) -> None:
        if self._stop.is_set():
            raise StoppedError

    def _deliver(self, result: object) -> None:
        self.wait()
        self.deleteLater()
        self.done.emit(result)


class Job(Work):
    """Runs ``work`` with a plan of its own, which has a connection of its own."""

    def __init__(self, planner: Planner, work: Callable[[StoppablePlanner], object], parent: QObject) -> None:
        super().__init__(lambda _check: None, parent)
        self._planner = planner
        self._on_plan = work

    def _result(self) -> object:
        with StoppablePlanner(self._planner, self._stop) as planner:
            return self._on_plan(planner)
