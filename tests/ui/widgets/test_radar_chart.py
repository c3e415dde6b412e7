"""The radar's picture: kept while it looks the same, drawn anew for whatever changes it, and painted in time."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget
from pytestqt.qtbot import QtBot

from planner.ui.theme import Theme
from planner.ui.widgets.radar_chart import Axis, Layers, RadarChart, _Radar
from tests.ui.walk import settle

AXES = tuple(Axis(f"Skills of kind {n}", "3.0 of 4.0", 4.0, 1.0 + n / 2, 2.0) for n in range(6))


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
        whole = getattr(_Radar, name)

        def noted(radar: _Radar, what: object, name: str = name, whole: Callable[..., None] = whole) -> None:
            found.append(name)
            whole(radar, what)

        monkeypatch.setattr(_Radar, name, noted)
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


def test_a_rating_draws_the_upper_layers_alone(
    chart: RadarChart, theme: Theme, drawn: list[str], qtbot: QtBot
) -> None:
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
    "work": lambda chart, _theme: chart.set_axes([AXES[0]._replace(evidenced=4.0), *AXES[1:]], "Radar"),
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
            labels = radar._place()
            radar._paint_ground(painter, [axis.evidenced for axis in radar.axes])
            radar._paint_levels(painter)
            radar._paint_labels(painter, labels)
        painter.end()
        pictures.append(image)
    assert pictures[0] == pictures[1]


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
