"""Where everything on the board lies: plain arithmetic on sections, since every card has the same height."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QRect

from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO
from planner.ui.board.sections import SIDE_BY_SIDE, Lane, Part, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.board import StepKey

MARGIN = 24
LANE_HEIGHT = 44
ROADMAP_HEIGHT = 40
ROADMAP_GAP = 20
INDENT = 18
COLUMN_GAP = 16
CARD_GAP = 8
MIN_COLUMN = 240
WHY_HEIGHT = 34
HEAD_HEIGHT = 30
PINNED = LANE_HEIGHT + HEAD_HEIGHT
LINE_HEIGHT = 36
READY_HEIGHT = 60
BOTTOM = 12
EDITOR_HEIGHT = 64
STEP_EDITOR_HEIGHT = 48

#: Density -> height of a card.
CARD_HEIGHTS = {"comfortable": 72, "compact": 54}

#: Column -> its place from the left.
PLACES = {TO_DO: 0, IDEAS: 0, DOING: 1, DONE: 2, SKIPPED: 2}


class LaneBox(NamedTuple):
    """The place of a lane: its row from ``top``, its cards from ``cards_top``, and its ``bottom`` (exclusive).

    ``left`` and ``width`` are those of the whole lane.
    """

    lane: Lane
    top: int
    heads_top: int
    cards_top: int
    bottom: int
    opened: bool
    empty: bool
    left: int = 0
    width: int = 0


class BoardLayout:
    """Lanes below each other. Gives every section its place for a width, in coordinates of the whole board."""

    #: Whether the lanes stand side by side.
    upright: ClassVar[bool] = False

    def __init__(self, card_height: int) -> None:
        self.card_height = card_height
        self.width = 0
        self.height = 0
        self.lanes: list[LaneBox] = []
        self.sections: Sequence[Section] = ()
        #: What stays at the top while the cards are scrolled under it.
        self.pinned: list[Section] = []
        #: How far down it reaches, from the first line in sight.
        self.pinned_height = 0
        self._pinned_ids: set[int] = set()
        self._top = self._left = 0
        self._heads: list[list[Section]] = []  # of each lane its row, and the heads beside each other below it
        #: Where the line edit for a new card or a new step has room, if there is one.
        self.editor: QRect | None = None

    @property
    def stride(self) -> int:
        """Distance from one card to the next."""
        return self.card_height + CARD_GAP

    @property
    def column_width(self) -> int:
        """Width of one of the three columns."""
        room = self.width - 2 * MARGIN - INDENT - 2 * COLUMN_GAP
        return max(MIN_COLUMN, room // 3)

    def column_left(self, place: int) -> int:
        """Left edge of a column, 0 to 2."""
        return MARGIN + INDENT + place * (self.column_width + COLUMN_GAP)

    @property
    def inner_width(self) -> int:
        """Width of a lane's row."""
        return max(self.width, self.least_width) - 2 * MARGIN

    @property
    def least_width(self) -> int:
        """What three columns of the least width need."""
        return 2 * MARGIN + INDENT + 2 * COLUMN_GAP + 3 * MIN_COLUMN

    def arrange(
        self, sections: Sequence[Section], width: int, *, adding_to: tuple[StepKey] | None, adding_step: bool
    ) -> None:
        """Lay everything out. ``adding_to`` holds the lane with a line edit at the end of its To do."""
        self.width = width
        self.sections = sections
        self.lanes, self._heads, self.pinned = [], [], []
        self.editor = None
        y = 0
        index = 0
        while index < len(sections):
            lane_section = sections[index]
            if lane_section.part is Part.ROADMAP:
                y = self._roadmap(lane_section, y)
                index += 1
                continue
            end = index + 1
            while end < len(sections) and sections[end].part not in (Part.LANE, Part.ROADMAP):
                end += 1
            wanted = adding_to is not None and adding_to[0] == lane_section.lane.key
            y = self._lane(lane_section, sections[index + 1 : end], y, adding=wanted)
            index = end
        if adding_step:
            self.editor = QRect(MARGIN + INDENT, y + 8, min(480, self.inner_width - INDENT), STEP_EDITOR_HEIGHT)
            y += STEP_EDITOR_HEIGHT + 16
        self.height = y + BOTTOM
        self.stick(self._top, self._left)

    def _roadmap(self, line: Section, top: int) -> int:
        top += ROADMAP_GAP if top else 0
        line.x, line.y, line.width = MARGIN, top, self.inner_width
        line.height = line.stride = ROADMAP_HEIGHT
        return top + ROADMAP_HEIGHT

    def _lane(self, row: Section, parts: Sequence[Section], top: int, *, adding: bool) -> int:
        row.x, row.y, row.width, row.height, row.stride = MARGIN, top, self.inner_width, LANE_HEIGHT, LANE_HEIGHT
        if not parts:
            bottom = top + LANE_HEIGHT
            self.lanes.append(LaneBox(row.lane, top, bottom, bottom, bottom, opened=False, empty=False))
            self._heads.append([row])
            return bottom
        heads_top = top + LANE_HEIGHT + (WHY_HEIGHT if row.lane.row.why else 0)
        cards_top = heads_top + HEAD_HEIGHT
        ends = [cards_top] * 3
        started = [False] * 3
        heads = [row]
        for part in parts:
            place = PLACES[part.column]
            if part.part is Part.IDEAS and adding:
                ends[0] = self._editor(ends[0])
                adding = False
            height = {Part.HEAD: HEAD_HEIGHT, Part.CARDS: self.card_height}.get(part.part, LINE_HEIGHT)
            part.x, part.width, part.height = self.column_left(place), self.column_width, height
            if part.part is Part.HEAD and not started[place]:
                started[place] = True
                part.y, part.stride = heads_top, height
                heads.append(part)
                continue
            part.y = ends[place]
            part.stride = self.stride if part.part is Part.CARDS else height
            ends[place] += part.stride * len(part)
        if adding:
            ends[0] = self._editor(ends[0])
        empty = all(end == cards_top for end in ends)
        bottom = max(ends) + BOTTOM
        if empty:
            bottom = cards_top + READY_HEIGHT
        self.lanes.append(LaneBox(row.lane, top, heads_top, cards_top, bottom, opened=True, empty=empty))
        self._heads.append(heads)
        return bottom

    def _editor(self, y: int) -> int:
        self.editor = QRect(self.column_left(0), y, self.column_width, EDITOR_HEIGHT)
        return y + EDITOR_HEIGHT + CARD_GAP

    # -- looking up

    @property
    def full_width(self) -> int:
        """What there is to scroll to the side."""
        return self.least_width

    @staticmethod
    def rect(section: Section, offset: int) -> QRect:
        """The place of an item."""
        return QRect(section.x, section.y + offset * section.stride, section.width, section.height)

    @staticmethod
    def shown(section: Section, top: int, bottom: int) -> range:
        """The items of a section between two heights."""
        if not section.stride or section.y >= bottom:
            return range(0)
        first = max(0, (top - section.y) // section.stride)
        last = min(len(section), (bottom - section.y - 1) // section.stride + 1)
        return range(first, max(first, last))

    def hit(self, x: int, y: int) -> tuple[Section, int] | None:
        """The item at a place; what is pinned lies above the cards that are scrolled under it."""
        below = self.pinned and y < self._top + self.pinned_height
        for section in self.pinned if below else self.sections:
            if section.x <= x < section.x + section.width and y >= section.y and section.stride:
                offset = (y - section.y) // section.stride
                if offset < len(section) and y - section.y - offset * section.stride < section.height:
                    return section, offset
        return None

    def lane_at(self, x: int, y: int) -> LaneBox | None:
        """The lane at a place; beyond the ends the first or the last one."""
        for box in self.lanes:
            if y < box.bottom:
                return box
        return self.lanes[-1] if self.lanes else None

    def columns_at(self, x: int) -> tuple[str, ...]:
        """The columns of a lane, from above, that stand nearest to ``x``."""
        step = self.column_width + COLUMN_GAP
        return SIDE_BY_SIDE[min(2, max(0, (x - self.column_left(0) + COLUMN_GAP // 2) // step))]

    def ready_rect(self, box: LaneBox) -> QRect:
        """The room of the sentence in a lane without cards."""
        return QRect(MARGIN + INDENT + 2, box.cards_top + 4, min(760, self.inner_width - INDENT), 44)

    def stick(self, top: int, left: int) -> bool:
        """The board was scrolled so that ``top`` and ``left`` come into sight first: pin what names the columns there.

        Returns whether the pinned items look other than before, apart from having gone sideways with the cards.
        """
        before = self._pinned_look()
        self._top, self._left = top, left
        self._pin()
        self._pinned_ids = {id(section) for section in self.pinned}
        return self._pinned_look() != before

    def _pinned_look(self) -> object:
        """What the strip at the top shows, with the heights at which it shows it."""
        return self.pinned_height, self._top > 0, [(id(each), each.y - self._top) for each in self.pinned]

    def _pin(self) -> None:
        """The row and the heads of the lane that is scrolled through stay; the end of the lane pushes them out."""
        top = self._top
        for box, heads in zip(self.lanes, self._heads, strict=True):
            if self.is_pinned(heads[0]):
                self._put(heads, box.top, box.heads_top)
        self.pinned, self.pinned_height = [], 0
        for box, heads in zip(self.lanes, self._heads, strict=True):
            if box.opened and box.top < top < box.bottom:
                lowest = box.bottom - PINNED
                self._put(heads, min(top, lowest), max(box.heads_top, min(top, lowest) + LANE_HEIGHT))
                self.pinned = heads if box.heads_top < heads[-1].y else heads[:1]
                self.pinned_height = self.pinned[-1].y + self.pinned[-1].height - top

    @staticmethod
    def _put(heads: Sequence[Section], lane_top: int, heads_top: int) -> None:
        heads[0].y = lane_top
        for head in heads[1:]:
            head.y = heads_top

    def is_pinned(self, section: Section) -> bool:
        """Whether an item stays at the top."""
        return id(section) in self._pinned_ids

    @property
    def strip(self) -> QRect:
        """What the pinned items lie on, with the line that ends it where something was scrolled under them."""
        return QRect(0, self._top, max(self.width, self.full_width), self.pinned_height + (self._top > 0))

    def home(self, section: Section, offset: int) -> QRect:
        """The place of an item where nothing is pinned."""
        rect = self.rect(section, offset)
        for box, heads in zip(self.lanes, self._heads, strict=True):
            if any(section is each for each in heads):
                rect.moveTop(box.top if section is heads[0] else box.heads_top)
        return rect

    def covered(self, rect: QRect) -> int:
        """How much of the first lines in sight is covered by what is pinned, once ``rect`` stands there."""
        inside = any(box.opened and box.cards_top <= rect.top() < box.bottom for box in self.lanes)
        return PINNED if inside else 0
