"""The plain fields of a skill, edited in place: its name, its definition and its category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy

from planner.config.text import tr
from planner.domain.folding import fold
from planner.domain.words import CategoryId, SkillId
from planner.services.queries.roles import category_names
from planner.ui.shell.inspector.text_fields import GrowingField
from planner.ui.widgets.drop_down import DropDown

if TYPE_CHECKING:
    from planner.services.queries.skill_card import SkillCard
    from planner.ui.shell.page import PageContext

_NAME_MAX = 200


class SkillFields:
    """``name``, ``definition`` and ``category`` of one skill; where they stand is the affair of the view."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._skill_id: SkillId | None = None
        self._category = ""
        self.name = GrowingField(tr("Name of the skill"), self._rename, role="heading", one_line=True)
        self.definition = GrowingField(tr("Definition"), self._define, one_line=True)
        self.definition.setPlaceholderText(tr("What is this skill?"))
        self.category = DropDown(context.theme, tr("Category"), quiet=True)
        self.category.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.category.set_editable()
        self.category.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.category.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = self.category.lineEdit()
        assert line is not None
        line.setMaxLength(_NAME_MAX)
        line.setTextMargins(5, 0, 0, 0)  # in line with the other values
        line.editingFinished.connect(self._typed)
        # Completed while one types, a new category could not begin like one that is there.
        self.category.setCompleter(None)  # type: ignore[arg-type]  # Qt takes none, its stubs do not say so
        self.category.chosen.connect(self._choose)

    def show_card(self, card: SkillCard, *, fresh: bool) -> None:
        """Show a skill; ``fresh`` says that it was opened just now."""
        self._skill_id = card.skill.id
        for field, text in ((self.name, card.skill.name), (self.definition, card.skill.definition)):
            if fresh:
                field.visit.reset(text)
            else:
                field.visit.show(text)
        is_typing = not fresh and self.category.currentText() != self._category
        self._category = card.category
        if not is_typing:
            self.category.set_items((row.name, row.id) for row in self._context.planner.read(category_names))
            self.category.set_value(card.skill.category_id)
            self._restore()

    def forget(self) -> None:
        """The skill is gone: nothing is submitted any more."""
        self._skill_id = None

    def flush(self) -> None:
        """Submit what is still being typed."""
        self.name.visit.submit()
        self.definition.visit.submit()
        self._typed()

    def _restore(self) -> None:
        self.category.setEditText(self._category)
        line = self.category.lineEdit()
        if line is not None:
            line.setCursorPosition(0)

    def _rename(self, text: str, visit: str) -> bool:
        from planner.services.actions.rubrics import EditSkill

        if self._skill_id is None:
            return True
        return self._context.run(EditSkill(self._skill_id, name=text, visit=visit)) is not None

    def _define(self, text: str, visit: str) -> bool:
        from planner.services.actions.rubrics import EditSkill

        if self._skill_id is None:
            return True
        return self._context.run(EditSkill(self._skill_id, definition=text, visit=visit)) is not None

    def _choose(self, value: object) -> None:
        if isinstance(value, int):
            self._move(CategoryId(value), "")

    def _typed(self) -> None:
        """A category was typed: one that is there, or a new one. A field that was emptied means the present one."""
        text = self.category.currentText()
        if text == self._category:
            return
        tidy = " ".join(text.split())
        if tidy and fold(tidy) != fold(self._category):
            self._move(None, tidy)
        else:
            self._restore()

    def _move(self, category_id: CategoryId | None, name: str) -> None:
        from planner.services.actions.categories import MoveSkill

        if self._skill_id is None:
            return
        chosen = self.category.itemText(self.category.currentIndex()) if category_id is not None else name
        if chosen == self._category:
            self._restore()
            return
        before = self._category
        self._category = chosen  # what is told now must find the field as it is wanted, not as it is being typed
        if self._context.run(MoveSkill(self._skill_id, category_id, name)) is None:
            self._category = before
        self._restore()
