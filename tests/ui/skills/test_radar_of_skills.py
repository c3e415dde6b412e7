"""The radar of the Skills page: its views, dragging a level, the past, and what is said beside it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.details import AddGoal
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.rubrics import SetRubric
from planner.services.actions.skills import AddSkill, Assess
from planner.services.queries.skill_card import skill_card
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.skill_list import SkillDelegate
from tests.ui.skills.reading import row_named, skill_rows


def drag(qtbot: QtBot, page: SkillsPage, place: int, begin: float, end: float) -> None:
    chart = page.chart()
    ground = chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=chart.point_of(place, begin).toPoint())
    for level in (begin + (end - begin) / 2, end):
        qtbot.mouseMove(ground, chart.point_of(place, level).toPoint())
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=chart.point_of(place, end).toPoint())


def test_a_vertex_is_dragged_and_that_is_one_undo_step(qtbot: QtBot, page: SkillsPage) -> None:
    planner = page.context.planner
    page._radar.choose("skills")
    row = page._radar._spokes[3].skill
    assert row is not None
    planner.run(Assess(row.id, 2.0))
    before = planner.history().undo
    drag(qtbot, page, 3, 2.0, 3.5)
    assert row_named(planner, row.name).claimed == 3.5
    assert planner.undo() is not None
    assert planner.history().undo == before
    assert row_named(planner, row.name).claimed == 2.0
    assert page.chart()._radar.axes[3].claimed == 2.0


def test_while_a_vertex_is_dragged_the_words_of_the_level_stand_beside_it(qtbot: QtBot, page: SkillsPage) -> None:
    page._radar.choose("skills")
    chart, spoke = page.chart(), page._radar._spokes[0]
    assert spoke.skill is not None
    card = page.context.planner.read(skill_card, spoke.skill.id, page.context.planner.today())
    qtbot.mousePress(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.point_of(0, 3.0).toPoint())
    qtbot.mouseMove(chart.viewport(), chart.point_of(0, 4.0).toPoint())
    note = chart._card.note
    assert (note.title, note.figures) == (spoke.skill.name, "4 · Coaches others")
    assert note.text == next(rung.text for rung in card.rubric if rung.level == 4)
    qtbot.keyClick(chart, Qt.Key.Key_Escape)
    assert chart._card.isHidden()
    assert row_named(page.context.planner, spoke.skill.name).claimed is None


def test_the_means_of_categories_are_not_dragged(qtbot: QtBot, page: SkillsPage) -> None:
    before = page.context.planner.history().undo
    page.context.planner.run(Assess(SkillId(1), 2.0))
    drag(qtbot, page, 0, 2.0, 4.0)
    assert page.context.planner.history().undo != before
    assert row_named(page.context.planner, skill_rows(page)[0].name).claimed in (None, 2.0)
    page.context.planner.undo()
    assert page.context.planner.history().undo == before


@pytest.mark.parametrize("view", ["skills", "role", "categories"])
def test_the_views_of_the_radar(page: SkillsPage, view: str) -> None:
    page._radar.choose(view)
    rows = [row for category in page._view.categories for row in category.skills]
    names = [axis.name for axis in page.chart()._radar.axes]
    if view == "categories":
        assert names == [category.name for category in page._view.categories]
    else:
        assert names == [row.name for row in rows if view == "skills" or row.target is not None]
        assert [axis.group for axis in page.chart()._radar.axes] == sorted(
            axis.group for axis in page.chart()._radar.axes
        )


def test_the_role_leaves_out_what_it_does_not_ask_for(page: SkillsPage) -> None:
    page._radar.choose("role")
    page.context.planner.run(AddSkill("Singing", category="Voice"))
    assert "Singing" not in [axis.name for axis in page.chart()._radar.axes]
    page._radar.choose("skills")
    assert page.chart()._radar.axes[-1].name == "Singing"
    assert page.chart()._radar.axes[-1].target is None


def test_hovering_a_skill_tells_its_level_its_words_and_what_shows_it(qtbot: QtBot, page: SkillsPage) -> None:
    planner = page.context.planner
    page._radar.choose("skills")
    row = page._radar._spokes[0].skill
    assert row is not None
    planner.run(Assess(row.id, 2.0, on="2026-01-05"))
    done = planner.run(AddActivity("My work", kind="project")).added("activity")[0]
    planner.run(SetActivitySkill(ActivityId(done), row.id, 3.0))
    planner.run(MoveActivities((ActivityId(done),), "done"))
    chart = page.chart()
    qtbot.mouseMove(chart.viewport(), chart.centre_of_label(0).toPoint())
    note = chart._card.note
    assert note.title == row.name
    assert note.figures == "self-rated 2 of 5 · role 3 · shown 3"
    assert note.more == ("Last rated 5 Jan 2026", "Shown by “My work”")
    assert note.text


@pytest.fixture
def past(page: SkillsPage) -> SkillsPage:
    """Two skills with ratings in two years, and something done between."""
    planner = page.context.planner
    for skill_id, day, level in ((1, "2025-03-01", 1.0), (1, "2026-09-01", 2.5), (2, "2026-10-01", 3.0)):
        planner.run(Assess(SkillId(skill_id), level, on=day))
    planner.run(AddGoal("Exam", "certification", held=True, issued_on="2026-06-01"))
    page._history.read()
    return page


def settle_sentence(page: SkillsPage) -> str:
    page._history._tell()
    text: str = page._history.bar.sentence.text()
    return text


def test_there_is_no_slider_before_there_are_two_days(page: SkillsPage) -> None:
    page._history.read()
    assert page._history.bar.isHidden()
    page.context.planner.run(Assess(SkillId(1), 2.0))
    page._history.read()
    assert page._history.bar.isHidden()
    page.context.planner.run(Assess(SkillId(1), 1.0, on="2025-01-01"))
    page._history.read()
    assert not page._history.bar.isHidden()


def test_the_slider_shows_the_levels_of_any_day_in_radar_and_list(qtbot: QtBot, past: SkillsPage) -> None:
    page, slider = past, past._history.bar.slider
    page._radar.choose("skills")
    assert page.chart()._radar.axes[0].claimed == 2.5
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert page.chart()._radar.axes[0].claimed == 1.0
    assert page.chart()._radar.axes[1].claimed is None
    settle_sentence(page)  # the list follows once the slider rests
    assert next(row for row in skill_rows(page) if row.id == 1).claimed == 1.0
    assert slider.accessibleDescription() == "1 Mar 2025"
    assert not page.chart().editable
    for _ in range(19):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert page.chart()._radar.axes[1].claimed == 3.0
    page._history.bar.today_button.click()
    assert page.chart().editable
    assert slider.value() == slider.maximum()


def test_the_past_is_only_looked_at(qtbot: QtBot, past: SkillsPage) -> None:
    before = past.context.planner.history().undo
    qtbot.keyClick(past._history.bar.slider, Qt.Key.Key_Home)
    said = QSignalSpy(past.context.toast_requested)
    past._list.go_to(past._list.skills.row_of(1))
    qtbot.keyClick(past._list, Qt.Key.Key_5)
    assert said.count() == 1
    assert past.context.planner.history().undo == before


def test_two_days_are_compared_and_the_changes_told(past: SkillsPage) -> None:
    page, bar = past, past._history.bar
    changes = "+1.5 Machine-learning concepts, 1 skill rated for the first time, 1 certification"
    assert settle_sentence(page) == f"Since 1 May: {changes}"
    page._radar.choose("skills")
    assert all(axis.ghost is None for axis in page.chart()._radar.axes)
    bar.choice.set_value(0)
    bar.choice.chosen.emit(0)
    assert page.chart()._radar.axes[0].ghost == 1.0
    assert page.chart()._radar.axes[1].ghost is None
    assert settle_sentence(page).endswith("1 certification. Dotted: 1 Mar 2025.")


def test_any_two_days_are_compared(past: SkillsPage) -> None:
    page, bar = past, past._history.bar
    page._radar.choose("skills")
    bar.go_to(date(2026, 9, 15))
    bar.choice.set_value("now")
    bar.choice.chosen.emit("now")
    bar.go_to(date(2025, 3, 1))
    axes = page.chart()._radar.axes
    assert (axes[0].claimed, axes[0].ghost) == (1.0, 2.5)
    assert settle_sentence(page) == (
        "Since 1 Mar 2025: +1.5 Machine-learning concepts, 1 certification. Dotted: 15 Sep 2026."
    )
    bar.go_to(None)
    axes = page.chart()._radar.axes
    assert (axes[0].claimed, axes[0].ghost) == (2.5, 2.5)
    assert settle_sentence(page) == ("Since 15 Sep: 1 skill rated for the first time. Dotted: 15 Sep 2026.")
    bar.choice.set_value(None)
    bar.choice.chosen.emit(None)
    assert page.chart()._radar.axes[0].ghost is None


def test_a_rating_while_the_past_is_shown_is_seen_once_one_is_back(past: SkillsPage) -> None:
    past._history.bar.go_to(date(2025, 6, 1))
    past.context.planner.run(Assess(SkillId(1), 5.0))
    assert next(row for row in skill_rows(past) if row.id == 1).claimed == 1.0
    past._history.bar.go_to(None)
    settle_sentence(past)
    assert next(row for row in skill_rows(past) if row.id == 1).claimed == 5.0


def test_numbers_of_the_radar_stand_in_the_list(qtbot: QtBot, page: SkillsPage) -> None:
    for number in range(20):
        page.context.planner.run(AddSkill(f"Negotiation with stakeholders of region {number}", category="More"))
    page._radar.choose("skills")
    page.resize(900, 560)
    qtbot.waitUntil(page.chart().is_numbered)
    delegate = page._list.itemDelegate()
    assert isinstance(delegate, SkillDelegate)
    assert delegate.numbers == {one.skill.id: place + 1 for place, one in enumerate(page._radar._spokes) if one.skill}
    page._radar.choose("categories")
    assert delegate.numbers == {}


def test_each_drag_is_a_step_of_its_own(qtbot: QtBot, page: SkillsPage) -> None:
    planner = page.context.planner
    page._radar.choose("skills")
    row = page._radar._spokes[0].skill
    assert row is not None
    planner.run(Assess(row.id, 1.0, on="2026-01-01"))
    drag(qtbot, page, 0, 1.0, 3.0)
    drag(qtbot, page, 0, 3.0, 4.5)
    assert row_named(planner, row.name).claimed == 4.5
    planner.undo()
    assert row_named(planner, row.name).claimed == 3.0
    planner.undo()
    assert row_named(planner, row.name).claimed == 1.0


def ratings(page: SkillsPage, skill_id: int) -> list[tuple[str, float]]:
    card = page.context.planner.read(skill_card, skill_id, page.context.planner.today())
    return [(found.on_date, found.level) for found in card.assessments]


def test_one_key_takes_back_one_rating_never_the_history(qtbot: QtBot, past: SkillsPage) -> None:
    before = ratings(past, 1)
    assert len(before) == 2
    past._list.go_to(past._list.skills.row_of(1))
    qtbot.keyClick(past._list, Qt.Key.Key_Delete)
    assert ratings(past, 1) == before[1:]
    past.context.planner.undo()
    assert ratings(past, 1) == before


def test_the_level_that_stands_is_given_again_today_and_then_taken_back(past: SkillsPage) -> None:
    before = ratings(past, 1)
    past._list.confirmed.emit(1)
    today = past.context.planner.today().isoformat()
    assert ratings(past, 1) == [(today, 2.5), *before]
    past._list.confirmed.emit(1)
    assert ratings(past, 1) == before


def test_nobody_is_stuck_in_a_past_that_is_gone(past: SkillsPage) -> None:
    planner = past.context.planner
    past._history.bar.go_to(date(2025, 6, 1))
    while planner.history().undo is not None and past._history.is_past():
        planner.undo()
        past._history.read()
    assert not past._history.is_past()
    assert past._history.bar.isHidden()
    assert past._radar.is_editable()


def test_the_note_of_a_day_speaks_of_that_day(qtbot: QtBot, past: SkillsPage) -> None:
    planner = past.context.planner
    past._radar.choose("skills")
    done = planner.run(AddActivity("My work", kind="project")).added("activity")[0]
    planner.run(SetActivitySkill(ActivityId(done), SkillId(1), 3.0))
    planner.run(MoveActivities((ActivityId(done),), "done"))
    past._history.bar.go_to(date(2026, 1, 1))
    note = past._radar._note(0, None)
    assert note.figures == "self-rated 1 of 5 · role 3 · no work yet"
    assert note.more == ("Last rated 1 Mar 2025",)


def test_a_sentence_that_was_changed_is_told_at_once(page: SkillsPage) -> None:
    planner = page.context.planner
    page._radar.choose("skills")
    planner.run(Assess(SkillId(1), 2.0))
    assert page._radar._note(0, None).text
    planner.run(SetRubric(SkillId(1), 2, "Says so"))
    assert page._radar._note(0, None).text == "Says so"


def test_a_skill_that_another_program_removed_has_no_note(page: SkillsPage) -> None:
    page._radar.choose("skills")
    spoke = page._radar._spokes[0]
    assert spoke.skill is not None
    page._radar._spokes[0] = spoke._replace(skill=spoke.skill._replace(id=SkillId(99_999)))
    assert page._radar._note(0, None).title == ""


def test_the_picture_tells_the_day_and_holds_the_day_it_is_compared_with(past: SkillsPage) -> None:
    past._radar.choose("skills")
    bar = past._history.bar
    assert past._radar.picture().title == "Skills · AI product manager"
    bar.go_to(date(2026, 10, 5))
    bar.choice.set_value(0)
    bar.choice.chosen.emit(0)
    picture = past._radar.picture()
    assert picture.title == "Skills · AI product manager · 5 Oct 2026"
    assert picture.axes[0].ghost == 1.0
