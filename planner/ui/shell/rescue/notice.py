"""The notice that the plan in the window is damaged, with the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.shell.telling_dialog import TellingDialog
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme


class DamageNotice(TellingDialog):
    """Says what is known, and stands until the person has decided; accepted for the way out, else later."""

    def __init__(self, theme: Theme, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("The plan file is damaged"), parent)
        self.sentence = wrapped(sentence, "body")
        self.later = Button(theme, tr("Later"))
        self.later.clicked.connect(self.reject)
        self.go_on = Button(theme, tr("What to do…"), "filled")
        self.go_on.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(self.later)
        self.foot.addWidget(self.go_on)
        said = tr("Next you choose: restore a backup, or save what can be read. What you write until then may be lost.")
        for widget in (wrapped(self.windowTitle(), "heading"), self.sentence, wrapped(said, "body", "muted")):
            self.column.addWidget(widget)
