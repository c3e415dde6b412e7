"""The dialog of preferences: what is chosen acts in the open window, is undone, refused, found and reset."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.app.again import Again, command
from planner.app.gui import build_window
from planner.config import formats
from planner.config.preferences import PREFERENCES
from planner.config.settings import Settings, SettingsFile
from planner.services.planner import Planner
from planner.services.preferences import preference
from planner.services.queries.limits import limits
from planner.services.queries.settings import setting
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.preference_commands import open_preferences
from planner.ui.shell.preferences.dialog import PreferencesDialog
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from planner.ui.widgets.segmented import SegmentedSwitch
from planner.ui.widgets.stepper import Stepper
from planner.ui.widgets.switch import Switch
from tests.ui.preference_scenes import opened_preferences
from tests.ui.scenes import show
from tests.ui.walk import settle, texts


@pytest.fixture(autouse=True)
def usual_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test makes of formats ends with it, and the place is always the same."""
    there = QLocale("en_GB")
    monkeypatch.setattr(QLocale, "system", lambda: there)
    monkeypatch.setattr(formats._Current, "formats", formats.Formats())


@pytest.fixture
def dialog(window: MainWindow) -> PreferencesDialog:
    show(window, (1280, 800))
    return opened_preferences(window)


def test_every_preference_has_a_row_that_shows_what_is_preferred(dialog: PreferencesDialog) -> None:
    assert list(dialog.rows) == [each.key for each in PREFERENCES]
    for row in dialog.rows.values():
        is_usual = row.preference.key != "theme"  # the theme of tests is the light one
        assert row.reset_button.isHidden() == is_usual, row.preference.key


def test_look_acts_at_once_and_is_reset(dialog: PreferencesDialog, window: MainWindow) -> None:
    row = dialog.rows["theme"]
    switch = row.findChild(SegmentedSwitch)
    assert isinstance(switch, SegmentedSwitch)
    switch._segments["dark"].click()
    assert window.context.theme.dark
    assert SettingsFile().read().theme == "dark"
    row.reset_button.click()
    assert window.context.theme.mode == "system"
    assert row.reset_button.isHidden()
    dialog.choose(preference("density"), "compact")
    assert window.context.density == "compact"
    window.context.set_density("comfortable")  # by the menu
    assert dialog.rows["density"].reset_button.isHidden()


def test_dates_and_times_are_written_anew_on_every_page(dialog: PreferencesDialog, window: MainWindow) -> None:
    window.go("calendar")
    settle()
    days = [
        each.preference.key for each in dialog.rows.values() if each.preference.key in ("dates", "clock", "week-start")
    ]
    assert len(days) == 3
    month = window.pages.page("calendar").month_view.model()  # type: ignore[attr-defined]  # the page's own
    header = [month.headerData(section, Qt.Orientation.Horizontal) for section in range(7)]
    assert header[0] == "Mon"
    dialog.choose(preference("week-start"), "sunday")
    settle()
    header = [month.headerData(section, Qt.Orientation.Horizontal) for section in range(7)]
    assert (header[0], header[-1]) == ("Sun", "Sat")
    dialog.choose(preference("dates"), "month")
    dialog.choose(preference("clock"), "12")
    assert formats.current() == formats.Formats(month_first=True, twelve_hours=True, first_weekday=6)
    for key in ("dates", "clock", "week-start"):
        dialog.choose(preference(key), "system")
    assert formats.current() == formats.Formats()


def test_a_hidden_page_is_written_anew_when_it_is_shown(window: MainWindow, dialog: PreferencesDialog) -> None:
    from planner.domain.words import ActivityId
    from planner.services.actions.deadlines import SetDue

    window.context.planner.run(SetDue((ActivityId(1),), "2031-12-01"))
    window.go("board")
    settle()
    window.open("activity", 1)
    settle()
    assert any("1 Dec 2031" in each.text for each in texts(window))
    window.go("home")
    dialog.choose(preference("dates"), "month")
    window.go("board")
    settle()
    said = [each.text for each in texts(window)]
    assert any("Dec 1, 2031" in each for each in said)
    assert not any("1 Dec 2031" in each for each in said)


def test_what_is_kept_in_the_plan_is_undone_from_the_foot_and_by_key(
    dialog: PreferencesDialog, window: MainWindow
) -> None:
    planner = window.context.planner
    dialog.show_section("plan")
    stepper = dialog.rows["limit-in-progress"].findChild(Stepper)
    assert isinstance(stepper, Stepper)
    stepper.less.click()
    assert planner.read(limits) == {"in_progress": 4}
    assert dialog.foot.text() == "Limit of “In progress”: 4"
    dialog.undo_button.click()
    assert planner.read(limits) == {"in_progress": 5}
    assert stepper.value() == 5
    dialog.choose(preference("hours-a-week"), 6)
    assert planner.read(setting, "hours_a_week") == 6
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert planner.read(setting, "hours_a_week") is None
    QTest.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert planner.read(setting, "hours_a_week") == 6


def test_none_is_below_the_least_number(dialog: PreferencesDialog, window: MainWindow) -> None:
    stepper = dialog.rows["limit-to-do"].findChild(Stepper)
    assert isinstance(stepper, Stepper)
    assert stepper.value() is None
    assert not stepper.less.isEnabled()
    stepper.more.click()
    assert window.context.planner.read(limits)["planned"] == 1
    stepper.less.click()
    assert "planned" not in window.context.planner.read(limits)


