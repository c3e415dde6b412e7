"""Counting the units of a course."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.model import Course
from planner.domain.states import status_of
from planner.domain.words import ActivityId, CourseState, Kind, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class CountUnits(Action):
    """Counts ``by`` more units as done, or fewer, within what the course has; the first one begins the course.

    Those of one ``visit`` are one undo step.
    """

    activity_id: ActivityId
    by: int
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.editable(tx, self.activity_id)
        course = common.detail_of(tx, row)
        if not isinstance(course, Course):
            raise InvalidInputError(tr("“{title}” is not a course. Change its kind first.", title=row.title))
        done = max(0, course.units_done + common.whole_number(self.by))
        counted = course._replace(units_done=done if course.units_total is None else min(done, course.units_total))
        tx.put(counted)
        is_begun = status_of(Kind.COURSE, course.state) != Status.PLANNED
        if counted.units_done > course.units_done and not is_begun:
            common.to_state(tx, row, counted, CourseState.IN_PROGRESS.value, tx.today)
        return tr("Count units of “{title}”", title=row.title)

    @property
    def merge_key(self) -> str | None:
        return None if self.visit is None else f"units:{self.activity_id}:{self.visit}"
