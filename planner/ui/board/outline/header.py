"""The headings of the outline: those of its columns, wide enough for the words of the statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.config.text import tr
from planner.ui.board.outline.columns import (
    AT_FIRST,
    GREATEST_FIRST,
    KEYS,
    LEAST_TITLE,
    NUMBERS,
    WIDTHS,
    Column,
    column_title,
    status_words,
)
from planner.ui.board.outline.painter import SIGN_ROOM
from planner.ui.widgets.column_header import PAD, ColumnHeader, Columns
from planner.ui.widgets.painting import text_width

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from planner.ui.theme import Theme


class OutlineHeader(ColumnHeader):
    """The title stays first and takes what room the others leave."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        least = LEAST_TITLE
        columns = Columns(
            KEYS, column_title, WIDTHS, AT_FIRST, NUMBERS, GREATEST_FIRST, least, least, tr("Order of the board")
        )
        super().__init__(theme, columns, parent)
        self._words = theme

    def needed(self, column: int) -> int:
        width = super().needed(column)
        if column != Column.STATUS:
            return width
        return max(width, *(text_width(self._words, "body", word) + SIGN_ROOM + 2 + 2 * PAD for word in status_words()))
