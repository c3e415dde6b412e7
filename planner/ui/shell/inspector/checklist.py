"""The checklist: tick, reword, add, remove and reorder lines, all by keyboard too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.shell.inspector.text_fields import GrowingField, LineField
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import BOX, paint_check
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from planner.domain.model import ChecklistItem
    from planner.ui.shell.page import PageContext
    from planner.ui.theme import Theme

#: Around the box, for the ring of the focus.
_RING = 3
_LEFT = _RING + BOX + 8
#: At the end of each line, for the cross.
_CROSS = 24
_WRAP = int(Qt.TextFlag.TextWordWrap)


class ItemBox(QCheckBox):
    """One line: a box, and a text that wraps. A click on the text, Enter or F2 rewords it."""

    edit_requested = Signal()
    remove_requested = Signal()
    move_requested = Signal(int)
    promote_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plain = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_item(self, text: str, *, done: bool) -> None:
        """Show a line."""
        self._plain = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setAccessibleDescription(
            tr("Enter rewords, Alt+Enter makes it an activity, Alt+Up and Alt+Down move, Delete removes")
        )
        self.setChecked(done)
        self.fit()

    def _text_rect(self, width: int) -> QRect:
        metrics = QFontMetrics(self._theme.font("body"))
        return metrics.boundingRect(QRect(0, 0, max(width - _LEFT - _CROSS, 60), 10_000), _WRAP, self._plain)

    def fit(self) -> None:
        """Take the height of the text at the present width."""
        height = max(25, self._text_rect(self.width()).height() + 9)
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 25)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def hitButton(self, pos: object) -> bool:
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > _LEFT and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.edit_requested.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_requested.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.promote_requested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers():
            self.edit_requested.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Reword"), self.edit_requested.emit)
        menu.addAction(tr("Move up"), lambda: self.move_requested.emit(-1))
        menu.addAction(tr("Move down"), lambda: self.move_requested.emit(1))
        promote = menu.addAction(tr("Make it an activity"), self.promote_requested.emit)
        promote.setShortcut(QKeySequence("Alt+Return"))  # shown only; the line itself listens
        menu.addAction(tr("Remove"), self.remove_requested.emit)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        box = QRectF(_RING, 4, BOX, BOX)
        paint_check(painter, theme, box, self.devicePixelRatioF(), on=on, focus=self.hasFocus())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("muted" if on else "text"))
        room = QRect(_LEFT, 4, self.width() - _LEFT - _CROSS, self.height() - 4)
        painter.drawText(room, _WRAP, self._plain)


class _ItemRow(QWidget):
    """An item, its editor in its place while it is reworded, and a cross that shows under the pointer."""

    def __init__(self, section: ChecklistSection) -> None:
        super().__init__(section)
        self._section = section
        self.item: ChecklistItem | None = None
        self.box = ItemBox(section.context.theme, self)
        self.editor: GrowingField | None = None
        self.remove_button = Button(section.context.theme, variant="icon", icon="close", name=tr("Remove this line"))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Delete does it by keyboard
        self.remove_button.setFixedSize(_CROSS, _CROSS)
        self.remove_button.setParent(self)
        self.remove_button.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.box, 1)
        self.box.clicked.connect(lambda on: section.tick(self, done=on))
        self.box.edit_requested.connect(self.edit)
        self.box.remove_requested.connect(lambda: section.remove(self))
        self.box.promote_requested.connect(lambda: section.promote(self))
        self.box.move_requested.connect(lambda way: section.shift(self, way))
        self.remove_button.clicked.connect(lambda: section.remove(self))

    def show_item(self, item: ChecklistItem) -> None:
        fresh = self.item is None or self.item.id != item.id
        self.item = item
        self.box.set_item(item.text, done=item.done)
        if self.editor is not None:
            if fresh:
                self.editor.visit.reset(item.text)
                self._close()
            else:
                self.editor.visit.show(item.text)

    def edit(self) -> None:
        if self.item is None:
            return
        if self.editor is None:
            self.editor = GrowingField(tr("Line of the checklist"), self._submit, one_line=True, parent=self)
            self._row.insertWidget(0, self.editor, 1)
            self.editor.left.connect(self._close)
            self.editor.entered.connect(self._close_by_key)
        self.editor.visit.reset(self.item.text)
        self.box.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.selectAll()

    def _submit(self, text: str, visit: str) -> bool:
        from planner.services.actions.parts import EditChecklistItem

        item = self.item
        return item is None or self._section.context.run(EditChecklistItem(item.id, text, visit=visit)) is not None

    def _close(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.box.show()

    def _close_by_key(self) -> None:
        self._close()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editor is not None and not self.editor.isHidden():
            if self.editor.visit.submit():
                self._close_by_key()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.remove_button.move(self.width() - _CROSS, 0)

    def enterEvent(self, event: object) -> None:
        self.remove_button.show()
        self.remove_button.raise_()

    def leaveEvent(self, event: object) -> None:
        self.remove_button.hide()


class ChecklistSection(QWidget):
    """A heading with “2 of 5”, the lines, and a field that adds one with each Enter."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._activity_id = ActivityId(0)
        self._items: tuple[ChecklistItem, ...] = ()
        self.rows: list[_ItemRow] = []
        self._remark = Label("", "body", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(6)
        head.addWidget(Label(tr("Checklist"), "section"))
        head.addWidget(self._remark)
        head.addStretch(1)
        self.add_field = LineField(tr("Add a line"), self._add, on_pause=False)
        self.add_field.setPlaceholderText(tr("Add a line"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addSpacing(Space.XS)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(_LEFT - 9, 0, 0, 0)
        inner.addWidget(self.add_field)
        self._column.addWidget(holder)

    def show_items(self, activity_id: int, items: Sequence[ChecklistItem], *, fresh: bool) -> None:
        """Show the lines of an activity."""
        self._activity_id = ActivityId(activity_id)
        self._items = tuple(items)
        while len(self.rows) < len(items):
            row = _ItemRow(self)
            self._column.insertWidget(self._column.count() - 1, row)
            self.rows.append(row)
        for row, item in zip(self.rows, items, strict=False):
            row.show_item(item)
            row.show()
        for row in self.rows[len(items) :]:
            row.item = None
            row.hide()
        done = sum(item.done for item in items)
        self._remark.setText(tr("{done} of {total}", done=done, total=len(items)) if items else "")
        if fresh:
            self.add_field.visit.reset("")

    def start_adding(self) -> None:
        """Put the focus into the field that adds a line."""
        self.add_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Submit what is still being typed."""
        for row in self.rows:
            if row.editor is not None:
                row.editor.visit.submit()
        if self.add_field.visit.submit():
            self.add_field.visit.reset("")

    def _add(self, text: str, _visit: str) -> bool:
        """Add a line, on Enter or on leaving."""
        from planner.services.actions.parts import AddChecklistItem

        if not text.strip():
            return True
        action = AddChecklistItem(self._activity_id, text)
        added = self.context.run(action) is not None or self.context.is_waiting(action)
        if added:
            QTimer.singleShot(0, self.add_field, lambda: self.add_field.visit.reset(""))
        return added

    def tick(self, row: _ItemRow, *, done: bool) -> None:
        """Tick a line, or take the tick away."""
        from planner.services.actions.parts import EditChecklistItem

        if row.item is not None and self.context.run(EditChecklistItem(row.item.id, done=done)) is None:
            row.show_item(row.item)

    def remove(self, row: _ItemRow) -> None:
        """Remove a line; the focus goes to the one that takes its place."""
        from planner.services.actions.parts import RemoveChecklistItem

        if row.item is None:
            return
        place = self.rows.index(row)
        had_focus = row.box.hasFocus()
        if self.context.run(RemoveChecklistItem(row.item.id)) is not None and had_focus:
            self._focus(min(place, len(self._items) - 1))

    def promote(self, row: _ItemRow) -> None:
        """Make a line an activity of its own; the focus goes to the one that takes its place."""
        from planner.services.actions.promote import PromoteChecklistItem

        if row.item is None:
            return
        place, text = self.rows.index(row), row.item.text
        had_focus = row.box.hasFocus()
        if self.context.run(PromoteChecklistItem(row.item.id)) is None:
            return
        self.context.toast(tr("“{title}” is an activity of its own now", title=text), undo=True)
        if had_focus:
            self._focus(min(place, len(self._items) - 1))

    def shift(self, row: _ItemRow, way: int) -> None:
        """Move a line up (-1) or down (1)."""
        from planner.services.actions.parts import EditChecklistItem

        place = self.rows.index(row)
        if row.item is None or not 0 <= place + way < len(self._items):
            return
        before = place - 1 if way < 0 else place + 2
        before_id = self._items[before].id if before < len(self._items) else 0
        if self.context.run(EditChecklistItem(row.item.id, before=before_id)) is not None:
            self._focus(place + way)

    def _focus(self, place: int) -> None:
        if 0 <= place < len(self._items):
            self.rows[place].box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.start_adding()
