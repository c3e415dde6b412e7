"""The dialog “Export to a calendar file”: where the calendar is, what goes out, the live file, and how apps read it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.services.calendar_readers import too_big_text
from planner.services.export import Report, export, hand_out
from planner.services.live_calendar import keep, rest
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.calendar.export_choice import ChoiceForm
from planner.ui.calendar.export_readings import Readings
from planner.ui.calendar.export_where import WherePart
from planner.ui.calendar.live_part import LivePart
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.dialogs import documents
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.inspector.opener import open_copy
from planner.ui.theme import Space
from planner.ui.widgets.body import Body
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, Line, wrapped
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from planner.services.calendar_choice import Choice
    from planner.ui.shell.page import PageContext

FileChooser = Callable[[QWidget], Path | None]
_WIDTH: Final = 640
_HEIGHT: Final = 640
_MARGIN: Final = 40
_log = logging.getLogger(__name__)


def choose_file(parent: QWidget) -> Path | None:
    """Where to write the calendar file; None if the person thought better of it."""
    kinds = tr("Calendar") + " (*.ics)"
    name, _ = FileDialog.getSaveFileName(parent, tr("Export"), str(documents() / "planner.ics"), kinds)
    return Path(name) if name else None


class ExportDialog(QDialog):
    """Asks what to export and writes it beside the interface; closes itself when the file is written."""

    def __init__(
        self,
        context: PageContext,
        parent: QWidget | None = None,
        *,
        path: Path | None = None,
        choose: FileChooser = choose_file,
    ) -> None:
        """With ``path`` the file is settled and ``choose`` is not asked."""
        super().__init__(parent)
        self._context = context
        self._choose = choose if path is None else lambda _parent: path
        #: What was written, None until then.
        self.report: Report | None = None
        self.setWindowTitle(tr("Export to a calendar file"))
        self.setFixedWidth(_WIDTH)
        self._build()
        if path is not None:
            self.save_button.setText(tr("Export"))
            self.save_button.setAccessibleName(tr("Export"))
            self.save_button.setToolTip(plain_tip(path.name))
        if self.live.state.on:  # what this machine's calendar holds is what the person is likely to want again
            self.form.set_choice(self.live.state.choice)
        self._connect()
        self._show_app()

    def _build(self) -> None:
        theme = self._context.theme
        self.where = WherePart(theme, self._context.settings.read().calendar_app)
        self.form = ChoiceForm(theme, self._context.planner.today, _WIDTH - 2 * Space.XL)
        self.summary = Label("", "meta")
        self.too_big = wrapped()
        self.ahead_button = Button(theme, tr("Only what is ahead"))
        self._too_big_row = QWidget()
        row = QHBoxLayout(self._too_big_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addWidget(self.too_big, 1)
        row.addWidget(self.ahead_button)
        self._too_big_row.hide()
        self.live = LivePart(self._context)
        self.readings = Readings(theme, self._context.planner)
        self.sentence = wrapped("", "body", "danger")
        self.sentence.setContentsMargins(Space.XL, Space.S, Space.XL, 0)
        self.sentence.hide()
        self.busy = BusyLine(theme, self)
        self.open_button = Button(theme, tr("Open in calendar app"), icon="external")
        self.cancel_button = Button(theme, tr("Cancel"))
        self.save_button = Button(theme, tr("Save as…"), "filled")
        self.save_button.setDefault(True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body = Body(_WIDTH)
        column = self.body.column
        column.addWidget(self.where)
        column.addSpacing(Space.S)
        column.addWidget(Line())
        head = QHBoxLayout()
        head.addWidget(Label(tr("What goes out"), "section"), 1)
        head.addWidget(self.summary)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self._too_big_row)
        column.addSpacing(Space.S)
        column.addWidget(Line())
        column.addWidget(self.live)
        column.addSpacing(Space.S)
        column.addWidget(Line())
        column.addWidget(self.readings)
        column.addStretch(1)
        foot = self.busy.foot(self.open_button, self.cancel_button, self.save_button)
        foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.body, 1)
        whole.addWidget(Line())
        whole.addWidget(self.sentence)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.where.chosen.connect(self._app_chosen)
        self.form.changed.connect(self._changed)
        self.ahead_button.clicked.connect(self._only_ahead)
        self.readings.looked.connect(self._looked)
        self.readings.folded.connect(self._unfolded)
        self.live.wanted.connect(self.keep_live)
        self.live.let_be.connect(self._let_live_be)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self.open_button.clicked.connect(self.open_in_app)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # One height, whatever is shown: what is longer scrolls, and nothing jumps when the person answers.
        self.resize(_WIDTH, min(_HEIGHT, self.screen().availableSize().height() - _MARGIN))
        self._changed()

    # ------------------------------------------------------------------ what is chosen

    def choice(self) -> Choice:
        """What the person chose."""
        return self.form.choice()

    def _app_chosen(self) -> None:
        self._show_app()
        app = self.where.app
        try:
            self._context.settings.change(lambda settings: settings._replace(calendar_app=app))
        except OSError as error:
            _log.info("Where the calendar is was not saved: %s", error)

    def _show_app(self) -> None:
        self.readings.show_app(self.where.app)
        self._show_size()

    def _changed(self) -> None:
        problem = self.form.problem()
        if self.sentence.isVisible():
            self._tell(problem)
        self.live.compare(None if problem else self.choice())
        if problem:
            self.readings.stop()
            self.summary.clear()
        else:
            self.readings.look(self.choice())

    def _looked(self) -> None:
        self.summary.setText(self.readings.summary())
        self._show_size()

    def _show_size(self) -> None:
        """Google alone refuses a file for its size."""
        facts = self.readings.facts
        shown = self.where.app == "google" and facts is not None and facts.too_big_for_google
        self._too_big_row.setVisible(shown)
        if facts is not None and shown:
            first = self.form.first.date()
            self.too_big.setText(too_big_text(facts.size))
            self.ahead_button.setVisible(first is None or first < self._context.planner.today())

    def _only_ahead(self) -> None:
        self.form.first.set_date(self._context.planner.today())
        self._changed()

    def _unfolded(self) -> None:
        """What has unfolded is brought in sight, as soon as it has its place."""
        if self.readings.opened:
            QTimer.singleShot(0, self.readings, lambda: self.body.verticalScrollBar().setValue(self.readings.y()))

    def _tell(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _checked(self) -> bool:
        """Whether the choice will do; the person is told why not."""
        self.form.submit()
        problem = self.form.problem()
        self._tell(problem)
        return not problem

    # ------------------------------------------------------------------ what is done

    def _save(self) -> None:
        path = self._choose(self) if self._checked() else None
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the file beside the interface."""
        choice = self.choice()

        def work(planner: StoppablePlanner) -> Report:
            return export(planner, path, "ics", choice)

        self._start(tr("Writing “{file}”…", file=path.name), work, self._written)

    def open_in_app(self) -> None:
        """Write a private copy beside the interface, and open it in the system's program for calendar files."""
        if not self._checked():
            return
        choice, copies, name = self.choice(), self._context.copies, tr("Planner") + ".ics"

        def work(planner: StoppablePlanner) -> Report:
            return hand_out(planner, choice, lambda content: copies.write(name, content))

        self._start(tr("Writing “{file}”…", file=name), work, self._copied)

    def keep_live(self, path: Path) -> None:
        """Keep a live file there from now on, with what is chosen."""
        if not self._checked():
            self.live.read()
            return
        choice = self.choice()

        def work(planner: StoppablePlanner) -> Report | None:
            return keep(planner, path, choice)

        self._start(tr("Writing “{file}”…", file=path.name), work, self._kept)

    def _let_live_be(self) -> None:
        try:
            rest(self._context.planner)
        except PlannerError as error:
            self._tell(str(error))
        self._live_changed()

    def _start(
        self, text: str, work: Callable[[StoppablePlanner], object], done: Callable[[object], None]
    ) -> None:
        self._set_enabled(enabled=False)
        self.busy.start(self._context.planner, text, work, done)

    def _set_enabled(self, *, enabled: bool) -> None:
        for button in (self.save_button, self.cancel_button, self.open_button):
            button.setVisible(enabled)
        self.live.setEnabled(enabled)

    def _written(self, result: object) -> None:
        self._set_enabled(enabled=True)
        if isinstance(result, Report):
            self.report = result
            self._context.toast(result.warning or self._done_text(result))
            self.accept()
        else:
            self._refused(result)

    def _copied(self, result: object) -> None:
        self._set_enabled(enabled=True)
        if not isinstance(result, Report):
            self._refused(result)
        elif not open_copy(result.file):
            self._tell(
                tr("This computer has no program for calendar files. Save the file and import it where you like.")
            )
        else:
            self.report = result
            entries = trn("{n} entry", "{n} entries", result.events - result.cancelled)
            self._context.toast(result.warning or tr("Opened {entries} in your calendar app.", entries=entries))

    def _kept(self, result: object) -> None:
        self._set_enabled(enabled=True)
        if isinstance(result, PlannerError):
            self._refused(result)
        self._live_changed()

    def _live_changed(self) -> None:
        self.live.read()
        self.live.compare(self.choice())
        self._context.live_file_wanted.emit()

    def _refused(self, result: object) -> None:
        if isinstance(result, PlannerError) and not isinstance(result, StoppedError):
            self._tell(str(result))

    def _done_text(self, report: Report) -> str:
        entries = trn("{n} entry", "{n} entries", report.events - report.cancelled)
        return tr("Exported {entries} to “{file}”.", entries=entries, file=report.file.name)

    def done(self, result: int) -> None:
        """Close, and look at the choice no further."""
        self.readings.stop()
        super().done(result)

    def reject(self) -> None:
        """Close; while work is under way, stop that instead."""
        if self.busy.busy:
            self.busy.cancel()
        else:
            super().reject()
