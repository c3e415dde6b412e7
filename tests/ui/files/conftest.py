"""The whole window on the built-in roadmap, shown, and a way to open the dialog “Import” on files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planner.ui.files.import_dialog import ImportDialog
from planner.ui.shell.window import MainWindow

Open = Callable[..., ImportDialog]


@pytest.fixture
def live(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window, shown and settled; it leaves no trace."""
    window.remembers = False
    with qtbot.waitSignal(window.settled):
        window.show()
    return window


@pytest.fixture
def open_import(live: MainWindow, qtbot: QtBot) -> Open:
    """Opens the dialog on files and waits until it has looked at them."""

    def opened(*paths: Path) -> ImportDialog:
        dialog = ImportDialog(live.context, paths, live)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: not dialog.busy.busy)
        return dialog

    return opened
