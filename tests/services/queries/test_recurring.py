"""Events that recur stand in everything that is made of the agenda, each instance with its own times."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from planner.domain.model import Event
from planner.domain.words import ActivityId
from planner.services.action import Action
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import SetReminders
from planner.services.actions.details import AddEvent, SetEventTimes
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.agenda import AgendaEntry, agenda
from planner.services.queries.calendar import calendar_entries, coming_up, conferences, day_of
from planner.services.queries.home import home
from planner.services.queries.reminders import next_moment, reminders_between
from planner.services.queries.shell import next_date
from planner.services.reminder_words import one_for_each
from planner.storage.transaction import Transaction
from tests.services.listing import as_listed
from tests.services.reading import only, statements

BERLIN = "Europe/Berlin"
TODAY = date(2026, 11, 25)


@dataclass(frozen=True, slots=True)
class Recur(Action):
    """Gives an event what only a file can bring."""

    activity_id: ActivityId
    values: dict[str, Any]

    def apply(self, tx: Transaction) -> str:
        (row,) = tx.find(Event, activity_id=self.activity_id)
        tx.put(row._replace(**self.values))
        return "Recur"


def add(planner: Planner, title: str, starts: str, ends: str | None, zone: str = "", **values: Any) -> ActivityId:
    made = ActivityId(planner.run(AddEvent(title, starts, ends, zone)).added("activity")[0])
    planner.run(Recur(made, values))
    return made


@pytest.fixture
def weekly(planner: Planner) -> ActivityId:
    """Every Monday at nine in Berlin, since years."""
    return add(planner, "Stand-up", "2019-01-07T09:00:00", "2019-01-07T09:30:00", BERLIN, rrule="FREQ=WEEKLY")


def found(planner: Planner, first: date, days: int, zone: str = BERLIN) -> tuple[AgendaEntry, ...]:
    return planner.read(agenda, first, first + timedelta(days=days), zone)


def uid_of(planner: Planner, activity_id: int) -> str:
    return str(planner.read(lambda reader: reader.value("SELECT uid FROM activity WHERE id = ?", (activity_id,))))


def test_each_instance_is_an_entry_with_its_own_times(planner: Planner, weekly: ActivityId) -> None:
    entries = found(planner, TODAY, 14)
    assert [(one.activity_id, one.starts, one.ends, one.zone) for one in entries] == [
        (weekly, "2026-11-30T09:00:00", "2026-11-30T09:30:00", BERLIN),
        (weekly, "2026-12-07T09:00:00", "2026-12-07T09:30:00", BERLIN),
    ]
    (one, _) = found(planner, TODAY, 14, "America/New_York")
    assert (one.local_starts, one.local_ends) == ("2026-11-30T03:00:00", "2026-11-30T03:30:00")


def test_whole_days_stay_on_their_day_in_every_zone(planner: Planner) -> None:
    add(planner, "Birthday", "1990-12-01", None, rrule="FREQ=YEARLY")
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12", BERLIN):
        assert [one.local_day for one in found(planner, TODAY, 14, zone)] == ["2026-12-01"]


def test_an_override_takes_the_place_of_its_instance_even_if_declined(planner: Planner, weekly: ActivityId) -> None:
    uid = uid_of(planner, weekly)
    moved = add(
        planner, "Stand-up, later", "2026-11-30T15:00:00", "2026-11-30T15:30:00", BERLIN,
        series_uid=uid, recurrence_id="20261130T090000",
    )  # fmt: skip
    both = [(moved, "2026-11-30T15:00:00"), (weekly, "2026-12-07T09:00:00")]
    assert [(one.activity_id, one.starts) for one in found(planner, TODAY, 14)] == both
    planner.run(SetState(moved, "declined"))
    assert [(one.activity_id, one.starts) for one in found(planner, TODAY, 14)] == both[1:]
    planner.run(SetState(moved, "interested"))
    planner.run(TrashActivities((moved,)))
    assert [(one.activity_id, one.starts) for one in found(planner, TODAY, 14)] == both[1:]


def test_a_series_that_is_declined_listed_or_in_the_trash_is_left_out(planner: Planner, weekly: ActivityId) -> None:
    as_listed(planner, weekly)
    assert found(planner, TODAY, 14) == ()
    listed = planner.read(agenda, TODAY, TODAY + timedelta(days=14), BERLIN, with_listed=True)
    assert [one.listed for one in listed] == [True, True]
    planner.run(SetState(weekly, "declined"))
    assert planner.read(agenda, TODAY, TODAY + timedelta(days=14), BERLIN, with_listed=True) == ()
    planner.run(SetState(weekly, "interested"))
    planner.run(TrashActivities((weekly,)))
    assert found(planner, TODAY, 14) == ()


def test_a_rule_that_nobody_understands_shows_the_first_date(planner: Planner) -> None:
    add(planner, "Odd", "2026-12-01", "2026-12-02", rrule="FREQ=SOMETIMES")
    assert [one.starts for one in found(planner, TODAY, 14)] == ["2026-12-01"]


def test_what_stands_on_the_agenda_shows_the_instances(planner: Planner, weekly: ActivityId) -> None:
    days = [date(2026, 11, 30), date(2026, 12, 7)]
    on_calendar = planner.read(calendar_entries, TODAY, TODAY + timedelta(days=14), BERLIN)
    assert [entry.first for entry in on_calendar] == days
    assert [entry.first for entry in planner.read(coming_up, TODAY, BERLIN, 2)] == days
    assert [entry.local_day for entry in planner.read(home, TODAY, "2026-11-25T08:00:00Z", BERLIN).dates] == [
        str(day) for day in days
    ]
    following = planner.read(next_date, TODAY, BERLIN)
    assert following is not None
    assert following.starts == "2026-11-30T09:00:00"


def test_a_new_start_moves_the_whole_series(planner: Planner, weekly: ActivityId) -> None:
    planner.run(SetEventTimes(weekly, "2026-11-24T10:00:00", "2026-11-24T11:00:00", BERLIN))
    assert only(planner, Event).rrule == "FREQ=WEEKLY"
    assert [one.starts for one in found(planner, TODAY, 14)] == ["2026-12-01T10:00:00", "2026-12-08T10:00:00"]


# -- reminders


def test_each_instance_reminds_in_its_own_zone(planner: Planner, weekly: ActivityId) -> None:
    planner.run(SetReminders(weekly, None, (60, 24 * 60)))
    told = planner.read(reminders_between, "2026-11-28T00:00:00Z", "2026-12-07T12:00:00Z", BERLIN)
    assert [(one.moment, one.minutes, one.starts) for one in told] == [
        ("2026-11-29T08:00:00Z", 24 * 60, "2026-11-30T09:00:00"),
        ("2026-11-30T07:00:00Z", 60, "2026-11-30T09:00:00"),
        ("2026-12-06T08:00:00Z", 24 * 60, "2026-12-07T09:00:00"),
        ("2026-12-07T07:00:00Z", 60, "2026-12-07T09:00:00"),
    ]
    assert [one.starts for one in one_for_each(told)] == ["2026-11-30T09:00:00", "2026-12-07T09:00:00"]
    summer = planner.read(reminders_between, "2027-04-05T00:00:00Z", "2027-04-05T12:00:00Z", BERLIN)
    assert [one.moment for one in summer] == ["2027-04-05T06:00:00Z"]
    assert planner.read(next_moment, "2026-11-29T08:00:00Z", "2026-12-29T08:00:00Z", BERLIN) == "2026-11-30T07:00:00Z"
    planner.run(SetState(weekly, "declined"))
    assert planner.read(reminders_between, "2026-11-28T00:00:00Z", "2026-12-07T12:00:00Z", BERLIN) == ()


# -- conferences, and the way to a day


def test_a_series_stands_once_among_the_conferences_by_its_next_instance(planner: Planner, weekly: ActivityId) -> None:
    (row,) = planner.read(conferences, TODAY, BERLIN)
    assert (row.activity_id, row.first, row.starts) == (
        weekly, date(2026, 11, 30), "2026-11-30T09:00:00",
    )  # fmt: skip
    assert planner.read(conferences, TODAY, BERLIN, past=True) == ()


def test_a_series_that_is_over_stands_among_the_past_by_its_last_instance(planner: Planner) -> None:
    add(planner, "Course", "2026-09-01", "2026-09-02", rrule="FREQ=WEEKLY;COUNT=3")
    assert planner.read(conferences, TODAY, BERLIN) == ()
    (row,) = planner.read(conferences, TODAY, BERLIN, past=True)
    assert (row.first, row.last) == (date(2026, 9, 15), date(2026, 9, 15))


def test_the_way_leads_to_the_nearest_instance(planner: Planner, weekly: ActivityId) -> None:
    assert planner.read(day_of, "activity", weekly, TODAY, BERLIN) == (weekly, date(2026, 11, 30))
    event = only(planner, Event).id
    assert planner.read(day_of, "event", event, date(2026, 12, 1), BERLIN) == (weekly, date(2026, 12, 7))
    over = add(planner, "Course", "2026-09-01", "2026-09-02", rrule="FREQ=WEEKLY;COUNT=3")
    assert planner.read(day_of, "activity", over, TODAY, BERLIN) == (over, date(2026, 9, 15))


# -- what it costs


def test_the_few_that_recur_are_found_by_their_index(planner: Planner, weekly: ActivityId) -> None:
    from planner.services.queries import recurring

    plan = planner.read(
        lambda reader: reader.rows(f"EXPLAIN QUERY PLAN {recurring._SERIES}", {"high": "2026-12-01"})
    )
    assert any("ix_event_recurs" in str(step) for step in plan)
    replaced = planner.read(lambda reader: reader.rows(f"EXPLAIN QUERY PLAN {recurring._REPLACED}", ("[]",)))
    assert any("ix_event_series_uid" in str(step) for step in replaced)


def test_series_take_a_fixed_number_of_statements(planner: Planner, weekly: ActivityId) -> None:
    counts = []
    for number in range(2):
        with planner.library.read() as reader, statements(planner) as seen:
            agenda(reader, TODAY, TODAY + timedelta(days=14), BERLIN)
        counts.append(len(seen))
        add(planner, f"More {number}", "2020-01-01", "2020-01-02", rrule="FREQ=DAILY", rdate="20260101")
    assert counts == [5, 5]


def test_a_plan_without_series_loads_nothing_that_follows_rules() -> None:
    code = """
import sys, tempfile, datetime
from pathlib import Path
from planner.services import libraries
from planner.services.queries.agenda import agenda
from planner.services.actions.details import AddEvent
planner = libraries.new_plan(Path(tempfile.mkdtemp()) / "a.db", None)
planner.run(AddEvent("Once", "2026-12-01", None, ""))
day = datetime.date(2026, 12, 1)
assert len(planner.read(agenda, day, day + datetime.timedelta(days=1), "UTC")) == 1
planner.close()
print(sorted({"dateutil", "planner.exchange.recurrence", "planner.exchange.recurrence_rule"} & set(sys.modules)))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
