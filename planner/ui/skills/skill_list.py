"""The list of skills by category: name, level dots that can be set in place, the role's level, what work has shown."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr
from planner.domain.levels import step_level
from planner.services.humanize import level_text
from planner.services.queries.skills import CategoryRow, SkillRow
from planner.ui.shell.inspector.opener import plain_tip
from planner.ui.theme import Space, Theme
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.level_picker import DOT, PITCH, paint_level
from planner.ui.widgets.level_slider import level_words
from planner.ui.widgets.painting import on_two_lines
from planner.ui.widgets.radar.shapes import hue, mark
from planner.ui.widgets.row_pictures import RowPictures

Index = QModelIndex | QPersistentModelIndex

ROW = 40
HEADER = 44
DOTS = 4 * PITCH + DOT
ROLE_COLUMN = 48
SHOWN_COLUMN = 76
_NUMBER_COLUMN = 24
_MARK_COLUMN, _MARK = 16, 4.0

_ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_State = QStyle.StateFlag
_LIVELY = _State.State_MouseOver | _State.State_Selected | _State.State_HasFocus


class Heading(NamedTuple):
    """A category's line; the remark marks the one with the largest gap. ``group`` is its number on the radar."""

    category_id: int
    name: str
    remark: str
    group: int


Line = Heading | SkillRow


def evidence_words(level: float | None) -> str:
    """“shown 2”, or “no work yet”."""
    return tr("no work yet") if level is None else tr("shown {level}", level=level_text(level))


def rated_words(category: CategoryRow) -> str:
    """“2 of 6 rated”."""
    return tr("{rated} of {total} rated", rated=category.rated, total=len(category.skills))


def skill_words(row: SkillRow) -> str:
    """The whole row as one sentence, for screen readers."""
    parts = [tr("{name}: self-rated {level}", name=row.name, level=level_words(row.claimed))]
    if row.target is not None:
        parts.append(tr("role {level}", level=level_text(row.target)))
    parts.append(evidence_words(row.evidenced))
    return ", ".join(parts)


