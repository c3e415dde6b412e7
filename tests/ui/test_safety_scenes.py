"""The dialogs of backups, of the examination and of a damaged plan: named, reached by Tab, whole, readable."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from planner.domain.errors import DamagedError, LibraryBusyError
from planner.services import libraries
from planner.services.actions.activities import AddActivity
from planner.services.actions.skills import AddSkill
from planner.storage.backup import back_up
from planner.ui.shell.backups.dialog import BackupsDialog
from planner.ui.shell.rescue.check_dialog import CheckDialog
from planner.ui.shell.rescue.dialog import RescueDialog
from planner.ui.shell.rescue.notice import DamageNotice
from planner.ui.shell.window import MainWindow
from tests.ui.scenes import Scene, show
from tests.ui.test_accessibility import complain as complain_of_names
from tests.ui.test_accessibility import faults, screen_reader, tab_faults
from tests.ui.test_contrast_of_pages import faint
from tests.ui.test_pseudo_language import complain
from tests.ui.walk import settle

__all__ = ["screen_reader"]


def shown(dialog: QDialog) -> None:
    dialog.show()
    dialog.activateWindow()
    settle()


def safety_scenes(window: MainWindow, folder: Path, qtbot: QtBot) -> Iterator[Scene]:
    """Each of the dialogs in each of its states."""
    context = window.context
    planner = context.planner
    theme, zone, today = context.theme, planner.zone(), planner.today()
    empty = BackupsDialog(theme, folder / "none" / "0.db", zone, today, planner=planner, parent=window)
    shown(empty)
    yield Scene("no backups", empty)
    empty.reject()
    backups = libraries.backup_folder(planner.path)
    for stamp, reason in (("2025-11-03T18:00:00Z", "daily"), ("2026-11-18T07:11:00Z", "before-import")):
        back_up(planner.path, backups, stamp, reason=reason)
    (backups / "20261120T101112Z-damaged-77.file").write_bytes(b"x" * 3000)
    for number in range(14):
        planner.run(AddActivity(f"Ιδέα {number}"))
    planner.run(AddSkill("Ηρεμία", category="Νους"))
    dialog = BackupsDialog(theme, planner.path, zone, today, planner=planner, parent=window)
    shown(dialog)
    yield Scene("a damaged file among the backups", dialog)
    dialog.list.setCurrentRow(1)
    qtbot.waitUntil(dialog.restore.isEnabled, timeout=20_000)
    settle()
    yield Scene("a backup with what happened since", dialog)
    dialog.reject()
    check = CheckDialog(theme, planner.path, window)
    shown(check)
    qtbot.waitUntil(lambda: not check.busy.busy, timeout=20_000)
    settle()
    yield Scene("all is well", check)
    check._found(["[ρόώ 1 όφ λίνκ]", "[ρόώ 2 όφ λίνκ]"])
    settle()
    yield Scene("problems", check)
    check.reject()
    notice = DamageNotice(theme, "[Δάμάγέδ.]", window)
    shown(notice)
    yield Scene("a notice of damage", notice)
    notice.reject()
    damaged = folder / "1.db"
    shutil.copy(min(backups.glob("*.db")), damaged)
    rescue = RescueDialog(theme, damaged, DamagedError("[Δάμάγέδ.]"))
    shown(rescue)
    qtbot.waitUntil(lambda: not rescue.busy.busy, timeout=20_000)
    settle()
    yield Scene("a damaged plan", rescue)
    rescue.salvage.button.click()
    qtbot.waitUntil(lambda: not rescue.busy.busy, timeout=20_000)
    settle()
    assert rescue.saved.isVisible()
    yield Scene("what was saved", rescue)
    rescue.reject()
    rescue.deleteLater()
    busy = RescueDialog(theme, damaged, LibraryBusyError("[Ίν ύσέ.]"))
    shown(busy)
    yield Scene("a plan in use", busy)
    busy.reject()
    busy.deleteLater()


def test_they_say_what_they_are_and_tab_goes_through_them(
    foreign_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window = foreign_window
    show(window, (1280, 800))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    scenes = safety_scenes(window, tmp_path, qtbot)
    complain_of_names([line for scene in scenes for line in (*faults([scene]), *tab_faults(scene))])


def test_they_are_whole_in_any_language(
    foreign_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(foreign_window, (1100, 700))
    complain(safety_scenes(foreign_window, tmp_path, qtbot), monkeypatch)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_their_texts_stand_out(
    foreign_window: MainWindow, mode: str, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign_window.context.theme.set_mode(mode)
    show(foreign_window, (1280, 800))
    scenes = safety_scenes(foreign_window, tmp_path, qtbot)
    lines = {line for scene in scenes for line in faint(scene, monkeypatch)}
    assert not lines, "\n".join(sorted(lines))
