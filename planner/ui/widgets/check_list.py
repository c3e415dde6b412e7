"""A list of options of which any number may be ticked, by mouse or by keyboard."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.config.text import tr
from planner.domain.folding import fold
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.check_box import BOX, paint_check
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus

Index = QModelIndex | QPersistentModelIndex

ROW: Final = 30
_LEFT = 10
_TEXT = _LEFT + BOX + 10
_ICON = 16
_DETAIL_SHARE = 0.42
_LONG = 30  # a text of so many letters may be cut
_AROUND = 5  # above and below the two texts where one stands below the other
_BETWEEN = 1
_LINES = 3  # each of them has at most
_AT_ONCE: Final = 100  # so many broken lines are laid out between two things that the person does
_OPTION: Final = Qt.ItemDataRole.UserRole


class Option(NamedTuple):
    """One line: the value that is ticked, its text, a second muted text at the right end, and an icon in a colour.

    ``also`` are words that it is found by, though they are not shown.
    """

    value: Any
    text: str
    detail: str = ""
    icon: str = ""
    role: str = "muted"
    also: str = ""


class CheckListModel(QAbstractListModel):
    """The options that hold what was searched for, and which of all are ticked."""

    def __init__(self, options: Sequence[Option], chosen: Iterable[Any]) -> None:
        super().__init__()
        self._options = tuple(options)
        self.shown = self._options
        self.chosen = frozenset(chosen)

    def search(self, words: str) -> None:
        """Show only the options that hold every word."""
        wanted = fold(words).split()
        self.beginResetModel()
        self.shown = tuple(
            each
            for each in self._options
            if all(word in fold(f"{each.text} {each.detail} {each.also}") for word in wanted)
        )
        self.endResetModel()

    def toggle(self, row: int) -> None:
        """Tick or untick a line."""
        self.chosen ^= {self.shown[row].value}
        self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        option = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return option.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("{first}, {second}", first=option.text, second=option.detail) if option.detail else option.text
        if role == Qt.ItemDataRole.ToolTipRole:  # in markup, since Qt would guess that it is some
            if len(option.text) + len(option.detail) <= _LONG:
                return ""
            return "<br>".join(f"<span>{escape(text)}</span>" for text in (option.text, option.detail) if text)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if option.value in self.chosen else Qt.CheckState.Unchecked
        return option if role == _OPTION else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class _Delegate(QStyledItemDelegate):
    """Draws box, icon, text and detail of one option; ``below``: the detail below the text, both broken into lines."""

    def __init__(self, theme: Theme, parent: QWidget, *, below: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._below = below
        self._heights: dict[tuple[int, str, str], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        if not self._below or not isinstance(view, CheckList):
            return QSize(0, ROW)
        line = index.data(_OPTION)
        room = view.viewport().width() - _TEXT - 10
        height = self._heights.get((room, line.text, line.detail))
        if height is None:
            heights = [self._metrics(font).lineSpacing() * len(lines) for lines, font, _ in self._broken(line, room)]
            height = max(ROW, sum(heights) + _BETWEEN * (len(heights) - 1) + 2 * _AROUND)
            self._heights[room, line.text, line.detail] = height  # the list asks for all at each change of one
        return QSize(0, height)

    def _metrics(self, font: str) -> QFontMetrics:
        return QFontMetrics(self._theme.font(font))

    def _broken(self, line: Option, room: float) -> Iterator[tuple[tuple[str, ...], str, str]]:
        """The lines of the text and of the detail, with their font and their colour."""
        from planner.ui.widgets.radar.placing import wrapped  # of all the lists only those of decisions are broken

        for text, font, colour in ((line.text, "body", "text"), (line.detail, "meta", "muted")):
            if text:
                yield wrapped(text, room, _LINES, self._metrics(font).horizontalAdvance).lines, font, colour

    def editorEvent(self, *_arguments: object) -> bool:
        return False  # the list toggles, wherever on the line the mouse is

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line = self._theme, index.data(_OPTION)
        view = option.widget
        rect = QRectF(option.rect)
        scale = view.devicePixelRatioF()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(view, CheckList) and view.currentIndex() == index:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        if shows_focus(option):
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box = QRectF(rect.left() + _LEFT, rect.center().y() - BOX / 2, BOX, BOX)
        paint_check(painter, theme, box, scale, on=on, focus=False)
        left = rect.left() + _TEXT
        if line.icon:
            icon = theme.pixmap(line.icon, line.role, _ICON, scale)
            painter.drawPixmap(QPointF(left, rect.center().y() - _ICON / 2), icon)
            left += _ICON + 8
        room = QRectF(left, rect.top(), rect.right() - 10 - left, rect.height())
        if self._below:
            self._write_below(painter, room, line)
        else:
            self._write(painter, room, line)

    def _write_below(self, painter: QPainter, room: QRectF, line: Option) -> None:
        top = room.top() + _AROUND
        for lines, font, colour in self._broken(line, room.width()):
            painter.setFont(self._theme.font(font))
            painter.setPen(self._theme.colour(colour))
            height = painter.fontMetrics().lineSpacing()
            for number, each in enumerate(lines):
                painter.drawText(QRectF(room.left(), top + number * height, room.width(), height), 0, each)
            top += len(lines) * height + _BETWEEN

    def _write(self, painter: QPainter, room: QRectF, line: Option) -> None:
        theme = self._theme
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if line.detail:
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("muted"))
            metrics = painter.fontMetrics()
            detail = metrics.elidedText(line.detail, Qt.TextElideMode.ElideRight, int(room.width() * _DETAIL_SHARE))
            painter.drawText(room, right | Qt.TextFlag.TextSingleLine, detail)
            room = room.adjusted(0, 0, -metrics.horizontalAdvance(detail) - 12, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        text = painter.fontMetrics().elidedText(line.text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


class CheckList(FocusVisible, QListView):
    """The options; ``changed`` carries the values that are ticked whenever the person ticks or unticks one.

    With ``below`` each has two texts one below the other, which are broken into lines and not cut.
    """

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[Option],
        chosen: Iterable[Any],
        parent: QWidget | None = None,
        *,
        below: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.options = CheckListModel(options, chosen)
        self.options.setParent(self)
        self.setModel(self.options)
        self.setItemDelegate(_Delegate(theme, self, below=below))
        self.setAccessibleName(name)
        self.setUniformItemSizes(not below)
        if below:
            self.setResizeMode(QListView.ResizeMode.Adjust)
            if len(options) > _AT_ONCE:
                self.setLayoutMode(QListView.LayoutMode.Batched)
                self.setBatchSize(_AT_ONCE)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCurrentIndex(self.options.index(0))

    def wanted_width(self) -> int:
        """So wide that no text is cut."""
        body, meta = QFontMetrics(self._theme.font("body")), QFontMetrics(self._theme.font("meta"))
        return max(
            (
                _TEXT + 34 + body.horizontalAdvance(each.text) + (_ICON + 8 if each.icon else 0)
                + (meta.horizontalAdvance(each.detail) + 12 if each.detail else 0)
                for each in self.options.shown
            ),
            default=0,
        )  # fmt: skip

    def wanted_height(self, most: int) -> int:
        """So high that as many lines are seen, or all where there are fewer."""
        number = min(most, self.options.rowCount())
        return sum(self.sizeHintForRow(row) for row in range(number)) + 2 * self.frameWidth()

    def search(self, words: str) -> None:
        """Show only the options that hold every word, the first of them ready to be ticked."""
        self.options.search(words)
        self.setCurrentIndex(self.options.index(0))

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            self.options.toggle(index.row())
            self.changed.emit(self.options.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.setCurrentIndex(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()))
