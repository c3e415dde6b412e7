"""What Home reads after its first paint: exams too near, credits short, ratings above work, what is next best."""

from datetime import timedelta

from planner.domain.dates import format_instant
from planner.domain.model import Activity, Skill, Step
from planner.domain.next_best import Why
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek, SetState
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddEvent, AddGoal, EditDetail
from planner.services.actions.parts import LogTime
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.skills import Assess
from planner.services.actions.warnings import HideWarning
from planner.services.planner import Planner
from planner.services.queries.hidden_warnings import CREDITS, EXAM, OVER_RATED, key_of
from planner.services.queries.home_rest import HomeRest, home_rest
from tests.services.actions.renewal_hands import held
from tests.services.reading import only, statements


def read(planner: Planner) -> HomeRest:
    return planner.read(home_rest, planner.today(), format_instant(planner.now()), planner.zone())


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def add(planner: Planner, title: str, **values: object) -> ActivityId:
    return ActivityId(planner.run(AddActivity(title, **values)).added("activity")[0])  # type: ignore[arg-type]  # by name


def goal(planner: Planner, hours: int, days: int, title: str = "Practitioner", code: str = "AIF-C01") -> Activity:
    change = planner.run(
        AddGoal(title, "certification", estimate_minutes=hours * 60, exam_on=day(planner, days))
    )
    row = only(planner, Activity, id=change.added("activity")[0])
    planner.run(EditDetail(row.id, (("code", code),)))
    return row


def week(planner: Planner, hours: int) -> None:
    planner.run(ChangeSetting("hours_a_week", hours, "hours a week"))


def test_an_exam_too_near_counts_what_prepares_it(planner: Planner) -> None:
    row = goal(planner, 15, 16)
    planner.run(LogTime(row.id, 120))
    week(planner, 6)
    assert read(planner).exams == ()  # 13 hours in 16 days of 6 hours a week
    tests = add(planner, "Practice tests for AIF-C01", estimate_minutes=9 * 60)
    planner.run(LogTime(tests, 60))
    add(planner, "Something else", estimate_minutes=9000)
    (found,) = read(planner).exams
    assert (found.title, found.code, found.pace.days, found.pace.left) == ("Practitioner", "AIF-C01", 16, 21 * 60)
    assert (found.pace.week, found.pace.more) == (360, 240)
    planner.run(MoveActivities((tests,), "done"))
    assert read(planner).exams == ()


def test_without_hours_only_what_no_week_could_hold_is_said(planner: Planner) -> None:
    goal(planner, 20, 7)
    assert read(planner).exams == ()
    goal(planner, 41, 14, "Other")
    (found,) = read(planner).exams
    assert (found.title, found.pace.week, found.pace.needed) == ("Other", None, 21 * 60)


def test_of_several_attempts_the_next_one_counts_and_one_that_is_over_does_not(planner: Planner) -> None:
    row = goal(planner, 100, -3)
    week(planner, 6)
    assert read(planner).exams == ()
    planner.run(PutDeadline(row.id, "exam", on_date=day(planner, 30)))
    planner.run(PutDeadline(row.id, "exam", on_date=day(planner, 20)))
    assert [found.pace.days for found in read(planner).exams] == [20]
    planner.run(SetState(row.id, "dropped"))
    assert read(planner).exams == ()


def test_an_exam_can_be_put_away_for_a_while(planner: Planner) -> None:
    row = goal(planner, 100, 20)
    planner.run(HideWarning(key_of(EXAM, row.uid)))
    assert read(planner).exams == ()
    planner.undo()
    assert len(read(planner).exams) == 1


def test_credits_short_within_a_year(planner: Planner) -> None:
    rule = Rule("credits", 24, "SEU", 2000, (Category("Education", 1200),))
    near = held(planner, "Near", rule, "2025-02-15", "2027-02-14")
    held(planner, "Far", rule, "2026-02-15", "2028-02-14")
    held(planner, "No credits", Rule("exam", 24), "2025-02-15", "2027-02-14")
    (found,) = read(planner).short
    assert (found.activity_id, found.name) == (near.id, "Near")
    assert found.standing.forecast is not None
    assert found.standing.forecast.short == 2000
    planner.run(HideWarning(key_of(CREDITS, near.uid)))
    assert read(planner).short == ()
    planner.undo()
    planner.run(SetState(near.id, "expired"))
    assert read(planner).short == ()


