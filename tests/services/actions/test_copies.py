"""Duplicating activities, and adding them from lines of text."""

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Certification,
    ChecklistItem,
    Course,
    Deadline,
    Event,
    Link,
    Reminder,
    RenewalRule,
    RuleCategory,
    Skill,
    Step,
    StudySession,
)
from planner.domain.money import Money
from planner.domain.renewal import Category, Rule
from planner.domain.words import ActivityId, StepId
from planner.services.actions.activities import EditActivity, MoveActivities, PickForWeek
from planner.services.actions.copies import DuplicateActivities
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal, EditDetail, SetEventTimes
from planner.services.actions.lines import AddLines
from planner.services.actions.parts import AddChecklistItem, EditChecklistItem, LogTime, PutLink, SetActivitySkill
from planner.services.actions.renewals import PutRule
from planner.services.planner import Planner
from tests.services.actions.test_activities import add, round_trip
from tests.services.reading import everything, only, rows


def newest(planner: Planner) -> Activity:
    return max(rows(planner, Activity), key=lambda row: row.id)


def in_order(planner: Planner) -> list[int]:
    return [row.id for row in sorted(rows(planner, Activity, step_id=None), key=lambda row: row.position)]


def test_a_copy_has_everything_that_is_still_ahead_and_is_not_done(roadmap: Planner) -> None:
    row = add(roadmap, "It", tags=("ml",), due="2026-12-24", estimate_minutes=90, priority=2)
    skill = rows(roadmap, Skill)[0]
    for action in (
        AddChecklistItem(row.id, "one"),
        PutLink(row.id, "https://example.org"),
        SetActivitySkill(row.id, skill.id, 2.0),
        PutDeadline(row.id, "exam", on_date="2026-11-01"),
        PutDeadline(row.id, "follow_up", on_date="2026-12-01", reminders=(60,)),
        PickForWeek((row.id,)),
        LogTime(row.id, 30),
        MoveActivities((row.id,), status="done"),
        EditActivity(row.id, (("outcome", "Great"),)),
    ):
        roadmap.run(action)
    roadmap.run(EditChecklistItem(only(roadmap, ChecklistItem, activity_id=row.id).id, done=True))
    assert round_trip(roadmap, DuplicateActivities((row.id,))) == "Duplicate “It”"
    copy = newest(roadmap)
    assert (copy.title, copy.status, copy.priority, copy.estimate_minutes) == ("It", "planned", 2, 90)
    assert (copy.started_on, copy.completed_on, copy.outcome, copy.picked_week) == (None, None, "", None)
    assert copy.uid != row.uid
    assert [item.done for item in rows(roadmap, ChecklistItem, activity_id=copy.id)] == [False]
    assert {found.kind for found in rows(roadmap, Deadline, activity_id=copy.id)} == {"due", "follow_up"}
    counts = [len(rows(roadmap, kind, activity_id=copy.id)) for kind in (Link, ActivityTag, ActivitySkill, Reminder)]
    assert counts == [1, 1, 1, 1]
    assert rows(roadmap, StudySession, activity_id=copy.id) == []


def test_a_copy_stands_right_behind_what_it_was_made_of(planner: Planner) -> None:
    one, two = add(planner, "One").id, add(planner, "Two").id
    planner.run(DuplicateActivities((one,)))
    assert in_order(planner) == [one, newest(planner).id, two]


def test_copies_go_to_another_step_when_that_is_said(roadmap: Planner) -> None:
    ids = tuple(add(roadmap, title).id for title in ("One", "Two"))
    step = rows(roadmap, Step)[3]
    assert round_trip(roadmap, DuplicateActivities(ids, to_step=True, step_id=step.id)) == "Duplicate 2 activities"
    assert [row.title for row in rows(roadmap, Activity)[-2:]] == ["One", "Two"]
    assert {row.step_id for row in rows(roadmap, Activity)[-2:]} == {step.id}


def test_a_copy_of_each_kind_starts_in_its_first_state(planner: Planner) -> None:
    course = add(planner, "Course", kind="course", status="in_progress")
    planner.run(EditDetail(course.id, (("units_total", 12), ("units_done", 6), ("provider", "X"))))
    exam = add(planner, "Exam", kind="certification", status="done")
    planner.run(EditDetail(exam.id, (("issued_on", "2026-01-02"), ("credential_id", "9"), ("issuer", "PMI"))))
    event = add(planner, "Event", kind="event")
    planner.run(SetEventTimes(event.id, "2026-10-01", "2026-10-03"))
    round_trip(planner, DuplicateActivities((course.id, exam.id, event.id)))
    made = rows(planner, Course)[-1]
    assert (made.state, made.units_done, made.units_total, made.provider) == ("considering", 0, 12, "X")
    held = rows(planner, Certification)[-1]
    assert (held.state, held.issued_on, held.credential_id, held.issuer) == ("considering", None, "", "PMI")
    assert (rows(planner, Event)[-1].state, rows(planner, Event)[-1].starts) == ("interested", None)