class SkillModel(QAbstractListModel):
    """Headings and skills. The order stands while levels are edited, so that no row moves under the pointer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show(self, categories: Sequence[CategoryRow], words: str, *, keep_order: bool) -> None:
        """Show the skills whose name or category holds ``words``, largest gap first or in the order that stands."""
        lines = self._ordered(categories, words)
        if keep_order and self._keys(lines) == self._keys(self._lines):
            places = {self._key(line): line for line in lines}
            before, self._lines = self._lines, [places[self._key(line)] for line in self._lines]
            for number, (old, new) in enumerate(zip(before, self._lines, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    @staticmethod
    def _ordered(categories: Sequence[CategoryRow], words: str) -> list[Line]:
        wanted = words.casefold().split()
        groups = {category.id: number for number, category in enumerate(categories)}
        ordered = sorted(categories, key=lambda category: -category.gap)
        lines: list[Line] = []
        for category in ordered:
            rows = [
                row
                for row in sorted(category.skills, key=lambda row: -row.gap)
                if all(word in f"{row.name} {category.name}".casefold() for word in wanted)
            ]
            if rows:
                largest = category is ordered[0] and category.gap > 0 and len(ordered) > 1
                remarks = [tr("largest gap")] if largest else []
                if category.rated < len(category.skills):
                    remarks.append(rated_words(category))
                lines.append(Heading(category.id, category.name, " · ".join(remarks), groups[category.id]))
                lines.extend(rows)
        return lines

    @staticmethod
    def _key(line: Line) -> tuple[str, int]:
        return ("c", line.category_id) if isinstance(line, Heading) else ("s", line.id)

    def _keys(self, lines: Sequence[Line]) -> set[tuple[str, int]]:
        return {self._key(line) for line in lines}

    def line(self, row: int) -> Line:
        """The heading or skill of a row."""
        return self._lines[row]

    def row_of(self, skill_id: int) -> int:
        """The row of a skill, -1 if it is not shown."""
        return next((i for i, line in enumerate(self._lines) if self._key(line) == ("s", skill_id)), -1)

    def first_unknown(self) -> int:
        """The first skill without a rating, else the first skill, else -1."""
        skills = [(i, line) for i, line in enumerate(self._lines) if isinstance(line, SkillRow)]
        return next((i for i, line in skills if line.claimed is None), skills[0][0] if skills else -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._lines[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == _ROW_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.name if isinstance(line, Heading) else skill_words(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, SkillRow):
            return plain_tip(line.definition)
        return None


class SkillDelegate(QStyledItemDelegate):
    """Paints headings and skills."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pictures = RowPictures(theme)
        self.numbers: dict[int, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_heading = isinstance(index.data(_ROW_ROLE), Heading)
        return QSize(0, HEADER if is_heading and index.row() else 30 if is_heading else ROW)

    @staticmethod
    def dots(row: QRect) -> QRect:
        """Where the level dots of a row stand."""
        left = row.right() - SHOWN_COLUMN - ROLE_COLUMN - DOTS - Space.S
        return QRect(left, row.top(), DOTS, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, state = index.data(_ROW_ROLE), option.state & _LIVELY
        if not state:
            key = (line, self.numbers.get(line.id) if isinstance(line, SkillRow) else None)
            self._pictures.paint(painter, option.rect, key, lambda to, rect: self._paint_line(to, rect, line, state))
            return
        painter.save()
        self._paint_line(painter, option.rect, line, state)
        if shows_focus(option):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _paint_line(self, painter: QPainter, rect: QRect, line: Line, state: QStyle.StateFlag) -> None:
        if isinstance(line, Heading):
            self._paint_heading(painter, rect, line)
        else:
            self._paint_skill(painter, rect, line, state)

    def _paint_heading(self, painter: QPainter, rect: QRect, line: Heading) -> None:
        theme = self._theme
        area = rect.adjusted(_MARK_COLUMN, 0, 0, -Space.S + 2)
        painter.setFont(theme.font("section"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = area.bottom() - painter.fontMetrics().height() / 2 + 1
        painter.fillPath(
            mark(line.group, QPointF(rect.left() + _MARK_COLUMN / 2, middle), _MARK), hue(theme, line.group)
        )
        painter.setPen(theme.colour("text"))
        low = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, low, line.name)
        if line.remark:
            left = painter.fontMetrics().horizontalAdvance(line.name) + Space.S
            painter.setFont(theme.font("body"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(area.adjusted(left, 0, 0, 0), low, line.remark)

    def _paint_skill(self, painter: QPainter, rect: QRect, line: SkillRow, state: QStyle.StateFlag) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (_State.State_MouseOver | _State.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -2), 6, 6)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        dots = self.dots(rect)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        room = rect.adjusted(Space.XS, 0, -(rect.right() - dots.left()) - Space.M, 0)
        if self.numbers:
            painter.setFont(theme.font("meta_strong"))
            number = self.numbers.get(line.id)
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, "" if number is None else str(number))
            room.setLeft(room.left() + _NUMBER_COLUMN)
            painter.setFont(theme.font("body"))
        name = "\n".join(on_two_lines(theme, "body", line.name, room.width()))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)
        if line.claimed is None and not state & (_State.State_MouseOver | _State.State_HasFocus):
            painter.setPen(theme.colour("muted"))
            painter.drawText(dots, middle | Qt.AlignmentFlag.AlignRight, tr("unknown"))
        else:
            paint_level(painter, theme, dots.left(), rect.center().y() + 0.5, line.claimed)
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour("muted"))
        role_left = dots.right() + Space.M
        if line.target is not None:
            role = tr("role {level}", level=level_text(line.target))
            painter.drawText(QRect(role_left, rect.top(), ROLE_COLUMN, rect.height()), middle, role)
        shown = rect.adjusted(0, 0, -Space.XS, 0)
        painter.drawText(shown, middle | Qt.AlignmentFlag.AlignRight, evidence_words(line.evidenced))


class SkillList(FocusVisible, QListView):
    """Skills with levels that are set by a click on the dots or by the keyboard.

    ``rated`` carries a skill's id and its new level (None for unknown); ``opened`` the id of a skill to look at.
    """

    rated = Signal(int, object)
    confirmed = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.skills = SkillModel(self)
        self.setModel(self.skills)
        self.setItemDelegate(SkillDelegate(theme, self))
        self.setAccessibleName(tr("Skills"))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """A level takes no room: QListView would lay out and paint all rows anew for each one that is set."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def set_numbers(self, numbers: dict[int, int]) -> None:
        """Show the number that each skill has on the radar before its name; none where that has names."""
        delegate = self.itemDelegate()
        assert isinstance(delegate, SkillDelegate)
        if delegate.numbers != numbers:
            delegate.numbers = numbers
            self.viewport().update()

    def current_skill(self) -> SkillRow | None:
        """The skill that has the focus."""
        index = self.currentIndex()
        line = self.skills.line(index.row()) if index.isValid() else None
        return line if isinstance(line, SkillRow) else None

    def go_to(self, row: int) -> None:
        """Put the focus on a row."""
        if row >= 0:
            self.setCurrentIndex(self.skills.index(row))
            self.setFocus()

    def _go_on(self) -> None:
        """Put the focus on the next skill below that has no rating; stay where none is left."""
        for number in range(self.currentIndex().row() + 1, self.skills.rowCount()):
            line = self.skills.line(number)
            if isinstance(line, SkillRow) and line.claimed is None:
                self.setCurrentIndex(self.skills.index(number))
                return

    def _open(self, index: QModelIndex) -> None:
        line = self.skills.line(index.row())
        if isinstance(line, SkillRow):
            self.opened.emit(line.id)

    def level_at(self, where: QPoint) -> tuple[SkillRow, float] | None:
        """The skill and the half level under the pointer, None beside the dots."""
        index = self.indexAt(where)
        line = self.skills.line(index.row()) if index.isValid() else None
        if not isinstance(line, SkillRow):
            return None
        dots = SkillDelegate.dots(self.visualRect(index))
        across = where.x() - dots.left()
        if not -PITCH / 2 <= across <= DOTS + 4:
            return None
        return line, 0.0 if across < 0 else min(int(across / (PITCH / 2)) + 1, 10) / 2

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self.level_at(event.position().toPoint())
        super().mousePressEvent(event)
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            row, level = hit
            if level == row.claimed:
                self.confirmed.emit(row.id)
            else:
                self.rated.emit(row.id, level)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self.level_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current_skill(), event.key()
        if row is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Plus):
            self.rated.emit(row.id, step_level(row.claimed, 1))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Minus):
            if row.claimed is not None:
                self.rated.emit(row.id, step_level(row.claimed, -1))
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_5:
            self.rated.emit(row.id, float(key - Qt.Key.Key_0))
            if row.claimed is None:
                self._go_on()  # a first rating of all skills is one digit after the other
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.rated.emit(row.id, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.id)
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().unsetCursor()
        return super().viewportEvent(event)
