"""The dialog of backups: a list on the left, what the chosen one holds on the right, and the way back to it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services import backups, libraries
from planner.services.stoppable import StoppedError
from planner.ui.shell import dialogs
from planner.ui.shell.backups.told import BackupTold
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.job import Job, Work
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.empty_state import EmptyState
from planner.ui.widgets.label import wrapped
from planner.ui.widgets.painting import plain_tip
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from planner.services.backups import BackupRow
    from planner.services.planner import Planner
    from planner.ui.theme import Theme

_LIST_WIDTH = 330


class BackupsDialog(QDialog):
    """Lists the backups of the plan at ``path``; ``planner`` is the open plan, None where it is too damaged for that.

    ``restored`` comes once the content of a backup is in place of the plan's; the dialog closes then.
    """

    restored = Signal()

    def __init__(
        self,
        theme: Theme,
        path: Path,
        zone: str,
        today: date,
        *,
        planner: Planner | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._path, self._planner = theme, path, planner
        self._zone, self._today = zone, today
        self._known: dict[Path, object] = {}
        self._rows: list[BackupRow] = []
        self._asked: BackupRow | None = None
        self.setWindowTitle(tr("Backups"))
        self.resize(900, 560)
        self.list = ToldList(theme, tr("Backups"), self)
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.currentRowChanged.connect(self._chosen)
        self.told = BackupTold(theme, zone, today, self)
        self.busy = BusyLine(theme, self)
        self._message = wrapped("", "body", "danger")
        self._message.hide()
        self._build(theme)
        self.show_rows()

    def _build(self, theme: Theme) -> None:
        self.back_up = Button(theme, tr("Back up now"))
        self.back_up.clicked.connect(self._back_up)
        self.back_up.setVisible(self._planner is not None)
        self.other = Button(theme, tr("Another file…"))
        self.other.clicked.connect(self._other_file)
        self.folder = Button(theme, tr("Open the folder"))
        self.folder.clicked.connect(self._open_folder)
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.reject)
        self.restore = Button(theme, tr("Restore…"), "filled")
        self.restore.clicked.connect(self._restore)
        buttons = [(tr("Back up now"), self._back_up)] if self._planner is not None else []
        sentence = tr("There is no backup yet. One is made on each day on which you use the plan.")
        self.empty = EmptyState(theme, sentence, buttons, icon="clock")
        both = QWidget()
        columns = QHBoxLayout(both)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(Space.L)
        columns.addWidget(self.list)
        columns.addWidget(self.told, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self.empty)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for button in (self.back_up, self.other, self.folder):
            foot.addWidget(button)
        foot.addWidget(self.busy, 1)
        foot.addStretch(0)
        foot.addWidget(self.close_button)
        foot.addWidget(self.restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        said = tr(
            "A backup is made each day, and before each update, restore and large import. Restoring one backs up first"
            " what is there now."
        )
        self._remark = wrapped(said, "body", "muted")
        column.addWidget(self._remark)
        column.addWidget(self._stack, 1)
        column.addWidget(self._message)
        column.addLayout(foot)
        feet = (self.back_up, self.other, self.folder, self.busy.cancel_button, self.close_button, self.restore)
        order: tuple[QWidget, ...] = (self.list, self.told.titles, *feet)
        for first, second in pairwise(order):
            self.setTabOrder(first, second)

    # ------------------------------------------------------------------ the list

    def show_rows(self, chosen: Path | None = None) -> None:
        """Read the list anew; the chosen one, else the newest, is shown."""
        try:
            rows = list(backups.backups_of(self._path))
        except PlannerError as error:
            self._say(str(error))
            rows = []
        others = [row for row in self._rows if not row.reason]
        self._rows = sorted([*rows, *others], key=lambda row: row.made_at, reverse=True)
        self.list.blockSignals(True)  # noqa: FBT003  Qt names it so
        self.list.clear()
        for row in self._rows:
            self._add_line(row)
        self.list.blockSignals(False)  # noqa: FBT003
        self._stack.setCurrentIndex(0 if self._rows else 1)
        self._remark.setVisible(bool(self._rows))
        self.back_up.setVisible(self._planner is not None and bool(self._rows))
        self.restore.setVisible(bool(self._rows))
        at = next((place for place, row in enumerate(self._rows) if row.path == chosen), 0)
        if self._rows:
            self.list.setCurrentRow(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.empty.buttons:
            self.empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._chosen(at if self._rows else -1)

    def _add_line(self, row: BackupRow) -> None:
        when = backups.when_text(row.made_at, self._zone, self._today)
        why = backups.reason_text(row.reason)
        if row.trouble and row.reason != backups.DAMAGED:
            why = tr("Cannot be restored")
        told = tr("{reason} · {size}", reason=why, size=backups.size_text(row.size))
        item = self.list.add_line(when, told, is_bad=bool(row.trouble))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{when}, {told}", when=when, told=told))
        item.setToolTip(plain_tip(str(row.path)))

    @property
    def row(self) -> BackupRow | None:
        """The chosen backup."""
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    # ------------------------------------------------------------------ what the chosen one holds

    def _chosen(self, at: int) -> None:
        row = self._rows[at] if 0 <= at < len(self._rows) else None
        self.restore.setEnabled(False)
        if row is None:
            self.told.clear()
            return
        self.told.show_row(row)
        if row.trouble:
            return
        if row.path in self._known:
            self._show(self._known[row.path])
        elif self._asked is not None and self._asked.path == row.path:
            return  # it is being read
        elif self.busy.busy:
            self.busy.cancel()  # what comes of it is not looked at; then this one is read
        else:
            self._read(row)

    def _read(self, row: BackupRow) -> None:
        self._asked = row
        planner = self._planner
        job: Work
        if planner is None:
            job = Work(lambda _check: (backups.contents_of(row.path), None), self.busy)
        else:
            job = Job(planner, lambda worker: tuple(backups.holding(worker, row.path, worker.check)), self.busy)
        self.busy.begin(job, tr("Reading the backup…"), self._was_read, cancel=False)

    def _was_read(self, result: object) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and not isinstance(result, StoppedError):
            self._known[asked.path] = result
        row = self.row
        if row is None or row.trouble:
            return
        if row.path in self._known:
            self._show(self._known[row.path])
        elif not isinstance(result, StoppedError) or row is not asked:
            self._read(row)

    def _show(self, result: object) -> None:
        if isinstance(result, PlannerError):
            self.told.show_trouble(str(result))
        elif isinstance(result, tuple):
            self.told.show_holding(*result)
            self.restore.setEnabled(True)

    # ------------------------------------------------------------------ the buttons

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))

    def _back_up(self) -> None:
        if self._planner is None or self.busy.busy:
            return

        def done(result: object) -> None:
            self._known.clear()
            if isinstance(result, StoppedError):
                return
            self._say(str(result) if isinstance(result, PlannerError) else "")
            self.show_rows()

        self._say("")
        self.busy.start(self._planner, tr("Backing up…"), libraries.back_up_to, done)

    def _other_file(self) -> None:
        path = dialogs.backup_file(self, self._path.parent)
        if path is None:
            return
        try:
            row = backups.other_file(path)
        except PlannerError as error:
            self._say(str(error))
            return
        self._say("")
        if all(each.path != path for each in self._rows):
            self._rows.append(row)
        self.show_rows(path)

    def _open_folder(self) -> None:
        try:
            folder = libraries.backup_folder(self._path)
        except PlannerError as error:
            self._say(str(error))
            return
        there = next((each for each in (folder, *folder.parents) if each.is_dir()), self._path.parent)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))

    def _restore(self) -> None:
        row = self.row
        if row is None or self.busy.busy:
            return
        question = tr(
            "Everything in “{file}” goes back to how it was: {when}. What is there now is backed up first.",
            file=self._path.name,
            when=backups.when_text(row.made_at, self._zone, self._today),
        )
        if self._planner is None:
            question = tr(
                "The content of the backup ({when}) takes the place of “{file}”. The damaged file is kept beside the"
                " backups, as it is.",
                file=self._path.name,
                when=backups.when_text(row.made_at, self._zone, self._today),
            )
        known = self._known.get(row.path)
        if isinstance(known, tuple) and known[1] is not None:
            question = tr("{since} {question}", since=backups.difference_text(known[1]), question=question)
        if not dialogs.confirm(self._theme, self, tr("Restore a backup"), question, tr("Restore")):
            return
        path, rescue = self._path, self._planner is None
        self._say("")
        self.setEnabled(False)  # from here on there is no way back but the backup that is made first
        self.busy.begin(
            Work(lambda _check: libraries.restore(path, row.path, rescue=rescue), self.busy),
            tr("Restoring…"),
            self._was_restored,
        )

    def _was_restored(self, result: object) -> None:
        self.setEnabled(True)
        if isinstance(result, PlannerError):
            self._say(str(result))
            return
        self.accept()
        self.restored.emit()

    def done(self, result: int) -> None:
        """Close; what is being read is no longer wanted."""
        self.busy.cancel()
        super().done(result)
