"""Which steps of the journal a review has made, so that its Undo takes back answers and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from planner.services.planner import Change


class _Step(NamedTuple):
    number: int
    skill_id: int


class ReviewSteps:
    """The answers that one dialog gave, the newest last, and those of them that were taken back."""

    def __init__(self) -> None:
        self._given: list[_Step] = []
        self._taken_back: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether an answer is left to take back."""
        return bool(self._given)

    @property
    def can_redo(self) -> bool:
        """Whether an answer that was taken back can be brought again."""
        return bool(self._taken_back)

    def answered(self, change: Change, skill_id: int) -> None:
        """An answer was written. One that joined the step before it may have left nothing of that."""
        if not change.rows:
            return
        self._taken_back.clear()
        step = _Step(change.step, skill_id)
        if not change.step and self._given:
            self._given.pop()
        elif change.step and step not in self._given[-1:]:
            self._given.append(step)

    def replayed(self, change: Change) -> int | None:
        """A step was undone or redone: the skill whose answer it was, None if another program had made it."""
        given = change.kind == "undo"
        source, target = (self._given, self._taken_back) if given else (self._taken_back, self._given)
        if not source or source[-1].number != change.step:
            return None
        target.append(source.pop())
        return target[-1].skill_id
