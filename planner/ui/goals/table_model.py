"""The table of all goals: its columns, what stands in a cell, and the order of the rows."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.config.text import tr
from planner.domain.states import states_of
from planner.services.goal_facts import (
    ago,
    ahead,
    exam_missed,
    expiry_urgent,
    has_expired,
    hours,
    spoken,
    units,
)
from planner.services.humanize import duration, long_date
from planner.services.queries.goals import GoalRow, Moment
from planner.services.words import kind_word, state_word
from planner.ui.goals.list_model import Goal

Index = QModelIndex | QPersistentModelIndex

GOAL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
WARNING_ROLE: Final = Qt.ItemDataRole.UserRole + 2
"""The second, red line of a date that was missed or is near; None for none."""


class Column(IntEnum):
    """The columns; the lower-case name is what the settings remember."""

    NAME = 0
    KIND = 1
    STATE = 2
    PROVIDER = 3
    HOURS = 4
    EXAM = 5
    EXPIRY = 6
    UNITS = 7


NUMBERS: Final = frozenset((Column.HOURS, Column.EXAM, Column.EXPIRY, Column.UNITS))
"""What stands on the right of its column."""


def column_title(column: int) -> str:
    """The heading of a column."""
    return (
        tr("Name"), tr("Kind"), tr("State"), tr("Provider"), tr("Hours"), tr("Exam"), tr("Expires"), tr("Units"),
    )[column]  # fmt: skip


def cell_text(row: GoalRow, column: int) -> str:
    """What stands in a cell; empty where nothing is known or the kind has no such thing."""
    if column == Column.NAME:
        return row.title
    if column == Column.KIND:
        return kind_word(row.kind)
    if column == Column.STATE:
        return state_word(row.kind, row.state).capitalize()
    if column == Column.PROVIDER:
        return row.provider
    if column == Column.HOURS:
        return hours(row) if row.logged else duration(row.estimate) if row.estimate else ""
    if column == Column.EXAM:
        return _date(row.exam)
    if column == Column.EXPIRY:
        return tr("never") if row.expires is None and row.never_expires else _date(row.expires)
    return units(row)


def warning(row: GoalRow, column: int, today: date) -> str | None:
    """The words that say why a date is red."""
    if column == Column.EXAM and exam_missed(row, today) and row.exam is not None:
        return ago(row.exam.day, today)
    if column == Column.EXPIRY and row.expires is not None and expiry_urgent(row, today):
        return ago(row.expires.day, today) if has_expired(row, today) else ahead(row.expires.day, today)
    return None


def _date(moment: Moment | None) -> str:
    return "" if moment is None else long_date(moment.day)


def sort_key(row: GoalRow, column: int) -> Any:
    """What a row is sorted by; None goes to the end whatever the direction."""
    if column == Column.STATE:
        return (row.kind, states_of(row.kind).index(row.state))
    if column == Column.HOURS:
        return (row.estimate or 0, row.logged) if row.estimate or row.logged else None
    if column == Column.EXAM:
        return None if row.exam is None else (row.exam.day, row.exam.time)
    if column == Column.EXPIRY:
        if row.expires is not None:
            return row.expires.day
        return date.max if row.never_expires else None
    if column == Column.UNITS:
        return None if row.units_total is None else (row.units_done / max(row.units_total, 1), row.units_total)
    return cell_text(row, column).casefold() or None


class GoalTableModel(QAbstractTableModel):
    """Holds the goals in the order of one column; ties stand by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._goals: list[Goal] = []
        self._given: Sequence[Goal] = ()
        self._all: list[Goal] = []
        self._today = date.min
        self.sorted_by = int(Column.NAME)
        self.direction = Qt.SortOrder.AscendingOrder

    def show(self, goals: Sequence[Goal], today: date, wanted: Collection[int] | None = None) -> None:
        """Show other goals in the order that stands; only those of the ids ``wanted`` unless that is None.

        The same sequence again is not sorted again: that is what happens with each letter of a filter.
        """
        if goals is not self._given:
            self._given, self._all = goals, self._ordered(goals)
        ordered = self._all if wanted is None else [goal for goal in self._all if goal.row.id in wanted]
        same = [goal.row.id for goal in ordered] == [goal.row.id for goal in self._goals] and today == self._today
        if not same:
            self.beginResetModel()
        before, self._goals, self._today = self._goals, ordered, today
        if not same:
            self.endResetModel()
            return
        last = len(Column) - 1
        for row, (old, new) in enumerate(zip(before, ordered, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _ordered(self, goals: Sequence[Goal]) -> list[Goal]:
        by_name = sorted(goals, key=lambda goal: (goal.row.title.casefold(), goal.row.id))
        keyed = [(sort_key(goal.row, self.sorted_by), goal) for goal in by_name]
        known = [pair for pair in keyed if pair[0] is not None]
        unknown = [goal for key, goal in keyed if key is None]
        known.sort(key=lambda pair: pair[0], reverse=self.direction == Qt.SortOrder.DescendingOrder)
        return [goal for _, goal in known] + unknown

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(Column):
            return
        self.sorted_by, self.direction = column, order
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self._goals[index.row()].row.id) for index in self.persistentIndexList()]
        self._all = self._ordered(self._given)
        shown = {goal.row.id for goal in self._goals}
        self._goals = [goal for goal in self._all if goal.row.id in shown]
        places = {goal.row.id: row for row, goal in enumerate(self._goals)}
        for index, goal_id in kept:
            self.changePersistentIndex(index, self.index(places[goal_id], index.column()))
        self.layoutChanged.emit()

    def goal(self, row: int) -> Goal | None:
        """The goal of a row, None beyond the end."""
        return self._goals[row] if 0 <= row < len(self._goals) else None

    def row_of(self, goal_id: int) -> int:
        """The row of a goal, -1 if it is not shown."""
        return next((row for row, goal in enumerate(self._goals) if goal.row.id == goal_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._goals)

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
            return tr("Sort by {column}", column=column_title(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        goal, column = self._goals[index.row()], index.column()
        if role == GOAL_ROLE:
            return goal
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(goal.row, column)
        if role == WARNING_ROLE:
            return warning(goal.row, column, self._today)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(goal, column)
        return None

    def _spoken(self, goal: Goal, column: int) -> str:
        if column == Column.NAME:
            return spoken(goal.row, goal.words)
        text = cell_text(goal.row, column) or tr("none")
        title = column_title(column)
        remark = warning(goal.row, column, self._today)
        if remark:
            return tr("{column}: {text}, {remark}", column=title, text=text, remark=remark)
        return tr("{column}: {text}", column=title, text=text)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
