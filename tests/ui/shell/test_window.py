"""The window: lazy pages, one feed, undo with its way to the place, inspector, messages, and what is remembered."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from planner.config.settings import Settings, SettingsFile
from planner.domain.errors import InvalidInputError, LibraryBusyError
from planner.services import libraries
from planner.services.action import Action
from planner.services.actions.activities import AddActivity, EditActivity
from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.shell.unsaved_bar import UnsavedBar
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from planner.ui.theme.tokens import DOCK_WIDTH
from tests.conftest import AllowLog
from tests.ui.shell.sample_pages import SampleInspector, SamplePage, sample_specs


def page(shell: MainWindow, name: str) -> SamplePage:
    found = shell.pages.built[name]
    assert isinstance(found, SamplePage)
    return found


def open_now(shell: MainWindow) -> bool:
    return shell.area.is_open


def added(shell: MainWindow, title: str = "Read a book") -> int:
    change = shell.context.run(AddActivity(title))
    assert change is not None
    return change.added("activity")[0]


def test_pages_are_built_when_first_shown(shell: MainWindow) -> None:
    assert list(shell.pages.built) == ["one"]
    shell.go("two")
    assert list(shell.pages.built) == ["one", "two"]
    assert page(shell, "two").heard == ["reload", "header"]
    assert shell.windowTitle() == "Two – empty – Planner"


def test_the_title_names_another_than_the_usual_file(
    empty_library: Planner, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    path = empty_library.path
    monkeypatch.setenv("PLANNER_LIBRARY", str(path.with_name("usual.db")))
    shell: MainWindow = request.getfixturevalue("shell")
    assert shell.windowTitle() == f"One – {path.stem} – Planner"


def test_the_title_does_not_name_the_usual_file(
    empty_library: Planner, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("PLANNER_LIBRARY", str(empty_library.path))
    shell: MainWindow = request.getfixturevalue("shell")
    shell.go("three")
    assert shell.windowTitle() == "Three – Planner"


def test_an_unknown_page_is_ignored(shell: MainWindow) -> None:
    shell.go("nowhere")
    assert shell.pages.current_id == "one"


def test_the_visible_page_hears_of_a_change_and_hidden_ones_when_shown(shell: MainWindow) -> None:
    shell.go("two")
    shell.go("one")
    page(shell, "one").heard.clear()
    page(shell, "two").heard.clear()
    added(shell)
    added(shell)
    assert page(shell, "one").heard == ["change do", "change do"]
    assert page(shell, "two").heard == []
    shell.go("two")
    assert page(shell, "two").heard == ["reload"]


def test_a_change_of_other_tables_is_not_passed_on(shell: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SamplePage, "watches", frozenset({"skill"}))
    page(shell, "one").heard.clear()
    added(shell)
    assert page(shell, "one").heard == []


def test_undo_names_the_step_goes_to_its_place_and_offers_redo(shell: MainWindow) -> None:
    undo = shell.commands.action("edit.undo")
    assert undo.text() == "&Undo"
    row = added(shell)
    shell.context.run(EditActivity(row, (("title", "Bread & butter"),)))  # type: ignore[arg-type]
    assert undo.text().startswith("&Undo ")
    assert "&&" in undo.text() or "Bread" not in undo.text()
    undo.trigger()
    assert shell.pages.current_id == "two"
    assert "reveal activity" in page(shell, "two").heard
    toast = shell.toasts.current
    assert toast is not None
    assert toast.text.startswith("Undone: ")
    assert toast.button is not None
    toast.button.click()
    assert shell.toasts.current is not None
    assert shell.toasts.current.text.startswith("Done again: ")


def test_undo_of_an_addition_needs_no_place(shell: MainWindow) -> None:
    added(shell)
    shell.undo()
    assert shell.pages.current_id == "one"
    assert shell.commands.action("edit.undo").text() == "&Undo"
    assert "&Redo" in shell.commands.action("edit.redo").text()
    shell.undo()
    assert shell.toasts.current is not None
    assert shell.toasts.current.text == "Nothing left to undo"


def test_a_step_from_an_earlier_run_is_dated(empty_library: Planner, theme: Theme, qtbot: QtBot) -> None:
    change = empty_library.run(AddActivity("Before"))
    context = PageContext(empty_library, theme, SettingsFile())
    window = MainWindow(context, sample_specs(), Settings(), animated=False)
    older = change._replace(kind="undo", made_at="2020-11-12T14:05:00Z")
    assert "12 Nov 2020" in window.history.sentence(older)
    window.close()
    window.deleteLater()


class Refuse(Action):
    """Is always refused."""

    def apply(self, tx: object) -> str:
        raise InvalidInputError("There is no title; write some words.")


def test_a_refusal_goes_with_the_next_write(shell: MainWindow) -> None:
    shell.context.run(Refuse())
    assert shell.toasts.current is not None
    added(shell)
    assert shell.toasts.current is None


class Busy(Action):
    """Meets a lock the first time only."""

    tries = 0

    def apply(self, tx: object) -> str:
        Busy.tries += 1
        if Busy.tries == 1:
            raise LibraryBusyError("Another program is writing; try again.")
        return "Wait for another program"


def test_a_refusal_is_one_sentence(shell: MainWindow) -> None:
    assert shell.context.run(Refuse()) is None
    assert shell.toasts.current is not None
    assert shell.toasts.current.text == "There is no title; write some words."
    assert shell.toasts.current.button is None


def test_a_busy_library_offers_to_try_again(shell: MainWindow) -> None:
    Busy.tries = 0
    assert shell.context.run(Busy()) is None
    (bar,) = shell.findChildren(UnsavedBar)
    assert bar.isVisible()
    assert bar.why.text() == "Another program is writing; try again."
    Busy.tries = 1
    bar.retry_button.click()
    assert Busy.tries == 2
    assert not bar.isVisible()


def test_other_programs_writes_are_taken_in(shell: MainWindow) -> None:
    page(shell, "one").heard.clear()
    other = libraries.open_plan(shell.context.planner.path)
    other.run(AddActivity("From the command line"))
    other.close()
    shell.refresh()
    assert page(shell, "one").heard == ["change refresh"]
    assert shell.commands.action("edit.undo").isEnabled()


def test_the_inspector_opens_hears_and_closes(shell: MainWindow, qtbot: QtBot) -> None:
    row = added(shell)
    shell.context.open_activity(row)
    inspector = shell.inspector
    assert isinstance(inspector, SampleInspector)
    assert shell.area.is_open
    shell.context.run(EditActivity(row, (("title", "Else"),)))  # type: ignore[arg-type]
    assert [change.kind for change in inspector.changes] == ["do"]
    QTest.keyClick(shell, Qt.Key.Key_Escape)
    assert not open_now(shell)
    assert inspector.flushed > 0


def test_what_is_not_there_does_not_open(shell: MainWindow) -> None:
    assert not shell.open("activity", -1)
    assert not shell.area.is_open


def test_the_inspector_lies_over_a_narrow_window_and_beside_a_wide_one(shell: MainWindow, qtbot: QtBot) -> None:
    shell.resize(1100, 700)
    shell.open("activity", 1)
    full = shell.header.width()
    assert shell.area.panel.geometry().right() == shell.area.rect().right()
    shell.resize(DOCK_WIDTH, 800)
    qtbot.waitUntil(lambda: shell.header.width() == shell.area.width() - shell.area.panel.width())
    shell.resize(1100, 700)
    qtbot.waitUntil(lambda: shell.header.width() == full)


def test_every_menu_entry_does_something(shell: MainWindow) -> None:
    for command, action in shell.commands.everything():
        assert action.text(), command.id
        assert callable(command.run)
    assert len(shell.menuBar().actions()) == 6
    shown = {action for menu in shell.menuBar().findChildren(QMenu) for action in menu.actions()}
    assert all(action in shown for _command, action in shell.commands.everything())


def test_the_page_menu_holds_the_actions_of_the_page(shell: MainWindow) -> None:
    menu = shell.menus._of_page
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Pick for this week"]


def test_keys_go_to_pages_and_put_the_focus_on_their_list(shell: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert shell.pages.current_id == "three"
    assert shell.focusWidget() is page(shell, "three").list


def test_a_single_letter_acts_only_while_the_list_has_the_focus(shell: MainWindow, qtbot: QtBot) -> None:
    one = page(shell, "one")
    one.list.setFocus()
    QTest.keyClick(one.list, Qt.Key.Key_W)
    assert one.heard.count("pick") == 1
    shell.header.open_filter()
    QTest.keyClick(shell.header.filter_field, Qt.Key.Key_W)
    assert one.heard.count("pick") == 1
    assert one.heard[-1] == "filter w"


def test_each_page_keeps_its_filter(shell: MainWindow, qtbot: QtBot) -> None:
    shell.header.open_filter()
    QTest.keyClicks(shell.header.filter_field, "ml")
    shell.go("two")
    assert not shell.header.filter_button.isChecked()
    shell.go("one")
    assert shell.header.filter_button.isChecked()
    assert shell.header.filter_field.text() == "ml"
    QTest.keyClick(shell.header.filter_field, Qt.Key.Key_Escape)
    assert page(shell, "one").heard[-1] == "filter "
    assert not shell.header.filter_button.isChecked()


def test_the_header_adds_on_the_page(shell: MainWindow) -> None:
    shell.header.add_button.click()
    assert page(shell, "one").heard[-1] == "add"


def test_undo_submits_what_is_being_typed_first(shell: MainWindow) -> None:
    shell.undo()
    assert page(shell, "one").heard[-1] == "flush"


def test_the_window_comes_back_as_it_was(shell: MainWindow, theme: Theme, qtbot: QtBot) -> None:
    shell.go("two")
    shell.toggle_sidebar()
    shell.open("activity", 7)
    theme.set_mode("dark")
    shell.close()
    saved = SettingsFile().read()
    assert saved.theme == "dark"
    context = PageContext(shell.context.planner, theme, SettingsFile())
    again = MainWindow(context, sample_specs(), saved, inspector=SampleInspector, animated=False)
    with qtbot.waitSignal(again.settled):
        again.show()
    assert again.pages.current_id == "two"
    assert page(again, "two").heard[0] == "restore lanes"
    assert again.sidebar.folded
    assert again.inspector is not None
    assert again.inspector.subject == ("activity", 7)
    again.close()
    again.deleteLater()


def test_a_window_whose_state_cannot_be_saved_closes_all_the_same(
    shell: MainWindow, tmp_path: Path, allow_log: AllowLog
) -> None:
    allow_log("The state of the window was not saved")
    blocked = tmp_path / "file"
    blocked.write_text("")
    shell.context.settings = SettingsFile(blocked / "settings.json")
    assert shell.close()


def test_aim_and_next_date_are_shown(planner_library: Planner, theme: Theme, qtbot: QtBot) -> None:
    from planner.app.gui import shell_facts

    facts = shell_facts(planner_library)
    aim = facts.aim()
    assert aim is not None
    assert aim.name
    assert aim.share == 0
    planner_library.run(AddActivity("Exam", due=planner_library.today().isoformat()))
    assert facts.next_date().startswith("Next: Exam")


def test_the_shortcut_sheet_lists_live_bindings(shell: MainWindow, qtbot: QtBot) -> None:
    from planner.ui.shell.shortcuts_dialog import ShortcutsDialog, bindings

    rows = dict(bindings(action for _command, action in shell.commands.everything()))
    assert rows["Undo"] == "Ctrl+Z"
    assert rows["Keyboard shortcuts"] == "?"
    shell.go("two")
    for _ in range(3):
        added(shell, "A title that is far too long for a line of a sheet of keys " * 2)
    shell.commands.action("help.shortcuts").trigger()
    dialog = shell.findChild(ShortcutsDialog)
    assert dialog is not None
    dialog.grab()
    labels = dialog.findChildren(QLabel)
    texts = [label.text() for label in labels]
    assert texts.index("Two") < texts.index("Everywhere")
    assert "Undo" in texts
    keys = next(label for label in labels if label.text() == "Ctrl+Z")
    assert keys.width() >= keys.sizeHint().width()
    assert keys.mapTo(dialog, keys.rect().topRight()).x() < dialog.width()
    dialog.close()


def test_no_two_commands_share_a_key(shell: MainWindow) -> None:
    keys = [key.toString() for _command, action in shell.commands.everything() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_no_two_commands_share_a_name(shell: MainWindow) -> None:
    command, _action = next(iter(shell.commands.everything()))
    with pytest.raises(ValueError, match="two commands are called"):
        shell.commands.add(command)


def test_about_names_the_library(shell: MainWindow, qtbot: QtBot) -> None:
    from planner.ui.shell.about_dialog import AboutDialog

    shell.commands.action("help.about").trigger()
    dialog = shell.findChild(AboutDialog)
    assert dialog is not None
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert str(shell.context.planner.path) in texts
    dialog.close()


def test_theme_commands_show_which_one_holds(shell: MainWindow, theme: Theme) -> None:
    shell.commands.action("theme.dark").trigger()
    shell.commands.refresh_checks()
    ticked = [command.id for command, action in shell.commands.everything() if action.isChecked()]
    assert ticked == ["theme.dark", "density.comfortable", "view.menu_bar"]
    assert isinstance(shell.commands.action("theme.dark"), QAction)
