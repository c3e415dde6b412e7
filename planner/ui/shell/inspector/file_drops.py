"""Files that are dropped on the inspector: they belong to what is open there, not to the import of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent

from planner.config.text import tr, trn
from planner.ui.shell.inspector.files_section import FilesSection
from planner.ui.widgets.drop_hint import DropHint

if TYPE_CHECKING:
    from planner.ui.shell.inspector.activity_view import ActivityView


def dragged_files(data: QMimeData) -> list[Path]:
    """The files of this machine that are dragged; none if there is anything else among them."""
    urls = data.urls()
    return [Path(url.toLocalFile()) for url in urls] if urls and all(url.isLocalFile() for url in urls) else []


class FileDrops(QObject):
    """Attaches files that are dropped on the view of an activity; all else goes on to what lies behind it."""

    def __init__(self, view: ActivityView) -> None:
        super().__init__(view)
        self._view = view
        self.hint = DropHint(view.context.theme, view)
        view.setAcceptDrops(True)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self.hint.hide()
        if not isinstance(event, QDropEvent):  # entering and moving are of this class, too
            return False
        paths = dragged_files(event.mimeData())
        part = self._view.trailing.parts.get("files")
        card = self._view.card
        if not paths or card is None or not isinstance(part, FilesSection):
            event.ignore()
            return True
        # Whatever is proposed: who is told that its file was moved away may delete it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self.hint.hide()
            part.attach(paths)
        else:
            self.hint.say(_said(paths, card.activity.title))
        return True


def _said(paths: list[Path], title: str) -> str:
    """What letting go would do."""
    if len(paths) == 1:
        return tr("Let go to attach “{name}” to “{title}”", name=paths[0].name, title=title)
    return trn(
        "Let go to attach {n} file to “{title}”", "Let go to attach {n} files to “{title}”", len(paths), title=title
    )
