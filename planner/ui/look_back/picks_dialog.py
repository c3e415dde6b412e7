"""The dialog that asks what a year is for: three lines, each an activity or words of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.year_picks import MOST, YearPick
from planner.services.actions.year_picks import PickForYear
from planner.services.queries.sessions import loggable
from planner.services.queries.uids import activity_uids
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.shell.time.activity_field import ActivityField
from planner.ui.theme import Space
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.services.action import Action
    from planner.services.queries.look_back import PickRow
    from planner.ui.shell.page import PageContext


class PicksDialog(FormDialog):
    """``do`` writes, and raises a PlannerError where that is refused."""

    def __init__(
        self,
        context: PageContext,
        year: int,
        rows: Sequence[PickRow],
        do: Callable[[Action], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            context.theme, context.planner.today, tr("Three picks for {year}", year=year), tr("Save"), parent
        )
        self._context, self._year, self._do = context, year, do
        self._before = tuple(rows)
        said = tr("What should {year} be for? Name activities of your plan, or write what you mean.", year=year)
        self.head.addWidget(wrapped(said, "meta"))
        choices = context.planner.read(loggable, context.planner.today())
        self.fields: list[ActivityField] = []
        self.ticks: list[CheckBox] = []
        for place in range(MOST):
            row = rows[place] if place < len(rows) else None
            field = ActivityField(tr("Pick {n}", n=place + 1), choices, self)
            field.setPlaceholderText(tr("An activity, or an intention in your words"))
            field.setText(row.text if row else "")
            field.setCursorPosition(0)
            field.textEdited.connect(self.forget_problem)
            tick = CheckBox(self.theme, tr("Done"))
            tick.setAccessibleName(tr("Pick {n} is done", n=place + 1))
            tick.setChecked(row is not None and row.id is None and row.done)
            # What an activity of the plan has come to, the plan knows.
            tick.setVisible(row is not None and row.id is None)
            holder = QWidget(self)
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(Space.S)
            line.addWidget(field, 1)
            line.addWidget(tick)
            self.form.addRow(tr("{n}.", n=place + 1), holder)
            self.fields.append(field)
            self.ticks.append(tick)
        self.setMinimumWidth(560)
        self.submit = self._save
        self.fields[min(len(rows), MOST - 1)].setFocus()

    def picks(self) -> tuple[YearPick, ...]:
        """What the lines say."""
        found = []
        uids = self._uids()
        known = {row.text: row.uid for row in self._before if row.uid}
        for field, tick in zip(self.fields, self.ticks, strict=True):
            text = field.text().strip()
            if not text:
                continue
            named = field.found() if text not in known else None
            exact = named is not None and named.label == text
            uid = known.get(text) or (uids[named.id] if exact and named is not None else "")
            found.append(YearPick(text, uid, tick.isChecked() and not uid))
        return tuple(found)

    def _uids(self) -> dict[int, str]:
        ids = [named.id for named in (field.found() for field in self.fields) if named is not None]
        return {int(key): uid for key, uid in self._context.planner.read(activity_uids, ids).items()}

    def _save(self) -> bool:
        self._do(PickForYear(self._year, self.picks()))
        return True
