"""The chart of levels over time: its kept picture, its marks by mouse and keyboard, and what is said of them."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from planner.domain.evidence import Proof
from planner.domain.level_series import LevelFrom
from planner.services.queries.skill_marks import Rated, SkillMarks, Worked
from planner.ui.theme import Theme
from planner.ui.widgets.level_chart import LevelChart
from planner.ui.widgets.level_lines.shown import LevelHistory, Line
from planner.ui.widgets.level_lines.telling import skill_history
from planner.ui.widgets.radar.axes import Layers
from tests.ui.walk import settle

TODAY = date(2026, 11, 25)
MARKS = SkillMarks(
    (Rated("2024-01-10", 1.0, ""), Rated("2026-09-12", 2.5, "After the churn review")),
    (
        Worked(7, "Own model", Proof(2.0, "2024-06-01")),
        Worked(8, "Exam", Proof(3.0, "2025-05-01", "2027-05-01")),
        Worked(9, "Of an unknown day", Proof(1.0, "")),
    ),
)
FOUR = LevelHistory(
    date(2025, 1, 1),
    TODAY,
    (
        Line("Technical foundation", (LevelFrom("2025-01-01", 1.5), LevelFrom("2026-01-01", 3.0)), 0),
        Line("Domain", (LevelFrom("2025-03-01", 2.5),), 1),
    ),
)


def history(marks: SkillMarks = MARKS, target: float | None = 3.0) -> LevelHistory:
    made = skill_history(marks, target, TODAY)
    assert made is not None
    return made


def looks_of(chart: LevelChart) -> QImage:
    return chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> Iterator[LevelChart]:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(420, 300)
    QLineEdit(ground).setFocus()  # else the chart would have it
    made = LevelChart(theme, parent=ground)
    made.setGeometry(10, 100, 360, 120)
    made.show_history(history(), "History of Evaluation")
    with qtbot.waitExposed(ground):
        ground.show()
    yield made
    ground.close()


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the picture was drawn since."""
    found: list[str] = []
    whole = LevelChart._draw

    def noted(chart: LevelChart, *what: object) -> None:
        found.append("drawn")
        whole(chart, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(LevelChart, "_draw", noted)
    return found


def test_keys_go_from_mark_to_mark_in_the_order_of_their_days(qtbot: QtBot, chart: LevelChart) -> None:
    chart.setFocus()
    said = []
    for key in (Qt.Key.Key_Right,) * 5:
        qtbot.keyClick(chart, key)
        said.append(chart.accessibleDescription())
    assert said == [
        "10 Jan 2024 · 1",
        "Own model: 1 Jun 2024 · level 2 · faded",
        "Exam: 1 May 2025 · level 3 · until 1 May 2027",
        "12 Sep 2026 · 2.5: After the churn review",
        "12 Sep 2026 · 2.5: After the churn review",
    ]
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.current() == 0
    qtbot.keyClick(chart, Qt.Key.Key_End)
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    note = chart.note()
    assert note is not None
    assert (note.title, note.figures) == ("Exam", "1 May 2025 · level 3 · until 1 May 2027")


def test_return_opens_work_and_nothing_else(qtbot: QtBot, chart: LevelChart) -> None:
    opened = QSignalSpy(chart.opened)
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.count() == 0
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.at(0) == [7]


def test_the_pointer_tells_a_mark_and_a_click_opens_its_activity(qtbot: QtBot, chart: LevelChart) -> None:
    opened = QSignalSpy(chart.opened)
    qtbot.mouseMove(chart, chart.point_of(3).toPoint())
    note = chart.note()
    assert note is not None
    assert (note.title, note.text) == ("12 Sep 2026 · 2.5", "After the churn review")
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.point_of(3).toPoint())
    assert opened.count() == 0
    qtbot.mouseMove(chart, chart.point_of(2).toPoint())
    assert chart.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.point_of(2).toPoint())
    assert opened.at(0) == [8]
    qtbot.mouseMove(chart, QPoint(180, 8))
    assert chart.note() is None
    assert chart.current() == -1


def test_the_note_lies_over_what_is_around_and_not_over_its_mark(qtbot: QtBot, chart: LevelChart) -> None:
    for number in range(4):
        qtbot.mouseMove(chart, chart.point_of(number).toPoint())
        assert chart._card is not None
        ground = chart._card.parentWidget()
        assert ground is not None
        assert ground is chart.parentWidget()
        assert ground.rect().contains(chart._card.geometry())
        assert not chart._card.geometry().contains(chart.mapTo(ground, chart.point_of(number).toPoint()))


