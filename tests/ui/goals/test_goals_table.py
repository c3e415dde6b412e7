"""The table of goals: sorting, cells, states in place, and what is remembered."""


import json

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from planner.domain.goal_filter import GoalFilter, Grouping
from planner.domain.renewal import Rule
from planner.domain.words import Kind
from planner.services.actions.credits import AddCredits, Claim, CreditPart
from planner.services.actions.details import EditDetail
from planner.services.actions.renewals import PutRule
from planner.services.planner import Planner
from planner.ui.goals.page import GoalsPage
from planner.ui.goals.table_columns import AT_FIRST, KEYS, Column
from planner.ui.theme import Theme
from tests.ui.goals.looking import column, entry, menu_of, named, press, to_table


def test_the_table_sorts_by_every_column_with_gaps_last(page: GoalsPage) -> None:
    to_table(page)
    model: QAbstractItemModel = page.table.rows
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == 9
    assert column(page, Column.NAME)[1:4] == [
        "AI Governance Professional", "AWS Certified AI Practitioner", "Certified Scrum Product Owner",
    ]  # fmt: skip
    for which in Column:
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            page.table.sort_by(which, order)
            texts = column(page, which)
            filled = [text for text in texts if text]
            assert texts[: len(filled)] == filled
    page.table.sort_by(Column.EXPIRY, Qt.SortOrder.AscendingOrder)
    assert column(page, Column.EXPIRY)[:3] == ["14 Feb 2027", "30 Jun 2027", ""]
    page.table.sort_by(Column.EXPIRY, Qt.SortOrder.DescendingOrder)
    assert column(page, Column.EXPIRY)[:3] == ["30 Jun 2027", "14 Feb 2027", ""]


def test_a_click_on_a_heading_sorts_and_keeps_the_goal(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    goal_id = named(page, "Idea one").id
    assert page.table.choose_goal(goal_id)
    header = page.table.horizontalHeader()
    where = QPoint(header.sectionViewportPosition(Column.STATE) + 12, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.table.rows.sorted_by == Column.STATE
    assert column(page, Column.STATE)[0] == "Considering"
    current = page.table.current_goal()
    assert current is not None
    assert current.id == goal_id
    press(page, "Sort by the column")
    assert page.table.rows.sorted_by == Column.NAME


def test_cells_say_why_a_date_is_red(page: GoalsPage) -> None:
    to_table(page)
    row = page.table.rows.row_of(named(page, "Certified Scrum Product Owner").id)
    index = page.table.rows.index(row, Column.EXPIRY)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Expires: 14 Feb 2027, in 12 weeks"
    row = page.table.rows.row_of(named(page, "AWS Certified AI Practitioner").id)
    cells = {which: page.table.rows.index(row, which).data() for which in Column}
    assert {which: text for which, text in cells.items() if text} == {
        Column.NAME: "AWS Certified AI Practitioner",
        Column.KIND: "Certification",
        Column.STATE: "Booked",
        Column.PROVIDER: "Amazon Web Services",
        Column.HOURS: "12 of 25 h",
        Column.EXAM: "9 Dec 2026",
        Column.LOGGED: "12 h",
        Column.CORE: "Core",
    }


def test_a_click_on_a_state_offers_the_others(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    row = page.table.rows.row_of(named(page, "Idea two").id)
    place = page.table.visualRect(page.table.rows.index(row, Column.STATE))
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    menu = menu_of(page)
    entry(menu, "Enrolled").trigger()
    menu.close()
    assert named(page, "Idea two").state == "enrolled"
    current = page.table.current_goal()
    assert current is not None
    assert current.title == "Idea two"


def test_the_table_opens_by_return_and_double_click(qtbot: QtBot, page: GoalsPage) -> None:
    to_table(page)
    opened = QSignalSpy(page.context.activity_opened)
    page.focus_content()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    where = page.table.visualRect(page.table.rows.index(2, 0)).center()
    qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened.count() == 2


def test_view_folds_and_order_are_remembered(page: GoalsPage) -> None:
    page._toggle("held")
    to_table(page)
    page.table.sort_by(Column.EXAM, Qt.SortOrder.DescendingOrder)
    page.group_by(Grouping.ISSUER)
    page._toggle_group("pmi")
    page.table.columns.set_shown(Column.TAGS, shown=True)
    page.filtering.choose(GoalFilter(kinds=frozenset({Kind.CERTIFICATION})))
    state = json.loads(json.dumps(page.save_state()))
    columns = state.pop("columns")
    assert columns["shown"] == [*(KEYS[which] for which in sorted(AT_FIRST)), "tags"]
    assert state == {
        "view": "table",
        "folds": {"held": True},
        "sort": ["exam", "down"],
        "group": "issuer",
        "groups folded": {"issuer": ["pmi"]},
        "filter": {"kinds": ["certification"]},
    }
    other = GoalsPage(page.context, page)
    other.restore_state({**state, "columns": columns})
    assert other.save_state() == {**state, "columns": columns}
    assert other.is_filtered()


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"view": 3, "folds": [1], "sort": "name", "group": "zebra", "groups folded": [1], "columns": 4, "filter": 1},
        {"folds": {"x": 1}, "sort": ["zebra", 4], "group": None, "groups folded": {"state": 1, "issuer": [2]}},
    ],
)
def test_what_is_malformed_is_left_out(page: GoalsPage, broken: dict[str, object]) -> None:
    fresh = GoalsPage(page.context, page)
    first = fresh.save_state()
    fresh.restore_state(broken)
    assert fresh.save_state() == first


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(900, 600), (1720, 1000), (500, 400)])
def test_it_paints_in_both_themes_at_every_size(
    page: GoalsPage, theme: Theme, mode: str, size: tuple[int, int]
) -> None:
    theme.set_mode(mode)
    page.resize(*size)
    page._toggle("ideas")
    page.focus_content()
    assert not page.grab().isNull()
    to_table(page)
    page.focus_content()
    assert not page.grab().isNull()
    widths = [page.table.columnWidth(which) for which in page.table.columns.shown()]
    assert min(widths) >= 40
    if size[0] >= 900:
        assert sum(widths) <= page.table.viewport().width()


def test_credits_stand_beside_what_the_renewal_asks_for(page: GoalsPage, library: Planner) -> None:
    ids = [named(page, title).id for title in ("Project Management Professional", "Certified Scrum Product Owner")]
    for goal_id, asked in zip(ids, (6000, 2000), strict=True):
        library.run(EditDetail(goal_id, (("issued_on", "2026-01-01"),)))
        library.run(PutRule(goal_id, Rule("credits", 36, "PDU", asked)))
    claims = tuple(Claim(goal_id) for goal_id in ids)
    library.run(AddCredits("PDU", "2026-06-01", (CreditPart(1050, claims=claims),), title="A talk"))
    to_table(page)
    page.table.sort_by(Column.CREDITS, Qt.SortOrder.DescendingOrder)
    assert column(page, Column.CREDITS)[:3] == ["10.5 of 20", "10.5 of 60", ""]
    assert column(page, Column.RENEWAL)[:3] == ["Collect credits", "Collect credits", ""]
