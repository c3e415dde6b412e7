"""The Conferences view: a painted table with the person's answer as a drop-down in its last column."""

from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from planner.config.text import tr
from planner.domain.states import states_of
from planner.services.queries.calendar import ConferenceRow
from planner.services.words import state_word
from planner.ui.calendar.conference_columns import (
    AT_FIRST,
    GREATEST_FIRST,
    KEYS,
    NAME_GOOD,
    NAME_LEAST,
    WIDTHS,
    Column,
    Conference,
    column_title,
)
from planner.ui.calendar.conference_model import ROW_ROLE, ConferenceModel, Index
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.column_header import ColumnHeader, Columns
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.menu import Menu

_ROW_HEIGHT = 52
_FIGURES = frozenset((Column.DATES, Column.CALL, Column.CREDITS, Column.COST))


class ConferenceDelegate(QStyledItemDelegate):
    """Draws a cell; declined rows are grey, the answer looks like a quiet drop-down."""

    def __init__(self, theme: Theme, view: "ConferenceView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        one: Conference = index.data(ROW_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == self._view.hovered_row:
            painter.fillRect(rect, theme.colour("hover"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        quiet = one.row.state == "declined"
        column = index.column()
        if column == Column.NAME:
            self._paint_name(painter, rect, one, quiet=quiet)
        elif column == Column.ANSWER:
            self._paint_answer(painter, rect, str(index.data()), focus=shows_focus(option))
        else:
            self._paint_lines(painter, rect, one, column, quiet=quiet)
        if shows_focus(option) and column != Column.ANSWER:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), Radius.CONTROL, Radius.CONTROL)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRectF, one: Conference, *, quiet: bool) -> None:
        theme, row = self._theme, one.row
        hue = theme.step_colour(row.hue)
        bar = QRectF(rect.left() + 6, rect.top() + 9, 4, rect.height() - 19)
        if row.listed:
            painter.setPen(QPen(hue, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hue)
            painter.drawRoundedRect(bar, 2, 2)
        name, below = self._view.conferences.lines(one, Column.NAME)
        room = QRectF(rect.left() + 20, rect.top() + 7, rect.width() - 26, 19)
        self._text(painter, name, room, "strong", "muted" if quiet else "text")
        self._text(painter, below, room.translated(0, 19), "meta", "muted")

    def _paint_lines(self, painter: QPainter, rect: QRectF, one: Conference, column: int, *, quiet: bool) -> None:
        text, below = self._view.conferences.lines(one, column)
        over = column == Column.CALL and not below
        tone = "muted" if quiet or over else "text"
        room = QRectF(rect.left() + 8, rect.top() + 7, rect.width() - 12, 19)
        if not below:
            room.setHeight(rect.height() - 15)
        self._text(painter, text, room, "figure" if column in _FIGURES else "body", tone)
        self._text(painter, below, room.translated(0, 19), "meta_figure", "muted")

    def _paint_answer(self, painter: QPainter, rect: QRectF, text: str, *, focus: bool) -> None:
        theme = self._theme
        box = answer_box(rect.toRect())
        painter.setPen(QPen(theme.colour("accent"), 2) if focus else theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
        self._text(
            painter, text, QRectF(box).adjusted(10, 0, -26, 0), "body", "muted" if text == tr("listed") else "text"
        )
        arrow = theme.pixmap("chevron-down", "muted", 16, self._view.devicePixelRatioF())
        painter.drawPixmap(QPointF(box.right() - 22, box.center().y() - 7), arrow)

    def _text(self, painter: QPainter, text: str, room: QRectF, role: str, tone: str) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.colour(tone))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)


