"""The dialog “Export to a calendar file”: what goes out, for which days, with or without alarms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.domain.plain_text import shortened
from planner.domain.words import Kind
from planner.services.calendar_feed import Choice
from planner.services.export import Report, export
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.services.words import kind_word
from planner.ui.shell.busy_line import BusyLine
from planner.ui.shell.dialogs import documents
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from planner.ui.shell.page import PageContext

FileChooser = Callable[[QWidget], Path | None]


def choose_file(parent: QWidget) -> Path | None:
    """Where to write the calendar file; None if the person thought better of it."""
    kinds = tr("Calendar") + " (*.ics)"
    name, _ = FileDialog.getSaveFileName(parent, tr("Export"), str(documents() / "planner.ics"), kinds)
    path = Path(name) if name else None
    return path.with_suffix(".ics") if path is not None and not path.suffix else path


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
        self.setFixedWidth(520)
        self._build_fields()
        self._build_form()
        if path is not None:
            self.save_button.setText(tr("Export"))
            self.save_button.setAccessibleName(tr("Export"))
            self.save_button.setToolTip(path.name)
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)

    def _build_fields(self) -> None:
        theme, today = self._context.theme, self._context.planner.today
        self.what = {
            key: CheckBox(theme, text)
            for key, text in (
                ("event", tr("Conferences and other events")),
                ("deadline", tr("Deadlines")),
                ("exam", tr("Exams")),
                ("renewal", tr("Renewals")),
                ("session", tr("Study sessions")),
            )
        }
        for key, box in self.what.items():
            box.setChecked(key != "session")
            box.toggled.connect(self._say)
        self.kinds_button = Button(theme, tr("All kinds"), icon="chevron-down")
        self.kinds_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.kinds_button.setAccessibleName(tr("Kinds of activity"))
        menu = Menu(self.kinds_button)
        self.kinds: dict[str, QAction] = {}
        for kind in Kind:
            action = menu.addAction(theme.icon(theme.kind_icon(kind.value)), kind_word(kind.value))
            action.setCheckable(True)
            action.toggled.connect(self._show_kinds)
            self.kinds[kind.value] = action
        self.kinds_button.clicked.connect(
            lambda: menu.popup(self.kinds_button.mapToGlobal(self.kinds_button.rect().bottomLeft()))
        )
        self.first = DateField(theme, tr("From"), today)
        self.last = DateField(theme, tr("To"), today)
        self.first.setPlaceholderText(tr("Any day"))
        self.last.setPlaceholderText(tr("Any day"))
        self.alarms = CheckBox(theme, tr("With reminders as alarms"))
        self.alarms.setChecked(True)
        self.sentence = Label("", "body", "danger")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.busy = BusyLine(theme, self)
        self.cancel_button = Button(theme, tr("Cancel"))
        self.save_button = Button(theme, tr("Save as…"), "filled")
        self.save_button.setDefault(True)

    def _build_form(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("What goes out"), "section"))
        boxes = QGridLayout()
        boxes.setVerticalSpacing(Space.XS)
        for number, box in enumerate(self.what.values()):
            boxes.addWidget(box, number // 2, number % 2)
        column.addLayout(boxes)
        column.addSpacing(Space.S)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        for number, (text, field) in enumerate(
            ((tr("Kinds"), self.kinds_button), (tr("From"), self.first), (tr("To"), self.last))
        ):
            label = Label(text, "meta")
            label.setBuddy(field)
            grid.addWidget(label, 0, number)
            grid.addWidget(field, 1, number)
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        column.addSpacing(Space.XS)
        column.addWidget(self.alarms)
        column.addSpacing(Space.S)
        hint = Label(
            tr(
                "After changes, import the file again: most calendars then update their entries instead of doubling"
                " them. Thunderbird skips what it has already; subscribe to the file there. Google ignores alarms."
            ),
            "meta",
        )
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addWidget(self.sentence)
        column.addSpacing(Space.S)
        column.addLayout(self.busy.foot(self.cancel_button, self.save_button))

    def _show_kinds(self) -> None:
        chosen = [action.text() for action in self.kinds.values() if action.isChecked()]
        more = trn("{n} kind", "{n} kinds", len(chosen))
        self.kinds_button.setText(", ".join(chosen) if 0 < len(chosen) <= 2 else more if chosen else tr("All kinds"))

    def choice(self) -> Choice:
        """What the person chose."""
        return Choice(
            what=frozenset(key for key, box in self.what.items() if box.isChecked()),
            kinds=frozenset(kind for kind, action in self.kinds.items() if action.isChecked()),
            first=self.first.date(),
            last=self.last.date(),
            alarms=self.alarms.isChecked(),
        )

    def problem(self) -> str:
        """What is wrong with the choice, empty if nothing is."""
        if not any(box.isChecked() for box in self.what.values()):
            return tr("Nothing is chosen. Tick what goes out.")
        for field in (self.first, self.last):
            if field.property("invalid"):
                return tr("“{text}” is not a date. Write it such as 1 dec or 2026-12-01.", text=shortened(field.text()))
        first, last = self.first.date(), self.last.date()
        if first is not None and last is not None and last < first:
            return tr("The last day is before the first day. Change one of them.")
        return ""

    def _say(self, *_: object) -> None:
        self._tell(self.problem() if self.sentence.isVisible() else "")

    def _tell(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _save(self) -> None:
        for field in (self.first, self.last):
            field.editingFinished.emit()  # a click on the button does not take the focus from the field
        problem = self.problem()
        self._tell(problem)
        path = None if problem else self._choose(self)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Write the file beside the interface."""
        choice = self.choice()

        def work(planner: StoppablePlanner) -> Report:
            return export(planner, path, "ics", choice)

        self._set_enabled(enabled=False)
        self.busy.start(self._context.planner, tr("Writing “{file}”…", file=path.name), work, self._written)

    def _set_enabled(self, *, enabled: bool) -> None:
        self.save_button.setEnabled(enabled)
        self.cancel_button.setVisible(enabled)
        self.save_button.setVisible(enabled)

    def _written(self, result: object) -> None:
        self._set_enabled(enabled=True)
        if isinstance(result, Report):
            self.report = result
            self._context.toast(result.warning or self._done_text(result))
            self.accept()
        elif isinstance(result, PlannerError) and not isinstance(result, StoppedError):
            self._tell(str(result))

    def _done_text(self, report: Report) -> str:
        entries = trn("{n} entry", "{n} entries", report.events - report.cancelled)
        return tr("Exported {entries} to “{file}”.", entries=entries, file=report.file.name)

    def reject(self) -> None:
        """Close; while work is under way, stop that instead."""
        if self.busy.busy:
            self.busy.cancel()
        else:
            super().reject()
