"""The walk itself finds what it is there to find: a plain word, a cut word, a faint word, a control without a name."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from planner.ui.theme import Theme
from tests.ui.scenes import Scene
from tests.ui.test_accessibility import faults_of, nodes, tab_faults
from tests.ui.test_contrast_of_pages import faint
from tests.ui.walk import cut, cut_when_painted, painted, settle, texts, untranslated


class Sheet(QWidget):
    """A window that paints one text into a box of 60 pixels."""

    def __init__(self, text: str, ink: str = "#000000") -> None:
        super().__init__()
        self.text, self.ink = text, ink
        self.resize(300, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        painter.setPen(QColor(self.ink))
        painter.drawText(QRect(20, 100, 60, 20), Qt.AlignmentFlag.AlignLeft, self.text)


def sheet(qtbot: QtBot, text: str, ink: str = "#000000") -> Sheet:
    made = Sheet(text, ink)
    qtbot.addWidget(made)
    made.show()
    settle()
    return made


@pytest.mark.parametrize(
    ("text", "plain"),
    [("[Ŝàṽé~]", False), ("Save", True), ("[ƒ 5 h left]", True), ("[Αβγ, 5 ĥ]", False), ("https://a.example/x", False)],
)
def test_a_plain_word_is_found(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, text: str, plain: bool
) -> None:
    page = sheet(qtbot, text)
    QLabel(text, page).show()
    assert bool(untranslated(texts(page))) is plain
    assert bool(untranslated([each.as_text() for each in painted(page, monkeypatch)])) is plain


def test_a_cut_word_is_found(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet(qtbot, "a word that has no room in sixty pixels")
    assert len(cut_when_painted(painted(page, monkeypatch))) == 1
    button = QPushButton("a word that has no room", page)
    button.setFixedWidth(50)
    outside = QLabel("outside", page)
    outside.move(280, 10)
    button.show()
    outside.show()
    settle()
    assert len(cut(page)) == 2


@pytest.mark.parametrize(("ink", "times"), [("#000000", 0), ("#bbbbbb", 1)])
def test_a_faint_word_is_found(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, ink: str, times: int
) -> None:
    assert len(list(faint(Scene("sheet", sheet(qtbot, "word", ink)), monkeypatch))) == times


def test_a_faint_label_is_found(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    page = sheet(qtbot, "")
    label = QLabel("some word", page)
    label.setStyleSheet("background: #ffffff; color: #cccccc; font-size: 20px")
    label.show()
    settle()
    assert len(list(faint(Scene("sheet", page), monkeypatch))) == 1


def test_a_control_without_a_name_is_found(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, "")
    button = QPushButton(page)
    button.show()
    found = [fault for node in nodes(QAccessible.queryAccessibleInterface(page)) for fault in faults_of(node)]
    assert found == ["has no name"]


def test_a_way_back_up_is_found(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    buttons = [QPushButton(name, page) for name in ("a", "b", "c", "d", "e", "f")]
    for button in buttons:
        button.setFixedHeight(60)
        column.addWidget(button)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert tab_faults(Scene("page", page)) == []
    QWidget.setTabOrder(buttons[4], buttons[3])
    assert len(tab_faults(Scene("page", page))) == 1