def test_ratings_above_work_once_they_are_a_month_old(roadmap: Planner) -> None:
    first, second, third = (row.id for row in rows_of_skills(roadmap)[:3])
    roadmap.run(Assess(first, 3.0, on=day(roadmap, -30)))
    roadmap.run(Assess(second, 3.0, on=day(roadmap, -29)))
    roadmap.run(Assess(third, 1.0, on=day(roadmap, -60)))
    assert [one.skill_id for one in read(roadmap).over_rated] == [first]
    roadmap.run(HideWarning(OVER_RATED))
    assert read(roadmap).over_rated == ()


def rows_of_skills(planner: Planner) -> list[Skill]:
    from tests.services.reading import rows

    return rows(planner, Skill)


# ---------------------------------------------------------------------- what is worth doing next


def test_a_fresh_roadmap_is_begun_where_it_closes_most(roadmap: Planner) -> None:
    found = read(roadmap).best
    assert len(found) == 3
    assert found[0].suggestion.gap is not None
    assert found[0].suggestion.gap.largest
    assert all(one.suggestion.why in (Why.GAP, Why.FIRST) for one in found)


def test_picks_practices_and_what_is_over_are_no_suggestions(planner: Planner) -> None:
    shown = add(planner, "Shown")
    picked, done, skipped = add(planner, "Picked"), add(planner, "Done"), add(planner, "Skipped")
    planner.run(EditActivity(add(planner, "Practice"), (("cadence_count", 2),)))
    planner.run(PickForWeek((picked,)))
    planner.run(MoveActivities((done,), "done"))
    planner.run(MoveActivities((skipped,), "skipped"))
    (found,) = read(planner).best
    assert (found.suggestion.id, found.suggestion.why, found.step) == (shown, Why.INBOX, 0)


def test_an_event_is_one_for_what_has_to_be_done_about_it(planner: Planner) -> None:
    event = ActivityId(planner.run(AddEvent("Conf", day(planner, 40), None)).added("activity")[0])
    planner.run(SetState(event, "interested"))
    assert read(planner).best == ()
    planner.run(PutDeadline(event, "early_bird", on_date=day(planner, 5)))
    (found,) = read(planner).best
    assert found.suggestion.duty is not None
    assert (found.suggestion.duty.kind, found.suggestion.duty.days) == ("early_bird", 5)
    planner.run(SetState(event, "registered"))
    assert read(planner).best == ()


def test_a_call_that_a_warning_tells_of_is_not_told_twice(planner: Planner) -> None:
    planner.run(AddEvent("Conf", day(planner, 40), None, cfp_date=day(planner, 3)))
    assert read(planner).best == ()
    planner.run(AddEvent("Other", day(planner, 40), None, cfp_date=day(planner, 4)))
    assert [one.title for one in read(planner).best] == ["Other"]


def test_the_first_of_the_current_step_comes_before_the_inbox(planner: Planner, roadmap: Planner) -> None:
    step = only(roadmap, Step, name="Technical foundation")
    with roadmap.library.write() as connection:
        connection.exec_driver_sql("DELETE FROM profile_target")
    found = read(roadmap).best
    assert [(one.suggestion.why, one.step) for one in found] == [(Why.FIRST, 1), (Why.STEP, 1), (Why.STEP, 1)]
    first = only(roadmap, Activity, id=found[0].suggestion.id)
    assert (first.step_id, first.core) == (step.id, True)
    roadmap.run(MoveActivities((first.id,), "in_progress"))
    assert read(roadmap).best[0].suggestion.id == first.id
    assert read(roadmap).best[0].suggestion.why == Why.UNDER_WAY


def test_the_number_of_statements_does_not_grow(roadmap: Planner) -> None:
    def number() -> int:
        roadmap.library._reader.memory = None if roadmap.library._reader.memory is None else {}
        with statements(roadmap) as seen:
            read(roadmap)
        return len(seen)

    goal(roadmap, 50, 20)
    held(roadmap, "Held", Rule("credits", 24, "SEU", 2000), "2025-02-15", "2027-02-14")
    before = number()
    for index in range(5):
        goal(roadmap, 50, 20 + index, f"Goal number {index}", f"CODE-{index}")
        held(roadmap, f"Held {index}", Rule("credits", 24, "SEU", 2000), "2025-02-15", "2027-02-14")
        add(roadmap, f"Thing {index}", due=day(roadmap, index))
    assert number() == before
