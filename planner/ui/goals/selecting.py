"""Several goals selected in a list or a table: which ones, and how they stay selected while the rows change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from PySide6.QtCore import QPoint, SignalInstance
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractItemView

    from planner.services.queries.goals import GoalRow
    from planner.ui.goals.list_model import Goal

    _View = QAbstractItemView
else:
    _View = object  # at run time the view that it is mixed into is the only Qt class

_Flag = QItemSelectionModel.SelectionFlag


class SelectsGoals(_View):
    """Mixed into a view of lines that are goals or headings; only goals can be selected.

    ``chosen_changed`` comes when others are selected, ``menu_wanted`` carries a global position. While ``keeping``,
    rows are being replaced and nothing is told.
    """

    selects_many: bool = False
    keeping: bool = False
    last_column: int = 0
    if TYPE_CHECKING:
        chosen_changed: SignalInstance
        menu_wanted: SignalInstance

    def goal_at(self, row: int) -> Goal | None:
        """The goal of a row, None for a heading and beyond the end."""
        raise KeyError(row)

    def rows_of(self, ids: Collection[int]) -> list[int]:
        """The rows of goals, from above."""
        raise KeyError(ids)

    def selected_rows(self) -> set[int]:
        """The rows of the selection, with the headings among them."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return {row for each in ranges for row in range(each.top(), each.bottom() + 1)}

    def _selected(self) -> list[Goal]:
        return [goal for row in sorted(self.selected_rows()) if (goal := self.goal_at(row)) is not None]

    def current_goal(self) -> GoalRow | None:
        """The goal with the focus."""
        goal = self.goal_at(self.currentIndex().row())
        return None if goal is None else goal.row

    def selected_goals(self) -> list[GoalRow]:
        """The selected goals from above; the one with the focus if none is selected."""
        current = self.current_goal()
        return [goal.row for goal in self._selected()] or ([] if current is None else [current])

    def selected_ids(self) -> set[int]:
        """The ids of what is selected."""
        return {goal.row.id for goal in self._selected()}

    def select_ids(self, ids: Collection[int]) -> None:
        """Select these goals and no others; the one with the focus where all of them are gone."""
        rows = self.rows_of(ids) if ids else []
        if ids and not rows and self.current_goal() is not None:
            rows = [self.currentIndex().row()]
        model, selection = self.model(), QItemSelection()
        for first, end in _runs(rows):
            selection.select(model.index(first, 0), model.index(end, self.last_column))
        self.selectionModel().select(selection, _Flag.ClearAndSelect)

    def select_one(self) -> bool:
        """Give the selection back to the goal with the focus; False if no others were selected."""
        if not self.selects_many:
            return False
        self.selectionModel().select(self.currentIndex(), _Flag.ClearAndSelect | _Flag.Rows)
        return True

    def show_current(self) -> None:
        """Bring what has the focus in sight."""
        self.scrollTo(self.currentIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self.keeping:
            self.tell_chosen()

    def tell_chosen(self) -> None:
        """Say that others may be selected."""
        many = len(self._selected()) > 1
        if many != self.selects_many:
            self.selects_many = many
            self.viewport().update()
        self.chosen_changed.emit()

    def ask_for_menu(self, where: QPoint) -> None:
        """The menu of what is selected, or of the goal below the pointer, which is then selected alone."""
        index = self.indexAt(where)
        if index.isValid():
            selected = self.selectionModel().isSelected(index)
            flags = _Flag.NoUpdate if selected else _Flag.ClearAndSelect | _Flag.Rows
            self.selectionModel().setCurrentIndex(index, flags)
        if self.selected_goals():
            self.menu_wanted.emit(self.viewport().mapToGlobal(where))

    def selects_by(self, event: QKeyEvent) -> bool:
        """Whether a key was one of the selection: Space selects a goal besides others, Esc gives it back to one."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.select_one():
                event.ignore()
            return True
        if event.key() != Qt.Key.Key_Space or event.modifiers() or self.current_goal() is None:
            return False
        self.selectionModel().select(self.currentIndex(), _Flag.Toggle | _Flag.Rows)
        return True


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow each other, as the first and the last of them."""
    first = end = -2
    for row in rows:
        if row != end + 1:
            if first >= 0:
                yield first, end
            first = row
        end = row
    if first >= 0:
        yield first, end
