"""The table of study sessions by week: several can be chosen, and each cell is edited where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView

from planner.config.text import tr
from planner.services.session_words import standing_word
from planner.ui.shell.time.session_delegate import SessionDelegate
from planner.ui.shell.time.session_model import DOUBT, Column, SessionModel
from planner.ui.widgets.menu import Menu
from planner.ui.widgets.painting import text_width
from planner.ui.widgets.sorted_table import PAD, SortedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from planner.services.queries.sessions import LoggedOn, SessionRow
    from planner.services.session_sums import Doubts
    from planner.ui.theme import Theme

ROW: Final = 36
_LEAST: Final = 150
_LOOKED_AT: Final = 200
_NOTE: Final = 0.34  # of the room that is left


class SessionTable(SortedTable):
    """``edited`` carries an action, ``refused`` why what was typed is none; ``asked`` names what a key or menu wants.

    Its words are “open”, “move”, “log” (it took place) and “remove”.
    """

    edited = Signal(object)
    refused = Signal(str)
    asked = Signal(str)
    chosen_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date],
        choices: Callable[[], Sequence[LoggedOn]],
        parent: QWidget | None = None,
    ) -> None:
        self.rows = SessionModel()
        super().__init__(theme, self.rows, {Column.TIME}, ROW, parent)
        self._theme, self._today = theme, today
        self.setAccessibleName(tr("Study sessions by week"))
        self.header.setSortIndicatorShown(False)
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.header.setSectionsClickable(False)
        self.header.unsetCursor()
        self.header.setAccessibleName(tr("Columns"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        delegate = SessionDelegate(theme, self.rows, today, choices, self)
        delegate.edited.connect(self.edited)
        delegate.refused.connect(self.refused)
        self.setItemDelegate(delegate)
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen_changed.emit())

    def show_rows(self, rows: Sequence[SessionRow], wanted: int | None) -> Doubts:
        """Show sessions, keeping the place of the focus and of the scroll bar."""
        at = self.rows.session(self.currentIndex().row())
        column, top = max(self.currentIndex().column(), 0), self.verticalScrollBar().value()
        place = self.currentIndex().row()
        found = self.rows.show_rows(rows, wanted, self._today())
        self.clearSpans()
        for row in self.rows.weeks():
            self.setSpan(row, 0, 1, len(Column))
        self.share_room()
        if self.rows.rowCount():
            row = self.rows.row_of(at.id) if at is not None else -1
            row = row if row >= 0 else min(max(place, 1), self.rows.rowCount() - 1)
            row += self.rows.week(row) is not None
            self.setCurrentIndex(self.rows.index(min(row, self.rows.rowCount() - 1), column))
            self.verticalScrollBar().setValue(top)
        self.chosen_changed.emit()
        return found

    def chosen(self) -> list[SessionRow]:
        """The chosen sessions, from top to bottom."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows(Column.TIME)})
        return [row for row in map(self.rows.session, places) if row is not None]

    def choose(self, session_id: int) -> None:
        """Put the focus on a session and let it be the only one chosen."""
        self.choose_row(self.rows.row_of(session_id))

    def act(self) -> None:
        """What Return does: edit the cell, or say that a planned session took place."""
        index = self.currentIndex()
        row = self.rows.session(index.row())
        if row is None:
            return
        if index.column() == Column.STANDING:
            self.asked.emit("log" if row.planned else "plan")
        else:
            self.edit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.column() == Column.STANDING and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentIndex(index)
            self.act()
            event.accept()
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        wants = {Qt.Key.Key_Delete: "remove", Qt.Key.Key_O: "open", Qt.Key.Key_M: "move"}.get(Qt.Key(event.key()))
        if wants and plain and self.chosen():
            self.asked.emit(wants)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.row_menu()
        if menu is not None:
            menu.popup(event.globalPos())

    def row_menu(self) -> Menu | None:
        """The menu of what is chosen; None where nothing is."""
        rows = self.chosen()
        if not rows:
            return None
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1:
            menu.addAction(tr("Open the activity"), lambda: self.asked.emit("open"))
            menu.addAction(tr("Edit"), lambda: self.edit(self.currentIndex()))
        if any(row.planned for row in rows):
            menu.addAction(tr("It took place"), lambda: self.asked.emit("log"))
        menu.addAction(tr("Move to another activity…"), lambda: self.asked.emit("move"))
        menu.addSeparator()
        menu.addAction(tr("Delete"), lambda: self.asked.emit("remove"))
        return menu

    def tip_of(self, row: int, column: int) -> str:
        if column < 0:
            return ""
        index = self.rows.index(row, column)
        return " · ".join(filter(None, (str(index.data() or ""), str(index.data(DOUBT) or ""))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_room()

    def share_room(self) -> None:
        """Day, time and status take what their texts need, the activity most of the rest."""
        places = [place for place in range(min(self.rows.rowCount(), _LOOKED_AT)) if self.rows.session(place)]
        shown = [row for row in map(self.rows.session, places) if row is not None]
        days = {str(self.rows.index(place, Column.DAY).data()) for place in places}
        widths: dict[int, int] = {
            Column.DAY: self._needs("figure", days, Column.DAY),
            Column.TIME: self._needs("figure", {tr("{n} h", n="12.75"), tr("{n} min", n=45)}, Column.TIME) + 20,
            Column.STANDING: self._needs("body", {standing_word(row) for row in shown}, Column.STANDING),
        }
        rest = max(self.viewport().width() - sum(widths.values()), 2 * _LEAST)
        noted = any(row.note for row in shown)
        widths[Column.NOTE] = int(rest * (_NOTE if noted else 0.12))
        widths[Column.ACTIVITY] = rest - widths[Column.NOTE]
        for column, width in widths.items():
            self.header.resizeSection(column, width)

    def _needs(self, role: str, texts: set[str], column: int) -> int:
        widest = max((text_width(self._theme, role, text) for text in texts), default=0)
        return max(widest + 1 + 2 * PAD, self.header.needs(column, with_arrow=False))
