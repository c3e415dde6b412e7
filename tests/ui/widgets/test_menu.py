"""A menu keeps letters to itself: they choose in it, and are no commands behind it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from planner.ui.widgets.menu import Menu, submenu

Key = Qt.Key


class Ground(QWidget):
    """Something with a command on D behind a menu."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        command = QAction("Done", self)
        command.setShortcut("D")
        command.triggered.connect(lambda: self.said.append("command"))
        self.addAction(command)
        self.menu = Menu(self)
        for text in ("Today", "Tomorrow", "Medium", "Del&ete", "Drop"):
            self.menu.addAction(text).triggered.connect(lambda _checked, text=text: self.said.append(text))
        self.menu.addAction("Nothing").setEnabled(False)


@pytest.fixture
def ground(qtbot: QtBot) -> Ground:
    made = Ground()
    qtbot.addWidget(made)
    made.show()
    made.menu.popup(QPoint(10, 10))
    return made


def test_a_letter_chooses_the_only_entry_that_begins_with_it(ground: Ground) -> None:
    QTest.keyClick(ground.menu, Key.Key_M)
    assert ground.said == ["Medium"]
    assert not ground.menu.isVisible()


def test_of_several_it_goes_from_one_to_the_next(ground: Ground) -> None:
    for text in ("Today", "Tomorrow", "Today"):
        QTest.keyClick(ground.menu, Key.Key_T)
        active = ground.menu.activeAction()
        assert active is not None
        assert active.text() == text
    assert ground.said == []
    QTest.keyClick(ground.menu, Key.Key_Return)
    assert ground.said == ["Today"]


def test_it_is_no_command_behind_the_menu(ground: Ground) -> None:
    for key in (Key.Key_D, Key.Key_X, Key.Key_N, Key.Key_Delete):
        QTest.keyClick(ground.menu, key)
    assert "command" not in ground.said
    ground.menu.close()


def test_mnemonics_come_first(ground: Ground) -> None:
    QTest.keyClick(ground.menu, Key.Key_E)
    assert ground.said == ["Del&ete"]


def test_a_menu_of_the_menu_bar_is_of_the_same_sort(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    made = submenu(bar, "&File")
    assert isinstance(made, Menu)
    assert bar.actions() == [made.menuAction()]
