"""How a row of the list of study sessions is painted, and how its cells are edited where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QWidget

from planner.config.text import tr
from planner.domain.dates import parse_date
from planner.domain.errors import InvalidInputError, PlannerError
from planner.domain.limits import LINE_MAX
from planner.domain.plain_text import shortened
from planner.services.actions.sessions import EditSession
from planner.ui.shell.time.activity_field import ActivityField
from planner.ui.shell.time.session_model import DOUBT, Column, Index, SessionModel
from planner.ui.widgets.date_field import DateField
from planner.ui.widgets.focus_visible import shows_focus
from planner.ui.widgets.painting import paint_ring, paint_text, text_width
from planner.ui.widgets.sorted_table import PAD
from planner.ui.widgets.time_line import TimeLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from planner.services.queries.sessions import LoggedOn, SessionRow
    from planner.ui.theme import Theme

_MARK = 14
_BEFORE = "before"
_ROLES = {Column.DAY: "figure", Column.ACTIVITY: "strong", Column.TIME: "figure"}


class SessionDelegate(QStyledItemDelegate):
    """``edited`` carries the action that an editor asks for, ``refused`` why what it holds is none."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        theme: Theme,
        rows: SessionModel,
        today: Callable[[], date],
        choices: Callable[[], Sequence[LoggedOn]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._rows, self._today, self._choices = theme, rows, today, choices

    # ------------------------------------------------------------------ painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        theme, row = self._theme, self._rows.session(index.row())
        painter.save()
        if row is None:
            self._paint_week(painter, index, rect)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, theme.colour("accent_soft"))
            elif getattr(option.widget, "hovered", -1) == index.row():
                painter.fillRect(rect, theme.colour("hover"))
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
            self._paint_cell(painter, index, row, rect.adjusted(PAD, 0, -PAD, -1))
        if shows_focus(option):
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            paint_ring(painter, theme, QRectF(rect).adjusted(0, 1, 0, -2))
        painter.restore()

    def _paint_week(self, painter: QPainter, index: Index, rect: QRect) -> None:
        theme = self._theme
        room = rect.adjusted(PAD, 8, -PAD, -1)
        days, sums = index.data(), index.data(DOUBT)
        paint_text(painter, theme, "meta_strong", days, room)
        wide = text_width(theme, "meta_strong", days)
        beside = QRect(room.left() + wide + 12, room.top(), room.width() - wide - 12, room.height())
        paint_text(painter, theme, "meta_figure", sums, beside, colour="muted")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line_strong"))

    def _paint_cell(self, painter: QPainter, index: Index, row: SessionRow, room: QRect) -> None:
        theme, column = self._theme, Column(index.column())
        tone = "muted" if row.planned or column in (Column.STANDING, Column.NOTE) else "text"
        if column is Column.ACTIVITY:
            painter.setRenderHint(painter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.step_colour(row.hue))
            painter.drawRoundedRect(QRectF(room.left(), room.center().y() - 7, 3, 15), 1.5, 1.5)
            room = room.adjusted(11, 0, 0, 0)
        if column is Column.TIME and index.data(DOUBT):
            mark = theme.pixmap("warning", "star", _MARK, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(room.left(), room.center().y() - _MARK // 2), mark)
            room = room.adjusted(_MARK + 4, 0, 0, 0)
        role = _ROLES.get(column, "body")
        paint_text(painter, theme, role, index.data(), room, colour=tone, right=column is Column.TIME)

    # ------------------------------------------------------------------ editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        row = self._rows.session(index.row())
        assert row is not None
        said = tr("{what} of the study session", what=self._rows.headerData(index.column(), Qt.Orientation.Horizontal))
        match index.column():
            case Column.DAY:
                return DateField(self._theme, said, self._today, parse_date(row.day), past=True, parent=parent)
            case Column.ACTIVITY:
                return ActivityField(said, self._choices(), parent)
            case Column.TIME:
                return TimeLine(said, parent)
        line = QLineEdit(parent)
        line.setAccessibleName(said)
        line.setMaxLength(LINE_MAX)
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._rows.session(index.row())
        if row is None:
            return
        if isinstance(editor, TimeLine):
            editor.set_minutes(row.minutes)
        elif isinstance(editor, ActivityField):
            editor.setText(row.title)
            editor.selectAll()
        elif isinstance(editor, DateField):
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(row.note)
        editor.setProperty(_BEFORE, editor.text() if isinstance(editor, QLineEdit) else "")

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        wide = max(rect.width(), editor.minimumSizeHint().width())
        if isinstance(editor, DateField):
            wide = max(wide, editor.wanted_width())
        editor.setGeometry(QRect(rect.left(), rect.top(), wide, rect.height()))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter leaves what cannot be read where it is, and says why."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return super().eventFilter(editor, event)
        if isinstance(editor, QLineEdit) and _is_changed(editor):
            try:
                _edit(0, editor)
            except PlannerError as error:
                self.refused.emit(str(error))
                return True
        super().eventFilter(editor, event)
        return True  # a line lets the key go on to the table, which would open the next editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        row = self._rows.session(index.row())
        if row is None or not isinstance(editor, QLineEdit) or not _is_changed(editor):
            return
        try:
            action = _edit(row.id, editor)
        except PlannerError as error:
            self.refused.emit(str(error))
            return
        if not _says_the_same(action, row):
            self.edited.emit(action)


def _is_changed(editor: QLineEdit) -> bool:
    return isinstance(editor, DateField) or editor.text() != editor.property(_BEFORE)


def _edit(session_id: int, editor: QLineEdit) -> EditSession:
    """What an editor asks for. Raises PlannerError for what cannot be read."""
    if isinstance(editor, TimeLine):
        return EditSession(session_id, minutes=editor.minutes())
    if isinstance(editor, ActivityField):
        return EditSession(session_id, activity_id=editor.activity().id)
    if isinstance(editor, DateField):
        day = editor.date() if not editor.isModified() else editor.read(editor.text())
        if day is None:
            text = shortened(editor.text())
            raise InvalidInputError(tr("“{text}” is not a date. Write it such as 1 dec or 2026-12-01.", text=text))
        return EditSession(session_id, on=day.isoformat())
    return EditSession(session_id, note=editor.text().strip())


def _says_the_same(action: EditSession, row: SessionRow) -> bool:
    wanted = (action.minutes, action.on, action.activity_id, action.note)
    known = (row.minutes, row.day, row.activity_id, row.note)
    return all(value is None or value == was for value, was in zip(wanted, known, strict=True))
