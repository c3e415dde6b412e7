"""What would close a gap: on the board, ideas that go there in one step, a line of one's own; how it all follows."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from planner.domain.words import ProfileId, SkillId, Status
from planner.services import libraries
from planner.services.actions.activities import MoveActivities
from planner.services.actions.parts import LogTime
from planner.services.actions.roles import AddProfile, SetTarget
from planner.services.actions.skills import AddSkill, Assess, ChooseProfile, RemoveSkill
from planner.services.actions.templates import ApplyTemplate
from planner.services.gap_facts import Column
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.roles.dialog import RolesDialog
from tests.ui.skills.gap_hands import (
    centre,
    column,
    count_activities,
    expected,
    linked,
    named,
    press,
    ticked,
    titles,
    to_gaps,
)
from tests.ui.walk import settle

Key = Qt.Key
Spoken = Qt.ItemDataRole.AccessibleTextRole


def test_the_panel_tells_what_is_on_the_board_and_opens_it(qtbot: QtBot, one: SkillsPage) -> None:
    planner, view = one.context.planner, one._views.gaps()
    opened = QSignalSpy(one.context.activity_opened)
    assert view.panel.reach.text() == "Nothing in the plan would close this gap yet."
    made = linked(planner, "Essay", 1, 3.0, estimate_minutes=720)
    other = linked(planner, "Letter", 1, 1.0)
    planner.run(MoveActivities((made,), Status.IN_PROGRESS))
    board = view.panel.board.lines
    assert titles(board) == ["Essay", "Letter"]
    assert board.lines.index(0).data(Spoken) == "Essay, Project, level 3 · 12 h · in progress"
    assert view.panel.reach.text() == "What is on the board closes the gap."
    assert column(view, Column.PLANNED) == ["12 h"]
    qtbot.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=centre(board, 1))
    board.setFocus()
    qtbot.keyClick(board, Key.Key_Up)
    qtbot.keyClick(board, Key.Key_Return)
    assert [opened.at(0), opened.at(1)] == [[other], [made]]
    planner.run(LogTime(made, 120))
    assert column(view, Column.PLANNED) == ["10 h"]
    planner.run(MoveActivities((made,), Status.DONE))
    assert titles(board) == ["Letter"]
    assert view.panel.reach.text() == "What is on the board leads to level 1."
    planner.undo()
    assert titles(board) == ["Essay", "Letter"]


def test_as_many_ideas_are_ticked_as_it_takes(one: SkillsPage) -> None:
    planner, view = one.context.planner, one._views.gaps()
    ideas = view.panel.ideas.lines
    linked(planner, "Half way", 1, 1.5, core=False)
    assert (titles(ideas), ticked(ideas)) == (["Half way"], ["Half way"])
    linked(planner, "All the way", 1, 3.0, core=False)
    linked(planner, "And more", 1, 4.0, core=False)
    assert sorted(titles(ideas)) == ["All the way", "And more", "Half way"]
    assert len(ticked(ideas)) == 1
    assert ticked(ideas) != ["Half way"]
    assert view.panel.add.text() == "Add 1 to the board"
    linked(planner, "On the board", 1, 3.0)
    assert ticked(ideas) == []
    assert not view.panel.add.isEnabled()
    ideas.lines.toggle(0)
    planner.run(Assess(SkillId(1), 0.5))  # the same is offered, so that what the person ticked stands
    assert ticked(ideas) == titles(ideas)[:1]


def test_ticked_ideas_go_on_the_board_in_one_step_which_undo_takes_back(qtbot: QtBot, one: SkillsPage) -> None:
    planner, view = one.context.planner, one._views.gaps()
    toasts = QSignalSpy(one.context.toast_requested)
    for title in ("First", "Second", "Third"):
        linked(planner, title, 1, 3.0, core=False)
    ideas, before = view.panel.ideas.lines, planner.history().undo
    assert len(ticked(ideas)) == 1
    ideas.setFocus()
    last = titles(ideas).index("Third")
    ideas.setCurrentIndex(ideas.lines.index(last))
    if "Third" not in ticked(ideas):
        qtbot.keyClick(ideas, Key.Key_Space)
    second = titles(ideas).index("Second")
    if "Second" not in ticked(ideas):
        qtbot.mouseClick(ideas.viewport(), Qt.MouseButton.LeftButton, pos=centre(ideas, second))
    first = titles(ideas).index("First")
    if "First" in ticked(ideas):
        qtbot.mouseClick(ideas.viewport(), Qt.MouseButton.LeftButton, pos=centre(ideas, first))
    assert sorted(ticked(ideas)) == ["Second", "Third"]
    assert view.panel.add.text() == "Add 2 to the board"
    view.panel.add.click()
    assert sorted(titles(view.panel.board.lines)) == ["Second", "Third"]
    assert titles(ideas) == ["First"]
    assert not view.panel.add.isEnabled()
    assert view.table.hasFocus()
    assert toasts.at(0) == ["2 ideas are on the board", True]
    assert planner.history().undo == "Put 2 ideas on the board"
    planner.undo()
    assert planner.history().undo == before
    assert sorted(titles(ideas)) == ["First", "Second", "Third"]


def test_ideas_of_the_built_in_roadmap_are_offered_where_the_plan_lacks_them(bare: SkillsPage) -> None:
    planner = bare.context.planner
    planner.run(ApplyTemplate.named(libraries.BUILT_IN, skills_only=True))
    row = named(planner, "Machine-learning concepts")
    planner.run(ChooseProfile(bare._view.profiles[0].id))
    optional = linked(planner, "Own idea", row.skill.id, 2.0, core=False)
    view = to_gaps(bare)
    view.table.choose(row.skill.id)
    ideas = view.panel.ideas.lines
    offered = titles(ideas)
    assert offered[0] == "Own idea"
    assert len(offered) > 2
    assert len(ticked(ideas)) == 1
    if "Own idea" not in ticked(ideas):
        ideas.lines.toggle(0)
    view.panel._count()
    chosen = sorted(ticked(ideas))
    assert view.panel.add.text() == "Add 2 to the board"
    held = planner.read(count_activities)
    view.panel.add.click()
    assert sorted(titles(view.panel.board.lines)) == chosen
    assert planner.read(count_activities) == held + 1
    assert planner.history().undo == "Put 2 ideas on the board"
    planner.undo()
    assert titles(ideas) == offered
    assert planner.read(count_activities) == held
    assert planner.read(lambda reader: reader.value("SELECT core FROM activity WHERE id = ?", (optional,))) == 0


def test_where_nothing_would_close_a_gap_a_line_adds_what_does(qtbot: QtBot, one: SkillsPage) -> None:
    planner, view, panel = one.context.planner, one._views.gaps(), one._views.gaps().panel
    planner.run(Assess(SkillId(1), 1.5))
    assert panel.own.isVisibleTo(one)
    panel.own.click()
    assert panel.line.hasFocus()
    qtbot.keyClick(panel.line, Key.Key_Escape)
    assert panel.line.isHidden()
    assert panel.own.hasFocus()
    panel.own.click()
    qtbot.keyClick(panel.line, Key.Key_Return)
    assert not panel.line.isHidden()
    qtbot.keyClicks(panel.line, "Write an essay ~6h #craft")
    qtbot.keyClick(panel.line, Key.Key_Return)
    assert titles(panel.board.lines) == ["Write an essay"]
    assert panel.board.lines.lines.index(0).data(Spoken) == "Write an essay, Project, level 2 · 6 h"
    assert view.table.hasFocus()
    assert panel.line.isHidden()
    assert panel.own.isVisibleTo(one)  # it leads to 2 of 3
    planner.undo()
    assert titles(panel.board.lines) == []
    planner.run(Assess(SkillId(1), 3.0))
    assert not panel.own.isVisibleTo(one)
    assert panel.gap.text() == "No gap: you rate yourself 3, the role wants 3."


def test_a_rating_sorts_anew_and_the_focus_stays_on_its_skill(page: SkillsPage) -> None:
    planner, view = page.context.planner, to_gaps(page)
    first = expected(planner)[0]
    view.table.setCurrentIndex(view.table.rows.index(0, Column.GAP))
    planner.run(Assess(first.skill.id, 5.0))
    assert column(view, Column.SKILL) == [row.skill.name for row in expected(planner)]
    current = view.table.current_gap()
    assert current is not None
    assert current.skill.id == first.skill.id
    assert view.table.currentIndex().row() == view.table.rows.rowCount() - 1
    assert view.table.currentIndex().column() == Column.GAP
    assert titles(view.panel.board.lines) == []
    planner.undo()
    assert view.table.currentIndex().row() == 0
    assert titles(view.panel.board.lines)


def test_skills_and_roles_come_and_go(page: SkillsPage) -> None:
    planner, view = page.context.planner, to_gaps(page)
    second = expected(planner)[1].skill
    assert view.table.choose(second.id)
    planner.run(RemoveSkill(expected(planner)[0].skill.id))
    current = view.table.current_gap()
    assert current is not None
    assert current.skill.id == second.id
    planner.run(RemoveSkill(second.id))
    assert view.table.currentIndex().row() == 0
    planner.run(ChooseProfile(page._view.profiles[2].id))
    assert column(view, Column.SKILL) == [row.skill.name for row in expected(planner)]
    for _ in range(3):
        planner.undo()
    assert column(view, Column.SKILL) == [row.skill.name for row in expected(planner)]


def test_the_filter_narrows_the_table_and_says_when_nothing_is_left(page: SkillsPage) -> None:
    view = to_gaps(page)
    view.table.choose(expected(page.context.planner)[3].skill.id)
    page.set_filter("responsible AI")
    assert set(column(view, Column.SKILL)) == {
        row.skill.name for row in expected(page.context.planner) if row.category == "Responsible AI"
    }
    current = view.table.current_gap()
    assert current is not None
    assert view.panel.name.text() == current.skill.name
    page.set_filter("zebra")
    assert page._pages.currentWidget() is page._none_found
    cleared = QSignalSpy(page.filter_cleared)
    page._none_found.buttons[0].click()
    assert cleared.count() == 1
    assert page._pages.currentWidget() is view
    assert len(column(view, Column.SKILL)) == len(expected(page.context.planner))
    page.set_filter("zebra")
    press(page, "Show the radar or the gaps")
    assert page._pages.currentWidget() is page._none_found
    page.set_filter("")
    assert page._pages.currentIndex() == 0


def test_without_a_role_or_without_wishes_a_button_leads_to_the_roles(bare: SkillsPage) -> None:
    planner, view = bare.context.planner, to_gaps(bare)
    assert bare._pages.currentWidget() is view
    assert view.empty.isVisibleTo(bare)
    assert view.empty.accessibleName().startswith("No target role yet.")
    bare.focus_content()
    assert view.empty.buttons[0].hasFocus()
    view.empty.buttons[0].click()
    dialog = bare.findChild(RolesDialog)
    assert isinstance(dialog, RolesDialog)
    dialog.close()
    settle()
    (role,) = planner.run(AddProfile("Editor")).added("profile")
    planner.run(ChooseProfile(ProfileId(role)))
    assert view.empty.accessibleName().startswith("“Editor” wants no skill yet.")
    planner.run(SetTarget(ProfileId(role), SkillId(1), 3.0))
    assert not view.empty.isVisibleTo(bare)
    assert column(view, Column.SKILL) == ["Writing"]
    planner.run(RemoveSkill(SkillId(1)))
    assert bare._pages.currentWidget() is bare._empty


def test_view_and_order_are_remembered(page: SkillsPage, context: PageContext) -> None:
    view = to_gaps(page)
    view.table.sort_by(Column.GAP, Qt.SortOrder.AscendingOrder)
    state = page.save_state()
    assert state.items() >= {"view": "gaps", "sort": ["gap", "up"]}.items()
    other = SkillsPage(context, page)
    other.restore_state(state)
    assert other.save_state() == state
    other.reload()
    assert other._views.gaps().table.rows.sorted_by == Column.GAP
    assert not other._radar.is_made()
    for broken in ({}, {"view": 3, "sort": "name"}, {"view": "gaps!", "sort": ["zebra", 4]}, {"sort": ["zebra", "up"]}):
        fresh = SkillsPage(context, page)
        fresh.restore_state(broken)
        fresh._views.gaps()
        assert fresh.save_state().keys() == {"hidden", "radar"}


def test_undo_in_the_window_stays_at_the_gap(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1280, 800)
    window.show()
    window.go("skills")
    page = window.pages.current
    assert isinstance(page, SkillsPage)
    view, planner = to_gaps(page), window.context.planner
    row = expected(planner)[0]
    assert row.ideas
    ideas = view.panel.ideas.lines
    ideas.lines.toggle(0)
    view.panel._count()
    view.panel.add.click()
    assert titles(ideas) != titles(view.panel.board.lines)
    window.undo()
    settle()
    assert window.pages.current_id == "skills"
    assert page._views.is_gaps()
    assert len(titles(ideas)) == len(row.ideas)
    other = expected(planner)[5].skill
    assert window.reveal("skill", other.id)
    current = view.table.current_gap()
    assert current is not None
    assert current.skill.id == other.id
    assert view.table.flashed == other.id
    qtbot.waitUntil(lambda: view.table.flashed == -1)
    window.go("home")
    planner.run(Assess(other.id, 5.0))
    window.go("skills")
    assert column(view, Column.SKILL) == [each.skill.name for each in expected(planner)]
    window.toasts.clear()


def test_a_skill_that_the_role_does_not_ask_for_is_shown_beside_the_radar(page: SkillsPage) -> None:
    planner = page.context.planner
    to_gaps(page)
    (made,) = planner.run(AddSkill("Juggling", category="Stage")).added("skill")
    assert page.reveal("skill", made)
    assert not page._views.is_gaps()
    current = page._list.current_skill()
    assert current is not None
    assert current.name == "Juggling"
    assert not page.reveal("skill", 9999)
