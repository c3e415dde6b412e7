"""The agenda: a list of days with their entries, from today on, with the past one row away."""

from datetime import date
from typing import cast

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.config.text import tr
from planner.services.queries.calendar import CalendarEntry
from planner.ui.calendar.agenda_model import ROW_ROLE, AgendaModel, AgendaRow, Index
from planner.ui.calendar.entry_list import paint_hue
from planner.ui.calendar.entry_text import entry_dates, entry_line
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.row_pictures import RowPictures

_HEIGHT = 46
_DAY_WIDTH = 120
_WIDTH = 960


class AgendaDelegate(QStyledItemDelegate):
    """Draws the day at the left, then hue bar, title and second line, and the days of what is longer at the right."""

    def __init__(self, theme: Theme, zone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._pictures = RowPictures(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AgendaRow = index.data(ROW_ROLE)
        model = index.model()
        if not isinstance(model, AgendaModel):
            return
        area = QRect(option.rect)
        area.setWidth(min(area.width(), _WIDTH))
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver) and row.entry is not None
        focused = row.what != "month" and shows_focus(option)
        below = ""
        if row.entry is not None:
            below = entry_line(row.entry, model.today, self._zone, model.exams, roomy=True)
        if not hovered and not focused:
            shows = (row, model.today, below)
            self._pictures.paint(painter, area, shows, lambda to, at: self._paint_row(to, at, row, below, model))
            return
        painter.save()
        if hovered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("hover"))
            ground = QRectF(area).adjusted(_DAY_WIDTH, 2, 0, -1)
            painter.drawRoundedRect(ground, Radius.CONTROL, Radius.CONTROL)
        self._paint_row(painter, area, row, below, model)
        if focused:
            self._paint_focus(painter, QRectF(area), row)
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRect, row: AgendaRow, below: str, model: AgendaModel) -> None:
        theme, rect = self._theme, QRectF(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.entry is not None:
            self._paint_entry(painter, rect, row, below, model)
            return
        month = row.what == "month"
        painter.setFont(theme.font("section" if month else "body"))
        painter.setPen(theme.colour("text" if month else "accent"))
        painter.drawText(rect.adjusted(0, 10 if month else 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.text)

    def _paint_focus(self, painter: QPainter, rect: QRectF, row: AgendaRow) -> None:
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if row.entry is not None:
            painter.drawRoundedRect(rect.adjusted(_DAY_WIDTH + 1, 2, -1, -1), Radius.CONTROL, Radius.CONTROL)
        else:  # a link: it stands flush with the days, so the mark of the focus is a line below it
            width = QFontMetrics(self._theme.font("body")).horizontalAdvance(row.text)
            painter.drawLine(QPointF(rect.left(), rect.bottom() - 12), QPointF(rect.left() + width, rect.bottom() - 12))

    def _paint_entry(self, painter: QPainter, rect: QRectF, row: AgendaRow, below: str, model: AgendaModel) -> None:
        theme, entry = self._theme, row.entry
        assert entry is not None
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        if row.heads:
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), theme.colour("line"))
            today = row.day == model.today
            room = QRectF(rect.left(), rect.top() + 5, _DAY_WIDTH - 4, 20)
            role, tone = ("section", "accent") if today else ("figure", "text")
            self._line(painter, model.day_text(row.day), room, role, tone)
        paint_hue(painter, theme, entry, QRectF(rect.left() + _DAY_WIDTH + 8, rect.top() + 7, 4, rect.height() - 14))
        left = rect.left() + _DAY_WIDTH + 22
        span = entry_dates(entry, model.today) if entry.last > entry.first else ""
        painter.setFont(theme.font("meta_figure"))
        painter.setPen(theme.colour("muted"))
        wide = painter.fontMetrics().horizontalAdvance(span) + 12 if span else 0
        head = QRectF(left, rect.top() + 5, rect.right() - 10 - left, 19)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | middle, span)
        self._line(painter, row.text, QRectF(left, head.top(), head.width() - wide, 19), "strong", "text")
        self._line(painter, below, QRectF(left, head.bottom(), head.width(), 17), "meta", "muted")

    def _line(self, painter: QPainter, text: str, room: QRectF, role: str, tone: str) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


class AgendaView(FocusVisible, QListView):
    """Shows an :class:`AgendaModel`; a click or Enter opens an entry, or shows more days."""

    entry_opened = Signal(int)
    earlier_requested = Signal()
    later_requested = Signal()

    def __init__(self, theme: Theme, model: AgendaModel, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(AgendaDelegate(theme, zone, self))
        self.setAccessibleName(tr("Agenda"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)

    @property
    def days(self) -> AgendaModel:
        """Its model."""
        return cast(AgendaModel, self.model())

    def current_day(self) -> date | None:
        """The day of the row that the keyboard is on."""
        index = self.currentIndex()
        return self.days.rows[index.row()].day if index.isValid() else None

    def current_entry(self) -> CalendarEntry | None:
        """The entry that the keyboard is on."""
        index = self.currentIndex()
        return self.days.rows[index.row()].entry if index.isValid() else None

    def go_to(self, day: date) -> None:
        """Put the first entry on or after a day on top, or go to the end where there is none."""
        row = self.days.first_from(day)
        self._show_row(row if row >= 0 else self.days.rowCount() - 1)

    def show_activity(self, activity_id: int, day: date) -> bool:
        """Put an entry of an activity on top; False if it is not among the rows."""
        row = self.days.row_of(activity_id, day)
        self._show_row(row)
        return row >= 0

    def _show_row(self, row: int) -> None:
        if row >= 0:
            self.setCurrentIndex(self.days.index(row))
            # The heading of the month stays in sight above the first entry.
            above = row - 1 if self.days.rows[row - 1].what == "month" else row
            self.scrollTo(self.days.index(above), QAbstractItemView.ScrollHint.PositionAtTop)

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.days.rows[index.row()]
        if row.entry is not None:
            self.entry_opened.emit(row.entry.activity_id)
        elif row.what == "earlier":
            self.earlier_requested.emit()
        elif row.what == "later":
            self.later_requested.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(self.indexAt(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
