"""A drop-down list in the look of the program."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QWidget

from planner.ui.theme import Radius, Theme


class DropDown(QComboBox):
    """Choose one of a list. Items are (text, value); ``chosen`` carries the value when the person chooses.

    ``quiet`` leaves out the frame until the pointer or the focus is on it, for editing in place.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        name: str,
        items: Iterable[tuple[str, object]] = (),
        *,
        quiet: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = quiet
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view = QListView(self)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setView(view)
        self.setMaxVisibleItems(14)
        self.set_items(items)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))
        theme.changed.connect(self._dress)
        self._dress()

    def set_items(self, items: Iterable[tuple[str, object]]) -> None:
        """Replace the list, keeping the chosen value where it is still there; tells nobody."""
        kept = self.value()
        self.clear()
        for text, value in items:
            self.addItem(text, value)
            self.setItemData(self.count() - 1, QSize(0, 30), Qt.ItemDataRole.SizeHintRole)
        self.set_value(kept)
        self.updateGeometry()

    def value(self) -> object:
        """Value of the chosen item, None if there is none."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose without telling; an unknown value leaves the choice as it is."""
        for index in range(self.count()):
            if self.itemData(index) == value:
                self.setCurrentIndex(index)
                return

    def set_editable(self) -> None:
        """Let the person type something that is not in the list; ``currentText`` then says what."""
        self.setEditable(True)
        line = self.lineEdit()
        assert line is not None
        # Qt dresses the line of a combo box by the rules for the box: those for a bare line do not reach it.
        line.setStyleSheet("background: transparent; border: none; padding: 0;")
        line.setAccessibleName(self.accessibleName())
        line.setTextMargins(6, 0, 0, 0)

    def _dress(self) -> None:
        tokens = self._theme.tokens
        self.view().setStyleSheet(
            f"QListView {{ background: {tokens.raised}; border: 1px solid {tokens.line_strong}; padding: 4px; }}"
            f"QListView::item {{ padding: 4px 8px; border-radius: 4px; color: {tokens.text}; }}"
            f"QListView::item:selected {{ background: {tokens.accent_soft}; color: {tokens.text}; }}"
        )
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(i)) for i in range(self.count())), default=40)
        return QSize(min(widest, 280) + 44, 32)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 32)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        line = self.lineEdit() if self.isEditable() else None
        if line is not None:
            line.setGeometry(self.rect().adjusted(2, 2, -34, -2))  # beside the arrow, which is painted

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a page must never change a value on the way

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        hover = self.underMouse() and self.isEnabled()
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            rect.adjust(0.5, 0.5, -0.5, -0.5)
        elif self._quiet and not hover:
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            painter.setPen(theme.colour("line_strong"))
        if hover or self.hasFocus() or not self._quiet:
            painter.setBrush(theme.colour("hover" if hover else "surface"))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, Radius.CONTROL, Radius.CONTROL)
        painter.setPen(theme.colour("text" if self.isEnabled() else "faint"))
        painter.setFont(theme.font("body"))
        left = 10 if not self._quiet else 8  # a quiet one stands in line with quiet text fields
        room = rect.adjusted(left, 0, -32, 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        if not self.isEditable():
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
        arrow = theme.pixmap("chevron-down", "muted", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(rect.right() - 26, rect.center().y() - 8), arrow)
