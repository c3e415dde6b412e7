"""The list of study sessions: what is chosen, what it comes to, and what is doubted, against plain sums."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.dates import monday
from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.hours import minutes_a_week
from planner.services.queries.sessions import (
    INBOX,
    SessionChoice,
    SessionRow,
    last_logged,
    loggable,
    sessions,
    steps_with_sessions,
)
from planner.services.queries.settings import HOURS_A_WEEK
from planner.services.session_sums import by_kind, by_step, by_week, doubts, logged_minutes
from planner.services.session_words import doubts_words, week_words
from tests.services.reading import statements

TODAY = date(2026, 11, 25)


def activity(planner: Planner, title: str, kind: str = "topic") -> ActivityId:
    return ActivityId(planner.run(AddActivity(title, kind=kind)).added("activity")[0])


def test_the_newest_come_first_and_the_bounds_are_half_open(planner: Planner) -> None:
    one, other = activity(planner, "One"), activity(planner, "Other")
    for day, owner in (("2026-11-01", one), ("2026-11-10", other), ("2026-11-20", one)):
        planner.run(LogTime(owner, 30, on=day, note=day))
    with statements(planner) as seen:
        found = planner.read(sessions)
    assert len(seen) == 1
    assert [row.day for row in found] == ["2026-11-20", "2026-11-10", "2026-11-01"]
    between = planner.read(sessions, SessionChoice(date(2026, 11, 1), date(2026, 11, 20)))
    assert [row.day for row in between] == ["2026-11-10", "2026-11-01"]
    assert [row.title for row in planner.read(sessions, SessionChoice(activity_id=other))] == ["Other"]
    assert len(planner.read(sessions, SessionChoice(step_id=INBOX))) == 3
    assert planner.read(sessions, SessionChoice(step_id=StepId(5))) == ()
    assert [step.id for step in planner.read(steps_with_sessions)] == [INBOX]
    assert planner.read(last_logged) == one
    planner.run(TrashActivities((one,)))
    assert [row.title for row in planner.read(sessions)] == ["Other"]
    assert planner.read(last_logged) == other


def test_time_is_logged_on_what_is_open_or_was_done_lately(planner: Planner) -> None:
    names = ("Open", "Under way", "Done lately", "Done long ago", "Skipped", "Open")
    ids = [activity(planner, name) for name in names]
    for place, status, on in ((1, "in_progress", None), (2, "done", "2026-11-01"), (3, "done", "2026-10-01"),
                              (4, "skipped", None)):  # fmt: skip
        planner.run(MoveActivities((ids[place],), status, on=on))
    found = planner.read(loggable, TODAY)
    assert [each.title for each in found] == ["Under way", "Open", "Open", "Done lately"]
    assert len({each.label for each in found}) == 4


@pytest.mark.parametrize(
    ("stored", "minutes"), [(6, 360), (7.5, 450), (0, None), ("six", None), (True, None), (400, None)]
)
def test_hours_a_week_are_read_with_care(planner: Planner, stored: object, minutes: int | None) -> None:
    assert planner.read(minutes_a_week) is None
    planner.run(ChangeSetting(HOURS_A_WEEK, stored, "hours"))
    assert planner.read(minutes_a_week) == minutes


ROWS = st.lists(
    st.tuples(
        st.datetimes(datetime(2026, 11, 1), datetime(2026, 11, 20)),
        st.integers(1, 1440),
        st.booleans(),
        st.booleans(),
        st.sampled_from(("", "Basics")),
        st.sampled_from(("topic", "course")),
    ),
    max_size=25,
)


@given(ROWS)
def test_sums_and_doubts_equal_plain_ones(drawn: list[tuple[datetime, int, bool, bool, str, str]]) -> None:
    rows = []
    for place, (starts, minutes, timed, planned, step, kind) in enumerate(drawn):
        text = starts.replace(microsecond=0).isoformat() if timed else starts.date().isoformat()
        rows.append(SessionRow(place, "", ActivityId(1), "", "", kind, step, None, text, minutes, planned, "", ""))
    logged = [row for row in rows if not row.planned]
    assert logged_minutes(rows) == sum(row.minutes for row in logged)
    for shares, of in ((by_step(rows), "step"), (by_kind(rows), "kind")):
        names = {getattr(row, of) for row in logged}
        assert {share.name: share.minutes for share in shares} == {
            name: sum(row.minutes for row in logged if getattr(row, of) == name) for name in names
        }
    weeks = by_week(rows)
    assert [row for week in weeks for row in week.rows] == sorted(
        rows, key=lambda row: [week.monday for week in weeks].index(monday(date.fromisoformat(row.day)))
    )
    for week in weeks:
        assert all(monday(date.fromisoformat(row.day)) == week.monday for row in week.rows)
        assert week.logged + week.planned == sum(row.minutes for row in week.rows)
    found = doubts(rows)
    days = {row.day for row in logged}
    assert found.long_days == {d for d in days if sum(row.minutes for row in logged if row.day == d) > 960}
    spans = [(datetime.fromisoformat(r.starts), r) for r in logged if r.time]
    overlapping = {
        one.id
        for begins, one in spans
        for other_begins, other in spans
        if one.id != other.id
        and begins < other_begins + timedelta(minutes=other.minutes)
        and other_begins < begins + timedelta(minutes=one.minutes)
    }
    assert found.overlapping <= overlapping
    assert bool(found.overlapping) == bool(overlapping)
    assert bool(doubts_words(found)) == bool(found.long_days or found.overlapping)


def test_a_week_says_what_it_comes_to() -> None:
    row = SessionRow(1, "", ActivityId(1), "", "T", "topic", "", None, "2026-11-24", 90, False, "", "")
    (week,) = by_week([row])
    assert week_words(week, None, TODAY) == "23 – 29 Nov: 1.5 h"
    assert week_words(week, 360, TODAY) == "23 – 29 Nov: 1.5 of 6 h"
    (ahead,) = by_week([row._replace(planned=True)])
    assert week_words(ahead, None, TODAY) == "23 – 29 Nov: 1.5 h planned"
    assert week_words(ahead, 360, TODAY) == "23 – 29 Nov: 0 of 6 h · 1.5 h planned"
