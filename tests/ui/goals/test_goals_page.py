"""The Goals page in sections: order, keys, folds, filter, states, and what is revealed."""


import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from planner.domain.words import SkillId
from planner.services.actions.activities import AddActivity
from planner.services.actions.details import AddGoal
from planner.services.actions.parts import LogTime, SetActivitySkill
from planner.services.actions.skills import AddSkill
from planner.services.planner import Planner
from planner.services.queries.activity import activity_card
from planner.services.queries.goals import FIRST, Section, goals
from planner.services.queries.search import find
from planner.ui.goals.list_model import Goal
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_columns import Column
from planner.ui.theme import Theme
from tests.ui.goals.looking import HOSTILE, column, entry, lines, menu_of, named, press, to_table
from tests.ui.walk import settle


def test_goals_stand_in_their_sections(page: GoalsPage) -> None:
    assert lines(page) == [
        "# preparing 2 open", "AWS Certified AI Practitioner", "AI Governance Professional",
        "# held 2 open", "Certified Scrum Product Owner", "Project Management Professional",
        "# courses 2 open", "Machine Learning Specialization", " ".join(HOSTILE.replace("\u202e", " ").split()),
        "# ideas 2 folded",
    ]  # fmt: skip
    assert not page.invitation.isVisibleTo(page)


def test_rows_are_read_aloud(page: GoalsPage) -> None:
    model: QAbstractItemModel = page.list.lines
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    texts = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert texts[0] == "Preparing, 2, open"
    assert texts[1] == "AWS Certified AI Practitioner, booked, exam in 16 days"
    assert texts[-1] == "Ideas, 2, folded"
    assert (
        model.index(1, 0).data(Qt.ItemDataRole.AccessibleDescriptionRole)
        == "Amazon Web Services, booked, 9 Dec 09:30, 13 h left, 12 of 25 h prepared"
    )
    assert page.list.accessibleName()
    assert page.table.accessibleName()


def test_keys_move_fold_and_open(qtbot: QtBot, page: GoalsPage) -> None:
    page.focus_content()
    opened = QSignalSpy(page.context.activity_opened)
    assert page.list.current_goal() == named(page, "AWS Certified AI Practitioner")
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.at(0) == [named(page, "AI Governance Professional").id]
    qtbot.keyClick(page.list, Qt.Key.Key_Left)
    assert lines(page)[:2] == ["# preparing 2 folded", "# held 2 open"]
    assert page.list.currentIndex().row() == 0
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert lines(page)[0] == "# preparing 2 open"
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    assert page.list.current_goal() == named(page, "AWS Certified AI Practitioner")
    qtbot.keyClick(page.list, Qt.Key.Key_End)
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert lines(page)[-3:] == ["# ideas 2 open", "Idea one", "Idea two"]


def test_a_click_folds_and_a_double_click_opens(qtbot: QtBot, page: GoalsPage) -> None:
    opened = QSignalSpy(page.context.activity_opened)
    viewport, ideas = page.list.viewport(), page.list.lines.index(9)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=page.list.visualRect(ideas).center())
    assert lines(page)[-1] == "Idea two"
    where = page.list.visualRect(page.list.lines.index(1)).center()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert opened.count() == 0
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert opened.at(0) == [named(page, "AWS Certified AI Practitioner").id]


def test_the_context_menu_offers_every_state_of_the_kind(page: GoalsPage, library: Planner) -> None:
    where = page.list.visualRect(page.list.lines.index(2)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, page.list.viewport().mapToGlobal(where))
    QApplication.sendEvent(page.list.viewport(), event)
    menu = menu_of(page)
    assert [action.text() for action in menu.actions()] == [
        "Open", "State", "Exam date…", "This week", "Look up in the catalogue…", "Tags…", "Move to step", "", "Delete",
    ]  # fmt: skip
    states = entry(menu, "State").menu()
    assert isinstance(states, QMenu)
    assert [action.text() for action in states.actions()] == [
        "Considering", "Preparing", "Booked", "Passed", "Expired", "Retired", "Dropped",
    ]  # fmt: skip
    assert [action.text() for action in states.actions() if action.isChecked()] == ["Preparing"]
    told = QSignalSpy(page.context.toast_requested)
    entry(states, "Passed").trigger()
    menu.close()
    assert named(page, "AI Governance Professional").state == "passed"
    assert told.at(0) == ["“AI Governance Professional” is marked as passed", True]
    current = page.list.current_goal()
    assert current is not None
    assert current.title == "AI Governance Professional"  # the focus went along into Held
    library.undo()
    assert named(page, "AI Governance Professional").state == "preparing"


