"""A skill in the inspector: rating, the ladder with the current and the next rung, dated ratings, what shows it."""

import pytest
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.details import AddGoal
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import Assess
from planner.services.actions.templates import ApplyTemplate
from planner.services.actions.trash import TrashActivities
from planner.services.planner import Planner
from planner.services.queries.skill_card import SkillCard, skill_card
from planner.ui.shell.inspector.content import ActivityInspector
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.ui.inspector.conftest import Bench

SKILL = SkillId(1)


def card(bench: Bench) -> SkillCard:
    return bench.planner.read(skill_card, SKILL, bench.planner.today())


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


def test_activities_lead_to_themselves_and_done_ones_are_evidence(skill: Bench) -> None:
    first = card(skill).showing[0]
    evidence = skill.inspector.skill_view.evidence
    assert evidence.done.isHidden()
    skill.planner.run(MoveActivities((ActivityId(first.activity_id),), "done"))
    assert card(skill).shown.level == first.proof.level
    line = evidence.done.lines[0]
    assert line.button.shown == first.title
    assert line.link.isHidden()
    with skill.qtbot.waitSignal(skill.inspector.context.activity_opened) as opened:
        line.button.click()
    assert opened.args == [first.activity_id]


def test_what_would_show_the_next_level_is_told(skill: Bench) -> None:
    evidence = skill.inspector.skill_view.evidence
    assert evidence.more.title.text() == "What would show level 1"
    titles = {row.title for row in card(skill).would_show_more}
    assert evidence.more.lines[0].button.shown in titles
    reading = skill.planner.run(AddActivity("Read a book", kind="reading")).added("activity")[0]
    skill.planner.run(SetActivitySkill(ActivityId(reading), SKILL, 4.0))
    skill.planner.run(MoveActivities((ActivityId(reading),), "done"))
    assert evidence.more.title.text() == "What would show level 3"
    assert "linked at 4, more than its kind shows" in evidence.done.lines[0].button.accessibleName()


def test_evidence_tells_its_day_its_end_and_its_link(skill: Bench) -> None:
    done = [
        AddActivity("Old project", kind="project"),
        AddActivity("Own work", kind="project"),
        AddGoal("Old exam", "certification", held=True, issued_on="2020-01-01", expires_on="2022-01-01"),
    ]
    ids = [ActivityId(skill.planner.run(action).added("activity")[0]) for action in done]
    for activity_id, level in zip(ids, (2.0, 5.0, 3.0), strict=True):
        skill.planner.run(SetActivitySkill(activity_id, SKILL, level))
    skill.planner.run(MoveActivities((ids[0],), "done", on="2021-05-01"))
    skill.planner.run(MoveActivities((ids[1],), "done"))
    evidence = skill.inspector.skill_view.evidence
    assert "linked at 5, which takes an outcome with a link" in evidence.done.lines[0].button.accessibleName()
    skill.planner.run(RecordOutcome(ids[1], "Shipped", "https://example.org/work"))
    names = [line.button.accessibleName() for line in evidence.done.lines[:3]]
    assert [name.split(", ")[1] for name in names] == ["Own work", "Old project", "Old exam"]
    assert "Level 5 · Project · " in names[0]
    assert names[1].endswith("1 May 2021 · faded")
    assert names[2].endswith("1 Jan 2020 · expired, shows nothing now")
    assert "https://example.org/work" in evidence.done.lines[0].link.toolTip()
    assert skill.inspector.skill_view.shown.text() == "5 by done work"


def test_what_was_deleted_is_no_idea(skill: Bench) -> None:
    evidence = skill.inspector.skill_view.evidence
    skill.planner.run(TrashActivities(tuple(ActivityId(row.activity_id) for row in card(skill).showing)))
    assert evidence.more.isHidden()
    assert evidence.ideas_title.isHidden()


def test_where_nothing_would_show_more_the_built_in_roadmap_has_ideas(
    qtbot: QtBot, empty_library: Planner, theme: Theme, context: PageContext
) -> None:
    own = PageContext(empty_library, theme, context.settings)
    empty_library.run(ApplyTemplate.named("ai-ml-product-leader", skills_only=True))
    inspector = ActivityInspector(own)
    qtbot.addWidget(inspector)
    empty_library.subscribe(inspector.apply_change)
    assert inspector.open("skill", SKILL)
    evidence = inspector.skill_view.evidence
    assert evidence.ideas_title.text() == "What would show level 1"
    first = evidence.ideas[0].shown
    evidence.ideas[0].click()
    assert evidence.more.lines[0].button.shown == first
    assert evidence.ideas_title.isHidden()
    empty_library.undo()
    assert evidence.ideas[0].shown == first
    own.deleteLater()


def test_a_claim_far_above_the_evidence_is_noted(skill: Bench) -> None:
    note = skill.inspector.skill_view.evidence.note
    skill.planner.run(Assess(SKILL, 1.0))
    assert note.isHidden()
    skill.planner.run(Assess(SKILL, 3.0))
    assert note.text() == "You rate yourself 3; no finished work shows it yet."
    first = next(row for row in card(skill).showing if row.proof.level < 2)
    skill.planner.run(MoveActivities((ActivityId(first.activity_id),), "done"))
    assert note.text() == f"You rate yourself 3; work shows {first.proof.level:g}."


def test_a_skill_that_is_not_there(bench: Bench) -> None:
    assert not bench.inspector.open("skill", 999_999)
    assert not bench.inspector.open("tag", 1)
