"""The renewal window: it opens so many days before the expiry, moves with it and goes with it."""

from dataclasses import dataclass

import pytest

from planner.domain.default_reminders import DAY
from planner.domain.model import Deadline, Reminder, RenewalRule
from planner.domain.words import ActivityId, DeadlineId
from planner.services.action import Action
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline, SetReminders
from planner.services.actions.renewal_window import keep_window
from planner.services.planner import Planner
from planner.storage.transaction import Transaction
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only, rows


@dataclass(frozen=True, slots=True)
class PutRule(Action):
    """Says how long before the expiry a certification can be renewed, as any action on the rule would."""

    activity_id: ActivityId
    window_days: int | None

    def apply(self, tx: Transaction) -> str:
        found = tx.one(RenewalRule, activity_id=self.activity_id)
        if found is None:
            tx.add(RenewalRule(0, self.activity_id, window_days=self.window_days))
        else:
            tx.put(found._replace(window_days=self.window_days))
        keep_window(tx, self.activity_id)
        return "Put rule"


@pytest.fixture
def holder(planner: Planner) -> ActivityId:
    row = add(planner, "AZ-900", kind="certification", status="done")
    planner.run(PutRule(row.id, 180))
    return row.id


def expiry(planner: Planner) -> Deadline:
    return only(planner, Deadline, kind="renewal")


def opening(planner: Planner) -> Deadline:
    return only(planner, Deadline, kind="renewal_opens")


def has_window(planner: Planner) -> bool:
    return bool(rows(planner, Deadline, kind="renewal_opens"))


def test_a_new_expiry_opens_a_window_with_a_reminder_on_its_day(planner: Planner, holder: ActivityId) -> None:
    round_trip(planner, PutDeadline(holder, "renewal", on_date="2027-12-31"))
    assert opening(planner).on_date == "2027-07-04"
    assert [each.minutes_before for each in rows(planner, Reminder, deadline_id=opening(planner).id)] == [0]


def test_it_moves_with_the_expiry_and_stays_the_same_row(planner: Planner, holder: ActivityId) -> None:
    planner.run(PutDeadline(holder, "renewal", on_date="2027-12-31"))
    before = opening(planner)
    planner.run(SetReminders(holder, before.id, (DAY,)))
    round_trip(planner, PutDeadline(holder, "renewal", expiry(planner).id, on_date="2028-12-31"))
    assert opening(planner) == before._replace(on_date="2028-07-04")
    assert [each.minutes_before for each in rows(planner, Reminder, deadline_id=before.id)] == [DAY]


def test_it_goes_with_the_expiry_however_that_goes(planner: Planner, holder: ActivityId) -> None:
    planner.run(PutDeadline(holder, "renewal", on_date="2027-12-31"))
    round_trip(planner, RemoveDeadline(expiry(planner).id))
    assert not rows(planner, Deadline)
    assert not rows(planner, Reminder)
    planner.undo()
    planner.run(PutDeadline(holder, "other", expiry(planner).id, on_date="2027-12-31"))
    assert not has_window(planner)


def test_the_last_expiry_counts_and_an_instant_by_its_own_day(planner: Planner, holder: ActivityId) -> None:
    planner.run(PutDeadline(holder, "renewal", on_date="2027-01-01"))
    planner.run(PutDeadline(holder, "renewal", wall="2028-07-01T00:30:00", zone="Asia/Tokyo"))
    assert opening(planner).on_date == "2028-01-03"
    planner.run(RemoveDeadline(DeadlineId(rows(planner, Deadline, kind="renewal")[-1].id)))
    assert opening(planner).on_date == "2026-07-05"


def test_the_rule_moves_it_too_and_takes_it_away(planner: Planner, holder: ActivityId) -> None:
    planner.run(PutDeadline(holder, "renewal", on_date="2027-12-31"))
    round_trip(planner, PutRule(holder, 90))
    assert opening(planner).on_date == "2027-10-02"
    round_trip(planner, PutRule(holder, None))
    assert not has_window(planner)


def test_removed_by_hand_it_comes_back_with_another_expiry_only(planner: Planner, holder: ActivityId) -> None:
    planner.run(PutDeadline(holder, "renewal", on_date="2027-12-31"))
    planner.run(RemoveDeadline(opening(planner).id))
    planner.run(PutDeadline(holder, "renewal", expiry(planner).id, on_date="2027-12-31", reminders=(DAY,)))
    assert not has_window(planner)
    planner.run(PutDeadline(holder, "renewal", expiry(planner).id, on_date="2028-12-31"))
    assert has_window(planner)


def test_without_a_rule_a_day_of_the_person_stays(planner: Planner) -> None:
    row = add(planner, "PMP", kind="certification")
    planner.run(PutDeadline(row.id, "renewal_opens", on_date="2027-01-01"))
    planner.run(PutDeadline(row.id, "renewal", on_date="2027-12-31"))
    planner.run(PutDeadline(row.id, "renewal", expiry(planner).id, on_date="2028-12-31"))
    assert opening(planner).on_date == "2027-01-01"


def test_a_window_longer_than_time_itself_is_none(planner: Planner, holder: ActivityId) -> None:
    planner.run(PutRule(holder, 10**9))
    planner.run(PutDeadline(holder, "renewal", on_date="2027-12-31"))
    assert not has_window(planner)
