"""Deadlines, reminders, checklists, links, skills, sessions, details, steps and settings of a plan."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError, PlannerError
from planner.domain.model import (
    Activity,
    ActivitySkill,
    Assessment,
    Certification,
    ChecklistItem,
    Course,
    Deadline,
    Event,
    Link,
    Profile,
    Reminder,
    Roadmap,
    Setting,
    Skill,
    Step,
    StudySession,
)
from planner.services.actions.deadlines import PutDeadline, RemoveDeadline, SetDue, SetReminders
from planner.services.actions.details import AddEvent, AddGoal, EditDetail, SetEventTimes
from planner.services.actions.parts import (
    AddChecklistItem,
    EditChecklistItem,
    LogTime,
    PutLink,
    RemoveChecklistItem,
    RemoveLink,
    SetActivitySkill,
)
from planner.services.actions.roadmaps import AddStep, EditStep, MoveStep, RemoveStep, RenameRoadmap
from planner.services.actions.settings import ChangeSetting
from planner.services.actions.skills import Assess, ChooseProfile, ForgetRating
from planner.services.planner import Planner
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import only, rows


def test_an_anywhere_on_earth_deadline_becomes_the_right_instant(planner: Planner) -> None:
    row = add(planner, "MLSys", kind="event")
    round_trip(planner, PutDeadline(row.id, "cfp_closes", wall="2026-05-06T23:59:59", zone="AoE", reminders=(1440,)))
    made = only(planner, Deadline)
    assert (made.at_utc, made.zone, made.on_date) == ("2026-05-07T11:59:59Z", "AoE", None)
    assert only(planner, Reminder).minutes_before == 1440
    round_trip(planner, RemoveDeadline(made.id))
    assert rows(planner, Reminder) == []


def test_a_deadline_is_a_date_or_an_instant(planner: Planner) -> None:
    row = add(planner, "It")
    for on_date, wall in ((None, None), ("2026-12-01", "2026-12-01T10:00:00"), ("2026-13-01", None)):
        with pytest.raises(InvalidInputError):
            planner.run(PutDeadline(row.id, "exam", on_date=on_date, wall=wall))
    assert rows(planner, Deadline) == []


def test_the_due_date_is_one_deadline(planner: Planner) -> None:
    row = add(planner, "It", due="2026-12-01")
    round_trip(planner, SetDue((row.id,), "2026-12-24"))
    assert only(planner, Deadline).on_date == "2026-12-24"
    round_trip(planner, SetDue((row.id,), None))
    assert rows(planner, Deadline) == []


def test_reminders_are_exactly_those_given(planner: Planner) -> None:
    row = add(planner, "PyData", kind="event")
    planner.run(SetReminders(row.id, None, (60, 1440)))
    planner.run(SetReminders(row.id, None, (1440, 30)))
    assert sorted(found.minutes_before for found in rows(planner, Reminder)) == [30, 1440]
    with pytest.raises(InvalidInputError):
        planner.run(SetReminders(row.id, None, (-5,)))


def test_a_checklist_is_added_to_ticked_reordered_and_shortened(planner: Planner) -> None:
    row = add(planner, "It")
    for text in ("one", "two", "three"):
        round_trip(planner, AddChecklistItem(row.id, text))
    one, two, three = rows(planner, ChecklistItem)
    round_trip(planner, EditChecklistItem(two.id, done=True))
    round_trip(planner, EditChecklistItem(three.id, before=one.id))
    ordered = sorted(rows(planner, ChecklistItem), key=lambda item: item.position)
    assert [item.text for item in ordered] == ["three", "one", "two"]
    round_trip(planner, RemoveChecklistItem(one.id))
    assert len(rows(planner, ChecklistItem)) == 2


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("example.org", "https://example.org"),
        ("mailto:amina@example.org", "mailto:amina@example.org"),
    ],
)
def test_links_are_web_or_mail_addresses(planner: Planner, typed: str, stored: str) -> None:
    row = add(planner, "It")
    round_trip(planner, PutLink(row.id, typed, "Title"))
    link = only(planner, Link)
    assert (link.url, link.title) == (stored, "Title")
    round_trip(planner, RemoveLink(link.id))


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "file:///etc/passwd", "", "no address", "https://", "http://[bad", "data:text/html,x"],
)
def test_other_addresses_are_refused(planner: Planner, typed: str) -> None:
    row = add(planner, "It")
    with pytest.raises(InvalidInputError):
        planner.run(PutLink(row.id, typed))
    assert rows(planner, Link) == []


def test_an_activity_shows_a_skill_at_a_level(roadmap: Planner) -> None:
    row, skill = add(roadmap, "It"), rows(roadmap, Skill)[0]
    round_trip(roadmap, SetActivitySkill(row.id, skill.id, 2.5))
    assert only(roadmap, ActivitySkill, activity_id=row.id).level == 2.5
    for level in (5.5, -1, 2.3):
        with pytest.raises(InvalidInputError):
            roadmap.run(SetActivitySkill(row.id, skill.id, level))
    round_trip(roadmap, SetActivitySkill(row.id, skill.id, None))
    assert rows(roadmap, ActivitySkill, activity_id=row.id) == []


def test_time_is_logged_on_a_day(planner: Planner) -> None:
    row = add(planner, "It")
    round_trip(planner, LogTime(row.id, 25))
    assert only(planner, StudySession).starts == "2026-11-25"
    with pytest.raises(InvalidInputError):
        planner.run(LogTime(row.id, 0))


def test_ratings_are_dated_and_one_drag_is_one_step(roadmap: Planner) -> None:
    skill = rows(roadmap, Skill)[0]
    roadmap.run(Assess(skill.id, 2.0, on="2026-01-10"))
    for level in (2.5, 3.0, 3.5):
        roadmap.run(Assess(skill.id, level, visit="drag"))
    assert [(found.on_date, found.level) for found in rows(roadmap, Assessment)] == [
        ("2026-01-10", 2.0),
        ("2026-11-25", 3.5),
    ]
    roadmap.undo()
    assert only(roadmap, Assessment).level == 2.0
    with pytest.raises(InvalidInputError):
        roadmap.run(Assess(skill.id, 3.0, on="2026-11-26"))
    round_trip(roadmap, ForgetRating(skill.id))
    assert rows(roadmap, Assessment) == []


def test_the_role_is_a_setting_of_the_plan(roadmap: Planner) -> None:
    first, second, _ = rows(roadmap, Profile)
    assert only(roadmap, Setting, key="profile").value == f'"{first.uid}"'
    assert round_trip(roadmap, ChooseProfile(second.id)) == f"Choose the role “{second.name}”"
    round_trip(roadmap, ChangeSetting("aim_by", "2028-06", "aim"))
    round_trip(roadmap, ChangeSetting("aim_by", None, "aim"))
    assert rows(roadmap, Setting, key="aim_by") == []


def test_details_are_checked_field_by_field(planner: Planner) -> None:
    row = add(planner, "ML Zoomcamp", kind="course")
    round_trip(planner, EditDetail(row.id, (("provider", "DataTalks"), ("units_total", 12), ("units_done", 6))))
    course = only(planner, Course)
    assert (course.provider, course.units_done, course.units_total) == ("DataTalks", 6, 12)
    for name, value in (("units_done", 13), ("url", "javascript:x"), ("state", "completed"), ("issuer", "X")):
        with pytest.raises(InvalidInputError):
            planner.run(EditDetail(row.id, ((name, value),)))
    assert only(planner, Course) == course


def test_a_conference_is_added_with_its_call_for_papers_in_one_step(planner: Planner) -> None:
    round_trip(
        planner,
        AddEvent(
            "MLSys",
            "2027-05-18",
            "2027-05-22",
            city="Santa Clara",
            url="mlsys.org",
            cfp_wall="2026-12-03T23:59:59",
            tags=("research",),
        ),
    )
    event = only(planner, Event)
    assert (event.starts, event.ends, event.city, event.state) == (
        "2027-05-18",
        "2027-05-22",
        "Santa Clara",
        "interested",
    )
    assert only(planner, Deadline).at_utc == "2026-12-04T11:59:59Z"
    planner.undo()
    assert rows(planner, Activity) == []


def test_zoned_times_keep_wall_time_zone_and_fold(planner: Planner) -> None:
    row = add(planner, "Meetup", kind="event")
    planner.run(
        SetEventTimes(row.id, "2026-10-25T02:30:00", "2026-10-25T02:45:00", "Europe/Berlin", start_fold=1, end_fold=1)
    )
    event = only(planner, Event)
    assert (event.starts, event.start_fold, event.starts_utc) == ("2026-10-25T02:30:00", 1, "2026-10-25T01:30:00Z")
    for starts, ends, zone in (
        ("2026-12-02", "2026-12-01", ""),
        ("2026-12-01", "2026-12-01T10:00:00", ""),
        ("2026-12-01T10:00:00", "2026-12-01T11:00:00", "Mars/Olympus"),
    ):
        with pytest.raises(InvalidInputError):
            planner.run(SetEventTimes(row.id, starts, ends, zone))
    round_trip(planner, SetEventTimes(row.id, None, None))
    assert only(planner, Event).starts_utc is None


def test_a_goal_is_wanted_or_held(planner: Planner) -> None:
    round_trip(planner, AddGoal("PMP", "certification", "PMI", exam_on="2027-01-20"))
    assert only(planner, Deadline).kind == "exam"
    round_trip(
        planner,
        AddGoal("CSPO", "certification", "Scrum Alliance", held=True, issued_on="2025-02-14", expires_on="2027-02-14"),
    )
    held = only(planner, Activity, title="CSPO")
    assert (held.status, held.completed_on) == ("done", "2025-02-14")
    record = only(planner, Certification, activity_id=held.id)
    assert (record.state, record.issued_on, record.never_expires) == ("passed", "2025-02-14", False)
    with pytest.raises(InvalidInputError):
        planner.run(AddGoal("No", "topic"))


def test_steps_are_added_edited_moved_and_removed(roadmap: Planner) -> None:
    first = rows(roadmap, Step)[0]
    plan = only(roadmap, Roadmap)
    round_trip(roadmap, AddStep(plan.id, "Eighth"))
    eighth = rows(roadmap, Step)[-1]
    assert eighth.hue == 1
    round_trip(roadmap, MoveStep(eighth.id, before=first.id))
    ordered = sorted(rows(roadmap, Step), key=lambda step: step.position)
    assert ordered[0].name == "Eighth"
    round_trip(roadmap, EditStep(first.id, (("name", "Basics"), ("hue", 3))))
    with pytest.raises(InvalidInputError):
        roadmap.run(EditStep(first.id, (("hue", 8),)))
    held = len(rows(roadmap, Activity, step_id=first.id))
    round_trip(roadmap, RemoveStep(first.id))
    assert len([row for row in rows(roadmap, Activity) if row.step_id is None]) == held
    round_trip(roadmap, RenameRoadmap(plan.id, "My way"))
    with pytest.raises(NotFoundError):
        roadmap.run(RemoveStep(first.id))


def test_whatever_is_refused_writes_nothing(roadmap: Planner) -> None:
    undo = roadmap.history().undo
    for action in (
        AddChecklistItem(10_000, "x"),  # type: ignore[arg-type]
        EditChecklistItem(10**6, done=True),
        RemoveLink(10**6),
        LogTime(1, 10**6),  # type: ignore[arg-type]
        AddStep(99, "x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(PlannerError):
            roadmap.run(action)
    assert roadmap.history().undo == undo


@pytest.mark.parametrize("key", ["V", "", "00"])
def test_lines_and_steps_with_equal_keys_can_still_be_ordered(planner: Planner, key: str) -> None:
    row = add(planner, "It")
    for text in ("one", "two", "three"):
        planner.run(AddChecklistItem(row.id, text))
        planner.run(AddStep(None, text))
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE checklist_item SET position = ?", (key,))
        connection.exec_driver_sql("UPDATE step SET position = ?", (key,))
    lines = rows(planner, ChecklistItem)
    round_trip(planner, EditChecklistItem(lines[2].id, before=lines[1].id))
    steps = rows(planner, Step)
    round_trip(planner, MoveStep(steps[2].id, before=steps[1].id))
    for found in (rows(planner, ChecklistItem), rows(planner, Step)):
        ordered = sorted(found, key=lambda each: (each.position, each.id))
        assert [each.id for each in ordered] == [1, 3, 2]  # type: ignore[attr-defined]
