"""When a reminder comes: at nine whatever the clocks did, real minutes before an instant, by the event's own zone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.dates import from_instant, parse_instant, to_instant
from planner.domain.reminder_moments import before_day, before_event, before_instant, before_midnight

BERLIN = "Europe/Berlin"
ZONES = st.sampled_from(["UTC", BERLIN, "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "AoE"])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(0, 732), ZONES)
def test_whole_days_before_a_date_are_at_nine(day: date, days: int, zone: str) -> None:
    moment = before_day(day.isoformat(), days * 1440, zone)
    assert from_instant(moment, zone)[0] == f"{day - timedelta(days=days)}T09:00:00"


@given(DAYS, st.integers(0, 10_000), st.integers(0, 10_000), ZONES)
def test_a_longer_reminder_never_comes_later(day: date, one: int, other: int, zone: str) -> None:
    text = day.isoformat()
    assert before_day(text, max(one, other), zone) <= before_day(text, min(one, other), zone)
    wall = f"{text}T14:30:00"
    assert before_event(wall, zone, 0, max(one, other), "UTC") <= before_event(wall, zone, 0, min(one, other), "UTC")


@given(st.integers(0, 100_000))
def test_before_an_instant_are_real_minutes(minutes: int) -> None:
    instant = "2026-10-25T08:00:00Z"
    assert parse_instant(instant) - parse_instant(before_instant(instant, minutes)) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("starts", "zone", "minutes", "moment"),
    [
        ("2026-03-29T10:00:00", BERLIN, 1440, "2026-03-28T09:00:00Z"),  # a day of 23 hours: still at ten
        ("2026-03-29T10:00:00", BERLIN, 600, "2026-03-28T22:00:00Z"),  # ten real hours
        ("2026-10-25T10:00:00", BERLIN, 1440, "2026-10-24T08:00:00Z"),
        ("2026-10-25T02:30:00", BERLIN, 0, "2026-10-25T00:30:00Z"),  # the first of two half past two
        ("2026-03-30T02:30:00", BERLIN, 1440, "2026-03-29T01:30:00Z"),  # an hour that was left out
        ("2026-06-10T09:00:00", "America/New_York", 60, "2026-06-10T12:00:00Z"),
        ("2026-06-10T09:00:00", "", 60, "2026-06-10T06:00:00Z"),  # floating: where the person is
        ("2026-06-10T09:00:00", "Europe/Atlantis", 60, "2026-06-10T06:00:00Z"),
        ("2026-06-10", "", 900, "2026-06-09T07:00:00Z"),  # nine in the morning of the day before
    ],
)
def test_before_an_event(starts: str, zone: str, minutes: int, moment: str) -> None:
    assert before_event(starts, zone, 0, minutes, BERLIN) == moment


@given(DAYS, st.integers(0, 200))
def test_a_calendar_rings_when_a_notification_comes(day: date, days: int) -> None:
    """Counted from the beginning of the day, as calendar files do; but for the day itself, which begins with it."""
    midnight = parse_instant(to_instant(f"{day}T00:00:00", "UTC"))
    rings = midnight - timedelta(minutes=before_midnight(days * 1440))
    assert rings == (parse_instant(before_day(day.isoformat(), days * 1440, "UTC")) if days else midnight)
