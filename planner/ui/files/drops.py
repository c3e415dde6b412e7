"""Taking what is dropped anywhere on the window: files to import, links and text from other programs to add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent

from planner.domain.quick_add import quoted
from planner.ui.widgets.drop_hint import DropHint

__all__ = ["DropHint", "Dropped", "Drops", "read_dropped"]

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

#: A link as Firefox and Chromium hand it over: its address and, on a second line, its title, in UTF-16.
_NAMED_LINK = "text/x-moz-url"


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
