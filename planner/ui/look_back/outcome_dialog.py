"""The dialog that asks what came of things done in a month, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError
from planner.services.actions.outcomes import RecordOutcome
from planner.services.humanize import short_date
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from planner.services.action import Action
    from planner.services.queries.look_back import Undone
    from planner.ui.shell.page import PageContext

_WIDTH = 460


class OutcomeDialog(FormDialog):
    """Each is a step of its own; the dialog goes on to the next one and closes after the last.

    ``do`` writes, and raises a PlannerError where that is refused.
    """

    def __init__(
        self,
        context: PageContext,
        rows: Sequence[Undone],
        do: Callable[[Action], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.theme, context.planner.today, tr("What came of it?"), tr("Save"), parent)
        self._rows = {int(row.id): row for row in rows}
        self._do = do
        self.setMinimumWidth(_WIDTH + 60)
        said = tr("One line in your own words is enough. You will read it again in a year.")
        self.head.addWidget(wrapped(said, "meta"))
        self.what = DropDown(self.theme, tr("Activity"))
        self.what.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form.addRow(tr("Activity"), self.what)
        self.outcome = self.add_line(tr("Outcome"), tr("What came of it?"), tr("What came of it?"))
        self.outcome.setMaxLength(1000)
        self.what.chosen.connect(lambda _value: self.outcome.setFocus())
        self.url = self.add_line(tr("Link"), tr("Link to it"), "https://")
        self.submit = self._save
        self._fill()
        self.outcome.setFocus()

    def _fill(self) -> None:
        today = self.today()
        self.what.set_items(
            (tr("{title} ({day})", title=row.title, day=short_date(parse_date(row.day), today)), key)
            for key, row in self._rows.items()
        )

    def _save(self) -> bool:
        key = self.what.value()
        row = self._rows.get(key) if isinstance(key, int) else None
        if row is None:
            return True
        if not self.outcome.text().strip() and not self.url.text().strip():
            raise InvalidInputError(tr("Type what came of it, or give a link to it."))
        self._do(RecordOutcome(row.id, self.outcome.text(), self.url.text()))
        del self._rows[int(row.id)]
        if not self._rows:
            return True
        self._fill()
        self.outcome.clear()
        self.url.clear()
        self.outcome.setFocus()
        return False
