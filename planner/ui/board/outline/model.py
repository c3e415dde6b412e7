"""The outline as a model: steps whose activities are read when they are unfolded, rows when they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from planner.config.text import tr
from planner.services.queries import outline as queries
from planner.ui.board import facts
from planner.ui.board.model import few_steps
from planner.ui.board.outline.branches import NOTE, Branch, branches_of, shape
from planner.ui.board.outline.columns import COLUMNS, NUMBERS, Column, cell, column_title, in_order, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from planner.services.planner import Planner
    from planner.services.queries.board import LaneRow, StepKey
    from planner.services.queries.outline import OutlineRow

Index = QModelIndex | QPersistentModelIndex

_CHUNK = 40
#: Of a step where more rows than this came or went, all are told.
_FEW = 12
_Role = Qt.ItemDataRole


class OutlineModel(QStandardItemModel):
    """A tree over ``order``, which gives the activities of a step as the board has them.

    Qt's own model keeps the shape of the tree and nothing else: a view asks for it row by row whenever one of ten
    thousand comes or goes, which Python would answer too slowly. What stands in the rows is asked for here.
    """

    def __init__(
        self, planner: Planner, order: Callable[[StepKey], Sequence[int]], parent: QObject | None = None
    ) -> None:
        super().__init__(0, COLUMNS, parent)
        self._planner = planner
        self._order = order
        self.branches: list[Branch] = []
        self._top: list[Branch] = []
        self._owners: dict[int, Branch] = {}  # the internal id of the rows of a branch -> the branch
        self._next: tuple[Branch, list[int]] | None = None  # the ids of a branch once its rows have come or gone
        self._rows: dict[int, OutlineRow] = {}
        self._values: dict[int, Any] = {}
        self._valued: set[int] = set()
        self.sorted_by: Column | None = None
        self.down = False
        self.today: date = planner.today()
        # Connected before any view is: who hears of rows that came or went finds them as they are then.
        self.rowsInserted.connect(self._settle)
        self.rowsRemoved.connect(self._settle)

    def _settle(self) -> None:
        if self._next is None:
            changed = self.branches
        else:
            branch, ids = self._next
            branch.ids, self._next = ids, None
            changed = [branch]
        for branch in changed:
            index = self.index_of_branch(branch)
            first = self.index(0, 0, index) if index.isValid() else index
            if first.isValid():
                self._owners[first.internalId()] = branch

    # -- content

    def show(self, lanes: Sequence[LaneRow], roadmaps: Mapping[int, str]) -> bool:
        """Show these steps; activities of loaded ones as they stand now. True if the tree was built anew."""
        made = branches_of(lanes, roadmaps)
        if shape(made) != shape(self.branches):
            self._build(made)
            return True
        for branch, new in zip(self.branches, made, strict=True):
            branch.lane, branch.name = new.lane, new.name
            index = self.index_of_branch(branch)
            self.dataChanged.emit(index, index.siblingAtColumn(COLUMNS - 1))
        self._bring([branch for branch in self.branches if branch.lane is not None and branch.loaded])
        return False

    def _build(self, made: list[Branch]) -> None:
        loaded = {branch.identity for branch in self.branches if branch.loaded}
        self.removeRows(0, self.rowCount())
        self.branches, self._top, self._owners = made, [branch for branch in made if branch.parent is None], {}
        tops: list[list[QStandardItem]] = []
        items: list[QStandardItem] = []
        for branch in made:
            row = _unselectable(_BRANCH)
            item = row[0]
            item.setColumnCount(COLUMNS)
            items.append(item)
            if branch.lane is not None:
                if branch.identity in loaded:
                    branch.ids, branch.loaded = self._arranged(branch), True
                item.setRowCount(len(branch.ids))
                if branch.ids == [NOTE]:
                    _set_note(item, 0)
            if branch.parent is None:
                tops.append(row)
            else:
                items[branch.parent.number].appendRow(row)
        for row in tops:  # last, so that a branch comes with all that is below it
            self.appendRow(row)

    def load(self, *branches: Branch) -> None:
        """Read which activities steps have, before they are unfolded."""
        missing = [branch for branch in branches if not branch.loaded and branch.lane is not None]
        for branch in missing:
            branch.loaded = True
        if missing:
            self._bring(missing)

    def unload(self, branch: Branch) -> None:
        """Follow a folded step no more: its rows stay as they are, unseen, until it is loaded again."""
        if branch.lane is not None:
            branch.loaded = False

    def _bring(self, branches: Sequence[Branch]) -> None:
        """Tell the way to what stands below steps now, as few rows of each as came, went or changed places."""
        others = {branch.number: ids for branch in branches if (ids := self._bring_one(branch)) is not None}
        if others:
            self._arrange(others)
        for branch in branches:
            parent = self.index_of_branch(branch)
            last = self.index(len(branch.ids) - 1, COLUMNS - 1, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)

    def _bring_one(self, branch: Branch) -> list[int] | None:
        """The same for one; where most are others, as many rows come or go, and what they will be is given back."""
        ids = self._arranged(branch)
        if branch.ids == ids:
            return None
        steps = few_steps(branch.ids, ids)
        gone, come = steps if steps is not None else (branch.ids, ids)
        if NOTE in (*gone, *come):  # its row is of another sort than theirs; first in, so that the step stays open
            self._put(branch, len(branch.ids), [*branch.ids, *ids])
            self._take(branch, 0, ids)
        elif len(gone) + len(come) > _FEW:
            more = len(ids) - len(branch.ids)
            if more > 0:
                self._put(branch, len(branch.ids), [*branch.ids, *ids[-more:]])
            elif more < 0:
                self._take(branch, len(ids), branch.ids[:more])
            return ids
        else:
            for each in gone:
                at = branch.ids.index(each)
                self._take(branch, at, [*branch.ids[:at], *branch.ids[at + 1 :]])
            for each in come:
                at = ids.index(each)
                self._put(branch, at, [*branch.ids[:at], each, *branch.ids[at:]])
        return None

    def _put(self, branch: Branch, at: int, ids: list[int]) -> None:
        self._next = branch, ids
        parent = self.index_of_branch(branch)
        self.insertRows(at, len(ids) - len(branch.ids), parent)
        if ids[at] == NOTE:
            _set_note(self.itemFromIndex(parent), at)

    def _take(self, branch: Branch, at: int, ids: list[int]) -> None:
        self._next = branch, ids
        self.removeRows(at, len(branch.ids) - len(ids), self.index_of_branch(branch))

    def _arrange(self, orders: Mapping[int, list[int]]) -> None:
        """Give branches as many other ids, or the same in another order; rows keep who stands on them."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self.branch_of(index), self.activity_of(index)) for index in self.persistentIndexList()]
        for number, ids in orders.items():
            self.branches[number].ids = ids
        places: dict[int, dict[int, int]] = {}
        for index, branch, activity_id in kept:
            if branch is None or activity_id is None or branch.number not in orders:
                continue
            if branch.number not in places:
                places[branch.number] = {each: row for row, each in enumerate(branch.ids)}
            row = places[branch.number].get(activity_id, -1)
            self.changePersistentIndex(index, self.index(row, index.column(), self.index_of_branch(branch)))
        self.layoutChanged.emit()

    def _arranged(self, branch: Branch) -> list[int]:
        ids = self._order(branch.key)
        return in_order(ids, self._values_of(ids), down=self.down) or [NOTE]

    def _values_of(self, ids: Sequence[int]) -> Mapping[int, Any] | None:
        if self.sorted_by is None:
            return None
        missing = [each for each in ids if each not in self._valued]
        if missing:
            by, zone = self.sorted_by.key, self._planner.zone()
            self._values |= self._planner.read(queries.sort_values, by, missing, self.today, zone)
            self._valued.update(missing)
        return self._values

    def sort_by(self, column: Column | None, *, down: bool = False) -> None:
        """Sort the activities of each step by a column; None is the order of the board."""
        if (column, down) == (self.sorted_by, self.down):
            return
        if column != self.sorted_by:
            self._values, self._valued = {}, set()
        self.sorted_by, self.down = column, down
        loaded = (branch for branch in self.branches if branch.lane is not None and branch.loaded)
        self._arrange({branch.number: self._arranged(branch) for branch in loaded})

    def forget(self, ids: Iterable[int] | None = None) -> None:
        """Read these activities anew when they are next looked at; all of them if None."""
        if ids is None:
            self._rows.clear()
            self._values, self._valued = {}, set()
            self.today = self._planner.today()
            return
        for each in ids:
            self._rows.pop(each, None)
            self._values.pop(each, None)
            self._valued.discard(each)

    # -- looking up

    def _owner(self, index: Index) -> Branch | None:
        """The branch below which an index stands; None at the top."""
        return self._owners.get(index.internalId())

    def branch_of(self, index: Index) -> Branch | None:
        """The branch that an index is, or else belongs to; None for none."""
        if not index.isValid():
            return None
        above = self._owner(index)
        if above is None:
            return self._top[index.row()]
        return above.branches[index.row()] if above.lane is None else above

    def is_branch(self, index: Index) -> bool:
        """Whether an index is a roadmap, a step or the inbox."""
        if not index.isValid():
            return False
        above = self._owner(index)
        return above is None or above.lane is None

    def activity_of(self, index: Index) -> int | None:
        """The activity of an index (0, :data:`NOTE`, for the sentence of an empty step); None for a branch."""
        above = self._owner(index) if index.isValid() else None
        if above is None or above.lane is None:
            return None
        return above.ids[index.row()] if index.row() < len(above.ids) else NOTE

    def index_of_branch(self, branch: Branch) -> QModelIndex:
        """Where a branch stands."""
        if branch.parent is None:
            return self.index(branch.row, 0)
        above = self.index_of_branch(branch.parent)
        return self.index(branch.row, 0, above) if above.isValid() else above

    def branch(self, key: StepKey) -> Branch | None:
        """A step, or the inbox."""
        return next((each for each in self.branches if each.lane is not None and each.key == key), None)

    def index_of(self, activity_id: int) -> QModelIndex:
        """Where an activity stands; invalid if its step was not read or does not hold it."""
        for branch in self.branches:
            if branch.loaded and activity_id in branch.ids:
                return self.index(branch.ids.index(activity_id), 0, self.index_of_branch(branch))
        return QModelIndex()

    def row(self, activity_id: int) -> OutlineRow | None:
        """A row, read now if need be with those around it; None if it is gone meanwhile."""
        found = self._rows.get(activity_id)
        if found is None:
            self.fetch(self._around(activity_id))
            found = self._rows.get(activity_id)
        return found

    def fetch(self, ids: Iterable[int]) -> None:
        """Read those of the rows that were not read yet, at once."""
        missing = [each for each in ids if each not in self._rows and each != NOTE]
        if missing:
            self._rows |= self._planner.read(queries.rows, missing, self.today, self._planner.zone())

    def _around(self, activity_id: int) -> list[int]:
        index = self.index_of(activity_id)
        branch = self.branch_of(index)
        if branch is None:
            return [activity_id]
        return branch.ids[max(0, index.row() - 4) : index.row() + _CHUNK]

    # -- what Qt asks

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < COLUMNS:
            return None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return column_title(section)
        if role == _Role.AccessibleTextRole and section == self.sorted_by:
            how = tr("sorted downwards") if self.down else tr("sorted upwards")
            return tr("{column}, {how}", column=column_title(section), how=how)
        return column_title(section) if role == _Role.AccessibleTextRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == _Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role not in _TEXT_ROLES:
            return None
        branch, activity_id = self.branch_of(index), self.activity_of(index)
        if branch is None:
            return None
        if activity_id is None:
            return self._branch_text(branch, index.column(), role)
        if activity_id == NOTE:
            return self._note_text(branch, index.column(), role)
        row = self.row(activity_id)
        if row is None:
            return None
        if role == _Role.AccessibleTextRole:
            return spoken(row, index.column(), self.today)
        return cell(row, index.column(), self.today).text

    def _branch_text(self, branch: Branch, column: int, role: int) -> str:
        spoken_role = role == _Role.AccessibleTextRole
        if branch.lane is None:
            return branch.name if column == 0 or spoken_role else ""
        if spoken_role:
            return facts.lane_sentence(branch.lane) if column == 0 else facts.lane_title(branch.lane)
        return facts.lane_title(branch.lane) if column == 0 else ""

    def _note_text(self, branch: Branch, column: int, role: int) -> str:
        return self.note(branch) if column == 0 or role == _Role.AccessibleTextRole else ""

    def note(self, branch: Branch) -> str:
        """The sentence that stands below a step without activities."""
        told = "" if branch.lane is None else branch.lane.ready_when
        return told or tr("Nothing here yet. Press N to add an activity.")


_TEXT_ROLES = frozenset((_Role.DisplayRole, _Role.EditRole, _Role.ToolTipRole, _Role.AccessibleTextRole))
_BRANCH = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsEditable
_NOTE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


def _unselectable(flags: Qt.ItemFlag) -> list[QStandardItem]:
    """A row that nobody selects; those that stand for activities are what Qt makes of no item at all."""
    row = [QStandardItem() for _ in range(COLUMNS)]
    for item in row:
        item.setFlags(flags)
    return row


def _set_note(step: QStandardItem, at: int) -> None:
    for column, item in enumerate(_unselectable(_NOTE)):
        step.setChild(at, column, item)
