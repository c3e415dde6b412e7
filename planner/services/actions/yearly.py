"""Taking the next edition of a conference that recurs into the plan, before it has dates."""

from dataclasses import dataclass

from planner.config.text import tr
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Event
from planner.domain.months import month_of, parse_month
from planner.domain.words import ActivityId, Kind
from planner.domain.yearly import YearlyConference
from planner.services.action import Action
from planner.services.actions.activities import add_activity
from planner.services.conference_values import YEARLY
from planner.services.roadmap_merge import NodeMemory
from planner.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PickYearly(Action):
    """Adds an edition without dates, expected in a month (``YYYY-MM``; None: not known), with what is known of all.

    The person picked it, so they are interested. What was known then, as of ``checked_on``, is remembered: a list that
    has the dates may correct it.
    """

    known: YearlyConference
    expected: str | None
    checked_on: str

    def apply(self, tx: Transaction) -> str:
        known = self.known
        if self.expected is not None and month_of(parse_month(self.expected)) < tx.today[:7]:
            raise InvalidInputError(
                tr("{month} is over. Choose a month that is still to come.", month=self.expected)
            )
        activity_id = add_activity(tx, Activity(ActivityId(0), tx.new_uid(), known.name, kind=Kind.EVENT.value))
        event = tx.find(Event, activity_id=activity_id)[0]
        event = event._replace(
            city=known.place,
            format=known.format or event.format,
            url=known.url,
            topics=", ".join(known.topics),
            expected=self.expected,
        )
        tx.put(event)
        uid = tx.get(Activity, activity_id).uid
        told = {
            "names": [known.name, *known.also],
            "city": known.place,
            "format": event.format,
            "checked_on": self.checked_on,
        }
        NodeMemory(tx, YEARLY).note(f"{known.key}/{uid}", "activity", uid, told)
        return tr("Add “{title}”", title=known.name)
