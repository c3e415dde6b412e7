"""The month grid: a painted table of days over which events and deadlines lie, by mouse and by keyboard."""

from datetime import date, timedelta
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from planner.config.text import tr
from planner.services.queries.calendar import SESSION, CalendarEntry
from planner.ui.calendar.entry_text import entry_tip, more_text, plain_tip
from planner.ui.calendar.layout import DAYS, Bar, Span, Week, lay_out
from planner.ui.calendar.month_model import MonthModel
from planner.ui.calendar.month_paint import (
    BAR_HEIGHT,
    INSET,
    LANE,
    TOP,
    DayDelegate,
    WeekdayHeader,
    paint_card,
    paint_entry,
    wanted_lanes,
)
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.focus_visible import FocusVisible

_RANKS = {"exam": 0, SESSION: 2}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}


class MonthView(FocusVisible, QTableView):
    """Shows a :class:`MonthModel` and fills whatever height it gets.

    Arrow keys move the day, also into the next month; Enter opens the day's entry, or the list of them.
    """

    #: The activity of an entry that was clicked.
    entry_opened = Signal(int)
    #: A day whose entries are asked for as a list, and the cell's rectangle in the viewport.
    list_requested = Signal(object, object)
    #: A double-click on an empty day.
    add_requested = Signal(object)
    #: The keyboard leaves the month: the day to go to.
    day_wanted = Signal(object)

    def __init__(self, theme: Theme, model: MonthModel, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._weeks: dict[int, Week] = {}
        self._columns: list[tuple[int, int]] = []
        self._flash: int | None = None
        self._pressed: CalendarEntry | None = None
        self.setHorizontalHeader(WeekdayHeader(theme, self))
        self.setModel(model)
        self.setItemDelegate(DayDelegate(theme, self))
        self.setAccessibleName(tr("Month"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(TOP + LANE)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        # The cells cover everything, so what lies below need not be painted first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.modelReset.connect(self._forget)
        theme.changed.connect(self._repaint)

    @property
    def days(self) -> MonthModel:
        """Its model."""
        return cast(MonthModel, self.model())

    def current_day(self) -> date | None:
        """The day that the keyboard is on."""
        index = self.currentIndex()
        return self.days.day(index) if index.isValid() else None

    def set_current_day(self, day: date) -> None:
        """Put the keyboard on a day that is shown."""
        index = self.days.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)

    def flash(self, activity_id: int | None) -> None:
        """Ring the bars of an activity, or none."""
        self._flash = activity_id
        self.viewport().update()

    # ------------------------------------------------------------------ where things lie

    def week(self, row: int) -> Week:
        """The layout of a week, as it is drawn."""
        found = self._weeks.get(row)
        if found is None:
            found = self._weeks[row] = self._lay_out(row)
        return found

    def _lay_out(self, row: int) -> Week:
        model = self.days
        first = (model.grid.first + timedelta(days=DAYS * row)).toordinal()
        spans: list[Span] = []
        tall: dict[int, int] = {}
        for key, entry in enumerate(model.entries):
            span = Span(key, entry.first.toordinal(), entry.last.toordinal(), _RANKS.get(entry.what, 1))
            if span.first >= first + DAYS or span.last < first:
                continue
            spans.append(span)
            columns = min(span.last, first + DAYS - 1) - max(span.first, first) + 1
            width = columns * self.columnWidth(0) - 2 * INSET
            lines = wanted_lanes(self._theme, entry, width)
            if lines > 1:
                tall[key] = lines
        lanes = max((self.rowHeight(row) - TOP - 2) // LANE, 0)
        return lay_out(spans, first, lanes, tall)

    def bar_rect(self, row: int, bar: Bar) -> QRectF:
        """Where a bar lies in the viewport."""
        top, edges = self._edges(row)
        x = edges[bar.column][0] + (INSET if bar.opens else 0)
        end = edges[bar.column + bar.columns - 1][1] - (INSET if bar.closes else 0)
        return QRectF(x, top + TOP + bar.lane * LANE, end - x, BAR_HEIGHT + (bar.height - 1) * LANE)

    def _edges(self, row: int) -> tuple[int, list[tuple[int, int]]]:
        """The top of a week in the viewport, and the first and last pixel of each of its days."""
        if not self._columns:
            starts = [self.columnViewportPosition(column) for column in range(DAYS)]
            self._columns = [(x, x + self.columnWidth(column) - 1) for column, x in enumerate(starts)]
        return self.rowViewportPosition(row), self._columns

    def more_rect(self, row: int, column: int) -> QRectF:
        """Where “+3 more” of a day lies in the viewport."""
        cell = self.visualRect(self.days.index(row, column))
        lanes = max((cell.height() - TOP - 2) // LANE, 1)
        return QRectF(cell.left() + INSET, cell.top() + TOP + (lanes - 1) * LANE, cell.width() - 2 * INSET, BAR_HEIGHT)

    def entry_at(self, at: QPoint) -> CalendarEntry | None:
        """The entry under a point of the viewport."""
        hit = self._hit(at)
        return None if hit is None else hit[0]

    def _hit(self, at: QPoint) -> tuple[CalendarEntry, QRect] | None:
        index = self.indexAt(at)
        if index.isValid():
            for bar in self.week(index.row()).bars:
                box = self.bar_rect(index.row(), bar)
                if box.contains(QPointF(at)):
                    return self.days.entries[bar.key], box.toRect()
        return None

    def _more_at(self, at: QPoint) -> QModelIndex:
        index = self.indexAt(at)
        hidden = index.isValid() and self.week(index.row()).hidden[index.column()]
        return index if hidden and self.more_rect(index.row(), index.column()).contains(QPointF(at)) else QModelIndex()

    def _forget(self) -> None:
        self._weeks.clear()
        self._columns.clear()
        self._pressed = None

    def _repaint(self) -> None:
        self._forget()
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        scale = self.devicePixelRatioF()
        for row in range(self.days.rowCount()):
            band = self.visualRect(self.days.index(row, 0))
            if band.bottom() < event.rect().top() or band.top() > event.rect().bottom():
                continue
            self._paint_week(painter, row, scale)
        height = self.viewport().height()
        top = -2 * Radius.CARD
        paint_card(painter, self._theme, QRectF(0, top, self.viewport().width(), height - top))
        self._paint_focus(painter)

    def _paint_week(self, painter: QPainter, row: int, scale: float) -> None:
        week = self.week(row)
        for bar in week.bars:
            entry = self.days.entries[bar.key]
            box = self.bar_rect(row, bar)
            paint_entry(painter, self._theme, entry, box, scale, opens=bar.opens, closes=bar.closes)
            if entry.activity_id == self._flash:
                self._paint_ring(painter, box.adjusted(-2, -2, 2, 2))
        painter.setFont(self._theme.font("meta"))
        painter.setPen(self._theme.colour("muted"))
        for column, hidden in enumerate(week.hidden):
            if hidden:
                room = self.more_rect(row, column)
                painter.drawText(room.adjusted(3, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, more_text(len(hidden)))

    def _paint_focus(self, painter: QPainter) -> None:
        index = self.currentIndex()
        if self.focus_visible and index.isValid():
            self._paint_ring(painter, QRectF(self.visualRect(index)).adjusted(2, 2, -2, -2))

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    # ------------------------------------------------------------------ keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        day = self.current_day() or self.days.today
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _STEPS:
            self._go(day + timedelta(days=_STEPS[key]))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            column = (day - self.days.grid.first).days % DAYS
            self._go(day + timedelta(days=-column if key == Qt.Key.Key_Home else DAYS - 1 - column))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_day(day)
        else:
            event.ignore()  # what types ahead in a table means nothing in a month

    def _go(self, day: date) -> None:
        if self.days.holds(day):
            self.set_current_day(day)
            self.viewport().update()
        else:
            self.day_wanted.emit(day)

    def open_day(self, day: date) -> None:
        """Open the only entry of a day, or the list of its entries."""
        entries = self.days.on_day(day)
        if len(entries) == 1:
            self.entry_opened.emit(entries[0].activity_id)
        else:
            self.list_requested.emit(day, self.visualRect(self.days.index_of(day)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.viewport().update()
        self._pressed = self.entry_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        entry = self.entry_at(at)
        if entry is not None and entry is self._pressed:
            self.entry_opened.emit(entry.activity_id)
        elif entry is None:
            more = self._more_at(at)
            if more.isValid():
                self.list_requested.emit(self.days.day(more), self.visualRect(more))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and self.entry_at(at) is None and not self._more_at(at).isValid():
            self.add_requested.emit(self.days.day(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = event.position().toPoint()
        over = self.entry_at(at) is not None or self._more_at(at).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._hit(event.pos())
            if hit is None:
                QToolTip.hideText()
            else:
                text = entry_tip(hit[0], self.days.today, self._zone)
                QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport(), hit[1])
            return True
        return super().viewportEvent(event)
