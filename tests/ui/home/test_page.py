"""Home: its blocks from real data, what clicks and keys do, quick add, and the empty library."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.dates import monday
from planner.domain.words import ActivityId
from planner.services.actions.activities import AddActivity, EditActivity, MoveActivities, PickForWeek
from planner.services.actions.details import AddEvent, AddGoal
from planner.services.actions.parts import LogTime
from planner.services.planner import Planner
from planner.ui.home.line_list import LineList
from planner.ui.home.page import HomePage
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme
from tests.ui.walk import settle


@pytest.fixture
def page(context: PageContext, qtbot: QtBot) -> Iterator[HomePage]:
    made = HomePage(context)
    qtbot.addWidget(made)
    made.resize(900, 700)
    unsubscribe = context.planner.subscribe(made.apply_change)
    made.reload()
    made.show()
    qtbot.waitExposed(made)
    yield made
    unsubscribe()


def day(planner: Planner, days: int) -> str:
    return (planner.today() + timedelta(days=days)).isoformat()


def titles(block: LineList) -> list[str]:
    return [line.title for line in block.lines_model.lines()]


def pick(planner: Planner, *ids: int) -> None:
    planner.run(PickForWeek(tuple(ActivityId(each) for each in ids)))


def test_a_fresh_plan(page: HomePage) -> None:
    assert len(page.steps.lines_model.lines()) == 7
    assert page.steps.lines_model.lines()[0].below.startswith("You are ready when")
    assert all(not line.below for line in page.steps.lines_model.lines()[1:])
    assert all(line.tip for line in page.steps.lines_model.lines())
    assert page.picks.isHidden()
    assert page.pick_button.isVisible()
    assert page.empty.isHidden()


def test_where_to_pick_is_told_once(page: HomePage, context: PageContext, qtbot: QtBot) -> None:
    said: list[str] = []
    shown: list[str] = []
    context.toast_requested.connect(lambda text, _undo: said.append(text))
    context.page_requested.connect(shown.append)
    page.pick_button.click()
    page.pick_button.click()
    assert shown == ["board", "board"]
    assert said == ["Press W, or click the star of a card, to pick it for this week"]
    other = HomePage(context)
    qtbot.addWidget(other)
    other.restore_state(page.save_state())
    other.pick_button.click()
    assert len(said) == 1


def test_picks_come_and_go(page: HomePage, qtbot: QtBot) -> None:
    planner = page.context.planner
    pick(planner, 1, 2)
    planner.run(LogTime(ActivityId(1), 30))
    assert len(titles(page.picks)) == 2
    place = page.picks.visualRect(page.picks.lines_model.index(0))
    star = QPoint(place.right() - 10, place.center().y())
    with qtbot.waitSignal(page.context.toast_requested):
        qtbot.mouseClick(page.picks.viewport(), Qt.MouseButton.LeftButton, pos=star)
    assert len(titles(page.picks)) == 1
    qtbot.keyClick(page.picks, Qt.Key.Key_W)
    assert page.picks.isHidden()
    planner.undo()
    planner.undo()
    assert len(titles(page.picks)) == 2


def test_a_done_pick_stays_with_a_tick(page: HomePage) -> None:
    pick(page.context.planner, 1)
    page.context.planner.run(MoveActivities((ActivityId(1),), "done"))
    (line,) = page.picks.lines_model.lines()
    assert line.done
    assert "done" in line.spoken


@pytest.mark.parametrize("keep", [True, False])
def test_what_is_left_of_last_week_is_offered(page: HomePage, keep: bool) -> None:
    planner = page.context.planner
    last = (monday(planner.today()) - timedelta(days=7)).isoformat()
    with planner.library.write() as connection:
        connection.exec_driver_sql("UPDATE activity SET picked_week = ? WHERE id IN (1, 2, 3)", (last,))
    page.reload()
    assert page._offer_text.text() == "3 picks from last week:"
    (page.keep_button if keep else page.let_go_button).click()
    assert len(titles(page.picks)) == (3 if keep else 0)
    assert page._offer.isHidden()
    planner.undo()
    assert page._offer.isVisible()


def test_dates_and_notices(page: HomePage) -> None:
    planner = page.context.planner
    planner.run(AddActivity("Write <b>it</b>", due=day(planner, 3)))
    planner.run(AddEvent("Conf", day(planner, 5), day(planner, 8), format="online", cfp_date=day(planner, 1)))
    planner.run(AddGoal("Cert", "certification", exam_on=day(planner, 4)))
    lines = {line.title: line for line in page.dates.lines_model.lines()}
    assert lines["Write <b>it</b>"].icon == "flag"
    assert lines["Conf"].icon == "calendar"
    assert lines["Conf"].remark == "online"
    assert lines["Cert: exam"].icon == "goals"
    assert lines["Conf: call for papers closes"].right == "Tomorrow"
    assert titles(page.notices) == ["Call for papers closes tomorrow."]


def test_many_dates_lead_to_the_calendar(page: HomePage, qtbot: QtBot) -> None:
    planner = page.context.planner
    for number in range(15):
        planner.run(AddActivity(f"Thing {number}", due=day(planner, 2)))
    assert titles(page.dates)[-1] == "4 more in the calendar"
    page.dates.enter(-1)
    with qtbot.waitSignal(page.context.page_requested) as asked:
        qtbot.keyClick(page.dates, Qt.Key.Key_Return)
    assert asked.args == ["calendar"]


def test_every_line_is_a_link(page: HomePage, qtbot: QtBot) -> None:
    pick(page.context.planner, 7)
    place = page.picks.visualRect(page.picks.lines_model.index(0)).center()
    with qtbot.waitSignal(page.context.activity_opened) as opened:
        qtbot.mouseClick(page.picks.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [7]
    place = page.steps.visualRect(page.steps.lines_model.index(2)).center()
    asked: list[tuple[object, ...]] = []
    page.context.page_requested.connect(lambda page_id: asked.append((page_id,)))
    page.context.row_requested.connect(lambda table, row_id: asked.append((table, row_id)))
    qtbot.mouseClick(page.steps.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("board",), ("step", 3)]


def test_the_arrow_keys_go_through_all_blocks(page: HomePage, qtbot: QtBot) -> None:
    planner = page.context.planner
    pick(planner, 1, 2)
    planner.run(AddActivity("Thing", due=day(planner, 2)))
    page.focus_content()
    assert page.picks.hasFocus()
    for block, row in ((page.picks, 1), (page.dates, 0), (page.steps, 0), (page.steps, 1)):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        assert block.hasFocus()
        assert block.currentIndex().row() == row
    for block in (page.steps, page.dates, page.picks):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Up)
        assert block.hasFocus()
    with qtbot.waitSignal(page.context.activity_opened):
        qtbot.keyClick(page.picks, Qt.Key.Key_Return)


def test_a_changed_text_keeps_the_place(page: HomePage) -> None:
    pick(page.context.planner, 1, 2)
    page.picks.enter(1)
    page.context.planner.run(LogTime(ActivityId(1), 30))
    assert page.picks.currentIndex().row() == 1


def test_reveal(page: HomePage) -> None:
    pick(page.context.planner, 1, 2)
    assert page.reveal("activity", 2)
    assert page.picks.currentIndex().row() in (0, 1)
    assert page.reveal("step", 4)
    assert not page.reveal("activity", 99_999)
    for block in page.lists:
        block._flash.stop()


def test_quick_add_with_a_preview(page: HomePage, qtbot: QtBot) -> None:
    page.add()
    panel = page.add_panel
    qtbot.keyClicks(panel.field, "Read <b>this</b> !high #ml @tomorrow ~6h /Network *reading")
    assert panel._title.text() == "Read <b>this</b>"
    assert panel._facts.text() == "Network · Reading · due tomorrow · 6 h · high priority · #ml"
    with qtbot.waitSignal(page.context.toast_requested):
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.field.text() == ""
    assert "Read <b>this</b>" in titles(page.dates)
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.isHidden()


def test_quick_add_keeps_what_is_refused(page: HomePage, qtbot: QtBot) -> None:
    failures: list[str] = []
    page.context.failed.connect(lambda sentence, _action: failures.append(sentence))
    page.add()
    qtbot.keyClicks(page.add_panel.field, "x @2026-02-30")
    assert "2026-02-30" in page.add_panel._facts.text()
    qtbot.keyClick(page.add_panel.field, Qt.Key.Key_Return)
    assert len(failures) == 1
    assert page.add_panel.field.text() == "x @2026-02-30"


def test_the_empty_library_offers_the_roadmap(empty_library: Planner, theme: Theme, qtbot: QtBot) -> None:
    context = PageContext(empty_library, theme, SettingsFile())
    page = HomePage(context)
    qtbot.addWidget(page)
    unsubscribe = empty_library.subscribe(page.apply_change)
    page.reload()
    page.show()
    assert page.empty.isVisible()
    assert page._week_head.isHidden()
    page.empty.buttons[1].click()
    assert page.add_panel.isVisible()
    page.empty.buttons[0].click()
    assert page.empty.isHidden()
    assert len(page.steps.lines_model.lines()) == 7
    unsubscribe()
    context.deleteLater()


def test_the_models_are_sound_and_spoken(page: HomePage) -> None:
    pick(page.context.planner, 1)
    for block in page.lists:
        model: QAbstractItemModel = block.lines_model
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, block)
        for row in range(model.rowCount()):
            assert model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    pick(page.context.planner, 2, 3)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken is not None
            assert spoken.text(QAccessible.Text.Name), widget
    for label in page.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_both_themes_draw(page: HomePage, theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    pick(page.context.planner, 1)
    assert not page.grab().isNull()


def test_lines_at_rest_show_what_they_say_now(page: HomePage, theme: Theme) -> None:
    """Their kept pictures give way to other words and another theme."""
    planner = page.context.planner
    goal = planner.run(AddGoal("A goal", "certification")).added("activity")[0]
    pick(planner, goal)

    def looks() -> QImage:
        settle()
        return page.picks.viewport().grab().toImage()

    before = [looks() for _ in range(3)][-1]
    planner.run(EditActivity(ActivityId(goal), (("title", "Another goal"),)))
    after = looks()
    assert after != before
    assert [looks() for _ in range(3)] == [after] * 3
    theme.set_mode("dark")
    assert looks() != after
    theme.set_mode("light")
    assert looks() == after
