"""The list of what a target role wants, set by mouse or keyboard; skills and categories are renamed and moved in it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from planner.config.text import tr
from planner.domain.levels import step_level
from planner.services.humanize import level_text
from planner.services.queries.roles import WantedSkill
from planner.services.words import WEIGHT_WORDS, weight_word
from planner.ui.skills.roles.target_rows import DOTS, CategoryLine, Line, TargetDelegate, TargetModel
from planner.ui.theme import Theme
from planner.ui.widgets.focus_visible import FocusVisible
from planner.ui.widgets.level_picker import PITCH
from planner.ui.widgets.menu import Menu, submenu

_KEYS_UP: Final = (Qt.Key.Key_Right, Qt.Key.Key_Plus)
_KEYS_OFF: Final = (Qt.Key.Key_Minus, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class TargetList(FocusVisible, QListView):
    """What a role wants of each skill.

    ``level_chosen`` carries a skill's id and its level (None: not asked for), ``weight_chosen`` its id and weight;
    ``named`` and ``moved`` carry what was renamed or moved (“skill” or “category”, its id) with the name or the way,
    -1 up and 1 down.
    """

    level_chosen = Signal(int, object)
    weight_chosen = Signal(int, int)
    named = Signal(str, int, str)
    moved = Signal(str, int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.targets = TargetModel(self)
        self.setModel(self.targets)
        self.drawing = TargetDelegate(theme, self)
        self.drawing.named.connect(self.named)
        self.setItemDelegate(self.drawing)
        self.setAccessibleName(tr("What the role asks for"))
        self.setAccessibleDescription(keys_text())
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        theme.changed.connect(self.viewport().update)

    def show_targets(self, skills: Sequence[WantedSkill]) -> None:
        """Show what a role wants; the focus stays on its line."""
        current = self.current_line()
        self.targets.show(skills)
        row = -1 if current is None else self.targets.row_of(TargetModel.key(current))
        if row < 0 and self.targets.rowCount():
            row = next((n for n, line in enumerate(self.targets.lines()) if isinstance(line, WantedSkill)), 0)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.targets.index(row))

    def current_line(self) -> Line | None:
        """The line that has the focus."""
        index = self.currentIndex()
        return self.targets.line(index.row()) if index.isValid() else None

    def _rename(self) -> None:
        if self.currentIndex().isValid():
            self.edit(self.currentIndex())

    # ------------------------------------------------------------------ the mouse

    def _line_at(self, where: QPoint) -> tuple[WantedSkill, QRect] | None:
        index = self.indexAt(where)
        line = self.targets.line(index.row()) if index.isValid() else None
        return (line, self.visualRect(index)) if isinstance(line, WantedSkill) else None

    def level_at(self, where: QPoint) -> tuple[WantedSkill, float] | None:
        """The skill and the half level under the pointer, None beside the dots."""
        hit = self._line_at(where)
        if hit is None:
            return None
        across = where.x() - self.drawing.dots(hit[1]).left()
        if not -PITCH / 2 <= across <= DOTS + 4:
            return None
        return hit[0], 0.0 if across < 0 else min(int(across / (PITCH / 2)) + 1, 10) / 2

    def weight_at(self, where: QPoint) -> WantedSkill | None:
        """The skill whose weight is under the pointer."""
        hit = self._line_at(where)
        is_there = hit is not None and hit[0].level is not None and self.drawing.weight(hit[1]).contains(where)
        return hit[0] if hit is not None and is_there else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        level, weight = self.level_at(where), self.weight_at(where)
        super().mousePressEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if level is not None:
            row, picked = level
            self.level_chosen.emit(row.id, None if picked == row.level else picked)
        elif weight is not None:
            menu = self._menu()
            self._fill_weights(menu, weight)
            place = self.drawing.weight(self.visualRect(self.currentIndex()))
            menu.popup(self.viewport().mapToGlobal(place.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        if self.level_at(where) is None and self.weight_at(where) is None and self.indexAt(where).isValid():
            self.edit(self.indexAt(where))
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        hit = self.level_at(where) is not None or self.weight_at(where) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)

    # ------------------------------------------------------------------ the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line, key = self.current_line(), event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if line is None:
            super().keyPressEvent(event)
        elif modifiers == Qt.KeyboardModifier.ControlModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(*TargetModel.key(line), -1 if key == Qt.Key.Key_Up else 1)
        elif modifiers:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_F2:
            self._rename()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # else the dialog would close
        elif isinstance(line, CategoryLine) or not self._set_by_key(line, key):
            super().keyPressEvent(event)

    def _set_by_key(self, line: WantedSkill, key: int) -> bool:
        """Set level or weight by a key; False for a key that does neither."""
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self.level_chosen.emit(line.id, float(key - Qt.Key.Key_0))
        elif key in _KEYS_UP:
            self.level_chosen.emit(line.id, step_level(line.level, 1))
        elif key == Qt.Key.Key_Left:
            if line.level is not None:
                self.level_chosen.emit(line.id, step_level(line.level, -1))
        elif key in _KEYS_OFF:
            self.level_chosen.emit(line.id, None)
        elif key == Qt.Key.Key_Space:
            if line.weight is not None:
                self.weight_chosen.emit(line.id, line.weight % len(WEIGHT_WORDS) + 1)
        else:
            return False
        return True

    # ------------------------------------------------------------------ menus

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
        line = self.current_line()
        if line is not None:
            self.menu_of(line).popup(event.globalPos())

    def menu_of(self, line: Line) -> Menu:
        """What can be done with a line."""
        menu = self._menu()
        if isinstance(line, WantedSkill):
            levels = submenu(menu, tr("Level"))
            for level in (None, *(half / 2 for half in range(11))):
                text = tr("not asked for") if level is None else level_text(level)
                action = levels.addAction(text)
                action.setCheckable(True)
                action.setChecked(level == line.level)
                action.triggered.connect(lambda _on=False, level=level: self.level_chosen.emit(line.id, level))
            weights = submenu(menu, tr("Weight"))
            weights.setEnabled(line.level is not None)
            self._fill_weights(weights, line)
            menu.addSeparator()
        table, row_id = TargetModel.key(line)
        menu.addAction(tr("Rename"), self._rename)
        menu.addAction(tr("Move up"), lambda: self.moved.emit(table, row_id, -1))
        menu.addAction(tr("Move down"), lambda: self.moved.emit(table, row_id, 1))
        return menu

    def _menu(self) -> Menu:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _fill_weights(self, menu: Menu, line: WantedSkill) -> None:
        for weight in WEIGHT_WORDS:
            action = menu.addAction(weight_word(weight))
            action.setCheckable(True)
            action.setChecked(weight == line.weight)
            action.triggered.connect(lambda _on=False, weight=weight: self.weight_chosen.emit(line.id, weight))


def keys_text() -> str:
    """What the keys of the list do, in one line."""
    return tr("0 to 5 set the level, − takes it away, Space changes the weight; F2 renames, Ctrl+Up and Ctrl+Down move")
