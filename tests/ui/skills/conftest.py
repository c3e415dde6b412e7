"""The Skills page on the built-in roadmap."""

import pytest
from pytestqt.qtbot import QtBot

from planner.ui.shell.page import PageContext
from planner.ui.skills.page import SkillsPage


@pytest.fixture
def page(qtbot: QtBot, context: PageContext) -> SkillsPage:
    made = SkillsPage(context)
    qtbot.addWidget(made)
    context.planner.subscribe(made.apply_change)
    made.resize(1080, 740)
    made.reload()
    made.show()
    qtbot.waitUntil(made._radar.is_made)
    return made
