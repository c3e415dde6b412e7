"""What Ctrl+A and Esc do to the selection: all cards of the column, then all that are shown; back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from planner.services.queries.board import IDEAS, TO_DO
from planner.ui.board.sections import Part, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.ui.board.view import BoardView

_Flag = QItemSelectionModel.SelectionFlag


def select_all(view: BoardView) -> None:
    """Select the cards of the column with the focus (of a lane's head: of the lane); again, all that are shown."""
    item = view.current_item()
    everything = [section for section in view.board.sections if section.part is Part.CARDS and len(section)]
    near = _around(everything, item[0]) if item is not None else []
    chosen = {index.row() for index in view.selectionModel().selectedIndexes()}
    wider = not near or chosen.issuperset(_rows(near))
    selection = QItemSelection()
    for section in everything if wider else near:
        first = view.board.index(section.first)
        selection.select(first, view.board.index(section.first + len(section) - 1))
    view.selectionModel().select(selection, _Flag.ClearAndSelect)
    if item is None or item[0].part is not Part.CARDS:  # keys act on a card from here on
        rows = _rows(everything if wider else near)
        if rows:
            view.selectionModel().setCurrentIndex(view.board.index(min(rows)), _Flag.NoUpdate)


def select_one(view: BoardView) -> bool:
    """Give the selection back to the card with the focus; False if no others were selected."""
    if len(view.selectionModel().selectedIndexes()) < 2:
        return False
    view.selectionModel().select(view.currentIndex(), _Flag.ClearAndSelect)
    return True


def _around(sections: Sequence[Section], here: Section) -> list[Section]:
    """The runs of cards under the same head; of a lane's own row all of the lane."""
    mine = [section for section in sections if section.lane.key == here.lane.key]
    if here.part is Part.LANE:
        return mine
    return [section for section in mine if _head(section.column) == _head(here.column)]


def _head(column: str) -> str:
    return TO_DO if column == IDEAS else column


def _rows(sections: Iterable[Section]) -> set[int]:
    return {row for section in sections for row in range(section.first, section.first + len(section))}
