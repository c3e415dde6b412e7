"""The radar's picture: kept while it looks the same, drawn anew for whatever changes it, and painted in time."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionGraphicsItem, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.evidence import Shown
from planner.ui.theme import Theme
from planner.ui.widgets.radar.axes import Axis, Layers
from planner.ui.widgets.radar.item import RadarItem
from planner.ui.widgets.radar.note import Note
from planner.ui.widgets.radar.painting import Painting
from planner.ui.widgets.radar_chart import RadarChart
from tests.ui.walk import settle

NONE = Qt.KeyboardModifier.NoModifier
AXES = tuple(Axis(f"Skills of kind {n}", "3.0 of 4.0", 4.0, 1.0 + n / 2, Shown(2.0, 2.0)) for n in range(6))


def raised(axes: tuple[Axis, ...], place: int = 2) -> tuple[Axis, ...]:
    """One more half level, as a rating brings it."""
    axis = axes[place]
    other = axis._replace(claimed=(axis.claimed or 0) + 0.5, remark="3.5 of 4.0")
    return (*axes[:place], other, *axes[place + 1 :])


def looks_of(chart: RadarChart) -> QImage:
    image: QImage = chart.grab().toImage()
    return image


def drawn_afresh(theme: Theme, like: RadarChart, axes: tuple[Axis, ...], layers: Layers, qtbot: QtBot) -> QImage:
    """What a chart shows that never showed anything else."""
    other = RadarChart(theme)
    qtbot.addWidget(other)
    other.resize(like.size())
    other.set_axes(axes, "Radar")
    other.set_layers(layers)
    return looks_of(other)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> RadarChart:
    made = RadarChart(theme)
    qtbot.addWidget(made)
    made.resize(500, 460)
    made.set_axes(AXES, "Radar")
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which layers were drawn since."""
    found: list[str] = []
    for name in ("_draw", "_draw_ground"):
        whole = getattr(RadarItem, name)

        def noted(radar: RadarItem, *what: object, name: str = name, whole: Callable[..., object] = whole) -> object:
            found.append(name)
            return whole(radar, *what)

        monkeypatch.setattr(RadarItem, name, noted)
    return found


def test_a_chart_that_stays_the_same_is_copied(chart: RadarChart, drawn: list[str]) -> None:
    before = looks_of(chart)
    drawn.clear()
    chart.set_axes(AXES, "Radar")
    chart.hide()
    chart.show()
    settle()
    assert looks_of(chart) == before
    assert drawn == []


def test_a_rating_draws_the_upper_layers_alone(chart: RadarChart, theme: Theme, drawn: list[str], qtbot: QtBot) -> None:
    before = looks_of(chart)
    drawn.clear()
    axes = raised(AXES)
    chart.set_axes(axes, "Radar")
    after = looks_of(chart)
    assert drawn == ["_draw"]
    assert after != before
    assert after == drawn_afresh(theme, chart, axes, Layers(), qtbot)


