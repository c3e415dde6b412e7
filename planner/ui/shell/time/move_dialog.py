"""The dialog that asks to which activity chosen study sessions are moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from planner.config.text import tr, trn
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.time.activity_field import ActivityField
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from planner.services.queries.sessions import LoggedOn
    from planner.ui.shell.page import PageContext


class MoveDialog(FormDialog):
    """``chosen`` carries the activity when the person says so."""

    chosen = Signal(int)

    def __init__(
        self, context: PageContext, choices: Sequence[LoggedOn], number: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            context.theme, context.planner.today, tr("Move to another activity"), tr("Move"), parent
        )
        said = trn("Where does {n} session belong?", "Where do {n} sessions belong?", number)
        self.head.addWidget(wrapped(said))
        self.what = ActivityField(tr("Activity"), choices, self)
        self.what.textEdited.connect(self.forget_problem)
        self.form.addRow(tr("Activity"), self.what)
        self.submit = self._choose

    def _choose(self) -> bool:
        self.chosen.emit(self.what.activity().id)
        return True
