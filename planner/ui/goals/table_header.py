"""The headings of the goals' table: those of its columns, wide enough for any date and any state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from planner.config.text import begun
from planner.domain.goal_filter import LIFE
from planner.services.goal_filter_words import state_of_any
from planner.services.humanize import long_date
from planner.ui.goals.table_columns import (
    AT_FIRST,
    DATES,
    GREATEST_FIRST,
    KEYS,
    NAME_GOOD,
    NAME_LEAST,
    NUMBERS,
    WIDTHS,
    Column,
    column_title,
)
from planner.ui.widgets.column_header import NUMBER_PAD, PAD, ColumnHeader, Columns
from planner.ui.widgets.painting import text_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme

#: What the arrow takes that opens the states.
_CHEVRON: Final = 18


class GoalHeader(ColumnHeader):
    """The name stays first and takes what room the others leave."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        columns = Columns(KEYS, column_title, WIDTHS, AT_FIRST, NUMBERS, GREATEST_FIRST, NAME_LEAST, NAME_GOOD)
        super().__init__(theme, columns, parent)
        self._words = theme

    def needed(self, column: int) -> int:
        width = super().needed(column)
        if column in DATES:
            days = (long_date(date(2028, month, 28)) for month in range(1, 13))
            return max(width, *(text_width(self._words, "figure", day) + PAD + NUMBER_PAD + 2 for day in days))
        if column == Column.STATE:
            states = (begun(state_of_any(state)) for state in LIFE)
            return max(width, *(text_width(self._words, "body", word) + 2 * PAD + _CHEVRON for word in states))
        return width
