"""The parts of a board: lanes and, in the open ones, runs of rows that lie below each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from planner.domain.progress import Progress
from planner.services.queries.board import DOING, DONE, IDEAS, SKIPPED, TO_DO, LaneRow, Place, StepKey
from planner.services.queries.board_order import Keys

#: Columns as they stand side by side, each with the runs of cards below each other in it.
SIDE_BY_SIDE: tuple[tuple[str, ...], ...] = ((TO_DO, IDEAS), (DOING,), (DONE, SKIPPED))


class Part(Enum):
    """What the rows of a section are."""

    ROADMAP = "roadmap"
    LANE = "lane"
    HEAD = "head"
    CARDS = "cards"
    IDEAS = "ideas"
    MORE = "more"


class RoadmapLine(NamedTuple):
    """The line above the first lane of a roadmap, where the board holds several."""

    name: str
    progress: Progress


@dataclass(slots=True)
class Lane:
    """A step on the board with what is unfolded of it; ``roadmap`` is what stands above it."""

    row: LaneRow
    opened: bool = False
    ideas_opened: bool = False
    whole_done: bool = False
    roadmap: RoadmapLine | None = None

    @property
    def key(self) -> StepKey:
        """The step's id, None for the inbox."""
        return self.row.step_id


#: What only stands there: it cannot have the focus.
SILENT = frozenset((Part.ROADMAP, Part.HEAD))


@dataclass(slots=True)
class Section:
    """Rows of one kind that lie below each other; only ``CARDS`` has more or less than one.

    ``first`` is the row of its first item in the model. The layout sets the rest: the place of the first item, and
    the distance ``stride`` from one to the next.
    """

    part: Part
    lane: Lane
    column: str = ""
    ids: list[int] = field(default_factory=list)
    first: int = 0
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    stride: int = 0

    def __len__(self) -> int:
        return len(self.ids) if self.part is Part.CARDS else 1

    @property
    def key(self) -> tuple[Part, StepKey, str]:
        """What names the section while cards come and go."""
        return self.part, self.lane.key, self.column


def number(sections: Sequence[Section]) -> int:
    """Give each section the row that it starts at; returns the number of rows."""
    row = 0
    for section in sections:
        section.first = row
        row += len(section)
    return row


def sections_of(
    lanes: Iterable[Lane], keys: Keys, *, filtered: bool = False, upright: bool = False
) -> list[Section]:
    """The sections of a board in reading order.

    ``filtered`` shows what ``keys`` holds and nothing else: every lane open, ideas among the cards. ``upright`` lanes
    stand side by side, and what is in progress comes first in each.
    """
    found: list[Section] = []
    for lane in lanes:
        if lane.roadmap is not None:
            found.append(Section(Part.ROADMAP, lane))
        found.append(Section(Part.LANE, lane))
        if lane.opened or filtered:
            parts = list(_columns(lane, keys, filtered=filtered))
            if upright:
                parts.sort(key=lambda part: part.column != DOING)
            found += parts
    number(found)
    return found


def _columns(lane: Lane, keys: Keys, *, filtered: bool) -> Iterable[Section]:
    def cards(column: str) -> Section:
        return Section(Part.CARDS, lane, column, keys.get(Place(lane.key, column), []))

    yield Section(Part.HEAD, lane, TO_DO)
    yield cards(TO_DO)
    if filtered:
        yield cards(IDEAS)
    elif lane.row.counts.get(IDEAS):
        yield Section(Part.IDEAS, lane, IDEAS)
        if lane.ideas_opened:
            yield cards(IDEAS)
    yield Section(Part.HEAD, lane, DOING)
    yield cards(DOING)
    yield Section(Part.HEAD, lane, DONE)
    done = cards(DONE)
    yield done
    if not filtered and len(done) < lane.row.counts.get(DONE, 0):
        yield Section(Part.MORE, lane, DONE)
    skipped = cards(SKIPPED)
    if len(skipped):
        yield Section(Part.HEAD, lane, SKIPPED)
        yield skipped
