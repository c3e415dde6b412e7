"""One kept file in the inspector: a picture of its type, its name cut in the middle, and its size."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from planner.config.text import tr
from planner.domain.file_types import opened_ending
from planner.services.attachments import size_text
from planner.ui.shell.inspector.opener import plain_tip
from planner.ui.shell.inspector.text_fields import GrowingField
from planner.ui.theme import Radius
from planner.ui.widgets.button import Button
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from planner.domain.model import Attachment
    from planner.ui.shell.inspector.files_section import FilesSection
    from planner.ui.theme import Theme

HEIGHT = 32
_LEFT = 9
_ICON = 16
_GAP = 8
#: A button that shows under the pointer, and what both of them and any size take at the end of the line.
_BUTTON = 32
_END = 2 * _BUTTON

_SHEETS = frozenset((".csv", ".xlsx", ".ods", ".tsv"))


def icon_of(name: str, media_type: str) -> str:
    """The name of the icon for a type of files."""
    if media_type.startswith("image/"):
        return "image"
    ending = PurePosixPath(name).suffix.lower()
    if ending in _SHEETS:
        return "table"
    if media_type == "text/calendar":
        return "calendar"
    return "note" if opened_ending(name, media_type) else "file"


class FileButton(QPushButton):
    """The face of a file; pressing it opens it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = self._size = self._icon = ""
        self._opens = False
        self._covered = False
        self.setProperty("variant", "value")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        theme.changed.connect(self.update)

    def show_file(self, kept: Attachment) -> None:
        """Show a file."""
        self._name, self._size = kept.name, size_text(kept.size)
        self._icon = icon_of(kept.name, kept.media_type)
        self._opens = bool(opened_ending(kept.name, kept.media_type))
        keys = tr("Return opens it, F2 renames it, Delete removes it; the menu saves a copy")
        if not self._opens:
            keys = tr("It is not opened from here: the menu saves a copy, F2 renames it, Delete removes it")
        self.setAccessibleName(tr("{name}, {size}", name=self._name, size=self._size))
        self.setAccessibleDescription(keys)
        self._fit()
        self.update()

    def set_covered(self, *, covered: bool) -> None:
        """The end of the line is taken by buttons: the size makes room for them."""
        self._covered = covered
        self.update()

    def _room(self) -> int:
        """How wide the name may be."""
        size = QFontMetrics(self._theme.font("meta")).horizontalAdvance(self._size) + _LEFT
        return self.width() - _LEFT - _ICON - 2 * _GAP - max(size, _END)

    @property
    def shown(self) -> str:
        """The name as it stands there."""
        metrics = QFontMetrics(self._theme.font("body"))
        return metrics.elidedText(self._name, Qt.TextElideMode.ElideMiddle, self._room())

    def _fit(self) -> None:
        why = "" if self._opens else tr("Only documents and pictures are opened from here; save a copy instead.")
        name = self._name if self.shown != self._name else ""
        self.setToolTip(plain_tip("\n".join(part for part in (name, why) if part)))

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)
        icon = theme.pixmap(self._icon, "muted", _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_LEFT, (self.height() - _ICON) / 2), icon)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("accent" if self._opens else "text"))
        painter.drawText(QRect(_LEFT + _ICON + _GAP, 0, self._room() + _GAP, self.height()), middle, self.shown)
        if not self._covered:
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.colour("muted"))
            end = QRect(0, 0, self.width() - _LEFT, self.height())
            painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, self._size)


class FileRow(QWidget):
    """A file, the editor of its name in its place while that is open, and two buttons that show under the pointer."""

    asked = Signal(str)  # what is to be done with the file: open, save, remove

    def __init__(self, section: FilesSection) -> None:
        super().__init__(section)
        self._section = section
        theme = section.context.theme
        self.kept: Attachment | None = None
        self.face = FileButton(theme, self)
        self.face.clicked.connect(lambda: self.asked.emit("open"))
        self.editor: GrowingField | None = None
        self.save_button = Button(theme, variant="icon", icon="download", name=tr("Save a copy…"))
        self.remove_button = Button(theme, variant="icon", icon="close", name=tr("Remove this file"))
        self.save_button.clicked.connect(lambda: self.asked.emit("save"))
        self.remove_button.clicked.connect(lambda: self.asked.emit("remove"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.face, 1)
        for button in (self.save_button, self.remove_button):
            button.setParent(self)
            button.setFixedSize(_BUTTON, HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the menu key and Delete do it by keyboard
            button.hide()

    def show_file(self, kept: Attachment) -> None:
        """Show a file; the same one again keeps an open editor."""
        fresh = self.kept is None or self.kept.id != kept.id
        self.kept = kept
        self.face.show_file(kept)
        if self.editor is not None:
            if fresh:
                self.editor.visit.reset(kept.name)
                self.close_editor()
            else:
                self.editor.visit.show(kept.name)

    # ------------------------------------------------------------------ its name

    def rename(self) -> None:
        """Edit the name where it stands, all of it selected but its ending."""
        if self.kept is None:
            return
        if self.editor is None:
            self.editor = GrowingField(tr("Name of the file"), self._submit, one_line=True, parent=self)
            self._row.insertWidget(0, self.editor, 1)
            self.editor.left.connect(self.close_editor)
            self.editor.entered.connect(self._close_by_key)
        self.editor.visit.reset(self.kept.name)
        self._offer(shown=False)
        self.face.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.editor.textCursor()
        cursor.setPosition(0)
        cursor.setPosition(_utf16(PurePosixPath(self.kept.name).stem), QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)

    def flush(self) -> None:
        """Submit the name that is being typed."""
        if self.editor is not None and not self.editor.isHidden():
            self.editor.visit.submit()

    def _submit(self, text: str, visit: str) -> bool:
        return self.kept is None or self._section.rename(self.kept, text, visit)

    def close_editor(self) -> None:
        """Show the file in place of the editor."""
        if self.editor is not None:
            self.editor.hide()
            self.face.show()

    def _close_by_key(self) -> None:
        self.close_editor()
        self.face.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ keys, mouse, menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        edits = self.editor is not None and not self.editor.isHidden()
        if event.key() == Qt.Key.Key_Escape and edits and self.editor is not None:
            if self.editor.visit.submit():
                self._close_by_key()
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not edits:
            self.asked.emit("remove")
        else:
            super().keyPressEvent(event)

    def menu(self) -> Menu:
        """What can be done with the file."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opens = menu.addAction(tr("Open"), lambda: self.asked.emit("open"))
        kept = self.kept
        opens.setEnabled(kept is not None and bool(opened_ending(kept.name, kept.media_type)))
        menu.addAction(tr("Save a copy…"), lambda: self.asked.emit("save"))
        menu.addAction(tr("Rename"), self.rename)
        menu.addAction(tr("Remove"), lambda: self.asked.emit("remove"))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.save_button.move(self.width() - _END, 0)
        self.remove_button.move(self.width() - _BUTTON, 0)

    def enterEvent(self, event: object) -> None:
        self._offer(shown=self.face.isVisible())

    def leaveEvent(self, event: object) -> None:
        self._offer(shown=False)

    def _offer(self, *, shown: bool) -> None:
        self.face.set_covered(covered=shown)
        for button in (self.save_button, self.remove_button):
            button.setVisible(shown)
            button.raise_()


def _utf16(text: str) -> int:
    """The length of a text as Qt counts it."""
    return len(text.encode("utf-16-le")) // 2