def answer_box(cell: QRect) -> QRect:
    """Where the drop-down lies in a cell of the last column."""
    return QRect(cell.left() + 4, cell.top() + (cell.height() - 32) // 2, cell.width() - 8, 32)


class ConferenceView(FocusVisible, QTableView):
    """Shows a :class:`ConferenceModel`. Enter or a click opens the row; on the last column it answers."""

    entry_opened = Signal(int)
    #: The person's answer: the activity and the state.
    answered = Signal(int, str)

    def __init__(self, theme: Theme, model: ConferenceModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hovered_row = -1
        self._menu: QMenu | None = None
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
            WIDTHS,
            AT_FIRST,
            greatest_first=GREATEST_FIRST,
            lead_least=NAME_LEAST,
            lead_good=NAME_GOOD,
            unsorted=tr("By date"),
        )
        self.columns = ColumnHeader(theme, columns, self)
        self.setHorizontalHeader(self.columns)
        self.columns.setSectionsClickable(True)  # which the view takes away from a header that it gets
        self.columns.sort_wanted.connect(self.sort_by)
        self.columns.rearranged.connect(self.viewport().update)
        self.columns.lay_out()
        theme.changed.connect(self.viewport().update)

    @property
    def conferences(self) -> ConferenceModel:
        """Its model."""
        return cast(ConferenceModel, self.model())

    def current_activity(self) -> int | None:
        """The activity of the row that the keyboard is on."""
        index = self.currentIndex()
        return self.conferences.conference(index.row()).row.activity_id if index.isValid() else None

    def show_activity(self, activity_id: int) -> bool:
        """Put the keyboard on a row and scroll to it; False if it is not there."""
        row = self.conferences.row_of(activity_id)
        if row < 0:
            return False
        column = max(self.currentIndex().column(), 0)
        index = self.conferences.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def answer_menu(self, row: int) -> QMenu:
        """The menu of answers to a conference, the present one ticked."""
        if self._menu is not None:
            self._menu.deleteLater()
        conference = self.conferences.conference(row).row
        menu = self._menu = Menu(self)
        menu.setAccessibleName(tr("My answer to {title}", title=conference.title))
        group = QActionGroup(menu)
        for state in states_of("event"):
            if state == "listed" and conference.state != "listed":
                continue  # there is no way back to no answer, but by undo
            action = QAction(state_word("event", state).capitalize(), menu)
            action.setData(state)
            action.setCheckable(True)
            action.setChecked(state == conference.state)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(lambda chosen: self._answer(conference, str(chosen.data())))
        return menu

    def _answer(self, conference: ConferenceRow, state: str) -> None:
        if state != conference.state:
            self.answered.emit(conference.activity_id, state)

    def open_answers(self, row: int = -1) -> None:
        """Open the drop-down of a row, of the current one by default."""
        row = row if row >= 0 else self.currentIndex().row()
        if 0 <= row < self.conferences.rowCount():
            box = answer_box(self.visualRect(self.conferences.index(row, Column.ANSWER)))
            menu = self.answer_menu(row)
            menu.setMinimumWidth(box.width())
            menu.popup(self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 2)))

    def _activate(self) -> None:
        index = self.currentIndex()
        if not index.isValid():
            return
        if index.column() == Column.ANSWER:
            self.open_answers(index.row())
        else:
            self.entry_opened.emit(self.conferences.conference(index.row()).row.activity_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate()
        elif key == Qt.Key.Key_Space and self.currentIndex().column() == Column.ANSWER:
            self.open_answers()
        elif event.text() and event.text().isprintable() and not event.modifiers():
            event.ignore()  # single letters are the page's
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]  # the stubs ask for QEvent
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def sort_by(self, column: int | None, down: bool) -> None:  # a signal carries it
        """Sort by a column, or by date; the row that the keyboard is on stays."""
        kept = self.current_activity()
        self.conferences.order(column, down=down)
        self.columns.set_sorting(column, down=down)
        if kept is not None:
            self.show_activity(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    def remembered(self) -> dict[str, object]:
        """The columns and the order, for the settings."""
        sorted_by = None if self.conferences.sorted_by is None else KEYS[self.conferences.sorted_by]
        return {"columns": self.columns.remembered(), "sorted": sorted_by, "down": self.conferences.down}

    def restore(self, state: object) -> None:
        """Take back what :meth:`remembered` gave, leaving out what is malformed."""
        if not isinstance(state, dict):
            return
        columns, name = state.get("columns"), state.get("sorted")
        if isinstance(columns, dict):
            self.columns.restore(columns)
        if name in KEYS:
            self.sort_by(KEYS.index(name), state.get("down") is True)
