"""One page of the guide: Markdown with its pictures, which follow the theme and fit the width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from planner.config.resources import guide
from planner.config.text import tr
from planner.ui.shell.inspector.opener import open_address
from planner.ui.theme import Space

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from planner.ui.theme import Theme

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
#: Lines stand this far apart, in percent of their height, and paragraphs so many pixels.
_LINE, _PARAGRAPH = 128, 10
_WIDEST = 720
_PICTURE = "\ufffc"


class GuidePage(QTextBrowser):
    """Shows pages by their name; ``page_wanted`` says that a link to another one was followed.

    Only pictures of the guide's own folder are read; any other link opens in the person's browser.
    """

    page_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._fitted = 0
        self.setAccessibleName(tr("Guide"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("quiet", "true")
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(lambda: self.show_page(self._name))

    def show_page(self, name: str) -> None:
        """Show the page ``name``, such as ``home``, from its beginning. A page that is missing says so."""
        self._name = name
        try:
            markdown = guide("guide", f"{name}.md").read_text(encoding="utf-8")
        except OSError:
            markdown = tr("This page of the guide is missing. Install the program again.")
        document = QTextDocument(self)  # a new one: the old one keeps its pictures, and an empty line on top
        document.setDocumentMargin(Space.L)
        document.setDefaultFont(self.font())
        self.setDocument(document)  # which lets the old one go
        document.setMarkdown(markdown, _FEATURES)
        self._set_lines()
        self._fitted = self.viewport().width()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _set_lines(self) -> None:
        cursor = QTextCursor(self.document())
        lines = QTextBlockFormat()
        lines.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        lines.setBottomMargin(_PARAGRAPH)
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            if block.textList() is None and _PICTURE not in block.text():  # a picture's height would grow, too
                cursor.mergeBlockFormat(lines)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        path = self._picture(QUrl(name).fileName())
        image = QImage() if path is None else QImage(str(path))
        if image.isNull():
            return None
        scale = self.devicePixelRatioF()
        width = min(self.viewport().width() - 2 * Space.L - Space.M, _WIDEST)
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaledToWidth(max(round(width * scale), 1), smooth)
        image.setDevicePixelRatio(scale)
        return image

    def _picture(self, name: str) -> Path | None:
        """The picture of that name in the present theme; None for anything that is none of the guide's."""
        if self._theme.dark:
            name = name.replace("-light.png", "-dark.png")
        path = guide("images", name)
        return path if path.suffix == ".png" and path.is_file() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._name and self.viewport().width() != self._fitted:
            place = self.verticalScrollBar().value()
            self.show_page(self._name)
            self.verticalScrollBar().setValue(place)

    def _follow(self, url: QUrl) -> None:
        if url.scheme():
            open_address(url.toString())
        elif url.fileName().endswith(".md") and guide("guide", url.fileName()).is_file():
            self.page_wanted.emit(url.fileName().removesuffix(".md"))
