"""The first rows of a table as they will come in, under a drop-down for each column that says what it fills."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from planner.config.text import tr
from planner.services.humanize import clock_time, duration, long_date
from planner.services.import_reading import Preview, column_words
from planner.services.words import kind_word, priority_word, state_word, status_word
from planner.ui.widgets.drop_down import DropDown
from planner.ui.widgets.painting import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from planner.ui.theme import Theme

_HEAD_HEIGHT = 68
_WIDE = 240
_USUAL = 150
_LONGEST = 120
_AT_ONCE = 12
_Index = QModelIndex | QPersistentModelIndex


def coming_text(field: str, values: Mapping[str, Any]) -> str:
    """What a field of a coming activity will be, in words; empty if the file does not tell."""
    detail = values.get("detail", {})
    if field in ("starts", "ends"):
        return _day(detail.get(field) or values.get("started_on" if field == "starts" else "due"))
    if field == "due":
        return _day(values.get("due") or detail.get("starts"))
    if field == "zone":
        return str(detail.get("zone", ""))
    name = "estimate_minutes" if field == "estimate" else field
    value = values.get(name)
    if value is None or value == "":
        return ""
    if field == "state":
        return state_word(str(values.get("kind", "topic")), value)
    words = _WORDS.get(field)
    return str(value) if words is None else words(value)


def _day(text: str | None) -> str:
    return f"{long_date(date.fromisoformat(text[:10]))} {clock_time(text)}".strip() if text else ""


_WORDS: dict[str, Callable[[Any], str]] = {
    "kind": kind_word,
    "status": status_word,
    "priority": priority_word,
    "core": lambda value: tr("Core") if value else tr("Optional"),
    "estimate": duration,
    "started_on": _day,
    "completed_on": _day,
    "tags": lambda tags: " ".join(f"#{tag}" for tag in tags),
    "checklist": ", ".join,
}


class MappingModel(QAbstractTableModel):
    """The first rows of a table; what stays out is paler, and what is not understood stands out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview: Preview | None = None
        self._rows: dict[int, Mapping[str, object]] = {}

    def show_preview(self, preview: Preview) -> None:
        """Show another table, or the same one read in another way."""
        self.beginResetModel()
        self._preview = preview
        self._rows = dict(preview.rows)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if self._preview is None or (parent is not None and parent.isValid()) else len(self._preview.samples)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if self._preview is None or (parent is not None and parent.isValid()) else len(self._preview.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._preview is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._preview.columns[section]
        return str(self._preview.lines[section])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._preview is None:
            return None
        text, how = self._cell(self._preview, index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._theme.colour({"out": "faint", "odd": "danger"}.get(how, "text")))
            case Qt.ItemDataRole.ToolTipRole:
                return self._words(how) or (plain_tip(text) if len(text) > 20 else None)
            case Qt.ItemDataRole.AccessibleTextRole:
                said = f"{self._preview.columns[index.column()]}: {text}"
                return f"{said}, {self._words(how)}" if how else said
        return None

    @staticmethod
    def _words(how: str) -> str:
        return {"out": tr("Stays out"), "odd": tr("Is not understood and stays out")}.get(how, "")

    def _cell(self, preview: Preview, row: int, column: int) -> tuple[str, str]:
        cells = preview.samples[row]
        raw = " ".join(cells[column].split())[:_LONGEST] if column < len(cells) else ""
        field = preview.mapping.fields[column]
        values = self._rows.get(preview.lines[row])
        if not field or values is None:
            return raw, "out" if raw else ""
        if field in ("id", "uid"):
            return raw, ""
        text = " ".join(coming_text(field, values)[: 2 * _LONGEST].split())[:_LONGEST]
        return (text, "") if text or not raw else (raw, "odd")


class MappingHeader(QHeaderView):
    """Names of columns, and under each a drop-down. ``chosen`` carries the column and the field, empty for none."""

    chosen = Signal(int, str)
    entered = Signal(int)
    #: All drop-downs are there.
    completed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.boxes: list[DropDown] = []
        self._columns: tuple[str, ...] = ()
        self._fields: tuple[str, ...] = ()
        self._more = QTimer(self)
        self._more.setInterval(0)
        self._more.timeout.connect(lambda: self._make(_AT_ONCE // 2))
        self.setDefaultSectionSize(_USUAL)
        self.setMinimumSectionSize(110)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sectionResized.connect(lambda *_: self.place())
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEAD_HEIGHT)

    def show_fields(self, columns: tuple[str, ...], fields: tuple[str, ...]) -> bool:
        """Show the fields of the columns; True if it is another table, whose drop-downs are made anew.

        Those of a wide table are made little by little, since each takes milliseconds.
        """
        is_other = columns != self._columns
        self._columns, self._fields = columns, fields
        if is_other:
            for old in self.boxes:
                old.hide()
                old.deleteLater()
            self.boxes = []
            self._make(_AT_ONCE)
        for box, field in zip(self.boxes, fields, strict=False):
            box.set_value(field)
        self.place()
        return is_other

    def _make(self, number: int) -> None:
        items = [(tr("Leave out"), ""), *((word, field) for field, word in column_words().items())]
        for column in range(len(self.boxes), min(len(self.boxes) + number, len(self._columns))):
            name = tr("What “{column}” fills", column=self._columns[column])
            box = DropDown(self._theme, name, items, parent=self.viewport())
            box.set_value(self._fields[column])
            box.chosen.connect(lambda field, column=column: self.chosen.emit(column, str(field)))
            box.installEventFilter(self)
            self.boxes.append(box)
            box.show()
        self.place()
        if len(self.boxes) < len(self._columns):
            self._more.start()
        else:
            self._more.stop()
            self.completed.emit()

    def place(self) -> None:
        """Put each drop-down under the name of its column."""
        for number, box in enumerate(self.boxes):
            left = self.sectionViewportPosition(number)
            box.setGeometry(left + 2, 30, self.sectionSize(number) - 8, 32)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched in self.boxes:
            self.entered.emit(self.boxes.index(watched))
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("meta"))
        room = QRect(rect.left() + 4, rect.top(), rect.width() - 12, 30)
        name = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        text = painter.fontMetrics().elidedText(" ".join(name.split()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        painter.restore()


class _LineNumbers(QHeaderView):
    """The lines of the file, quietly: a remark names them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        painter.save()
        painter.fillRect(rect, theme.colour("bg"))
        painter.setPen(theme.colour("faint"))
        painter.setFont(theme.font("meta"))
        number = str(self.model().headerData(section, Qt.Orientation.Vertical) or "")
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
        painter.drawText(rect.adjusted(0, 0, -10, 0), aligned, number)
        painter.restore()


class MappingTable(QTableView):
    """The table; ``chosen`` as in its header. What is in the focus is scrolled into sight."""

    chosen = Signal(int, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = MappingHeader(theme, self)
        self._rows = MappingModel(theme, self)
        self.setModel(self._rows)
        self.setHorizontalHeader(self.head)
        self.setAccessibleName(tr("First rows as they will come in"))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        lines = _LineNumbers(theme, self)
        self.setVerticalHeader(lines)
        lines.setDefaultSectionSize(28)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(_HEAD_HEIGHT + 3 * 28 + 14)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self.head.place())
        self.head.chosen.connect(self.chosen)
        self.head.entered.connect(self._into_sight)

    def show_preview(self, preview: Preview) -> None:
        """Show a table, or the same one read in another way."""
        at = self.horizontalScrollBar().value()
        self._rows.show_preview(preview)
        is_other = self.head.show_fields(preview.columns, preview.mapping.fields)
        if is_other:
            for number, field in enumerate(preview.mapping.fields):
                self.setColumnWidth(number, _WIDE if field in ("title", "notes") else _USUAL)
        self.updateGeometries()
        self.horizontalScrollBar().setValue(0 if is_other else at)
        self.head.place()

    def _into_sight(self, column: int) -> None:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        bar = self.horizontalScrollBar()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif left + width > self.viewport().width():
            bar.setValue(bar.value() + left + width - self.viewport().width())
