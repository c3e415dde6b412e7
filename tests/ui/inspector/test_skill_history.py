"""The history of a skill in the inspector: a small chart, as soon as there are two days to show."""

import pytest

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import Assess
from planner.ui.shell.inspector.tab_order import in_reading_order
from planner.ui.widgets.level_chart import LevelChart
from tests.ui.inspector.conftest import Bench
from tests.ui.walk import settle

SKILL, OTHER = SkillId(1), SkillId(2)


@pytest.fixture
def skill(bench: Bench) -> Bench:
    assert bench.inspector.open("skill", SKILL)
    return bench


def test_there_is_no_chart_before_there_are_two_days(skill: Bench) -> None:
    view = skill.inspector.skill_view.history
    assert view.isHidden()
    skill.planner.run(Assess(SKILL, 2.0, on="2026-01-05"))
    assert view.isHidden()
    assert view.findChildren(LevelChart) == []
    skill.planner.run(Assess(SKILL, 3.0, on="2026-03-05"))
    assert not view.isHidden()
    (chart,) = view.findChildren(LevelChart)
    assert "Rated 2 times" in chart.accessibleDescription()
    skill.planner.undo()
    assert view.isHidden()


def test_the_chart_stands_between_the_ladder_and_the_ratings_also_for_the_tab_key(skill: Bench) -> None:
    for day in ("2026-01-05", "2026-03-05"):
        skill.planner.run(Assess(SKILL, 2.0, on=day))
    settle()
    view = skill.inspector.skill_view
    chart = view.history.chart
    assert chart is not None
    top = {part: part.mapTo(view, part.rect().topLeft()).y() for part in (view.ladder, chart, view.ratings[0][0])}
    assert top[view.ladder] < top[chart] < top[view.ratings[0][0]]
    order = list(in_reading_order(view))
    assert order[order.index(chart) - 1].nextInFocusChain() is chart


def test_a_mark_leads_to_its_activity(skill: Bench) -> None:
    skill.planner.run(Assess(SKILL, 2.0, on="2026-01-05"))
    done = ActivityId(skill.planner.run(AddActivity("My work", kind="project")).added("activity")[0])
    skill.planner.run(SetActivitySkill(done, SKILL, 3.0))
    skill.planner.run(MoveActivities((done,), "done", on="2026-05-01"))
    chart = skill.inspector.skill_view.history.chart
    assert chart is not None
    with skill.qtbot.waitSignal(skill.inspector.context.activity_opened) as opened:
        chart._open(1)
    assert opened.args == [done]


def test_another_skill_shows_its_own(skill: Bench) -> None:
    for skill_id, day in ((SKILL, "2025-01-05"), (SKILL, "2026-03-05"), (OTHER, "2026-01-05"), (OTHER, "2026-02-05")):
        skill.planner.run(Assess(skill_id, 2.0, on=day))
    view = skill.inspector.skill_view.history
    assert view.chart is not None
    skill.inspector.open("skill", OTHER)
    assert "5 Feb 2026" in view.chart.accessibleDescription()
    assert len(view.chart._spots()) == 2
