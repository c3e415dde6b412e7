"""Certifications and courses with their dates, hours and words."""

from datetime import date

import pytest

from planner.domain.model import Activity, Certification, Course, Deadline, Step
from planner.domain.money import Money
from planner.domain.renewal import Entry, Rule, tally
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, SetState
from planner.services.actions.deadlines import PutDeadline, SetDue
from planner.services.actions.details import AddGoal, EditDetail
from planner.services.actions.parts import LogTime
from planner.services.actions.trash import TrashActivities
from planner.services.goal_facts import (
    Facts,
    ago,
    ahead,
    credits_share,
    credits_text,
    details,
    facts,
    haystack,
    hours,
    initials,
    spoken,
    traits,
)
from planner.services.planner import Planner
from planner.services.queries.goals import (
    FIRST,
    NEWEST,
    GoalRow,
    Section,
    activity_behind,
    goals,
    goals_in_sections,
    section_of,
)
from planner.services.queries.renewals import Standing, Terms
from tests.services.reading import only, rows, statements

TODAY = date(2026, 11, 25)


def read(planner: Planner, zone: str = "Europe/Berlin") -> tuple[GoalRow, ...]:
    return planner.read(goals, TODAY, zone)


def goal(planner: Planner, title: str) -> GoalRow:
    return next(row for row in read(planner) if row.title == title)


def words(planner: Planner, title: str) -> Facts:
    return facts(goal(planner, title), TODAY)


def add(planner: Planner, title: str = "AWS", kind: str = "certification", **facts: object) -> ActivityId:
    change = planner.run(AddGoal(title, kind, **facts))  # type: ignore[arg-type]  # each test gives what it is about
    return ActivityId(change.added("activity")[0])


def test_the_built_in_goals_are_ideas_with_their_hours(roadmap: Planner) -> None:
    found = read(roadmap)
    assert len(found) == len(rows(roadmap, Certification)) + len(rows(roadmap, Course))
    assert {section_of(row) for row in found} == {Section.IDEAS}
    row = goal(roadmap, "AWS Certified AI Practitioner")
    assert (row.provider, row.estimate, row.logged) == ("Amazon Web Services", 1500, 0)
    assert facts(row, TODAY) == Facts(
        "Amazon Web Services · certification", "25 h", remark="valid for 3 years"
    )


def test_a_booked_exam_says_when_and_what_is_left(planner: Planner) -> None:
    goal_id = add(planner, "AWS", provider="Amazon Web Services", estimate_minutes=1500, exam_on="2026-12-11")
    planner.run(LogTime(goal_id, 720))
    row = goal(planner, "AWS")
    assert row.state == "booked"
    assert facts(row, TODAY).first == "Exam in 16 days · 13 h left"
    assert facts(row, TODAY).remark == "12 of 25 h prepared"
    assert facts(row, TODAY).line == "Amazon Web Services · booked, 11 Dec"
    assert spoken(row, facts(row, TODAY)) == "AWS, booked, exam in 16 days"
    assert details(facts(row, TODAY)) == "Amazon Web Services, booked, 11 Dec, 13 h left, 12 of 25 h prepared"


def test_an_exam_at_a_time_is_told_where_the_person_is(planner: Planner) -> None:
    goal_id = add(planner)
    planner.run(SetState(goal_id, "booked"))
    planner.run(PutDeadline(goal_id, "exam", wall="2026-12-09T23:30:00", zone="UTC"))
    assert words(planner, "AWS").line == "booked, 10 Dec 00:30"
    (row,) = read(planner, "America/New_York")
    assert facts(row, TODAY).line == "booked, 9 Dec 18:30"


@pytest.mark.parametrize(
    ("day", "fact", "urgent"),
    [
        ("2026-11-24", "Exam was yesterday", True),
        ("2026-11-25", "Exam today", False),
        ("2026-11-26", "Exam tomorrow", False),
        ("2026-12-30", "Exam in 5 weeks", False),
        ("2027-06-25", "Exam in 7 months", False),
    ],
)
def test_an_exam_is_missed_only_once_its_day_is_over(planner: Planner, day: str, fact: str, urgent: bool) -> None:
    add(planner, exam_on=day)
    assert (words(planner, "AWS").fact, words(planner, "AWS").urgent) == (fact, urgent)


