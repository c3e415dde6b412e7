"""The table of gaps on the Skills page: rows, sorting, keys, the export, and room in both themes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from planner.domain.words import SkillId, Status
from planner.services.actions.activities import MoveActivities
from planner.services.actions.skills import Assess
from planner.services.gap_facts import Column
from planner.services.queries.gaps import gaps
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.skills.page import SkillsPage
from planner.ui.theme import Theme
from tests.ui.skills.gap_hands import column, expected, linked, press, shown_gaps, to_gaps
from tests.ui.walk import settle

Key = Qt.Key
Spoken = Qt.ItemDataRole.AccessibleTextRole


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


def test_a_day_that_the_slider_tells_late_does_not_turn_the_page(page: SkillsPage) -> None:
    view = to_gaps(page)
    page._history.day_changed.emit(page._shown)
    assert view.isVisible()
    page._views.choose("radar")
    assert not view.isVisible()


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


def test_the_gaps_are_exported_to_the_file_that_is_chosen(
    page: SkillsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toasts, failed = QSignalSpy(page.context.toast_requested), QSignalSpy(page.context.failed)
    asked: list[str] = []

    def choose(name: str, chosen: str) -> None:
        def answer(_parent: object, _title: str, start: str, filters: str) -> tuple[str, str]:
            asked.append(f"{Path(start).name} {filters}")
            return name, chosen

        monkeypatch.setattr(FileDialog, "getSaveFileName", answer)

    choose(str(tmp_path / "mine.md"), "Text as Markdown (*.md)")
    press(page, "Export the gaps…")
    assert asked == ["gaps.csv Table as CSV (*.csv);;Text as Markdown (*.md)"]
    assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("# Gaps to AI product manager")
    assert toasts.at(0) == ["Exported the gaps to “mine.md”.", False]
    choose(str(tmp_path / "mine.csv"), "Table as CSV (*.csv)")
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
