"""The sections view: how headings and goals are painted, and what keys and clicks do."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
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
from planner.services.goal_facts import Facts, initials
from planner.services.queries.goals import Section
from planner.ui.goals.list_model import (
    LINE_ROLE,
    Goal,
    GoalListModel,
    Heading,
    Index,
    Key,
    Line,
    More,
    key_of,
    line_text,
)
from planner.ui.goals.selecting import SelectsGoals
from planner.ui.theme import Space, Theme
from planner.ui.widgets.focus_visible import FocusVisible, shows_focus
from planner.ui.widgets.painting import paint_ground, paint_ring, paint_text, show_tip, text_width
from planner.ui.widgets.progress_bar import paint_progress
from planner.ui.widgets.row_pictures import RowPictures

ROW: Final = 64
FOLDED: Final = 44
_FIRST_HEADING: Final = 32
_HEADING: Final = 44
_MORE: Final = 40
WIDTH: Final = 960
_DISC: Final = 32
_INSET: Final = 6
BAR: Final = 150
"""How wide the bar of a certification's credits is."""
FLASH_MS: Final = 900
_State = QStyle.StateFlag
_Flag = QItemSelectionModel.SelectionFlag
_LIVELY: Final = _State.State_MouseOver | _State.State_Selected | _State.State_HasFocus


def content_box(rect: QRect) -> QRect:
    """The part of a row that is drawn on: within the page's margins, and no wider than the eye can follow."""
    return QRect(rect.left() + Space.XL, rect.top(), min(rect.width() - 2 * Space.XL, WIDTH), rect.height())


def _beside(words: Facts) -> int:
    """The room that the bar takes from the remark."""
    return 0 if words.bar is None else BAR + Space.M


