"""The chart of levels over time: what one claimed, what work showed, and a mark for each rating and each proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from planner.config import formats
from planner.config.text import tr
from planner.domain.dates import format_date
from planner.services.humanize import long_date
from planner.ui.widgets.level_lines.painting import LinesPainting, sizes_of
from planner.ui.widgets.level_lines.placing import Layout, Spot, laid_out, level_on
from planner.ui.widgets.level_lines.telling import note_of, spoken_of
from planner.ui.widgets.paper import Paper
from planner.ui.widgets.radar.axes import Layers
from planner.ui.widgets.radar.note import Note, NoteCard

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from planner.ui.theme import Theme
    from planner.ui.widgets.level_lines.shown import LevelHistory

_REACH = 12.0
"""So near to a mark or a line the pointer is on it."""


class _Shown(NamedTuple):
    """All that the picture depends on."""

    history: LevelHistory
    layers: Layers
    paper: Paper


class LevelChart(QAbstractSlider):
    """Left and Right, Home and End go from mark to mark; to a screen reader it is a slider over them.

    ``opened`` carries the id of the activity of a mark that was clicked, or that Return was pressed on. ``ground`` is
    the role of the colour that the chart lies on.
    """

    opened = Signal(int)

    def __init__(self, theme: Theme, ground: str = "bg", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._ground = theme, ground
        self._history: LevelHistory | None = None
        self._layers = Layers()
        self._day: date | None = None
        self._compared: date | None = None
        self._current = -1
        self._by_key = self._ring = False
        self._laid: tuple[object, ...] = ()
        self._layout: Layout | None = None
        self._shown: _Shown | None = None
        self._picture = QPixmap()
        self._card: NoteCard | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    # ------------------------------------------------------------------ showing

    def show_history(self, history: LevelHistory | None, name: str) -> None:
        """Draw this history, None for an empty chart. ``name`` says whose it is."""
        self.setAccessibleName(name)
        if history != self._history:
            self._history = history
            self._leave()
            self.setRange(0, max(0, len(self._spots()) - 1))
            self.setAccessibleDescription(history.summary if history is not None else "")
            self.update()

    def set_layers(self, layers: Layers) -> None:
        """Draw only these of claimed, evidenced and target."""
        if layers != self._layers:
            self._layers = layers
            self.update()

    def set_days(self, day: date | None, compared: date | None) -> None:
        """Draw a thin line through a day, and a dotted one through a day to compare with."""
        if (day, compared) != (self._day, self._compared):
            self._day, self._compared = day, compared
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 120)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 96)

    def lay_out(self) -> Layout | None:
        """Where everything stands; worked out anew only for another history, size or font."""
        if self._history is None:
            return None
        wanted = (self._history, self.size(), self._theme.font("small").toString())
        if self._laid != wanted or self._layout is None:
            self._layout = laid_out(self._history, self.width(), self.height(), sizes_of(self._theme))
            self._laid = wanted
            self.setRange(0, max(0, len(self._layout.spots) - 1))
        return self._layout

    def _spots(self) -> tuple[Spot, ...]:
        layout = self.lay_out()
        return layout.spots if layout is not None else ()

    def paintEvent(self, event: QPaintEvent) -> None:
        layout = self.lay_out()
        if layout is None or self._history is None:
            return
        painter = QPainter(self)
        paper = Paper.under(painter, QSizeF(self.size()), self._theme, self._ground)
        shown = _Shown(self._history, self._layers, paper)
        if shown != self._shown:
            self._draw(shown, layout)
        painter.drawPixmap(-paper.shift, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting = LinesPainting(painter, self._theme, layout, self._history, self._ground)
        for day, dotted in ((self._compared, True), (self._day, False)):
            if day is not None and layout.span.first <= day <= layout.span.last:
                painting.upright(layout.x(day), dotted=dotted)
        if 0 <= self._current < len(layout.spots):
            painting.current(layout.spots[self._current])
        elif self._ring and self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _draw(self, shown: _Shown, layout: Layout) -> None:
        """Make the picture."""
        self._picture = shown.paper.blank()
        painter = shown.paper.painter(self._picture)
        LinesPainting(painter, self._theme, layout, shown.history, self._ground).whole(shown.layers)
        painter.end()
        self._shown = shown

    # ------------------------------------------------------------------ marks

    def current(self) -> int:
        """The number of the mark that one looks at, -1 for none."""
        return self._current

    def point_of(self, number: int) -> QPointF:
        """Where a mark lies; for tests and tours."""
        spot = self._spots()[number]
        return QPointF(spot.x, spot.y)

    def note(self) -> Note | None:
        """What is said beside a mark or a line now, None for nothing."""
        return None if self._card is None or self._card.isHidden() else self._card.note

    def _go_to(self, number: int, *, by_key: bool) -> None:
        """Look at a mark, and say so."""
        assert self._history is not None
        spot, today = self._spots()[number], self._history.today
        self._by_key = by_key
        if number != self._current:
            self._current = number
            self.update()
        if by_key:
            self.setAccessibleDescription(spoken_of(spot, today))
            self.setValue(number)
        self._tell(note_of(spot, today), QPointF(spot.x, spot.y))

    def _leave(self) -> None:
        """Look at no mark any more."""
        if self._card is not None:
            self._card.hide()
        self._by_key = False
        if self._current >= 0:
            self._current = -1
            self.update()

    def _tell(self, note: Note, near: QPointF) -> None:
        ground = self.parentWidget() or self
        if self._card is None or self._card.parentWidget() is not ground:
            self._card = NoteCard(self._theme, ground)
        self._card.show_near(note, QPointF(self.mapTo(ground, near.toPoint())) if ground is not self else near)

    # ------------------------------------------------------------------ by mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout, where = self.lay_out(), event.position()
        if layout is None:
            return
        number = layout.spot_near(where.x(), where.y(), _REACH)
        opens = number >= 0 and any(mark.opens for mark in layout.spots[number].marks)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)
        if number >= 0:
            self._go_to(number, by_key=False)
            return
        self._leave()
        self._tell_line(layout, where)

    def _tell_line(self, layout: Layout, where: QPointF) -> None:
        """What the nearest line is at on the day below the pointer."""
        if self._history is None or not layout.span.left <= where.x() <= layout.span.right:
            return
        day = layout.day_at(where.x())
        found: tuple[float, str, float] | None = None
        for line in self._history.lines:
            level = level_on(line.series, format_date(day))
            if level is not None:
                away = abs(layout.y(level) - where.y())
                if away <= _REACH and (found is None or away < found[0]):
                    found = away, line.name, level
        if found is not None:
            _, name, level = found
            figures = tr("{day} · {level}", day=long_date(day), level=formats.decimal(level, 1 if name else None))
            self._tell(Note(name, figures) if name else Note(figures), QPointF(where.x(), layout.y(level)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        layout = self.lay_out()
        if layout is not None and event.button() == Qt.MouseButton.LeftButton:
            number = layout.spot_near(event.position().x(), event.position().y(), _REACH)
            if number >= 0:
                self._go_to(number, by_key=False)
                self._open(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # else the page would not scroll past it

    def leaveEvent(self, event: QEvent) -> None:
        if not self._by_key:
            self._leave()
        super().leaveEvent(event)

    # ------------------------------------------------------------------ by keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last, current = event.key(), len(self._spots()) - 1, self._current
        if last < 0:
            event.ignore()
        elif key == Qt.Key.Key_Right:
            self._go_to(min(current + 1, last), by_key=True)
        elif key == Qt.Key.Key_Left:
            self._go_to(max(current - 1, 0) if current >= 0 else last, by_key=True)
        elif key == Qt.Key.Key_Home:
            self._go_to(0, by_key=True)
        elif key == Qt.Key.Key_End:
            self._go_to(last, by_key=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current >= 0 and self._open(current):
            event.accept()
        else:
            event.ignore()

    def _open(self, number: int) -> bool:
        """Open the activity of a mark; False where it has none."""
        opens = next((mark.opens for mark in self._spots()[number].marks if mark.opens), 0)
        if opens:
            self.opened.emit(opens)
        return bool(opens)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._history is not None and self._current < 0:
            self.setAccessibleDescription(self._history.summary)
        super().focusInEvent(event)
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._leave()
        super().focusOutEvent(event)
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._leave()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._leave()
        super().resizeEvent(event)