def test_what_is_refused_is_said_and_the_row_shows_what_holds(
    dialog: PreferencesDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SettingsFile, "change", full)
    switch = dialog.rows["notifications"].findChild(Switch)
    assert isinstance(switch, Switch)
    switch.click()
    assert "No space left on device" in dialog.foot.text()
    assert switch.isChecked()
    monkeypatch.undo()


def test_a_folder_and_a_live_file_are_asked_for(
    dialog: PreferencesDialog, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    folder, live = tmp_path / "copies", tmp_path / "live.ics"
    folder.mkdir()
    monkeypatch.setattr(FileDialog, "getExistingDirectory", lambda *_: str(folder))
    monkeypatch.setattr(FileDialog, "getSaveFileName", lambda *_: (str(live), ""))
    dialog.rows["backup-folder"].asked.emit()
    assert SettingsFile().read().backup_folder == str(folder)
    with qtbot.waitSignal(window.context.live_file_wanted):
        dialog.rows["live-file"].asked.emit()
    assert SettingsFile().read().live_file == str(live)
    with qtbot.waitSignal(window.context.live_file_wanted):
        dialog.rows["live-file"].reset_button.click()
    assert SettingsFile().read().live_off


def test_a_search_finds_rows_of_all_sections(dialog: PreferencesDialog) -> None:
    def shown() -> set[str]:
        return {key for key, row in dialog.rows.items() if row.isVisible()}

    assert shown() == {"theme", "density", "text-size", "motion", "opens"}
    dialog.search.setText("backup")
    assert shown() == {"backup-folder", "backup-days", "backup-weeks", "backup-months"}
    dialog.search.setText("SUNDAY")
    assert shown() == {"week-start"}
    assert dialog.list.selectedItems() == []
    dialog.list.setFocus()  # on the way to what was found
    assert shown() == {"week-start"}
    dialog.search.setText("zebra")
    assert shown() == set()
    assert dialog.nothing.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert [item.text() for item in dialog.list.selectedItems()] == ["Look"]
    assert shown() == {"theme", "density", "text-size", "motion", "opens"}


def test_what_acts_at_the_next_start_says_so_and_offers_it(
    dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot
) -> None:
    row = dialog.rows["text-size"]
    assert row.later.isHidden()
    dialog.choose(preference("text-size"), 150)
    assert SettingsFile().read().text_scale == 1.5
    assert row.later.isVisible()
    with qtbot.waitSignal(dialog.again_wanted):
        row.again_button.click()
    dialog.choose(preference("text-size"), 100)
    assert row.later.isHidden()
    assert not any(each.again_button.isVisible() for each in dialog.rows.values())


def test_one_dialog_is_open_at_a_time(dialog: PreferencesDialog, window: MainWindow) -> None:
    open_preferences(window, None, "files")
    assert [each for each in window.findChildren(PreferencesDialog) if each.isVisible()] == [dialog]
    assert dialog.rows["backup-days"].isVisible()


def test_the_command_stands_in_the_menu(window: MainWindow) -> None:
    action = window.commands.action("edit.preferences")
    assert action.shortcut().toString() == "Ctrl+,"


@pytest.mark.parametrize(("opens", "page"), [("last", "goals"), ("home", "home")])
def test_the_window_opens_with_the_page_that_is_preferred(
    planner_library: Planner, theme: Theme, opens: str, page: str
) -> None:
    settings = Settings(last_page="goals", opens=opens)
    made = build_window(planner_library, theme, SettingsFile(), settings=settings, animated=False)
    assert made.pages.current_id == page
    made.close()
    made.deleteLater()


def test_money_is_typed_in_the_usual_currency(window: MainWindow) -> None:
    context = window.context
    assert context.usual_currency() == ""
    SettingsFile().change(lambda each: each._replace(currency="CHF"))
    assert context.usual_currency() == "CHF"


# ------------------------------------------------------------------ starting again


@pytest.mark.parametrize(
    ("original", "arguments", "frozen", "expected"),
    [
        (["python", "-m", "planner", "x.ics"], ["x.ics"], False, ["python", "-m", "planner"]),
        (["python", "/bin/planner", "--verbose"], ["--verbose"], False, ["python", "/bin/planner", "--verbose"]),
        (["/opt/planner", "--library", "a"], ["--library", "a"], True, ["/opt/planner"]),
    ],
)
def test_it_starts_again_as_it_was_started_on_the_plan_that_is_open(
    original: list[str], arguments: list[str], frozen: bool, expected: list[str]
) -> None:
    words = command(Path("/b.db"), original=original, arguments=arguments, frozen=frozen)
    assert words == [*expected, "--library", str(Path("/b.db"))]


def test_it_starts_again_only_if_the_window_closes(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    again = Again()
    show(window, (1100, 700))
    monkeypatch.setattr(window.unsaved, "may_close", lambda: False)
    again.begin(window)
    assert not again.wanted
    assert window.isVisible()
    monkeypatch.undo()
    again.begin(window)
    assert again.wanted
