"""The dialog “Import”: what each file would bring, before anything is written, and then all of it as one step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import ExchangeError, PlannerError
from planner.services.badges import holds_badge
from planner.services.export import SKILLS
from planner.services.import_finding import ENDINGS
from planner.services.import_reading import CsvMapping, Preview, preview_csv
from planner.services.import_report import Remark, Report, names_apart
from planner.services.imports import import_files
from planner.services.stoppable import StoppedError
from planner.ui.files.file_list import FileList
from planner.ui.files.mapping_panel import MappingPanel
from planner.ui.files.remembered import recalled, remember
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.findings import FindingsView, brings_something, counts_text, format_words
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from planner.services.planner import Planner
    from planner.ui.shell.page import PageContext


class Looked(NamedTuple):
    """What a look at files found: what each would bring, how its tables are read, and which of them as before."""

    reports: list[Report]
    previews: dict[Path, Preview]
    recalled: frozenset[Path]


def look_at(
    planner: Planner, paths: Sequence[Path], mappings: Mapping[Path, CsvMapping], tables: Mapping[str, object]
) -> Looked:
    """Compare files with the plan; nothing is written. ``tables`` say how others with the same headings were read."""
    known = [path for path in paths if path.is_dir() or path.suffix.lower() in ENDINGS or holds_badge(path)]
    before = {path: mapping for path in known if path not in mappings if (mapping := _recalled(path, tables))}
    mappings = {**mappings, **before}
    reports = import_files(planner, known, dry_run=True, mappings=mappings)
    reports += [_unknown(path) for path in paths if path not in known]
    previews: dict[Path, Preview] = {}
    for report in reports:
        if report.format == "csv":
            try:
                previews[report.file] = preview_csv(report.file, mappings.get(report.file))
            except ExchangeError:
                continue  # the report says why
    return Looked(reports, previews, frozenset(before))


def _recalled(path: Path, tables: Mapping[str, object]) -> CsvMapping | None:
    try:
        return recalled(path, tables) if ENDINGS.get(path.suffix.lower()) == "csv" else None
    except ExchangeError:
        return None  # the import will say why


def _unknown(path: Path) -> Report:
    why = tr(
        "“{file}” is of a sort that Planner does not read; it takes calendars, lists of conferences, JSON, Markdown, "
        "tables as CSV and badges.",
        file=path.name,
    )
    return Report(path, "", skipped=(Remark(path.name, why),), readable=False)


class ImportDialog(QDialog):
    """Compares files with the plan and says what would happen; “Import” does it as one step."""

    def __init__(self, context: PageContext, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._paths = list(paths)
        self._reports: dict[Path, Report] = {}
        self._previews: dict[Path, Preview] = {}
        self._mappings: dict[Path, CsvMapping] = {}
        self._is_writing = self._is_closing = False
        self._again: list[Path] = []
        self._recalled: set[Path] = set()
        self._told: set[Path] = set()
        #: Whether anything was written.
        self.written = False
        self.setWindowTitle(tr("Import"))
        self.setMinimumWidth(560)
        self._build()
        self._look(self._paths)

    def _build(self) -> None:
        theme = self._context.theme
        self.name = ElidedLabel("", "heading")
        self.sort = Label("", "meta")
        self.files = FileList(theme)
        self.files.hide()
        self.summary = Label("", "strong")
        self.summary.setWordWrap(True)
        self.mapping = MappingPanel(theme)
        self.mapping.hide()
        self.findings = FindingsView(theme)
        self.findings.hide()
        self.hint = Label("", "body", "muted")
        self.hint.setWordWrap(True)
        self.busy = BusyLine(theme, self)
        self.busy.cancel_button.hide()  # the Cancel beside it does the same
        self.cancel_button = Button(theme, tr("Cancel"))
        self.import_button = Button(theme, tr("Import"), "filled")
        self.import_button.setEnabled(False)
        self.import_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        column.addWidget(self.files)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.name)
        titles.addWidget(self.sort)
        column.addLayout(titles)
        column.addWidget(self.summary)
        column.addWidget(self.mapping, 3)
        column.addWidget(self.findings, 2)
        self._room = QWidget()  # keeps the foot at the bottom while there is nothing to list
        column.addWidget(self._room, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.busy, 1)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(foot)
        self.resize(720, 560)
        self.files.currentRowChanged.connect(lambda _row: self._show_current())
        self.mapping.changed.connect(self._remap)
        self.mapping.rebuilt.connect(self._order_tabs)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.write)
        self.name.setText(self._paths[0].name if len(self._paths) == 1 else self._files_text())
        self._order_tabs()

    def _files_text(self) -> str:
        return trn("{n} file", "{n} files", len(self._reports) or len(self._paths))

    def _order_tabs(self) -> None:
        """Drop-downs are made when a table is shown, which would put them behind everything else."""
        order = [self.files, *self.mapping.controls(), self.findings, self.cancel_button, self.import_button]
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)

    # ------------------------------------------------------------------ comparing

    def _look(self, paths: Sequence[Path]) -> None:
        """Compare files with the plan beside the interface. While that goes on, a newer wish takes its place."""
        if self.busy.busy:
            self._again = list(paths)
            self.busy.cancel()
            return
        self._again = []
        wanted, mappings, tables = list(paths), dict(self._mappings), self._context.settings.read().tables
        self.import_button.setEnabled(False)
        self.hint.hide()
        self.busy.start(
            self._context.planner,
            tr("Reading “{file}”…", file=wanted[0].name),
            lambda planner: look_at(planner, wanted, mappings, tables),
            self._looked,
        )

    def _looked(self, result: object) -> None:
        if self._is_closing:
            super().reject()
        elif self._again:
            self._look(self._again)
        elif isinstance(result, Looked):
            self._reports |= {report.file: report for report in result.reports}
            self._previews |= result.previews
            self._recalled |= result.recalled
            self._mappings |= {path: preview.mapping for path, preview in result.previews.items()}
            self._show_all()
        else:
            self._show_all()
            self._tell(str(result), "danger")

    def _remap(self, mapping: CsvMapping) -> None:
        report = self._current()
        if report is not None:
            self._mappings[report.file] = mapping
            self._told.add(report.file)
            self._recalled.discard(report.file)
            self._look([report.file])

    # ------------------------------------------------------------------ showing

    def _current(self) -> Report | None:
        reports = list(self._reports.values())
        return reports[max(self.files.currentRow(), 0)] if reports else None

    def _is_asked(self, report: Report) -> bool:
        """Whether the person must say something of the file before it can come in."""
        preview = self._previews.get(report.file)
        return preview is not None and bool(preview.mapping.doubtful or "title" not in preview.mapping.fields)

    def _show_all(self) -> None:
        is_first = self.files.count() == 0
        names = names_apart(list(self._reports))
        self.files.show_files(
            (
                name,
                tr("has a question") if self._is_asked(report) else self._summary(report),
                not report.readable and not self._is_asked(report),
            )
            for name, report in zip(names, self._reports.values(), strict=True)
        )
        self.files.setVisible(len(self._reports) > 1)
        if is_first:
            asked = [number for number, report in enumerate(self._reports.values()) if self._is_asked(report)]
            self.files.setCurrentRow(asked[0] if asked else 0)
            self._fit()
        self._show_current()
        self._offer()
        if is_first and self.import_button.isEnabled():
            self.import_button.setFocus()

    def _fit(self) -> None:
        """More room for a table, and little for one sentence."""
        if self._previews:
            self.resize(960, 720)
        elif not any(report.readable for report in self._reports.values()):
            self.resize(560, 220 if len(self._reports) == 1 else 320)
        screen = self.screen().availableSize()
        self.resize(min(self.width(), screen.width() - 40), min(self.height(), screen.height() - 60))

    def _summary(self, report: Report) -> str:
        return counts_text([report]) if report.readable else report.skipped[0].why

    def _show_current(self) -> None:
        report = self._current()
        if report is None:
            return
        preview = self._previews.get(report.file)
        self.name.setText(report.file.name)
        self.sort.setText(self._sort_text(report, preview))
        self.sort.setVisible(bool(self.sort.text()))
        lacks_titles = preview is not None and "title" not in preview.mapping.fields
        is_bad = not report.readable and not lacks_titles
        self.summary.set_tone("danger" if is_bad else "")
        self.summary.setText(tr("Say which column holds the titles.") if lacks_titles else self._summary(report))
        self.mapping.setVisible(preview is not None)
        if preview is not None:
            self.mapping.show_preview(preview)
        self.findings.show_report(report)
        self.findings.setVisible(not self.findings.document().isEmpty())
        self._room.setVisible(preview is None and self.findings.document().isEmpty())

    def _sort_text(self, report: Report, preview: Preview | None) -> str:
        if preview is None:
            return format_words(report) if report.readable else ""
        rows = trn("{n} row", "{n} rows", preview.total)
        if report.file in self._recalled:
            return tr("Table, {rows}; its columns are read as you said the last time", rows=rows)
        if preview.total > len(preview.samples):
            return trn(
                "Table, {rows}; the first {n} is shown as it will come in",
                "Table, {rows}; the first {n} are shown as they will come in",
                len(preview.samples),
                rows=rows,
            )
        return tr("Table, {rows}, shown as they will come in", rows=rows)

    def _offer(self) -> None:
        reports = list(self._reports.values())
        asked = [report for report in reports if self._is_asked(report)]
        brings = any(brings_something(report) for report in reports)
        self.import_button.setEnabled(brings and not asked)
        self.import_button.setVisible(brings or bool(asked))
        self.cancel_button.setText(tr("Cancel") if brings or asked else tr("Close"))
        self.cancel_button.setAccessibleName(self.cancel_button.text())
        if asked and len(reports) > 1:
            self._tell(tr("“{file}” has a question for you first.", file=asked[0].file.name))
        elif asked:
            self._tell(tr("One answer is missing before this can come in."))
        elif any(report.readable for report in reports) and not brings:
            self._tell(tr("Your plan has all of this already."))
        else:
            self._tell(counts_text(reports) if len(reports) > 1 else "")

    def _tell(self, sentence: str, tone: str = "muted") -> None:
        self.hint.set_tone(tone)
        self.hint.setText(sentence)
        self.hint.show()  # an empty one still keeps the buttons at the right

    # ------------------------------------------------------------------ writing

    def write(self) -> None:
        """Write what was shown as one step, beside the interface."""
        if self.busy.busy:
            return
        paths = [report.file for report in self._reports.values() if report.readable]
        mappings = dict(self._mappings)
        self._is_writing = True
        self.import_button.setEnabled(False)
        self.mapping.setEnabled(False)
        self.hint.hide()
        self.busy.start(
            self._context.planner,
            tr("Importing “{file}”…", file=paths[0].name),
            lambda planner: import_files(planner, paths, mappings=mappings),
            self._imported,
        )

    def _imported(self, result: object) -> None:
        self._is_writing = False
        self.mapping.setEnabled(True)
        self._context.planner.refresh()  # the pages hear of it as of any other writer
        if isinstance(result, PlannerError):
            self._offer()
            self._tell(str(result), "muted" if isinstance(result, StoppedError) else "danger")
            return
        assert isinstance(result, list)
        self.written = any(report.written for report in result)
        if not self.written:  # the files or the plan changed since they were compared
            self._reports |= {report.file: report for report in result}
            self._show_all()
            return
        remember(self._context.settings, (self._previews[path] for path in self._told if path in self._previews))
        self.accept()
        self._reveal(result)
        self._context.toast(tr("Imported: {counts}.", counts=counts_text(result)), undo=True)

    def _reveal(self, reports: Sequence[Report]) -> None:
        first = next((report.first for report in reports if report.first is not None), None)
        if first is not None:
            badges = all(report.format == "badge" for report in reports if report.written)
            self._context.go("goals" if badges else "board")
            self._context.reveal("activity", first)
        elif all(report.format in SKILLS for report in reports if report.written):
            self._context.go("skills")

    def reject(self) -> None:
        """Close; while files are written, stop that instead."""
        if not self.busy.busy:
            super().reject()
            return
        self._is_closing = not self._is_writing
        self.busy.cancel()