CHANGES: dict[str, Callable[[RadarChart, Theme], object]] = {
    "theme": lambda _chart, theme: theme.set_mode("dark"),
    "size": lambda chart, _theme: chart.resize(640, 500),
    "work": lambda chart, _theme: chart.set_axes([AXES[0]._replace(shown=Shown(4.0, 4.0)), *AXES[1:]], "Radar"),
    "faded": lambda chart, _theme: chart.set_axes([AXES[0]._replace(shown=Shown(2.0, 1.0)), *AXES[1:]], "Radar"),
    "another day": lambda chart, _theme: chart.set_axes([AXES[0]._replace(ghost=3.0), *AXES[1:]], "Radar"),
    "categories": lambda chart, _theme: chart.set_axes([a._replace(group=n // 2) for n, a in enumerate(AXES)], "Radar"),
    "many": lambda chart, _theme: chart.set_axes([AXES[n % 6] for n in range(40)], "Radar"),
    "target": lambda chart, _theme: chart.set_axes([AXES[0]._replace(target=1.0), *AXES[1:]], "Radar"),
    "unknown": lambda chart, _theme: chart.set_axes([AXES[0]._replace(claimed=None), *AXES[1:]], "Radar"),
    "name": lambda chart, _theme: chart.set_axes([AXES[0]._replace(name="Other"), *AXES[1:]], "Radar"),
    "language": lambda chart, _theme: chart.set_axes([axis._replace(remark="3,0 von 4,0") for axis in AXES], "Radar"),
    "fewer": lambda chart, _theme: chart.set_axes(AXES[:4], "Radar"),
    "none": lambda chart, _theme: chart.set_axes([], "Radar"),
    "work hidden": lambda chart, _theme: chart.set_layers(Layers(evidenced=False)),
    "role hidden": lambda chart, _theme: chart.set_layers(Layers(target=False)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_picture_renews_it(chart: RadarChart, theme: Theme, change: str, qtbot: QtBot) -> None:
    before = looks_of(chart)
    CHANGES[change](chart, theme)
    settle()
    after = looks_of(chart)
    assert after != before
    shown = chart._radar
    assert after == drawn_afresh(theme, chart, shown.axes, shown.layers, qtbot)


def test_the_axis_chosen_by_keyboard_is_marked(chart: RadarChart, qtbot: QtBot) -> None:
    before = looks_of(chart)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert looks_of(chart) != before


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_the_copy_is_what_would_be_drawn_on_the_screen(chart: RadarChart, theme: Theme, scale: float) -> None:
    """Also where the chart begins within a pixel."""
    pictures = []
    for kept in (True, False):
        image = QImage(round(520 * scale), round(480 * scale), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(theme.colour("bg"))
        painter = QPainter(image)
        painter.translate(7, 5)
        radar = chart._radar
        if kept:
            radar.paint(painter, QStyleOptionGraphicsItem())
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            layout = radar.lay_out()
            assert layout is not None
            radar.paint_base(painter, layout)
            Painting(painter, theme, layout, radar.axes).evidence()
            radar.paint_upper(painter, layout)
        painter.end()
        pictures.append(image)
    assert all(
        abs(one - other) <= 1  # the kept dashes of the role are blended twice
        for one, other in zip(pictures[0].constBits(), pictures[1].constBits(), strict=True)
    )


class Asked:
    """A chart whose levels can be set, and what it asked for."""

    def __init__(self, chart: RadarChart) -> None:
        self.chart = chart
        self.levels: list[tuple[int, object]] = []
        self.opened: list[int] = []
        chart.editable = True
        chart.set_axes(AXES, "Radar", lambda index, level: Note(AXES[index].name, str(level)))
        chart.level_set.connect(lambda index, level: self.levels.append((index, level)))
        chart.level_dragged.connect(lambda index, level: self.levels.append((index, level)))
        chart.axis_chosen.connect(self.opened.append)

    def at(self, index: int, level: float) -> QPoint:
        return self.chart.point_of(index, level).toPoint()


@pytest.fixture
def asked(chart: RadarChart) -> Asked:
    return Asked(chart)


def test_a_level_is_dragged_along_its_axis_in_halves(asked: Asked, qtbot: QtBot) -> None:
    ground = asked.chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 2.0))
    before = looks_of(asked.chart)
    for level in (2.4, 3.1, 3.6):
        qtbot.mouseMove(ground, asked.at(2, level))
        assert asked.levels == []
    assert looks_of(asked.chart) != before
    card = asked.chart._card
    assert card.isVisible()
    assert card.note == Note(AXES[2].name, "3.5")
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 3.6))
    assert asked.levels == [(2, 3.5)]
    assert card.isHidden()
    assert asked.opened == []


def test_esc_while_dragging_sets_nothing(asked: Asked, qtbot: QtBot) -> None:
    ground = asked.chart.viewport()
    asked.chart.setFocus()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(1, 1.5))
    qtbot.mouseMove(ground, asked.at(1, 4.0))
    qtbot.keyClick(asked.chart, Qt.Key.Key_Escape)
    assert asked.chart._radar.axes == AXES
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(1, 4.0))
    assert (asked.levels, asked.opened) == ([], [])


