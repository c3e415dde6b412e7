"""Headings of columns that a person chooses: a click sorts, a drag moves, a menu shows and hides; by keyboard, too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QMenu, QWidget

from planner.config.text import language, tr
from planner.ui.widgets.menu import Menu
from planner.ui.widgets.painting import paint_ring, text_width
from planner.ui.widgets.row_pictures import RowPictures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from planner.ui.theme import Theme

HEIGHT: Final = 34
PAD: Final = 8
"""The room on both sides of a cell."""
NUMBER_PAD: Final = 16
"""A number at the right of its column needs more air before the text that follows it."""
_LEAST: Final = 56
_WIDEST: Final = 600
_STEP: Final = 16
_ARROW: Final = 16
_LEAD: Final = 0
_UNSORTED: Final = (None, False)
_Key = Qt.Key
_Modifier = Qt.KeyboardModifier


class Columns(NamedTuple):
    """The columns of a view as its model counts them.

    The first one leads: it stays first, is always shown, and takes what room the others leave, ``lead_least`` pixels at
    the least; where the view is scrolled sideways anyway it has ``lead_good``. ``keys`` are the names that this machine
    remembers them by. ``widths`` are the least and the most that each of the others gets until a person chooses: they
    share one half of the room that is to spare. ``numbers`` stand on the right; ``greatest_first`` are sorted downwards
    by the first click. ``unsorted`` is what the order is called that no column decides about; where it is empty there
    is no such order.
    """

    keys: tuple[str, ...]
    title: Callable[[int], str]
    widths: Mapping[int, tuple[int, int]]
    at_first: frozenset[int]
    numbers: frozenset[int] = frozenset()
    greatest_first: frozenset[int] = frozenset()
    lead_least: int = 240
    lead_good: int = 240
    unsorted: str = ""


class ColumnHeader(QHeaderView):
    """Column headings in small type over a tree or a table."""

    sort_wanted = Signal(object, bool)  # column or None for the order that no column decides about, downwards
    rearranged = Signal()  # a column was shown, hidden, moved or made wider

    def __init__(self, theme: Theme, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns = columns
        self._pictures = RowPictures(theme)
        self.sorted_by: int | None = None
        self.down = False
        self._focused = _LEAD
        self._fitting = False
        self._chosen: dict[int, int] = {}  # the widths that a person chose
        self._fitted: object = None  # what the present widths were made of
        self.setFixedHeight(HEIGHT)
        self.setMinimumSectionSize(_LEAST)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setStretchLastSection(False)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Columns"))
        self.setAccessibleDescription(_keys())
        self.sectionClicked.connect(self.press)
        self.sectionResized.connect(self._resized)
        self.sectionMoved.connect(lambda *_places: self.rearranged.emit())
        theme.changed.connect(self.viewport().update)

    # -- widths

    def _all(self) -> range:
        return range(len(self._columns.keys))

    def lay_out(self) -> None:
        """Give each column its first width and hide what is not shown at first."""
        self._fitting, self._fitted = True, None
        self._chosen.clear()
        for column in self._all():
            self.setSectionHidden(column, column not in self._columns.at_first)
        for column in self._all():
            self.moveSection(self.visualIndex(column), column)
        self._fitting = False
        self.fit()

    def fit(self) -> None:
        """Let the leading column take what the others leave of the view."""
        if self._fitting:  # a column that gets its width here makes the view ask for this again
            return
        view = self.parentWidget()
        room = view.viewport().width() if isinstance(view, QAbstractScrollArea) else self.width()
        basis = (room, self.shown(), dict(self._chosen), language(), self._theme.tokens)
        if basis == self._fitted:
            return
        self._fitted = basis
        self._fitting = True
        shown = [column for column in self._columns.widths if not self.isSectionHidden(column)]
        least = {column: max(self._columns.widths[column][0], self.needed(column)) for column in shown}
        most = {column: max(self._columns.widths[column][1], least[column]) for column in shown}
        fixed = {column: self._chosen[column] for column in shown if column in self._chosen}
        spare = (room - self._columns.lead_good - sum((least | fixed).values())) // 2
        wanted = sum(most[column] - least[column] for column in shown if column not in fixed)
        share = min(1.0, max(0.0, spare / wanted)) if wanted else 0.0
        for column in shown:
            width = fixed.get(column) or least[column] + int(share * (most[column] - least[column]))
            self.resizeSection(column, width)
            room -= width
        self.resizeSection(_LEAD, room if room >= self._columns.lead_least else self._columns.lead_good)
        self._fitting = False
        self.rearranged.emit()

    def needed(self, column: int) -> int:
        """What a heading takes with the arrow of its sorting."""
        return text_width(self._theme, "meta_strong", self._columns.title(column)) + _ARROW + 2 * PAD

    def _resized(self, column: int, before: int, after: int) -> None:
        if self._fitting or not before or not after:  # a hidden one is as wide as nothing
            return
        self._fitted = None
        if column == _LEAD:  # it has no width of its own: the neighbour gives or takes
            neighbour = next((each for each in self.shown() if each != _LEAD), None)
            if neighbour is not None:
                self._widen(neighbour, before - after)
        else:
            self._chosen[column] = min(_WIDEST, after)
            self.fit()

    def _widen(self, column: int, by: int) -> None:
        self._chosen[column] = min(_WIDEST, max(_LEAST, self.sectionSize(column) + by))
        self.fit()

    def shown(self) -> list[int]:
        """The columns that are shown, from the left."""
        return [column for column in self._order() if not self.isSectionHidden(column)]

    def _order(self) -> list[int]:
        return sorted(self._all(), key=self.visualIndex)

    def set_shown(self, column: int, *, shown: bool) -> None:
        """Show or hide a column; the leading one always stays."""
        if column != _LEAD:
            self.setSectionHidden(column, not shown)
            self.fit()

    # -- sorting

    def press(self, column: int) -> None:
        """Sort by a column; the other way round the second time; the third time by none, where that is an order."""
        first = column in self._columns.greatest_first
        if self.sorted_by != column:
            self.sort_wanted.emit(column, first)
        elif self.down == first or not self._columns.unsorted:
            self.sort_wanted.emit(column, not self.down)
        else:
            self.sort_wanted.emit(*_UNSORTED)

    def set_sorting(self, column: int | None, *, down: bool) -> None:
        """Show by what the rows are sorted."""
        self.sorted_by, self.down = column, down
        self.viewport().update()

    # -- what this machine remembers

    def remembered(self) -> dict[str, object]:
        """Order, shown columns and widths, by the names of the columns."""
        keys = self._columns.keys
        return {
            "order": [keys[column] for column in self._order()],
            "shown": [keys[column] for column in self.shown()],
            "widths": {keys[column]: width for column, width in self._chosen.items()},
        }

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back what :meth:`remembered` gave, leaving out what is malformed."""
        names = {key: column for column, key in enumerate(self._columns.keys)}
        self._fitting, self._fitted = True, None
        widths, shown, order = state.get("widths"), state.get("shown"), state.get("order")
        if isinstance(widths, dict):
            for name, width in widths.items():
                if name in names and isinstance(width, int) and not isinstance(width, bool):
                    self._chosen[names[name]] = min(_WIDEST, max(_LEAST, width))
        if isinstance(shown, list) and self._columns.keys[_LEAD] in shown:
            for name, column in names.items():
                self.setSectionHidden(column, name not in shown)
        if isinstance(order, list):
            known = [names[name] for name in order if isinstance(name, str) and name in names]
            known = [column for column in dict.fromkeys(known) if column != _LEAD]
            for place, column in enumerate(known, start=1):
                self.moveSection(self.visualIndex(column), place)
        self._fitting = False
        self.fit()

    # -- the menu

    def menu(self) -> QMenu:
        """Which columns are shown, and how to get back to the first ones and to the order that is none of theirs."""
        menu = Menu(self)
        if self._columns.unsorted:
            order = menu.addAction(self._columns.unsorted)
            order.setCheckable(True)
            order.setChecked(self.sorted_by is None)
            order.triggered.connect(lambda: self.sort_wanted.emit(*_UNSORTED))
            menu.addSeparator()
        for column in self._all():
            if column == _LEAD:
                continue
            entry = menu.addAction(self._columns.title(column))
            entry.setCheckable(True)
            entry.setChecked(not self.isSectionHidden(column))
            entry.toggled.connect(partial(self._toggle, column))
        menu.addSeparator()
        menu.addAction(tr("First columns and widths")).triggered.connect(self.lay_out)
        return menu

    def _toggle(self, column: int, on: bool) -> None:
        self.set_shown(column, shown=on)

    def _pop_up(self, at: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            left = self.sectionViewportPosition(self._focused)
            self._pop_up(self.viewport().mapToGlobal(QPoint(max(0, left), HEIGHT)))
        else:
            self._pop_up(event.globalPos())

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        if key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            self.press(self._focused)
        elif key in (_Key.Key_Left, _Key.Key_Right):
            by = 1 if key == _Key.Key_Right else -1
            if modifiers & _Modifier.ControlModifier:
                self._move(by)
            elif modifiers & _Modifier.ShiftModifier:
                self._resize(by * _STEP)
            else:
                self._go(by)
        elif key in (_Key.Key_Down, _Key.Key_Escape):
            parent = self.parentWidget()
            if parent is not None:
                parent.setFocus()
        else:
            event.ignore()
        self.viewport().update()

    def _go(self, by: int) -> None:
        shown = self.shown()
        place = shown.index(self._focused) if self._focused in shown else 0
        self._focused = shown[min(max(0, place + by), len(shown) - 1)]
        self._bring_in_sight()

    def _bring_in_sight(self) -> None:
        parent = self.parentWidget()
        bar = getattr(parent, "horizontalScrollBar", None)
        if bar is None:
            return
        left = self.sectionPosition(self._focused)
        right = left + self.sectionSize(self._focused)
        if right > bar().value() + self.viewport().width():
            bar().setValue(right - self.viewport().width())
        if left < bar().value():
            bar().setValue(left)

    def _move(self, by: int) -> None:
        shown = self.shown()
        place = shown.index(self._focused) + by
        if self._focused != _LEAD and 1 <= place < len(shown):
            self.moveSection(self.visualIndex(self._focused), self.visualIndex(shown[place]))

    def _resize(self, by: int) -> None:
        if self._focused != _LEAD:
            self._widen(self._focused, by)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.isSectionHidden(self._focused):
            self._focused = _LEAD
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- painting

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        shows = (section, self.down if section == self.sorted_by else None)
        self._pictures.paint(painter, rect, shows, lambda to, at: self._draw_section(to, at, section))
        if self.hasFocus() and section == self._focused:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, self._theme, QRectF(rect).adjusted(1, 2, -1, -3), 4)

    def _draw_section(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.colour("bg"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line_strong"))
        is_sorted = section == self.sorted_by
        right = section in self._columns.numbers
        room = rect.adjusted(PAD, 0, -NUMBER_PAD if right else -PAD, -1)
        painter.setFont(theme.font("meta_strong"))
        painter.setPen(theme.colour("text" if is_sorted else "muted"))
        metrics = painter.fontMetrics()
        if is_sorted:
            room.adjust(0, 0, -_ARROW, 0)
        text = metrics.elidedText(self._columns.title(section), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
        if is_sorted:
            left = room.right() + 3 if right else room.left() + metrics.horizontalAdvance(text) + 4
            arrow = theme.pixmap("chevron-down" if self.down else "chevron-up", "text", 12, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, room.center().y() - 5), arrow)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        painter.fillRect(area, self._theme.colour("bg"))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._theme.colour("line_strong"))
        painter.end()
        super().paintEvent(event)  # type: ignore[arg-type]  # a paint event, whatever Qt calls it


def _keys() -> str:
    return tr(
        "Left and right choose a column, Return sorts by it, with Shift they make it wider, with Ctrl they move it; "
        "the menu key chooses which columns are shown."
    )