def test_of_several_exams_the_next_one_counts(planner: Planner) -> None:
    goal_id = add(planner, exam_on="2026-10-01")
    planner.run(PutDeadline(goal_id, "exam", on_date="2027-02-01"))
    planner.run(PutDeadline(goal_id, "exam", on_date="2026-12-05"))
    row = goal(planner, "AWS")
    assert row.exam is not None
    assert row.exam.day == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("state", "expires", "fact", "said", "urgent"),
    [
        ("passed", "2027-06-30", "Expires in 7 months", "until 30 Jun 2027", False),
        ("passed", "2027-02-24", "Expires in 3 months", "until 24 Feb 2027", False),
        ("passed", "2027-02-23", "Expires in 13 weeks", "until 23 Feb 2027", True),
        ("passed", "2026-11-25", "Expires today", "until 25 Nov 2026", True),
        ("passed", "2026-11-04", "Expired 3 weeks ago", "on 4 Nov 2026", True),
        ("expired", "2026-11-24", "Expired yesterday", "on 24 Nov 2026", True),
        ("expired", "2027-02-14", "Expired", "", True),
        ("passed", "2029-11-25", "Expires in 3 years", "until 25 Nov 2029", False),
    ],
)
def test_what_is_held_says_when_it_expires(
    planner: Planner, *, state: str, expires: str, fact: str, said: str, urgent: bool
) -> None:
    goal_id = add(planner, held=True, issued_on="2024-06-30", expires_on=expires)
    planner.run(SetState(goal_id, state))
    found = words(planner, "AWS")
    assert section_of(goal(planner, "AWS")) is Section.HELD
    assert (found.fact, found.urgent) == (fact, urgent)
    expected = (said, "") if said.startswith("until") else ("issued 30 Jun 2024", said)
    assert (found.line, found.remark) == expected


def test_held_without_an_expiry(planner: Planner) -> None:
    goal_id = add(planner, held=True)
    assert only(planner, Activity, id=goal_id).completed_on is None
    assert words(planner, "AWS") == Facts("passed", "Does not expire")
    planner.run(EditDetail(goal_id, (("never_expires", False), ("validity_months", 18))))
    assert words(planner, "AWS") == Facts("passed", "Expiry date missing", remark="valid for 18 months")


def test_preparing_without_an_exam(planner: Planner) -> None:
    goal_id = add(planner)
    planner.run(SetState(goal_id, "preparing"))
    assert words(planner, "AWS") == Facts("preparing", "Exam not booked")
    planner.run(LogTime(goal_id, 90))
    assert words(planner, "AWS") == Facts("preparing", "Exam not booked", remark="1.5 h prepared")
    planner.run(EditActivity(goal_id, (("estimate_minutes", 2400),)))
    planner.run(SetState(goal_id, "booked"))
    assert words(planner, "AWS") == Facts("booked", "1.5 of 40 h", remark="exam date missing")


def test_a_course_from_idea_to_completed(planner: Planner) -> None:
    goal_id = add(planner, "ML", "course", provider="Google", estimate_minutes=900)
    planner.run(EditDetail(goal_id, (("units_total", 12),)))
    assert words(planner, "ML") == Facts("Google · course", "15 h", remark="12 units")
    planner.run(SetState(goal_id, "enrolled"))
    assert words(planner, "ML") == Facts("Google · enrolled", "Not started", remark="15 h")
    planner.run(SetState(goal_id, "in_progress"))
    planner.run(EditDetail(goal_id, (("units_done", 6),)))
    planner.run(LogTime(goal_id, 240))
    assert words(planner, "ML") == Facts("Google · started 25 Nov", "6 of 12 units", remark="4 of 15 h")
    planner.run(SetDue((goal_id,), "2026-12-16"))
    assert words(planner, "ML").remark == "due in 21 days · 2 units a week needed"
    planner.run(SetDue((goal_id,), "2026-11-20"))
    assert words(planner, "ML").remark == "was due 5 days ago"
    planner.run(SetState(goal_id, "completed"))
    assert words(planner, "ML") == Facts("Google", "Completed 25 Nov", remark="4 h")


