"""Where everything lies when the steps stand side by side: each is a column, with its head always in sight."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect

from planner.ui.board.layout import (
    BOTTOM,
    CARD_GAP,
    COLUMN_GAP,
    EDITOR_HEIGHT,
    HEAD_HEIGHT,
    LINE_HEIGHT,
    MARGIN,
    STEP_EDITOR_HEIGHT,
    BoardLayout,
    LaneBox,
)
from planner.ui.board.sections import Part, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.board import StepKey

HEAD = 66
#: Seven steps stand beside each other on a wide screen, beside the sidebar.
_MIN_COLUMN = 224
_MAX_COLUMN = 380
_GROUP_GAP = 10
_READY_LINES = 96


class UprightLayout(BoardLayout):
    """Lanes side by side: what is in progress on top, then what is to do, then what is done."""

    upright: ClassVar[bool] = True
    head_height: ClassVar[int] = HEAD

    def __init__(self, card_height: int) -> None:
        super().__init__(card_height)
        self._count = 0

    @property
    def column_width(self) -> int:
        """Width of a lane: all of them in sight where there is room."""
        count = max(1, self._count)
        room = (self.width - 2 * MARGIN - (count - 1) * COLUMN_GAP) // count
        return min(_MAX_COLUMN, max(_MIN_COLUMN, room))

    @property
    def full_width(self) -> int:
        """All lanes with the gaps between and the margins around them."""
        return 2 * MARGIN + self._count * (self.column_width + COLUMN_GAP) - COLUMN_GAP

    def arrange(
        self, sections: Sequence[Section], width: int, *, adding_to: tuple[StepKey] | None, adding_step: bool
    ) -> None:
        """Lay everything out. ``adding_to`` holds the lane with a line edit at the end of its To do."""
        self.width = width
        self.sections = sections
        self.lanes = []
        self.editor = None
        borders = [index for index, section in enumerate(sections) if section.part is Part.LANE]
        self._count = len(borders) + adding_step
        self.height = 0
        left = MARGIN
        for index, after in itertools.pairwise([*borders, len(sections)]):
            wanted = adding_to is not None and adding_to[0] == sections[index].lane.key
            self._column(sections[index], sections[index + 1 : after], left, adding=wanted)
            left += self.column_width + COLUMN_GAP
        if adding_step:
            self.editor = QRect(left, 8, self.column_width, STEP_EDITOR_HEIGHT)
        self.height = max([self.height, *(box.bottom for box in self.lanes)]) + BOTTOM
        self.stick(self._top)

    def _column(self, head: Section, parts: Sequence[Section], left: int, *, adding: bool) -> None:
        width = self.column_width
        head.x, head.width, head.height, head.stride = left, width, HEAD, HEAD
        y = HEAD
        filled = False
        for part in parts:
            if adding and part.part is Part.HEAD and y > HEAD and self._below_to_do(parts, part):
                y, adding = self._line(left, y), False
            if part.part is Part.IDEAS and adding:
                y, adding = self._line(left, y), False
            height = {Part.HEAD: HEAD_HEIGHT, Part.CARDS: self.card_height}.get(part.part, LINE_HEIGHT)
            if part.part is Part.HEAD and y > HEAD:
                y += _GROUP_GAP
            part.x, part.y, part.width, part.height = left, y, width, height
            part.stride = self.stride if part.part is Part.CARDS else height
            y += part.stride * len(part)
            filled = filled or (part.part is not Part.HEAD and len(part) > 0)
        if adding:
            y = self._line(left, y)
        bottom = y if filled else y + _READY_LINES
        self.lanes.append(LaneBox(head.lane, 0, HEAD, y, bottom, opened=True, empty=not filled, left=left, width=width))

    @staticmethod
    def _below_to_do(parts: Sequence[Section], head: Section) -> bool:
        before = parts[: parts.index(head)]
        return any(part.part is Part.HEAD and part.column == "planned" for part in before)

    def _line(self, left: int, y: int) -> int:
        self.editor = QRect(left, y, self.column_width, EDITOR_HEIGHT)
        return y + EDITOR_HEIGHT + CARD_GAP

    def stick(self, top: int) -> None:
        """Heads stay at the upper edge of what is in sight."""
        self._top = top
        for section in self.sections:
            if section.part is Part.LANE:
                section.y = top

    def home(self, section: Section, offset: int) -> QRect:
        """The place of an item; the heads are always in sight."""
        return self.rect(section, offset)

    def covered(self, rect: QRect) -> int:
        """How much of the first lines in sight the heads cover."""
        return HEAD

    # -- looking up

    def hit(self, x: int, y: int) -> tuple[Section, int] | None:
        """The item at a place; the heads lie above the cards that are scrolled under them."""
        if y < self._top + HEAD:
            heads = (section for section in self.sections if section.part is Part.LANE)
            return next(((head, 0) for head in heads if head.x <= x < head.x + head.width), None)
        return super().hit(x, y)

    def lane_at(self, x: int, y: int) -> LaneBox | None:
        """The lane at a place; beyond the ends the first or the last one."""
        for box in self.lanes:
            if x < box.left + box.width + COLUMN_GAP // 2:
                return box
        return self.lanes[-1] if self.lanes else None

    def columns_at(self, x: int) -> tuple[str, ...]:
        """All columns of a lane, which stand below each other."""
        return ("in_progress", "planned", "ideas", "done", "skipped")

    def ready_rect(self, box: LaneBox) -> QRect:
        """The room of the sentence in a lane without cards."""
        return QRect(box.left + 2, box.cards_top + 4, box.width - 4, _READY_LINES)
