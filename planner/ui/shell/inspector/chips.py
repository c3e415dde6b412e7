"""Chips of the inspector: the tags that an activity bears, and the skills that it shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QMenu, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId, SkillId
from planner.services.humanize import level_text
from planner.services.queries.activity import skill_choices, tag_names
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.opener import plain_tip
from planner.ui.shell.inspector.text_fields import LineField
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu, submenu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.services.queries.activity import ShownSkill
    from planner.ui.shell.page import PageContext

_LEVELS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)
NEW_LEVEL = 2.0
_HEIGHT = 24


class TagsSection(QWidget):
    """A heading, a chip a tag, and a field that adds one with each Enter."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._activity_id = ActivityId(0)
        self._names: tuple[str, ...] = ()
        self.chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(tr("Tags"), "section"))
        holder = QWidget()
        self._flow = FlowLayout(holder)
        column.addWidget(holder)
        self.add_field = LineField(tr("Add a tag"), self._add, on_pause=False)
        self.add_field.setPlaceholderText(tr("Add a tag"))
        self.add_field.setFixedWidth(110)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.add_field.setCompleter(completer)
        self._flow.addWidget(self.add_field)

    def show_tags(self, activity_id: int, names: Sequence[str], *, fresh: bool) -> None:
        """Show the tags of an activity."""
        self._activity_id = ActivityId(activity_id)
        if fresh:
            self.add_field.visit.reset("")
        if tuple(names) == self._names and len(self.chips) >= len(names):
            return
        self._names = tuple(names)
        while len(self.chips) < len(names):
            chip = Chip(self.context.theme, "", removable=True)
            chip.setFixedHeight(_HEIGHT)
            chip.removed.connect(lambda chip=chip: self._remove(chip))
            self.chips.append(chip)
            self._flow.addWidget(chip)
        if self.chips:  # the field stays last
            self._flow.removeWidget(self.add_field)
            self._flow.addWidget(self.add_field)
        for chip, name in zip(self.chips, names, strict=False):
            chip.setText(name.replace("&", "&&"))
            chip.setAccessibleName(tr("Tag {name}", name=name))
            chip.updateGeometry()
            chip.show()
        for chip in self.chips[len(names) :]:
            chip.hide()

    def start_adding(self) -> None:
        """Put the focus into the field that adds a tag."""
        self._known.setStringList(list(self.context.planner.read(tag_names)))
        self.add_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Submit what is still being typed."""
        if self.add_field.visit.submit():
            self.add_field.visit.reset("")

    def _add(self, text: str, _visit: str) -> bool:
        from PySide6.QtCore import QTimer

        from planner.services.actions.tags import SetTags

        if not text.strip(" #"):
            return True
        added = self.context.run(SetTags(self._activity_id, (*self._names, *text.split(",")))) is not None
        if added:
            QTimer.singleShot(0, self.add_field, lambda: self.add_field.visit.reset(""))
        return added

    def _remove(self, chip: Chip) -> None:
        from planner.services.actions.tags import SetTags

        place = self.chips.index(chip)
        rest = (*self._names[:place], *self._names[place + 1 :])
        self.context.run(SetTags(self._activity_id, rest))


class SkillChips(QWidget):
    """A chip a skill with its level; pressing it offers other levels and the skill itself."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._activity_id = ActivityId(0)
        self._skills: tuple[ShownSkill, ...] = ()
        self.chips: list[Chip] = []
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(HANG - 1, 3, 0, 3)

    def show_skills(self, activity_id: int, skills: Sequence[ShownSkill]) -> None:
        """Show the skills of an activity."""
        self._activity_id = ActivityId(activity_id)
        if tuple(skills) == self._skills:
            return
        self._skills = tuple(skills)
        while len(self.chips) < len(skills):
            chip = Chip(self.context.theme, "")
            chip.setFixedHeight(_HEIGHT)
            chip.clicked.connect(lambda _checked=False, chip=chip: self._offer(chip))
            self.chips.append(chip)
            self._flow.addWidget(chip)
        for chip, skill in zip(self.chips, skills, strict=False):
            chip.setText(f"{skill.name} {level_text(skill.level)}".replace("&", "&&"))
            spoken = tr("Shows {skill} at {level}", skill=skill.name, level=level_text(skill.level))
            chip.setAccessibleName(spoken)
            chip.setToolTip(plain_tip(spoken))
            chip.updateGeometry()
            chip.show()
        for chip in self.chips[len(skills) :]:
            chip.hide()

    def choose(self, menu: QMenu) -> None:
        """Fill a menu with the skills that may be added, by category."""
        shown = {skill.skill_id for skill in self._skills}
        groups: dict[str, QMenu] = {}
        for skill in self.context.planner.read(skill_choices):
            if skill.id in shown:
                continue
            group = groups.get(skill.category)
            if group is None:
                group = groups[skill.category] = submenu(menu, skill.category.replace("&", "&&"))
            group.addAction(skill.name.replace("&", "&&"), partial(self._set, SkillId(skill.id), NEW_LEVEL))

    def _of(self, chip: Chip) -> ShownSkill:
        return self._skills[self.chips.index(chip)]

    def _offer(self, chip: Chip) -> None:
        skill = self._of(chip)
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in _LEVELS:
            action = menu.addAction(tr("Level {level}", level=level_text(level)))
            action.setCheckable(True)
            action.setChecked(level == skill.level)
            action.triggered.connect(lambda _checked=False, level=level: self._set(skill.skill_id, level))
        menu.addSeparator()
        menu.addAction(tr("Open the skill"), lambda: self.context.open_skill(skill.skill_id))
        menu.addAction(tr("Remove"), lambda: self._set(skill.skill_id, None))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _set(self, skill_id: SkillId, level: float | None) -> None:
        from planner.services.actions.parts import SetActivitySkill

        self.context.run(SetActivitySkill(self._activity_id, skill_id, level))
