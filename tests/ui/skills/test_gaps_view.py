"""The gaps of the Skills page: the table, what would close a gap, adding it, filter, empty states, and the export."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QFileDialog, QTableView
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.words import ActivityId, ProfileId, SkillId, Status
from planner.services import libraries
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.parts import LogTime, SetActivitySkill
from planner.services.actions.roles import AddProfile, SetTarget
from planner.services.actions.skills import AddSkill, Assess, ChooseProfile, RemoveSkill
from planner.services.actions.templates import ApplyTemplate
from planner.services.gap_facts import Column
from planner.services.planner import Planner
from planner.services.queries.gaps import GapRow, gaps
from planner.storage.reader import Reader
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.skills.closer_list import CloserList
from planner.ui.skills.gaps_view import GapsView
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.roles_dialog import RolesDialog
from planner.ui.theme import Theme
from tests.ui.walk import settle

Key = Qt.Key
Spoken = Qt.ItemDataRole.AccessibleTextRole


def to_gaps(page: SkillsPage) -> GapsView:
    page._views.choose("gaps")
    settle()
    return page._views.gaps()


def expected(planner: Planner) -> tuple[GapRow, ...]:
    return planner.read(gaps, planner.today())


def named(planner: Planner, name: str) -> GapRow:
    return next(row for row in expected(planner) if row.skill.name == name)


def column(view: GapsView, which: Column) -> list[str]:
    rows = view.table.rows
    return [str(rows.index(row, which).data()) for row in range(rows.rowCount())]


def shown_gaps(view: GapsView) -> list[float]:
    return [row.skill.gap for number in range(view.table.rows.rowCount()) if (row := view.table.rows.gap(number))]


def titles(lines: CloserList) -> list[str]:
    return [str(lines.lines.index(row).data()) for row in range(lines.lines.rowCount())]


def ticked(lines: CloserList) -> list[str]:
    model = lines.lines
    return [
        str(model.index(row).data())
        for row in range(model.rowCount())
        if model.index(row).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    ]


def centre(lines: CloserList, row: int) -> QPoint:
    return lines.visualRect(lines.lines.index(row)).center()


def linked(
    planner: Planner, title: str, skill_id: int, level: float, *, core: bool = True, estimate_minutes: int | None = None
) -> ActivityId:
    """An activity that shows a skill."""
    action = AddActivity(title, kind="project", core=core, estimate_minutes=estimate_minutes)
    (made,) = planner.run(action).added("activity")
    planner.run(SetActivitySkill(ActivityId(made), SkillId(skill_id), level))
    return ActivityId(made)


def press(page: SkillsPage, text: str) -> None:
    next(action for action in page.actions() if action.text() == text).trigger()


@pytest.fixture
def bare(qtbot: QtBot, empty_library: Planner, theme: Theme) -> Iterator[SkillsPage]:
    """The page on a plan with one skill, “Writing”, and no role."""
    empty_library.run(AddSkill("Writing", category="Craft"))
    context = PageContext(empty_library, theme, SettingsFile())
    made = SkillsPage(context)
    qtbot.addWidget(made)
    empty_library.subscribe(made.apply_change)
    made.resize(1080, 740)
    made.reload()
    made.show()
    qtbot.waitUntil(made._radar.is_made)
    yield made
    context.deleteLater()


@pytest.fixture
def one(bare: SkillsPage) -> SkillsPage:
    """The page on a plan whose role wants “Writing” at 3; the gaps are shown."""
    planner = bare.context.planner
    (role,) = planner.run(AddProfile("Editor")).added("profile")
    planner.run(ChooseProfile(ProfileId(role)))
    planner.run(SetTarget(ProfileId(role), SkillId(1), 3.0))
    to_gaps(bare)
    return bare


# ---------------------------------------------------------------------- the table


def test_nothing_is_read_or_built_before_it_is_looked_at(page: SkillsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    whole = page.context.planner.read

    def noting(query: Callable[..., object], *arguments: object) -> object:
        read.append(query)
        return whole(query, *arguments)

    monkeypatch.setattr(page.context.planner, "read", noting)
    page.reload()
    page.context.planner.run(Assess(SkillId(1), 2.0))
    assert page.findChildren(QTableView) == []
    assert gaps not in read
    to_gaps(page)
    assert read.count(gaps) == 1
    read.clear()
    page.set_filter("data")
    assert gaps not in read


def test_every_skill_of_the_role_stands_there_the_most_urgent_first(page: SkillsPage) -> None:
    view, rows = to_gaps(page), expected(page.context.planner)
    assert column(view, Column.SKILL) == [row.skill.name for row in rows]
    first = [str(view.table.rows.index(0, which).data()) for which in Column]
    assert first == ["Machine-learning concepts", "unknown", "none", "3", "3", "3", "9", first[-1]]
    assert first[-1].endswith(" h")
    assert view.table.current_gap() == rows[0]


def test_numbers_stand_on_the_right_and_say_what_they_mean(page: SkillsPage) -> None:
    model = to_gaps(page).table.rows
    for which in Column:
        side = Qt.AlignmentFlag(model.index(0, which).data(Qt.ItemDataRole.TextAlignmentRole))
        right = bool(side & Qt.AlignmentFlag.AlignRight)
        assert right == (which != Column.SKILL)
        assert model.headerData(which, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, Column.SKILL).data(Spoken) == (
        "Machine-learning concepts in Technical foundation, Self-rated: unknown, Shown: no work yet, Role: 3, Gap: 3"
    )
    assert model.index(0, Column.WEIGHT).data(Spoken) == "Weight: 3, essential"
    assert " left of " in model.index(0, Column.PLANNED).data(Spoken)


def test_it_sorts_by_every_column_and_what_has_no_gap_stays_last(page: SkillsPage) -> None:
    planner, view = page.context.planner, to_gaps(page)
    for number, row in enumerate(expected(planner)):
        if number % 3:
            planner.run(Assess(row.skill.id, [5.0, 0.5, 2.5][number % 3]))
    model: QAbstractItemModel = view.table.rows
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for which in Column:
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            view.table.sort_by(which, order)
            found = shown_gaps(view)
            open_gaps = [gap for gap in found if gap]
            assert found == open_gaps + [0.0] * (len(found) - len(open_gaps))
            texts = column(view, which)[: len(open_gaps)]
            numbers = [float(text.removesuffix(" h")) for text in texts if text[:1].isdigit()]
            if which != Column.SKILL:
                assert texts == [text for text in texts if text[:1].isdigit()] + [
                    text for text in texts if not text[:1].isdigit()
                ]
                assert numbers == sorted(numbers, reverse=order == Qt.SortOrder.DescendingOrder)
    view.table.sort_by(Column.SKILL, Qt.SortOrder.AscendingOrder)
    names = column(view, Column.SKILL)[: len(open_gaps)]
    assert names == sorted(names, key=str.casefold)


def test_a_click_on_a_heading_sorts_the_largest_first_and_keeps_the_skill(qtbot: QtBot, page: SkillsPage) -> None:
    view = to_gaps(page)
    kept = expected(page.context.planner)[4]
    assert view.table.choose(kept.skill.id)
    header = view.table.horizontalHeader()

    def click(which: Column) -> None:
        where = QPoint(header.sectionViewportPosition(which) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)

    click(Column.ROLE)
    roles = column(view, Column.ROLE)
    assert roles == sorted(roles, reverse=True)
    click(Column.SKILL)
    names = column(view, Column.SKILL)
    assert names == sorted(names, key=str.casefold)
    current = view.table.current_gap()
    assert current is not None
    assert current.skill.id == kept.skill.id
    assert view.panel.name.text() == kept.skill.name


def test_keys_move_sort_turn_and_open(qtbot: QtBot, page: SkillsPage) -> None:
    planner = page.context.planner
    for number, level in ((6, 1.0), (7, 2.0)):
        planner.run(Assess(expected(planner)[number].skill.id, level))
    opened = QSignalSpy(page.context.skill_opened)
    page._list.setFocus()
    qtbot.keyClick(page._list, Key.Key_V)
    assert page._views.is_gaps()
    view = page._views.gaps()
    assert view.table.hasFocus()
    qtbot.keyClick(view.table, Key.Key_Down)
    row = expected(planner)[1]
    assert view.panel.name.text() == row.skill.name
    qtbot.keyClick(view.table, Key.Key_Return)
    assert opened.at(0) == [row.skill.id]
    qtbot.keyClick(view.table, Key.Key_Right)
    qtbot.keyClick(view.table, Key.Key_O)
    assert view.table.rows.sorted_by == Column.SELF_RATED
    rated = [text for text in column(view, Column.SELF_RATED) if text != "unknown"]
    assert rated == ["2", "1"]
    qtbot.keyClick(view.table, Key.Key_O)
    assert column(view, Column.SELF_RATED)[:2] == ["1", "2"]
    press(page, "Open the skill")
    assert opened.at(1) == [row.skill.id]
    qtbot.keyClick(view.table, Key.Key_V)
    assert not page._views.is_gaps()
    assert page._list.hasFocus()


def test_a_double_click_opens_the_skill(qtbot: QtBot, page: SkillsPage) -> None:
    view = to_gaps(page)
    opened = QSignalSpy(page.context.skill_opened)
    where = view.table.visualRect(view.table.rows.index(2, Column.GAP)).center()
    qtbot.mouseDClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.at(0) == [expected(page.context.planner)[2].skill.id]


def test_a_rating_that_work_does_not_show_is_remarked_on(one: SkillsPage) -> None:
    planner, view = one.context.planner, one._views.gaps()
    spoken = view.table.rows.index(0, Column.SKILL)
    planner.run(Assess(SkillId(1), 1.0))
    assert "more than work shows" not in spoken.data(Spoken)
    assert view.panel.claim.isHidden()
    planner.run(Assess(SkillId(1), 2.5))
    assert spoken.data(Spoken).endswith(", more than work shows")
    assert view.panel.claim.text() == "No finished work shows that yet."
    made = linked(planner, "Essay", 1, 1.0)
    planner.run(MoveActivities((made,), Status.DONE))
    assert view.panel.claim.text() == "Finished work shows 1."
    planner.run(Assess(SkillId(1), 2.0))
    assert view.panel.claim.isHidden()


# ---------------------------------------------------------------------- what would close a gap


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


def count_activities(reader: Reader) -> int:
    found: int = reader.value("SELECT count(*) FROM activity")
    return found


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


# ---------------------------------------------------------------------- it follows


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


# ---------------------------------------------------------------------- the export, and looks


def test_the_gaps_are_exported_to_the_file_that_is_chosen(
    page: SkillsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toasts, failed = QSignalSpy(page.context.toast_requested), QSignalSpy(page.context.failed)
    asked: list[str] = []

    def choose(name: str, chosen: str) -> None:
        def answer(_parent: object, _title: str, start: str, filters: str) -> tuple[str, str]:
            asked.append(f"{Path(start).name} {filters}")
            return name, chosen

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)

    choose(str(tmp_path / "mine"), "Text as Markdown (*.md)")
    press(page, "Export the gaps…")
    assert asked == ["gaps.csv Table as CSV (*.csv);;Text as Markdown (*.md)"]
    assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("# Gaps to AI product manager")
    assert toasts.at(0) == ["Exported the gaps to “mine.md”.", False]
    choose(str(tmp_path / "mine"), "Table as CSV (*.csv)")
    press(page, "Export the gaps…")
    assert (tmp_path / "mine.csv").read_bytes().startswith(b"role,day,skill,")
    choose("", "")
    press(page, "Export the gaps…")
    choose(str(tmp_path / "mine.xls"), "")
    press(page, "Export the gaps…")
    assert (toasts.count(), failed.count()) == (2, 1)
    assert str(failed.at(0)[0]).startswith("The ending of “mine.xls” is neither")
    assert sorted(each.name for each in tmp_path.iterdir() if "mine" in each.name) == ["mine.csv", "mine.md"]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(830, 460), (900, 600), (1080, 700), (1720, 980)])
def test_it_has_room_in_both_themes_at_every_size(
    page: SkillsPage, theme: Theme, mode: str, size: tuple[int, int]
) -> None:
    view = to_gaps(page)
    page.context.planner.run(Assess(expected(page.context.planner)[0].skill.id, 2.0))
    theme.set_mode(mode)
    page.resize(*size)
    page.focus_content()
    settle()
    assert not page.grab().isNull()
    table, panel = view.table, view.panel
    widths = [table.columnWidth(which) for which in Column]
    assert min(widths) >= 40
    if size[0] >= 900:
        assert sum(widths) <= table.viewport().width()
        assert widths[0] >= 200
    beside = panel.mapTo(page, QPoint()).x() >= table.mapTo(page, QPoint()).x() + table.width()
    assert beside == (size[0] >= 1080)
    assert page.rect().contains(QRect(panel.mapTo(page, QPoint()), panel.size()))
    assert page.width() == size[0]
