"""After an event: telling how it was, in one step, or not wanting to be asked."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.domain.dates import last_day, parse_date
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Event, Link
from planner.domain.ordering import between
from planner.domain.words import ActivityId, EventState, Kind
from planner.services.action import Action
from planner.services.actions import common
from planner.services.actions.activities import AddActivity, SetState
from planner.services.actions.credits import AddCredits
from planner.services.actions.event_record import PutPerson
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.settings import put_setting
from planner.services.humanize import long_date
from planner.services.queries.events_over import ASKED, asked_uids
from planner.services.queries.settings import setting
from planner.storage.transaction import Transaction

_REMEMBERED: Final = 500
"""Of how many events the plan remembers that they need not be asked about: more than thirty days can hold."""


class NewPerson(NamedTuple):
    """Somebody met, as :class:`~planner.services.actions.event_record.PutPerson` takes them."""

    name: str
    reach: str = ""
    follow_up: str | None = None


@dataclass(frozen=True, slots=True)
class TellEvent(Action):
    """Says how an event was: ``attended`` or not, what it is worth, whom one met, what to try, what came of it.

    ``credits`` are those of the event. ``to_try`` becomes an experiment in the inbox that leads back to it. Of an event
    that was not attended nothing else can be told. It is not asked about any more.
    """

    activity_id: ActivityId
    attended: bool
    credits: AddCredits | None = None
    people: tuple[NewPerson, ...] = ()
    to_try: str = ""
    outcome: str = ""

    def apply(self, tx: Transaction) -> str:
        row, event = _event(tx, self.activity_id)
        told = self.credits or self.people or self.to_try.strip() or self.outcome.strip()
        if not self.attended and told:
            raise InvalidInputError(tr("Nothing came of an event that you were not at. Say that you were there first."))
        state = EventState.ATTENDED if self.attended else EventState.DECLINED
        SetState(row.id, state.value, on=min(_last_day(event) or tx.today, tx.today)).apply(tx)
        if self.credits is not None:
            if self.credits.activity_id != row.id:
                raise InvalidInputError(tr("These credits were not earned by “{title}”.", title=row.title))
            self.credits.apply(tx)
        for person in self.people:
            PutPerson(row.id, None, person.name, person.reach, person.follow_up).apply(tx)
        if self.to_try.strip():
            _try(tx, row, event, self.to_try)
        if self.outcome.strip():
            RecordOutcome(row.id, self.outcome, tx.get(Activity, row.id).outcome_url).apply(tx)
        _remember(tx, row)
        return tr("Tell how “{title}” was", title=row.title)


@dataclass(frozen=True, slots=True)
class LeaveEventUntold(Action):
    """Notes that an event that is over is not to be asked about again; it stays as it is."""

    activity_id: ActivityId

    def apply(self, tx: Transaction) -> str:
        row, _ = _event(tx, self.activity_id)
        _remember(tx, row)
        return tr("Do not ask about “{title}”", title=row.title)


def _event(tx: Transaction, activity_id: ActivityId) -> tuple[Activity, Event]:
    row = common.living(tx, activity_id)
    event = tx.one(Event, activity_id=row.id) if row.kind == Kind.EVENT else None
    if event is None:
        raise InvalidInputError(tr("“{title}” is not an event. Change its kind first.", title=row.title))
    return row, event


def _last_day(event: Event) -> str | None:
    """The last day where the event takes place; None for one without a date."""
    if event.starts is None:
        return None
    return event.starts[:10] if event.ends is None else max(event.starts[:10], last_day(event.ends))


def _try(tx: Transaction, row: Activity, event: Event, title: str) -> None:
    day = _last_day(event)
    words = tr("From “{title}”", title=row.title)
    if day is not None:
        words = tr("From “{title}”, {date}", title=row.title, date=long_date(parse_date(day)))
    made = AddActivity(title, kind=Kind.EXPERIMENT.value, notes=words).add(tx)
    links = sorted(tx.find(Link, activity_id=row.id), key=lambda link: (link.position, link.id))
    url = event.url or next((link.url for link in links), "")
    if url:
        tx.add(Link(0, tx.new_uid(), made, url, row.title, between(None, None)))


def _remember(tx: Transaction, row: Activity) -> None:
    asked = [uid for uid in asked_uids(setting(tx.reader, ASKED)) if uid != row.uid]
    put_setting(tx, ASKED, [*asked, row.uid][-_REMEMBERED:])
