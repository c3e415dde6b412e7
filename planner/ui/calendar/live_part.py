"""The live calendar file in the export dialog: which it is, whether it is kept current, and how it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.live_calendar import ENDING, LiveState, live_state, state_text
from planner.ui.shell.dialogs import documents
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import Label, wrapped
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from planner.services.calendar_choice import Choice
    from planner.ui.shell.page import PageContext


def choose_live_file(parent: QWidget, now: Path | None) -> Path | None:
    """Which file to keep current; None if the person thought better of it."""
    kinds = f"{tr('Calendar')} (*{ENDING})"
    start = now or documents() / "planner.ics"
    name, _ = FileDialog.getSaveFileName(parent, tr("Keep a live file"), str(start), kinds)
    return Path(name) if name else None


class LivePart(QWidget):
    """``wanted`` carries the file that is to be kept with the present choice, ``let_be`` that it is to rest."""

    wanted = Signal(object)
    let_be = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = context.theme
        self._context = context
        self.choose = choose_live_file
        self.state = LiveState()
        self._same = True
        self.switch = CheckBox(theme, tr("Keep it current"))
        self.line = wrapped("", "meta")
        self.address_button = Button(theme, tr("Copy its address"), "link", icon="copy")
        self.same_button = Button(theme, tr("Hold what is chosen above"), "link")
        self.file_button = Button(theme, tr("Keep a live file…"))
        hint = wrapped(
            tr("A calendar file that Planner rewrites after each change, for apps that follow a file or an address."),
            "meta",
        )
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        head = QHBoxLayout()
        head.addWidget(Label(tr("Live file"), "section"), 1)
        head.addWidget(self.file_button)
        column.addLayout(head)
        column.addWidget(hint)
        row = FlowLayout(gap=Space.M)
        row.addWidget(self.switch)
        row.addWidget(self.address_button)
        row.addWidget(self.same_button)
        column.addLayout(row)
        column.addWidget(self.line)
        self.file_button.clicked.connect(self._choose)
        self.switch.clicked.connect(self._switched)
        self.same_button.clicked.connect(lambda: self.wanted.emit(self.state.path))
        self.address_button.clicked.connect(self._copy)
        self.read()

    def read(self) -> None:
        """Show how the file stands."""
        planner = self._context.planner
        try:
            self.state = live_state(planner)
            text = state_text(self.state, planner.today(), planner.zone())
        except PlannerError as error:
            self.state, text = LiveState(), str(error)
        state = self.state
        self.file_button.setText(tr("Keep a live file…") if state.path is None else tr("Another file…"))
        self.file_button.setAccessibleName(self.file_button.text())
        self.switch.setVisible(state.path is not None)
        self.switch.setChecked(state.on)
        self.address_button.setVisible(state.path is not None)
        self.line.setText(text)
        self.line.setVisible(bool(text))
        self.line.set_tone("danger" if state.on and state.error else "")
        self.line.setToolTip("" if state.path is None else plain_tip(str(state.path)))
        self._hint.setVisible(state.path is None)
        self.compare(None)

    def compare(self, choice: Choice | None) -> None:
        """Offer to hold what is chosen, where the file holds something else."""
        self._same = choice is None or choice._replace(profile="feed") == self.state.choice
        self.same_button.setVisible(self.state.on and not self._same)

    def _choose(self) -> None:
        path = self.choose(self, self.state.path)
        if path is not None:
            self.wanted.emit(path)

    def _switched(self, on: bool) -> None:
        if on:
            self.wanted.emit(self.state.path)
        else:
            self.let_be.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.state.address)
        self._context.toast(tr("The address of “{file}” was copied.", file=Path(str(self.state.path)).name))
