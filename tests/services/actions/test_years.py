"""Years at the ends of the calendar: refused where they are typed, and harmless where a file already holds them."""

from datetime import date

import pytest

from planner.domain.errors import InvalidInputError
from planner.domain.model import Deadline, StudySession
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.actions.deadlines import PutDeadline, SetDue
from planner.services.actions.details import AddEvent, SetEventTimes
from planner.services.actions.parts import LogTime
from planner.services.planner import Planner
from planner.services.queries.calendar import conferences
from tests.services.actions.test_activities import add
from tests.services.reading import rows

LAST = "9999-12-31"


def test_a_day_without_a_day_after_it_is_refused(planner: Planner) -> None:
    row = add(planner, "It", kind="event")
    for action in (
        AddActivity("Other", due=LAST),
        SetDue((row.id,), LAST),
        PutDeadline(row.id, "exam", on_date=LAST),
        PutDeadline(row.id, "exam", wall="9998-12-31T23:59:59", zone="AoE"),
        SetEventTimes(row.id, "2026-01-01", LAST),
        SetEventTimes(row.id, f"{LAST}T10:00:00", None, ""),
        AddEvent("Other", LAST, None),
        EditActivity(row.id, (("started_on", LAST),)),
        LogTime(row.id, 60, LAST),
    ):
        with pytest.raises(InvalidInputError, match="out of range; choose a year from 2 to 9998"):
            planner.run(action)
    assert rows(planner, Deadline) == []
    assert rows(planner, StudySession) == []


def test_an_event_without_end_of_days_does_not_hide_the_others(planner: Planner) -> None:
    row = add(planner, "Standing meetup", kind="event")
    planner.run(SetEventTimes(row.id, "2026-01-01", "2026-01-02"))
    with planner.library.write() as connection:
        connection.exec_driver_sql(f"UPDATE event SET ends = '{LAST}'")
    (found,) = planner.read(conferences, date(2026, 11, 25), "UTC")
    assert found.last == date(9999, 12, 30)
