"""The Conferences view as a table, painted, with the person's answer as a drop-down in its last column."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.config.text import tr
from planner.ui.calendar.conference_columns import (
    AT_FIRST,
    GREATEST_FIRST,
    KEYS,
    NAME_GOOD,
    NAME_LEAST,
    Column,
    Conference,
    column_title,
    widths,
)
from planner.ui.calendar.conference_items import ANSWER_HEIGHT, ConferenceItems, paint_answer, paint_hue
from planner.ui.calendar.conference_model import ROW_ROLE, ConferenceModel, Index
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.column_header import ColumnHeader, Columns
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.row_pictures import RowPictures

_ROW_HEIGHT = 52
_FIGURES = frozenset((Column.DATES, Column.CALL, Column.CREDITS, Column.COST))


class ConferenceDelegate(QStyledItemDelegate):
    """Draws a cell; declined rows are grey, the answer looks like a quiet drop-down."""

    def __init__(self, theme: Theme, view: "ConferenceView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._pictures = RowPictures(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect, column = self._theme, option.rect, index.column()
        one: Conference = index.data(ROW_ROLE)
        focus = shows_focus(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.hovered_row:
            painter.fillRect(rect, theme.colour("hover"))
            self._draw(painter, rect, one, column, focus=focus)
        elif focus:
            self._draw(painter, rect, one, column, focus=True)
        else:
            shows = self._looks(one, column)
            self._pictures.paint(painter, rect, shows, lambda to, at: self._draw(to, at, one, column))
        if focus and column != Column.ANSWER:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), Radius.CONTROL, Radius.CONTROL)
        painter.restore()

    def _looks(self, one: Conference, column: int) -> tuple[object, ...]:
        """All that the look of a cell depends on: what many rows say alike is drawn once for all of them."""
        quiet = one.row.state == "declined"
        if column == Column.ANSWER:
            return column, one.row.state
        told = self._view.conferences.lines(one, column)
        if column == Column.NAME:
            return column, told, quiet, one.row.hue, one.row.listed
        return column, told, quiet, column == Column.CALL and self._is_over(one)

    def _is_over(self, one: Conference) -> bool:
        closed = one.row.call_day
        return closed is not None and closed < self._view.conferences.here.today

    def _draw(self, painter: QPainter, cell: QRect, one: Conference, column: int, *, focus: bool = False) -> None:
        rect = QRectF(cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), self._theme.colour("line"))
        quiet = one.row.state == "declined"
        if column == Column.NAME:
            self._paint_name(painter, rect, one, quiet=quiet)
        elif column == Column.ANSWER:
            paint_answer(painter, self._theme, QRectF(answer_box(cell)), one.row, focus=focus)
        else:
            self._paint_lines(painter, rect, one, column, quiet=quiet)

    def _paint_name(self, painter: QPainter, rect: QRectF, one: Conference, *, quiet: bool) -> None:
        row = one.row
        paint_hue(painter, self._theme, QRectF(rect.left() + 6, rect.top() + 9, 4, rect.height() - 19), row)
        name, below = self._view.conferences.lines(one, Column.NAME)
        room = QRectF(rect.left() + 20, rect.top() + 7, rect.width() - 26, 19)
        self._text(painter, name, room, "strong", "muted" if quiet else "text")
        self._text(painter, below, room.translated(0, 19), "meta", "muted")

    def _paint_lines(self, painter: QPainter, rect: QRectF, one: Conference, column: int, *, quiet: bool) -> None:
        text, below = self._view.conferences.lines(one, column)
        tone = "muted" if quiet or (column == Column.CALL and self._is_over(one)) else "text"
        room = QRectF(rect.left() + 8, rect.top() + 7, rect.width() - 12, 19)
        if not below:
            room.setHeight(rect.height() - 15)
        self._text(painter, text, room, "figure" if column in _FIGURES else "body", tone)
        self._text(painter, below, room.translated(0, 19), "meta_figure", "muted")

    def _text(self, painter: QPainter, text: str, room: QRectF, role: str, tone: str) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def answer_box(cell: QRect) -> QRect:
    """Where the drop-down lies in a cell of the last column."""
    top = cell.top() + (cell.height() - ANSWER_HEIGHT) // 2
    return QRect(cell.left() + 4, top, cell.width() - 8, ANSWER_HEIGHT)


class ConferenceView(ConferenceItems, FocusVisible, QTableView):
    """Shows a :class:`ConferenceModel`. Enter or a click opens the row; on the last column it answers."""

    entry_opened = Signal(int)
    #: The person's answer: the activity and the state.
    answered = Signal(int, str)

    def __init__(self, theme: Theme, model: ConferenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(ConferenceDelegate(theme, self))
        self.setAccessibleName(tr("Conferences"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
        columns = Columns(
            KEYS,
            column_title,
            widths(theme),
            AT_FIRST,
            greatest_first=GREATEST_FIRST,
            lead_least=NAME_LEAST,
            lead_good=NAME_GOOD,
            unsorted=tr("By date"),
        )
        self.columns = ColumnHeader(theme, columns, self)
        self.setHorizontalHeader(self.columns)
        self.columns.setSectionsClickable(True)  # which the view takes away from a header that it gets
        self.columns.rearranged.connect(self.viewport().update)
        self.columns.lay_out()
        theme.changed.connect(self.viewport().update)

    def answer_place(self, row: int) -> QRect:
        return answer_box(self.visualRect(self.conferences.index(row, Column.ANSWER)))

    def on_answer(self) -> bool:
        return self.currentIndex().column() == Column.ANSWER

    def rows_in_sight(self) -> range:
        """The rows of which something is in sight."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), last + 1 if last >= 0 else self.conferences.rowCount())

    def sort_by_current_column(self) -> None:
        """Sort by the column that the keyboard is on, as a press of its heading does."""
        self.columns.press(max(self.currentIndex().column(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()
