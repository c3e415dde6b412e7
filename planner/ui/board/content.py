"""What the board shows now: lanes and folds, the filter, and how a change is read with as little as it touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from planner.domain.filters import EVERYTHING
from planner.domain.progress import Effort, Progress, progress_of
from planner.services.queries import board as queries
from planner.services.queries import board_order
from planner.services.queries.board import DONE, IDEAS, SKIPPED, LaneRow, Place, StepKey, column_of
from planner.services.queries.board_order import NEWEST
from planner.ui.board.order import BoardOrder
from planner.ui.board.roadmap_choice import RoadmapChoice
from planner.ui.board.sections import Lane, Part, Section, sections_of
from planner.ui.board.sieve import Found, Sieve

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from planner.domain.filters import CardFilter
    from planner.services.planner import Change, Planner, RowChange
    from planner.ui.board.model import BoardModel
    from planner.ui.board.sieve import WayOut

#: Changes of more rows than this are read as a whole.
_MANY = 200
#: Tables beside the activities whose rows change what a lane holds or how far it is.
_SUM_TABLES = frozenset({"event", "study_session"})


class BoardContent:
    """Reads for a model. ``adding_to`` holds the lane that must be shown because something is being added to it."""

    def __init__(self, planner: Planner, model: BoardModel) -> None:
        self._planner = planner
        self._model = model
        self._rows: dict[StepKey, LaneRow] = {}
        self._order = BoardOrder(planner, model)
        self._opened: dict[StepKey, bool] = {}
        self._folds: dict[str, bool] = {}  # as the person left them, by the uid of the step
        self._ideas: set[StepKey] = set()
        self._whole_done: set[StepKey] = set()
        self._inbox_asked = False
        self.upright = False
        self.roadmaps = RoadmapChoice()
        self.show_skipped = False
        self._sieve = Sieve(planner)
        self.found = Found(0, 0)
        self.adding_to: tuple[StepKey] | None = None

    # -- reading

    def reload(self) -> None:
        """Read everything that is shown."""
        self._model.forget()
        self._sieve.forget()
        self.roadmaps.read(self._planner)
        rows = self._planner.recall(queries.lanes, self._model.today)
        self._rows = {row.step_id: row for row in rows if self.roadmaps.holds(row)}
        self._opened = {key: self._folds.get(self._uid(key), key == self.current_step()) for key in self._rows}
        self._order.forget()
        self._read_opened()
        self.show()

    def set_roadmap(self, uid: str) -> None:
        """Show the steps of one roadmap; of all of them if empty."""
        if uid != self.roadmaps.uid:
            self.roadmaps.uid = uid
            self.reload()

    def _read_opened(self) -> None:
        self._read_keys([key for key in self._rows if self._is_unfolded(key)])

    def _is_unfolded(self, key: StepKey) -> bool:
        """Whether the columns of a lane are shown while nothing is filtered; upright lanes do not fold."""
        return self.upright or self._opened.get(key, False)

    def set_upright(self, *, upright: bool) -> None:
        """Let the lanes stand side by side, all of them unfolded, or lie below each other."""
        if upright != self.upright:
            self.upright = upright
            self._read_opened()
            self.show()

    def apply(self, change: Change) -> None:
        """Take a change over with as little reading as it needs: its cards, and whole lanes only where sums moved."""
        if change.everything or change.tables & {"step", "roadmap"} or len(change.rows) > _MANY:
            self.reload()
            return
        self._sieve.touched(change.tables)
        ids = change.touched("activity")
        others: set[int] = set()
        for row in change.rows:
            for image in (row.before, row.after):
                if row.table != "activity" and image is not None and isinstance(image.get("activity_id"), int):
                    ids.add(image["activity_id"])
                    if row.table in _SUM_TABLES:
                        others.add(image["activity_id"])
        if change.tables & {"skill", "tag"}:
            self._model.forget()
        self._model.forget(ids)
        stale = self._take_over([row for row in change.rows if row.table == "activity"])
        if others:
            places = self._planner.read(board_order.places, others, self._model.today)
            stale |= {place.step_id for place in places.values()}
        if stale:
            self._refresh(stale)
        self.show()

    def _take_over(self, rows: Sequence[RowChange]) -> set[StepKey]:
        """Move cards between columns as their row images say; returns the lanes that must be read instead."""
        lanes: set[StepKey] = {image["step_id"] for row in rows for image in (row.before, row.after) if image}
        if not rows:
            return set()
        standings = self._planner.read(queries.standings, [row.id for row in rows])
        images = [(row, image, sign) for row in rows for image, sign in ((row.before, -1), (row.after, 1)) if image]
        if any(row.id not in standings or image["cadence_count"] for row, image, _ in images):
            return lanes
        stale: set[StepKey] = set()
        for row, image, sign in images:
            lane = self._rows.get(image["step_id"])
            if lane is None:
                continue  # a step of a roadmap that is not shown
            if image["trashed_at"] is not None or standings[row.id].listed:
                continue
            place = self._place(image)
            on_board = image["archived_at"] is None
            counts = {**lane.counts, place.column: lane.counts.get(place.column, 0) + (sign if on_board else 0)}
            effort = Effort(
                image["status"], bool(image["core"]), None, image["estimate_minutes"], standings[row.id].logged
            )
            part = progress_of([effort])
            if sign < 0:
                part = Progress(*(-number for number in part))
            self._rows[lane.step_id] = lane._replace(
                counts={column: number for column, number in counts.items() if number},
                progress=lane.progress.plus(part),
            )
            if on_board and self._shift(row.id, image, place, sign):
                stale.add(lane.step_id)
        return stale

    def _place(self, image: Mapping[str, Any]) -> Place:
        column = column_of(
            image["status"],
            core=bool(image["core"]),
            picked_week=image["picked_week"],
            week=queries.week_of(self._model.today),
        )
        return Place(image["step_id"], column)

    def _shift(self, activity_id: int, image: Mapping[str, Any], place: Place, sign: int) -> bool:
        """Take a card out of the order of its column, or put it in; tells whether the lane must be read instead."""
        if sign > 0:
            self._order.stand(activity_id, image)
        self._order.shift_whole(activity_id, place, sign)
        folded = (place.column == SKIPPED and not self.show_skipped) or (
            place.column == IDEAS and place.step_id not in self._ideas
        )
        if folded or not self._is_unfolded(place.step_id):
            return False
        newest_only = place.step_id not in self._whole_done
        left = self._order.shift_shown(activity_id, place, sign, newest_only=newest_only)
        return left and self._rows[place.step_id].counts.get(DONE, 0) >= NEWEST

    def _refresh(self, lanes: set[StepKey]) -> None:
        lanes &= self._rows.keys()
        for row in self._planner.read(queries.lanes, self._model.today, lanes):
            self._rows[row.step_id] = row
        self._read_keys([key for key in lanes if self._is_unfolded(key)])
        read = lanes & self._order.read_whole
        if read:
            self._order.read_whole -= read
            if self.is_filtered:
                self._order.read_all(read)

    def _read_keys(self, lanes: Collection[StepKey]) -> None:
        self._order.read(lanes, self._whole_done, self._ideas, skipped=self.show_skipped)

    def prepare_filter(self) -> bool:
        """Read one more lane for the filter, while nothing else is to do; False when all of them are read."""
        missing = self._unread()
        if missing:
            self._order.read_all(missing[:1])
        return len(missing) > 1

    def _unread(self) -> list[StepKey]:
        return [key for key in self._rows if key not in self._order.read_whole]

    # -- showing

    def show(self) -> None:
        """Give the model what is to be seen."""
        self._model.show(self._filtered() if self.is_filtered else self._unfiltered())

    def _unfiltered(self) -> list[Section]:
        return sections_of(self._lanes(self._rows.values()), self._order.shown, upright=self.upright)

    def _has_inbox(self, row: LaneRow) -> bool:
        """Whether the inbox is shown: while something in it is open, or once a card in it was asked for."""
        return bool(row.open or self._inbox_asked or (self.show_skipped and row.counts.get(SKIPPED)))

    def _lanes(self, rows: Iterable[LaneRow], *, filtered: bool = False) -> list[Lane]:
        found = []
        above = self.roadmaps.lines(self.steps)
        for row in rows:
            key = row.step_id
            adding = self.adding_to is not None and self.adding_to[0] == key
            if key is None and not (filtered or adding or self._has_inbox(row)):
                continue
            opened = self._is_unfolded(key) or (key is None and adding)
            line = None if key is None else above.pop(row.roadmap_id, None)
            found.append(Lane(row, opened, key in self._ideas, key in self._whole_done, line))
        return found

    def _filtered(self) -> list[Section]:
        missing = self._unread()
        if missing:
            self._order.read_all(missing)
        found, self.found = self._sieve.sift(self._order.whole, self._model.today)
        with_hits = {place.step_id for place in found}
        rows = [row for key, row in self._rows.items() if key in with_hits]
        return sections_of(self._lanes(rows, filtered=True), found, filtered=True, upright=self.upright)

    # -- the filter

    @property
    def filter(self) -> CardFilter:
        """What the person wants to see; nothing set shows everything."""
        return self._sieve.filter

    @property
    def is_filtered(self) -> bool:
        """Whether cards may be hidden by the filter."""
        return self._sieve.filter.is_on

    def set_filter(self, card_filter: CardFilter) -> None:
        """Show only the cards that fit."""
        if card_filter != self._sieve.filter:
            self._sieve.filter = card_filter
            self.show()

    def matching(self) -> set[int] | None:
        """The ids of all activities that fit the filter, on the board or not; None while nothing is filtered."""
        return self._sieve.matching(self._model.today)

    def ways_out(self) -> list[WayOut]:
        """What to leave out of the filter that nothing fits, and how many cards there would be then."""
        return self._sieve.ways_out(self._order.whole, self._model.today)

    # -- what is unfolded

    def current_step(self) -> StepKey:
        """The first step with open core activities, else the first one."""
        steps = [row for row in self._rows.values() if row.step_id is not None]
        for row in steps:
            if row.progress.done < row.progress.total:
                return row.step_id
        return steps[0].step_id if steps else None

    def _uid(self, key: StepKey) -> str:
        return self._rows[key].uid if key in self._rows else ""

    def toggle(self, key: StepKey) -> None:
        """Fold or unfold a lane, and remember it."""
        self.set_opened(key, opened=not self._opened.get(key, False))

    def set_opened(self, key: StepKey, *, opened: bool) -> None:
        """Fold or unfold a lane, and remember it; without effect while a filter opens them all."""
        if self._opened.get(key) == opened or key not in self._rows:
            return
        self._opened[key] = opened
        self._folds[self._uid(key)] = opened
        if opened:
            self._read_keys([key])
        self.show()

    def is_opened(self, key: StepKey) -> bool:
        """Whether a lane is unfolded."""
        return self.is_filtered or self._is_unfolded(key)

    def toggle_ideas(self, key: StepKey) -> None:
        """Fold or unfold the optional activities of a lane."""
        self._ideas ^= {key}
        if key in self._ideas:
            self._read_keys([key])
        self.show()

    def show_done(self, key: StepKey) -> None:
        """Show all that is done in a lane."""
        self._whole_done.add(key)
        self._read_keys([key])
        self.show()

    def set_show_skipped(self, shown: bool) -> None:
        """Show or hide skipped activities below Done."""
        self.show_skipped = shown
        self._read_opened()
        self.show()

    def uncover(self, activity_id: int) -> bool:
        """Unfold whatever hides a card; False if it is not on the board."""
        place = self._planner.read(board_order.places, [activity_id], self._model.today).get(activity_id)
        if place is None:
            return False
        if place.step_id not in self._rows:
            self.set_roadmap("")
            if place.step_id not in self._rows:
                return False
        if self.is_filtered and self._model.row_of_card(activity_id) >= 0:
            return True
        self._sieve.filter = EVERYTHING
        self._opened[place.step_id] = True
        self._inbox_asked = self._inbox_asked or place.step_id is None
        if place.column == IDEAS:
            self._ideas.add(place.step_id)
        if place.column == SKIPPED:
            self.show_skipped = True
        self._read_keys([place.step_id])
        if place.column == DONE and activity_id not in self._order.shown.get(place, ()):
            self._whole_done.add(place.step_id)
            self._read_keys([place.step_id])
        self.show()
        return True

    # -- looking up

    @property
    def lanes(self) -> list[LaneRow]:
        """The steps in their order, behind the inbox."""
        return list(self._rows.values())

    @property
    def steps(self) -> list[LaneRow]:
        """The steps in their order, without the inbox."""
        return [row for row in self._rows.values() if row.step_id is not None]

    def steps_beside(self, key: StepKey) -> list[StepKey]:
        """The steps of the roadmap of a step, in their order."""
        lane = self.lane(key)
        return [row.step_id for row in self.steps if lane is not None and row.roadmap_id == lane.roadmap_id]

    def lane(self, key: StepKey) -> LaneRow | None:
        """A step or the inbox."""
        return self._rows.get(key)

    @property
    def is_blank(self) -> bool:
        """No step, and no inbox to show."""
        return not self.steps and not any(self._has_inbox(row) for row in self._rows.values())

    @property
    def is_bare(self) -> bool:
        """Steps without a single activity."""
        return bool(self.steps) and not any(row.counts for row in self._rows.values())

    def lane_beside(self, key: StepKey, by: int) -> tuple[StepKey] | None:
        """The lane above (-1) or below (1) among those shown; None at the end."""
        shown = [section.lane.key for section in self._model.sections if section.part.value == "lane"]
        if key not in shown:
            return None
        place = shown.index(key) + by
        return (shown[place],) if 0 <= place < len(shown) else None

    def column(self, key: StepKey, column: str) -> list[int]:
        """The cards of a column in their order, as far as they were read."""
        return self._order.shown.get(Place(key, column), [])

    def whole_lane(self, key: StepKey) -> dict[str, list[int]]:
        """All cards of a lane by column, whatever of it is unfolded; under a filter those that it finds."""
        if not self.is_filtered:
            return self._order.lane(key)
        parts = (part for part in self._model.sections if part.part is Part.CARDS and part.lane.key == key)
        return {part.column: part.ids for part in parts}

    # -- what this machine remembers

    def state(self) -> dict[str, object]:
        """The folds, by the uid of the step, and whether skipped ones are shown."""
        return {"folds": dict(self._folds), "skipped": self.show_skipped, "roadmap": self.roadmaps.uid}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what :meth:`state` gave, leaving out what is malformed."""
        folds = state.get("folds")
        if isinstance(folds, Mapping):
            self._folds = {
                uid: opened for uid, opened in folds.items() if isinstance(uid, str) and opened in (True, False)
            }
        self.show_skipped = state.get("skipped") is True
        roadmap = state.get("roadmap")
        self.roadmaps.uid = roadmap if isinstance(roadmap, str) else ""
