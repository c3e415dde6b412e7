"""The Skills page on the built-in roadmap, which hears of changes as in the window, and its dialog of the roles."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.config.settings import SettingsFile
from planner.domain.words import ProfileId, SkillId
from planner.services.actions.roles import AddProfile, SetTarget
from planner.services.actions.skills import AddSkill, ChooseProfile
from planner.services.planner import Planner
from planner.ui.shell.page import PageContext
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.roles.dialog import RolesDialog
from planner.ui.theme import Theme
from tests.ui.skills.gap_hands import to_gaps
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


@pytest.fixture
def bare(qtbot: QtBot, empty_library: Planner, theme: Theme) -> Iterator[SkillsPage]:
    """The page on a plan with one skill, “Writing”, and no role."""
    empty_library.run(AddSkill("Writing", category="Craft"))
    context = PageContext(empty_library, theme, SettingsFile())
    made = SkillsPage(context)
    qtbot.addWidget(made)
    empty_library.subscribe(made.apply_change)
    made.resize(1080, 740)
    made.reload()
    made.show()
    qtbot.waitUntil(made._radar.is_made)
    yield made
    context.deleteLater()


@pytest.fixture
def one(bare: SkillsPage) -> SkillsPage:
    """The page on a plan whose role wants “Writing” at 3; the gaps are shown."""
    planner = bare.context.planner
    (role,) = planner.run(AddProfile("Editor")).added("profile")
    planner.run(ChooseProfile(ProfileId(role)))
    planner.run(SetTarget(ProfileId(role), SkillId(1), 3.0))
    to_gaps(bare)
    return bare
