"""The month grid: a painted table of days over which events and deadlines lie, by mouse and by keyboard."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from planner.config.text import tr
from planner.ui.calendar.layout import DAYS
from planner.ui.calendar.month_choice import MonthChoice
from planner.ui.calendar.month_drag import paint_drag
from planner.ui.calendar.month_model import MonthModel
from planner.ui.calendar.month_mouse import MonthMouse
from planner.ui.calendar.month_paint import LANE, TOP, Style, WeekdayHeader, WeekHeader, paint_card
from planner.ui.calendar.month_sheet import Grid, MonthSheet
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.focus_visible import FocusVisible

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from planner.services.queries.calendar import CalendarEntry
    from planner.ui.calendar.layout import Bar, Week
    from planner.ui.calendar.month_model import MonthContent

#: How many months are kept as they are drawn: the shown one, its neighbours, and for a step the one beyond, lest
#: a neighbour goes for it.
_SHEETS = 4
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS, Qt.Key.Key_Down: DAYS}


class MonthView(FocusVisible, QTableView):
    """Shows a :class:`MonthModel` and fills whatever height it gets.

    Arrow keys move the day, also into the next month; Space goes through the entries of a day; Enter opens the one
    that it went to, else the only one, or the list of them.
    """

    #: The activity of an entry that was clicked.
    entry_opened = Signal(int)
    #: A day whose entries are asked for as a list, and the cell's rectangle in the viewport.
    list_requested = Signal(object, object)
    #: A double-click on an empty day.
    add_requested = Signal(object)
    #: The first and the last of the days over which the mouse was dragged where nothing was.
    days_drawn = Signal(object, object)
    #: An entry, and by how many days its first and its last day were dragged.
    entry_moved = Signal(object, int, int)
    #: Why what was dragged stays where it is.
    refused = Signal(str)
    #: The keyboard leaves the month: the day to go to.
    day_wanted = Signal(object)
    #: It was drawn: there is time for what may be wanted next.
    painted = Signal()

    def __init__(self, theme: Theme, model: MonthModel, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.zone = zone
        #: Why an entry cannot be moved, empty where it can; asked when a drag begins.
        self.why_fixed: Callable[[CalendarEntry], str] = lambda _entry: ""
        #: The hover card of an entry, as rich text.
        self.tell: Callable[[CalendarEntry], str] = lambda _entry: ""
        self.mouse = MonthMouse(self)
        self.choice = MonthChoice(self)
        self._sheet: MonthSheet | None = None
        self._sheets: list[MonthSheet] = []
        self._flash: int | None = None
        self.setHorizontalHeader(WeekdayHeader(theme, self))
        self.setVerticalHeader(WeekHeader(theme, self))
        for header in (self.horizontalHeader(), self.verticalHeader()):
            # Else the table would paint itself a second time, a moment later, for each change of a width or a height.
            header.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self.setModel(model)
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
        model.modelReset.connect(self._show_other)
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

    def shows_weeks(self) -> bool:
        """Whether the numbers of the weeks are shown."""
        return not self.verticalHeader().isHidden()

    def show_weeks(self, *, shown: bool) -> None:
        """Show the numbers of the weeks beside the month, or put them away."""
        if shown != self.shows_weeks():
            self.verticalHeader().setVisible(shown)
            self.updateGeometries()  # the silent header does not ask for it
            self._repaint()

    def flash(self, activity_id: int | None) -> None:
        """Ring the bars of an activity, or none."""
        self._flash = activity_id
        self.viewport().update()

    # ------------------------------------------------------------------ where things lie

    def sheet(self) -> MonthSheet:
        """The month as it is laid out and drawn at the present size."""
        if self._sheet is None:
            self._sheet = self._find_or_make(self.days.content, self._grid())
        return self._sheet

    def prepare(self, content: MonthContent) -> bool:
        """Draw one week more of a month that may be shown next; whether all of it is drawn."""
        least = self.verticalHeader().minimumSectionSize()
        grid = self._grid().with_rows(content.span.weeks, self.viewport().height(), least)
        return self._find_or_make(content, grid).draw_more(self.devicePixelRatioF())

    def _find_or_make(self, content: MonthContent, grid: Grid) -> MonthSheet:
        """The sheet of a month, which then is the last to be given up."""
        found = next((sheet for sheet in self._sheets if sheet.shows(content, grid)), None)
        if found is None:
            found = MonthSheet(self._theme, content, grid)
        self._sheets = [*(sheet for sheet in self._sheets if sheet is not found), found][-_SHEETS:]
        return found

    def _grid(self) -> Grid:
        header = self.verticalHeader()
        header.length()  # lays out what is still to be laid out
        starts = [self.columnViewportPosition(column) for column in range(DAYS)]
        columns = tuple((x, x + self.columnWidth(column) - 1) for column, x in enumerate(starts))
        rows = tuple((header.sectionPosition(row), header.sectionSize(row)) for row in range(self.days.grid.weeks))
        return Grid(self.viewport().width(), columns, rows)

    def week(self, row: int) -> Week:
        """The layout of a week, as it is drawn."""
        return self.sheet().week(row)

    def bar_rect(self, row: int, bar: Bar) -> QRectF:
        """Where a bar lies in the viewport."""
        return self.sheet().bar_rect(row, bar).translated(0, -self.verticalOffset())

    def ring_rect(self, row: int, bar: Bar) -> QRectF:
        """What of the place of a bar is drawn on, in the viewport."""
        return self.sheet().ring_rect(row, bar).translated(0, -self.verticalOffset())

    def more_rect(self, row: int, column: int) -> QRectF:
        """Where “+3 more” of a day lies in the viewport."""
        return self.sheet().more_rect(row, column).translated(0, -self.verticalOffset())

    def entry_at(self, at: QPoint) -> CalendarEntry | None:
        """The entry under a point of the viewport."""
        hit = self.mouse.hit(at)
        return None if hit is None else hit.entry

    def _forget(self) -> None:
        self._sheet = None
        self.mouse.cancel()

    def _show_other(self) -> None:
        """Take over another month, whose rows may be more or fewer."""
        self._forget()
        self.executeDelayedItemsLayout()
        below = max(self.verticalHeader().length() - self.viewport().height(), 0)
        if below != self.verticalScrollBar().maximum():
            self.updateGeometries()  # the silent header does not ask for it

    def _repaint(self) -> None:
        self._forget()
        self._sheets.clear()
        self.viewport().update()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.viewport().update()

    # ------------------------------------------------------------------ drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        painter.drawPixmap(0, -self.verticalOffset(), self.sheet().picture(self.devicePixelRatioF()))
        if self._flash is not None:
            self._paint_flash(painter, self._flash)
        if self.mouse.drag is not None:
            painter.save()
            painter.translate(0, -self.verticalOffset())
            scale = self.devicePixelRatioF()
            paint_drag(painter, Style(self._theme), self.sheet(), self.mouse.drag, scale)
            painter.restore()
        height = self.viewport().height()
        top = -2 * Radius.CARD
        paint_card(painter, self._theme, QRectF(0, top, self.viewport().width(), height - top))
        self._paint_focus(painter)
        painter.end()
        self.painted.emit()

    def _paint_flash(self, painter: QPainter, activity_id: int) -> None:
        for row in range(self.days.rowCount()):
            for bar in self.week(row).bars:
                if self.days.entries[bar.key].activity_id == activity_id:
                    self._paint_ring(painter, self.ring_rect(row, bar).adjusted(-2, -2, 2, 2))

    def _paint_focus(self, painter: QPainter) -> None:
        index = self.currentIndex()
        if self.focus_visible and index.isValid():
            chosen = self.choice.boxes()
            for box in chosen:
                self._paint_ring(painter, box.adjusted(-2, -2, 2, 2))
            if not chosen:
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
        if key == Qt.Key.Key_Escape and self.mouse.cancel():
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key in _STEPS:
            self._go(day + timedelta(days=_STEPS[key]))
        elif plain and key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            column = (day - self.days.grid.first).days % DAYS
            self._go(day + timedelta(days=-column if key == Qt.Key.Key_Home else DAYS - 1 - column))
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_day(day)
        elif plain and key == Qt.Key.Key_Space:
            self.choice.next()
        else:
            event.ignore()  # what types ahead in a table means nothing in a month

    def _go(self, day: date) -> None:
        if self.days.holds(day):
            self.set_current_day(day)
            self.viewport().update()
        else:
            self.day_wanted.emit(day)

    def open_day(self, day: date) -> None:
        """Open the chosen or the only entry of a day, or the list of its entries."""
        chosen = self.choice.chosen() if day == self.current_day() else None
        entries = [chosen] if chosen is not None else self.days.on_day(day)
        if len(entries) == 1:
            self.entry_opened.emit(entries[0].activity_id)
        else:
            self.list_requested.emit(day, self.visualRect(self.days.index_of(day)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.viewport().update()
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons():
            super().mouseMoveEvent(event)  # with a button down it would take other days for current
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mouse.double_click(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.mouse.cancel()
        super().hideEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.mouse.cancel()
        super().focusOutEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = self.mouse.under(event.pos())
            if under is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.tell(under[0]), self.viewport(), under[1])
            return True
        return super().viewportEvent(event)
