"""A list of entries of a catalogue: name and code, and grey below them what is to be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.ui.theme import Radius

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planner.services.catalogue_facts import EntryWords
    from planner.ui.theme import Theme

E = TypeVar("E")

Index = QModelIndex | QPersistentModelIndex

ROW: Final = 44
_PAD = 10
_ICON = 16
_GAP = 12
_WORDS: Final = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = _LEFT | Qt.AlignmentFlag.AlignRight


class _Entries(QAbstractListModel):
    def __init__(self, words: Callable[[Any], EntryWords], parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.entries: tuple[Any, ...] = ()

    def show_entries(self, entries: Sequence[Any]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.entries):
            return None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, _WORDS):
            return None
        words = self._words(self.entries[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return words.name
        return words if role == _WORDS else words.spoken


class _Delegate(QStyledItemDelegate):
    """Draws the sign of the kind, the name with its mark at the right end, and the second line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, words = self._theme, index.data(_WORDS)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = option.widget
        is_current = isinstance(view, QListView) and view.currentIndex() == index
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), Radius.CONTROL, Radius.CONTROL)
        scale = painter.device().devicePixelRatio()
        icon = theme.pixmap(theme.kind_icon(words.kind), "accent" if is_current else "muted", _ICON, scale)
        painter.drawPixmap(QPointF(rect.left() + _PAD, rect.top() + 6), icon)
        room = rect.adjusted(_PAD + _ICON + _PAD, 4, -_PAD, -4)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        lower = upper.translated(0, upper.height())
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour("muted"))
        second = painter.fontMetrics().elidedText(words.second, Qt.TextElideMode.ElideRight, int(lower.width()))
        painter.drawText(lower, _LEFT, second)
        painter.drawText(upper, _RIGHT, words.mark)
        taken = painter.fontMetrics().horizontalAdvance(words.mark) + _GAP if words.mark else 0
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        upper.setWidth(upper.width() - taken)
        name = painter.fontMetrics().elidedText(words.name, Qt.TextElideMode.ElideRight, int(upper.width()))
        painter.drawText(upper, _LEFT, name)
        painter.restore()


class CatalogueList(QListView, Generic[E]):
    """Shows entries without taking the focus from the field in which they are searched; ``chosen`` carries one.

    ``words`` says what is shown of an entry. The pointer makes the line below it the current one, a click chooses it.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, words: Callable[[E], EntryWords], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None
        self._entries = _Entries(words, self)
        self.setModel(self._entries)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(lambda index: self._choose(index.row()))
        theme.changed.connect(self.viewport().update)

    @property
    def entries(self) -> tuple[E, ...]:
        """What is shown."""
        return self._entries.entries

    def show_entries(self, entries: Sequence[E]) -> None:
        """Show these, none of them current."""
        if tuple(entries) != self.entries:
            self._entries.show_entries(entries)
        self.make_current(-1)

    def make_current(self, row: int) -> None:
        """Make a line the current one; none of them if there is no such line."""
        self.setCurrentIndex(self._entries.index(row, 0) if 0 <= row < len(self.entries) else QModelIndex())

    def current(self) -> E | None:
        """The entry of the current line."""
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def step(self, by: int) -> None:
        """Go so many lines down or up, around the ends."""
        count = len(self.entries)
        if count:
            row = self.currentIndex().row()
            self.make_current((row + by) % count if row >= 0 else (0 if by > 0 else count - 1))

    def follow(self, field: QWidget) -> None:
        """Let Down and Up in a field go through the lines, which do not have the focus themselves."""
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self.step(by)
                return True
        return super().eventFilter(watched, event)

    def choose_current(self) -> bool:
        """Choose the current entry; False if there is none."""
        return self._choose(self.currentIndex().row())

    def _choose(self, row: int) -> bool:
        if not 0 <= row < len(self.entries):
            return False
        self.chosen.emit(self.entries[row])
        return True
