"""Links: the title opens the address in the browser; small buttons edit and remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.shell.inspector.opener import is_safe, open_address, plain_tip
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label
from planner.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QKeyEvent

    from planner.domain.model import Link
    from planner.ui.shell.page import PageContext

_LINK_LENGTH = 34


class _LinkRow(QWidget):
    """One link."""

    def __init__(self, section: LinksSection) -> None:
        super().__init__(section)
        self._section = section
        self.link: Link | None = None
        theme = section.context.theme
        self.open_button = Button(theme, "", "link")
        self.open_button.clicked.connect(self._open)
        self.edit_button = Button(theme, variant="icon", icon="edit", name=tr("Edit this link"))
        self.edit_button.clicked.connect(lambda: section.edit(self.link))
        self.remove_button = Button(theme, variant="icon", icon="close", name=tr("Remove this link"))
        self.remove_button.clicked.connect(lambda: section.remove(self.link))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.open_button)
        row.addStretch(1)
        for button in (self.edit_button, self.remove_button):
            button.setMaximumHeight(28)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F2 and Delete do it by keyboard
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            button.hide()
            row.addWidget(button)

    def show_link(self, link: Link) -> None:
        self.link = link
        title = link.title or link.url
        shown = title if len(title) <= _LINK_LENGTH else title[: _LINK_LENGTH - 1].rstrip() + "…"
        self.open_button.setText(shown.replace("&", "&&"))
        self.open_button.setAccessibleName(title)
        self.open_button.setAccessibleDescription(tr("{url}; F2 edits, Delete removes", url=link.url))
        self.open_button.setToolTip(plain_tip(link.url))
        self.open_button.setEnabled(is_safe(link.url))

    def _open(self) -> None:
        if self.link is not None:
            open_address(self.link.url)

    def enterEvent(self, event: object) -> None:
        self.edit_button.show()
        self.remove_button.show()

    def leaveEvent(self, event: object) -> None:
        self.edit_button.hide()
        self.remove_button.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._section.edit(self.link)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._section.remove(self.link)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open in the browser"), self._open)
        menu.addAction(tr("Edit"), lambda: self._section.edit(self.link))
        menu.addAction(tr("Remove"), lambda: self._section.remove(self.link))
        menu.popup(event.globalPos())


class _LinkEditor(QWidget):
    """Two lines, address and title, with Save and Cancel."""

    saved = Signal()
    cancelled = Signal()

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.url = QLineEdit(self)
        self.url.setAccessibleName(tr("Address"))
        self.url.setPlaceholderText("https://")
        self.title = QLineEdit(self)
        self.title.setAccessibleName(tr("Title of the link"))
        self.title.setPlaceholderText(tr("Title (optional)"))
        self.save_button = Button(context.theme, tr("Save"), "plain")
        self.cancel_button = Button(context.theme, tr("Cancel"), "quiet")
        self.save_button.clicked.connect(self.saved)
        self.cancel_button.clicked.connect(self.cancelled)
        for field in (self.url, self.title):
            field.returnPressed.connect(self.saved)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.S)
        column.setSpacing(Space.S)
        column.addWidget(self.url)
        column.addWidget(self.title)
        column.addLayout(buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)


class LinksSection(QWidget):
    """A heading, the links, and the editor of one of them while it is open."""

    closed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._activity_id = ActivityId(0)
        self._edited: Link | None = None
        self.rows: list[_LinkRow] = []
        self.editor = _LinkEditor(context, self)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self.close_editor)
        self.editor.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(Label(tr("Links"), "section"))
        self._column.addSpacing(2)
        self._column.addWidget(self.editor)

    def show_links(self, activity_id: int, links: Sequence[Link], *, fresh: bool) -> None:
        """Show the links of an activity."""
        self._activity_id = ActivityId(activity_id)
        while len(self.rows) < len(links):
            row = _LinkRow(self)
            self._column.insertWidget(self._column.count() - 1, row)
            self.rows.append(row)
        for row, link in zip(self.rows, links, strict=False):
            row.show_link(link)
            row.show()
        for row in self.rows[len(links) :]:
            row.link = None
            row.hide()
        if fresh:
            self.close_editor()

    def edit(self, link: Link | None) -> None:
        """Open the editor on a link, or on a new one."""
        self._edited = link
        self.editor.url.setText(link.url if link else "")
        self.editor.title.setText(link.title if link else "")
        self.editor.show()
        self.editor.url.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, link: Link | None) -> None:
        """Remove a link."""
        from planner.services.actions.parts import RemoveLink

        if link is not None:
            self.context.run(RemoveLink(link.id))

    def close_editor(self) -> None:
        """Put the editor away without saving."""
        self._edited = None
        self.editor.hide()
        self.closed.emit()

    def flush(self) -> None:
        """Save the open editor if an address was typed."""
        changed = self._edited is None or (self._edited.url, self._edited.title) != (
            self.editor.url.text(),
            self.editor.title.text(),
        )
        if not self.editor.isHidden() and self.editor.url.text().strip() and changed:
            self._save()

    def _save(self) -> None:
        from planner.services.actions.parts import PutLink

        link_id = None if self._edited is None else self._edited.id
        url, title = self.editor.url.text(), self.editor.title.text()
        action = PutLink(self._activity_id, url, title, link_id)
        if self.context.run(action) is not None or self.context.is_waiting(action):
            self.close_editor()
