"""The export dialog: where the calendar is, how apps read the file, the calendar app, and the live file."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.words import PLAIN_DEADLINES
from planner.services import live_calendar
from planner.services.calendar_choice import Choice
from planner.services.planner import Planner
from planner.ui.calendar.export_dialog import ExportDialog
from planner.ui.shell.dialogs import opened as opened_dialog
from planner.ui.shell.page import PageContext
from planner.ui.widgets.label import Label
from tests.ui.calendar.conftest import Filled
from tests.ui.calendar.test_files import summaries
from tests.ui.walk import settle


@pytest.fixture
def dialog(calendar_context: PageContext, filled: Filled, qtbot: QtBot) -> Iterator[ExportDialog]:
    made = shown(ExportDialog(calendar_context), qtbot)
    yield made
    qtbot.waitUntil(lambda: not made.readings.busy)
    made.reject()
    made.deleteLater()


def shown(dialog: ExportDialog, qtbot: QtBot) -> ExportDialog:
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.readings.busy)
    return dialog


def settled(dialog: ExportDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.readings.busy and not dialog.busy.busy)


def choose_app(dialog: ExportDialog, app: str) -> None:
    dialog.where.switch.set_value(app)
    dialog.where.switch.chosen.emit(app)


def test_it_asks_where_the_calendar_is_and_remembers_it(
    dialog: ExportDialog, calendar_context: PageContext, qtbot: QtBot
) -> None:
    assert dialog.where.app == "thunderbird"
    assert dialog.where.sentences()[0] == "Subscribe to the live file"
    choose_app(dialog, "google")
    said = " ".join(dialog.where.sentences())
    assert dialog.where.sentences()[0] == "Import into a separate calendar"
    for part in ("named “Planner”", "public https address", "drops all reminders", "over about 1 MB"):
        assert part in said
    again = shown(ExportDialog(calendar_context), qtbot)
    assert again.where.app == "google"
    again.reject()
    again.deleteLater()


def test_it_says_what_would_go_out_and_how_apps_read_it(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert dialog.summary.text() == "6 entries, 3 KB"
    assert not dialog.readings.fold.isHidden()
    dialog.readings.fold.click()
    assert dialog.readings.sentences()[0] == "Thunderbird"
    choose_app(dialog, "google")
    sentences = dialog.readings.sentences()
    assert sentences[0] == "Google"
    assert any("Google drops the" in sentence for sentence in sentences)
    dialog.form.alarms.setChecked(False)
    settled(dialog, qtbot)
    assert not any("Google drops the" in sentence for sentence in dialog.readings.sentences())
    dialog.form.first.set_date(date(2040, 1, 1))
    dialog.form.changed.emit()
    settled(dialog, qtbot)
    assert dialog.summary.text() == "nothing yet"
    assert dialog.readings.sentences() == ["Nothing would go out with this choice."]


def test_a_newer_choice_takes_the_place_of_one_that_is_looked_at(dialog: ExportDialog, qtbot: QtBot) -> None:
    for key in ("deadline", "exam", "renewal"):
        dialog.form.what[key].setChecked(False)
        dialog.readings._timer.timeout.emit()
    settled(dialog, qtbot)
    assert dialog.readings.facts is not None
    assert dialog.readings.facts.entries == 4


def test_google_is_offered_what_is_ahead_where_the_file_is_too_big(dialog: ExportDialog, qtbot: QtBot) -> None:
    facts = dialog.readings.facts
    assert facts is not None
    dialog.readings.facts = facts._replace(size=1_440_000)
    dialog._looked()
    assert not dialog.too_big.isVisible()
    choose_app(dialog, "google")
    assert dialog.too_big.text() == (
        "Google refuses files over about 1 MB; this one has 1.4 MB: choose fewer sorts or days."
    )
    assert dialog.too_big.isVisible()
    dialog.ahead_button.click()
    settled(dialog, qtbot)
    assert dialog.choice().first == date(2026, 12, 3)
    assert not dialog.too_big.isVisible()
    assert dialog.summary.text().startswith("5 entries")


def test_deadlines_are_chosen_by_kind(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    menu = dialog.form.deadlines.open()
    menu.list.setCurrentIndex(menu.list.model().index(list(PLAIN_DEADLINES).index("early_bird"), 0))  # type: ignore[arg-type]
    qtbot.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    assert dialog.form.deadlines.currentText() == "Early-bird price ends"
    assert dialog.choice().deadlines == {"early_bird"}
    dialog.form.deadlines.take(frozenset({"early_bird", "due"}))
    assert dialog.form.deadlines.currentText() == "2 kinds"
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path / "out.ics")
    assert not any("Call for papers" in summary for summary in summaries(tmp_path / "out.ics"))


def test_the_form_shows_any_choice(dialog: ExportDialog) -> None:
    choice = Choice(
        what=frozenset({"exam", "session"}),
        kinds=frozenset({"course", "event", "topic"}),
        first=date(2026, 1, 1),
        last=date(2027, 1, 1),
        profile="event",
        alarms=False,
        deadlines=frozenset({"due"}),
    )
    dialog.form.set_choice(choice)
    assert dialog.choice() == choice
    assert not dialog.form.deadlines.isEnabled()


def test_it_opens_in_the_calendar_app(dialog: ExportDialog, qtbot: QtBot, opened: list[str]) -> None:
    with qtbot.waitSignal(dialog._context.toast_requested) as toast:
        dialog.open_button.click()
    assert toast.args == ["Opened 6 entries in your calendar app.", False]
    (address,) = opened
    copy = Path(address.removeprefix("file://"))
    assert copy.name == "Planner.ics"
    assert "PyData Global" in summaries(copy)
    assert dialog.isVisible()
    dialog._context.copies.remove()
    assert not copy.exists()


def test_without_a_calendar_app_one_sentence_says_so(
    dialog: ExportDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog.open_button.click()
    settled(dialog, qtbot)
    assert dialog.sentence.text() == (
        "This computer has no program for calendar files. Save the file and import it where you like."
    )
    assert dialog.open_button.isVisible()
    dialog._context.copies.remove()


def test_a_live_file_is_kept_said_and_let_be(
    dialog: ExportDialog,
    qtbot: QtBot,
    plan: Planner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "live.ics"
    wanted: list[bool] = []
    dialog._context.live_file_wanted.connect(lambda: wanted.append(True))
    assert not dialog.live.switch.isVisible()
    monkeypatch.setattr(dialog.live, "choose", lambda _parent, now: path if now is None else None)
    dialog.form.what["exam"].setChecked(False)
    dialog.live.file_button.click()
    settled(dialog, qtbot)
    assert "“live.ics” was last written" in dialog.live.line.text()
    assert dialog.live.switch.isChecked()
    assert not any("AWS" in summary for summary in summaries(path))
    dialog.live.address_button.click()
    assert QGuiApplication.clipboard().text() == path.as_uri()
    dialog.live.file_button.click()  # and the person thinks better of it
    assert not dialog.busy.busy
    dialog.live.switch.click()
    assert dialog.live.line.text() == "“live.ics” is not kept current."
    assert SettingsFile().read().live_off
    dialog.live.switch.click()
    settled(dialog, qtbot)
    assert live_calendar.live_file(plan) == path
    assert len(wanted) == 3


def test_the_live_file_takes_another_choice_when_asked_to(
    dialog: ExportDialog, qtbot: QtBot, plan: Planner, tmp_path: Path, calendar_context: PageContext
) -> None:
    path = tmp_path / "live.ics"
    dialog.keep_live(path)
    settled(dialog, qtbot)
    assert not dialog.live.same_button.isVisible()
    dialog.form.what["event"].setChecked(False)
    assert dialog.live.same_button.isVisible()
    dialog.live.same_button.click()
    settled(dialog, qtbot)
    assert not dialog.live.same_button.isVisible()
    assert "PyData Global" not in {title for title in summaries(path) if "CANCELLED" not in title}
    again = shown(ExportDialog(calendar_context), qtbot)
    assert again.choice() == live_calendar.live_state(plan).choice
    again.reject()
    again.deleteLater()


def test_a_place_that_does_not_do_is_one_sentence(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.keep_live(tmp_path / "missing" / "live.ics")
    settled(dialog, qtbot)
    assert "There is no folder" in dialog.sentence.text()
    assert not dialog.live.switch.isVisible()
    dialog.form.last.set_date(date(2026, 1, 1))
    dialog.form.first.set_date(date(2026, 2, 1))
    dialog.keep_live(tmp_path / "live.ics")
    assert dialog.sentence.text().startswith("The last day is before")
    assert not (tmp_path / "live.ics").exists()


def test_the_last_error_of_the_live_file_stands_in_its_line(
    calendar_context: PageContext, filled: Filled, plan: Planner, qtbot: QtBot, tmp_path: Path
) -> None:
    live_calendar.keep(plan, tmp_path / "live.ics")
    SettingsFile().change(lambda settings: settings._replace(live_error="There is no folder “x”."))
    dialog = shown(ExportDialog(calendar_context), qtbot)
    assert dialog.live.line.text() == "“live.ics” was not written: There is no folder “x”."
    assert dialog.live.line.property("tone") == "danger"
    dialog.reject()
    dialog.deleteLater()


def test_it_is_no_higher_than_640_and_nothing_is_wider_than_it(dialog: ExportDialog) -> None:
    dialog.readings.fold.click()
    for app in ("thunderbird", "google", "apple", "outlook", "other"):
        choose_app(dialog, app)
        settle()
        assert dialog.height() <= 640
        inner = dialog.body.widget()
        assert inner is not None
        assert inner.width() <= dialog.body.viewport().width()
        for label in inner.findChildren(Label):
            if label.isVisible():
                wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.fontMetrics().height()
                assert label.height() >= wanted, label.text()


def test_closing_does_not_wait_for_the_look(
    calendar_context: PageContext, filled: Filled, qtbot: QtBot, plan: Planner
) -> None:
    dialog = opened_dialog(ExportDialog(calendar_context))
    assert isinstance(dialog, ExportDialog)
    dialog.readings._timer.timeout.emit()
    assert dialog.readings.busy
    dialog.reject()
    settle()
    qtbot.waitUntil(lambda: not any(thread.name == "planner-job" for thread in threading.enumerate()))


def test_the_size_of_what_was_chosen_before_does_not_stay(dialog: ExportDialog, qtbot: QtBot) -> None:
    assert dialog.summary.text()
    for box in dialog.form.what.values():
        box.setChecked(False)
    assert dialog.form.problem()
    assert dialog.summary.text() == ""
