"""What was saved of a damaged plan, part by part, and what to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.rescue import saved_text, summary_text
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from pathlib import Path

    from planner.services.rescue import Saved
    from planner.ui.theme import Theme


class SavedPage(QWidget):
    """Shows what ``show_saved`` is given; the signals say what the person wants done with it."""

    use = Signal()
    open_wanted = Signal()
    back = Signal()

    def __init__(self, theme: Theme, plan: str, parent: QWidget | None = None) -> None:
        """``plan`` is the name of the damaged file."""
        super().__init__(parent)
        self.path: Path | None = None
        self.heading = Label(tr("What could be read"), "heading")
        self.summary = wrapped("", "body")
        self.parts = ToldList(theme, tr("What was saved"), self)
        self.parts.setSelectionMode(ToldList.SelectionMode.NoSelection)
        self.place = wrapped("", "body", "muted")
        self._plan = plan
        self.back_button = Button(theme, tr("Back"))
        self.back_button.clicked.connect(self.back)
        self.open_button = Button(theme, tr("Open it beside the damaged one"))
        self.open_button.clicked.connect(self.open_wanted)
        self.use_button = Button(theme, tr("Use it as my plan"), "filled")
        self.use_button.clicked.connect(self.use)
        #: The buttons, which the dialog puts into its last row.
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(Space.S)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.open_button)
        foot.addWidget(self.use_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.heading)
        column.addWidget(self.summary)
        column.addWidget(self.parts, 1)
        column.addWidget(self.place)

    def show_saved(self, saved: Saved) -> None:
        """Tell what was saved and what was lost."""
        self.path = saved.path
        self.summary.setText(summary_text(saved))
        self.parts.clear()
        for part in saved.parts:
            told = saved_text(part)
            item = self.parts.add_line(part.name, told, is_bad=part.lost > 0)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("{name}: {told}", name=part.name, told=told))
        self.parts.setCurrentRow(0)
        self.place.setText(
            tr(
                "It is in “{file}”. If you use it as your plan, the damaged “{plan}” is kept beside the backups.",
                file=saved.path.name,
                plan=self._plan,
            )
        )
        self.use_button.setFocus(Qt.FocusReason.OtherFocusReason)