def test_a_goal_is_picked_and_deleted_by_key(page: GoalsPage, library: Planner) -> None:
    page.focus_content()
    press(page, "Put the goal into this week")
    assert named(page, "AWS Certified AI Practitioner").picked_week == "2026-11-23"
    press(page, "Put the goal into this week")
    assert named(page, "AWS Certified AI Practitioner").picked_week is None
    press(page, "Delete the goal")
    assert "AWS Certified AI Practitioner" not in lines(page)
    assert page.list.current_goal() is not None
    library.undo()
    assert "AWS Certified AI Practitioner" in lines(page)


def test_the_filter_opens_what_is_folded_and_says_when_nothing_matches(page: GoalsPage) -> None:
    page.set_filter("google")
    assert lines(page) == ["# ideas 1 open", "Idea one"]
    page.set_filter("booked aws")
    assert lines(page) == ["# preparing 1 open", "AWS Certified AI Practitioner"]
    page.set_filter("zebra")
    assert page.stack.currentWidget() is page.none_found
    assert "“zebra”" in page.none_found.accessibleName()
    page.set_filter("dropped one")
    assert "The table shows them" in page.none_found.accessibleName()
    to_table(page)
    assert column(page, Column.NAME) == ["Dropped one"]
    page.set_filter("")
    assert len(column(page, Column.NAME)) == 9


def test_what_is_tagged_is_found(page: GoalsPage, library: Planner) -> None:
    library.run(AddActivity("Tagged", kind="course", tags=("evenings",)))
    page.set_filter("EVENING")
    assert lines(page) == ["# ideas 1 open", "Tagged"]


def test_a_step_of_a_goal_is_revealed(page: GoalsPage, library: Planner) -> None:
    idea = named(page, "Idea one")
    assert page.reveal("activity", idea.id)
    assert page.list.current_goal() == idea
    page.list._flash.stop()
    exam = named(page, "AWS Certified AI Practitioner").exam
    assert exam is not None
    assert page.reveal("deadline", exam.deadline_id)
    assert page.list.current_goal() == named(page, "AWS Certified AI Practitioner")
    assert page.reveal("activity", named(page, "Dropped one").id)
    assert page.switch.value() == "table"
    assert not page.reveal("activity", 9999)
    assert not page.reveal("skill", 1)
    for view in (page.list, page.table):
        view._flash.stop()


def test_only_the_last_completed_courses_are_shown_at_first(qtbot: QtBot, page: GoalsPage, library: Planner) -> None:
    for number in range(9):
        library.run(AddGoal(f"Done {number}", "course", held=True, issued_on=f"2025-0{number + 1}-01"))
    assert lines(page)[6:15] == [
        "# courses 11 open", "Machine Learning Specialization", lines(page)[8],
        "Done 8", "Done 7", "Done 6", "Done 5", "Done 4", "+ 4",
    ]  # fmt: skip
    page.list.choose(("more", Section.COURSES.value))
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert "Done 0" in lines(page)


def test_of_a_long_section_the_first_goals_are_shown(qtbot: QtBot, page: GoalsPage, library: Planner) -> None:
    """Many goals cost no more than a screen of them, until more are asked for: by a key, a filter, a search."""
    before = len(lines(page))
    for number in range(FIRST + 20):
        library.run(AddGoal(f"Held {number}", "certification", held=True, expires_on=f"{2100 + number}-01-01"))
    held = next(line for line in lines(page) if line.startswith("# held"))
    total = int(held.split()[2])
    assert len(lines(page)) == before + FIRST + 1 - (total - FIRST - 20)
    assert f"+ {total - FIRST}" in lines(page)
    assert "Held 69" not in lines(page)
    page.set_filter("held 69")
    assert lines(page) == ["# held 1 open", "Held 69"]
    page.set_filter("held")
    assert lines(page)[0] == f"# held {FIRST + 20} open"
    assert lines(page)[-1] == "+ 20"
    page.set_filter("")
    assert "Held 69" not in lines(page)
    last = library.read(find, "Held 68")[0]
    assert page.reveal("activity", last.id)
    page.list._flash.stop()
    goal = page.list.current_goal()
    assert goal is not None
    assert goal.title == "Held 68"
    assert "Held 69" in lines(page)


