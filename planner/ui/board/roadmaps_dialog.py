"""The dialog of the roadmaps: add, rename, reorder, and put away what is not worked on now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QInputDialog, QLineEdit, QVBoxLayout

from planner.config.text import tr, trn
from planner.domain.words import RoadmapId
from planner.services.queries.roadmaps import RoadmapRow, all_roadmaps
from planner.ui.theme import DIALOG_MARGINS, Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from planner.services.action import Action
    from planner.ui.shell.page import PageContext

_ID = Qt.ItemDataRole.UserRole


class RoadmapsDialog(QDialog):
    """A list with its buttons beside it; every button is one step to undo."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: dict[int, RoadmapRow] = {}
        self.setWindowTitle(tr("Roadmaps"))
        self.resize(560, 380)
        self.list = ToldList(context.theme, tr("Roadmaps"), self)
        self.list.currentRowChanged.connect(lambda _row: self._offer())
        self.list.itemDoubleClicked.connect(lambda _item: self._rename())
        row = QHBoxLayout(self)
        row.setContentsMargins(*DIALOG_MARGINS)
        row.setSpacing(Space.L)
        row.addWidget(self.list, 1)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        self.new = self._button(column, tr("New…"), self._add, "plus")
        self.rename = self._button(column, tr("Rename…"), self._rename, "edit")
        self.up = self._button(column, tr("Move up"), lambda: self._move(-1), "chevron-up")
        self.down = self._button(column, tr("Move down"), lambda: self._move(1), "chevron-down")
        self.archive = self._button(column, tr("Archive"), self._archive, "inbox")
        column.addStretch(1)
        close = Button(context.theme, tr("Close"), "filled")
        close.clicked.connect(self.accept)
        close.setDefault(True)
        column.addWidget(close)
        row.addLayout(column)
        self._show()
        self.list.setFocus()

    def _button(self, column: QVBoxLayout, text: str, run: Callable[[], object], icon: str) -> Button:
        button = Button(self._context.theme, text, icon=icon)
        button.clicked.connect(lambda _checked: run())
        column.addWidget(button)
        return button

    def _show(self, chosen: int | None = None) -> None:
        rows = self._context.planner.read(all_roadmaps)
        chosen = self._chosen_id() if chosen is None else chosen
        self._rows = {row.id: row for row in rows}
        self.list.clear()
        for row in rows:
            item = self.list.add_line(row.name, _told(row))
            item.setData(_ID, row.id)
            if row.id == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and rows:
            self.list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._offer()

    def _chosen_id(self) -> int | None:
        row = self.list.currentRow()
        return None if row < 0 else int(self.list.item(row).data(_ID))

    def _chosen(self) -> RoadmapRow | None:
        return self._rows.get(self._chosen_id() or 0)

    def _offer(self) -> None:
        row = self._chosen()
        order = self._order()
        self.rename.setEnabled(row is not None)
        self.up.setEnabled(row is not None and row.id in order[1:])
        self.down.setEnabled(row is not None and row.id in order[:-1])
        self.archive.setEnabled(row is not None)
        self.archive.setText(tr("Unarchive") if row is not None and row.archived else tr("Archive"))

    def _order(self) -> list[int]:
        return [row.id for row in self._rows.values() if not row.archived]

    def _run(self, action: Action, chosen: int | None = None) -> None:
        change = self._context.run(action)
        added = change.added("roadmap") if change is not None else []
        self._show(added[0] if added else chosen)

    def _ask(self, title: str, text: str = "") -> str:
        name, agreed = QInputDialog.getText(self, title, tr("Name"), QLineEdit.EchoMode.Normal, text)
        return name.strip() if agreed else ""

    def _add(self) -> None:
        from planner.services.actions.roadmaps import AddRoadmap

        name = self._ask(tr("New roadmap"))
        if name:
            self._run(AddRoadmap(name))

    def _rename(self) -> None:
        from planner.services.actions.roadmaps import RenameRoadmap

        row = self._chosen()
        name = self._ask(tr("Rename roadmap"), row.name) if row is not None else ""
        if row is not None and name and name != row.name:
            self._run(RenameRoadmap(row.id, name))

    def _move(self, by: int) -> None:
        from planner.services.actions.roadmaps import MoveRoadmap

        row, order = self._chosen(), self._order()
        if row is None or row.id not in order:
            return
        place = order.index(row.id)
        at = place - 1 if by < 0 else place + 2
        self._run(MoveRoadmap(row.id, RoadmapId(order[at]) if at < len(order) else None))

    def _archive(self) -> None:
        from planner.services.actions.roadmaps import ArchiveRoadmap

        row = self._chosen()
        if row is not None:
            self._run(ArchiveRoadmap(row.id, not row.archived))


def _told(row: RoadmapRow) -> str:
    steps = trn("{n} step", "{n} steps", row.steps)
    activities = trn("{n} activity", "{n} activities", row.activities)
    if row.archived:
        return tr("archived, {steps}, {activities}", steps=steps, activities=activities)
    return tr("{steps}, {activities}", steps=steps, activities=activities)
