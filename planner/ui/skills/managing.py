"""What the Skills page offers beside rating: its dialogs, and renaming and moving categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QLineEdit

from planner.config.text import tr
from planner.domain.words import CategoryId
from planner.services.queries.roles import skill_of
from planner.ui.skills.roles.changes import neighbour
from planner.ui.widgets.menu import Menu, submenu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.services.planner import Change
    from planner.services.queries.skills import CategoryRow
    from planner.ui.shell.page import Page
    from planner.ui.skills.roles.dialog import RolesDialog
    from planner.ui.widgets.radar.picture import Picture


class Managing(QObject):
    """Belongs to the page; ``categories`` gives those that it shows, in the order of the radar."""

    def __init__(self, page: Page, categories: Callable[[], Sequence[CategoryRow]]) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._categories = categories
        self._dialog: RolesDialog | None = None

    def open_roles(self) -> None:
        """Open the dialog of the target roles."""
        from planner.ui.shell.dialogs import opened
        from planner.ui.skills.roles.dialog import RolesDialog

        self._dialog = RolesDialog(self._context, self._page.window())
        self._dialog.finished.connect(self._closed)
        opened(self._dialog)

    def open_caps(self) -> None:
        """Open the dialog that says how much work of each kind shows."""
        from planner.ui.shell.dialogs import opened
        from planner.ui.skills.caps_dialog import CapsDialog

        opened(CapsDialog(self._context, self._page.window()))

    def save_picture(self, picture: Picture) -> None:
        """Open the dialog that saves the radar."""
        from planner.ui.shell.dialogs import opened
        from planner.ui.skills.export_radar import ExportRadarDialog

        opened(ExportRadarDialog(self._context, picture, self._page.window()))

    def _closed(self) -> None:
        self._dialog = None

    def take(self, change: Change) -> None:
        """Tell the dialog, where it is open, of a change."""
        if self._dialog is not None:
            self._dialog.take(change)

    def place_of(self, table: str, row_id: int) -> tuple[str, int]:
        """Where a row is to be looked for on the page: what hangs on a skill is shown by the skill."""
        found = self._context.planner.read(skill_of, table, row_id)
        return (table, row_id) if found is None else ("skill", found)

    def open_menu(self, category_id: int, at: QPoint) -> None:
        """The menu of a category, at a place of the screen."""
        menu = Menu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, category_id)
        menu.popup(at)

    def add_submenu(self, menu: Menu, category_id: int) -> None:
        """Offer what can be done with the category of a skill in the menu of the skill: a key opens only that."""
        self._fill(submenu(menu, tr("Category")), category_id)

    def _fill(self, menu: Menu, category_id: int) -> None:
        order: list[int] = [row.id for row in self._categories()]
        menu.addAction(tr("Rename the category…"), lambda: self._rename(category_id))
        # The list stands by gap; what the order of the plan decides is where the axis lies.
        for text, way in ((tr("Move earlier on the radar"), -1), (tr("Move later on the radar"), 1)):
            action = menu.addAction(text)
            action.setEnabled(neighbour(order, category_id, way)[0])
            action.triggered.connect(lambda _checked=False, way=way: self._move(category_id, way))

    def _rename(self, category_id: int) -> None:
        from planner.services.actions.categories import RenameCategory

        name = next((row.name for row in self._categories() if row.id == category_id), "")
        text, agreed = QInputDialog.getText(
            self._page, tr("Rename category"), tr("Name"), QLineEdit.EchoMode.Normal, name
        )
        if agreed and text.strip() != name:
            self._context.run(RenameCategory(CategoryId(category_id), text))

    def _move(self, category_id: int, way: int) -> None:
        from planner.services.actions.categories import MoveCategory

        moved, before = neighbour([row.id for row in self._categories()], category_id, way)
        if moved:
            self._context.run(MoveCategory(CategoryId(category_id), None if before is None else CategoryId(before)))
