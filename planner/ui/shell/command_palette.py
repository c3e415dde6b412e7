"""The command palette: one field over actions, pages and everything in the library, driven by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.ui.shell.palette_search import folded, score
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.label import Label
from planner.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem

    from planner.ui.shell.facts import Found

_ROW_HEIGHT = 40
_ABOVE = 6  # between the field and the first line
_ROWS_SHOWN = 9
_WIDTH = 560
_LIBRARY_LIMIT = 30

_TABLE_ICONS = {
    "skill": "skills",
    "profile": "compass",
    "step": "roadmap",
    "roadmap": "roadmap",
    "category": "skills",
    "tag": "tag",
}

_Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """One line; ``hint`` is a shortcut or where the thing lies, ``words`` what is compared if not the title."""

    title: str
    hint: str
    icon: str
    run: Callable[[], object]
    words: str = ""


class _Entries(QAbstractListModel):
    """The lines that match."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Entry] = []

    def show_rows(self, rows: list[Entry]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        entry = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{title}, {hint}", title=entry.title, hint=entry.hint) if entry.hint else entry.title
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Paints icon, title and, on the right, the hint."""

    def __init__(self, theme: Theme, model: _Entries, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(_WIDTH - 16, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, entry = self._theme, self._model.rows[index.row()]
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), Radius.CONTROL, Radius.CONTROL)
        scale = painter.device().devicePixelRatio()
        icon = theme.pixmap(entry.icon or "chevron-right", "accent" if chosen else "muted", 18, scale)
        painter.drawPixmap(QPointF(rect.left() + 10, rect.center().y() - 9), icon)
        painter.setFont(theme.font("meta"))
        hint = painter.fontMetrics().elidedText(entry.hint, Qt.TextElideMode.ElideRight, 190)
        hint_width = painter.fontMetrics().horizontalAdvance(hint) if hint else 0
        painter.setPen(theme.colour("muted"))
        corner = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
        painter.drawText(rect.adjusted(0, 0, -12, 0), corner, hint)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        room = rect.adjusted(40, 0, -(hint_width + 28), 0)
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, title)
        painter.restore()


class CommandPalette(QWidget):
    """Lies over the window while it is open. Esc, a click outside or the choice of a line closes it."""

    def __init__(
        self,
        theme: Theme,
        entries: Callable[[], Sequence[Entry]],
        search: Callable[[str, int], Sequence[Found]],
        open_found: Callable[[Found], object],
        parent: QWidget,
    ) -> None:
        """``entries`` gives actions and pages anew at each opening; ``search`` looks into the library."""
        super().__init__(parent)
        self._theme = theme
        self._entries = entries
        self._search = search
        self._open_found = open_found
        self._ready: list[tuple[str, Entry]] = []
        self._before: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName(tr("Command palette"))
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(tr("Search everything, or run a command"))
        self.field.setAccessibleName(tr("Search everything, or run a command"))
        self.field.setProperty("bare", "true")
        self.field.setFixedHeight(44)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self._model = _Entries(self)
        self.list = QListView(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_EntryDelegate(theme, self._model, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(tr("Matches"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda _index: self._run_current())
        self._nothing = Label(tr("Nothing matches. Try another word."), "body", "muted")
        self._nothing.setContentsMargins(14, 10, 0, 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 8)
        column.setSpacing(0)
        line = QWidget(self)
        row = QVBoxLayout(line)
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(self.field)
        column.addWidget(line)
        column.addSpacing(_ABOVE)
        column.addWidget(self.list)
        column.addWidget(self._nothing)
        self.hide()
        theme.changed.connect(self.update)

    def open(self) -> None:
        """Show the palette with an empty field."""
        window = self.parentWidget()
        if self.isHidden():
            self._before = window.focusWidget() if window is not None else None
        self._ready = [(folded(entry.words or entry.title), entry) for entry in self._entries()]
        self.field.clear()
        self._typed("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Put the palette away and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _typed(self, text: str) -> None:
        query = folded(text.strip())
        rated = ((score(query, title), entry) for title, entry in self._ready)
        matches = sorted((pair for pair in rated if pair[0]), key=lambda pair: -pair[0])
        strong = [entry for points, entry in matches if points >= 50 or not query]
        weak = [entry for points, entry in matches if points < 50 and query]
        found: list[Entry] = []
        if query:
            found = [
                Entry(row.title, row.subtitle, self._icon_of(row), lambda row=row: self._open_found(row))  # type: ignore[misc]
                for row in self._search(text.strip(), _LIBRARY_LIMIT)
            ]
        rows = [*strong[:6], *found, *strong[6:], *weak] if query else strong
        self._model.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if rows:
            self.list.setCurrentIndex(self._model.index(0, 0))
        self._place()

    def _icon_of(self, row: Found) -> str:
        return self._theme.kind_icon(row.kind) if row.kind else _TABLE_ICONS.get(row.table, "search")

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        shown = min(len(self._model.rows), _ROWS_SHOWN)
        self.list.setFixedHeight(shown * _ROW_HEIGHT)
        width = min(_WIDTH, window.width() - 32)
        height = 44 + _ABOVE + 8 + (shown * _ROW_HEIGHT if shown else 44)
        self.setGeometry((window.width() - width) // 2, min(96, window.height() // 8), width, height)

    def _run_current(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._model.rows):
            entry = self._model.rows[row]
            self.close_palette()
            entry.run()

    def _step(self, by: int) -> None:
        count = len(self._model.rows)
        if count:
            row = self.list.currentIndex().row()
            wanted = (row + by) % count if abs(by) == 1 else min(max(row + by, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(wanted, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {
                Qt.Key.Key_Down.value: 1,
                Qt.Key.Key_Up.value: -1,
                Qt.Key.Key_PageDown.value: _ROWS_SHOWN - 1,
                Qt.Key.Key_PageUp.value: 1 - _ROWS_SHOWN,
            }
            if event.key() in steps:
                self._step(steps[event.key()])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run_current()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                return True  # the field keeps the focus; the lines are reached by arrows
        if event.type() == QEvent.Type.FocusOut and watched is self.field and self.isVisible():
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint_raised(self, self._theme)
        painter.fillRect(QRectF(1, 44, self.width() - 2, 1), self._theme.colour("line"))
