"""The history of levels on the Skills page: it takes the place of the radar, for each of its views."""

import sys
from datetime import date

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from planner.domain.words import ActivityId, SkillId
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.parts import SetActivitySkill
from planner.services.actions.skills import Assess, ForgetRating
from planner.ui.shell.page import PageContext
from planner.ui.skills.page import SkillsPage
from planner.ui.widgets.level_chart import LevelChart
from planner.ui.widgets.level_lines.shown import LevelHistory, Sort
from planner.ui.widgets.radar.axes import Layers
from tests.services.reading import statements
from tests.ui.skills.reading import skill_rows


@pytest.fixture
def past(page: SkillsPage) -> SkillsPage:
    """Two skills with ratings in two years, and something done between."""
    planner = page.context.planner
    for skill_id, day, level in ((1, "2025-03-01", 1.0), (1, "2026-09-01", 2.5), (2, "2026-10-01", 3.0)):
        planner.run(Assess(SkillId(skill_id), level, on=day, note="Why" if level == 2.5 else ""))
    done = ActivityId(planner.run(AddActivity("My work", kind="project")).added("activity")[0])
    planner.run(SetActivitySkill(done, SkillId(1), 3.0))
    planner.run(MoveActivities((done,), "done", on="2026-05-01"))
    page._history.read()
    return page


def history(page: SkillsPage) -> LevelHistory:
    found = page._lines.chart()._history
    assert found is not None
    return found


def test_without_a_past_there_is_no_link(page: SkillsPage) -> None:
    page._history.read()
    assert page._lines.link.isHidden()
    page._lines.show(wanted=True)
    assert page._radar.place.currentWidget() is page.chart()


def test_the_link_swaps_radar_and_history(past: SkillsPage) -> None:
    page = past
    assert (page._lines.link.isHidden(), page._lines.link.text()) == (False, "History")
    page._lines.link.click()
    assert isinstance(page._radar.place.currentWidget(), LevelChart)
    assert page._lines.link.text() == "Radar"
    assert page._lines.chart().accessibleName() == "History: By category"
    page._lines.link.click()
    assert page._radar.place.currentWidget() is page.chart()
    assert not any(switch.isHidden() for switch in page._radar.switches.values())


def test_nothing_is_read_or_made_before_it_is_shown(past: SkillsPage) -> None:
    page = past
    with statements(page.context.planner) as seen:
        page._radar.choose("category 1")
        page._radar.choose("categories")
    assert seen == []
    assert page._lines._chart is None


def test_by_category_there_is_a_named_line_for_each(past: SkillsPage) -> None:
    page = past
    page._lines.show(wanted=True)
    found = history(page)
    assert [line.name for line in found.lines] == [row.name for row in page._view.categories]
    assert [line.series[-1].level for line in found.lines if line.series] == [
        row.claimed for row in page._view.categories if row.claimed is not None
    ]
    assert {mark.sort for mark in found.marks} == {Sort.TURN}
    assert all(switch.isHidden() for switch in page._radar.switches.values())


def test_a_category_has_its_mean_with_the_marks_of_its_skills(qtbot: QtBot, past: SkillsPage) -> None:
    page = past
    page._lines.show(wanted=True)
    page._radar.choose("category 1")
    found, row = history(page), page._view.categories[0]
    (line,) = found.lines
    assert (line.name, line.series[-1].level, found.target) == (row.name, row.claimed, row.target)
    assert found.shown[-1].shown == row.shown
    told = {(mark.sort, mark.name, mark.day, mark.level) for mark in found.marks}
    assert told == {
        (Sort.RATING, row.skills[0].name, date(2025, 3, 1), 1.0),
        (Sort.RATING, row.skills[0].name, date(2026, 9, 1), 2.5),
        (Sort.RATING, row.skills[1].name, date(2026, 10, 1), 3.0),
        (Sort.WORK, row.skills[0].name, date(2026, 5, 1), 3.0),
    }
    opened = QSignalSpy(page.context.activity_opened)
    chart = page._lines.chart()
    number = next(place for place, spot in enumerate(chart._spots()) if spot.sort is Sort.WORK)
    qtbot.mouseMove(chart, chart.point_of(number).toPoint())
    note = chart.note()
    assert note is not None
    assert (note.title, note.figures, note.more) == ("My work", "1 May 2026 · level 3", (row.skills[0].name,))
    chart._open(number)
    assert opened.count() == 1


