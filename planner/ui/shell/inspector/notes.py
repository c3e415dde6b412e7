"""Notes: Markdown shown without loading anything, and edited as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.opener import open_address
from planner.ui.shell.inspector.text_fields import GrowingField
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from planner.ui.shell.page import PageContext
    from planner.ui.theme import Theme

_INDENT = 18
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class _ClosedDocument(QTextDocument):
    """A document that loads nothing, whatever its text names."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


def safe_document(markdown: str, parent: QWidget) -> QTextDocument:
    """Markdown as a document: HTML stays text, and a picture is replaced by its name.

    Pictures must go before the document is first laid out, because Qt's layout opens local files by itself, past
    ``loadResource``.
    """
    document = _ClosedDocument(parent)
    document.setDocumentMargin(0)
    document.setIndentWidth(_INDENT)
    document.setDefaultFont(parent.font())
    document.setMarkdown(markdown, _FEATURES)
    block = document.begin()
    pictures: list[tuple[int, int, str]] = []
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            if fragment.charFormat().isImageFormat():
                image = fragment.charFormat().toImageFormat()
                name = image.property(QTextFormat.Property.ImageAltText) or image.name()
                pictures.append((fragment.position(), fragment.length(), str(name)))
            fragments += 1
        block = block.next()
    for place, length, name in reversed(pictures):
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(tr("[picture: {name}]", name=name), QTextCharFormat())
    return document


class NotesView(QTextBrowser):
    """Shows Markdown. A click beside a link, Enter or F2 asks to edit (``edit_requested``)."""

    edit_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._markdown: str | None = None
        self.setAccessibleName(tr("Notes"))
        self.setAccessibleDescription(tr("Press Enter to edit"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("quiet", "true")
        self.anchorClicked.connect(lambda url: open_address(url.toString()))
        theme.changed.connect(self._again)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None

    def show_markdown(self, markdown: str) -> None:
        """Show other notes."""
        if markdown != self._markdown:
            self._markdown = markdown
            self.setDocument(safe_document(markdown, self))
            self.fit()

    def _again(self) -> None:
        markdown, self._markdown = self._markdown, None
        self.show_markdown(markdown or "")

    def fit(self) -> None:
        """Take the height of the text at the present width."""
        document = self.document()
        document.setTextWidth(self.viewport().width())
        height = int(document.size().height()) + 14
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(120, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        beside = not self.anchorAt(event.position().toPoint()) and not self.textCursor().hasSelection()
        if event.button() == Qt.MouseButton.LeftButton and beside:
            self.edit_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_on_link = self.textCursor().hasSelection() and bool(self.textCursor().charFormat().anchorHref())
        if event.key() == Qt.Key.Key_F2 or (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_on_link and not event.modifiers()
        ):
            self.edit_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NotesSection(QWidget):
    """A heading, and below it the notes: shown, or edited while the focus is in them."""

    emptied = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._activity_id = ActivityId(0)
        self._stored = ""
        self.view = NotesView(context.theme)
        self.editor = GrowingField(tr("Notes"), self._submit, least=4)
        self.editor.setPlaceholderText(tr("Notes, in Markdown"))
        self.view.edit_requested.connect(self.edit)
        self.editor.left.connect(self._finish)
        self.editor.entered.connect(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title = Label(tr("Notes"), "section")
        title.setIndent(HANG)
        column.addWidget(title)
        column.addWidget(self.view)
        column.addWidget(self.editor)
        self.editor.hide()

    @property
    def editing(self) -> bool:
        """Whether the plain text is open."""
        return not self.editor.isHidden()

    def show_notes(self, activity_id: int, notes: str, *, fresh: bool) -> None:
        """Show the notes of an activity."""
        self._activity_id = ActivityId(activity_id)
        self._stored = notes
        if fresh:
            self.editor.visit.reset(notes)
            self.editor.hide()
            self.view.show()
        else:
            self.editor.visit.show(notes)
        if not self.editing:
            self.view.show_markdown(notes)

    def edit(self) -> None:
        """Open the plain text, the cursor at its end."""
        self.view.hide()
        self.editor.show()
        self.editor.fit()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def flush(self) -> None:
        """Submit what is still being typed."""
        self.editor.visit.submit()

    def _submit(self, text: str, visit: str) -> bool:
        from planner.services.actions.activities import EditActivity

        return self.context.run(EditActivity(self._activity_id, (("notes", text),), visit)) is not None

    def _finish(self) -> None:
        self.editor.hide()
        self.view.show()
        self.view.show_markdown(self._stored)
        if not self._stored:
            self.emptied.emit()

    def finish(self) -> None:
        """Submit, and show the notes again; a text that is refused stays open."""
        if self.editor.visit.submit():
            self._finish()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self.finish()
            return
        super().keyPressEvent(event)
