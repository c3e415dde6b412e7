"""The dialog in place of a plan that cannot be opened: a backup, what can be read of it, another plan, or nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import DamagedError, LibraryBusyError, PlannerError
from planner.services import backups, rescue
from planner.services.clock import SystemClock, local_date
from planner.services.damaged_log import DamagedLogError
from planner.services.stoppable import StoppedError
from planner.ui.shell import dialogs
from planner.ui.shell.backups.dialog import BackupsDialog
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.job import Work
from planner.ui.shell.rescue.saved_page import SavedPage
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, Line, wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from planner.services.backups import BackupRow
    from planner.ui.theme import Theme

_WIDTH = 640


class _Way(QWidget):
    """One way out below a thin line: its name, what comes of it, and its button on the right."""

    def __init__(self, theme: Theme, name: str, text: str, button: str, *, first: bool = False) -> None:
        super().__init__()
        self.name = Label(name, "strong")
        self.text = wrapped(text, "meta", "muted")
        self.button = Button(theme, button, "filled" if first else "plain")
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self.name)
        words.addWidget(self.text)
        row = QHBoxLayout()
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.L)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Line())
        column.addLayout(row)


class RescueDialog(QDialog):
    """What can be done about the plan at ``path``, of which ``error`` says why it cannot be used; nothing has it open.

    After ``exec``, ``chosen`` is the plan to open: ``path`` itself where something whole took its place, another one,
    or None to leave the program.
    """

    def __init__(self, theme: Theme, path: Path, error: PlannerError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._path = theme, path
        kept = error.kept if isinstance(error, DamagedLogError) else None
        self._readable = kept or path
        clock = SystemClock()
        self._zone, self._today = clock.zone, local_date(clock)
        self._newest: BackupRow | None = None
        self.chosen: Path | None = None
        is_damaged = isinstance(error, DamagedError) or rescue.has_lost_its_header(path)
        is_busy = isinstance(error, LibraryBusyError)
        self.setWindowTitle(tr("The plan file is damaged") if is_damaged else tr("The plan file cannot be opened"))
        self.setMinimumWidth(_WIDTH)
        self.heading = Label(self.windowTitle(), "heading")
        said = str(error)
        if is_damaged and kept is None:
            said = tr(
                "“{path}” cannot be used as it is. It stays untouched; if something takes its place, it is kept beside"
                " the backups.",
                path=path,
            )
        self.sentence = wrapped(said, "body")
        self.message = wrapped("", "body", "danger")
        self.message.hide()
        self.busy = BusyLine(theme, self)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(not is_busy)
        self.busy.setSizePolicy(policy)
        self._build(theme, is_damaged=is_damaged, is_busy=is_busy)
        if not is_busy:
            self._look_for_a_backup()

    def _build(self, theme: Theme, *, is_damaged: bool, is_busy: bool) -> None:
        looking = tr("Looking for the newest backup that is whole…")
        self.newest = _Way(theme, tr("Restore the newest backup"), looking, tr("Restore"), first=True)
        self.newest.button.setEnabled(False)
        self.newest.button.clicked.connect(self._restore_newest)
        self.others = _Way(
            theme, tr("Choose a backup"), tr("All backups with what each holds, or a file of yours."), tr("Backups…")
        )
        self.others.button.clicked.connect(self._choose_backup)
        self.salvage = _Way(
            theme,
            tr("Save what can be read"),
            tr("Reads the damaged file into a new plan file, and says what was saved and what was lost."),
            tr("Save"),
        )
        self.salvage.button.setAccessibleName(tr("Save what can be read"))
        self.salvage.button.clicked.connect(self._salvage)
        self.salvage.setVisible(is_damaged)
        self.newest.setHidden(is_busy)
        self.others.setHidden(is_busy)
        self.again = Button(theme, tr("Retry"), "filled" if is_busy else "plain")
        self.again.clicked.connect(lambda: self._leave(self._path))
        self.open_other = Button(theme, tr("Open another plan…"))
        self.open_other.clicked.connect(self._open_another)
        self.quit = Button(theme, tr("Quit"))
        self.quit.clicked.connect(self.reject)
        ways = QWidget()
        column = QVBoxLayout(ways)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addSpacing(Space.M)
        column.addWidget(self.sentence)
        column.addSpacing(Space.M)
        for way in (self.newest, self.salvage, self.others):
            column.addWidget(way)
        column.addStretch(1)
        first_foot = QWidget()
        foot = QHBoxLayout(first_foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(Space.S)
        foot.addWidget(self.open_other)
        foot.addStretch(1)
        foot.addWidget(self.quit)
        foot.addWidget(self.again)
        self.saved = SavedPage(theme, self._path.name)
        self.saved.use.connect(self._use_saved)
        self.saved.open_wanted.connect(lambda: self._leave(self.saved.path))
        self.saved.back.connect(self._drop_saved)
        self._stack = QStackedWidget()
        self._stack.addWidget(ways)
        self._stack.addWidget(self.saved)
        self.saved.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)  # it takes no room before
        self._feet = QStackedWidget()
        self._feet.addWidget(first_foot)
        self._feet.addWidget(self.saved.foot)
        self._stack.currentChanged.connect(self._feet.setCurrentIndex)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*DIALOG_MARGINS)
        whole.setSpacing(Space.S)
        whole.addWidget(self._stack, 1)
        whole.addWidget(self.message)
        whole.addWidget(self.busy)
        whole.addWidget(self._feet)

    # ------------------------------------------------------------------ backups

    def _look_for_a_backup(self) -> None:
        path = self._path
        job = Work(lambda check: backups.newest_whole(path, check), self.busy)
        self.busy.begin(job, tr("Looking at the backups…"), self._was_looked_for)

    def _was_looked_for(self, result: object) -> None:
        if not isinstance(result, tuple):
            is_told = isinstance(result, PlannerError) and not isinstance(result, StoppedError)
            self.newest.text.setText(str(result) if is_told else tr("There is no backup that is whole."))
            self.newest.button.setEnabled(False)
            return
        row, held = result
        self._newest = row
        self.newest.text.setText(
            tr(
                "{when}, {reason}: {contents}.",
                when=backups.when_text(row.made_at, self._zone, self._today),
                reason=backups.reason_text(row.reason),
                contents=backups.contents_text(held),
            )
        )
        self.newest.button.setEnabled(True)
        self.newest.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restore_newest(self) -> None:
        if self._newest is not None:
            self._put_in_place(self._newest.path)

    def _choose_backup(self) -> None:
        if self.busy.busy:
            return
        dialog = BackupsDialog(self._theme, self._path, self._zone, self._today, parent=self)
        dialog.restored.connect(lambda: self._leave(self._path))
        dialog.exec()
        dialog.deleteLater()

    def _put_in_place(self, copy: Path) -> None:
        path = self._path
        if self.busy.busy:
            return
        self._say("")
        self.setEnabled(False)
        job = Work(lambda _check: rescue.put_in_place(path, copy), self.busy)
        self.busy.begin(job, tr("Restoring…"), self._was_put_in_place)

    def _was_put_in_place(self, result: object) -> None:
        self.setEnabled(True)
        if isinstance(result, PlannerError):
            self._say(str(result))
            return
        if self.saved.path is not None:
            with suppress(OSError):
                self.saved.path.unlink()  # its content is in the plan now
        self._leave(self._path)

    # ------------------------------------------------------------------ what can be read

    def _salvage(self) -> None:
        path, target = self._readable, rescue.proposed_place(self._path)
        if self.busy.busy:
            return
        self._say("")
        job = Work(lambda check: rescue.save_readable(path, target, check), self.busy)
        self.busy.begin(job, tr("Reading what can be read…"), self._was_salvaged)

    def _was_salvaged(self, result: object) -> None:
        if isinstance(result, rescue.Saved):
            self.saved.show_saved(result)
            self.saved.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self.resize(self.size().expandedTo(self.sizeHint()))
            self._stack.setCurrentWidget(self.saved)
        elif isinstance(result, PlannerError) and not isinstance(result, StoppedError):
            self._say(str(result))

    def _use_saved(self) -> None:
        if self.saved.path is not None:
            self._put_in_place(self.saved.path)

    def _drop_saved(self) -> None:
        if self.saved.path is not None:
            with suppress(OSError):
                self.saved.path.unlink()
        self._stack.setCurrentIndex(0)

    # ------------------------------------------------------------------ leaving

    def _open_another(self) -> None:
        path = dialogs.open_library(self, self._path.parent)
        if path is not None:
            self._leave(path)

    def _leave(self, chosen: Path | None) -> None:
        self.chosen = chosen
        self.accept()

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def done(self, result: int) -> None:
        """Close; what is being read is no longer wanted."""
        self.busy.cancel()
        super().done(result)
