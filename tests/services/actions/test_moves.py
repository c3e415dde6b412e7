"""Moving dates by whole days: what keeps its wall time, what is answered for, what follows, and what is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.dates import format_wall, is_gap, wall_after
from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, Deadline, Event
from planner.domain.words import ActivityId, DeadlineId
from planner.services.action import Action
from planner.services.actions.activities import SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent, SetEventTimes, with_times
from planner.services.actions.moves import MoveDeadline, MoveEvent, moved_event
from planner.services.planner import Planner
from planner.storage.transaction import Transaction
from tests.services.actions.test_activities import add, round_trip
from tests.services.actions.test_renewal_window import expiry, holder, opening  # noqa: F401  # holder is a fixture
from tests.services.reading import only

BERLIN, LOS_ANGELES = "Europe/Berlin", "America/Los_Angeles"


@dataclass(frozen=True, slots=True)
class Repeat(Action):
    """Lets an event repeat, as an import does."""

    activity_id: ActivityId
    rrule: str = ""
    rdate: str = ""

    def apply(self, tx: Transaction) -> str:
        tx.put(tx.find(Event, activity_id=self.activity_id)[0]._replace(rrule=self.rrule, rdate=self.rdate))
        return "Repeat"


def event(planner: Planner, starts: str | None, ends: str | None, zone: str = "") -> ActivityId:
    return ActivityId(planner.run(AddEvent("PyData", starts, ends, zone)).added("activity")[0])


def span(planner: Planner) -> tuple[str | None, str | None]:
    found = only(planner, Event)
    return found.starts, found.ends


def test_an_event_of_days_moves_by_dates(planner: Planner) -> None:
    row_id = event(planner, "2026-12-30", "2027-01-02")
    assert round_trip(planner, MoveEvent(row_id, 3)) == "Move “PyData”"
    assert span(planner) == ("2027-01-02", "2027-01-05")


def test_a_timed_event_keeps_its_wall_time_across_a_change_of_the_clocks(planner: Planner) -> None:
    row_id = event(planner, "2026-10-24T18:00:00", "2026-10-24T20:00:00", LOS_ANGELES)
    round_trip(planner, MoveEvent(row_id, 14))
    found = only(planner, Event)
    assert (found.starts, found.ends) == ("2026-11-07T18:00:00", "2026-11-07T20:00:00")
    assert (found.starts_utc, found.ends_utc) == ("2026-11-08T02:00:00Z", "2026-11-08T04:00:00Z")


def test_its_first_and_its_last_day_move_alone(planner: Planner) -> None:
    row_id = event(planner, "2026-12-07", "2026-12-12")
    assert round_trip(planner, MoveEvent(row_id, 0, 2)) == "Change last day of “PyData”"
    assert span(planner) == ("2026-12-07", "2026-12-14")
    assert round_trip(planner, MoveEvent(row_id, 6, 0)) == "Change first day of “PyData”"
    assert span(planner) == ("2026-12-13", "2026-12-14")
    with pytest.raises(InvalidInputError, match="is before the start"):
        planner.run(MoveEvent(row_id, 1, 0))
    assert span(planner) == ("2026-12-13", "2026-12-14")


def test_an_event_without_an_end_gets_one_when_it_becomes_longer(planner: Planner) -> None:
    row_id = event(planner, "2026-12-07", None)
    planner.run(MoveEvent(row_id, 0, 1))
    assert span(planner) == ("2026-12-07", "2026-12-09")
    planner.run(SetEventTimes(row_id, "2026-12-07T18:00:00", None, BERLIN))
    planner.run(MoveEvent(row_id, 1))
    assert span(planner) == ("2026-12-08T18:00:00", None)
    planner.run(MoveEvent(row_id, 0, 1))
    assert span(planner) == ("2026-12-08T18:00:00", "2026-12-09T18:00:00")


def test_a_listed_event_that_is_moved_is_answered_for(planner: Planner) -> None:
    row_id = event(planner, "2026-12-07", "2026-12-12")
    planner.run(SetState(row_id, "listed"))
    round_trip(planner, MoveEvent(row_id, 1))
    assert only(planner, Event).state == "interested"


def test_what_repeats_is_not_moved_by_one_of_its_days(planner: Planner) -> None:
    row_id = event(planner, "2026-12-07T18:00:00", "2026-12-07T20:00:00", BERLIN)
    for repeats in (Repeat(row_id, rrule="FREQ=WEEKLY"), Repeat(row_id, rdate="20261214T180000")):
        planner.run(repeats)
        with pytest.raises(InvalidInputError, match="“PyData” repeats, so one of its days is not moved alone"):
            planner.run(MoveEvent(row_id, 1))


def test_what_has_no_date_or_is_no_event_is_refused(planner: Planner) -> None:
    with pytest.raises(InvalidInputError, match="no date yet"):
        planner.run(MoveEvent(event(planner, None, None), 1))
    with pytest.raises(InvalidInputError, match="is not an event"):
        planner.run(MoveEvent(add(planner, "Read").id, 1))
    with pytest.raises(NotFoundError):
        planner.run(MoveDeadline(DeadlineId(99), 1))


@pytest.mark.parametrize("days", [-3_000_000, 3_000_000, 10**9])
def test_nothing_leaves_the_years_of_a_plan(planner: Planner, days: int) -> None:
    row_id = event(planner, "2026-12-07", "2026-12-08")
    with pytest.raises(InvalidInputError, match="out of range"):
        planner.run(MoveEvent(row_id, days))
    assert span(planner) == ("2026-12-07", "2026-12-08")


def test_a_deadline_moves_by_its_date_or_at_its_time_in_its_own_zone(planner: Planner) -> None:
    row = add(planner, "Paper")
    planner.run(PutDeadline(row.id, "abstract", on_date="2026-12-09", label="Draft", reminders=(60,)))
    first = only(planner, Deadline)
    assert round_trip(planner, MoveDeadline(first.id, -7)) == "Move “Draft” of “Paper”"
    assert only(planner, Deadline) == first._replace(on_date="2026-12-02")
    planner.run(PutDeadline(row.id, "abstract", first.id, wall="2026-10-24T23:59:59", zone=BERLIN))
    round_trip(planner, MoveDeadline(first.id, 1))
    assert only(planner, Deadline).at_utc == "2026-10-25T22:59:59Z"
    planner.run(PutDeadline(row.id, "abstract", first.id, wall="2026-05-06T23:59:59", zone="AoE"))
    planner.run(MoveDeadline(first.id, 1))
    assert (only(planner, Deadline).at_utc, only(planner, Deadline).zone) == ("2026-05-08T11:59:59Z", "AoE")


def test_a_renewal_window_follows_its_expiry_and_is_not_moved_alone(
    planner: Planner, holder: ActivityId  # noqa: F811
) -> None:
    planner.run(PutDeadline(holder, "renewal", on_date="2027-12-31"))
    round_trip(planner, MoveDeadline(expiry(planner).id, 1))
    assert (expiry(planner).on_date, opening(planner).on_date) == ("2028-01-01", "2027-07-05")
    with pytest.raises(InvalidInputError, match="follows from the expiry"):
        planner.run(MoveDeadline(opening(planner).id, 1))


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda value: value.replace(second=0, microsecond=0)),
    st.integers(1, 5000),
    st.sampled_from([BERLIN, LOS_ANGELES, "Asia/Kolkata", "Australia/Lord_Howe", "UTC", ""]),
    st.integers(-800, 800),
)
def test_a_whole_move_is_never_refused_and_keeps_wall_times(
    begins: datetime, minutes: int, zone: str, days: int
) -> None:
    starts = format_wall(begins)
    ends, fold = wall_after(starts, zone, minutes)
    one = with_times(Event(1, ActivityId(1)), starts, ends, zone, (0, fold))
    moved = moved_event(one, days, days)
    assert moved.starts == format_wall(begins + timedelta(days=days))
    wanted = format_wall(datetime.fromisoformat(ends) + timedelta(days=days))
    if moved.ends != wanted:
        assert zone
        assert is_gap(moved.starts, zone) or is_gap(wanted, zone) or fold
    assert (moved.ends_utc or str(moved.ends)) > (moved.starts_utc or moved.starts)


def test_a_moved_activity_stays_what_it_is(planner: Planner) -> None:
    row_id = event(planner, "2026-12-07", "2026-12-12")
    before = only(planner, Activity)
    planner.run(MoveEvent(row_id, 1))
    assert only(planner, Activity) == before
