"""How calendar apps will read what is chosen: worked out beside the interface whenever the choice changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.services.calendar_readers import FileFacts, file_facts, readings, size_text
from planner.services.stoppable import StoppedError
from planner.ui.shell.busy_line import BusyLine
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from planner.services.calendar_choice import Choice
    from planner.services.calendar_readers import App
    from planner.services.planner import Planner
    from planner.services.stoppable import StoppablePlanner
    from planner.ui.theme import Theme

#: A choice that stands for so long is looked at, in milliseconds.
_PAUSE_MS = 150


class Readings(QWidget):
    """A line that unfolds. ``looked`` comes when :attr:`facts` are those of another choice, ``folded`` on a press.

    :attr:`facts` is None while they are not known, and :attr:`problem` says why the choice cannot be exported.
    """

    looked = Signal()
    folded = Signal()

    def __init__(self, theme: Theme, planner: Planner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._planner = planner
        self._wanted: Choice | None = None
        self._app: App = "other"
        self.facts: FileFacts | None = None
        self.problem = ""
        self.opened = False
        self.fold = Button(theme, tr("How will calendar apps read this?"), "link", icon="chevron-right")
        self.fold.clicked.connect(self._fold)
        self.busy_line = BusyLine(theme, self)
        self._said = QWidget()
        self._said.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._begin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.XS)
        self._column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.busy_line)
        self._column.addWidget(self._said)

    @property
    def busy(self) -> bool:
        """Whether what was chosen last is still to be looked at."""
        return self._timer.isActive() or self.busy_line.busy

    def look(self, choice: Choice) -> None:
        """Look at another choice, in a moment; a newer one takes its place."""
        self._wanted = choice
        self._timer.start()

    def stop(self) -> None:
        """Look no further."""
        self._wanted = None
        self._timer.stop()
        self.busy_line.cancel()

    def show_app(self, app: App) -> None:
        """Name this app first."""
        self._app = app
        self._show()

    def summary(self) -> str:
        """“143 entries, 61 KB”; empty while that is not known."""
        if self.facts is None:
            return ""
        if not self.facts.entries:
            return tr("nothing yet")
        entries = trn("{n} entry", "{n} entries", self.facts.entries)
        return tr("{entries}, {size}", entries=entries, size=size_text(self.facts.size))

    def sentences(self) -> list[str]:
        """Every line that is shown, from above."""
        return [each.text() for each in self._said.findChildren(Label)]

    def _begin(self) -> None:
        choice = self._wanted
        if choice is None:
            return
        if self.busy_line.busy:
            self.busy_line.cancel()  # and on with the newer one when that has ended
            return
        self._wanted = None

        def work(planner: StoppablePlanner) -> FileFacts:
            return file_facts(planner, choice)

        self.busy_line.start(self._planner, tr("Looking at what goes out…"), work, self._looked)

    def _looked(self, result: object) -> None:
        if self._wanted is not None:
            self._timer.start()
            return
        self.facts = result if isinstance(result, FileFacts) else None
        stopped = isinstance(result, StoppedError) or not isinstance(result, PlannerError)
        self.problem = "" if stopped else str(result)
        self._show()
        self.looked.emit()

    def _fold(self) -> None:
        self.opened = not self.opened
        self.fold.set_icon("chevron-down" if self.opened else "chevron-right")
        self._show()
        self.folded.emit()

    def _show(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(Space.S, 0, 0, 0)
        column.setSpacing(Space.XS)
        if self.problem:
            column.addWidget(wrapped(self.problem, "body", "danger"))
        elif self.facts is not None and not self.facts.entries:
            column.addWidget(wrapped(tr("Nothing would go out with this choice."), "body", "muted"))
        elif self.facts is not None:
            for reading in readings(self.facts, self._app):
                column.addWidget(Label(reading.name, "strong"))
                for sentence in reading.sentences or (tr("Nothing is known that it ignores or changes of this file."),):
                    column.addWidget(wrapped(sentence, "body", "" if reading.app == self._app else "muted"))
                column.addSpacing(Space.XS)
        self._column.replaceWidget(self._said, shown)
        self._said.deleteLater()
        self._said.hide()
        self._said = shown
        shown.setVisible(self.opened)
