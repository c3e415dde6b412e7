"""What the Skills page offers beside rating: the way to the roles, and renaming and moving categories."""

import pytest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu

from planner.domain.words import ProfileId, SkillId
from planner.services.actions.roles import SetTarget
from planner.services.queries.skills import skills_view
from planner.ui.skills.page import SkillsPage
from planner.ui.skills.roles.dialog import RolesDialog
from planner.ui.skills.skill_list import Heading


def test_categories_are_renamed_and_moved_from_the_list_of_the_page(
    page: SkillsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def names_of_axes() -> list[str]:
        planner = page.context.planner
        return [row.name for row in planner.read(skills_view, planner.today()).categories]

    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("Foundation", True))
    skills = page._list.skills
    row = next(
        number
        for number in range(skills.rowCount())
        if isinstance(line := skills.line(number), Heading) and line.name == "Technical foundation"
    )
    page._menu(page._list.visualRect(skills.index(row)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    rename, earlier, later = menu.actions()
    assert not earlier.isEnabled(), "it is the first axis"
    later.trigger()
    assert names_of_axes()[:2] == ["Product craft", "Technical foundation"]
    rename.trigger()
    assert names_of_axes()[1] == "Foundation"
    menu.close()


def test_the_menu_of_a_skill_leads_to_its_category_too(page: SkillsPage) -> None:
    page._list.go_to(1)
    page._menu(page._list.visualRect(page._list.currentIndex()).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    category = next(action.menu() for action in menu.actions() if action.text() == "Category")
    assert isinstance(category, QMenu)
    assert category.actions()[0].text() == "Rename the category…"
    menu.close()


def test_undo_in_the_window_leads_to_the_skill(page: SkillsPage) -> None:
    planner = page.context.planner
    change = planner.run(SetTarget(ProfileId(1), SkillId(7), 0.5))
    assert page.reveal("profile_target", change.rows[0].id)
    current = page._list.current_skill()
    assert current is not None
    assert current.id == 7


def test_the_drop_down_of_the_page_leads_to_it(page: SkillsPage) -> None:
    page._role.setCurrentIndex(page._role.count() - 1)
    page._role.activated.emit(page._role.count() - 1)
    assert page.findChild(RolesDialog) is not None
    assert page._role.value() == page._view.profile_id
    page.findChild(RolesDialog).close()  # type: ignore[union-attr]
