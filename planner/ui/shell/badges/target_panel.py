"""What a badge fills in: the choice of the goal, the fields that differ with boxes to tick, and the skills it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.levels import HIGHEST, STEP, USUAL_LEVEL
from planner.domain.words import ActivityId
from planner.services.badge_preview import match_of, preview
from planner.services.catalogue import catalogue
from planner.services.catalogue_facts import source_sentence
from planner.services.humanize import level_text
from planner.services.queries.catalogue import goals_present
from planner.ui.theme import Space
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.label import ElidedLabel, Label, wrapped

if TYPE_CHECKING:
    from planner.domain.words import SkillId
    from planner.services.badge_changes import FieldChange
    from planner.services.badge_preview import Match, Preview, SuggestedSkill
    from planner.services.badges import BadgeFile
    from planner.ui.shell.page import PageContext

_NEW = 0
_WORD_WIDTH = 176


class _SkillRow(NamedTuple):
    skill: SuggestedSkill
    box: CheckBox
    level: DropDown


def _one_for_two(changes: tuple[FieldChange, ...]) -> dict[str, str]:
    """The field that goes with another one: an identifier is mostly the address of the award, word for word."""
    by_field = {change.field: change for change in changes}
    own, other = by_field.get("credential_id"), by_field.get("credential_url")
    if own is None or other is None or own[1:] != other[1:]:
        return {}
    return {own.field: other.field}


class TargetPanel(QWidget):
    """Shows what would change in the chosen goal; ``changed`` comes when another one was chosen."""

    changed = Signal()

    def __init__(
        self, context: PageContext, file: BadgeFile, target: ActivityId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._file = file
        self._is_chosen = target is not None
        self._match: Match | None = None
        self.preview: Preview | None = None
        self.boxes: dict[str, CheckBox] = {}
        self.texts: dict[str, ElidedLabel] = {}
        self._joined: dict[str, str] = {}
        self.skills: list[_SkillRow] = []
        self.choice = DropDown(context.theme, tr("What the badge fills in"))
        self.choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.choice.chosen.connect(self._choose)
        self.why = wrapped("", "meta")
        self.hint = wrapped("", "body", "muted")
        self.skills_heading = Label(tr("It names skills of yours. Does it show them?"), "section")
        self.skills_heading.setContentsMargins(0, Space.S, 0, 0)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(Space.M)
        self._rows.setVerticalSpacing(2)
        self._rows.setColumnStretch(1, 1)
        self._skill_rows = QGridLayout()
        self._skill_rows.setHorizontalSpacing(Space.M)
        self._skill_rows.setVerticalSpacing(Space.XS)
        self._skill_rows.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.choice)
        column.addWidget(self.why)
        column.addSpacing(Space.XS)
        column.addLayout(self._rows)
        column.addWidget(self.hint)
        column.addWidget(self.skills_heading)
        column.addLayout(self._skill_rows)
        self._fill_choice(target)
        self._show()

    def _fill_choice(self, target: ActivityId | None = None) -> None:
        """The goals of the plan: the one that the badge is of, a new one, then the others."""
        read = self._context.planner.read
        self._match = read(match_of, self._file)
        goals = {one.id: one for one in read(goals_present)}
        found = None if self._match is None else goals.pop(self._match.activity_id, None)
        items: list[tuple[str, object]] = [] if found is None else [(found.title, int(found.id))]
        items.append((tr("A new certification"), _NEW))
        others = sorted(goals.values(), key=lambda one: (one.title.casefold(), one.id))
        items += [(one.title, int(one.id)) for one in others]
        self.choice.set_items(items)
        if target is not None:
            self.choice.set_value(int(target))
        elif not self._is_chosen:
            self.choice.setCurrentIndex(0)

    def set_file(self, file: BadgeFile) -> None:
        """Show the badge with what the person says of it: it may then be of another goal."""
        self._file = file
        self._fill_choice()
        self._show()

    @property
    def target(self) -> ActivityId | None:
        """The goal that is chosen; None is a new certification."""
        value = self.choice.value()
        return ActivityId(value) if isinstance(value, int) and value != _NEW else None

    @property
    def fields(self) -> frozenset[str]:
        """The fields that are ticked."""
        ticked = {field for field, box in self.boxes.items() if box.isChecked()}
        return frozenset(ticked | {own for own, other in self._joined.items() if other in ticked})

    @property
    def shown_skills(self) -> tuple[tuple[SkillId, float], ...]:
        """The skills that are ticked, each with its level."""
        return tuple(
            (row.skill.skill_id, float(str(row.level.value()))) for row in self.skills if row.box.isChecked()
        )

    def _choose(self, _value: object) -> None:
        self._is_chosen = True
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        planner = self._context.planner
        found = planner.read(preview, self._file, self.target, planner.today().isoformat())
        self.preview = found
        self.why.setText(self._why(found))
        self.why.setVisible(bool(self.why.text()))
        self._show_changes(found)
        self._show_skills(found)
        self.hint.setText(self._hint(found))
        self.hint.setVisible(bool(self.hint.text()))

    def _why(self, found: Preview) -> str:
        if found.target is not None:
            is_match = self._match is not None and self._match.activity_id == found.target
            return self._match.why if is_match and self._match is not None else ""
        if found.known is not None:
            return source_sentence(found.known, catalogue().checked_on)
        return tr("Your plan has nothing of this name, and the catalogue does not know it.")

    @staticmethod
    def _hint(found: Preview) -> str:
        if found.is_kept and not found.changes:
            return tr("Your plan has this badge, and all that it says.")
        if not found.changes:
            return tr("All that it says stands there already; the badge itself is added.")
        if not all(change.fills for change in found.changes):
            return tr("What stands in your plan stays as it is, unless you tick it.")
        return ""

    def _show_changes(self, found: Preview) -> None:
        for widget in (*self.boxes.values(), *self.texts.values()):
            self._rows.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.boxes.clear()
        self.texts.clear()
        self._joined = _one_for_two(found.changes)
        for number, change in enumerate(each for each in found.changes if each.field not in self._joined):
            box = CheckBox(self._context.theme, change.word)
            box.setAccessibleName(tr("{word}: {text}", word=change.word, text=change.text))
            box.setChecked(change.fills)
            box.setFixedWidth(_WORD_WIDTH)
            text = ElidedLabel(change.text, "body")
            self._rows.addWidget(box, number, 0)
            self._rows.addWidget(text, number, 1)
            self.boxes[change.field], self.texts[change.field] = box, text

    def _show_skills(self, found: Preview) -> None:
        for row in self.skills:
            for widget in (row.box, row.level):
                self._skill_rows.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self.skills.clear()
        halves = [STEP * number for number in range(1, int(HIGHEST / STEP) + 1)]
        items = [(tr("Level {level}", level=level_text(level)), level) for level in halves]
        for number, skill in enumerate(found.skills):
            box = CheckBox(self._context.theme, skill.name)
            level = DropDown(self._context.theme, tr("Level of {skill}", skill=skill.name), items)
            level.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            level.set_value(USUAL_LEVEL)
            level.setEnabled(False)
            box.toggled.connect(level.setEnabled)
            self._skill_rows.addWidget(box, number, 0)
            self._skill_rows.addWidget(level, number, 1)
            self.skills.append(_SkillRow(skill, box, level))
        self.skills_heading.setVisible(bool(found.skills))
