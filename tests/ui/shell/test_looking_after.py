"""What a plan needs each day while its window stands, and what is said when damage is met."""

import sys

import pytest
from pytestqt.qtbot import QtBot

from planner.app.safety import DamageWatch, LookingAfter, open_check
from planner.domain.errors import DamagedError
from planner.services import libraries, rescue
from planner.services.backups import backups_of
from planner.services.queries.status import counts
from planner.ui.shell.rescue.check_dialog import CheckDialog
from planner.ui.shell.rescue.notice import DamageNotice
from planner.ui.shell.window import MainWindow


def looked(window: MainWindow, qtbot: QtBot) -> LookingAfter:
    looking = LookingAfter(window)
    with qtbot.waitSignal(looking.looked):
        looking.begin()
    return looking


def test_each_new_day_brings_a_backup(shell: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_NOW", "2026-11-23T08:00:00Z")
    looking = looked(shell, qtbot)
    with qtbot.waitSignal(looking.looked):
        looking.look()
    assert [row.reason for row in backups_of(shell.context.planner.path)] == ["daily"]
    monkeypatch.setenv("PLANNER_NOW", "2026-11-24T08:00:00Z")
    with qtbot.waitSignal(looking.looked):
        looking._timer.timeout.emit()
    assert [row.made_at.day for row in backups_of(shell.context.planner.path)] == [24, 23]
    assert shell.toasts.current is None
    looking.finish()


def test_damage_is_told_with_a_way_out(shell: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rescue, "quick_check_if_due", lambda _planner: ["Page 3 is nonsense.\nMore"])
    watch = DamageWatch(shell)
    looking = looked(shell, qtbot)
    looking.finish()
    (notice,) = shell.findChildren(DamageNotice)
    assert "is damaged: Page 3 is nonsense." in notice.sentence.text()
    assert backups_of(shell.context.planner.path) == ()
    notice.later.click()
    with qtbot.waitSignal(looking.looked):
        looking.look()
    toast = shell.toasts.current
    assert toast is not None
    assert toast.button is not None
    toast.button.click()
    assert isinstance(watch.trouble, DamagedError)
    assert shell.next_library == shell.context.planner.path
    assert shell.isHidden()
    watch.finish()


def test_a_backup_that_fails_is_told(shell: MainWindow, qtbot: QtBot) -> None:
    folder = libraries.backup_folder(shell.context.planner.path)
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("in the way")
    looked(shell, qtbot).finish()
    assert shell.toasts.current is not None
    assert folder.name in shell.toasts.current.text


def test_any_read_that_meets_damage_is_told(shell: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.excepthook
    watch = DamageWatch(shell)
    planner = shell.context.planner

    def nonsense(_reader: object) -> None:
        raise DamagedError("It is damaged.")

    with pytest.raises(DamagedError):
        planner.read(nonsense)
    qtbot.waitUntil(lambda: bool(shell.findChildren(DamageNotice)))
    (notice,) = shell.findChildren(DamageNotice)
    assert "neither read nor written" in notice.sentence.text()
    notice.reject()
    sys.excepthook(DamagedError, DamagedError("It is damaged."), None)  # told already, and no error of the program
    watch.finish()
    assert sys.excepthook is before
    assert planner.library.on_damage is None
    assert planner.read(counts).total == 0


def test_the_examination_says_that_all_is_well(shell: MainWindow, qtbot: QtBot) -> None:
    open_check(shell)
    (dialog,) = shell.findChildren(CheckDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.heading.text() == "All is well"
    assert not dialog.backups_button.isVisible()
    dialog.reject()


def test_the_examination_lists_problems_and_leads_on(
    shell: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = DamageWatch(shell)
    monkeypatch.setattr(libraries, "check", lambda _path: ["One thing", "Another"])
    open_check(shell)
    (dialog,) = shell.findChildren(CheckDialog)
    qtbot.waitUntil(lambda: not dialog.busy.busy)
    assert dialog.heading.text() == "2 problems were found"
    assert [dialog.problems.item(row).text() for row in range(2)] == ["One thing", "Another"]
    dialog.rescue_button.click()
    assert isinstance(watch.trouble, DamagedError)
    assert shell.isHidden()
    watch.finish()