def test_a_copy_of_what_is_held_knows_how_it_is_renewed_but_does_not_expire(planner: Planner) -> None:
    goal = AddGoal("PMP", "certification", held=True, issued_on="2024-07-01", expires_on="2027-06-30")
    pmp = ActivityId(planner.run(goal).added("activity")[0])
    categories = (Category("Education", 3500), Category("Giving back", maximum=2500))
    rule = Rule("credits_and_fee", 36, "PDU", 6000, categories, window_days=90, carry_maximum=2000)
    planner.run(PutRule(pmp, rule, Money(6000, "USD"), "By the web"))
    planner.run(PutDeadline(pmp, "follow_up", on_date="2026-12-01"))
    assert {found.kind for found in rows(planner, Deadline)} == {"renewal", "renewal_opens", "follow_up"}
    round_trip(planner, DuplicateActivities((pmp,)))
    copy = newest(planner).id
    assert [found.kind for found in rows(planner, Deadline, activity_id=copy)] == ["follow_up"]
    made = only(planner, Certification, activity_id=copy)
    assert (made.renewal_method, made.validity_months, made.issued_on) == ("credits_and_fee", 36, None)
    for part in (RenewalRule, RuleCategory):
        of_both = ([row[2:] for row in rows(planner, part, activity_id=owner)] for owner in (copy, pmp))
        assert next(of_both) == next(of_both) != []


def test_the_day_of_renewal_of_another_kind_is_copied(planner: Planner) -> None:
    row = add(planner, "Membership")
    planner.run(PutDeadline(row.id, "renewal", on_date="2026-12-01"))
    planner.run(DuplicateActivities((row.id,)))
    assert [found.kind for found in rows(planner, Deadline, activity_id=newest(planner).id)] == ["renewal"]


def test_dates_of_an_event_that_are_ahead_are_kept(planner: Planner) -> None:
    event = add(planner, "Event", kind="event")
    planner.run(SetEventTimes(event.id, "2027-10-01", "2027-10-03"))
    planner.run(DuplicateActivities((event.id,)))
    assert rows(planner, Event)[-1].starts == "2027-10-01"


def test_what_is_gone_cannot_be_duplicated(planner: Planner) -> None:
    row = add(planner, "It")
    before = everything(planner)
    with pytest.raises(InvalidInputError, match="Nothing is selected"):
        planner.run(DuplicateActivities(()))
    for action in (
        DuplicateActivities((row.id, ActivityId(99))),
        DuplicateActivities((row.id,), to_step=True, step_id=StepId(9)),
    ):
        with pytest.raises(NotFoundError):
            planner.run(action)
    assert everything(planner) == before


def test_each_line_is_one_activity_and_all_are_one_step(planner: Planner) -> None:
    label = round_trip(planner, AddLines("- [ ] Learn SQL #db ~2h\n\n- [x] Read the book\nThird !high"))
    assert label == "Add 3 activities"
    made = rows(planner, Activity)
    assert [(row.title, row.status) for row in made] == [
        ("Learn SQL", "planned"),
        ("Read the book", "done"),
        ("Third", "planned"),
    ]
    assert (made[0].estimate_minutes, made[1].completed_on, made[2].priority) == (120, "2026-11-25", 3)


def test_lines_go_to_the_step_and_status_that_are_given(roadmap: Planner) -> None:
    step = rows(roadmap, Step)[1]
    assert roadmap.run(AddLines("One", step.id, "in_progress")).label == "Add “One”"
    row = newest(roadmap)
    assert (row.step_id, row.status, row.started_on) == (step.id, "in_progress", "2026-11-25")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no line of text"),
        ("\n---\n", "no line of text"),
        ("Good\nBad @2026-02-30", "Line 2: "),
        ("x\n" * 501, "501 lines are too many"),
        ("y" * 600, "Line 1: "),
    ],
)
def test_lines_that_cannot_be_added_add_nothing(planner: Planner, text: str, sentence: str) -> None:
    before = everything(planner)
    with pytest.raises(InvalidInputError, match=sentence):
        planner.run(AddLines(text))
    assert everything(planner) == before