def test_a_press_without_a_drag_opens_the_axis(asked: Asked, qtbot: QtBot) -> None:
    qtbot.mouseClick(asked.chart.viewport(), Qt.MouseButton.LeftButton, pos=asked.at(3, 2.5))
    assert (asked.levels, asked.opened) == ([], [3])


def test_a_drag_on_the_line_of_an_unknown_skill_rates_it(asked: Asked, qtbot: QtBot) -> None:
    axes = [AXES[0]._replace(claimed=None), *AXES[1:]]
    asked.chart.set_axes(axes, "Radar")
    ground = asked.chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(0, 4.0))
    qtbot.mouseMove(ground, asked.at(0, 3.0))
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(0, 3.0))
    assert asked.levels == [(0, 3.0)]


def test_nothing_is_dragged_where_the_chart_only_shows(asked: Asked, qtbot: QtBot) -> None:
    asked.chart.editable = False
    ground = asked.chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 2.0))
    qtbot.mouseMove(ground, asked.at(2, 4.0))
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 4.0))
    assert (asked.levels, asked.opened) == ([], [2])


@pytest.mark.parametrize(
    ("key", "level"),
    [
        (Qt.Key.Key_Up, 2.0),
        (Qt.Key.Key_Plus, 2.0),
        (Qt.Key.Key_Down, 1.0),
        (Qt.Key.Key_4, 4.0),
        (Qt.Key.Key_0, 0.0),
        (Qt.Key.Key_Delete, None),
    ],
)
def test_keys_set_the_level_of_the_axis_with_the_focus(
    asked: Asked, qtbot: QtBot, key: Qt.Key, level: float | None
) -> None:
    qtbot.keyClick(asked.chart, key)
    assert asked.levels == []
    for _ in range(2):
        qtbot.keyClick(asked.chart, Qt.Key.Key_Right)
    qtbot.keyClick(asked.chart, key)
    assert asked.levels == [(1, level)]
    assert asked.chart.accessibleDescription().startswith(AXES[1].name)


def test_a_click_that_shakes_opens_the_axis_and_sets_nothing(asked: Asked, qtbot: QtBot) -> None:
    asked.chart.set_axes([AXES[0]._replace(claimed=None), *AXES[1:]], "Radar")
    ground = asked.chart.viewport()
    for index, level in ((0, 4.0), (2, 2.0)):
        at = asked.at(index, level)
        qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseMove(ground, at + QPoint(2, 3))
        qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=at + QPoint(2, 3))
    assert (asked.levels, asked.opened) == ([], [0, 2])


def test_a_mark_that_is_gripped_at_its_edge_does_not_jump(asked: Asked, qtbot: QtBot) -> None:
    ground, beside = asked.chart.viewport(), QPoint(0, -7)
    asked.chart.set_axes([AXES[0]._replace(claimed=2.0), *AXES[1:]], "Radar")
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(0, 2.0) + beside)
    qtbot.mouseMove(ground, asked.at(0, 3.0) + beside)
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(0, 3.0) + beside)
    assert asked.levels == [(0, 3.0)]


def test_a_drag_back_to_where_it_began_sets_nothing(asked: Asked, qtbot: QtBot) -> None:
    ground = asked.chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 2.0))
    for level in (4.0, 2.0):
        qtbot.mouseMove(ground, asked.at(2, level))
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 2.0))
    assert (asked.levels, asked.opened) == ([], [])


def test_a_level_that_was_refused_is_what_it_was(asked: Asked, qtbot: QtBot) -> None:
    ground = asked.chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 2.0))
    qtbot.mouseMove(ground, asked.at(2, 4.0))
    assert asked.chart._radar.axes[2].claimed == 4.0
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 4.0))
    assert asked.levels == [(2, 4.0)]
    assert asked.chart._radar.axes == AXES  # nobody wrote it


