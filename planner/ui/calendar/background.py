"""Long work beside the interface: a thread that works on a connection of its own and answers with one signal."""

import contextlib
import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import LibraryError, PlannerError
from planner.services.planner import Planner
from planner.services.stoppable import StoppablePlanner
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

#: After this time without a result the person is told what goes on, in milliseconds.
PATIENCE_MS = 200

log = logging.getLogger(__name__)


class Job(QObject):
    """Runs ``work`` in a thread with a plan of its own. ``done`` comes once, in the interface thread.

    It carries what ``work`` gave, or the PlannerError that it raised (StoppedError after :meth:`stop`).
    """

    done = Signal(object)
    _worked = Signal(object)  # crosses from the thread to the interface

    def __init__(self, planner: Planner, work: Callable[[StoppablePlanner], object], parent: QObject) -> None:
        super().__init__(parent)
        self._planner = planner
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="planner-calendar")
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
        self.done.emit(result)


class BusyLine(QWidget):
    """One line that says what goes on, with Cancel; it shows itself when the work takes longer than a moment."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self._text = Label("", "body", "muted")
        self.cancel_button = Button(theme, tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        row.addWidget(self._text, 1)
        row.addWidget(self.cancel_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def start(
        self,
        planner: Planner,
        text: str,
        work: Callable[[StoppablePlanner], object],
        done: Callable[[object], None],
    ) -> None:
        """Start the work; ``done`` gets its result or its PlannerError in this thread."""
        job = Job(planner, work, self)
        self._job = job
        self._text.setText(text)
        self.setAccessibleName(text)
        self.cancel_button.setEnabled(True)

        def finish(result: object) -> None:
            self._timer.stop()
            self._job = None
            self.hide()
            job.deleteLater()
            done(result)

        job.done.connect(finish)
        self._timer.start()
        job.start()

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self._job.stop()
            self._text.setText(tr("Stopping…"))
            self.cancel_button.setEnabled(False)
