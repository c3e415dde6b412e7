"""A skill in the inspector: rating, the ladder with the current and the next rung, dated ratings, what shows it."""

import pytest

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import MoveActivities
from planner.services.actions.skills import Assess
from planner.services.queries.skill_card import SkillCard, skill_card
from tests.ui.inspector.conftest import Bench

SKILL = SkillId(1)


def card(bench: Bench) -> SkillCard:
    return bench.planner.read(skill_card, SKILL)


@pytest.fixture
def skill(bench: Bench) -> Bench:
    assert bench.inspector.open("skill", SKILL)
    return bench


def rung_word(bench: Bench, level: int) -> str:
    return bench.inspector.skill_view.ladder.rungs[level].accessibleName().split(":")[0]


def test_an_unknown_skill_offers_the_first_rung(skill: Bench) -> None:
    view = skill.inspector.skill_view
    assert view.picker.level() is None
    assert view.fields.name.toPlainText() == card(skill).skill.name
    assert rung_word(skill, 1) == "Level 1 Next"
    assert view.forget_button.isHidden()


def test_rating_by_the_picker_is_one_step_a_visit(skill: Bench) -> None:
    view = skill.inspector.skill_view
    for level in (2.0, 2.5):
        view.picker.set_level(level)
        view.picker.level_changed.emit(level)
    assert card(skill).claimed == 2.5
    assert rung_word(skill, 2) == "Level 2 Now"
    assert rung_word(skill, 3) == "Level 3 Next"
    skill.planner.undo()
    assert card(skill).claimed is None
    assert view.picker.level() is None


def test_a_slip_of_the_mouse_does_not_take_all_ratings_away(skill: Bench) -> None:
    skill.planner.run(Assess(SKILL, 3.0, on="2020-01-01"))
    view = skill.inspector.skill_view
    view.picker.level_changed.emit(None)
    assert card(skill).claimed == 3.0
    assert view.picker.level() == 3.0
    view.forget_button.click()
    assert card(skill).claimed is None
    assert skill.toasts


def test_one_dated_rating_is_removed(skill: Bench) -> None:
    skill.planner.run(Assess(SKILL, 3.0, on="2020-01-01"))
    skill.planner.run(Assess(SKILL, 4.0, on="2021-01-01"))
    view = skill.inspector.skill_view
    assert view.ratings[0][1].text() == "1 Jan 2021 · 4"
    view.ratings[0][2].click()
    assert [found.level for found in card(skill).assessments] == [3.0]


def test_activities_lead_to_themselves_and_done_ones_show_a_level(skill: Bench) -> None:
    first = card(skill).showing[0]
    skill.planner.run(MoveActivities((ActivityId(first.activity_id),), "done"))
    assert card(skill).shown == first.level
    view = skill.inspector.skill_view
    assert view.activities[0].shown == first.title
    with skill.qtbot.waitSignal(skill.inspector.context.activity_opened) as opened:
        view.activities[0].click()
    assert opened.args == [first.activity_id]


def test_a_skill_that_is_not_there(bench: Bench) -> None:
    assert not bench.inspector.open("skill", 999_999)
    assert not bench.inspector.open("tag", 1)
