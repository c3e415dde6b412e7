"""The line of a dialog that says what goes on while a thread works for it, with Cancel."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.services.planner import Planner
from planner.services.stoppable import StoppablePlanner
from planner.ui.shell.job import Job, Work
from planner.ui.theme import Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel

#: After this time without a result the person is told what goes on, in milliseconds.
PATIENCE_MS = 200


class BusyLine(QWidget):
    """One line that says what goes on, with Cancel; it shows itself when the work takes longer than a moment."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Work | None = None
        self._done: Callable[[object], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        self._text = ElidedLabel("", "body", "muted")
        self.cancel_button = Button(theme, tr("Cancel"))
        self.cancel_button.clicked.connect(self.cancel)
        row.addWidget(self._text, 1)
        row.addWidget(self.cancel_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    def foot(self, *buttons: QWidget) -> QHBoxLayout:
        """The last row of a dialog: this line, and the buttons of the dialog beside it."""
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self, 1)
        row.addStretch(0)
        for button in buttons:
            row.addWidget(button)
        return row

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
    ) -> bool:
        """Start the work; ``done`` gets its result or its PlannerError in this thread.

        Refused, with False, while other work is under way, so that no result ever comes to another's ``done``.
        """
        return not self.busy and self.begin(Job(planner, work, self), text, done)

    def begin(self, job: Work, text: str, done: Callable[[object], None], *, cancel: bool = True) -> bool:
        """Start work of any kind, as :meth:`start` does; without ``cancel`` the dialog has another way to end it."""
        if self.busy:
            return False
        self._job = job
        self._done = done
        self._text.setText(text)
        self.setAccessibleName(text)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setVisible(cancel)
        # Not by a function of its own here: it would keep the dialog until the job is deleted, and delete it with that.
        job.done.connect(self._finish)
        self._timer.start()
        job.start()
        return True

    def _finish(self, result: object) -> None:
        self._timer.stop()
        done, self._done, self._job = self._done, None, None
        self.hide()
        if done is not None:
            done(result)

    def cancel(self) -> None:
        """Stop what is under way."""
        if self._job is not None:
            self._job.stop()
            self._text.setText(tr("Stopping…"))
            self.cancel_button.setEnabled(False)
