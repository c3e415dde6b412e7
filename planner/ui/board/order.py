"""The order of the cards of the board as far as it was read: of what is unfolded, and of everything for a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from planner.services.queries import board_order
from planner.services.queries.board import COLUMNS, DONE, Place, StepKey
from planner.services.queries.board_order import NEWEST, Keys, SortKey

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from planner.services.planner import Planner
    from planner.ui.board.model import BoardModel


class BoardOrder:
    """``shown`` are the cards of each unfolded column, ``whole`` all cards of the lanes ``read_whole``."""

    def __init__(self, planner: Planner, model: BoardModel) -> None:
        self._planner = planner
        self._model = model
        self.shown: Keys = {}
        self.whole: Keys = {}
        self.read_whole: set[StepKey] = set()
        self._sort: dict[int, SortKey] = {}

    def forget(self) -> None:
        """Everything must be read anew."""
        self.shown, self.whole, self.read_whole, self._sort = {}, {}, set(), {}

    def read(
        self,
        lanes: Collection[StepKey],
        whole_done: Collection[StepKey],
        ideas: Collection[StepKey],
        *,
        skipped: bool,
    ) -> None:
        """Read what is shown of lanes: of Done the newest but in ``whole_done``, ideas of the lanes ``ideas`` only."""
        if not lanes:
            return
        found = self._planner.read(
            board_order.keys, self._model.today, lanes, whole_done, ideas=ideas, skipped=skipped
        )
        self.shown = {place: ids for place, ids in self.shown.items() if place.step_id not in lanes} | found.keys
        self._sort.update(found.sort)

    def read_all(self, lanes: Collection[StepKey]) -> None:
        """Read every card of lanes, for a filter."""
        found = self._planner.read(board_order.keys, self._model.today, lanes, lanes, skipped=True)
        self.whole = {place: ids for place, ids in self.whole.items() if place.step_id not in lanes} | found.keys
        self._sort.update(found.sort)
        self.read_whole |= set(lanes)

    def lane(self, key: StepKey) -> dict[str, list[int]]:
        """Every card of a lane by column, read now if need be."""
        if key not in self.read_whole:
            self.read_all([key])
        return {column: self.whole[Place(key, column)] for column in COLUMNS if Place(key, column) in self.whole}

    def stand(self, activity_id: int, image: Mapping[str, Any]) -> None:
        """A card now stands by the fields of its row."""
        self._sort[activity_id] = board_order.sort_key(
            image["status"], image["completed_on"], image["position"], activity_id
        )

    def shift_whole(self, activity_id: int, place: Place, sign: int) -> None:
        """Take a card out of its column (-1) or put it in (1), where the whole lane was read."""
        if place.step_id in self.read_whole:
            self._put(self.whole, activity_id, place, sign)

    def shift_shown(self, activity_id: int, place: Place, sign: int, *, newest_only: bool) -> bool:
        """The same among what is shown; tells whether one of the newest left, so that the next one must be found."""
        known = activity_id in self.shown.get(place, ())
        if sign < 0 and not known:
            return False
        self._put(self.shown, activity_id, place, sign)
        if place.column != DONE or not newest_only:
            return False
        del self.shown.get(place, [])[NEWEST:]
        return sign < 0

    def _put(self, keys: Keys, activity_id: int, place: Place, sign: int) -> None:
        ids = [each for each in keys.get(place, ()) if each != activity_id]
        if sign > 0:
            mine = self._sort[activity_id]
            newest_first = place.column == DONE
            at = next((i for i, each in enumerate(ids) if (self._sort[each] > mine) != newest_first), len(ids))
            ids.insert(at, activity_id)
        if ids:
            keys[place] = ids
        else:
            keys.pop(place, None)
