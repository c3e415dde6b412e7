"""Making a line of a checklist an activity of its own."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.model import Activity, ChecklistItem
from planner.domain.words import Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PromoteChecklistItem(Action):
    """Turns a line into an activity of the same step, core or optional as its parent; the line goes.

    It stands right behind its parent where that is to do itself, else first in To do. A ticked line is done.
    """

    item_id: int

    def apply(self, tx: Transaction) -> str:
        item = tx.get(ChecklistItem, self.item_id)
        parent = common.editable(tx, item.activity_id)
        activity_id = AddActivity(item.text, step_id=parent.step_id, core=parent.core).add(tx)
        if item.done:
            MoveActivities((activity_id,), Status.DONE.value).apply(tx)
        else:
            row = tx.get(Activity, activity_id)
            (key,) = common.place(tx, row.step_id, row.status, common.behind(tx, parent, activity_id), [activity_id])
            tx.put(row._replace(position=key))
        tx.remove(ChecklistItem, item.id)
        return tr("Make “{text}” an activity", text=item.text)
