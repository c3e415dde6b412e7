"""At 200 % a screen of 1280x800 has 640x400: every page has all that it says, and dialogs fit."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMessageBox, QPushButton, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

from planner.app.enlarged import VARIABLE, enlarged
from planner.ui.shell.small_screens import fit, fit_window
from planner.ui.shell.window import MainWindow
from tests.conftest import ROOT
from tests.ui.scenes import PAGES, page_scenes, scenes_of_commands, show
from tests.ui.walk import cut, cut_when_painted, painted, settle

#: 150 % and 200 % of 1280x800, less what a desktop's panel and the title of the window take.
SIZES = [(853, 500), (640, 360)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page_id", PAGES)
def test_nothing_is_cut_on_any_page(
    window: MainWindow, page_id: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(window, size)
    found: dict[str, str] = {}
    for scene in page_scenes(window, page_id):
        assert (window.width(), window.height()) == size, scene.name
        for line in [*cut(scene.root), *cut_when_painted(painted(scene.root, monkeypatch))]:
            found.setdefault(str(line), scene.name)
    assert found == {}


def test_every_dialog_of_the_menus_fits(window: MainWindow, no_questions: None) -> None:
    show(window, (640, 360))
    room = QSize(632, 356)
    for scene in scenes_of_commands(window):
        if isinstance(scene.root, QDialog) and not isinstance(scene.root, QMessageBox):
            fit(scene.root, room)
            settle()
            assert scene.root.size().boundedTo(room) == scene.root.size(), scene.name


def test_the_header_gives_up_words_before_controls_and_takes_them_back(window: MainWindow) -> None:
    show(window, (1280, 760))
    window.go("calendar")
    settle()
    header = window.header
    wide = (header.add_button.text(), header._title.isVisible())
    assert wide == ("Add", True)
    window.resize(640, 360)
    settle()
    assert header.add_button.text() == ""
    assert header.add_button.accessibleName() == header.add_button.toolTip() == "Add"
    assert header.add_button.geometry().right() < header.width()
    window.go("home")
    assert (header.add_button.text(), header._title.isVisible()) == wide
    window.resize(1280, 760)
    window.go("calendar")
    settle()
    assert (header.add_button.text(), header._title.isVisible()) == wide


def test_a_dialog_that_is_larger_than_its_screen_scrolls_and_keeps_the_focus(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for number in range(30):
        column.addWidget(QLabel(f"line {number}"))
    field, button = QLineEdit(), QPushButton("Save")
    column.addWidget(field)
    column.addWidget(button)
    dialog.setFixedWidth(700)
    dialog.show()
    field.setFocus()
    room = QSize(632, 356)
    fit(dialog, room)
    fit(dialog, room)
    settle()
    assert dialog.size().boundedTo(room) == dialog.size()
    (area,) = dialog.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    assert dialog.focusWidget() is field
    assert area.viewport().rect().contains(field.mapTo(area.viewport(), field.rect().center()))


def test_a_window_is_no_larger_than_its_screen(window: MainWindow) -> None:
    place = window.screen().availableGeometry()
    window.resize(place.width() + 400, 500)
    fit_window(window)
    assert (window.width(), window.height()) == (place.width(), 500)
    window.resize(700, 400)
    fit_window(window)
    assert (window.width(), window.height()) == (700, 400)


def test_a_dialog_that_fits_stays_as_it_is(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    QVBoxLayout(dialog).addWidget(QLabel("short"))
    dialog.show()
    before = dialog.size()
    fit(dialog, QSize(1200, 700))
    assert dialog.size() == before
    assert dialog.findChildren(QScrollArea) == []


@pytest.mark.parametrize(
    ("scale", "environment", "expected"),
    [(2.0, None, "2"), (1.0, None, None), (0.5, None, None), (9.0, None, "2"), (1.5, "2", "3"), (1.25, "junk", "1.25")],
)
def test_the_environment_has_the_factor_only_meanwhile(
    scale: float, environment: str | None, expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if environment is None:
        monkeypatch.delenv(VARIABLE, raising=False)
    else:
        monkeypatch.setenv(VARIABLE, environment)
    with enlarged(scale):
        assert os.environ.get(VARIABLE) == expected
    assert os.environ.get(VARIABLE) == environment


def test_the_application_is_as_large_as_the_settings_say() -> None:
    code = (
        "from planner.app.application import application; from planner.config.settings import Settings; "
        "app = application(Settings(text_scale=2.0)); print(app.primaryScreen().devicePixelRatio())"
    )
    environment = {key: value for key, value in os.environ.items() if key != VARIABLE}
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, capture_output=True, text=True, check=True, env={**environment, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert run.stdout.strip() == "2.0"
