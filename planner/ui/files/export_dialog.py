"""The dialog “Export”: the format, and what goes out where the format leaves a choice; then where to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout

from planner.config.text import tr, trn
from planner.domain.errors import PlannerError
from planner.services.export import SKILLS, Report, export
from planner.services.queries.skill_set import has_skills
from planner.services.queries.tables import roadmaps
from planner.services.stoppable import StoppablePlanner, StoppedError
from planner.ui.shell import dialogs
from planner.ui.shell.busy_line import BusyLine
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planner.ui.shell.page import PageContext

_WIDTH = 420
#: No name of a file on every system.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class _Format(NamedTuple):
    """A format: what to call it, what it is for, its ending, and whether it may or must be of one roadmap."""

    word: str
    use: str
    ending: str
    file: str
    may_be_one: bool = False
    must_be_one: bool = False


def _formats() -> dict[str, _Format]:
    return {
        "ics": _Format(tr("Calendar"), tr("Your dates for a calendar app. What goes out is asked next."), ".ics", ""),
        "template": _Format(
            tr("Roadmap as a template"),
            tr("One roadmap to share or to start from again: its steps and activities, without your dates."),
            ".json",
            tr("roadmap"),
            may_be_one=True,
            must_be_one=True,
        ),
        "md": _Format(
            tr("Text as Markdown"),
            tr("An outline with boxes to tick, for notes and documents."),
            ".md",
            tr("plan"),
            may_be_one=True,
        ),
        "csv": _Format(
            tr("Table as CSV"),
            tr("One line for each activity, for spreadsheets. It can come back in."),
            ".csv",
            tr("activities"),
            may_be_one=True,
        ),
        "skills-csv": _Format(
            tr("Skills as a table"),
            tr("One line for each skill with its levels and what each role wants. Your ratings stay at home."),
            ".csv",
            tr("skills"),
        ),
        "skills-json": _Format(
            tr("Skills as JSON"),
            tr("All skills with their levels, and all roles, to share or to edit. Your ratings stay at home."),
            ".json",
            tr("skills"),
        ),
        "json": _Format(
            tr("Whole plan as JSON"),
            tr("Everything, to keep or to move to another computer. It comes back without a loss."),
            ".json",
            tr("plan"),
        ),
    }


class ExportDialog(QDialog):
    """Asks what to export and writes it beside the interface. ``calendar_wanted``: the calendar's dialog goes on."""

    calendar_wanted = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._formats = _formats()
        self._roadmaps = list(dict.fromkeys(row.name for row in context.planner.read(roadmaps) if not row.archived))
        if not self._roadmaps:
            del self._formats["template"]
        if not context.planner.read(has_skills):
            self._formats = {key: each for key, each in self._formats.items() if key not in SKILLS}
        self.setWindowTitle(tr("Export"))
        self._build()
        self._show_format()

    def _build(self) -> None:
        theme = self._context.theme
        self.format = DropDown(theme, tr("Format"), [(each.word, key) for key, each in self._formats.items()])
        self.use = Label("", "meta")
        self.use.setWordWrap(True)
        self.use.setFixedWidth(_WIDTH)  # the height of the dialog follows the format, its width does not
        self.roadmap = DropDown(theme, tr("What goes out"))
        self._roadmap_label = Label(tr("What goes out"), "meta")
        self._roadmap_label.setBuddy(self.roadmap)
        self.progress = CheckBox(theme, tr("With what I have done of it"))
        self.sentence = Label("", "body", "danger")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.busy = BusyLine(theme, self)
        self.cancel_button = Button(theme, tr("Cancel"))
        self.save_button = Button(theme, "", "filled")
        self.save_button.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.S)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        grid = QGridLayout()
        grid.setVerticalSpacing(Space.XS)
        label = Label(tr("Format"), "meta")
        label.setBuddy(self.format)
        self._roadmap_label.setContentsMargins(0, Space.S, 0, 0)
        for number, widget in enumerate((label, self.format, self.use, self._roadmap_label, self.roadmap)):
            grid.addWidget(widget, number, 0)
        column.addLayout(grid)
        column.addWidget(self.progress)
        column.addWidget(self.sentence)
        column.addSpacing(Space.S)
        column.addLayout(self.busy.foot(self.cancel_button, self.save_button))
        self.format.chosen.connect(lambda _key: self._show_format())
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)

    def _show_format(self) -> None:
        """Only what counts for the format is asked."""
        key = str(self.format.value())
        chosen = self._formats[key]
        self.use.setText(chosen.use)
        names: list[tuple[str, object]] = [(name, name) for name in self._roadmaps]
        if not chosen.must_be_one:
            names.insert(0, (tr("Everything"), None))
        self.roadmap.set_items(names)
        asks = chosen.may_be_one and len(names) > 1
        self._roadmap_label.setVisible(asks)
        self.roadmap.setVisible(asks)
        self.progress.setVisible(key == "template")
        self.save_button.setText(tr("Continue…") if key == "ics" else tr("Save as…"))
        self.save_button.setAccessibleName(self.save_button.text())
        self._tell("")

    def _tell(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def _save(self) -> None:
        key = str(self.format.value())
        if key == "ics":
            self.accept()
            self.calendar_wanted.emit()
            return
        chosen, roadmap = self._formats[key], self._roadmap()
        name = (_UNFIT.sub("-", roadmap or "").strip(" .-")[:80] or chosen.file) + chosen.ending
        path = dialogs.export_file(self, dialogs.documents() / name, chosen.word)
        if path is not None:
            self.write(path)

    def _roadmap(self) -> str | None:
        """The one roadmap that goes out, None for everything."""
        value = self.roadmap.value()
        return value if isinstance(value, str) and self._formats[str(self.format.value())].may_be_one else None

    def write(self, path: Path) -> None:
        """Write the file beside the interface."""
        key, roadmap = str(self.format.value()), self._roadmap()
        with_progress = key == "template" and self.progress.isChecked()

        def work(planner: StoppablePlanner) -> Report:
            return export(planner, path, key, roadmap=roadmap, with_progress=with_progress)

        self._tell("")
        self._set_enabled(enabled=False)
        self.busy.start(self._context.planner, tr("Writing “{file}”…", file=path.name), work, self._written)

    def _set_enabled(self, *, enabled: bool) -> None:
        for widget in (self.format, self.roadmap, self.progress):
            widget.setEnabled(enabled)
        self.cancel_button.setVisible(enabled)
        self.save_button.setVisible(enabled)

    def _written(self, result: object) -> None:
        self._set_enabled(enabled=True)
        if isinstance(result, Report):
            if result.format in SKILLS:
                what = trn("{n} skill", "{n} skills", result.events)
            else:
                what = trn("{n} activity", "{n} activities", result.events)
            done = tr("Exported {activities} to “{file}”.", activities=what, file=result.file.name)
            self._context.toast(result.warning or done)
            self.accept()
        elif isinstance(result, PlannerError) and not isinstance(result, StoppedError):
            self._tell(str(result))

    def reject(self) -> None:
        """Close; while the file is written, stop that instead."""
        if self.busy.busy:
            self.busy.cancel()
        else:
            super().reject()
