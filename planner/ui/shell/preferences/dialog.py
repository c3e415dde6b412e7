"""The dialog of preferences: sections on the left, their rows on the right; what is chosen acts at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.config.preferences import PREFERENCES, SECTIONS, Kind, Place, Preference, Value
from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.preferences import put, value_words
from planner.ui.shell.dialogs import documents, opened
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.preferences.acting import act, shown_value
from planner.ui.shell.preferences.row import PreferenceRow
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, Line, wrapped
from planner.ui.widgets.search_field import SearchField
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from planner.ui.shell.window import MainWindow

_SIZE: Final = QSize(880, 560)
_LIST_WIDTH: Final = 204
_ICONS: Final = {
    "look": "sun",
    "language": "chat",
    "calendar": "calendar",
    "reminders": "bell",
    "plan": "compass",
    "files": "file",
}


class _Section(QWidget):
    """The head of a section and its rows, with a thin line between each two that are shown."""

    def __init__(self, title: str, rows: list[PreferenceRow]) -> None:
        super().__init__()
        self.rows = rows
        self._lines: list[Line] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.L)
        column.setSpacing(0)
        column.addWidget(Label(title, "heading"))
        column.addSpacing(Space.XS)
        for row in rows:
            line = Line()
            self._lines.append(line)
            column.addWidget(line)
            column.addWidget(row)

    def show_matches(self, text: str) -> bool:
        """Show the rows that match a search, all for none; False if no row does."""
        first = True
        for row, line in zip(self.rows, self._lines, strict=True):
            fits = row.matches(text)
            row.setVisible(fits)
            line.setVisible(fits and not first)
            first = first and not fits
        return not first


class PreferencesDialog(QDialog):
    """Stays beside the window, which shows at once what was chosen.

    ``again_wanted`` asks for the program to start again, for what acts only then; ``may_start_again`` says whether that
    is possible.
    """

    again_wanted = Signal()

    def __init__(self, window: MainWindow, *, may_start_again: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self._context = context = window.context
        self._may_start_again = may_start_again
        self._place = 0
        theme = context.theme
        self.setWindowTitle(tr("Preferences"))
        self.resize(_SIZE)
        settings = context.settings.read()
        self._in_force = {each.key: shown_value(window, each, settings) for each in PREFERENCES if not each.at_once}
        self.rows = {each.key: self._row(each) for each in PREFERENCES}
        self.sections = {
            key: _Section(tr(title), [row for row in self.rows.values() if row.preference.section == key])
            for key, title in SECTIONS.items()
        }
        self.search = SearchField(theme, tr("Search preferences"))
        self.search.textChanged.connect(self._filter)
        self.list = ToldList(theme, tr("Sections"))
        for key, title in SECTIONS.items():
            self.list.add_line(tr(title), icon=theme.icon(_ICONS[key]))
        self.list.currentRowChanged.connect(self._show_section)
        self.list.itemClicked.connect(lambda item: self._show_section(self.list.row(item)))
        self.nothing = wrapped(tr("No preference has these words."), "body", "muted")
        self.area = QScrollArea()
        self.foot = wrapped("", "body", "muted")
        self.undo_button = Button(theme, tr("Undo"), "link")
        self.undo_button.clicked.connect(self._undo)
        self.close_button = Button(theme, tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self._add_keys()
        theme.changed.connect(self._dress)
        context.density_changed.connect(self.read)
        self._say("")
        self.read()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, wanted: Preference) -> PreferenceRow:
        row = PreferenceRow(self._context.theme, wanted)
        row.chosen.connect(partial(self.choose, wanted))
        row.asked.connect(partial(self._ask, wanted))
        row.again_wanted.connect(self.again_wanted)
        return row

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        for widget in (self.search, self.list):
            widget.setFixedWidth(_LIST_WIDTH)
        inner = QWidget()
        inner.setProperty("role", "canvas")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.L, 0)  # beside the scroll bar
        column.setSpacing(0)
        for section in self.sections.values():
            column.addWidget(section)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        middle = QHBoxLayout()
        middle.setSpacing(Space.XL)
        middle.addLayout(left)
        middle.addWidget(self.area, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.setContentsMargins(0, 0, Space.L, 0)
        foot.addWidget(self.foot, 1)
        foot.addWidget(self.undo_button)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.XL, Space.XL, Space.S, Space.L)
        whole.setSpacing(Space.L)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)

    def _add_keys(self) -> None:
        """Undo, Redo and the search by their usual keys, which the window has for itself alone."""
        for text, keys, act_on in (
            (tr("Undo"), ("Ctrl+Z",), self._undo),
            (tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), self._redo),
            (tr("Search preferences"), ("Ctrl+F",), self.search.setFocus),
        ):
            action = QAction(text, self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(act_on)
            self.addAction(action)

    # ------------------------------------------------------------------ what is shown

    def read(self) -> None:
        """Show what is preferred now, wherever it was changed."""
        settings = self._context.settings.read()
        try:
            for key, row in self.rows.items():
                value = shown_value(self._window, row.preference, settings)
                row.show_value(value)
                later = not row.preference.at_once and value != self._in_force[key] and key != "opens"
                row.say_later(later=later, may_start_again=self._may_start_again)
        except PlannerError as error:
            self._say(str(error), tone="danger")

    def show_section(self, key: str) -> None:
        """Show one section."""
        self.list.setCurrentRow(list(SECTIONS).index(key))

    def _show_section(self, number: int) -> None:
        if number < 0:
            return
        self._place = number
        self.list.item(number).setSelected(True)
        with QSignalBlocker(self.search):
            self.search.clear()
        for place, section in enumerate(self.sections.values()):
            section.show_matches("")
            section.setVisible(place == number)
        self.nothing.hide()
        self.area.verticalScrollBar().setValue(0)

    def _filter(self, text: str) -> None:
        """Rows of all sections that have the words."""
        if not text.strip():
            self._show_section(self._place)
            return
        self.list.clearSelection()  # what is found stands in any section
        found = [section.show_matches(text) for section in self.sections.values()]
        for section, fits in zip(self.sections.values(), found, strict=True):
            section.setVisible(fits)
        self.nothing.setVisible(not any(found))

    def _dress(self) -> None:
        theme = self._context.theme
        for place, key in enumerate(SECTIONS):
            self.list.item(place).setIcon(theme.icon(_ICONS[key]))
        self.read()

    def _say(self, sentence: str, *, tone: str = "muted", undo: bool = False) -> None:
        self.foot.setText(sentence)
        self.foot.set_tone(tone)
        self.undo_button.setVisible(undo)

    # ------------------------------------------------------------------ what is chosen

    def choose(self, wanted: Preference, value: Value) -> None:
        """Write another value and let it act; what is refused is said at the foot, and nothing changes."""
        context = self._context
        try:
            change = put(wanted, value, context.settings, context.planner)
        except PlannerError as error:
            self._say(str(error), tone="danger")
            self.read()
            return
        if wanted.place is Place.MACHINE:
            act(self._window, wanted, value)
        said = tr("{title}: {value}", title=tr(wanted.title), value=value_words(wanted, value))
        self._say(said, undo=change is not None and bool(change.rows))
        self.read()

    def _ask(self, wanted: Preference) -> None:
        """Ask for what takes more than a control."""
        if wanted.kind is Kind.REMINDERS:
            from planner.ui.shell.reminders_dialog import RemindersDialog

            dialog = RemindersDialog(self._context, self)
            dialog.groups[wanted.part].field.setFocus(Qt.FocusReason.OtherFocusReason)
            dialog.accepted.connect(self.read)
            opened(dialog)
            return
        now = str(shown_value(self._window, wanted, self._context.settings.read()) or "")
        if wanted.kind is Kind.FOLDER:
            name = FileDialog.getExistingDirectory(self, tr(wanted.title), now or str(documents()))
        else:
            start = now or str(documents() / "planner.ics")
            name, _ = FileDialog.getSaveFileName(self, tr("Keep a live file"), start, f"{tr('Calendar')} (*.ics)")
        if name:
            self.choose(wanted, str(Path(name)))

    def _undo(self) -> None:
        self._window.undo()
        self._say("")
        self.read()

    def _redo(self) -> None:
        self._window.redo()
        self._say("")
        self.read()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.read()