def test_between_marks_the_pointer_tells_the_nearest_line(qtbot: QtBot, chart: LevelChart) -> None:
    chart.show_history(FOUR, "History")
    layout = chart.lay_out()
    assert layout is not None
    x, y = layout.x(date(2025, 9, 1)), layout.y(2.5)
    qtbot.mouseMove(chart, QPoint(round(x), round(y) + 2))
    note = chart.note()
    assert note is not None
    assert note.title == "Domain"
    assert note.figures.endswith(" · 2.5")
    qtbot.mouseMove(chart, QPoint(round(layout.x(date(2025, 1, 20))), round(y)))
    assert chart.note() is None


def test_a_screen_reader_hears_a_slider_over_the_marks_and_the_whole_in_sentences(
    qtbot: QtBot, chart: LevelChart
) -> None:
    chart.setFocus()
    spoken = QAccessible.queryAccessibleInterface(chart)
    assert spoken.role() == QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "History of Evaluation"
    assert chart.accessibleDescription() == (
        "Rated 2 times, from 1 on 10 Jan 2024 to 2.5 on 12 Sep 2026. Finished work shows 3. The role wants 3."
    )
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert spoken.valueInterface().currentValue() == 3
    chart.clearFocus()
    assert chart.note() is None
    chart.setFocus()
    assert chart.accessibleDescription().startswith("Rated 2 times")


@pytest.mark.parametrize(
    ("marks", "sentences"),
    [
        (SkillMarks((Rated("2026-01-05", 2.0, ""),)), "Rated 2 on 5 Jan 2026. No finished work shows it."),
        (SkillMarks((), (Worked(1, "Old", Proof(2.0, "2020-01-01")),)), "Finished work shows 2, faded."),
        (
            SkillMarks((Rated("2020-01-05", 2.0, ""),), (Worked(1, "Exam", Proof(2.0, "2020-01-01", "2022-01-01")),)),
            "Rated 2 on 5 Jan 2020. No finished work shows it.",
        ),
    ],
)
def test_the_sentences_of_little(marks: SkillMarks, sentences: str) -> None:
    assert history(marks, None).summary == sentences


def test_nothing_dated_is_no_history() -> None:
    assert skill_history(SkillMarks(), 3.0, TODAY) is None
    assert skill_history(SkillMarks((), (Worked(1, "Exam", Proof(2.0, "")),)), 3.0, TODAY) is None


def test_marks_on_one_another_are_told_together(qtbot: QtBot, chart: LevelChart) -> None:
    same = tuple(Worked(number, f"Work {number}", Proof(2.0, "2025-01-01")) for number in range(1, 7))
    chart.show_history(history(SkillMarks((Rated("2024-01-01", 1.0, ""),), same)), "History")
    qtbot.keyClick(chart, Qt.Key.Key_End)
    note = chart.note()
    assert note is not None
    assert note.title == "6 activities"
    assert note.more == (*(f"Work {n}: 1 Jan 2025 · level 2" for n in range(1, 5)), "and 2 more")


