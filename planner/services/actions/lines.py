"""Adding one activity for each of several lines of text, as one step."""

from dataclasses import dataclass
from typing import Final

from planner.config.text import tr, trn
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity
from planner.domain.pasted_lines import read_lines
from planner.domain.words import ActivityId, Status, StepId
from planner.services.action import Action
from planner.services.actions.activities import MoveActivities, QuickAdd
from planner.storage.transaction import Transaction

MOST: Final = 500
"""So many lines are added at a time."""


@dataclass(frozen=True, slots=True)
class AddLines(Action):
    """Adds an activity for each line that says something, each read as quick add; ticked ones are done."""

    text: str
    step_id: StepId | None = None
    status: str = "planned"

    def apply(self, tx: Transaction) -> str:
        lines = read_lines(self.text)
        if not lines:
            raise InvalidInputError(tr("There is no line of text to add. Copy some first."))
        if len(lines) > MOST:
            raise InvalidInputError(
                tr("{n} lines are too many at once; {most} is the most. Copy fewer.", n=len(lines), most=MOST)
            )
        groups: dict[str, list[ActivityId]] = {}
        for line in lines:
            try:
                activity_id = QuickAdd(line.text, self.step_id).add(tx)
            except InvalidInputError as error:
                raise InvalidInputError(tr("Line {n}: {why}", n=line.number, why=str(error))) from error
            groups.setdefault(Status.DONE.value if line.done else self.status, []).append(activity_id)
        for status, ids in groups.items():
            if status != Status.PLANNED:
                MoveActivities(tuple(ids), status).apply(tx)
        if len(lines) == 1:
            (ids,) = groups.values()
            return tr("Add “{title}”", title=tx.get(Activity, ids[0]).title)
        return trn("Add {n} activity", "Add {n} activities", len(lines))
