"""A list of entries of the catalogue: name and code, and grey below them issuer and what is to be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.domain.catalogue_values import code_of, kind_of
from planner.services.catalogue_facts import second_line, spoken
from planner.ui.theme import Radius

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.catalogue import CatalogueEntry
    from planner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

ROW: Final = 44
_PAD = 10
_ICON = 16
_GAP = 12
_ENTRY: Final = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = _LEFT | Qt.AlignmentFlag.AlignRight


class _Entries(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[CatalogueEntry, ...] = ()

    def show_entries(self, entries: Sequence[CatalogueEntry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.entries):
            return None
        known = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return known.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(known)
        return known if role == _ENTRY else None


class _Delegate(QStyledItemDelegate):
    """Draws the sign of the kind, the name with the code at the right end, and the second line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, known = self._theme, index.data(_ENTRY)
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
        icon = theme.pixmap(theme.kind_icon(kind_of(known)), "accent" if is_current else "muted", _ICON, scale)
        painter.drawPixmap(QPointF(rect.left() + _PAD, rect.top() + 6), icon)
        room = rect.adjusted(_PAD + _ICON + _PAD, 4, -_PAD, -4)
        upper = QRectF(room.left(), room.top(), room.width(), room.height() / 2)
        lower = upper.translated(0, upper.height())
        painter.setFont(theme.font("meta"))
        painter.setPen(theme.colour("muted"))
        second = painter.fontMetrics().elidedText(second_line(known), Qt.TextElideMode.ElideRight, int(lower.width()))
        painter.drawText(lower, _LEFT, second)
        code = code_of(known)
        painter.drawText(upper, _RIGHT, code)
        taken = painter.fontMetrics().horizontalAdvance(code) + _GAP if code else 0
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        upper.setWidth(upper.width() - taken)
        name = painter.fontMetrics().elidedText(known.name, Qt.TextElideMode.ElideRight, int(upper.width()))
        painter.drawText(upper, _LEFT, name)
        painter.restore()


class CatalogueList(QListView):
    """Shows entries without taking the focus from the field in which they are searched; ``chosen`` carries one.

    The pointer makes the line below it the current one, a click chooses it.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = _Entries(self)
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
    def entries(self) -> tuple[CatalogueEntry, ...]:
        """What is shown."""
        return self._entries.entries

    def show_entries(self, entries: Sequence[CatalogueEntry]) -> None:
        """Show these, none of them current."""
        if tuple(entries) != self.entries:
            self._entries.show_entries(entries)
        self.make_current(-1)

    def make_current(self, row: int) -> None:
        """Make a line the current one; none of them if there is no such line."""
        self.setCurrentIndex(self._entries.index(row, 0) if 0 <= row < len(self.entries) else QModelIndex())

    def current(self) -> CatalogueEntry | None:
        """The entry of the current line."""
        row = self.currentIndex().row()
        return self.entries[row] if 0 <= row < len(self.entries) else None

    def step(self, by: int) -> None:
        """Go so many lines down or up, around the ends."""
        count = len(self.entries)
        if count:
            row = self.currentIndex().row()
            self.make_current((row + by) % count if row >= 0 else (0 if by > 0 else count - 1))

    def choose_current(self) -> bool:
        """Choose the current entry; False if there is none."""
        return self._choose(self.currentIndex().row())

    def _choose(self, row: int) -> bool:
        if not 0 <= row < len(self.entries):
            return False
        self.chosen.emit(self.entries[row])
        return True
