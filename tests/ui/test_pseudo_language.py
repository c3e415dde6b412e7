"""The whole program in the pseudo language: every text is translated, and words that are 40 % longer have room."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from planner.app.gui import build_window
from planner.config.settings import Settings, SettingsFile
from planner.config.text import PSEUDO_LANGUAGE, set_language, tr
from planner.domain import errors
from planner.services.planner import Planner
from planner.ui.shell.question import Question
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.badge_scenes import badge_scenes
from tests.ui.drawn import noted
from tests.ui.scenes import (
    PAGES,
    Scene,
    history_scenes,
    import_scenes,
    kinds_with_an_activity,
    money_scenes,
    opened,
    opened_import,
    page_scenes,
    scenes_of_actions,
    scenes_of_commands,
    show,
)
from tests.ui.walk import cut, cut_when_painted, painted, settle, shown, texts, untranslated

SIZES = [(1100, 700), (1280, 800)]


def faults(scenes: Iterable[Scene], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is wrong in the scenes, one line each."""
    found: dict[str, str] = {}
    for scene in scenes:
        seen = painted(scene.root, monkeypatch)
        lines = [
            *(
                f"untranslated: {line}"
                for line in untranslated([*texts(scene.root), *(each.as_text() for each in seen)])
            ),
            *(f"cut: {line}" for line in [*cut(scene.root), *cut_when_painted(seen)]),
        ]
        for line in lines:
            found.setdefault(line, scene.name)
    return [f"{line}   ({name})" for line, name in found.items()]


def complain(scenes: Iterable[Scene], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = faults(noted(scenes), monkeypatch)
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("page_id", PAGES)
def test_each_page(
    foreign_window: MainWindow,
    page_id: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show(foreign_window, size)
    complain(page_scenes(foreign_window, page_id), monkeypatch)


def test_palette_sheets_and_toasts(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window = foreign_window
    show(window, (1100, 700))

    def scenes() -> Iterator[Scene]:
        window.open_palette()
        settle()
        yield Scene("palette", window)
        assert window.palette_view is not None
        window.palette_view.field.setText("μοδελ")
        settle()
        yield Scene("palette with results", window)
        window.palette_view.close_palette()
        yield from opened(window, "shortcuts", window.commands.action("help.shortcuts").trigger)
        yield from opened(window, "about", window.commands.action("help.about").trigger)
        window.toast(window.windowTitle())
        settle()
        yield Scene("toast", window)

    complain(scenes(), monkeypatch)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_history_of_levels(
    foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    show(foreign_window, size)
    complain(history_scenes(foreign_window), monkeypatch)


@pytest.mark.parametrize("page_id", PAGES)
def test_adding_on_each_page(
    foreign_window: MainWindow,
    page_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show(foreign_window, (1100, 700))
    foreign_window.go(page_id)
    settle()
    complain(opened(foreign_window, f"add on {page_id}", foreign_window.add), monkeypatch)


@pytest.mark.parametrize("page_id", PAGES)
def test_menus_of_each_page(
    foreign_window: MainWindow,
    page_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the right button opens on the lists of the page, and the menu of the page."""
    window = foreign_window
    show(window, (1100, 700))
    window.go(page_id)
    settle()

    def scenes() -> Iterator[Scene]:
        yield from opened(window, "menu of the page", window.menus._of_page.aboutToShow.emit)
        for view in shown(window.pages.page(page_id)):
            if isinstance(view, QAbstractItemView) and view.model() is not None:
                for row in (0, 1, 2, 3):
                    index = view.model().index(row, 0)
                    if index.isValid():
                        view.setCurrentIndex(index)
                        where = view.visualRect(index).center()
                        press = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, view.mapToGlobal(where))
                        act = partial(QCoreApplication.sendEvent, view.viewport(), press)
                        yield from opened(window, f"menu of row {row}", act, beside=True)

    complain(scenes(), monkeypatch)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_money(foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "translate", tr)
    window = foreign_window
    show(window, size)
    complain(money_scenes(window), monkeypatch)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_badges(foreign_window: MainWindow, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    window = foreign_window
    show(window, size)
    complain(badge_scenes(window), monkeypatch)


def test_the_inspector_of_each_kind(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window = foreign_window
    show(window, (1100, 700))

    def scenes() -> Iterator[Scene]:
        for kind, activity in kinds_with_an_activity(window.context.planner).items():
            assert window.open("activity", activity)
            settle()
            assert window.inspector is not None
            yield Scene(f"inspector, {kind}", window.inspector)

    complain(scenes(), monkeypatch)


@pytest.mark.parametrize("page_id", PAGES)
def test_what_the_actions_of_a_page_open(
    foreign_window: MainWindow,
    page_id: str,
    no_questions: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    show(foreign_window, (1100, 700))
    complain(scenes_of_actions(foreign_window, page_id), monkeypatch)


def test_what_the_commands_of_the_window_open(
    foreign_window: MainWindow,
    no_questions: None,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    window = foreign_window
    show(window, (1100, 700))
    complain(scenes_of_commands(window), monkeypatch)


@pytest.mark.parametrize("page_id", PAGES)
def test_a_page_of_an_empty_plan(
    empty_library: Planner,
    theme: Theme,
    page_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PLANNER_LIBRARY", str(empty_library.path))  # the usual file, which the title does not name
    set_language(PSEUDO_LANGUAGE)
    window = build_window(empty_library, theme, SettingsFile(), settings=Settings(), animated=False)
    window.remembers = False
    show(window, (1100, 700))
    complain(page_scenes(window, page_id), monkeypatch)
    window.close()
    window.deleteLater()


def test_the_inspector_of_a_skill(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window = foreign_window
    show(window, (1100, 700))
    assert window.open("skill", 1)
    settle()
    assert window.inspector is not None
    complain([Scene("inspector of a skill", window.inspector)], monkeypatch)


@pytest.mark.parametrize("size", [(560, 480), (900, 720)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_import_of_files(
    foreign_window: MainWindow,
    size: tuple[int, int],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = foreign_window
    show(window, (1100, 700))
    dialog = opened_import(window, tmp_path, qtbot)
    dialog.resize(*size)
    complain(import_scenes(dialog), monkeypatch)
    dialog.reject()


def test_questions_of_the_file_menu(foreign_window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.ui.shell import dialogs

    asked: list[str] = []

    def look(box: Question) -> int:
        box.show()
        settle()
        asked.extend(faults([Scene(box.windowTitle(), box)], monkeypatch))
        box.close()
        return 0

    monkeypatch.setattr(Question, "exec", look)
    show(foreign_window, (1100, 700))
    theme = foreign_window.context.theme
    dialogs.new_from_template(theme, foreign_window)
    dialogs.confirm(theme, foreign_window, tr("Backups"), tr("What you answered so far is not kept."), tr("Leave"))
    assert not asked, "\n".join(asked)
