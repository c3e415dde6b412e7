"""The dialog that says how much finished work of each kind may show of a skill."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.evidence import OWN_WORK, USUAL_CAPS
from planner.services.humanize import level_text
from planner.services.queries.evidence import caps
from planner.services.words import kind_word
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label
from planner.ui.widgets.level_picker import LevelPicker

if TYPE_CHECKING:
    from planner.ui.shell.page import PageContext

_WIDTH = 420


class CapsDialog(QDialog):
    """A level picker for each kind; each change is saved at once and can be undone."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._visit = uuid4().hex
        self.setWindowTitle(tr("How much work shows"))
        words = Label(
            tr(
                "A finished activity shows a skill at the level that you linked it with, but no more than its kind "
                "can. Work of your own ({own} or more) shows up to 5 when its outcome has a link that others can open.",
                own=level_text(OWN_WORK),
            ),
            "body",
            "muted",
        )
        words.setWordWrap(True)
        words.setFixedWidth(_WIDTH)
        self.pickers: dict[str, LevelPicker] = {}
        self._remarks: dict[str, Label] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(3, 1)
        for row, kind in enumerate(USUAL_CAPS):
            word = kind_word(kind)
            picker = LevelPicker(context.theme, tr("What “{kind}” shows at most", kind=word))
            picker.level_changed.connect(partial(self._set, kind))
            self.pickers[kind], self._remarks[kind] = picker, Label("", "meta")
            grid.addWidget(Label(word, "body"), row, 0)
            grid.addWidget(picker, row, 1)
            grid.addWidget(self._remarks[kind], row, 2)
        close = Button(context.theme, tr("Done"), "filled")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*DIALOG_MARGINS)
        column.setSpacing(Space.L)
        column.addWidget(words)
        column.addLayout(grid)
        column.addLayout(foot)
        self.show_caps()

    def show_caps(self) -> None:
        """Show the caps of the plan."""
        for kind, level in self._context.planner.read(caps).items():
            if self.pickers[kind].level() != level:
                self.pickers[kind].set_level(level)
            remark = tr("at most {level}", level=level_text(level))
            if level >= OWN_WORK:
                remark = tr("at most {level}, 5 with a link", level=level_text(OWN_WORK))
            self._remarks[kind].setText(remark)

    def _set(self, kind: str, level: object) -> None:
        from planner.services.actions.evidence import SetCap

        if isinstance(level, float):
            self._context.run(SetCap(kind, level, self._visit))
        self.show_caps()  # also where it was refused, or made unknown
