"""The table of all goals as a model: goals in the order of one column, below the headings of their groups."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from planner.config.text import tr, trn
from planner.domain.goal_filter import Grouping, group_key, in_order
from planner.services.goal_facts import spoken
from planner.services.goal_filter_words import group_name
from planner.ui.goals.list_model import Goal
from planner.ui.goals.table_columns import NUMBERS, Column, cell_text, column_title, sort_key, warning

Index = QModelIndex | QPersistentModelIndex

LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class Group(NamedTuple):
    """The heading of a group; ``opened`` tells whether its goals stand below."""

    key: str
    name: str
    number: int
    opened: bool


class Arrangement(NamedTuple):
    """How the goals stand: by what they are grouped, what is folded, and what issuers are called."""

    grouping: Grouping = Grouping.NONE
    folded: frozenset[str] = frozenset()
    issuers: Mapping[str, str] = {}


Line = Goal | Group
Key = int | str
PLAIN: Final = Arrangement()


def key_of(line: Line) -> Key:
    """What makes a line the same line after a change: the id of a goal, the key of a group."""
    return line.row.id if isinstance(line, Goal) else line.key


class GoalTableModel(QAbstractTableModel):
    """Holds the lines. Groups keep their order whatever the column; ties stand by name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._given: Sequence[Goal] = ()
        self._by_name: list[Goal] = []
        self._ordered: list[Goal] = []
        self._wanted: Collection[int] | None = None
        self._today = date.min
        self.arrangement = PLAIN
        self.sorted_by = int(Column.NAME)
        self.direction = Qt.SortOrder.AscendingOrder

    def show(
        self,
        goals: Sequence[Goal],
        today: date,
        wanted: Collection[int] | None = None,
        arrangement: Arrangement = PLAIN,
    ) -> None:
        """Show other goals in the order that stands; only those of the ids ``wanted`` unless that is None.

        The same sequence again is not sorted again: that is what happens with each letter of a filter.
        """
        if goals is not self._given:
            self._given = goals
            self._by_name = sorted(goals, key=lambda goal: (goal.row.title.casefold(), goal.row.id))
            self._ordered = self._in_order()
        self._wanted, self.arrangement = wanted, arrangement
        lines = self._arranged()
        same = today == self._today and list(map(key_of, lines)) == list(map(key_of, self._lines))
        if not same:
            self.beginResetModel()
        before, self._lines, self._today = self._lines, lines, today
        if not same:
            self.endResetModel()
            return
        last = len(Column) - 1
        for row, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _arranged(self) -> list[Line]:
        wanted, (grouping, folded, issuers) = self._wanted, self.arrangement
        shown = self._ordered if wanted is None else [goal for goal in self._ordered if goal.row.id in wanted]
        if grouping is Grouping.NONE:
            return list(shown)
        groups: dict[str, list[Goal]] = {}
        for goal in shown:
            groups.setdefault(group_key(grouping, goal.traits), []).append(goal)
        lines: list[Line] = []
        for key in in_order(grouping, groups):
            lines.append(Group(key, group_name(grouping, key, issuers), len(groups[key]), key not in folded))
            if key not in folded:
                lines += groups[key]
        return lines

    def _in_order(self) -> list[Goal]:
        keyed = [(sort_key(goal.row, self.sorted_by), goal) for goal in self._by_name]
        known = [pair for pair in keyed if pair[0] is not None]
        unknown = [goal for key, goal in keyed if key is None]
        known.sort(key=lambda pair: pair[0], reverse=self.direction == Qt.SortOrder.DescendingOrder)
        return [goal for _, goal in known] + unknown

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(Column):
            return
        self.sorted_by, self.direction = column, order
        self.layoutAboutToBeChanged.emit()
        kept = [(index, key_of(self._lines[index.row()])) for index in self.persistentIndexList()]
        self._ordered = self._in_order()
        self._lines = self._arranged()
        if kept:
            places = {key_of(line): row for row, line in enumerate(self._lines)}
            for index, key in kept:
                self.changePersistentIndex(index, self.index(places[key], index.column()))
        self.layoutChanged.emit()

    # -- looking up

    def line(self, row: int) -> Line | None:
        """The line of a row, None beyond the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def goal(self, row: int) -> Goal | None:
        """The goal of a row, None for a heading and beyond the end."""
        line = self.line(row)
        return line if isinstance(line, Goal) else None

    def rows_of(self, ids: Collection[int]) -> list[int]:
        """The rows of goals, from above."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, Goal) and line.row.id in ids]

    def row_of(self, key: Key) -> int:
        """The row of a goal or a group, -1 if it is not shown."""
        return next((row for row, line in enumerate(self._lines) if key_of(line) == key), -1)

    def heading_of(self, row: int) -> int:
        """The row of the heading above a row, or its own; -1 where nothing is grouped."""
        while row >= 0 and not isinstance(self.line(row), Group):
            row -= 1
        return row

    def headings(self) -> list[int]:
        """The rows of all headings."""
        return [row for row, line in enumerate(self._lines) if isinstance(line, Group)]

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        is_goal = isinstance(self._lines[index.row()], Goal)
        return chosen | Qt.ItemFlag.ItemIsSelectable if is_goal else chosen

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        title = column_title(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Sort by {column}", column=title)
        if role == Qt.ItemDataRole.AccessibleTextRole and section == self.sorted_by:
            down = self.direction == Qt.SortOrder.DescendingOrder
            how = tr("sorted downwards") if down else tr("sorted upwards")
            return tr("{column}, {how}", column=title, how=how)
        return title if role == Qt.ItemDataRole.AccessibleTextRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if isinstance(line, Group):
            return self._group_data(line, column, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(line.row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        return None

    def _group_data(self, line: Group, column: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = trn("{n} goal", "{n} goals", line.number)
            state = tr("expanded") if line.opened else tr("folded")
            return tr("{name}, group, {count}, {state}", name=line.name, count=count, state=state)
        return line.name if role == Qt.ItemDataRole.DisplayRole and column == Column.NAME else None

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
