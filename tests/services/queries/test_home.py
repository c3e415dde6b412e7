"""What Home shows: picks of this week and left from the last, dates, steps with practices kept, and notices."""

from datetime import timedelta

import pytest

from planner.domain.dates import format_instant, monday
from planner.domain.model import Activity, Step
from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek, SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.parts import LogTime
from planner.services.planner import Planner
from planner.services.queries.home import Home, home
from tests.services.reading import only


def read(planner: Planner) -> Home:
    return planner.read(home, planner.today(), format_instant(planner.now()), planner.zone())


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def add(planner: Planner, title: str, **values: object) -> ActivityId:
    planner.run(AddActivity(title, **values))  # type: ignore[arg-type]  # the fields of the action, by name
    return only(planner, Activity, title=title).id


def pick_in_week(planner: Planner, activity_id: ActivityId, week: str) -> None:
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE activity SET picked_week = ? WHERE id = ?", (week, activity_id))


def test_an_empty_library_says_so(planner: Planner) -> None:
    found = read(planner)
    assert found == Home((), (), (), (), (), is_empty=True)


def test_picks_of_this_week_and_what_is_left_of_the_last(planner: Planner) -> None:
    now = add(planner, "now", estimate_minutes=360)
    finished = add(planner, "finished")
    left, done, older = (add(planner, title) for title in ("left", "done", "older"))
    planner.run(PickForWeek((finished, now)))
    planner.run(LogTime(now, 90))
    planner.run(MoveActivities((finished, done), "done"))
    last = monday(planner.today()) - timedelta(days=7)
    pick_in_week(planner, left, last.isoformat())
    pick_in_week(planner, done, last.isoformat())
    pick_in_week(planner, older, (last - timedelta(days=7)).isoformat())
    found = read(planner)
    assert [pick.title for pick in found.picks] == ["now", "finished"]
    assert (found.picks[0].logged_minutes, found.picks[0].estimate_minutes) == (90, 360)
    assert [pick.title for pick in found.left_over] == ["left"]


def test_the_dates_of_the_next_fourteen_days(planner: Planner) -> None:
    near, far = add(planner, "near", due=day(planner, 13)), add(planner, "far", due=day(planner, 14))
    assert [entry.activity_id for entry in read(planner).dates] == [near]
    assert far != near


def test_steps_with_progress_and_the_current_one(roadmap: Planner) -> None:
    steps = read(roadmap).steps
    assert len(steps) == 7
    assert [step.current for step in steps] == [True] + [False] * 6
    assert all(step.progress.minutes_left > 0 and step.ready_when for step in steps)
    first = steps[0]
    core = roadmap.read(
        lambda reader: reader.rows(
            "SELECT id, estimate_minutes FROM activity WHERE step_id = ? AND core = 1 AND cadence_count IS NULL",
            (first.id,),
        )
    )
    assert first.progress.minutes_total == sum(row[1] for row in core)
    roadmap.run(LogTime(ActivityId(core[0][0]), 15))
    assert read(roadmap).steps[0].progress.minutes_done == 15
    roadmap.run(MoveActivities(tuple(ActivityId(row[0]) for row in core), "done"))
    steps = read(roadmap).steps
    assert (steps[0].progress.share, steps[0].current, steps[1].current) == (1.0, False, True)
    assert steps[0].progress.minutes_left == 0


def test_practices_are_kept_by_the_half(roadmap: Planner) -> None:
    step_id = StepId(only(roadmap, Step, name="Network").id)
    assert next(step for step in read(roadmap).steps if step.id == step_id).kept is None
    rows = roadmap.read(
        lambda reader: reader.rows(
            "SELECT id FROM activity WHERE step_id = ? AND cadence_count IS NOT NULL ORDER BY id", (step_id,)
        )
    )
    one, other = (ActivityId(row[0]) for row in rows[:2])
    for activity_id in (one, other):
        roadmap.run(EditActivity(activity_id, (("cadence_count", 1),)))
    this_week = monday(roadmap.today())
    weeks = [(this_week - timedelta(days=7 * back)).isoformat() for back in range(5)]
    roadmap.run(LogTime(one, 20, on=weeks[4]))
    roadmap.run(LogTime(one, 20, on=weeks[3]))
    roadmap.run(LogTime(other, 20, on=weeks[3]))
    roadmap.run(LogTime(one, 20, on=weeks[1]))  # one of two practices: half of them
    kept = next(step for step in read(roadmap).steps if step.id == step_id).kept
    assert kept is not None
    assert (kept.weeks, kept.of) == (3, 4)  # this week is not over; of the four before, weeks[2] was missed


def test_an_exam_that_is_over_asks_how_it_went(planner: Planner) -> None:
    planner.run(AddGoal("Cert", "certification", exam_on=day(planner, -2)))
    (notice,) = read(planner).notices
    assert (notice.what, notice.title) == ("exam_over", "Cert")
    planner.run(SetState(only(planner, Activity, title="Cert").id, "passed"))
    assert read(planner).notices == ()


@pytest.mark.parametrize(("days", "expected"), [(-1, []), (0, ["cfp_closing"]), (3, ["cfp_closing"]), (4, [])])
def test_a_call_for_papers_about_to_close(planner: Planner, days: int, expected: list[str]) -> None:
    planner.run(AddEvent("Conf", day(planner, 90), None, cfp_date=day(planner, days)))
    assert [notice.what for notice in read(planner).notices] == expected
    planner.run(SetState(only(planner, Activity, title="Conf").id, "applied"))
    assert read(planner).notices == ()


def test_a_call_that_closed_an_hour_ago_is_over(planner: Planner) -> None:
    planner.run(AddEvent("Conf", day(planner, 90), None))
    activity_id = only(planner, Activity, title="Conf").id
    for hours, expected in ((-1, []), (1, ["cfp_closing"])):
        wall = format_instant(planner.now() + timedelta(hours=hours))[:-1]
        planner.run(PutDeadline(activity_id, "cfp_closes", wall=wall, zone="UTC"))
        assert [notice.what for notice in read(planner).notices] == expected


@pytest.mark.parametrize(("days", "expected"), [(-3, ["expired"]), (90, ["expiring"]), (91, [])])
def test_what_expires(planner: Planner, days: int, expected: list[str]) -> None:
    planner.run(AddGoal("Cert", "certification", held=True, issued_on="2020-01-01", expires_on=day(planner, days)))
    assert [notice.what for notice in read(planner).notices] == expected


def test_the_most_urgent_comes_first(planner: Planner) -> None:
    planner.run(AddGoal("Held", "certification", held=True, issued_on="2020-01-01", expires_on=day(planner, -3)))
    planner.run(AddGoal("Wanted", "certification", exam_on=day(planner, -2)))
    planner.run(AddEvent("Conf", day(planner, 90), None, cfp_date=day(planner, 1)))
    assert [notice.what for notice in read(planner).notices] == ["cfp_closing", "exam_over", "expired"]
