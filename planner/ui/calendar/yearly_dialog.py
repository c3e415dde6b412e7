"""The dialog that picks from the conferences that recur: the next edition comes in without dates, by its month."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from planner.config.text import begun, tr
from planner.domain.errors import InvalidInputError
from planner.domain.yearly import coming_months
from planner.services.actions.yearly import PickYearly
from planner.services.humanize import long_month
from planner.services.queries.yearly import YearlyRow, yearly_rows
from planner.services.yearly import edition_words, matching_rows, row_words, told_of, yearly
from planner.ui.shell.form_dialog import FormDialog
from planner.ui.widgets.catalogue_list import ROW, CatalogueList
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.ui.shell.page import PageContext

_ROWS = 6
_WIDTH = 600
_TOLD_LINES = 4


class YearlyDialog(FormDialog):
    """The field keeps the focus: Down and Up go through what was found; below stands what is known of the current one.

    ``added`` is the activity that came in, None until then.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        today = context.planner.today
        super().__init__(context.theme, today, tr("Pick from yearly conferences"), tr("Add"), parent)
        self._context = context
        self._checked_on = yearly().checked_on
        self._rows = context.planner.read(yearly_rows, yearly().conferences, today())
        self.added: int | None = None
        self.submit = self._pick
        self.setMinimumWidth(_WIDTH)
        example = tr("Such as product management, London or June")
        self.field = self.add_line(tr("Look for"), tr("Name, topic, place or month to look for"), example)
        self.field.textEdited.connect(self._search)
        words = partial(row_words, today=today())
        self.list: CatalogueList[YearlyRow] = CatalogueList(context.theme, words, tr("Yearly conferences"), self)
        self.list.follow(self.field)
        self.list.chosen.connect(self.field.setFocus)
        self.list.setFixedHeight(_ROWS * ROW)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.form.addRow("", self.list)
        self.told = Label("", "meta")
        self.told.setWordWrap(True)
        self.told.setAccessibleName(tr("What is known of it"))
        self.told.setMinimumHeight(_TOLD_LINES * self.told.fontMetrics().lineSpacing())
        self.form.addRow("", self.told)
        self.month = DropDown(context.theme, tr("Expected in"))
        self.form.addRow(tr("Expected in"), self.month)
        self._search("")
        self.field.setFocus()

    def _search(self, text: str) -> None:
        self.list.show_entries(matching_rows(self._rows, text))
        self.list.make_current(0)
        self._show_current()

    def _show_current(self) -> None:
        row = self.list.current()
        self.accept_button.setEnabled(row is not None)
        self.month.setEnabled(row is not None)
        if row is None:
            self.told.setText(tr("No yearly conference has these words. Try a topic, a city or a month."))
            self.month.set_items(())
            return
        today = self.today()
        told = told_of(row.known, self._checked_on)
        if row.edition is not None:
            sentence = edition_words(row.edition, today)
            told = tr("{sentence}. {more}", sentence=begun(sentence), more=told)
        self.told.setText(told)
        months = [(long_month(month), month) for month in coming_months(row.known, today)]
        self.month.set_items(months or [(tr("no month known"), None)])
        self.month.set_value(row.month)

    def _pick(self) -> bool:
        row = self.list.current()
        if row is None:
            raise InvalidInputError(tr("Choose a conference, or press Cancel."))
        month = self.month.value()
        expected = month if isinstance(month, str) else None
        change = self._context.run(PickYearly(row.known, expected, self._checked_on))
        if change is None:
            return False
        self.added = change.added("activity")[0]
        title = row.known.name
        if expected is None:
            self._context.tell(change, tr("“{title}” is added, without a date yet", title=title))
        else:
            month_words = long_month(expected)
            self._context.tell(change, tr("“{title}” is added, expected in {month}", title=title, month=month_words))
        return True
