"""The command palette: ranking, keys, and everything in the library."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.services.actions.activities import AddActivity
from planner.ui.shell.command_palette import CommandPalette
from planner.ui.shell.palette_search import folded, score
from planner.ui.shell.window import MainWindow


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("go", "Go to Goals", "Undo go"),
        ("roadmap", "Go to Roadmap", "Broadmapping"),
        ("gr", "Go Roadmap", "Migration"),
        ("go ro", "Go to Roadmap", "Rogue gone"),
        ("exp", "Export", "Keyboard shortcuts, explained"),
        ("ski", "Skills", "Risk in"),
    ],
)
def test_better_matches_come_first(query: str, better: str, worse: str) -> None:
    assert score(folded(query), folded(better)) > score(folded(query), folded(worse))


def test_accents_and_case_do_not_matter() -> None:
    assert score(folded("cafe"), folded("Café au lait")) == 90
    assert score(folded("xyz"), folded("Café")) == 0


def palette(shell: MainWindow) -> CommandPalette:
    shell.open_palette()
    assert shell.palette_view is not None
    return shell.palette_view


def titles(view: CommandPalette) -> list[str]:
    return [entry.title for entry in view._model.rows]


def test_it_opens_on_pages_and_actions(shell: MainWindow) -> None:
    view = palette(shell)
    assert titles(view)[:3] == ["Go to One", "Go to Two", "Go to Three"]
    assert "Pick for this week" in titles(view)
    assert "Quit" in titles(view)


def test_it_finds_what_is_in_the_library_and_opens_it(shell: MainWindow, qtbot: QtBot) -> None:
    shell.context.run(AddActivity("Rebuild a decision tree"))
    view = palette(shell)
    QTest.keyClicks(view.field, "decis")
    assert titles(view)[0] == "Rebuild a decision tree"
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert view.isHidden()
    assert shell.area.is_open
    assert shell.pages.current_id == "two"  # the page that shows activities


def test_arrows_choose_and_return_runs(shell: MainWindow, qtbot: QtBot) -> None:
    view = palette(shell)
    QTest.keyClick(view.field, Qt.Key.Key_Down)
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    assert shell.pages.current_id == "two"


def test_escape_closes_and_gives_the_focus_back(shell: MainWindow, qtbot: QtBot) -> None:
    page = shell.pages.current
    assert page is not None
    page.focus_content()
    before = shell.focusWidget()
    view = palette(shell)
    QTest.keyClick(view.field, Qt.Key.Key_Escape)
    assert view.isHidden()
    assert shell.focusWidget() is before


def test_what_matches_nothing_says_so(shell: MainWindow, qtbot: QtBot) -> None:
    view = palette(shell)
    QTest.keyClicks(view.field, "qqqqq")
    assert titles(view) == []
    assert view._nothing.isVisible()


def test_lines_have_words_for_a_screen_reader(shell: MainWindow) -> None:
    view = palette(shell)
    first = view._model.index(0, 0)
    assert view._model.data(first, Qt.ItemDataRole.AccessibleTextRole) == "Go to One, Ctrl+1"


def test_opening_again_takes_less_than_a_frame(shell: MainWindow) -> None:
    palette(shell).close_palette()
    spent = []
    for _ in range(5):
        begun = time.perf_counter()
        view = palette(shell)
        spent.append(time.perf_counter() - begun)
        view.close_palette()
    assert min(spent) < 0.016


def test_a_role_leads_to_the_skills(window: MainWindow, qtbot: QtBot) -> None:
    window.go("home")
    view = palette(window)
    QTest.keyClicks(view.field, "product manager")
    roles = [entry for entry in view._model.rows if entry.hint == "Role"]
    assert roles
    roles[0].run()
    assert window.pages.current_id == "skills"
    assert not window.area.is_open
