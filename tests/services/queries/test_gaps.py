"""Gaps by weight, what is planned against them, and ideas that would close them."""

from datetime import date

import pytest

from planner.domain.errors import InvalidInputError, NotFoundError
from planner.domain.model import Activity, ActivitySkill, Skill, TemplateNode
from planner.domain.words import ActivityId, SkillId
from planner.exchange.template import load_template
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.ideas import AddIdea, PlanIdeas
from planner.services.actions.parts import LogTime, SetActivitySkill
from planner.services.actions.skills import Assess
from planner.services.actions.templates import ApplyTemplate
from planner.services.ideas import template_ideas
from planner.services.planner import Planner
from planner.services.queries.gaps import GapRow, gaps
from planner.services.queries.skills import skills_view
from tests.services.reading import everything, rows

TODAY = date(2026, 11, 25)
BUILT_IN = "ai-ml-product-leader"


def gap_of(planner: Planner, skill_id: int) -> GapRow:
    return next(row for row in planner.read(gaps, TODAY) if row.skill.id == skill_id)


def test_the_largest_gap_by_weight_comes_first(roadmap: Planner) -> None:
    found = roadmap.read(gaps, TODAY)
    assert len(found) == 20
    assert [row.priority for row in found] == sorted((row.priority for row in found), reverse=True)
    assert found[0].priority == (found[0].skill.target or 0) * found[0].skill.weight
    roadmap.run(Assess(found[0].skill.id, 5.0))
    again = roadmap.read(gaps, TODAY)
    assert again[0].skill.id != found[0].skill.id
    last = gap_of(roadmap, found[0].skill.id)
    assert (last.priority, last.closers, last.planned_minutes) == (0, (), 0)


def test_hours_are_those_left_of_what_is_planned(roadmap: Planner) -> None:
    skill_id = roadmap.read(gaps, TODAY)[0].skill.id
    before = gap_of(roadmap, skill_id)
    made = []
    for core in (True, False):
        (added,) = roadmap.run(AddActivity("Own project", kind="project", estimate_minutes=600, core=core)).added(
            "activity"
        )
        roadmap.run(SetActivitySkill(ActivityId(added), skill_id, 4.0))
        made.append(ActivityId(added))
    after = gap_of(roadmap, skill_id)
    assert after.planned_minutes == before.planned_minutes + 600
    assert len(after.ideas) == len(before.ideas) + 1
    roadmap.run(LogTime(made[0], 150))
    assert gap_of(roadmap, skill_id).planned_minutes == before.planned_minutes + 450
    roadmap.run(PlanIdeas((made[1],)))
    assert gap_of(roadmap, skill_id).planned_minutes == before.planned_minutes + 1050
    roadmap.undo()
    assert gap_of(roadmap, skill_id).planned_minutes == before.planned_minutes + 450
    for gone in ("done", "skipped"):
        roadmap.run(MoveActivities((made[0],), gone))
        assert made[0] not in [closer.activity_id for closer in gap_of(roadmap, skill_id).closers]


def test_only_what_shows_more_than_one_claims_closes_a_gap(roadmap: Planner) -> None:
    skill_id = roadmap.read(gaps, TODAY)[0].skill.id
    (added,) = roadmap.run(AddActivity("A thick book", kind="reading")).added("activity")
    roadmap.run(SetActivitySkill(ActivityId(added), skill_id, 5.0))
    closer = next(one for one in gap_of(roadmap, skill_id).closers if one.activity_id == added)
    assert closer.level == 2
    roadmap.run(Assess(skill_id, 2.0))
    assert added not in [one.activity_id for one in gap_of(roadmap, skill_id).closers]


def test_skills_that_were_read_already_are_not_read_again(roadmap: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    view = roadmap.read(skills_view, TODAY)
    whole = roadmap.read(gaps, TODAY)
    assert roadmap.read(gaps, TODAY, view) == whole
    monkeypatch.setattr("planner.services.queries.gaps.skills_view", None)
    assert roadmap.read(gaps, TODAY, view) == whole


def test_nothing_selected_is_no_idea(roadmap: Planner) -> None:
    with pytest.raises(InvalidInputError):
        roadmap.run(PlanIdeas(()))


def test_a_template_offers_what_the_plan_never_had(planner: Planner) -> None:
    planner.run(ApplyTemplate.named(BUILT_IN, skills_only=True))
    skill = rows(planner, Skill)[0]
    ideas = template_ideas(planner, BUILT_IN, skill.node, 0.0)
    assert 1 <= len(ideas) <= 5
    assert all(idea.level > 0 for idea in ideas)
    assert template_ideas(planner, BUILT_IN, skill.node, 5.0) == ()
    assert template_ideas(planner, BUILT_IN, "", 0.0) == ()
    before = everything(planner)
    planner.run(AddIdea(load_template(BUILT_IN), ideas[0].key))
    (added,) = rows(planner, Activity)
    assert (added.title, added.step_id, added.core) == (ideas[0].title, None, True)
    assert skill.id in [link.skill_id for link in rows(planner, ActivitySkill)]
    assert ideas[0] not in template_ideas(planner, BUILT_IN, skill.node, 0.0)
    with pytest.raises(InvalidInputError, match="in the plan already"):
        planner.run(AddIdea(load_template(BUILT_IN), ideas[0].key))
    planner.undo()
    assert everything(planner) == before


def test_an_idea_that_was_added_is_known_to_a_later_merge(planner: Planner) -> None:
    planner.run(ApplyTemplate.named(BUILT_IN, skills_only=True))
    idea = template_ideas(planner, BUILT_IN, rows(planner, Skill)[0].node, 0.0)[0]
    planner.run(AddIdea(load_template(BUILT_IN), idea.key))
    planner.run(ApplyTemplate.named(BUILT_IN))
    assert [row.title for row in rows(planner, Activity)].count(idea.title) == 1


def test_what_the_plan_has_or_had_is_no_idea(roadmap: Planner) -> None:
    assert rows(roadmap, TemplateNode)
    assert template_ideas(roadmap, BUILT_IN, rows(roadmap, Skill)[0].node, 0.0) == ()
    with pytest.raises(NotFoundError):
        roadmap.run(AddIdea(load_template(BUILT_IN), "unheard-of"))
    with pytest.raises(NotFoundError):
        template_ideas(roadmap, "unheard-of", rows(roadmap, Skill, id=SkillId(1))[0].node, 0.0)
