"""The dialog “Import dates”: what calendars and lists of conferences would bring, before anything is written."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.domain.words import EventOrigin
from planner.services.conference_merge import Wish
from planner.services.import_report import FieldChange, Report
from planner.services.imports import import_files
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.calendar.list_filter import ListFilter
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.dialogs import documents, patterns
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.findings import FindingsView, counts_text
from planner.ui.shell.page import PageContext
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_list import ROW, CheckList, Option
from planner.ui.widgets.label import Label
from planner.ui.widgets.segmented import SegmentedSwitch

FilesChooser = Callable[[QWidget], list[Path]]
_WIDTH: Final = 640
#: So many changes are shown at once; more are scrolled.
_ROWS: Final = 5


def choose_files(parent: QWidget) -> list[Path]:
    """Which files with dates to import; empty if the person thought better of it."""
    known = " ".join((patterns("ics"), patterns("conferences"), patterns("json")))
    kinds = f"{tr('Calendars and lists of conferences')} ({known});;{tr('All files')} (*)"
    names, _ = FileDialog.getOpenFileNames(parent, tr("Import dates"), str(documents()), kinds)
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
        self._origin: EventOrigin | None = None
        self._again = False
        self.changes: CheckList | None = None
        self.reports: list[Report] = []
        #: Whether anything was written.
        self.written = False
        self.setWindowTitle(tr("Import dates"))
        self.setFixedWidth(_WIDTH)
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
        self.filter = ListFilter(theme, self._context.planner.today)
        self.filter.hide()
        self.summary = Label("", "strong")
        self.summary.setWordWrap(True)
        self.changes_label = Label(tr("Tick where the file shall win; the rest stays as it is in your plan."), "meta")
        self.changes_label.hide()
        self._changes_place = QVBoxLayout()
        self.details = FindingsView(theme)
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
        column.addWidget(self.filter)
        column.addWidget(self.summary)
        column.addWidget(self.changes_label)
        column.addLayout(self._changes_place)
        column.addWidget(self.details)
        column.addLayout(self.busy.foot(self.cancel_button, self.import_button))
        self.file_button.clicked.connect(self._pick)
        self.origin.chosen.connect(self._origin_chosen)
        self.filter.changed.connect(self._compare_again)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.write)
        self._explain_origin()

    def _explain_origin(self) -> None:
        listed = self.origin.value() == EventOrigin.LISTED
        self.origin_line.setText(
            tr("They wait under Conferences until you answer, and stay out of your plan and your exports until then.")
            if listed
            else tr("They stand in your calendar and in your exports at once, and become cards once you answer them.")
        )

    def _origin_chosen(self, origin: str) -> None:
        self._origin = EventOrigin(origin)
        self._explain_origin()
        self._compare_again()

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
        self._compare_again()

    def _compare_again(self) -> None:
        """While that goes on, a newer wish takes its place."""
        if not self._paths:
            return
        if self.busy.busy:
            self._again = True
            self.busy.cancel()
            return
        self._again = False
        paths, origin, wish = list(self._paths), self._origin, self._wish()

        def work(planner: StoppablePlanner) -> list[Report]:
            return import_files(planner, paths, origin=origin, wish=wish, dry_run=True)

        self._start(tr("Reading “{file}”…", file=paths[0].name), work, self._compared)

    def _wish(self) -> Wish:
        return Wish(self.filter.wanted(), self._origin or EventOrigin.LISTED, self._decisions())

    def _decisions(self) -> dict[tuple[str, str], bool]:
        """What the person decided, field by field."""
        if self.changes is None:
            return {}
        ticked = self.changes.options.chosen
        return {name: name in ticked for name in map(_name, self._all_changes())}

    def _all_changes(self) -> list[FieldChange]:
        return [change for report in self.reports for change in report.changes]

    def _start(self, text: str, work: Callable[[StoppablePlanner], object], done: Callable[[object], None]) -> None:
        self.import_button.setEnabled(False)
        self.cancel_button.hide()
        self.busy.start(self._context.planner, text, work, done)

    def _settle(self) -> None:
        self.file_button.setEnabled(True)
        self.origin.setEnabled(True)
        self.filter.setEnabled(True)
        self.cancel_button.show()

    def _compared(self, result: object) -> None:
        self._settle()
        if self._again:
            self._compare_again()
            return
        if isinstance(result, PlannerError):
            self.summary.setText("" if isinstance(result, StoppedError) else str(result))
            return
        assert isinstance(result, list)
        self.reports = result
        self._show_origin()
        offers = [report.offers for report in self.reports if report.offers is not None]
        self.filter.offer(offers)
        self.filter.setVisible(bool(offers))
        self.summary.setText(summary_text(self.reports))
        self._show_changes()
        self.details.show_reports([report for report in self.reports if report.readable])
        self.details.setVisible(not self.details.is_empty)
        self.details.setFixedHeight(min(max(self.details.blockCount(), 4), 10) * self.fontMetrics().lineSpacing() + 24)
        self.adjustSize()
        count = sum(report.new + report.changed + report.cancelled for report in self.reports)
        self.import_button.setEnabled(count > 0 or bool(self._all_changes()))
        self.import_button.setText(trn("Import {n} event", "Import {n} events", count) if count else tr("Import"))
        if self.import_button.isEnabled() and self.focusWidget() in (None, self.file_button):
            self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)  # what Return is for, until one goes elsewhere

    def _show_origin(self) -> None:
        """Lists are there to choose from, calendars are the person's own, until they say otherwise."""
        if self._origin is None:
            readable = [report for report in self.reports if report.readable]
            all_lists = bool(readable) and all(report.offers is not None for report in readable)
            self.origin.set_value((EventOrigin.LISTED if all_lists else EventOrigin.OWN).value)
            self._explain_origin()

    def _show_changes(self) -> None:
        if self.changes is not None:
            self._changes_place.removeWidget(self.changes)
            self.changes.deleteLater()
            self.changes = None
        changes = self._all_changes()
        self.changes_label.setVisible(bool(changes))
        if not changes:
            return
        options = [Option(_name(change), *_change_words(change)) for change in changes]
        taken = [_name(change) for change in changes if change.taken]
        self.changes = CheckList(self._context.theme, tr("Where the file says otherwise"), options, taken, self)
        self.changes.setFixedHeight(ROW * min(_ROWS, len(changes)))
        self._changes_place.addWidget(self.changes)

    # ------------------------------------------------------------------ writing

    def write(self) -> None:
        """Write what was shown as one step, beside the interface."""
        paths, origin, wish = list(self._paths), self._origin, self._wish()
        for widget in (self.file_button, self.origin, self.filter):
            widget.setEnabled(False)

        def work(planner: StoppablePlanner) -> list[Report]:
            return import_files(planner, paths, origin=origin, wish=wish)

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
    """“12 new, 3 changed, 40 unchanged, 1 cancelled, 2 remarks”; one sentence if nothing can be read."""
    return counts_text(reports) or next(_reasons(reports), tr("Nothing can be read."))


def _reasons(reports: Sequence[Report]) -> Iterator[str]:
    return (remark.why for report in reports for remark in report.skipped)


def _name(change: FieldChange) -> tuple[str, str]:
    return change.key, change.field


def _change_words(change: FieldChange) -> tuple[str, str]:
    """“PyCon: city” and “Vilnius → Kaunas”."""
    return (
        tr("{title}: {field}", title=change.title, field=change.label),
        tr("{mine} → {theirs}", mine=change.mine, theirs=change.theirs),
    )
