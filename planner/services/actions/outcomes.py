"""Saying what came of an activity that is done: one line and a link."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.words import ActivityId, Status
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import completion_key
from planner.services.actions.parts import web_address
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecordOutcome(Action):
    """Sets outcome and link of a done activity. ``visit`` names the completion that it joins as one undo step."""

    activity_id: ActivityId
    outcome: str
    url: str = ""
    visit: str | None = None

    def apply(self, tx: Transaction) -> str:
        row = common.living(tx, self.activity_id)
        if row.status != Status.DONE:
            raise InvalidInputError(tr("“{title}” is not done, so nothing came of it yet.", title=row.title))
        outcome = common.one_line(self.outcome, tr("outcome"), limit=1000)
        url = web_address(self.url) if self.url.strip() else ""
        tx.put(row._replace(outcome=outcome, outcome_url=url))
        return tr("Say what came of “{title}”", title=row.title)

    @property
    def merge_key(self) -> str | None:
        return completion_key(self.visit)
