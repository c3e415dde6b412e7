"""The dialog “Import dates”: what calendars and lists of conferences would bring, before anything is written."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.domain.plain_text import shortened
from planner.domain.words import EventOrigin
from planner.services.conference_merge import Wish
from planner.services.import_report import FieldChange, Report, names_apart
from planner.services.imports import import_files
from planner.services.queries.waiting import next_waiting
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.calendar.list_filter import ListFilter
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.dialogs import dated_files, dated_folder
from planner.ui.shell.findings import FindingsView, counts_text
from planner.ui.shell.page import PageContext
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_list import CheckList, Option
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.segmented import SegmentedSwitch

FilesChooser = Callable[[QWidget], list[Path]]
_WIDTH: Final = 640
#: So many changes are shown at once where there is room, and so many at least; more are scrolled.
_ROWS: Final = 5
_LEAST_ROWS: Final = 2
#: The same for the lines of what the files would bring.
_LINES: Final = 10
_LEAST_LINES: Final = 4
#: The greatest height that Qt knows.
_NO_LIMIT: Final = 16_777_215
#: So much of the screen's height is left to its bars and the frame.
_MARGIN: Final = 60


class ImportDialog(QDialog):
    """Compares files with the plan and says what would happen; “Import” does it as one step."""

    def __init__(
        self,
        context: PageContext,
        paths: Sequence[Path] = (),
        parent: QWidget | None = None,
        *,
        choose: FilesChooser = dated_files,
        choose_in: FilesChooser = dated_folder,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._choose = choose
        self._choose_in = choose_in
        self._paths: list[Path] = []
        self._origin: EventOrigin | None = None
        self._again = self._write_next = self._is_writing = self._is_closing = False
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
        self.file_line = ElidedLabel(tr("No file is chosen yet."), "body", "muted")
        self.file_button = Button(theme, tr("Choose files…"))
        self.folder_button = Button(theme, tr("Choose a folder…"))
        self.origin = SegmentedSwitch(
            theme,
            [(EventOrigin.OWN.value, tr("My own dates")), (EventOrigin.LISTED.value, tr("A list to choose from"))],
            tr("Import as"),
        )
        self.origin_line = Label("", "meta")
        self.origin_line.setWordWrap(True)
        self.filter = ListFilter(theme, self._context.planner.today)
        self.filter.hide()
        self.sentence = Label("", "body", "danger")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.summary = Label("", "strong")
        self.summary.setWordWrap(True)
        self.changes_label = Label(tr("Tick where the file shall win; the rest stays as it is in your plan."), "meta")
        self.changes_label.hide()
        self._changes_place = QVBoxLayout()
        self.details = FindingsView(theme)
        self.details.hide()
        self.busy = BusyLine(theme, self)
        self.busy.cancel_button.hide()  # the Cancel beside it does the same
        self.cancel_button = Button(theme, tr("Cancel"))
        self.import_button = Button(theme, tr("Import"), "filled")
        self.import_button.setEnabled(False)
        self.import_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.addWidget(self.file_line, 1)
        head.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.origin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.origin_line)
        column.addWidget(self.filter)
        column.addWidget(self.sentence)
        column.addWidget(self.summary)
        column.addWidget(self.changes_label)
        column.addLayout(self._changes_place)
        column.addWidget(self.details, 1)
        column.addLayout(self.busy.foot(self.cancel_button, self.import_button))
        self.file_button.clicked.connect(lambda: self._pick(self._choose))
        self.folder_button.clicked.connect(lambda: self._pick(self._choose_in))
        self.origin.chosen.connect(self._origin_chosen)
        self.filter.changed.connect(self._compare_again)
        self.filter.left.connect(self._check)
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.write)
        self._explain_origin()

    def _explain_origin(self) -> None:
        if self._origin is None and self._is_mixed():
            text = tr("Calendars come in as your own dates, lists to choose from, unless you say otherwise for all.")
        elif self.origin.value() == EventOrigin.LISTED:
            text = tr("They wait under Conferences until you answer, and stay out of your plan and exports until then.")
        else:
            text = tr("They stand in your calendar and in your exports at once, and become cards once you answer them.")
        self.origin_line.setText(text)

    def _is_mixed(self) -> bool:
        """Whether there are lists and calendars among the files."""
        return len({report.offers is None for report in self.reports if report.readable}) > 1

    def _origin_chosen(self, origin: str) -> None:
        self._origin = EventOrigin(origin)
        self._explain_origin()
        self._compare_again()

    def _pick(self, choose: FilesChooser) -> None:
        paths = choose(self)
        if paths:
            self.compare(paths)

    def _check(self) -> bool:
        """Whether the days will do; the person is told why not."""
        problem = self.filter.problem() if self.filter.isVisible() else ""
        if problem != self.sentence.text():
            self.sentence.setText(problem)
            self.sentence.setVisible(bool(problem))
            self._fit()
        return not problem

    # ------------------------------------------------------------------ comparing

    def compare(self, paths: list[Path]) -> None:
        """Compare files with the plan, beside the interface, and show what they would bring; folders with all in it."""
        self._paths = paths
        self.import_button.setEnabled(False)
        self._name_files()
        self._compare_again()

    def _name_files(self, count: int = 0) -> None:
        """Say what was chosen, and how many files are in it where that is known and not plain."""
        paths = self._paths
        names = ", ".join(name for _, name in zip(paths[:3], names_apart(paths), strict=False))
        if count and any(path.is_dir() for path in paths):
            names = trn("{names}: {n} file", "{names}: {n} files", count, names=names)
        elif len(paths) > 3:
            names = trn("{n} file: {names}, …", "{n} files: {names}, …", len(paths), names=names)
        self.file_line.setText(names)

    def _compare_again(self) -> None:
        """While that goes on, a newer wish takes its place."""
        if not self._paths:
            return
        if self.busy.busy:
            self._again = True
            self.busy.cancel()
            return
        self._again = False
        if not self._check():
            return
        paths, origin, wish = list(self._paths), self._origin, self._wish()

        def work(planner: StoppablePlanner) -> list[Report]:
            return import_files(planner, paths, origin=origin, wish=wish, only_dates=True, dry_run=True)

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
        self.busy.start(self._context.planner, text, work, done)

    def _compared(self, result: object) -> None:
        if self._is_closing:
            super().reject()
            return
        if self._write_next:
            self.write()
            return
        if self._again:
            self._compare_again()
            return
        if isinstance(result, PlannerError):
            self.summary.setText("" if isinstance(result, StoppedError) else str(result))
            self._fit()
            return
        assert isinstance(result, list)
        self.reports = result
        self._name_files(len(result))
        self._show_origin()
        offers = [report.offers for report in self.reports if report.offers is not None]
        self.filter.offer(offers)
        self.filter.setVisible(bool(offers))
        self.summary.setText(summary_text(self.reports) if self.reports else self._nothing_there())
        self._show_changes()
        readable = any(report.readable for report in self.reports)
        self.details.show_reports(self.reports if readable or len(self.reports) > 1 else ())
        self.details.setVisible(not self.details.is_empty)
        count = _count(self.reports)
        self.import_button.setEnabled(count > 0 or bool(self._all_changes()))
        self.import_button.setText(trn("Import {n} event", "Import {n} events", count) if count else tr("Import"))
        self._fit()
        if self.import_button.isEnabled() and self.focusWidget() in (None, self.file_button, self.folder_button):
            self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)  # what Return is for, until one goes elsewhere

    def _nothing_there(self) -> str:
        """Folders without a single file of dates."""
        names = ", ".join(names_apart(self._paths))
        return tr("There are no calendars and no lists of conferences in “{name}”.", name=shortened(names, 80))

    def _show_origin(self) -> None:
        """Lists are there to choose from, calendars are the person's own, until they say otherwise."""
        if self._origin is None:
            readable = [report for report in self.reports if report.readable]
            all_lists = bool(readable) and all(report.offers is not None for report in readable)
            self.origin.set_value((EventOrigin.LISTED if all_lists else EventOrigin.OWN).value)
            self._explain_origin()

    def _show_changes(self) -> None:
        """The list is made anew only where something else is to be decided, so that it stays where the person is."""
        changes = self._all_changes()
        options = [Option(_name(change), *_change_words(change)) for change in changes]
        if self.changes is not None and list(self.changes.options.shown) == options:
            return
        if self.changes is not None:
            self._changes_place.removeWidget(self.changes)
            self.changes.deleteLater()
            self.changes = None
        self.changes_label.setVisible(bool(changes))
        if not changes:
            return
        taken = [_name(change) for change in changes if change.taken]
        name = tr("Where the file says otherwise")
        self.changes = CheckList(self._context.theme, name, options, taken, self, below=True)
        self.changes.changed.connect(lambda _ticked: self._compare_again())
        self._changes_place.addWidget(self.changes)

    # ------------------------------------------------------------------ the room

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown, and no higher than the screen: then the two lists scroll."""
        layout = self.layout()
        if layout is None or not self.isVisible():
            return
        line = self.fontMetrics().lineSpacing()
        lists: list[tuple[QWidget, int, int]] = []
        if not self.details.isHidden():
            lines = min(max(self.details.blockCount(), _LEAST_LINES), _LINES)
            lists.append((self.details, _LEAST_LINES * line + 24, lines * line + 24))
        if self.changes is not None:
            self.changes.setFixedWidth(_WIDTH - 2 * Space.XL)
            self.changes.show()
            lists.append((self.changes, self.changes.wanted_height(_LEAST_ROWS), self.changes.wanted_height(_ROWS)))
        for widget, least, _wanted in lists:
            widget.setMinimumHeight(least)
            widget.setMaximumHeight(least)
        layout.activate()
        room = self.screen().availableSize().height() - _MARGIN - layout.totalHeightForWidth(_WIDTH)
        for widget, least, wanted in reversed(lists):
            more = max(0, min(wanted - least, room))
            room -= more
            widget.setMinimumHeight(least + more)
            widget.setMaximumHeight(least + more)
        layout.activate()
        height = layout.totalHeightForWidth(_WIDTH)
        self.details.setMaximumHeight(_NO_LIMIT)  # whoever wants to see more of it makes the window higher
        self.setMinimumHeight(height)
        self.resize(_WIDTH, height)

    # ------------------------------------------------------------------ writing

    def write(self) -> None:
        """Write it as one step, beside the interface, with what is being typed; what is being compared stops."""
        if self._is_writing or not self._paths:
            return
        self.filter.submit()
        if not self._check():
            return
        self._write_next = self.busy.busy
        if self._write_next:
            self.busy.cancel()
            return
        self._again = False
        self._is_writing = True
        paths, origin, wish = list(self._paths), self._origin, self._wish()
        self._set_enabled(enabled=False)

        def work(planner: StoppablePlanner) -> list[Report]:
            return import_files(planner, paths, origin=origin, wish=wish, only_dates=True)

        self._start(tr("Importing “{file}”…", file=paths[0].name), work, self._imported)

    def _set_enabled(self, *, enabled: bool) -> None:
        buttons = (self.file_button, self.folder_button, self.import_button)
        for widget in (*buttons, self.origin, self.filter, self.changes):
            if widget is not None:
                widget.setEnabled(enabled)

    def _imported(self, result: object) -> None:
        self._is_writing = False
        self._set_enabled(enabled=True)
        change = self._context.planner.refresh()  # the pages hear of it as of any other writer
        if isinstance(result, PlannerError):
            self.summary.setText(str(result))
            self._fit()
            return
        assert isinstance(result, list)
        self.reports = result
        self.written = any(report.written for report in self.reports)
        count = _count(self.reports)
        told = trn("Imported {n} event.", "Imported {n} events.", count) if count else tr("Your plan stays as it is.")
        self._context.toast(told, undo=self.written)
        self.accept()
        self._show_to_answer(() if change is None else change.added("activity"))

    def _show_to_answer(self, brought: Sequence[int]) -> None:
        """A list is there to be answered: the person sees where, from the next conference on."""
        first = self._context.planner.read(next_waiting, brought, self._context.planner.today())
        if first is not None:
            self._context.go("calendar")
            self._context.reveal("activity", first)

    def reject(self) -> None:
        """Close, as soon as what is being compared has stopped; while it is written, stop that instead."""
        if self.busy.busy:
            self._is_closing = not self._is_writing
            self.busy.cancel()
        else:
            super().reject()


def _count(reports: Sequence[Report]) -> int:
    return sum(report.new + report.changed + report.cancelled for report in reports)


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
