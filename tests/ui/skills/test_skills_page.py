"""The Skills page: rating in the list by mouse and keyboard, the radar, roles, filter, adding and removing."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.services.actions.skills import Assess
from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.skills.add_skill import AddSkillDialog
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.skill_list import DOTS, Heading, SkillDelegate
from planner.ui.theme import Theme
from tests.ui.skills.reading import row_named, skill_rows
from tests.ui.walk import settle


def dots_of(page: SkillsPage, skill_id: int, level: float) -> QPoint:
    skills = page._list
    index = skills.skills.index(skills.skills.row_of(skill_id))
    skills.scrollTo(index)
    box = SkillDelegate.dots(skills.visualRect(index))
    return QPoint(box.left() + round((level * 2 - 0.5) * 9.5), box.center().y())


@pytest.mark.parametrize("level", [0.5, 2.0, 3.5, 5.0])
def test_a_click_on_the_dots_rates_the_skill(qtbot: QtBot, page: SkillsPage, level: float) -> None:
    row = skill_rows(page)[3]
    viewport = page._list.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=dots_of(page, row.id, level))
    assert row_named(page.context.planner, row.name).claimed == level
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=dots_of(page, row.id, level))
    assert row_named(page.context.planner, row.name).claimed is None


def test_keys_rate_and_one_stay_on_a_skill_is_one_undo_step(qtbot: QtBot, page: SkillsPage) -> None:
    planner = page.context.planner
    before = planner.history().undo
    page._list.go_to(page._list.skills.first_unknown())
    row = page._list.current_skill()
    assert row is not None
    for key in (Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(page._list, key)
    assert row_named(planner, row.name).claimed == 2.5
    planner.undo()
    assert planner.history().undo == before
    qtbot.keyClick(page._list, Qt.Key.Key_Right)
    qtbot.keyClick(page._list, Qt.Key.Key_5)
    qtbot.keyClick(page._list, Qt.Key.Key_Right)
    assert row_named(planner, row.name).claimed == 5.0
    qtbot.keyClick(page._list, Qt.Key.Key_Delete)
    assert row_named(planner, row.name).claimed is None


def test_a_first_rating_is_one_digit_after_the_other(qtbot: QtBot, page: SkillsPage) -> None:
    page._list.go_to(page._list.skills.first_unknown())
    order = skill_rows(page)
    for digit in "3210":
        qtbot.keyClicks(page._list, digit)
    claimed = [row_named(page.context.planner, row.name).claimed for row in order[:5]]
    assert claimed == [3.0, 2.0, 1.0, 0.0, None]
    current = page._list.current_skill()
    assert current is not None
    assert current.name == order[4].name
    assert "rated" in page.chart().accessibleDescription()


def test_rows_do_not_move_while_they_are_rated(qtbot: QtBot, page: SkillsPage) -> None:
    order = [row.id for row in skill_rows(page)]
    page._list.go_to(page._list.skills.row_of(order[5]))
    qtbot.keyClick(page._list, Qt.Key.Key_5)
    assert [row.id for row in skill_rows(page)] == order
    page.reload()
    assert [row.id for row in skill_rows(page)] != order


def test_the_invitation_goes_with_the_first_rating(qtbot: QtBot, page: SkillsPage) -> None:
    assert page._reviewing.hint.isVisibleTo(page)
    page._list.go_to(page._list.skills.first_unknown())
    qtbot.keyClick(page._list, Qt.Key.Key_3)
    assert not page._reviewing.hint.isVisibleTo(page)
    assert page._reviewing.again.text() == "Review my skills"


def test_an_axis_opens_its_category_and_a_skill_axis_the_inspector(qtbot: QtBot, page: SkillsPage) -> None:
    chart = page.chart()
    chart.grab()
    category = page._view.categories[1]
    where = chart.centre_of_label(1).toPoint()
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page._radar._choice.currentText() == category.name
    assert category.skills[0].name in chart.accessibleDescription()
    opened = QSignalSpy(page.context.skill_opened)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.at(0) == [category.skills[0].id]
    page._radar._back.click()
    assert page._radar.chosen() == "categories"


def test_the_legend_switches_the_polygons_and_is_remembered(page: SkillsPage, context: PageContext) -> None:
    chart = page.chart()
    whole = chart.grab().toImage()
    page._radar.switches["target"].click()
    assert chart.grab().toImage() != whole
    assert page.save_state() == {"hidden": ["target"], "radar": "categories"}
    page.restore_state({"hidden": "nonsense"})
    assert chart.grab().toImage() == whole


def test_another_role_is_one_undo_step(page: SkillsPage) -> None:
    planner = page.context.planner
    profile = page._view.profiles[2]
    page._role.chosen.emit(profile.id)
    assert page._role.value() == profile.id
    assert planner.history().undo == f"Choose the role “{profile.name}”"
    planner.undo()
    assert page._role.value() == page._view.profiles[0].id


def test_the_filter_says_when_nothing_matches(page: SkillsPage) -> None:
    page.set_filter("ux design")
    assert [row.name for row in skill_rows(page)] == ["UX design for AI products"]
    page.set_filter("zebra")
    assert page._pages.currentWidget() is page._none_found
    page.set_filter("")
    assert len(skill_rows(page)) == 20


def test_a_skill_is_added_in_a_dialog(qtbot: QtBot, page: SkillsPage) -> None:
    page.add()
    dialog = page.findChild(AddSkillDialog) or page.window().findChild(AddSkillDialog)
    assert dialog is not None
    ok = dialog.add_button
    assert not ok.isEnabled()
    dialog._name.setText("Public speaking")
    dialog._category.setEditText("Voice")
    ok.click()
    assert row_named(page.context.planner, "Public speaking").claimed is None
    assert page._list.current_skill() is not None


def test_an_empty_library_offers_the_built_in_skills(
    qtbot: QtBot, empty_library: Planner, theme: Theme, context: PageContext
) -> None:
    empty = PageContext(empty_library, theme, context.settings)
    page = SkillsPage(empty)
    qtbot.addWidget(page)
    empty_library.subscribe(page.apply_change)
    page.reload()
    assert page._pages.currentWidget() is page._empty
    page._empty.buttons[0].click()
    assert len(skill_rows(page)) == 20
    empty.deleteLater()


def test_every_row_can_be_read_aloud(page: SkillsPage) -> None:
    model: QAbstractItemModel = page._list.skills
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    texts = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "UX design for AI products: self-rated unknown, role 3, no work yet" in texts
    assert any(isinstance(page._list.skills.line(row), Heading) for row in range(model.rowCount()))
    assert page.chart().accessibleName() == "Radar: By category"


def test_a_step_of_a_skill_is_revealed(page: SkillsPage) -> None:
    row = skill_rows(page)[-1]
    assert page.reveal("skill", row.id)
    assert page._list.currentIndex().row() == page._list.skills.row_of(row.id)
    assert not page.reveal("activity", 1)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [(900, 640), (1720, 1010)])
def test_the_dots_and_labels_stay_inside(
    page: SkillsPage, theme: Theme, mode: str, size: tuple[int, int], qtbot: QtBot
) -> None:
    theme.set_mode(mode)
    page.resize(*size)
    chart = page.chart()
    qtbot.waitUntil(lambda: chart.width() > 200)
    chart.grab()
    layout = chart._radar.lay_out()
    assert layout is not None
    assert all(chart._radar.rect().contains(layout.box(index)) for index in range(len(layout.labels)))
    row = skill_rows(page)[0]
    index = page._list.skills.index(page._list.skills.row_of(row.id))
    dots = SkillDelegate.dots(page._list.visualRect(index))
    assert dots.width() == DOTS
    assert dots.left() > 80


def test_the_ground_of_the_radar_follows_the_theme(window: MainWindow, theme: Theme) -> None:
    window.resize(1280, 800)
    window.show()
    window.go("skills")
    page = window.pages.page("skills")
    assert isinstance(page, SkillsPage)
    chart = page.chart()
    for mode in ("light", "dark"):
        theme.set_mode(mode)
        settle()
        corner = chart.mapTo(window, QPoint(6, 6))
        assert window.grab().toImage().pixelColor(corner) == theme.colour("bg")


def test_a_rating_repaints_the_row_that_changed_alone(page: SkillsPage, qtbot: QtBot) -> None:
    page._list.go_to(page._list.skills.first_unknown())
    qtbot.keyClick(page._list, Qt.Key.Key_Right)  # the first rating: the invitation goes, and all rows move up
    settle()
    painted = _Painted(page._list.viewport())
    qtbot.keyClick(page._list, Qt.Key.Key_Right)
    settle()
    assert painted.regions == [QRegion(page._list.visualRect(page._list.currentIndex()))]


class _Painted(QObject):
    """Notes what of a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.regions: list[QRegion] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(event.region())
        return False


def test_rows_at_rest_show_what_they_say_now(page: SkillsPage, theme: Theme) -> None:
    """Their kept pictures give way to another level, another theme and another width."""

    def looks() -> QImage:
        return page._list.viewport().grab().toImage()

    last = [looks() for _ in range(3)][-1]
    row = skill_rows(page)[1]
    page.context.run(Assess(row.id, 3.5, visit=""))
    settle()
    rated = looks()
    assert rated != last
    theme.set_mode("dark")
    settle()
    assert looks() != rated
    theme.set_mode("light")
    settle()
    assert looks() == rated
    for _ in range(2):
        assert looks() == rated
