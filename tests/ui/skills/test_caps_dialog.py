"""How much work of each kind shows: seen, changed, undone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from planner.domain.evidence import USUAL_CAPS
from planner.services.queries.evidence import caps
from planner.ui.skills.caps_dialog import CapsDialog
from planner.ui.skills.page import SkillsPage


@pytest.fixture
def dialog(page: SkillsPage) -> Iterator[CapsDialog]:
    next(action for action in page.actions() if action.text() == "How much work shows…").trigger()
    found = page.findChild(CapsDialog)
    assert isinstance(found, CapsDialog)
    yield found
    if isValid(found):
        found.close()


def test_every_kind_has_its_cap(dialog: CapsDialog) -> None:
    assert {kind: picker.level() for kind, picker in dialog.pickers.items()} == USUAL_CAPS
    assert dialog._remarks["course"].text() == "at most 2"
    assert dialog._remarks["project"].text() == "at most 4, 5 with a link"


def test_a_change_is_saved_at_once_as_one_undo_step(qtbot: QtBot, dialog: CapsDialog) -> None:
    planner = dialog._context.planner
    before = planner.history().undo
    picker = dialog.pickers["course"]
    for _ in range(2):
        qtbot.keyClick(picker, Qt.Key.Key_Right)
    assert planner.read(caps)["course"] == 3
    assert dialog._remarks["course"].text() == "at most 3"
    planner.undo()
    assert planner.history().undo == before
    assert planner.read(caps) == USUAL_CAPS


def test_a_cap_is_never_unknown(qtbot: QtBot, dialog: CapsDialog) -> None:
    picker = dialog.pickers["event"]
    qtbot.keyClick(picker, Qt.Key.Key_Home)
    assert picker.level() == 2
