"""The radar of any day against one made by hand from the ratings, completions and expiries up to that day."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.evidence import USUAL_CAPS, SkillHistory
from planner.domain.model import Activity, Skill
from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.archive import ArchiveActivities
from planner.services.actions.deadlines import PutDeadline
from planner.services.actions.details import AddGoal
from planner.services.actions.evidence import SetCap
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import AddSkill, Assess
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.evidence import caps, proofs
from planner.services.queries.skill_card import skill_card
from planner.services.queries.skills import claims, histories, skills_view, view_on
from planner.services.queries.status import skill_levels
from tests.services.reading import rows

TODAY = date(2026, 11, 25)
FIRST = date(2023, 6, 1)

level = st.integers(0, 10).map(lambda halves: halves / 2)
past = st.integers(0, (TODAY - FIRST).days).map(lambda number: str(FIRST + timedelta(days=number)))


class Work(NamedTuple):
    """An activity as a person tells of it."""

    kind: str
    skill: int
    level: float
    done_on: str | None
    linked: bool
    expires: str | None
    trashed: bool


works = st.builds(
    Work,
    st.sampled_from(("reading", "course", "certification", "project", "experiment", "event")),
    st.integers(0, 1),
    level,
    st.one_of(st.none(), past),
    st.booleans(),
    st.one_of(st.none(), past),
    st.booleans(),
)


def tell(planner: Planner, work: Work, skills: list[SkillId]) -> None:
    (added,) = planner.run(AddActivity("Work", kind=work.kind)).added("activity")
    activity_id = ActivityId(added)
    planner.run(SetActivitySkill(activity_id, skills[work.skill], work.level))
    if work.done_on:
        planner.run(MoveActivities((activity_id,), "done", on=work.done_on))
        if work.linked:
            planner.run(RecordOutcome(activity_id, "Made it", "https://example.org/it"))
    if work.kind == "certification" and work.expires:
        planner.run(PutDeadline(activity_id, "renewal", on_date=work.expires))
    if work.trashed:
        planner.run(TrashActivities((activity_id,)))


def by_hand(told: list[Work], skill: int, day: str) -> tuple[float | None, float | None]:
    """Level and fresh level of a skill on a day, by the words of the rule."""
    levels, fresh = [], []
    for work in told:
        if work.skill != skill or work.trashed or work.done_on is None or work.done_on > day:
            continue
        if work.kind == "certification" and work.expires and work.expires < day:
            continue
        cap = 5.0 if work.kind in ("project", "experiment") and work.linked else USUAL_CAPS[work.kind]
        levels.append(min(work.level, cap))
        year, rest = int(work.done_on[:4]) + 2, work.done_on[4:]
        if day <= (f"{year}-02-28" if rest == "-02-29" else f"{year}{rest}"):
            fresh.append(min(work.level, cap))
    return max(levels, default=None), max(fresh, default=None)


@pytest.fixture
def two_skills(planner: Planner) -> list[SkillId]:
    planner.run(AddSkill("One", category="All"))
    (row,) = rows(planner, Skill)
    planner.run(AddSkill("Two", category_id=row.category_id))
    return [row.id for row in rows(planner, Skill)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    told=st.lists(works, max_size=5),
    ratings=st.lists(st.tuples(st.integers(0, 1), level, past), max_size=5),
    day=past,
)
def test_the_radar_of_any_day(
    planner: Planner,
    two_skills: list[SkillId],
    told: list[Work],
    ratings: list[tuple[int, float, str]],
    day: str,
) -> None:
    for work in told:
        tell(planner, work, two_skills)
    claims: dict[tuple[int, str], float] = {}
    for skill, rating, on in ratings:
        planner.run(Assess(two_skills[skill], rating, on=on))
        claims[skill, on] = rating
    view = planner.read(skills_view, TODAY)
    known = planner.read(histories, TODAY)
    for wanted in (day, str(TODAY)):
        then = view_on(view, known, date.fromisoformat(wanted))
        for skill, row in enumerate(then.categories[0].skills):
            assert row.shown == by_hand(told, skill, wanted)
            days = [on for of, on in claims if of == skill and on <= wanted]
            assert row.claimed == (claims[skill, max(days)] if days else None)
    assert view_on(view, known, TODAY) == then
    assert [[row.shown, row.claimed] for row in view.categories[0].skills] == [
        [row.shown, row.claimed] for row in then.categories[0].skills
    ]
    for skill_id, row in zip(two_skills, view.categories[0].skills, strict=True):
        assert planner.read(skill_card, skill_id, TODAY).shown == row.shown
    assert [row.evidenced for row in planner.read(skill_levels, TODAY)] == [
        row.evidenced for row in view.categories[0].skills
    ]
    while planner.history().undo != "Add skill “Two”":
        planner.undo()


def test_a_cap_is_set_for_the_whole_plan(planner: Planner, two_skills: list[SkillId]) -> None:
    tell(planner, Work("course", 0, 5.0, "2026-01-01", True, None, False), two_skills)
    assert planner.read(skills_view, TODAY).categories[0].skills[0].evidenced == 2
    planner.run(SetCap("course", 3.0))
    assert planner.read(skills_view, TODAY).categories[0].skills[0].evidenced == 3
    planner.run(SetCap("course", 4.0))
    assert planner.read(skills_view, TODAY).categories[0].skills[0].evidenced == 5
    planner.run(SetCap("course", 2.0))
    assert planner.read(caps) == USUAL_CAPS
    for _ in range(3):
        planner.undo()
    assert planner.read(skills_view, TODAY).categories[0].skills[0].evidenced == 2


@pytest.mark.parametrize(
    ("kind", "cap", "sentence"),
    [("cake", 3.0, "no kind of activity"), ("course", 5.5, "is not a level"), ("course", 2.2, "is not a level")],
)
def test_other_caps_are_refused(planner: Planner, kind: str, cap: float, sentence: str) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        planner.run(SetCap(kind, cap))
    assert planner.history().undo is None


def test_a_certification_held_without_a_day_counts_and_is_never_fresh(
    planner: Planner, two_skills: list[SkillId]
) -> None:
    (added,) = planner.run(AddGoal("Old exam", "certification", held=True)).added("activity")
    planner.run(SetActivitySkill(ActivityId(added), two_skills[0], 3.0))
    assert planner.read(skills_view, TODAY).categories[0].skills[0].shown == (3.0, None)
    assert planner.read(proofs, str(TODAY), [two_skills[1]]) == {}


def certified(planner: Planner, skill_id: SkillId, issued_on: str = "2025-01-01") -> ActivityId:
    (added,) = planner.run(AddGoal("Exam", "certification", held=True, issued_on=issued_on)).added("activity")
    planner.run(SetActivitySkill(ActivityId(added), skill_id, 3.0))
    return ActivityId(added)


@pytest.mark.parametrize(
    ("wall", "zone", "last"),
    [
        ("2026-11-24T20:00:00", "America/New_York", date(2026, 11, 24)),
        ("2026-11-25T08:00:00", "Asia/Tokyo", date(2026, 11, 25)),
        ("2026-11-24T23:59:59", "AoE", date(2026, 11, 24)),
    ],
)
def test_a_certification_with_an_hour_ends_on_the_day_where_it_was_given(
    planner: Planner, two_skills: list[SkillId], wall: str, zone: str, last: date
) -> None:
    planner.run(PutDeadline(certified(planner, two_skills[0]), "renewal", wall=wall, zone=zone))
    for day, level in ((last, 3.0), (last + timedelta(days=1), None)):
        assert planner.read(skills_view, day).categories[0].skills[0].evidenced == level
        assert planner.read(skill_card, two_skills[0], day).shown.level == level


def test_the_latest_renewal_counts(planner: Planner, two_skills: list[SkillId]) -> None:
    exam = certified(planner, two_skills[0])
    for day in ("2026-01-01", "2028-01-01", "2027-01-01"):
        planner.run(PutDeadline(exam, "renewal", on_date=day))
    assert planner.read(proofs, str(TODAY))[two_skills[0]][0].until == "2028-01-01"


def test_archived_work_shows_its_skill_and_skipped_work_does_not(planner: Planner, two_skills: list[SkillId]) -> None:
    tell(planner, Work("project", 0, 4.0, "2026-01-01", False, None, False), two_skills)
    (row,) = rows(planner, Activity)
    planner.run(ArchiveActivities((row.id,)))
    assert planner.read(skills_view, TODAY).categories[0].skills[0].evidenced == 4
    planner.undo()
    planner.run(MoveActivities((row.id,), "skipped"))
    assert planner.read(skills_view, TODAY).categories[0].skills[0].evidenced is None


def test_a_rating_of_tomorrow_does_not_count_yet(planner: Planner, two_skills: list[SkillId]) -> None:
    planner.run(Assess(two_skills[0], 1.0))
    yesterday = TODAY - timedelta(days=1)
    planner.run(Assess(two_skills[0], 4.0, on=str(yesterday)))
    before = yesterday - timedelta(days=1)
    for day, level in ((TODAY, 1.0), (yesterday, 4.0), (before, None)):
        assert planner.read(skills_view, day).categories[0].skills[0].claimed == level
        assert planner.read(skill_card, two_skills[0], day).claimed == level
        assert planner.read(claims, [two_skills[0]], day).get(two_skills[0], (None, ""))[0] == level


def test_a_skill_that_nothing_speaks_of_has_no_history(planner: Planner, two_skills: list[SkillId]) -> None:
    assert planner.read(histories, TODAY) == {}
    view = planner.read(skills_view, TODAY)
    assert view_on(view, {two_skills[0]: SkillHistory()}, TODAY) == view
