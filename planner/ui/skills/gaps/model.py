"""The rows of the table of gaps: what stands in a cell, what is said of it, and the order of the rows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.config.text import tr
from planner.domain.folding import fold
from planner.services.gap_facts import (
    NUMBERS,
    Column,
    cell_text,
    claim_words,
    column_meaning,
    column_title,
    gap_words,
    spoken_cell,
)
from planner.services.queries.gaps import GapRow

Index = QModelIndex | QPersistentModelIndex


def sort_key(row: GapRow, column: int) -> Any:
    """What a row is sorted by; None goes to the end whatever the direction."""
    skill = row.skill
    if column == Column.SKILL:
        return (fold(skill.name), fold(row.category))
    if column == Column.PLANNED:
        return row.planned_minutes if row.planned else None
    return {
        Column.SELF_RATED: skill.claimed,
        Column.SHOWN: skill.evidenced,
        Column.ROLE: skill.target,
        Column.GAP: skill.gap,
        Column.WEIGHT: skill.weight,
        Column.PRIORITY: row.priority,
    }[Column(column)]


class GapModel(QAbstractTableModel):
    """Holds the skills that the role asks for in the order of one column; those without a gap always come last.

    Rows that are equal by the column stand by priority, the most urgent first.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given: Sequence[GapRow] = ()
        self._rows: list[GapRow] = []
        self._words: tuple[str, ...] = ()
        self.sorted_by = int(Column.PRIORITY)
        self.direction = Qt.SortOrder.DescendingOrder

    def show(self, rows: Sequence[GapRow], words: str) -> None:
        """Show those of the rows whose skill or category holds every word."""
        self._given, self._words = rows, tuple(fold(words).split())
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(Column):
            self.sorted_by, self.direction = column, order
            self._arrange()

    def _arrange(self) -> None:
        """Bring the rows up to date; what points to a skill goes on pointing to it, unless it is gone."""
        before, ordered = self._rows, self._ordered()
        places = {row.skill.id: place for place, row in enumerate(ordered)}
        if places.keys() != {row.skill.id for row in before}:
            self.beginResetModel()
            self._rows = ordered
            self.endResetModel()
            return
        if before == ordered:
            return
        self.layoutAboutToBeChanged.emit()
        kept = [(index, before[index.row()].skill.id) for index in self.persistentIndexList()]
        self._rows = ordered
        for index, skill_id in kept:
            self.changePersistentIndex(index, self.index(places[skill_id], index.column()))
        self.layoutChanged.emit()
        self.dataChanged.emit(self.index(0, 0), self.index(len(ordered) - 1, len(Column) - 1))

    def _ordered(self) -> list[GapRow]:
        found = [
            row for row in self._given if all(word in fold(f"{row.skill.name} {row.category}") for word in self._words)
        ]
        keyed = [(sort_key(row, self.sorted_by), row) for row in found]
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=lambda pair: pair[0], reverse=self.direction == Qt.SortOrder.DescendingOrder)
        rows = [row for _, row in known] + [row for key, row in keyed if key is None]
        return sorted(rows, key=lambda row: not row.skill.gap)

    def gap(self, row: int) -> GapRow | None:
        """What stands in a row, None beyond the end."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, skill_id: int) -> int:
        """The row of a skill, -1 if it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.skill.id == skill_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_title(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_meaning(section)
        if role == Qt.ItemDataRole.InitialSortOrderRole:  # of numbers the largest is looked for
            return Qt.SortOrder.DescendingOrder if section in NUMBERS else Qt.SortOrder.AscendingOrder
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_cell(row, column)
        return None

    def tip(self, row: int, column: int) -> str:
        """What stands in the tool tip of a cell."""
        found = self.gap(row)
        if found is None or column < 0:
            return ""
        if column == Column.SKILL:
            parts = [tr("{name} in {category}", name=found.skill.name, category=found.category)]
            parts += [found.skill.definition, f"{gap_words(found)} {claim_words(found)}".strip()]
            return " — ".join(filter(None, parts))
        return spoken_cell(found, column)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
