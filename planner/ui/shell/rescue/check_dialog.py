"""The dialog that examines the whole plan file and says in words what it found, with the ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.services import libraries
from planner.services.stoppable import StoppedError
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.job import Work
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme

#: How many problems are listed.
MOST_PROBLEMS = 200
_LIST_HEIGHT = 200


class CheckDialog(TellingDialog):
    """Examines the plan at ``path`` as soon as it is shown.

    ``backups_wanted`` and ``rescue_wanted`` come where problems were found and the person chose that way out.
    """

    backups_wanted = Signal()
    rescue_wanted = Signal()

    def __init__(self, theme: Theme, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(tr("Check the plan file"), parent)
        self._path = path
        self.heading = wrapped("", "heading")
        self.sentence = wrapped("", "body", "muted")
        self.problems = ToldList(theme, tr("Problems"), self)
        self.problems.setSelectionMode(ToldList.SelectionMode.NoSelection)
        self.problems.setMinimumHeight(_LIST_HEIGHT)
        self.problems.hide()
        self.busy = BusyLine(theme, self)
        self.backups_button = Button(theme, tr("Restore a backup…"), "filled")
        self.backups_button.clicked.connect(lambda: self._leave(self.backups_wanted))
        self.rescue_button = Button(theme, tr("Save what can be read…"))
        self.rescue_button.clicked.connect(lambda: self._leave(self.rescue_wanted))
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.sentence)
        self.fill_with(self.problems)
        self.foot.addWidget(self.rescue_button)
        self.foot.addWidget(self.busy, 1)
        self.foot.addStretch(0)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.backups_button)
        self._offer(troubled=False)
        self._begin()

    def _begin(self) -> None:
        path = self._path
        self.heading.setText(tr("Checking the plan file…"))
        self.sentence.setText(tr("Everything in “{file}” is read and compared.", file=path.name))
        job = Work(lambda _check: libraries.check(path), self.busy)
        self.busy.begin(job, tr("Checking…"), self._found, cancel=False)

    def _found(self, result: object) -> None:
        if isinstance(result, StoppedError):
            return
        if isinstance(result, PlannerError):
            self.heading.setText(tr("The plan file could not be checked"))
            self.sentence.setText(str(result))
            self.fit()
            return
        problems = [str(each) for each in result] if isinstance(result, list) else []
        if not problems:
            self.heading.setText(tr("All is well"))
            name = self._path.name
            self.sentence.setText(tr("“{file}” is whole: nothing is damaged, and nothing is missing.", file=name))
            self.fit()
            return
        self.heading.setText(trn("{n} problem was found", "{n} problems were found", len(problems)))
        self.sentence.setText(
            tr("The file was not changed. Restore a backup, or save what can be read into a new plan.")
        )
        for problem in problems[:MOST_PROBLEMS]:
            line = " ".join(problem.split())
            self.problems.add_line(line).setData(Qt.ItemDataRole.AccessibleTextRole, line)
        self.problems.show()
        self.problems.setCurrentRow(0)
        self._offer(troubled=True)
        self.fit()
        self.backups_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, *, troubled: bool) -> None:
        self.backups_button.setVisible(troubled)
        self.rescue_button.setVisible(troubled)

    def _leave(self, signal: object) -> None:
        self.accept()
        assert hasattr(signal, "emit")
        signal.emit()

    def done(self, result: int) -> None:
        """Close; what is found from now on is not looked at."""
        self.busy.cancel()
        super().done(result)