def titles(planner: Planner, *, whole: bool = True, zone: str = "Europe/Berlin") -> dict[Section, list[str]]:
    found = planner.read(goals_in_sections, TODAY, zone, whole=whole)
    return {section: [row.title for row in rows] for section, (rows, _) in found.items()}


def test_sections_stand_by_what_comes_first(planner: Planner) -> None:
    for title, exam in (("Late", "2027-05-01"), ("None", None), ("Soon", "2026-12-01"), ("Missed", "2026-11-01")):
        goal_id = add(planner, title, exam_on=exam)
        planner.run(SetState(goal_id, "preparing"))
    for title, state, on in (("Old", "completed", "2025-01-01"), ("New", "completed", "2026-01-01"),
                             ("Next", "enrolled", None), ("Now", "in_progress", None)):  # fmt: skip
        planner.run(SetState(add(planner, title, "course"), state, on))
    for title, expires in (("Never", None), ("2028", "2028-01-01"), ("2024", "2024-06-01"), ("2025", "2025-01-01"),
                           ("Just over", "2026-10-01")):  # fmt: skip
        add(planner, title, held=True, expires_on=expires)
    add(planner, "An idea", "course")
    add(planner, "A wish")
    planner.run(SetState(add(planner, "Gone"), "dropped"))
    planner.run(SetState(add(planner, "Left", "course"), "dropped"))
    assert titles(planner) == {
        Section.PREPARING: ["Missed", "Soon", "Late", "None"],
        Section.HELD: ["Just over", "2028", "Never", "2025", "2024"],
        Section.COURSES: ["Now", "Next", "New", "Old"],
        Section.IDEAS: ["A wish", "An idea"],
        Section.OTHER: ["Gone", "Left"],
    }


def test_the_first_goals_of_a_section_come_with_the_number_of_all(planner: Planner) -> None:
    for number in range(FIRST + 3, 0, -1):
        add(planner, f"Held {number}", held=True, expires_on=f"{2100 + number}-01-01")
    for month in range(9, 0, -1):
        add(planner, f"Done {month}", "course", held=True, issued_on=f"2026-0{month}-01")
    planner.run(SetState(add(planner, "Now", "course"), "in_progress"))
    found = titles(planner, whole=False)
    assert found[Section.HELD] == [f"Held {number}" for number in range(1, FIRST + 1)]
    assert found[Section.COURSES] == ["Now", *(f"Done {month}" for month in range(9, 9 - NEWEST - 1, -1))]
    totals = {
        section: total
        for section, (_, total) in planner.read(goals_in_sections, TODAY, "Europe/Berlin", whole=False).items()
    }
    assert totals[Section.HELD] == FIRST + 3
    assert totals[Section.COURSES] == 10


def test_an_exam_at_a_time_stands_among_days_where_the_person_is(planner: Planner) -> None:
    for title, day in (("Eve", "2026-12-10"), ("Day", "2026-12-11")):
        planner.run(SetState(add(planner, title, exam_on=day), "preparing"))
    goal_id = add(planner, "Timed")
    planner.run(SetState(goal_id, "preparing"))
    planner.run(PutDeadline(goal_id, "exam", wall="2026-12-11T02:00:00", zone="UTC"))
    assert titles(planner)[Section.PREPARING] == ["Eve", "Day", "Timed"]
    assert titles(planner, zone="America/New_York")[Section.PREPARING] == ["Eve", "Timed", "Day"]


def test_the_exam_of_today_is_still_ahead_of_the_next_one(planner: Planner) -> None:
    goal_id = add(planner, "Today", exam_on="2026-11-25")
    planner.run(PutDeadline(goal_id, "exam", on_date="2027-02-01"))
    add(planner, "Soon", exam_on="2026-12-01")
    assert titles(planner)[Section.PREPARING] == ["Today", "Soon"]


def test_only_logged_time_of_living_goals_counts(planner: Planner) -> None:
    goal_id = add(planner)
    planner.run(AddActivity("A talk", kind="topic"))
    planner.run(LogTime(goal_id, 30))
    planner.run(LogTime(goal_id, 45))
    assert hours(goal(planner, "AWS")) == "1.25 h"
    planner.run(TrashActivities((goal_id,)))
    assert read(planner) == ()


