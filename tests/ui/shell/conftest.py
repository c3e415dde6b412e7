"""A window on sample pages and an empty library."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from planner.app.gui import shell_facts
from planner.config.settings import Settings, SettingsFile
from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.shell.window import MainWindow
from planner.ui.theme import Theme
from tests.ui.shell.sample_pages import SampleInspector, sample_specs


@pytest.fixture
def shell(empty_library: Planner, theme: Theme, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on sample pages, shown and painted."""
    context = PageContext(empty_library, theme, SettingsFile())
    window = MainWindow(
        context,
        sample_specs(),
        Settings(),
        facts=shell_facts(empty_library),
        inspector=SampleInspector,
        animated=False,
    )
    context.setParent(window)
    with qtbot.waitSignal(window.settled):
        window.show()
    window.activateWindow()
    yield window
    window.toasts.clear()
    window.close()
    window.deleteLater()
