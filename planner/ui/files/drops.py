"""Taking what is dropped anywhere on the window: files to import, links and text from other programs to add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.domain.quick_add import quoted
from planner.ui.theme import Radius, Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from planner.ui.theme import Theme

#: A link as Firefox and Chromium hand it over: its address and, on a second line, its title, in UTF-16.
_NAMED_LINK = "text/x-moz-url"
_INSET = 10


class Dropped(NamedTuple):
    """What is being dropped: files of this machine, or a line of quick add made of a link, or else plain text."""

    paths: tuple[Path, ...] = ()
    link: str = ""
    text: str = ""


def read_dropped(data: QMimeData) -> Dropped:
    """What there is to take of what is dragged over the window; empty if nothing."""
    urls = data.urls()
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    if paths:
        return Dropped(paths)
    links = [url for url in urls if url.scheme() in ("http", "https")]
    whole = [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in links]  # a blank would end it
    if len(links) == 1:
        title = _title_in(data)
        title = "" if title in (whole[0], links[0].toString()) else quoted(title)
        return Dropped(link=f"{title} {whole[0]}".strip())
    return Dropped(text="\n".join(whole) or data.text().strip())


def _title_in(data: QMimeData) -> str:
    named = bytes(data.data(_NAMED_LINK).data()).decode("utf-16", "replace").splitlines()
    return " ".join(named[1].split()) if len(named) > 1 else ""


class DropHint(QWidget):
    """Lies over the page while something is dragged over it, and says what letting go would do."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label = Label("", "section")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, 2 * Space.XL)
        column.addStretch(1)
        column.addWidget(self.label)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence over all of the parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        if self.label.text() != text:
            self.label.setText(text)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(theme.colour("bg"))  # a copy: the colours of the theme belong to all
        ground.setAlpha(110)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(frame, Radius.CARD, Radius.CARD)
        pill = QRectF(self.label.geometry())
        width = min(pill.width(), self.label.fontMetrics().horizontalAdvance(self.label.text()) + 4 * Space.L)
        pill = QRectF(pill.center().x() - width / 2, pill.top() - Space.M, width, pill.height() + 2 * Space.M)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(pill, Radius.CARD, Radius.CARD)


class Drops(QObject):
    """Gives what is dropped on a window to ``taken`` with the place on the screen, unless what lies there takes it.

    ``said`` tells for the hint what letting go there would do. A filter and no method of the window: what is wanted
    with all this is none of the window's affairs.
    """

    def __init__(
        self,
        window: QWidget,
        hint: DropHint,
        taken: Callable[[Dropped, QPoint], object],
        said: Callable[[Dropped, QPoint], str],
    ) -> None:
        super().__init__(window)
        self._hint = hint
        self._taken = taken
        self._said = said
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self._hint.hide()
        if not isinstance(event, QDropEvent):  # entering and moving are of this class, too
            return False
        dropped = read_dropped(event.mimeData())
        # What is dragged from one of our own fields is text that is being moved about, nothing to add.
        if not any(dropped) or (not dropped.paths and event.source() is not None):
            return False
        # Whatever is proposed: who is told that its file was moved away may delete it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        at = self._window.mapToGlobal(event.position().toPoint())
        if event.type() == QEvent.Type.Drop:
            self._hint.hide()
            self._taken(dropped, at)
        else:
            self._hint.say(self._said(dropped, at))
        return True