@pytest.mark.parametrize("how", ["hidden", "button gone"])
def test_a_drag_does_not_outlive_its_button(asked: Asked, qtbot: QtBot, how: str) -> None:
    ground = asked.chart.viewport()
    qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 2.0))
    qtbot.mouseMove(ground, asked.at(2, 4.0))
    if how == "hidden":
        asked.chart.hide()
        asked.chart.show()
    else:
        at = QPointF(asked.at(2, 4.5))
        none = Qt.MouseButton.NoButton
        QApplication.sendEvent(ground, QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, NONE))
    assert asked.chart._radar.axes == AXES
    qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(2, 5.0))
    assert asked.levels == []


def test_of_several_marks_in_the_middle_the_way_of_the_drag_says_which(asked: Asked, qtbot: QtBot) -> None:
    asked.chart.set_axes([axis._replace(claimed=0.0) for axis in AXES], "Radar")
    ground = asked.chart.viewport()
    for index in (4, 1):
        qtbot.mousePress(ground, Qt.MouseButton.LeftButton, pos=asked.at(0, 0.0))
        qtbot.mouseMove(ground, asked.at(index, 2.0))
        qtbot.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=asked.at(index, 2.0))
    assert asked.levels == [(4, 2.0), (1, 2.0)]


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_Up, Qt.Key.Key_Delete])
def test_chords_belong_to_the_window(asked: Asked, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(asked.chart, Qt.Key.Key_Right)
    qtbot.keyClick(asked.chart, key, modifier)
    assert asked.levels == []


def test_new_names_of_the_rings_are_drawn(chart: RadarChart) -> None:
    chart.set_ring_names([str(level) for level in range(6)])
    before = looks_of(chart)
    chart.set_ring_names(["None", "Some", "More", "Much", "Most", "All"])
    assert looks_of(chart) != before


def test_faded_work_looks_lighter_than_fresh_work(chart: RadarChart, theme: Theme) -> None:
    chart.set_layers(Layers(target=False, claimed=False))
    chart.set_ring_names([])
    looks = []
    for shown in (Shown(4.0, 4.0), Shown(4.0, None)):
        chart.set_axes([axis._replace(shown=shown) for axis in AXES], "Radar")
        looks.append(looks_of(chart).pixelColor((chart.point_of(1, 2.0) + QPointF(3, 0)).toPoint()))
    ground = theme.colour("bg")
    fresh, faded = (abs(look.lightness() - ground.lightness()) for look in looks)
    assert fresh > faded > 0


def test_numbers_take_the_place_of_names_where_there_is_no_room(chart: RadarChart, qtbot: QtBot) -> None:
    told: list[bool] = []
    chart.numbered.connect(told.append)
    many = [AXES[0]._replace(name=f"Stakeholder management in region {n}") for n in range(40)]
    chart.set_axes(many, "Radar")
    assert chart.is_numbered()
    chart.resize(1200, 1000)
    settle()
    assert not chart.is_numbered()
    assert told == [True, False]


def test_a_window_with_a_chart_is_painted_once_when_the_chart_is_shown(qtbot: QtBot, theme: Theme) -> None:
    """The scene of the chart must not have the window painted before its other parts are up to date."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 500)
    chart, other = RadarChart(theme, window), QWidget(window)
    chart.resize(400, 400)
    other.setGeometry(420, 0, 100, 100)
    chart.set_axes(AXES, "Radar")
    with qtbot.waitActive(window):
        window.show()
    settle()
    paints = _Paints(window, other)
    for part in (chart, other):
        part.hide()
    settle()
    paints.of.clear()
    chart.set_axes(raised(AXES), "Radar")  # as a page that heard of changes while it was hidden
    for part in (chart, other):
        part.show()
    settle()
    assert paints.of == ["window", "other"]


class _Paints(QObject):
    """Notes each time that the window is painted, and a part of it."""

    def __init__(self, window: QWidget, other: QWidget) -> None:
        super().__init__(window)
        self.of: list[str] = []
        self._other = other
        for watched in (window, other):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.of.append("other" if watched is self._other else "window")
        return False
