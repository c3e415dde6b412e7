"""What the table and the cards of the conferences share: answers, the conference with the keyboard, places in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen

from planner.config.text import begun, tr
from planner.domain.states import states_of
from planner.services.words import state_word
from planner.ui.theme import Radius, Theme
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QMenu

    from planner.services.queries.calendar import ConferenceRow
    from planner.ui.calendar.conference_model import ConferenceModel

    class _View(QAbstractItemView):
        def rows_in_sight(self) -> range: ...

else:
    _View = object  # at run time the view that it is mixed into is the only Qt class

ANSWER_HEIGHT = 32
_ARROW = 16


class Place(NamedTuple):
    """What of a view is to stay where it is: the conference with the keyboard, and those in sight with their tops.

    ``row`` is where it stood, for the one that takes its place where it is shown no longer; -1 for none.
    """

    current: int | None
    column: int
    tops: tuple[tuple[int, int], ...]
    row: int = -1


def paint_hue(painter: QPainter, theme: Theme, bar: QRectF, row: ConferenceRow) -> None:
    """The bar in the colour of the step; that of a conference without an answer is hollow."""
    hue = theme.step_colour(row.hue)
    if row.listed:
        painter.setPen(QPen(hue, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue)
        painter.drawRoundedRect(bar, 2, 2)


def paint_answer(
    painter: QPainter, theme: Theme, box: QRectF, row: ConferenceRow, *, focus: bool = False, framed: bool = True
) -> None:
    """A quiet drop-down with the answer to a conference; without a frame it is text with an arrow behind it."""
    if framed:
        painter.setPen(QPen(theme.colour("accent"), 2) if focus else theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), Radius.CONTROL, Radius.CONTROL)
    font = theme.font("body")
    room = box.adjusted(10, 0, -26, 0)
    text = QFontMetrics(font).elidedText(answer_text(row), Qt.TextElideMode.ElideRight, int(room.width()))
    painter.setFont(font)
    painter.setPen(theme.colour("muted" if row.listed else "text"))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
    arrow = theme.pixmap("chevron-down", "muted", _ARROW, painter.device().devicePixelRatio())
    painter.drawPixmap(QPointF(box.right() - 23, box.center().y() - _ARROW / 2), arrow)


def answer_text(row: ConferenceRow) -> str:
    """The answer to a conference, as it stands on a drop-down."""
    return begun(state_word("event", row.state))


class ConferenceItems(_View):
    """Mixed into a view whose rows are those of a :class:`ConferenceModel`.

    The view has the signals ``entry_opened`` (an activity) and ``answered`` (an activity and its state), and says by
    ``rows_in_sight`` of which rows something can be seen.
    """

    hovered_row = -1
    _menu: QMenu | None = None

    @property
    def conferences(self) -> ConferenceModel:
        """The conferences that it shows."""
        return cast("ConferenceModel", self.model())

    def answer_place(self, row: int) -> QRect:
        """Where the drop-down of a row lies in the viewport."""
        return QRect()

    # -- the conference with the keyboard

    def current_activity(self) -> int | None:
        """The activity of the row that the keyboard is on."""
        index = self.currentIndex()
        return self.conferences.conference(index.row()).row.activity_id if index.isValid() else None

    def show_activity(self, activity_id: int) -> bool:
        """Put the keyboard on a conference and scroll to it; False if it is not there."""
        if not self._go_to(activity_id, 0):
            return False
        self.scrollTo(self.currentIndex())
        return True

    def _go_to(self, activity_id: int, column: int) -> bool:
        """``column`` counts where the keyboard was nowhere."""
        row = self.conferences.row_of(activity_id)
        if row >= 0:
            now = self.currentIndex()
            wanted = self.model().index(row, now.column() if now.isValid() else column)
            self.setCurrentIndex(wanted if wanted.isValid() else self.model().index(row, 0))
        return row >= 0

    def place(self) -> Place:
        """What is to stay where it is."""
        tops = []
        for row in self.rows_in_sight():
            top = self.visualRect(self.model().index(row, 0)).top()
            tops.append((self.conferences.conference(row).row.activity_id, top))
        now = self.currentIndex()
        return Place(self.current_activity(), max(now.column(), 0), tuple(tops), now.row())

    def take_place(self, place: Place) -> None:
        """Put the keyboard where it was, and what was in sight where it stood; from the top if all of that is gone."""
        last = self.conferences.rowCount() - 1
        if place.current is not None and not self._go_to(place.current, place.column) and last >= 0:
            self.setCurrentIndex(self.model().index(min(place.row, last), place.column))
        tops = sorted(place.tops, key=lambda each: each[0] != place.current)
        bar = self.verticalScrollBar()
        for activity_id, top in tops:
            row = self.conferences.row_of(activity_id)
            if row >= 0:
                bar.setValue(bar.value() + self.visualRect(self.model().index(row, 0)).top() - top)
                return
        bar.setValue(0)

    # -- answers

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
            action = QAction(begun(state_word("event", state)), menu)
            action.setData(state)
            action.setCheckable(True)
            action.setChecked(state == conference.state)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(lambda chosen: self._answer(conference, str(chosen.data())))
        return menu

    def _answer(self, conference: ConferenceRow, state: str) -> None:
        if state != conference.state:
            self.answered.emit(conference.activity_id, state)  # type: ignore[attr-defined]  # each view has one

    def open_answers(self, row: int = -1) -> None:
        """Open the drop-down of a row, of the current one by default."""
        row = row if row >= 0 else self.currentIndex().row()
        if 0 <= row < self.conferences.rowCount():
            box = self.answer_place(row)
            menu = self.answer_menu(row)
            menu.setMinimumWidth(box.width())
            menu.popup(self.viewport().mapToGlobal(box.bottomLeft() + QPoint(0, 2)))

    def on_answer(self) -> bool:
        """Whether keys are about the answer of the current row alone."""
        return False

    def open_current(self) -> None:
        """Open the conference with the keyboard."""
        activity = self.current_activity()
        if activity is not None:
            self.entry_opened.emit(activity)  # type: ignore[attr-defined]

    # -- keys and the mouse

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            if self.answer_place(index.row()).contains(at):
                self.open_answers(index.row())
            else:
                self.open_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.on_answer():
                self.open_answers()
            else:
                self.open_current()
        elif key == Qt.Key.Key_Space and plain:
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
