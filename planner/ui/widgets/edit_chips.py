"""Tags and skills in dialogs that edit several activities: chips to take away, and what is added to all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from planner.config.text import tr, trn
from planner.domain.folding import fold
from planner.domain.levels import USUAL_LEVEL
from planner.domain.words import SkillId
from planner.services.humanize import level_text
from planner.ui.widgets.button import Button
from planner.ui.widgets.chip import Chip
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.menu import Menu, submenu

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.services.queries.activity import SkillChoice
    from planner.services.queries.many import Use
    from planner.ui.theme import Theme

_MOST = 4
_LEVELS = (1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5, 5.0)
_HEIGHT = 26


class UseChip(Chip):
    """What some of the activities have; a press strikes it out, which takes it away from all of them."""

    def __init__(self, theme: Theme, use: Use, of: int, parent: QWidget | None = None) -> None:
        text = use.name if use.uses == of else tr("{name} · {n} of {all}", name=use.name, n=use.uses, all=of)
        super().__init__(theme, text.replace("&", "&&"), parent=parent)
        self._theme_of_line = theme
        self.use = use
        self.setCheckable(True)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(text)
        self.toggled.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        said = tr("Taken away from all of them") if self.isChecked() else tr("Press to take it away from all of them")
        self.setToolTip(said)
        self.setAccessibleDescription(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.setPen(QPen(self._theme_of_line.colour("text"), 1.5))
            middle = self.height() / 2 + 0.5
            painter.drawLine(QPointF(9, middle), QPointF(self.width() - 9, middle))


class _ChipRow(QWidget):
    """What adds one, what was added, and chips of what is in use, which wrap. ``changed`` comes with every choice."""

    changed = Signal()

    def __init__(self, theme: Theme, first: QWidget, uses: Sequence[Use], of: int) -> None:
        super().__init__()
        self._theme = theme
        self._first = first
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 1, 0, 1)
        self.chips = [UseChip(theme, use, of) for use in uses]
        for place, chip in enumerate(self.chips):
            chip.toggled.connect(lambda _on: self.changed.emit())
            chip.setVisible(place < _MOST)
        self._rest = Button(theme, trn("{n} more", "{n} more", len(self.chips) - _MOST), "link")
        self._rest.setFixedHeight(_HEIGHT)
        self._rest.clicked.connect(self._show_rest)
        self._rest.setVisible(len(self.chips) > _MOST)
        self._order([])

    def _order(self, new: Iterable[QWidget]) -> None:
        before: QWidget | None = None
        for widget in (self._first, *new, *self.chips, self._rest):
            self._flow.removeWidget(widget)
            self._flow.addWidget(widget)
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        self.fit()

    def _show_rest(self) -> None:
        self._rest.hide()
        for chip in self.chips:
            chip.show()
        self.fit()
        self.changed.emit()

    def fit(self) -> None:
        """Take the height that the chips need at the present width."""
        self.setFixedHeight(self._flow.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _TagLine(QLineEdit):
    """Enter adds the tag and reaches nobody else while there is one."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip(" #,"):
            self.entered.emit()
            return
        super().keyPressEvent(event)


