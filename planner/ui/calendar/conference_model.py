"""The rows of the Conferences view, in the order of one column, without those that a filter hides."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from planner.config.text import tr
from planner.services.queries.conference_facts import NO_FACTS, ConferenceFacts
from planner.ui.calendar.conference_columns import Column, Conference, Here, cell_lines, column_title
from planner.ui.calendar.conference_sieve import ConferenceSieve
from planner.ui.calendar.hover_card import card_html

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from planner.domain.calendar_filter import CalendarFilter, CalendarPart
    from planner.services.queries.calendar import ConferenceRow

ROW_ROLE: Final = Qt.ItemDataRole.UserRole
_TOLD: Final = (Column.NAME, Column.PLACE, Column.DATES, Column.CALL)
_NONE: Final[Mapping[int, ConferenceFacts]] = {}

Index = QModelIndex | QPersistentModelIndex


class ConferenceModel(QAbstractTableModel):
    """Conferences by date until another order is chosen; a filter hides those that do not fit it."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._here = Here(date(2000, 1, 1), zone)
        self._sieve = ConferenceSieve()
        self._shown: list[Conference] = []

    @property
    def rows(self) -> list[ConferenceRow]:
        """The conferences that are shown, from above."""
        return [one.row for one in self._shown]

    @property
    def total(self) -> int:
        """How many there are without a filter."""
        return self._sieve.total

    @property
    def sorted_by(self) -> int | None:
        """The column that it is sorted by, None where they stand by date as they came."""
        return self._sieve.sorted_by

    @property
    def down(self) -> bool:
        """Whether it is sorted downwards."""
        return self._sieve.down

    @property
    def here(self) -> Here:
        """The day and the zone that dates are told by."""
        return self._here

    def show(
        self, rows: Sequence[ConferenceRow], today: date, facts: Mapping[int, ConferenceFacts] = _NONE
    ) -> None:
        """Show other rows, with their facts by activity."""
        self._here = self._here._replace(today=today)
        self._sieve.fill((Conference(row, facts.get(row.activity_id, NO_FACTS)) for row in rows), today)
        self._refill()

    def filter(self, wanted: CalendarFilter) -> None:
        """Show what fits a filter."""
        if self._sieve.filter(wanted):
            self._refill()

    def order(self, column: int | None, *, down: bool) -> None:
        """Sort by a column, or by date as the conferences came (None)."""
        self._sieve.order(column, down=down)
        self._refill()

    def tally(self, part: CalendarPart) -> Counter[str]:
        """How many conferences, whatever the filter, have each value of a part with choices."""
        return self._sieve.tally(part)

    def _refill(self) -> None:
        self.beginResetModel()
        self._shown = self._sieve.shown
        self.endResetModel()

    def row_of(self, activity_id: int) -> int:
        """The row of an activity, -1 if it is not shown."""
        return next((number for number, one in enumerate(self._shown) if one.row.activity_id == activity_id), -1)

    def conference(self, row: int) -> Conference:
        """The conference of a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        title = column_title(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Sort by {column}", column=title)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == self.sorted_by:
            how = tr("sorted downwards") if self.down else tr("sorted upwards")
            return tr("{column}, {how}", column=title, how=how)
        return title if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def lines(self, one: Conference, column: int) -> tuple[str, str]:
        """What a cell says, and the grey line below it."""
        return cell_lines(one, column, self._here)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines(one, index.column())[0]
        if role == ROW_ROLE:
            return one
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(one, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(one, index.column())
        return None

    def _tip(self, one: Conference, column: int) -> str:
        told = [self.told(one, each) for each in _TOLD]
        if column not in _TOLD:
            told.append(self.told(one, column))
        return card_html(told)

    def told(self, one: Conference, column: int) -> str:
        """Both lines of a cell on one."""
        return ", ".join(filter(None, self.lines(one, column)))

    def _spoken(self, one: Conference, column: int) -> str:
        text = self.told(one, column)
        if column == Column.NAME:
            return text
        return tr("{heading}: {text}", heading=column_title(column), text=text or tr("unknown"))
