"""Hands of the tests of the review: opening it, pressing its keys and buttons, and what the plan holds then."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from planner.services.planner import Planner
from planner.services.queries.review import Review, review
from planner.services.queries.skills import SkillRow, skills_view
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.review.dialog import ReviewDialog
from tests.ui.walk import settle

Key = Qt.Key


def state(planner: Planner, number: int | None = None) -> Review:
    return planner.read(review, planner.today(), number)


def levels(planner: Planner) -> list[float | None]:
    """What one claims of each skill, in the order of the review."""
    view = planner.read(skills_view, planner.today())
    return [row.claimed for category in view.categories for row in category.skills]


def skills(planner: Planner) -> list[SkillRow]:
    return [row for category in planner.read(skills_view, planner.today()).categories for row in category.skills]


def begin(page: SkillsPage) -> ReviewDialog:
    """Open the review by the action of the page."""
    next(each for each in page.actions() if each.text() == "Review my skills…").trigger()
    dialog = page.findChild(ReviewDialog)
    assert isinstance(dialog, ReviewDialog)
    settle()
    return dialog


def press(dialog: ReviewDialog, *keys: Key) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(dialog.focusWidget(), key)


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() - 4, button.height() // 2))


def chosen(dialog: ReviewDialog) -> list[int]:
    return [rung.level for rung in dialog.rungs.rungs if rung.isChecked()]


def name_of(dialog: ReviewDialog) -> str:
    return dialog.question.name.text()