CHANGES: dict[str, Callable[[LevelChart, Theme], object]] = {
    "theme": lambda _chart, theme: theme.set_mode("dark"),
    "size": lambda chart, _theme: chart.resize(300, 140),
    "target": lambda chart, _theme: chart.show_history(history(target=4.0), ""),
    "rating": lambda chart, _theme: chart.show_history(history(MARKS._replace(rated=MARKS.rated[:1])), ""),
    "work": lambda chart, _theme: chart.show_history(history(MARKS._replace(worked=MARKS.worked[:1])), ""),
    "several": lambda chart, _theme: chart.show_history(FOUR, ""),
    "role hidden": lambda chart, _theme: chart.set_layers(Layers(target=False)),
    "work hidden": lambda chart, _theme: chart.set_layers(Layers(evidenced=False)),
    "ratings hidden": lambda chart, _theme: chart.set_layers(Layers(claimed=False)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_picture_renews_it(chart: LevelChart, theme: Theme, change: str, qtbot: QtBot) -> None:
    before = looks_of(chart)
    CHANGES[change](chart, theme)
    settle()
    after = looks_of(chart)
    assert after != before
    other = LevelChart(theme)
    qtbot.addWidget(other)
    other.resize(chart.size())
    other.show_history(chart._history, "")
    other.set_layers(chart._layers)
    assert looks_of(other) == after


def test_what_stays_the_same_is_copied_also_while_one_goes_through_marks_and_days(
    qtbot: QtBot, chart: LevelChart, drawn: list[str]
) -> None:
    before = looks_of(chart)
    drawn.clear()
    chart.show_history(history(), "History of Evaluation")
    chart.set_days(date(2025, 1, 1), date(2024, 6, 1))
    assert looks_of(chart) != before
    chart.set_days(None, None)
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert looks_of(chart) != before
    assert drawn == []


def test_before_the_first_rating_nothing_is_claimed(chart: LevelChart, theme: Theme) -> None:
    """The line does not begin at 0, nor before its day."""
    rated = SkillMarks((Rated("2026-01-01", 4.0, ""),), (Worked(1, "Talk", Proof(1.0, "2024-01-01")),))
    chart.show_history(history(rated, None), "History")
    image, layout = looks_of(chart), chart.lay_out()
    assert layout is not None
    accent, begins = theme.colour("accent").name(), layout.x(date(2026, 1, 1)) - 6
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    columns = {x for x, y in places if image.pixelColor(x, y).name() == accent}
    assert columns
    assert min(columns) >= begins


def test_what_work_shows_is_lighter_once_it_has_faded_and_ends_with_a_certification(chart: LevelChart) -> None:
    marks = SkillMarks(
        (),
        (
            Worked(1, "Talk", Proof(2.0, "2023-01-01")),
            Worked(2, "Exam", Proof(4.0, "2023-01-01", "2024-01-01")),
        ),
    )
    chart.show_history(history(marks, None), "History")
    image, layout = looks_of(chart), chart.lay_out()
    assert layout is not None

    def at(day: date, level: float) -> str:
        return image.pixelColor(round(layout.x(day)), round(layout.y(level))).name()

    fresh, faded = at(date(2023, 6, 1), 1.5), at(date(2026, 6, 1), 1.5)
    nothing = at(date(2026, 6, 1), 3.5)
    assert len({fresh, faded, nothing}) == 3
    assert at(date(2023, 6, 1), 3.5) == fresh
    assert at(date(2024, 6, 1), 3.5) == nothing


def monthly(years: int) -> SkillMarks:
    days = [date(2026, 11, 1) - timedelta(days=30 * number) for number in range(12 * years)]
    rated = tuple(Rated(day.isoformat(), number % 11 / 2, "") for number, day in enumerate(sorted(days)))
    worked = tuple(Worked(n, f"Work {n}", Proof(n % 5, day.isoformat())) for n, day in enumerate(sorted(days)[::2]))
    return SkillMarks(rated, worked)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("size", [QSize(260, 96), QSize(340, 128), QSize(1500, 700)])
@pytest.mark.parametrize(
    "marks", [SkillMarks((Rated("2026-11-25", 3.0, ""),)), MARKS, monthly(10)], ids=["one", "some", "years"]
)
def test_it_is_drawn_in_any_size_with_one_mark_and_with_ten_years(
    chart: LevelChart, theme: Theme, mode: str, size: QSize, marks: SkillMarks
) -> None:
    theme.set_mode(mode)
    chart.resize(size)
    chart.show_history(None, "History")
    empty = looks_of(chart)
    chart.show_history(history(marks), "History")
    assert looks_of(chart) != empty
    layout = chart.lay_out()
    assert layout is not None
    dated = [one for one in marks.worked if one.proof.since]
    assert sum(len(spot.marks) for spot in layout.spots) == len(marks.rated) + len(dated)
    inside = QRectF(chart.rect())
    assert all(inside.contains(QRectF(spot.x - 4, spot.y - 4, 8, 8)) for spot in layout.spots)


def test_without_a_history_it_is_empty_and_takes_no_keys(qtbot: QtBot, chart: LevelChart) -> None:
    chart.show_history(None, "History")
    looks_of(chart)
    qtbot.mouseMove(chart, QPoint(100, 50))
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert (chart.current(), chart.note(), chart.accessibleDescription()) == (-1, None, "")
