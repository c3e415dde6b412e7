"""After an absence: dates move or go in one step, facts of others stay, events are answered, warnings hide."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.dates import to_instant
from planner.domain.errors import InvalidInputError
from planner.domain.model import Activity, Deadline, Event, Reminder
from planner.domain.words import ActivityId, DeadlineId
from planner.services.actions.activities import AddActivity, MoveActivities, SetState
from planner.services.actions.away import AnswerEvents, ClearDueDates, MoveDueDates
from planner.services.actions.deadlines import PutDeadline, SetReminders
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.warnings import HideWarning
from planner.services.planner import Planner
from planner.services.queries.hidden_warnings import HIDDEN, hidden_now
from planner.services.queries.settings import setting
from tests.services.actions.test_activities import round_trip
from tests.services.reading import everything, only, rows

TODAY = date(2026, 11, 25)


def due(planner: Planner, title: str, day: date) -> Deadline:
    planner.run(AddActivity(title, due=str(day)))
    return only(planner, Deadline, activity_id=only(planner, Activity, title=title).id)


def ids(*deadlines: Deadline) -> tuple[DeadlineId, ...]:
    return tuple(found.id for found in deadlines)


def test_dates_move_by_weeks_in_one_step(planner: Planner) -> None:
    one, other = due(planner, "One", date(2026, 10, 20)), due(planner, "Other", date(2026, 11, 3))
    assert round_trip(planner, MoveDueDates(ids(one, other), 6)) == "Move 2 due dates by 6 weeks"
    assert [found.on_date for found in rows(planner, Deadline)] == ["2026-12-01", "2026-12-15"]


def test_an_instant_keeps_its_time_over_the_change_of_the_clock(planner: Planner) -> None:
    row = only(planner, Activity, id=planner.run(AddActivity("Call")).added("activity")[0])
    planner.run(PutDeadline(row.id, "due", wall="2026-10-20T18:00:00", zone="Europe/Berlin"))
    planner.run(MoveDueDates(ids(only(planner, Deadline)), 2))
    assert only(planner, Deadline).at_utc == to_instant("2026-11-03T18:00:00", "Europe/Berlin")


def test_exams_calls_and_what_is_done_or_deleted_do_not_move(planner: Planner) -> None:
    planner.run(AddGoal("Cert", "certification", exam_on="2026-11-01"))
    planner.run(AddEvent("Conf", "2027-03-01", None, cfp_date="2026-11-01"))
    done = due(planner, "Done", date(2026, 11, 1))
    planner.run(MoveActivities((done.activity_id,), "done"))
    facts = rows(planner, Deadline)
    assert len(facts) == 3
    before = everything(planner)
    for action in (MoveDueDates(ids(*facts), 6), ClearDueDates(ids(*facts))):
        planner.run(action)
        assert everything(planner) == before


def test_clearing_takes_dates_with_their_reminders_and_leaves_what_they_belong_to(planner: Planner) -> None:
    one, other = due(planner, "One", date(2026, 10, 20)), due(planner, "Other", date(2026, 11, 3))
    planner.run(SetReminders(one.activity_id, one.id, (60,)))
    assert round_trip(planner, ClearDueDates(ids(one, other))) == "Clear 2 due dates"
    assert rows(planner, Deadline) == []
    assert rows(planner, Reminder) == []
    assert {row.status for row in rows(planner, Activity)} == {"planned"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    offsets=st.lists(st.integers(1, 200), min_size=1, max_size=5),
    weeks=st.integers(1, 30),
    zones=st.lists(st.sampled_from(["", "Europe/Berlin", "Pacific/Apia"]), min_size=5, max_size=5),
)
def test_moved_and_taken_back_all_rows_are_the_same(
    planner: Planner, offsets: list[int], weeks: int, zones: list[str]
) -> None:
    made = []
    for offset, zone in zip(offsets, zones, strict=False):
        activity_id = ActivityId(planner.run(AddActivity("Thing")).added("activity")[0])
        day = TODAY - timedelta(days=offset)
        if zone:
            planner.run(PutDeadline(activity_id, "due", wall=f"{day}T09:00:00", zone=zone))
        else:
            planner.run(PutDeadline(activity_id, "due", on_date=str(day)))
        made.append(only(planner, Deadline, activity_id=activity_id))
    round_trip(planner, MoveDueDates(ids(*made), weeks))
    after = {row.id: row for row in rows(planner, Deadline)}
    for one in made:
        if one.on_date is not None:
            moved = date.fromisoformat(after[one.id].on_date or "")
            assert moved - date.fromisoformat(one.on_date) == timedelta(weeks=weeks)
        else:
            assert after[one.id].at_utc != one.at_utc


def test_what_cannot_be_is_refused_whole(planner: Planner) -> None:
    one = due(planner, "One", date(2026, 10, 20))
    before = everything(planner)
    moves = (MoveDueDates(ids(one), 0), MoveDueDates((), 2), MoveDueDates(ids(one), 500_000))
    for action in (*moves, AnswerEvents((), True)):
        with pytest.raises(InvalidInputError):
            planner.run(action)
    assert everything(planner) == before


@pytest.mark.parametrize(("attended", "state"), [(True, "attended"), (False, "declined"), (None, "registered")])
def test_events_are_answered_together(planner: Planner, attended: bool | None, state: str) -> None:
    found = []
    for title in ("First", "Second"):
        change = planner.run(AddEvent(title, "2026-11-10", "2026-11-12"))
        found.append(ActivityId(change.added("activity")[0]))
        planner.run(SetState(found[-1], "registered"))
    assert round_trip(planner, AnswerEvents(tuple(found), attended)) == "Answer for 2 events"
    assert {row.state for row in rows(planner, Event)} == {state}


def test_a_warning_hides_for_two_weeks(planner: Planner) -> None:
    assert round_trip(planner, HideWarning("exam abc")) == "Not show a warning for two weeks"
    assert planner.read(hidden_now, TODAY) == {"exam abc"}
    assert planner.read(hidden_now, TODAY + timedelta(days=13)) == {"exam abc"}
    assert planner.read(hidden_now, TODAY + timedelta(days=14)) == frozenset()


def test_what_no_program_of_ours_wrote_hides_nothing(planner: Planner) -> None:
    from planner.services.actions.settings import ChangeSetting

    planner.run(ChangeSetting(HIDDEN, {"a": 5, "b": "soon", "c": "2026-11-25", "d": "2027-01-01"}, "x"))
    assert planner.read(hidden_now, TODAY) == {"d"}
    planner.run(HideWarning("e"))
    assert planner.read(setting, HIDDEN) == {"d": "2027-01-01", "e": "2026-12-09"}
    planner.run(ChangeSetting(HIDDEN, [1], "x"))
    assert planner.read(hidden_now, TODAY) == frozenset()
