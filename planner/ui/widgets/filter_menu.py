"""The small menu of a chip of a filter bar: options to tick, with a field to search them where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.theme import Space
from planner.ui.widgets.check_list import ROW, CheckList, Option
from planner.ui.widgets.label import Label
from planner.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planner.ui.theme import Theme

#: More options than this can be searched.
_MANY: Final = 10
_MOST_ROWS: Final = 11
_NARROW, _WIDE = 208, 440
#: Keys that move in the list while the focus is in the field above it.
_OF_THE_LIST: Final = frozenset(
    (
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
    )
)


class PopOver(QWidget):
    """A panel that opens below a widget and closes by Esc or a click elsewhere."""

    closed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.theme = theme
        self._anchor: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.setAccessibleName(name)

    def open_below(self, widget: QWidget) -> None:
        """Show it below the widget, wholly on its screen."""
        self._anchor = widget
        _lay_out(widget)
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        free = screen.availableGeometry()
        left = max(free.left(), min(place.x(), free.right() - self.width()))
        top = place.y()
        if top + self.height() > free.bottom():
            top = max(free.top(), widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(left, top)
        self.show()

    def refresh(self) -> None:
        """The plan changed while it was open."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        anchor = self._anchor
        if anchor is not None and anchor.rect().contains(anchor.mapFromGlobal(event.globalPosition().toPoint())):
            self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # else the chip would open it again at once
        super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("raised"))
        painter.setPen(self.theme.colour("line_strong"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _lay_out(widget: QWidget) -> None:
    """Give the widget the place that it is about to get: what is around it may just have been shown."""
    around: list[QWidget] = []
    step = widget.parentWidget()
    while step is not None:
        around.append(step)
        step = None if step.isWindow() else step.parentWidget()
    for each in reversed(around):
        layout = each.layout()
        if layout is not None:
            layout.activate()


class FilterMenu(PopOver):
    """Ticks take effect at once: ``changed`` carries all values that are ticked."""

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        options: Sequence[Option],
        chosen: Iterable[Any],
        *,
        empty: str = "",
        search: str = "",
        parent: QWidget,
    ) -> None:
        """``empty`` stands there if there is no option; ``search`` is what the field of a long list says."""
        super().__init__(theme, name, parent)
        chosen = frozenset(chosen)
        many = len(options) > _MANY
        if many:  # what is chosen stands on top, where it can be seen
            options = sorted(options, key=lambda option: option.value not in chosen)
        self.list = CheckList(theme, name, options, chosen, self)
        self.list.changed.connect(self.changed)
        self.field: SearchField | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.setSpacing(Space.XS)
        width = min(_WIDE, max(_NARROW, self.list.wanted_width()))
        if many:
            self.field = SearchField(theme, search or name)
            self.field.textChanged.connect(self.list.search)
            self.field.installEventFilter(self)
            column.addWidget(self.field)
        column.addWidget(self.list)
        self.list.setFixedSize(width, ROW * min(_MOST_ROWS, max(1, len(options))))
        if not options:
            self.list.hide()
            label = Label(empty, "body", "muted")
            label.setWordWrap(True)
            label.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
            label.setFixedWidth(width)
            column.addWidget(label)

    def open_below(self, widget: QWidget) -> None:
        """Show it below the widget, with the keyboard on it."""
        super().open_below(widget)
        (self.field or self.list).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _OF_THE_LIST:
            QCoreApplication.sendEvent(self.list, event)
            return True
        return super().eventFilter(watched, event)
