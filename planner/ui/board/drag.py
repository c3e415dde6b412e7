"""Dragging cards: what is being dragged, and where it would come to stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRect

from planner.services.queries.board import DONE, IDEAS, SKIPPED, TO_DO, StepKey
from planner.ui.board.layout import CARD_GAP, HEAD_HEIGHT, BoardLayout
from planner.ui.board.sections import Part, Section

if TYPE_CHECKING:
    from collections.abc import Collection


class Target(NamedTuple):
    """Where the cards would go.

    ``column`` None is a lane's row: the step changes and the status stays. ``before`` is the card to stand in front
    of, None the end of the column. ``rect`` is what to mark, in coordinates of the board; ``is_line`` tells an
    insertion mark from a frame.
    """

    step_id: StepKey
    column: str | None
    before: int | None
    rect: QRect
    is_line: bool


@dataclass(slots=True)
class Drag:
    """Cards on their way; ``grip`` is where in the card the pointer holds it, ``at`` where the pointer is."""

    ids: tuple[int, ...]
    held: int
    grip: QPoint
    at: QPoint
    target: Target | None = None


def target_at(layout: BoardLayout, at: QPoint, dragged: Collection[int]) -> Target | None:
    """Where cards would go that are let go of at ``at``; None where nothing would change."""
    box = layout.lane_at(at.x(), at.y())
    if box is None:
        return None
    head = next(section for section in layout.sections if section.part is Part.LANE and section.lane is box.lane)
    if at.y() < head.y + head.height or not box.opened:
        return _onto_lane(layout, head, dragged)
    columns = layout.columns_at(at.x())
    runs = [
        section
        for section in layout.sections
        if section.part is Part.CARDS and section.lane is box.lane and section.column in columns
    ]
    run = runs[0]
    for other in runs[1:]:
        if at.y() >= other.y - (HEAD_HEIGHT if layout.upright else CARD_GAP):
            run = other
    if run.column in (DONE, SKIPPED):
        return _into_column(layout, run, dragged)
    offset = max(0, min(len(run), (at.y() - run.y + run.stride // 2) // run.stride))
    return _between(run, offset, dragged)


def _onto_lane(layout: BoardLayout, head: Section, dragged: Collection[int]) -> Target | None:
    mine = [
        activity_id
        for section in layout.sections
        if section.part is Part.CARDS and section.lane is head.lane
        for activity_id in section.ids
    ]
    if set(dragged) <= set(mine):
        return None
    rect = QRect(head.x - 8, head.y + 3, head.width + 16, head.height - 5)
    return Target(head.lane.key, None, None, rect, is_line=False)


def _into_column(layout: BoardLayout, run: Section, dragged: Collection[int]) -> Target | None:
    """Done and skipped cards stand by their date: the column takes them as a whole."""
    if set(dragged) <= set(run.ids):
        return None
    bottom = max(run.y + run.stride * len(run), run.y + layout.card_height)
    rect = QRect(run.x - 4, run.y - 4, run.width + 8, bottom - run.y + 4)
    return Target(run.lane.key, run.column, None, rect, is_line=False)


def _between(run: Section, offset: int, dragged: Collection[int]) -> Target | None:
    before = next((each for each in run.ids[offset:] if each not in dragged), None)

    if set(dragged) <= set(run.ids):
        order = [each for each in run.ids if each not in dragged]
        at = len(order) if before is None else order.index(before)
        if [*order[:at], *[each for each in run.ids if each in dragged], *order[at:]] == run.ids:
            return None
    y = run.y + offset * run.stride - CARD_GAP // 2 - 1
    if not offset:
        y = run.y - CARD_GAP // 2 - 1

    return Target(run.lane.key, run.column, before, QRect(run.x, y, run.width, 3), is_line=True)


def core_of(target: Target, columns: Collection[str]) -> bool | None:
    """Whether the drop makes the cards core (an idea is taken on) or optional again; None leaves them as they are."""
    if target.column == TO_DO and IDEAS in columns:
        return True
    if target.column == IDEAS and TO_DO in columns:
        return False
    return None
