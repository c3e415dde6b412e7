"""Pictures of rows: copied while a row looks the same, and never when it would look different."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from planner.config.text import SOURCE_LANGUAGE, set_language
from planner.ui.theme import Theme
from planner.ui.widgets import row_pictures
from planner.ui.widgets.row_pictures import RowPictures

ROW = QRect(0, 0, 200, 40)


class Screen:
    """Shows rows of one list, and counts how often one was really painted."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.pictures = RowPictures(theme)
        self.painted = 0

    def show(
        self, text: str, rect: QRect = ROW, scale: float = 1, pictures: RowPictures | None = None
    ) -> QImage:
        """The screen with one row on the ground of the page."""
        image = QImage(round(200 * scale), round(100 * scale), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self.theme.colour("bg"))
        painter = QPainter(image)
        hints = painter.renderHints()
        (pictures or self.pictures).paint(painter, rect, text, lambda to, place: self._paint(to, place, text))
        assert painter.renderHints() == hints, "what a row sets must not reach the next one"
        painter.end()
        return image

    def _paint(self, painter: QPainter, rect: QRect, text: str) -> None:
        self.painted += 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour("text"))
        painter.setFont(self.theme.font("section"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.theme.colour("line"))


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme) -> Screen:
    return Screen(theme)


def test_a_row_is_painted_once_and_copied_from_then_on(screen: Screen) -> None:
    first = screen.show("Ethics")
    for _ in range(4):
        assert screen.show("Ethics") == first
    assert screen.painted == 1


@pytest.mark.parametrize("scale", [1, 1.25, 1.5, 2])
@pytest.mark.parametrize("top", [0, 3, 20])
def test_a_copy_is_what_would_be_painted_there(screen: Screen, scale: float, top: int) -> None:
    rect = QRect(4, top, 180, 41)
    fresh = screen.show("Ethics", rect, scale, pictures=RowPictures(screen.theme))
    for _ in range(3):
        assert screen.show("Ethics", rect, scale) == fresh


def test_another_text_size_or_scale_is_painted_anew(screen: Screen) -> None:
    for text, rect, scale in (
        ("Ethics", ROW, 1),
        ("Law", ROW, 1),
        ("Ethics", QRect(0, 0, 180, 40), 1),
        ("Ethics", QRect(0, 0, 200, 44), 1),
        ("Ethics", ROW, 2),
    ):
        before = screen.painted
        screen.show(text, rect, scale)
        assert screen.painted == before + 1


def test_pictures_do_not_outlive_theme_and_language(screen: Screen, theme: Theme) -> None:
    light = [screen.show("Ethics") for _ in range(3)][-1]
    theme.set_mode("dark")
    dark = screen.show("Ethics")
    assert dark != light
    assert screen.show("Ethics") == dark
    theme.set_mode("light")
    assert screen.show("Ethics") == light
    assert screen.show("Ethics") == light
    before = screen.painted
    try:
        set_language("pseudo")
        screen.show("Ethics")
    finally:
        set_language(SOURCE_LANGUAGE)
    assert screen.painted == before + 1


def test_rows_that_were_not_seen_for_long_are_forgotten(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_pictures, "_MOST_BYTES", 3 * 200 * 40 * 4)
    monkeypatch.setattr(row_pictures, "_LEAST_SCREENS", 0)
    for text in ("a", "b", "c", "a", "d"):  # d pushes b out, as a was seen again
        screen.show(text)
    assert [text for text, *_ in screen.pictures._pictures] == ["c", "a", "d"]


def test_what_is_in_sight_is_kept_however_large_the_screen(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_pictures, "_MOST_BYTES", 0)
    rows = [QRect(0, top, 180, 20) for top in range(0, 100, 20)]
    for _ in range(3):
        for rect in rows:
            screen.show(f"row {rect.top()}", rect)
    assert screen.painted == len(rows)
