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
    ROADMAP_HEIGHT,
    STEP_EDITOR_HEIGHT,
    BoardLayout,
    LaneBox,
)
from planner.ui.board.lines import NAME_LINE
from planner.ui.board.sections import Part, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.services.queries.board import LaneRow, StepKey

HEAD = 66
#: Seven steps stand beside each other on a wide screen, beside the sidebar.
_MIN_COLUMN = 224
_MAX_COLUMN = 380
_GROUP_GAP = 10
_READY_LINES = 96


class UprightLayout(BoardLayout):
    """Lanes side by side: what is in progress on top, then what is to do, then what is done.

    ``name_lines`` says how many lines the name of a lane takes in a head of a width; all heads are as high as the
    highest.
    """

    upright: ClassVar[bool] = True

    def __init__(self, card_height: int, name_lines: Callable[[LaneRow, int], int]) -> None:
        super().__init__(card_height)
        self._name_lines = name_lines
        self._head = HEAD
        self._count = 0
        self._heads_top = 0
        self._spans: list[tuple[Section, int, int]] = []  # of each roadmap its line, from where and to where it goes

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
        columns = [section for section in sections if section.part is not Part.ROADMAP]
        borders = [index for index, section in enumerate(columns) if section.part is Part.LANE]
        self._count = len(borders) + adding_step
        lines = [section for section in sections if section.part is Part.ROADMAP]
        self._heads_top = ROADMAP_HEIGHT if lines else 0
        names = [self._name_lines(columns[index].lane.row, self.column_width) for index in borders]
        self._head = HEAD + NAME_LINE * (max(names, default=1) - 1)
        left = MARGIN
        for index, after in itertools.pairwise([*borders, len(columns)]):
            head = columns[index]
            wanted = adding_to is not None and adding_to[0] == head.lane.key
            self._column(head, columns[index + 1 : after], left, adding=wanted)
            left += self.column_width + COLUMN_GAP
        lefts = {id(box.lane): box.left for box in self.lanes}
        starts = [lefts[id(line.lane)] for line in lines]  # each goes on to where the next one begins
        ends = [start - COLUMN_GAP for start in (*starts[1:], left)]
        self._spans = list(zip(lines, starts, ends, strict=False))
        if adding_step:
            self.editor = QRect(left, self._heads_top + 8, self.column_width, STEP_EDITOR_HEIGHT)
        self.height = max([0, *(box.bottom for box in self.lanes)]) + BOTTOM
        self.stick(self._top, self._left)

    def _column(self, head: Section, parts: Sequence[Section], left: int, *, adding: bool) -> None:
        width, top = self.column_width, self._heads_top + self._head
        head.x, head.width, head.height, head.stride = left, width, self._head, self._head
        y = top
        filled = False
        for part in parts:
            if adding and part.part is Part.HEAD and y > top and self._below_to_do(parts, part):
                y, adding = self._line(left, y), False
            if part.part is Part.IDEAS and adding:
                y, adding = self._line(left, y), False
            height = {Part.HEAD: HEAD_HEIGHT, Part.CARDS: self.card_height}.get(part.part, LINE_HEIGHT)
            if part.part is Part.HEAD and y > top:
                y += _GROUP_GAP
            part.x, part.y, part.width, part.height = left, y, width, height
            part.stride = self.stride if part.part is Part.CARDS else height
            y += part.stride * len(part)
            filled = filled or (part.part is not Part.HEAD and len(part) > 0)
        if adding:
            y = self._line(left, y)
        bottom = y if filled else y + _READY_LINES
        self.lanes.append(LaneBox(head.lane, 0, top, y, bottom, opened=True, empty=not filled, left=left, width=width))

    @staticmethod
    def _below_to_do(parts: Sequence[Section], head: Section) -> bool:
        before = parts[: parts.index(head)]
        return any(part.part is Part.HEAD and part.column == "planned" for part in before)

    def _line(self, left: int, y: int) -> int:
        self.editor = QRect(left, y, self.column_width, EDITOR_HEIGHT)
        return y + EDITOR_HEIGHT + CARD_GAP

    def _pin(self) -> None:
        """All heads stay; the line of a roadmap stays over those of its columns that are in sight."""
        self.pinned = [section for section in self.sections if section.part in (Part.ROADMAP, Part.LANE)]
        self.pinned_height = self._heads_top + self._head
        for section in self.pinned:
            section.y = self._top + (0 if section.part is Part.ROADMAP else self._heads_top)
        for line, left, right in self._spans:
            line.x = max(left, min(self._left + MARGIN, right - _MIN_COLUMN))
            line.width = max(_MIN_COLUMN, min(right, self._left + self.width - MARGIN) - line.x)
            line.height = line.stride = ROADMAP_HEIGHT

    def home(self, section: Section, offset: int) -> QRect:
        """The place of an item; the heads are always in sight."""
        return self.rect(section, offset)

    def covered(self, rect: QRect) -> int:
        """How much of the first lines in sight the heads cover."""
        return self.pinned_height

    # -- looking up

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