def test_the_number_of_statements_is_that_of_no_goals(roadmap: Planner) -> None:
    with statements(roadmap) as seen:
        read(roadmap)
    assert len(seen) == 3
    for title in ("AWS", "PMP", "CSPO"):
        add(roadmap, title, held=True, issued_on="2024-06-30", expires_on="2027-06-30")
    with statements(roadmap) as seen:
        read(roadmap)
    assert len(seen) == 7


def test_rows_lead_to_their_goal(planner: Planner) -> None:
    goal_id = add(planner, exam_on="2026-12-11")
    for table, row_id in (
        ("certification", only(planner, Certification).id),
        ("deadline", only(planner, Deadline).id),
    ):
        assert planner.read(activity_behind, table, row_id) == goal_id
    assert planner.read(activity_behind, "course", 99) is None
    assert planner.read(activity_behind, "skill", 1) is None


def test_the_filter_looks_at_name_issuer_kind_state_and_tags(planner: Planner) -> None:
    change = planner.run(AddActivity("AIGP", kind="certification", tags=("Law",)))
    planner.run(EditDetail(ActivityId(change.added("activity")[0]), (("issuer", "IAPP"),)))
    text = haystack(goal(planner, "AIGP"))
    assert all(word in text for word in ("aigp", "iapp", "certification", "considering", "law"))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Amazon Web Services", "AW"),
        ("IAPP", "IA"),
        ("DeepLearning.AI and Stanford", "DL"),
        ("University of Helsinki", "UH"),
        ("fast.ai", "FA"),
        ("ßeta", "SS"),
        ("中文", "中文"),
        ("<b>", "B"),
        ("🎓 — …", ""),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_spans_of_time() -> None:
    assert [ahead(date.fromordinal(TODAY.toordinal() + days), TODAY) for days in (0, 1, 27, 28, 90, 91, 800)] == [
        "today", "tomorrow", "in 27 days", "in 4 weeks", "in 13 weeks", "in 3 months", "in 2 years",
    ]  # fmt: skip
    assert [ago(date.fromordinal(TODAY.toordinal() - days), TODAY) for days in (0, 1, 13, 14, 90, 91, 800)] == [
        "today", "yesterday", "13 days ago", "2 weeks ago", "13 weeks ago", "3 months ago", "2 years ago",
    ]  # fmt: skip


def test_a_row_holds_what_the_columns_of_the_table_show(roadmap: Planner) -> None:
    step = rows(roadmap, Step)[0]
    goal_id = add(roadmap, "Table", provider="École")
    detail = only(roadmap, Certification, activity_id=goal_id)
    roadmap.run(MoveActivities((goal_id,), to_step=True, step_id=step.id, core=False))
    roadmap.run(
        EditDetail(goal_id, (("code", "T-1"), ("renewal_method", "fee"), ("fee_minor", 15000), ("fee_currency", "EUR")))
    )
    row = goal(roadmap, "Table")
    assert (row.code, row.renewal_method, row.price) == ("T-1", "fee", Money(15000, "EUR"))
    assert (row.step, row.step_id, row.core, row.level) == (step.name, step.id, False, detail.level)
    assert credits_text(row) == ""
    for earned, text, share in ((4100, "41 of 60", (41 / 60, 6000)), (50, "0.5 of 60", (1 / 120, 6000))):
        rule = Rule("credits", 36, "PDU", 6000)
        collecting = row._replace(standing=Standing(Terms(rule, None), tally(rule, [Entry(TODAY, earned)]), None))
        assert (credits_text(collecting), credits_share(collecting)) == (text, share)
    course = goal(roadmap, "Take a short course on a technique new to you")
    assert (course.code, course.renewal_method, course.price, course.core) == ("", "", course.price, course.core)


def test_a_filter_looks_at_dates_folded_issuers_and_words(planner: Planner) -> None:
    goal_id = add(planner, "AWS", provider=" École ", exam_on="2026-12-11")
    found = traits(goal(planner, "AWS"))
    assert (found.kind, found.state, found.issuer) == ("certification", "booked", "école")
    assert found.exam == date(2026, 12, 11)
    assert found.text == haystack(goal(planner, "AWS"))
    planner.run(SetState(goal_id, "passed", on="2026-11-20"))
    assert traits(goal(planner, "AWS")).completed == date(2026, 11, 20)

