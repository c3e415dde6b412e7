"""What the week on Home holds: practices with what is kept, hours logged, due dates that passed."""

from datetime import timedelta

import pytest

from planner.domain.dates import format_instant, monday
from planner.domain.model import Activity, Deadline
from planner.domain.words import ActivityId, DeadlineId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.home import Home, home
from planner.services.queries.hours import WeekHours, as_minutes
from planner.services.queries.week import overdue, overdue_since
from tests.services.reading import only


def read(planner: Planner) -> Home:
    return planner.read(home, planner.today(), format_instant(planner.now()), planner.zone())


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def add(planner: Planner, title: str, **values: object) -> ActivityId:
    planner.run(AddActivity(title, **values))  # type: ignore[arg-type]  # the fields of the action, by name
    return only(planner, Activity, title=title).id


def practice(planner: Planner, title: str, count: int, minutes: int | None = None) -> ActivityId:
    found = add(planner, title)
    planner.run(EditActivity(found, (("cadence_count", count), ("cadence_minutes", minutes))))
    return found


def test_practices_that_have_begun_with_what_is_kept(planner: Planner) -> None:
    kept, asked, new = practice(planner, "Kept", 1, 20), practice(planner, "Asked", 3), practice(planner, "New", 2)
    last_week = str(monday(planner.today()) - timedelta(days=1))
    planner.run(LogTime(kept, 20))
    planner.run(LogTime(asked, 45, on=last_week))
    planner.run(LogTime(asked, 35))
    assert [(one.title, one.week_sessions, one.is_kept) for one in read(planner).practices] == [
        ("Asked", 1, False),
        ("Kept", 1, True),
    ]
    assert [one.usual_minutes for one in read(planner).practices] == [35, 20]
    planner.run(MoveActivities((new,), "in_progress"))
    (begun,) = (one for one in read(planner).practices if one.id == new)
    assert (begun.week_sessions, begun.usual_minutes) == (0, 25)
    planner.run(PickForWeek((asked,)))
    assert asked not in [one.id for one in read(planner).practices]
    (pick,) = read(planner).picks
    assert pick.week_sessions == 1


@pytest.mark.parametrize(
    ("stored", "minutes"),
    [(6, 360), (2.5, 150), (0, None), (-1, None), (200, None), ("6", None), (True, None), (None, None)],
)
def test_the_hours_of_a_week(stored: object, minutes: int | None) -> None:
    assert as_minutes(stored) == minutes


def test_hours_logged_in_this_week(planner: Planner) -> None:
    assert read(planner).hours == WeekHours(0, None)
    one, gone = add(planner, "One"), add(planner, "Gone")
    first = monday(planner.today())
    for at, minutes in ((first - timedelta(days=1), 1), (first, 10), (first + timedelta(days=2), 100)):
        planner.run(LogTime(one, minutes, on=str(at)))
    planner.run(LogTime(gone, 1000))
    planner.run(TrashActivities((gone,)))
    planner.run(ChangeSetting("hours_a_week", 6, "hours a week"))
    assert read(planner).hours == WeekHours(110, 360)
    assert read(planner).hours.left == 250


def test_due_dates_that_passed(planner: Planner) -> None:
    late = add(planner, "Late", due=day(planner, -40))
    yesterday = add(planner, "Yesterday", due=day(planner, -1))
    add(planner, "Today", due=day(planner, 0))
    done, picked = add(planner, "Done", due=day(planner, -2)), add(planner, "Picked", due=day(planner, -2))
    kept = practice(planner, "Practice", 1)
    planner.run(PutDeadline(kept, "due", on_date=day(planner, -2)))
    planner.run(AddEvent("Listed", day(planner, 5), None, cfp_date=day(planner, -2)))
    planner.run(MoveActivities((done,), "done"))
    planner.run(PickForWeek((picked,)))
    assert [one.activity_id for one in read(planner).overdue] == [yesterday, late]
    assert [one.day.isoformat() for one in read(planner).overdue] == [day(planner, -1), day(planner, -40)]


def test_of_many_that_passed_the_newest_are_read(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    late = [add(planner, f"Late {n}", due=day(planner, -90 * n)) for n in range(1, 9)]  # two years back
    planner.run(PutDeadline(practice(planner, "Practice", 1), "due", on_date=day(planner, -1)))
    picked = add(planner, "Picked", due=day(planner, -2))
    for days in (3, 4, 5):
        planner.run(PutDeadline(picked, "due", on_date=day(planner, -days)))
    planner.run(PickForWeek((picked,)))
    for most in (1, 4, 5, 8, 20):
        found = planner.read(overdue, planner.today(), planner.zone(), most)
        assert [one.activity_id for one in found] == late[:most]
    since = planner.read(overdue_since, planner.today(), planner.zone(), planner.today() - timedelta(days=200))
    assert [one.activity_id for one in since] == [picked] * 4 + late[:2]
    monkeypatch.setattr("planner.services.queries.home.OVERDUE_READ", 3)
    assert [one.activity_id for one in read(planner).overdue] == late[:3]


def test_an_instant_is_past_by_the_day_where_the_person_is(planner: Planner) -> None:
    row = add(planner, "Call")
    planner.run(PutDeadline(row, "due", wall="2026-11-24T23:30:00", zone="UTC"))  # in Berlin it is the 25th by then
    assert read(planner).overdue == ()
    planner.run(PutDeadline(row, "due", only_deadline(planner), wall="2026-11-24T22:30:00", zone="UTC"))
    assert [one.activity_id for one in read(planner).overdue] == [row]


def only_deadline(planner: Planner) -> DeadlineId:
    return only(planner, Deadline).id
