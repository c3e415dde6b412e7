"""The Skills page on the built-in roadmap, which hears of changes as in the window, and its dialog of the roles."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.roles_dialog import RolesDialog
from tests.ui.walk import settle


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


@pytest.fixture
def planner(page: SkillsPage) -> Planner:
    """The plan that the page shows."""
    return page.context.planner


@pytest.fixture
def dialog(page: SkillsPage) -> Iterator[RolesDialog]:
    action = next(each for each in page.actions() if each.text() == "Target roles…")
    action.trigger()
    found = page.findChild(RolesDialog)
    assert isinstance(found, RolesDialog)
    settle()
    yield found
    if isValid(found):
        found.close()
    settle()