@pytest.mark.parametrize("view", ["skills", "role"])
def test_all_skills_and_the_role_have_one_mean(past: SkillsPage, view: str) -> None:
    page = past
    page._radar.choose(view)
    page._lines.show(wanted=True)
    found = history(page)
    rows = [row for row in skill_rows(page) if view == "skills" or row.target is not None]
    rated = [row for row in rows if row.claimed is not None]
    weights = sum(row.weight for row in rated)
    mean = sum((row.claimed or 0) * row.weight for row in rated) / weights
    assert found.lines[0].series[-1].level == pytest.approx(mean)
    assert found.summary.startswith(f"{page._radar.words()}: from 1.0 on 1 Mar 2025 to ")


def test_the_legend_switches_the_parts_of_the_history_too(past: SkillsPage) -> None:
    page = past
    page._radar.choose("skills")
    page._lines.show(wanted=True)
    page._radar.switches["evidenced"].click()
    assert page._lines.chart()._layers == Layers(evidenced=False)


def test_the_days_of_the_slider_are_thin_lines_and_read_nothing(past: SkillsPage) -> None:
    page = past
    page._radar.choose("category 1")
    page._lines.show(wanted=True)
    chart = page._lines.chart()
    before, found = chart.grab().toImage(), history(page)
    with statements(page.context.planner) as seen:
        page._history.bar.go_to(date(2026, 1, 1))
    assert not any("assessment" in statement for statement in seen)
    assert chart.grab().toImage() != before
    assert history(page) is found
    page._history.bar.go_to(None)
    assert chart.grab().toImage() == before


def test_a_rating_is_drawn_and_the_radar_comes_back_without_a_past(past: SkillsPage) -> None:
    page, planner = past, past.context.planner
    page._lines.show(wanted=True)
    before = history(page)
    planner.run(Assess(SkillId(1), 4.0, on="2026-09-01"))
    page._history.read()
    assert history(page) != before
    for skill_id in (1, 2):
        planner.run(ForgetRating(SkillId(skill_id)))
    planner.undo()
    page._history.read()
    assert page._lines.is_shown()
    while planner.undo():
        pass
    page._history.read()
    assert not page._lines.is_shown()
    assert page._radar.place.currentWidget() is page.chart()


def test_numbers_stand_in_the_list_only_beside_the_radar(past: SkillsPage) -> None:
    page = past
    page.resize(700, 420)
    page._radar.choose("skills")
    page.chart()
    numbers: list[object] = []
    page._radar.numbered.connect(numbers.append)
    page._lines.show(wanted=True)
    assert numbers[-1] == {}


def test_it_is_shown_again_where_it_was_left(past: SkillsPage, context: PageContext, qtbot: QtBot) -> None:
    past._radar.choose("category 1")
    past._lines.show(wanted=True)
    state = past.save_state()
    other = SkillsPage(context)
    qtbot.addWidget(other)
    other.restore_state(state)
    other.reload()
    other._history.read()
    assert other._lines.is_shown()
    assert isinstance(other._radar.place.currentWidget(), LevelChart)
    other._radar.chart()
    assert isinstance(other._radar.place.currentWidget(), LevelChart)


def test_the_chart_needs_no_pyqtgraph() -> None:
    import subprocess

    asked = "import sys, planner.ui.widgets.level_chart; print(any(m in sys.modules for m in ('pyqtgraph', 'numpy')))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
