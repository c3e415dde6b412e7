"""The model of the list of study sessions: weeks with their sums, and the sessions of each below."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.config.text import tr
from planner.services.humanize import clock, duration, week_range
from planner.services.session_sums import Doubts, WeekSum, by_week, doubts
from planner.services.session_words import doubt_of, session_day, spoken_session, spoken_week, standing_word, week_sum

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.services.queries.sessions import SessionRow

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns."""

    DAY = 0
    ACTIVITY = 1
    TIME = 2
    STANDING = 3
    NOTE = 4


#: The doubt of a session, which the delegate marks; empty where there is none.
DOUBT: Final = Qt.ItemDataRole.UserRole


class SessionModel(QAbstractTableModel):
    """Each row is a week or a session; a week says everything in its first column, which spans the others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[WeekSum | SessionRow] = []
        self._doubts = Doubts()
        self._today: date | None = None
        self._wanted: int | None = None

    def show_rows(self, rows: Sequence[SessionRow], wanted: int | None, today: date) -> Doubts:
        """Show sessions, the newest first; ``wanted`` minutes are meant for a week. Gives what may be wrong in them."""
        self.beginResetModel()
        self._today, self._wanted = today, wanted
        self._doubts = doubts(rows)
        self._lines = []
        for week in by_week(rows):
            self._lines += [week, *week.rows]
        self.endResetModel()
        return self._doubts

    def week(self, row: int) -> WeekSum | None:
        """The week whose heading a row is."""
        line = self._line(row)
        return line if isinstance(line, WeekSum) else None

    def session(self, row: int) -> SessionRow | None:
        """The session of a row, None for a heading and beyond the end."""
        line = self._line(row)
        return None if line is None or isinstance(line, WeekSum) else line

    def row_of(self, session_id: int) -> int:
        """The row of a session, -1 where it is not shown."""
        found = (row for row, line in enumerate(self._lines) if not isinstance(line, WeekSum) and line.id == session_id)
        return next(found, -1)

    def weeks(self) -> list[int]:
        """The rows that are headings."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, WeekSum)]

    def _line(self, row: int) -> WeekSum | SessionRow | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Day"), tr("Activity"), tr("Time"), tr("Status"), tr("Note"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.session(index.row())
        if row is None:
            return Qt.ItemFlag.ItemIsEnabled
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if index.column() == Column.STANDING else chosen | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._line(index.row())
        if line is None or self._today is None:
            return None
        if isinstance(line, WeekSum):
            return self._of_week(line, index.column(), role)
        if role == DOUBT:
            return doubt_of(line, self._doubts)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.DAY:
            return spoken_session(line, self._today, doubt_of(line, self._doubts))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() == Column.TIME else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _of_week(self, week: WeekSum, column: int, role: int) -> Any:
        assert self._today is not None
        if column != Column.DAY:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return week_range(week.monday, self._today)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_week(week, self._wanted, self._today)
        if role == DOUBT:
            return week_sum(week, self._wanted)
        return None

    def _text(self, row: SessionRow, column: int) -> str:
        assert self._today is not None
        match column:
            case Column.DAY:
                day = session_day(row, self._today)
                return tr("{day}, {time}", day=day, time=clock(row.time)) if row.time else day
            case Column.ACTIVITY:
                return row.title
            case Column.TIME:
                return duration(row.minutes)
            case Column.STANDING:
                return standing_word(row)
        return row.note
