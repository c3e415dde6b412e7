"""Where the arrow keys lead on the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.services.queries.board import DOING, DONE, SKIPPED, TO_DO
from planner.ui.board.layout import PLACES, BoardLayout
from planner.ui.board.sections import SILENT, Part, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

Item = tuple[Section, int]


def _columns(sections: Sequence[Section], lane: Section) -> list[list[Item]]:
    """The items that can have the focus in each of the three columns of a lane, from above."""
    found: list[list[Item]] = [[], [], []]
    for section in sections:
        if section.lane is lane.lane and section.part is not Part.LANE and section.part not in SILENT:
            found[PLACES[section.column]] += [(section, offset) for offset in range(len(section))]
    return found


def _lanes(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if section.part is Part.LANE]


def first(sections: Sequence[Section]) -> Item | None:
    """The first card of the board, else the first lane."""
    for section in sections:
        if section.part is Part.CARDS and len(section):
            return section, 0
    return next(((section, 0) for section in sections if section.part not in SILENT), None)


def last(sections: Sequence[Section]) -> Item | None:
    """The last item of the board."""
    for section in reversed(sections):
        if section.part not in SILENT and len(section):
            return section, len(section) - 1
    return None


def vertical(sections: Sequence[Section], item: Item, by: int) -> Item:
    """The item ``by`` places below (above if negative) in the same column, over the edges into the next lane."""
    section, offset = item
    lanes = _lanes(sections)
    lane = next(each for each in lanes if each.lane is section.lane)
    place = lanes.index(lane)
    if section.part is Part.LANE:
        if by > 0:
            column = next((each for each in _columns(sections, lane) if each), [])
            if column:
                return column[0]
            return (lanes[place + 1], 0) if place + 1 < len(lanes) else item
        if place == 0:
            return item
        above = next((each for each in _columns(sections, lanes[place - 1]) if each), [])
        return above[-1] if above else (lanes[place - 1], 0)
    column = _columns(sections, lane)[PLACES[section.column]]
    at = next(i for i, each in enumerate(column) if each[0] is section and each[1] == offset) + by
    if at < 0:
        return column[0] if by < -1 and column[0] != item else (lane, 0)
    if at >= len(column):
        if by > 1 and column[-1] != item:
            return column[-1]
        return (lanes[place + 1], 0) if place + 1 < len(lanes) else column[-1]
    return column[at]


def horizontal(sections: Sequence[Section], item: Item, by: int) -> Item:
    """The item at the same height in the next column that has any; the same item if there is none."""
    section, offset = item
    lane = next(each for each in _lanes(sections) if each.lane is section.lane)
    columns = _columns(sections, lane)
    if section.part is Part.LANE:
        return next((column[0] for column in columns if column), item)
    middle = BoardLayout.rect(section, offset).center().y()
    place = PLACES[section.column] + by
    while 0 <= place < 3:
        if columns[place]:
            return min(columns[place], key=lambda each: abs(BoardLayout.rect(*each).center().y() - middle))
        place += by
    return item


def _stacks(sections: Sequence[Section]) -> list[list[Item]]:
    """The items of each lane that stands upright, from its head down."""
    found: list[list[Item]] = []
    for section in sections:
        if section.part is Part.LANE:
            found.append([(section, 0)])
        elif section.part not in SILENT:
            found[-1] += [(section, offset) for offset in range(len(section))]
    return found


def _in_stack(stack: Sequence[Item], item: Item) -> int:
    return next((i for i, each in enumerate(stack) if each[0] is item[0] and each[1] == item[1]), -1)


def upright_vertical(sections: Sequence[Section], item: Item, by: int) -> Item:
    """The item ``by`` places below (above if negative) in the same lane that stands upright."""
    stack = next(each for each in _stacks(sections) if _in_stack(each, item) >= 0)
    return stack[min(max(0, _in_stack(stack, item) + by), len(stack) - 1)]


def upright_horizontal(sections: Sequence[Section], item: Item, by: int) -> Item:
    """The item at the same height in the lane beside it; from a head to the head."""
    stacks = _stacks(sections)
    place = next(i for i, each in enumerate(stacks) if _in_stack(each, item) >= 0) + by
    if not 0 <= place < len(stacks):
        return item
    head, *rest = stacks[place]
    if item[0].part is Part.LANE or not rest:
        return head
    middle = BoardLayout.rect(*item).center().y()
    return min(rest, key=lambda each: abs(BoardLayout.rect(*each).center().y() - middle))


def beside(column: str, by: int) -> str | None:
    """The status left (-1) or right (1) of a column, None beyond the edge."""
    order = (TO_DO, DOING, DONE, SKIPPED)
    if column == SKIPPED:
        return DONE if by < 0 else None
    place = PLACES[column] + by
    return order[place] if 0 <= place < 3 else None
