"""Which reminder comes when, which things remind of nothing, and what the status line tells first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from planner.domain.dates import format_instant
from planner.domain.default_reminders import DAY
from planner.domain.model import Event
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, MoveActivities, SetState
from planner.services.actions.deadlines import PutDeadline, SetReminders
from planner.services.actions.details import AddEvent
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.agenda import agenda
from planner.services.queries.calendar import calendar_entries
from planner.services.queries.reminders import DueReminder, next_moment, pressing, reminders_between
from planner.services.queries.shell import next_date
from planner.services.reminder_words import reminder_text
from tests.services.actions.test_activities import add
from tests.services.reading import only, statements, work

BERLIN = "Europe/Berlin"
YEAR = ("2026-01-01T00:00:00Z", "2027-12-31T00:00:00Z")
NOW = "2026-11-25T09:00:00Z"
TODAY = date(2026, 11, 25)


def between(planner: Planner, after: str = YEAR[0], until: str = YEAR[1], zone: str = BERLIN) -> list[DueReminder]:
    return list(planner.read(reminders_between, after, until, zone))


def moments(planner: Planner, zone: str = BERLIN) -> list[str]:
    return [one.moment for one in between(planner, zone=zone)]


def dated(planner: Planner, title: str, kind: str, day: str, *days: float) -> ActivityId:
    row = add(planner, title)
    minutes = tuple(int(each * DAY) for each in days)
    planner.run(PutDeadline(row.id, kind, on_date=day, reminders=minutes))
    return row.id


def test_a_date_is_reminded_of_at_nine_where_the_person_is(planner: Planner) -> None:
    dated(planner, "PMP", "renewal", "2026-11-01", 0, 7, 30)  # Berlin's clocks went back on 25 October
    assert moments(planner) == ["2026-10-02T07:00:00Z", "2026-10-25T08:00:00Z", "2026-11-01T08:00:00Z"]
    assert moments(planner, "America/New_York") == [
        "2026-10-02T13:00:00Z",
        "2026-10-25T13:00:00Z",  # there they go back on 1 November, before nine
        "2026-11-01T14:00:00Z",
    ]


def test_an_instant_counts_back_in_real_minutes(planner: Planner) -> None:
    row = add(planner, "CKA", kind="certification")
    planner.run(PutDeadline(row.id, "exam", wall="2026-03-29T10:00:00", zone=BERLIN, reminders=(DAY, 90)))
    (day, hours) = between(planner)
    assert (day.moment, hours.moment) == ("2026-03-28T08:00:00Z", "2026-03-29T06:30:00Z")
    assert (day.starts, day.day, day.minutes) == ("2026-03-29T10:00:00", date(2026, 3, 29), DAY)


def test_an_event_counts_from_its_start_in_its_own_zone(planner: Planner) -> None:
    change = planner.run(AddEvent("PyCon", "2026-03-09T09:00:00", "2026-03-09T17:00:00", zone="America/New_York"))
    row = ActivityId(change.added("activity")[0])
    planner.run(SetReminders(row, None, (7 * DAY, 60)))
    assert moments(planner) == ["2026-03-02T14:00:00Z", "2026-03-09T12:00:00Z"]
    (_, last) = between(planner)
    assert (last.what, last.title, last.starts, last.deadline_id) == ("event", "PyCon", "2026-03-09T14:00:00", None)


def test_the_borders_are_after_and_until(planner: Planner) -> None:
    dated(planner, "PMP", "exam", "2026-12-01", 1)
    at = "2026-11-30T08:00:00Z"
    assert [one.moment for one in between(planner, "2026-11-30T07:59:59Z", at)] == [at]
    assert between(planner, at, "2026-12-30T00:00:00Z") == []
    assert planner.read(next_moment, "2026-11-30T07:00:00Z", "2026-11-30T09:00:00Z", BERLIN) == at
    assert planner.read(next_moment, at, "2026-11-30T09:00:00Z", BERLIN) is None


@pytest.mark.parametrize("status", ["done", "skipped"])
def test_what_is_over_reminds_of_nothing_but_its_renewal(planner: Planner, status: str) -> None:
    row = add(planner, "PMP", kind="certification")
    for kind in ("exam", "due", "renewal", "renewal_opens", "follow_up"):
        planner.run(PutDeadline(row.id, kind, on_date="2026-12-01", reminders=(DAY,)))
    assert len(between(planner)) == 5
    planner.run(MoveActivities((row.id,), status=status, on="2026-11-01"))
    left = {"renewal", "renewal_opens", "follow_up"} if status == "done" else set()
    assert {one.what for one in between(planner)} == left
    shown = planner.read(agenda, date(2026, 12, 1), date(2026, 12, 2), BERLIN)
    assert {entry.what for entry in shown} == left
    on_calendar = planner.read(calendar_entries, date(2026, 12, 1), date(2026, 12, 2), BERLIN)
    assert {entry.what for entry in on_calendar} == left


def test_what_is_in_the_trash_listed_or_declined_reminds_of_nothing(planner: Planner) -> None:
    trashed = dated(planner, "Course", "due", "2026-12-01", 1)
    talk = ActivityId(planner.run(AddEvent("PyCon", "2026-12-01", None, cfp_date="2026-12-01")).added("activity")[0])
    planner.run(SetReminders(talk, None, (DAY,)))
    planner.run(PutDeadline(talk, "abstract", on_date="2026-12-01", reminders=(DAY,)))
    assert len(between(planner)) == 3
    planner.run(TrashActivities((trashed,)))
    assert {one.what for one in between(planner)} == {"event", "abstract"}
    planner.run(SetState(talk, "declined"))
    assert between(planner) == []
    planner.run(SetState(talk, "interested"))
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE event SET state = 'listed'")
    assert only(planner, Event).state == "listed"
    assert between(planner) == []


def test_one_statement_that_looks_only_at_what_is_near(planner: Planner) -> None:
    dated(planner, "PMP", "exam", "2026-12-01", 7, 1)
    with statements(planner) as seen:
        assert len(between(planner, "2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z")) == 1
    assert len(seen) == 1
    with work(planner) as few:
        between(planner, "2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z")
    row = add(planner, "Many")
    with planner.library.write() as connection:
        for number in range(3000):
            day = TODAY + timedelta(days=30 + number)
            connection.exec_driver_sql(
                "INSERT INTO deadline (id, uid, activity_id, kind, on_date, zone, label)"
                " VALUES (?, ?, ?, 'due', ?, '', '')",
                (1000 + number, f"many-{number}", row.id, day.isoformat()),
            )
            connection.exec_driver_sql(
                "INSERT INTO reminder (uid, activity_id, deadline_id, minutes_before) VALUES (?, ?, ?, 1440)",
                (f"reminder-{number}", row.id, 1000 + number),
            )
    with work(planner) as many:
        between(planner, "2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z")
    # The different lengths are collected from all reminders, some ten instructions each; joining them would take more.
    assert many[0] <= few[0] + 3000 * 2


def said(planner: Planner, now: str = NOW) -> str:
    today = datetime.fromisoformat(now).astimezone(UTC).date()
    entry = planner.read(next_date, today, BERLIN)
    told = planner.read(pressing, entry, now, BERLIN)
    return reminder_text(told, today) if told is not None else "" if entry is None else entry.title


def test_the_status_line_tells_what_one_was_reminded_of_before_what_is_further(planner: Planner) -> None:
    planner.run(AddActivity("Report", due="2026-11-27"))
    dated(planner, "PMP", "renewal", "2027-02-23", 90)
    days = [format_instant(datetime(2026, 11, 25, 9, tzinfo=UTC) + timedelta(days=each)) for each in range(-1, 3)]
    assert [said(planner, day) for day in days] == [
        "Report",  # the day before its reminder
        "PMP expires in 90 days",
        "PMP expires in 89 days",  # as near as the report: a day each
        "Report",
    ]


def test_it_is_told_in_words_when_it_is_the_next_date(planner: Planner) -> None:
    dated(planner, "CKA", "exam", "2026-12-05", 14)
    assert said(planner) == "CKA: exam in 10 days"
    assert said(planner, "2026-11-20T09:00:00Z") == "CKA"  # before its first reminder it is a date like others
    dated(planner, "PMP", "renewal", "2026-12-02", 7)
    assert said(planner) == "PMP expires in 7 days"


def test_with_nothing_else_ahead_the_last_reminder_is_told(planner: Planner) -> None:
    assert said(planner) == ""
    dated(planner, "PMP", "renewal", "2029-01-01", 720)
    assert said(planner, "2027-01-20T09:00:00Z") == "PMP expires in 712 days"
    assert said(planner, "2028-12-31T09:00:00Z") == "PMP expires tomorrow"
    assert said(planner, "2029-01-02T09:00:00Z") == ""