def test_more_of_a_long_section_is_a_key_away(qtbot: QtBot, page: GoalsPage, library: Planner) -> None:
    for number in range(FIRST + 2):
        library.run(AddGoal(f"Held {number}", "certification", held=True, expires_on=f"{2100 + number}-01-01"))
    page.list.choose(("more", Section.HELD.value))
    more = page.list.currentIndex().data()
    assert more.startswith("Show ")
    assert "completed" not in more
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert f"Held {FIRST + 1}" in lines(page)


def test_every_command_is_listed_with_its_key(page: GoalsPage) -> None:
    bound = [action for action in page.actions() if action.shortcuts()]
    assert {action.shortcut().toString() for action in bound} == {
        "Return", "M", "T", "W", "E", "S", "-", "Del", "Ctrl+A", "V", "O", "G",
    }  # fmt: skip
    assert all(action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut for action in bound)
    press(page, "Show goals as a table")
    assert page.switch.value() == "table"
    press(page, "Show goals as a table")
    assert page.switch.value() == "sections"


def test_only_goals_that_are_seen_are_put_into_words(page: GoalsPage) -> None:
    page.list.grab()
    made = {goal.row.title for goal in page._all if "words" in vars(goal)}
    assert "AWS Certified AI Practitioner" in made
    assert not made & {"Idea one", "Idea two", "Dropped one"}


def test_rows_at_rest_show_what_they_say_now(page: GoalsPage, theme: Theme) -> None:
    """Their kept pictures give way to another state, another day and another theme."""

    def looks() -> QImage:
        return page.list.viewport().grab().toImage()

    planner = page.context.planner
    before = [looks() for _ in range(3)][-1]
    planner.run(LogTime(named(page, "AWS Certified AI Practitioner").id, 60))
    after = looks()
    assert after != before
    assert [looks() for _ in range(3)] == [after] * 3
    theme.set_mode("dark")
    settle()
    dark = looks()
    assert dark != after
    theme.set_mode("light")
    settle()
    assert looks() == after


def test_the_words_of_another_day_are_other_words(page: GoalsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    before = page.list.viewport().grab().toImage()
    monkeypatch.setenv("PLANNER_NOW", "2026-11-24T09:00:00+00:00")
    page.reload()
    goal = page.list.lines.line(1)
    assert isinstance(goal, Goal)
    assert goal.words.first == "Exam in 15 days · 13 h left"
    assert page.list.viewport().grab().toImage() != before


def test_a_goal_that_is_reached_asks_what_came_of_it_and_whether_it_shows_its_skill(
    qtbot: QtBot, page: GoalsPage, library: Planner
) -> None:
    library.run(AddSkill("Governance", category="AI"))
    row = next(row for row in library.read(goals, library.today(), library.zone()) if "Governance" in row.title)
    library.run(SetActivitySkill(row.id, SkillId(1), 3.0))
    page.commands.set_state(row, "passed")
    panel = page.commands.completion
    assert panel.isVisible()
    assert panel.skills.question.text() == "Does this show level 3 of Governance?"
    page.focus_content()
    qtbot.keyClick(page.list, Qt.Key.Key_Minus)
    assert [link.level for link in library.read(activity_card, row.id).skills] == [2.5]
    panel.skills.yes.click()
    assert panel.skills.isHidden()
    panel.line.setFocus()
    qtbot.keyClicks(panel.line, "Now I decide")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert page.list.hasFocus()
    assert library.read(activity_card, row.id).activity.outcome == "Now I decide"
    assert library.undo() is not None
    page.commands.set_state(row, "considering")
    assert panel.isHidden()
