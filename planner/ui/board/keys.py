"""What the keys without a command of their own do on the board: arrows, Home, End, page keys, Space, Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt

from planner.ui.board import navigation
from planner.ui.board.sections import SILENT, Part, Section

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.ui.board.view import BoardView

_VERTICAL: dict[int, int] = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_PageDown: 1,
}
_PAGES = frozenset((Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_Flag = QItemSelectionModel.SelectionFlag


class BoardKeys:
    """Moves focus and selection of one view."""

    def __init__(self, view: BoardView) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key says; False if it says nothing here."""
        view = self._view
        if event.key() == Qt.Key.Key_Escape:
            return view.mouse.cancel() or view.cut_dropped() or self._back_to_one()
        item = view.current_item() or navigation.first(view.board.sections)
        if item is None or event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if event.key() == Qt.Key.Key_Space:
            self._space(item[0])
            return True
        target = self._aim(event.key(), item)
        if target is None:
            return False
        if event.key() == Qt.Key.Key_Home:
            view.verticalScrollBar().setValue(0)  # the first head may be pinned, in sight wherever one is
        flags = _Flag.ClearAndSelect
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            flags = _Flag.Select
            view.selectionModel().select(view.currentIndex(), flags)
        view.choose(view.index_of(*target), flags)
        return True

    def _aim(self, key: int, item: tuple[Section, int]) -> tuple[Section, int] | None:
        """Where a key leads; None if it is not a key of the board."""
        view = self._view
        sections = view.board.sections
        if not view.currentIndex().isValid() and key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right):
            return item
        if key in _VERTICAL:
            page = max(1, view.viewport().height() // view.layout_of_board.stride - 1)
            by = _VERTICAL[key] * (page if key in _PAGES else 1)
            if view.layout_of_board.upright:
                return navigation.upright_vertical(sections, item, by)
            return navigation.vertical(sections, item, by)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if view.layout_of_board.upright:
                return navigation.upright_horizontal(sections, item, 1 if key == Qt.Key.Key_Right else -1)
            return self._sideways(item, right=key == Qt.Key.Key_Right)
        if key == Qt.Key.Key_Home:
            return next((section, 0) for section in sections if section.part not in SILENT)
        return navigation.last(sections) if key == Qt.Key.Key_End else None

    def _sideways(self, item: tuple[Section, int], *, right: bool) -> tuple[Section, int] | None:
        """Fold or unfold a lane; from a card, or from an open lane to the right, on to the next column."""
        view = self._view
        section = item[0]
        if section.part is Part.LANE and view.board.is_open(section.lane.key) != right:
            view.lane_toggled.emit(section.lane.key)
            return view.current_item()
        if section.part is Part.LANE and not right:
            return item
        return navigation.horizontal(view.board.sections, item, 1 if right else -1)

    def _back_to_one(self) -> bool:
        """Give the selection back to one card; False if no others were selected, so that Esc closes something else."""
        if len(self._view.selectionModel().selectedIndexes()) < 2:
            return False
        from planner.ui.board.selecting import select_one

        return select_one(self._view)

    def _space(self, section: Section) -> None:
        """Select or unselect a card; fold or unfold anything else."""
        if section.part is Part.CARDS:
            self._view.selectionModel().select(self._view.currentIndex(), _Flag.Toggle)
        else:
            self._view.press(section)
