"""The dialog “Import a calendar file”: what a file would bring, before anything is written, and then one step."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.domain.words import EventOrigin
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.dialogs import documents, patterns
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.page import PageContext
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

FilesChooser = Callable[[QWidget], list[Path]]
_SHOWN = 200


def choose_files(parent: QWidget) -> list[Path]:
    """Which calendar files to import; empty if the person thought better of it."""
    kinds = f"{tr('Calendar')} ({patterns('ics')});;{tr('All files')} (*)"
    names, _ = FileDialog.getOpenFileNames(parent, tr("Import a calendar file"), str(documents()), kinds)
    return [Path(name) for name in names]


class ImportDialog(QDialog):
    """Compares files with the plan and says what would happen; “Import” does it as one step."""

    def __init__(
        self,
        context: PageContext,
        paths: Sequence[Path] = (),
        parent: QWidget | None = None,
        *,
        choose: FilesChooser = choose_files,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._choose = choose
        self._paths: list[Path] = []
        self.reports: list[Report] = []
        #: Whether anything was written.
        self.written = False
        self.setWindowTitle(tr("Import a calendar file"))
        self.setFixedWidth(560)
        self._build()
        if paths:
            self.compare(list(paths))

    def _build(self) -> None:
        theme = self._context.theme
        self.file_line = Label(tr("No file is chosen yet."), "body", "muted")
        self.file_line.setWordWrap(True)
        self.file_button = Button(theme, tr("Choose a file…"))
        self.origin = SegmentedSwitch(
            theme,
            [(EventOrigin.OWN.value, tr("My own dates")), (EventOrigin.LISTED.value, tr("A list to choose from"))],
            tr("Import as"),
        )
        self.origin_line = Label("", "meta")
        self.origin_line.setWordWrap(True)
        self.summary = Label("", "strong")
        self.summary.setWordWrap(True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setAccessibleName(tr("What changes and what is left out"))
        self.details.hide()
        self.busy = BusyLine(theme, self)
        self.cancel_button = Button(theme, tr("Cancel"))
        self.import_button = Button(theme, tr("Import"), "filled")
        self.import_button.setEnabled(False)
        self.import_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.addWidget(self.file_line, 1)
        head.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.origin_line)
        column.addWidget(self.summary)
        column.addWidget(self.details)
        column.addLayout(self.busy.foot(self.cancel_button, self.import_button))
        self.file_button.clicked.connect(self._pick)
        self.origin.chosen.connect(lambda _key: self._origin_chosen())
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.write)
        self._explain_origin()

    def _explain_origin(self) -> None:
        listed = self.origin.value() == EventOrigin.LISTED
        self.origin_line.setText(
            tr("They wait under Conferences until you answer, and stay out of your plan and your exports until then.")
            if listed
            else tr("They stand in your calendar at once, as events that you are interested in.")
        )

    def _origin_chosen(self) -> None:
        self._explain_origin()
        if self._paths:
            self.compare(self._paths)

    def _pick(self) -> None:
        paths = self._choose(self)
        if paths:
            self.compare(paths)

    # ------------------------------------------------------------------ comparing

    def compare(self, paths: list[Path]) -> None:
        """Compare files with the plan, beside the interface, and show what they would bring."""
        self._paths = paths
        names = ", ".join(path.name for path in paths[:3])
        more = trn("and {n} more file", "and {n} more files", len(paths) - 3) if len(paths) > 3 else ""
        self.file_line.setText(f"{names} {more}".strip())
        origin = EventOrigin(self.origin.value())

        def work(planner: StoppablePlanner) -> list[Report]:
            return import_files(planner, paths, origin=origin, dry_run=True)

        self._start(tr("Reading “{file}”…", file=paths[0].name), work, self._compared)

    def _start(self, text: str, work: Callable[[StoppablePlanner], object], done: Callable[[object], None]) -> None:
        for widget in (self.file_button, self.origin, self.import_button):
            widget.setEnabled(False)
        self.cancel_button.hide()
        self.import_button.hide()
        self.busy.start(self._context.planner, text, work, done)

    def _settle(self) -> None:
        self.file_button.setEnabled(True)
        self.origin.setEnabled(True)
        self.cancel_button.show()
        self.import_button.show()

    def _compared(self, result: object) -> None:
        self._settle()
        if isinstance(result, PlannerError):
            self.summary.setText("" if isinstance(result, StoppedError) else str(result))
            return
        assert isinstance(result, list)
        self.reports = result
        self.summary.setText(summary_text(self.reports))
        lines = detail_lines(self.reports)
        self.details.setPlainText("\n".join(lines))
        self.details.setVisible(bool(lines))
        self.details.setFixedHeight(min(max(len(lines), 2), 8) * self.details.fontMetrics().lineSpacing() + 24)
        self.adjustSize()
        count = sum(report.new + report.changed + report.cancelled for report in self.reports)
        self.import_button.setEnabled(count > 0)
        self.import_button.setText(trn("Import {n} event", "Import {n} events", count) if count else tr("Import"))

    # ------------------------------------------------------------------ writing

    def write(self) -> None:
        """Write what was shown as one step, beside the interface."""
        paths, origin = list(self._paths), EventOrigin(self.origin.value())

        def work(planner: StoppablePlanner) -> list[Report]:
            return import_files(planner, paths, origin=origin)

        self._start(tr("Importing “{file}”…", file=paths[0].name), work, self._imported)

    def _imported(self, result: object) -> None:
        self._settle()
        self._context.planner.refresh()  # the pages hear of it as of any other writer
        if isinstance(result, PlannerError):
            self.import_button.setEnabled(True)
            self.summary.setText(str(result))
            return
        assert isinstance(result, list)
        self.reports = result
        self.written = any(report.written for report in self.reports)
        count = sum(report.new + report.changed + report.cancelled for report in self.reports)
        self._context.toast(trn("Imported {n} event.", "Imported {n} events.", count), undo=self.written)
        self.accept()

    def reject(self) -> None:
        """Close; while work is under way, stop that instead."""
        if self.busy.busy:
            self.busy.cancel()
        else:
            super().reject()


def summary_text(reports: Sequence[Report]) -> str:
    """“12 new, 3 changed, 40 unchanged, 1 cancelled, 2 left out”; one sentence if nothing can be read."""
    if not any(report.readable for report in reports):
        return next((remark.why for report in reports for remark in report.skipped), tr("Nothing can be read."))
    parts = [
        trn("{n} new", "{n} new", sum(report.new for report in reports)),
        trn("{n} changed", "{n} changed", sum(report.changed for report in reports)),
        trn("{n} unchanged", "{n} unchanged", sum(report.unchanged for report in reports)),
        trn("{n} cancelled", "{n} cancelled", sum(report.cancelled for report in reports)),
        trn("{n} left out", "{n} left out", sum(len(report.skipped) for report in reports)),
    ]
    return ", ".join(part for part in parts if not part.startswith("0 ")) or tr("There are no events in it.")


def detail_lines(reports: Sequence[Report]) -> list[str]:
    """What changes field by field, and what is left out with where and why."""
    lines = []
    for report in reports:
        if not report.readable and len(reports) == 1:
            continue  # the summary says it already
        lines += [
            tr("{title}: {fields}", title=title, fields=", ".join(fields)) for title, fields in report.differences
        ]
        lines += [tr("Left out, {where}: {why}", where=remark.where, why=remark.why) for remark in report.skipped]
    if len(lines) > _SHOWN:
        return [*lines[:_SHOWN], trn("and {n} more", "and {n} more", len(lines) - _SHOWN)]
    return lines
