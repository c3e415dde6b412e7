"""The rows of what a target role wants: skills by category, each with the dots of its level and what it weighs."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.config.text import tr
from planner.services.humanize import level_text
from planner.services.queries.roles import WantedSkill
from planner.services.words import WEIGHT_WORDS, weight_word
from planner.ui.theme import Space, Theme
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.level_picker import DOT, PITCH, paint_level
from planner.ui.widgets.painting import plain_tip

Index = QModelIndex | QPersistentModelIndex

ROW: Final = 36
HEADER: Final = 44
DOTS: Final = 4 * PITCH + DOT
_PAD: Final = 9  # as far in as the texts of the fields above
_NAME_MAX: Final = 200
_LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_State = QStyle.StateFlag
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


class CategoryLine(NamedTuple):
    """The line of a category; its skills follow."""

    id: int
    name: str


Line = CategoryLine | WantedSkill


def wanted_words(row: WantedSkill) -> str:
    """The whole row as one sentence, for screen readers."""
    if row.level is None or row.weight is None:
        return tr("{name}: not asked for", name=row.name)
    return tr("{name}: {level} of 5, {weight}", name=row.name, level=level_text(row.level), weight=_word(row))


def _word(row: WantedSkill) -> str:
    """The words for the weight; a file from elsewhere may hold one that has none."""
    if row.weight is None:
        return ""
    return weight_word(row.weight) if row.weight in WEIGHT_WORDS else str(row.weight)


class TargetModel(QAbstractListModel):
    """Categories and skills in the order of the plan."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show(self, skills: Sequence[WantedSkill]) -> None:
        """Show what a role wants; where the same lines stand as before, only those that changed are told."""
        lines: list[Line] = []
        for row in skills:
            if not lines or row.category_id != getattr(lines[-1], "category_id", None):
                lines.append(CategoryLine(row.category_id, row.category))
            lines.append(row)
        if list(map(self.key, lines)) != list(map(self.key, self._lines)):
            self.beginResetModel()
            self._lines = lines
            self.endResetModel()
            return
        before, self._lines = self._lines, lines
        for number, (old, new) in enumerate(zip(before, lines, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    @staticmethod
    def key(line: Line) -> tuple[str, int]:
        """What a line is of, as (table, id)."""
        return ("category" if isinstance(line, CategoryLine) else "skill", line.id)

    def line(self, row: int) -> Line:
        """The category or the skill of a row."""
        return self._lines[row]

    def lines(self) -> Sequence[Line]:
        """All lines in order."""
        return self._lines

    def row_of(self, key: tuple[str, int]) -> int:
        """The row of a thing, -1 if it is not shown."""
        return next((number for number, line in enumerate(self._lines) if self.key(line) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == _LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.name if isinstance(line, CategoryLine) else wanted_words(line)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(line, WantedSkill):
            return plain_tip(line.definition or line.name)
        return None


class TargetDelegate(QStyledItemDelegate):
    """Paints categories and skills; ``named`` carries a line (as table and id) and the name that was typed for it."""

    named = Signal(str, int, str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_category = isinstance(index.data(_LINE_ROLE), CategoryLine)
        return QSize(0, HEADER if is_category and index.row() else ROW)

    def _weight_width(self) -> int:
        metrics = QFontMetrics(self._theme.font("meta"))
        return max(metrics.horizontalAdvance(weight_word(weight)) for weight in WEIGHT_WORDS)

    def weight(self, row: QRect) -> QRect:
        """Where the weight of a row stands."""
        width = self._weight_width()
        return QRect(row.right() - Space.S - width, row.top(), width + 1, row.height())

    def dots(self, row: QRect) -> QRect:
        """Where the level dots of a row stand."""
        return QRect(self.weight(row).left() - Space.L - DOTS, row.top(), DOTS, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, state, theme = index.data(_LINE_ROLE), option.state, self._theme
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = rect.adjusted(0, rect.height() - ROW, 0, 0)  # the gap above a category stays free
        if state & (_State.State_MouseOver | _State.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(QRectF(text).adjusted(0, 1, 0, -2), 6, 6)
        if isinstance(line, CategoryLine):
            self._paint_name(painter, text.adjusted(_PAD, 0, -_PAD, 0), "section", line.name)
        else:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
            lively = bool(state & (_State.State_MouseOver | _State.State_HasFocus))
            self._paint_skill(painter, rect, line, lively=lively)
        if shows_focus(option):
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(text).adjusted(1, 1, -1, -2), 6, 6)
        painter.restore()

    def _paint_name(self, painter: QPainter, room: QRect, role: str, name: str) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.colour("text"))
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, name)

    def _paint_skill(self, painter: QPainter, rect: QRect, line: WantedSkill, *, lively: bool) -> None:
        theme, dots, weight = self._theme, self.dots(rect), self.weight(rect)
        name = rect.adjusted(_PAD, 0, -(rect.right() - dots.left()) - Space.L, 0)
        self._paint_name(painter, name, "body", line.name)
        if line.level is not None or lively:
            paint_level(painter, theme, dots.left(), rect.center().y() + 0.5, line.level)
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour("muted"))
        if line.level is not None:
            word = painter.fontMetrics().elidedText(_word(line), Qt.TextElideMode.ElideRight, weight.width())
            painter.drawText(weight, _MIDDLE | Qt.AlignmentFlag.AlignLeft, word)
        else:
            room = weight if lively else dots.united(weight)
            said = painter.fontMetrics().elidedText(tr("not asked for"), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _MIDDLE | Qt.AlignmentFlag.AlignLeft, "–" if lively else said)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line: Line = index.data(_LINE_ROLE)
        editor = QLineEdit(parent)
        editor.setMaxLength(_NAME_MAX)
        editor.setTextMargins(-2, 0, 0, 0)  # a line has two pixels more before its text than what is painted
        editor.setAccessibleName(
            tr("Name of the category") if isinstance(line, CategoryLine) else tr("Name of the skill")
        )
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        row = rect.adjusted(0, rect.height() - ROW, 0, 0)
        right = (
            0 if isinstance(index.data(_LINE_ROLE), CategoryLine) else row.right() - self.dots(rect).left() + Space.S
        )
        editor.setGeometry(row.adjusted(0, 1, -right, -2))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        line: Line = index.data(_LINE_ROLE)
        if isinstance(editor, QLineEdit) and editor.text() != line.name:
            self.named.emit(*TargetModel.key(line), editor.text())