class GoalDelegate(QStyledItemDelegate):
    """Paints the lines."""

    def __init__(self, theme: Theme, parent: "GoalList") -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent
        self._pictures = RowPictures(theme)
        self.flashed: Key | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = index.data(LINE_ROLE)
        if isinstance(line, Goal):
            return QSize(0, ROW)
        if isinstance(line, More):
            return QSize(0, _MORE)
        if not line.opened:
            return QSize(0, FOLDED)
        return QSize(0, _HEADING if index.row() else _FIRST_HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, state = index.data(LINE_ROLE), option.state & _LIVELY
        box = content_box(option.rect)
        if not state and self.flashed != key_of(line):
            self._pictures.paint(painter, box, line, lambda to, place: self._paint_line(to, line, place, chevron=False))
            return
        heading = isinstance(line, Heading) and line.opened
        ground = QRectF(box).adjusted(0, 1, 0, -2)
        if heading:
            wide = text_width(self._theme, "section", line_text(line)) + text_width(self._theme, "figure", "000") + 36
            ground = QRectF(box.left() - 6, box.bottom() - 29, wide + 12, 26)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = bool(state & _State.State_MouseOver)
        many = bool(state & _State.State_Selected) and self._view.selects_many
        if self.flashed == key_of(line) or many:
            paint_ground(painter, self._theme, "accent_soft", ground)
        elif not heading and (active or state & _State.State_Selected):
            paint_ground(painter, self._theme, "hover", ground)
        focused = shows_focus(option)
        self._paint_line(painter, line, box, chevron=active or focused, disc="bg" if many else "accent_soft")
        if focused:
            paint_ring(painter, self._theme, ground)
        painter.restore()

    def _paint_line(
        self, painter: QPainter, line: Line, box: QRect, *, chevron: bool, disc: str = "accent_soft"
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, Goal):
            self._paint_goal(painter, line, box, disc)
        elif isinstance(line, More):
            paint_text(painter, self._theme, "body", line_text(line), box.adjusted(50, 0, 0, 0), colour="accent")
        elif line.opened:
            self._paint_heading(painter, line, box, chevron=chevron or line.section is Section.IDEAS)
            return
        else:
            self._paint_folded(painter, line, box)
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.colour("line"))

    def _paint_heading(self, painter: QPainter, line: Heading, box: QRect, *, chevron: bool) -> None:
        theme = self._theme
        room = QRect(box.left(), box.bottom() - 28, box.width(), 24)
        name = line_text(line)
        paint_text(painter, theme, "section", name, room)
        left = room.left() + text_width(theme, "section", name) + Space.S
        count = str(line.number)
        paint_text(painter, theme, "figure", count, QRect(left, room.top(), 60, room.height()), colour="muted")
        if chevron:
            left += text_width(theme, "figure", count) + 6
            self._paint_chevron(painter, "chevron-down", QPointF(left, room.center().y() - 7))

    def _paint_folded(self, painter: QPainter, line: Heading, box: QRect) -> None:
        theme = self._theme
        self._paint_chevron(painter, "chevron-right", QPointF(box.left() + 4, box.center().y() - 7))
        name = line_text(line)
        room = box.adjusted(32, 0, 0, 0)
        paint_text(painter, theme, "body", name, room, colour="muted")
        room.adjust(text_width(theme, "body", name) + Space.M, 0, 0, 0)
        paint_text(painter, theme, "figure", str(line.number), room, colour="muted")

    def _paint_chevron(self, painter: QPainter, name: str, where: QPointF) -> None:
        painter.drawPixmap(where, self._theme.pixmap(name, "muted", 16, painter.device().devicePixelRatio()))

    def _paint_goal(self, painter: QPainter, goal: Goal, box: QRect, ground: str) -> None:
        theme, words = self._theme, goal.words
        disc = QRectF(box.left() + _INSET, box.center().y() - _DISC / 2, _DISC, _DISC)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground))
        painter.drawEllipse(disc)
        letters = initials(goal.row.provider)
        if letters:
            painter.setFont(theme.font("meta_strong"))
            painter.setPen(theme.colour("accent"))
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, letters)
        else:
            icon = theme.pixmap(theme.kind_icon(goal.row.kind), "accent", 16, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(disc.center().x() - 8, disc.center().y() - 8), icon)
        left, right = self.columns(goal, box)
        top = QRect(left.left(), box.top() + 13, left.width(), 20)
        below = top.translated(0, 19)
        paint_text(painter, theme, "section", goal.row.title, top)
        paint_text(painter, theme, "meta", words.line, below, colour="muted")
        tone = "danger" if words.urgent else "text"
        top, below = (QRect(right.left(), line.top(), right.width(), 20) for line in (top, below))
        if not words.remark and words.bar is None:
            top.moveTop(box.top() + 22)
        paint_text(painter, theme, "figure", words.first, top, colour=tone, right=True)
        if words.bar is not None:
            room = QRectF(below.right() - BAR + 1, below.center().y() - 1.5, BAR, 4)
            paint_progress(painter, theme, room, words.bar.done, ticks=words.bar.ticks)
            below.adjust(0, 0, -_beside(words), 0)
        paint_text(painter, theme, "meta_figure", words.remark, below, colour="muted", right=True)

    def columns(self, goal: Goal, box: QRect) -> tuple[QRect, QRect]:
        """Where the name and where the facts stand; the facts take what they need, up to a half."""
        theme, words = self._theme, goal.words
        text_left = box.left() + _INSET + _DISC + Space.M
        text_right = box.right() - _INSET
        below = text_width(theme, "meta_figure", words.remark) + _beside(words)
        wanted = max(text_width(theme, "figure", words.first), below) + 2
        wide = min(wanted, (text_right - text_left) // 2)
        right = QRect(text_right - wide, box.top(), wide, box.height())
        return QRect(text_left, box.top(), right.left() - Space.XL - text_left, box.height()), right

    def is_cut(self, goal: Goal, rect: QRect) -> bool:
        """Whether some text of the row ends in an ellipsis."""
        left, right = self.columns(goal, content_box(rect))
        texts = (
            ("section", goal.row.title, left),
            ("meta", goal.words.line, left),
            ("figure", goal.words.first, right),
            ("meta_figure", goal.words.remark, right.adjusted(0, 0, -_beside(goal.words), 0)),
        )
        return any(text_width(self._theme, role, text) > room.width() for role, text, room in texts)


class GoalList(FocusVisible, SelectsGoals, QListView):
    """Goals by section.

    ``opened`` carries a goal's id; ``toggled`` a section whose heading was pressed; ``more_wanted`` a section that
    is to be shown to its end; ``menu_wanted`` carries a global position, for the goal with the focus.
    """

    opened = Signal(int)
    toggled = Signal(str)
    more_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = GoalListModel(self)
        self.setModel(self.lines)
        self._delegate = GoalDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.setInterval(FLASH_MS)
        self._flash.timeout.connect(self._unflash)
        self.setAccessibleName(tr("Goals by section"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self.ask_for_menu)
        theme.changed.connect(self.viewport().update)

    def show_lines(self, lines: list[Goal | Heading | More]) -> None:
        """Show other lines; focus, selection and scroll stay with the same goals, or with what took their place."""
        current, row = self.lines.line(self.currentIndex().row()), self.currentIndex().row()
        chosen = self.selected_ids()
        place = self.verticalScrollBar().value()
        self.keeping = True
        self.lines.show(lines)
        if current is not None and not self.currentIndex().isValid() and lines:
            found = self.lines.row_of(key_of(current))
            index = self.lines.index(found if found >= 0 else min(row, len(lines) - 1))
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            self.select_ids(chosen)
        self.verticalScrollBar().setValue(place)
        self.keeping = False
        self.tell_chosen()

    def goal_at(self, row: int) -> Goal | None:
        line = self.lines.line(row)
        return line if isinstance(line, Goal) else None

    def rows_of(self, ids: Collection[int]) -> list[int]:
        return self.lines.rows_of(ids)

    def choose(self, key: Key, *, flash: bool = False) -> bool:
        """Put the focus on a line and bring it in sight; False if it is not shown."""
        row = self.lines.row_of(key)
        if row < 0:
            return False
        self.setCurrentIndex(self.lines.index(row))
        self.scrollTo(self.lines.index(row))
        if flash:
            self._delegate.flashed = key
            self._flash.start()
            self.viewport().update()
        return True

    def place_of_current(self) -> QPoint:
        """Where a menu for the goal with the focus opens."""
        box = content_box(self.visualRect(self.currentIndex()))
        return self.viewport().mapToGlobal(QPoint(box.left() + _DISC + 2 * Space.M, box.bottom() - Space.M))

    def _unflash(self) -> None:
        self._delegate.flashed = None
        self.viewport().update()

    def act(self) -> None:
        """What Return does: open the goal, fold or unfold the section, or show the rest."""
        self._act_on(self.lines.line(self.currentIndex().row()))

    def _act_on(self, line: Goal | Heading | More | None) -> None:
        if isinstance(line, Goal):
            self.opened.emit(line.row.id)
        elif isinstance(line, Heading):
            self.toggled.emit(line.section.value)
        elif isinstance(line, More):
            self.more_wanted.emit(line.section.value)

    def _fold(self) -> None:
        """Fold the section of the line with the focus; its heading takes the focus."""
        row = self.currentIndex().row()
        while row >= 0:
            line = self.lines.line(row)
            if isinstance(line, Heading):
                self.setCurrentIndex(self.lines.index(row))
                if line.opened:
                    self.toggled.emit(line.section.value)
                return
            row -= 1

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and self.lines.rowCount():  # before Qt takes the first heading
            first = next((row for row in range(self.lines.rowCount()) if isinstance(self.lines.line(row), Goal)), 0)
            self.setCurrentIndex(self.lines.index(first))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, line = event.key(), self.lines.line(self.currentIndex().row())
        if self.selects_by(event):
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or line is None:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.act()
        elif key == Qt.Key.Key_Left:
            self._fold()
        elif key == Qt.Key.Key_Right:
            if isinstance(line, Heading) and not line.opened:
                self.toggled.emit(line.section.value)
            elif isinstance(line, Heading):
                self.setCurrentIndex(self.lines.index(self.currentIndex().row() + 1))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        line = self.lines.line(self.indexAt(event.position().toPoint()).row())
        held = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if event.button() == Qt.MouseButton.LeftButton and not held and not isinstance(line, Goal):
            self._act_on(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        line = self.lines.line(self.indexAt(event.position().toPoint()).row())
        if event.button() == Qt.MouseButton.LeftButton and isinstance(line, Goal):
            self._act_on(line)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        line = self.lines.line(self.indexAt(event.position().toPoint()).row())
        hand = isinstance(line, Heading | More)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            line, place = self.lines.line(index.row()), self.visualRect(index)
            text = ""
            if isinstance(line, Goal) and self._delegate.is_cut(line, place):
                parts = (line.row.title, line.words.line, line.words.first, line.words.remark)
                text = "\n".join(filter(None, parts))
            show_tip(event.globalPos(), text, self.viewport(), place)
            return True
        return super().viewportEvent(event)