class TagRow(_ChipRow):
    """Tags to take away, and a field that adds some to all."""

    def __init__(self, theme: Theme, uses: Sequence[Use], of: int, known: Sequence[str]) -> None:
        self.field = _TagLine()
        super().__init__(theme, self.field, uses, of)
        self.new_chips: dict[str, Chip] = {}
        self.field.setPlaceholderText(tr("Add a tag"))
        self.field.setAccessibleName(tr("Add a tag"))
        self.field.setFixedSize(150, 32)
        self.field.setMaxLength(400)
        completer = QCompleter(QStringListModel(list(known), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self.field.entered.connect(self.take)
        self.field.textChanged.connect(lambda _text: self.changed.emit())

    def take(self) -> None:
        """Turn what was typed into chips."""
        names = [name.strip().lstrip("#").strip() for name in self.field.text().split(",")]
        self.field.clear()
        for name in filter(None, names):
            if any(fold(name) == fold(known) for known in self.new_chips):
                continue
            chip = Chip(self._theme, name.replace("&", "&&"), soft=True, removable=True)
            chip.setAccessibleName(tr("Add tag {name}", name=name))
            chip.setFixedHeight(_HEIGHT)
            chip.removed.connect(partial(self._drop, name))
            self.new_chips[name] = chip
        self._order(self.new_chips.values())
        self.changed.emit()

    def _drop(self, name: str) -> None:
        _take_away(self.new_chips.pop(name))
        self._order(self.new_chips.values())
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @property
    def added(self) -> tuple[str, ...]:
        """The names of the tags that all of them get, with what is typed and not entered yet."""
        typed = (name.strip().lstrip("#").strip() for name in self.field.text().split(","))
        return (*self.new_chips, *filter(None, typed))

    @property
    def dropped(self) -> tuple[str, ...]:
        """The names of the tags that are taken away."""
        return tuple(chip.use.name for chip in self.chips if chip.isChecked())


class SkillRow(_ChipRow):
    """Skills to take away, and a button that adds some with a level to all."""

    def __init__(self, theme: Theme, uses: Sequence[Use], of: int, choices: Sequence[SkillChoice]) -> None:
        self.button = Button(theme, tr("Add a skill…"), "plain")
        super().__init__(theme, self.button, uses, of)
        self._choices = choices
        self._levels: dict[SkillId, float] = {}
        self.new_chips: dict[SkillId, Chip] = {}
        self.button.setFixedHeight(32)
        self.button.setEnabled(bool(choices))
        self.button.clicked.connect(self._offer)

    def skill_menu(self) -> QMenu:
        """The skills that can be added, by category."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups: dict[str, QMenu] = {}
        for skill in self._choices:
            if SkillId(skill.id) in self._levels:
                continue
            group = groups.get(skill.category)
            if group is None:
                group = groups[skill.category] = submenu(menu, skill.category.replace("&", "&&"))
            group.addAction(skill.name.replace("&", "&&"), partial(self.add, SkillId(skill.id), skill.name))
        return menu

    def _offer(self) -> None:
        self.skill_menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height() + 2)))

    def add(self, skill_id: SkillId, name: str, level: float = USUAL_LEVEL) -> None:
        """Add a skill; its chip offers other levels."""
        chip = Chip(self._theme, "", soft=True, removable=True)
        chip.setFixedHeight(_HEIGHT)
        chip.clicked.connect(lambda: self._offer_levels(skill_id, name))
        chip.removed.connect(partial(self._drop, skill_id))
        self.new_chips[skill_id] = chip
        self._set(skill_id, name, level)
        self._order(self.new_chips.values())
        self.changed.emit()

    def _set(self, skill_id: SkillId, name: str, level: float) -> None:
        self._levels[skill_id] = level
        chip = self.new_chips[skill_id]
        chip.setText(f"{name} {level_text(level)}".replace("&", "&&"))
        chip.setAccessibleName(tr("Add skill {skill} at {level}", skill=name, level=level_text(level)))
        self.fit()

    def _offer_levels(self, skill_id: SkillId, name: str) -> None:
        chip = self.new_chips[skill_id]
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for level in _LEVELS:
            action = menu.addAction(tr("Level {level}", level=level_text(level)))
            action.setCheckable(True)
            action.setChecked(level == self._levels[skill_id])
            action.triggered.connect(lambda _checked=False, level=level: self._set(skill_id, name, level))
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def _drop(self, skill_id: SkillId) -> None:
        self._levels.pop(skill_id)
        _take_away(self.new_chips.pop(skill_id))
        self._order(self.new_chips.values())
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @property
    def added(self) -> tuple[tuple[SkillId, float], ...]:
        """The skills that all of them get, with their levels."""
        return tuple(self._levels.items())

    @property
    def dropped(self) -> tuple[SkillId, ...]:
        """The skills that are taken away."""
        return tuple(SkillId(chip.use.id) for chip in self.chips if chip.isChecked())


def _take_away(chip: QWidget) -> None:
    """Hidden at once, so that it takes no room until it is gone."""
    chip.hide()
    chip.deleteLater()
