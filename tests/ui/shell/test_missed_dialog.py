"""The list of reminders that came lately: opening, putting off, doing and dismissing."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from planner.config.settings import SettingsFile
from planner.domain.words import ActivityId
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.deadlines import PutDeadline
from planner.services.clock import FixedClock
from planner.services.machine_notes import library_name
from planner.services.planner import Planner
from planner.services.queries.reminders import DueReminder, reminders_between
from planner.ui.shell.missed_dialog import MissedDialog
from planner.ui.shell.page import PageContext
from planner.ui.theme import Theme

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
DAY = 24 * 60


@pytest.fixture
def plan(tmp_path: Path, library_patterns: Path) -> Iterator[Planner]:
    path = Path(shutil.copy(library_patterns / "empty.db", tmp_path / "plan.db"))
    planner = libraries.open_plan(path, clock=FixedClock(NOW, "Europe/Berlin"))
    for title, kind, day in (("Essay", "due", "2026-11-26"), ("PMP", "exam", "2026-11-26")):
        row = ActivityId(planner.run(AddActivity(title, kind="certification" if kind == "exam" else "project")).added(
            "activity"
        )[0])
        planner.run(PutDeadline(row, kind, on_date=day, reminders=(DAY,)))
    yield planner
    planner.close()


@pytest.fixture
def dialog(plan: Planner, theme: Theme, qtbot: QtBot) -> Iterator[MissedDialog]:
    context = PageContext(plan, theme, SettingsFile())
    made = MissedDialog(context, due(plan), missed=True)
    qtbot.addWidget(made)
    made.open()
    yield made
    made.close()
    context.deleteLater()


def due(plan: Planner) -> tuple[DueReminder, ...]:
    return plan.read(reminders_between, "2026-11-24T00:00:00Z", "2026-11-25T09:00:00Z", plan.zone())


def titles(dialog: MissedDialog) -> list[str]:
    return [one.title for one in dialog.due()]


def test_return_opens_what_a_line_is_about(dialog: MissedDialog, qtbot: QtBot) -> None:
    assert titles(dialog) == ["Essay", "PMP"]
    assert "2 dates" in dialog.remark.text()
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(dialog.opened) as caught:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert caught.args == [dialog.due()[1].activity_id]
    assert not dialog.isVisible()


def test_a_reminder_is_put_off_and_leaves_the_list(dialog: MissedDialog, plan: Planner, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(1)
    with qtbot.waitSignal(dialog.put_off):
        dialog.hour_button.click()
    assert titles(dialog) == ["Essay"]
    with qtbot.waitSignal(dialog.put_off):
        dialog.morning_button.click()
    kept = SettingsFile().read().snoozed[library_name(plan)]
    assert isinstance(kept, list)
    assert [each[0] for each in kept] == ["2026-11-25T10:00:00Z", "2026-11-26T08:00:00Z"]
    assert not dialog.isVisible()


def test_only_what_is_due_can_be_done(dialog: MissedDialog, plan: Planner) -> None:
    assert dialog.done_button.isEnabled()
    dialog.list.setCurrentRow(1)
    assert not dialog.done_button.isEnabled()  # an exam is passed or not, which is asked elsewhere
    dialog.list.setCurrentRow(0)
    dialog.done_button.click()
    assert titles(dialog) == ["PMP"]
    status = "SELECT status FROM activity WHERE title = 'Essay'"
    assert plan.read(lambda reader: reader.value(status)) == "done"
    plan.undo()
    assert plan.read(lambda reader: reader.value(status)) == "planned"


def test_delete_takes_a_line_off_and_changes_nothing(dialog: MissedDialog, plan: Planner) -> None:
    steps = plan.read(lambda reader: reader.value("SELECT count(*) FROM journal_step"))
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert titles(dialog) == ["PMP"]
    assert plan.read(lambda reader: reader.value("SELECT count(*) FROM journal_step")) == steps


def test_what_cannot_be_kept_is_said_and_stays(
    dialog: MissedDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SettingsFile, "change", full)
    dialog.hour_button.click()
    assert len(titles(dialog)) == 2
    assert "No space left on device" in dialog.error.text()
