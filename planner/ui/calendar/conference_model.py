"""The rows of the Conferences view: name, place, dates, call for papers, and the person's answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from planner.config.text import tr
from planner.services.queries.calendar import ConferenceRow
from planner.services.words import event_type_word, state_word
from planner.ui.calendar.entry_text import (
    call_lines,
    conference_dates,
    conference_haystack,
    place_lines,
    plain_tip,
)

NAME, PLACE, DATES, CALL, ANSWER = range(5)
ROW_ROLE: Final = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class ConferenceModel(QAbstractTableModel):
    """Conferences in the order of the query; a filter hides those that do not hold all its words."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self.today = date(2000, 1, 1)
        self._all: list[tuple[ConferenceRow, str]] = []
        self._words: tuple[str, ...] = ()
        self.rows: list[ConferenceRow] = []

    @property
    def total(self) -> int:
        """How many there are without a filter."""
        return len(self._all)

    def show(self, rows: Sequence[ConferenceRow], today: date) -> None:
        """Show other rows."""
        self.today = today
        self._all = [(row, conference_haystack(row)) for row in rows]
        self._refill()

    def set_words(self, words: Sequence[str]) -> None:
        """Show what holds all of the (casefolded) words."""
        if tuple(words) != self._words:
            self._words = tuple(words)
            self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        self.rows = [row for row, hay in self._all if all(word in hay for word in self._words)]
        self.endResetModel()

    def row_of(self, activity_id: int) -> int:
        """The row of an activity, -1 if it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.activity_id == activity_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (tr("Name"), tr("Place"), tr("Dates"), tr("Call for papers"), tr("My answer"))[section]
        return None

    def lines(self, row: ConferenceRow, column: int) -> tuple[str, str]:
        """What a cell says, and the grey line below it."""
        if column == NAME:
            topics = [topic.strip() for topic in row.topics.split(",") if topic.strip()][:3]
            return row.title, " · ".join([event_type_word(row.event_type), *topics])
        if column == PLACE:
            first, second = place_lines(row)
        elif column == DATES:
            first, second = conference_dates(row, self.today), ""
        elif column == CALL:
            first, second = call_lines(row, self.today, self._zone)
        else:
            first, second = state_word("event", row.state), ""
        return first[:1].upper() + first[1:], second

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines(row, index.column())[0]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(
                "\n".join(filter(None, (self._joined(row, column) for column in (NAME, PLACE, DATES, CALL))))
            )
        return None

    def _joined(self, row: ConferenceRow, column: int) -> str:
        return ", ".join(filter(None, self.lines(row, column)))

    def _spoken(self, row: ConferenceRow, column: int) -> str:
        text = self._joined(row, column)
        if column == NAME:
            return text
        heading = str(self.headerData(column, Qt.Orientation.Horizontal))
        return tr("{heading}: {text}", heading=heading, text=text or tr("unknown"))
