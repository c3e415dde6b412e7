"""A list of entries: hue bar, title, second line, dates. For “Coming up” and for the days of the grid."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from planner.services.queries.calendar import SESSION, CalendarEntry
from planner.ui.calendar.entry_text import entry_dates, entry_line, entry_title, spoken
from planner.ui.calendar.month_paint import advance, cut, wrap
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
DATES_ROLE: Final = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex
_PAD = 8
_LEFT = 14
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class EntryModel(QAbstractListModel):
    """Entries in the order they were given."""

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self._today = date(2000, 1, 1)
        self.entries: tuple[CalendarEntry, ...] = ()
        self._texts: dict[tuple[int, int], str] = {}
        #: The hover card of an entry, as rich text.
        self.tell: Callable[[CalendarEntry], str] = lambda _entry: ""

    def show(self, entries: Sequence[CalendarEntry], today: date) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries, self._today = tuple(entries), today
        self._texts.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry_title(entry)
        if role == ENTRY_ROLE:
            return entry
        if role in (LINE_ROLE, DATES_ROLE):  # asked for at each paint
            key = (index.row(), int(role))
            if key not in self._texts:
                self._texts[key] = self._text(entry, role)
            return self._texts[key]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(entry, self._today, self._zone)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tell(entry)
        return None

    def _text(self, entry: CalendarEntry, role: int) -> str:
        if role == DATES_ROLE:
            return entry_dates(entry, self._today)
        return entry_line(entry, self._today, self._zone, [each for each in self.entries if each.what == "exam"])


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry: the title on up to two lines with the dates beside it, then the second line.

    A row is drawn once into a picture on ``ground``, the colour of what the list lies on, and then copied.
    """

    def __init__(self, theme: Theme, view: QListView, ground: str) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._ground = ground
        self._sizes: dict[tuple[int, int], QSize] = {}  # by row and width
        self._pictures: dict[int, QPixmap] = {}

    def forget(self) -> None:
        """Measure and draw anew: the entries or the colours have changed."""
        self._sizes.clear()
        self._pictures.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        bar = self._view.verticalScrollBar()
        # Not the viewport's width, which follows only once the list is shown.
        width = self._view.width() - (bar.width() if bar.isVisible() else 0)
        found = self._sizes.get((index.row(), width))
        if found is None:
            room = width - _LEFT - 6 - self._dates_width(index)
            lines = 2 if advance(index.data(), self._theme.font("strong")) > room else 1
            extra = 17 if index.data(LINE_ROLE) else 0
            found = self._sizes[index.row(), width] = QSize(width, 2 * _PAD + 18 * lines + extra + 1)
        return found

    def _dates_width(self, index: Index) -> int:
        return advance(index.data(DATES_ROLE), self._theme.font("meta_figure")) + 8

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            painter.drawRoundedRect(rect.adjusted(-1, 0, 0, -1), Radius.CONTROL, Radius.CONTROL)
            self._paint_entry(painter, rect, index)
        else:
            painter.drawPixmap(option.rect.topLeft(), self._picture(option.rect.size(), index))
        if shows_focus(option):
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(7, 2, -1, -3), Radius.CONTROL, Radius.CONTROL)
        painter.restore()

    def _picture(self, size: QSize, index: Index) -> QPixmap:
        scale = self._view.devicePixelRatioF()
        picture = self._pictures.get(index.row())
        if picture is None or picture.size() != size * scale or picture.devicePixelRatio() != scale:
            picture = QPixmap(size * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(self._theme.colour(self._ground))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_entry(painter, QRectF(QPointF(0, 0), size), index)
            painter.end()
            self._pictures[index.row()] = picture
        return picture

    def _paint_entry(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        theme = self._theme
        entry: CalendarEntry = index.data(ENTRY_ROLE)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        bar = QRectF(rect.left(), rect.top() + _PAD, 4, rect.height() - 2 * _PAD - 1)
        paint_hue(painter, theme, entry, bar)
        painter.setFont(theme.font("meta_figure"))
        painter.setPen(theme.colour("muted"))
        head = QRectF(rect.left() + _LEFT, rect.top() + _PAD, rect.width() - _LEFT - 6, 18)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(index.data(DATES_ROLE)))
        font = theme.font("strong")
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        room = int(head.width()) - self._dates_width(index)
        lines = wrap(str(index.data()), font, (room, room), 2)
        for number, line in enumerate(lines):
            box = QRectF(head.left(), head.top() + 18 * number, room + 2, 18)
            painter.drawText(box, _ONE_LINE, cut(line, font, room))
        font = theme.font("meta")
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        below = QRectF(head.left(), head.top() + 18 * len(lines), head.width(), 17)
        painter.drawText(below, _ONE_LINE, cut(index.data(LINE_ROLE), font, int(below.width())))


def paint_hue(painter: QPainter, theme: Theme, entry: CalendarEntry, bar: QRectF) -> None:
    """The bar at the left of an entry: whole for what is answered, hollow for what is only listed, short for study."""
    hue = theme.step_colour(entry.hue)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(hue)
    if entry.what == SESSION:
        painter.drawEllipse(bar.center(), 3, 3)
    elif entry.listed:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(hue, 1))
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
    else:
        painter.drawRoundedRect(bar, 2, 2)
    painter.restore()


class EntryList(FocusVisible, QListView):
    """Shows an :class:`EntryModel`; a click or Enter opens the activity. ``ground`` is the colour that it lies on."""

    entry_opened = Signal(int)

    def __init__(self, theme: Theme, model: EntryModel, name: str, ground: str = "bg") -> None:
        super().__init__()
        self._delegate = EntryDelegate(theme, self, ground)
        model.modelAboutToBeReset.connect(self._delegate.forget)  # before the view asks for sizes again
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._repaint)

    @property
    def rows(self) -> EntryModel:
        """Its model."""
        return cast(EntryModel, self.model())

    def wanted_height(self) -> int:
        """The height at which nothing must be scrolled."""
        return sum(self.sizeHintForRow(row) for row in range(self.rows.rowCount()))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.entry_opened.emit(self.rows.entries[index.row()].activity_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _repaint(self) -> None:
        self._delegate.forget()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()  # titles break elsewhere; not later, which would paint the list once more
