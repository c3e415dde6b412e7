"""The outline's queries: rows and what they are sorted by, against the same in plain Python."""

from datetime import timedelta

import pytest

from planner.domain.dates import add_months
from planner.domain.model import (
    Activity,
    ActivitySkill,
    ActivityTag,
    Deadline,
    Event,
    Skill,
    StudySession,
    Tag,
)
from planner.domain.words import ActivityId, DeadlineId, SkillId, StepId, TagId
from planner.services.actions.activities import AddActivity, EditActivity, PickForWeek
from planner.services.actions.deadlines import SetDue
from planner.services.planner import Planner
from planner.services.queries import board, board_cards, outline
from planner.services.words import kind_word
from tests.services.queries.test_board import Put, fill
from tests.services.reading import rows, statements

COLUMNS = (
    outline.TITLE, outline.STATUS, outline.DATE, outline.TIME, outline.PRIORITY, outline.SKILLS, outline.TAGS,
    outline.COMPLETED, outline.ADDED, outline.KIND,
)  # fmt: skip


def ids_of(planner: Planner) -> list[int]:
    return [row.id for row in rows(planner, Activity)]


def values(planner: Planner, column: str) -> dict[int, object]:
    return planner.read(outline.sort_values, column, ids_of(planner), planner.today(), planner.zone())


def test_a_row_is_its_card_with_all_skills_and_tags(roadmap: Planner) -> None:
    step = StepId(1)
    change = roadmap.run(AddActivity("Two tags", step_id=step, tags=("zebra", "Apple"), priority=3))
    (activity_id,) = change.added("activity")
    first, second = (skill.id for skill in rows(roadmap, Skill)[:2])
    roadmap.run(Put((
        ActivitySkill(0, ActivityId(activity_id), SkillId(first), 1.0),
        ActivitySkill(0, ActivityId(activity_id), SkillId(second), 2.0),
    )))  # type: ignore[arg-type]  # rows of several tables  # fmt: skip
    found = roadmap.read(outline.rows, [activity_id], roadmap.today(), roadmap.zone())
    row = found[activity_id]
    assert row.card == roadmap.read(board_cards.cards, [activity_id], roadmap.today(), roadmap.zone())[activity_id]
    names = {skill.id: skill.name for skill in rows(roadmap, Skill)}
    assert row.skills == (names[second], names[first])
    assert row.tags == ("Apple", "zebra")
    assert row.added == roadmap.today().isoformat()


def test_values_are_those_of_the_rows(planner: Planner) -> None:
    fill(planner, 200)
    today = planner.today()
    for number, activity_id in enumerate(ids_of(planner)[:60]):
        day = today + timedelta(days=number - 30)
        planner.run(SetDue((ActivityId(activity_id),), day.isoformat()))
        planner.run(EditActivity(ActivityId(activity_id), (("priority", number % 4),)))
    for activity_id in ids_of(planner)[60:80]:
        planner.run(PickForWeek((ActivityId(activity_id),)))
    planner.run(Put((
        Event(0, ActivityId(100), starts="2027-03-01", ends="2027-03-03"),
        Deadline(DeadlineId(0), "d", ActivityId(100), "cfp_closes", at_utc="2026-12-24T23:30:00Z"),
        Tag(TagId(0), "t1", "beta"), Tag(TagId(0), "t2", "Alpha"),
        ActivityTag(0, ActivityId(3), TagId(1)), ActivityTag(0, ActivityId(3), TagId(2)),
        ActivityTag(0, ActivityId(4), TagId(1)),
    )))  # type: ignore[arg-type]  # rows of several tables  # fmt: skip
    found = planner.read(outline.rows, ids_of(planner), today, planner.zone())
    week = board.week_of(today)
    activities = {row.id: row for row in rows(planner, Activity)}
    logged: dict[int, int] = {}
    for session in rows(planner, StudySession, planned=False):
        logged[session.activity_id] = logged.get(session.activity_id, 0) + session.minutes
    sorted_by = {column: values(planner, column) for column in COLUMNS}
    for activity_id, row in found.items():
        activity, card = activities[ActivityId(activity_id)], row.card
        column = board.column_of(activity.status, core=activity.core, picked_week=activity.picked_week, week=week)
        planned = activity.estimate_minutes
        if planned is None and activity.cadence_count and activity.cadence_minutes:
            planned = activity.cadence_count * activity.cadence_minutes
        time = (planned or 0, logged.get(activity_id, 0))
        expected = {
            outline.TITLE: activity.title.casefold(),
            outline.STATUS: board.COLUMNS.index(column),
            outline.DATE: outline.day_of(card.status, card.due, card.starts, card.cadence_count, today),
            outline.TIME: time if any(time) else None,
            outline.PRIORITY: activity.priority or None,
            outline.SKILLS: [name.casefold() for name in row.skills] or None,
            outline.TAGS: [name.casefold() for name in row.tags] or None,
            outline.COMPLETED: activity.completed_on if activity.status == "done" else None,
            outline.ADDED: activity.created_at,
            outline.KIND: kind_word(activity.kind).casefold(),
        }
        for name, value in expected.items():
            assert sorted_by[name].get(activity_id) == value, (name, activity)
    assert sorted_by[outline.TAGS][3] == ["alpha", "beta"]


def test_what_is_done_has_no_date_and_a_practice_is_never_late(roadmap: Planner) -> None:
    today = roadmap.today()
    past, coming = (today - timedelta(days=3)).isoformat(), add_months(today, 1).isoformat()
    assert outline.day_of("planned", past, None, None, today) == past
    assert outline.day_of("done", coming, None, None, today) is None
    assert outline.day_of("planned", past, None, 2, today) is None
    assert outline.day_of("planned", None, "2027-01-02T09:00:00", None, today) == "2027-01-02"
    assert outline.day_of("planned", coming, "2027-01-02", 2, today) == coming


@pytest.mark.parametrize("column", COLUMNS)
def test_statements_do_not_grow_with_the_rows(roadmap: Planner, column: str) -> None:
    ids = ids_of(roadmap)
    for some in (ids[:1], ids):
        with statements(roadmap) as seen:
            roadmap.read(outline.rows, some, roadmap.today(), roadmap.zone())
        assert len(seen) <= 7  # the seventh reads how practices were kept, where there are any
        with statements(roadmap) as seen:
            roadmap.read(outline.sort_values, column, some, roadmap.today(), roadmap.zone())
        assert len(seen) <= 2
