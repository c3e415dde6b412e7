"""The file dialogs of Qt, which here never look into a file."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QFileIconProvider

from planner.config.text import tr

_ENDING = re.compile(r"\(\*\.([A-Za-z0-9]+)\)\Z")

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget


class _NamesOnly(QFileIconProvider):
    """Icons and types by the name alone; both are asked for in a thread of the dialog.

    Qt opens the files of a folder to guess their types. Where one of them is the open library, closing it again drops
    the locks of this process on it (see :mod:`planner.storage.connection`).
    """

    def __init__(self) -> None:
        super().__init__()
        self.setOptions(QFileIconProvider.Option.DontUseCustomDirectoryIcons)
        self._folder = super().icon(QFileIconProvider.IconType.Folder)
        self._file = super().icon(QFileIconProvider.IconType.File)

    def icon(self, of: QFileIconProvider.IconType | QFileInfo, /) -> QIcon:
        """The icon of a folder or of a file."""
        if isinstance(of, QFileInfo):
            return self._folder if of.isDir() else self._file
        return super().icon(of)

    def type(self, info: QFileInfo, /) -> str:
        """What the column of types says."""
        if info.isDir():
            return tr("Folder")
        ending = info.suffix().upper()
        return tr("{ending} file", ending=ending) if ending else tr("File")


def _ending(name_filter: str) -> str:
    """The only ending that a filter such as “Calendar (*.ics)” has; empty where it has none, or several."""
    found = _ENDING.search(name_filter)
    return found[1] if found else ""


class FileDialog(QFileDialog):
    """Asks for files with the calls of QFileDialog.

    The dialogs of Windows and macOS are the system's own, and harmless. Elsewhere the system's would look into files
    in this very process, so Qt's is taken, with icons that do not.
    """

    def __init__(self, parent: QWidget, title: str, start: str, filters: str) -> None:
        place = QFileInfo(start)
        super().__init__(parent, title, start if place.isDir() else place.path(), filters)
        if sys.platform not in ("win32", "darwin"):
            self._icons = _NamesOnly()  # Qt does not keep it
            self.setOption(QFileDialog.Option.DontUseNativeDialog)
            self.setIconProvider(self._icons)
        if not place.isDir():
            self.selectFile(place.fileName())

    def ask(self, mode: QFileDialog.FileMode) -> tuple[list[str], str]:
        """The files that the person chose, and the filter; ([], "") if they thought better of it. Asks once."""
        self.setFileMode(mode)
        answer = (self.selectedFiles(), self.selectedNameFilter()) if self.exec() else ([], "")
        self.deleteLater()
        return answer

    @staticmethod
    def getOpenFileNames(parent: QWidget, title: str, start: str, filters: str) -> tuple[list[str], str]:  # type: ignore[override]
        """Which files to read, and the filter that was chosen; none if the person thought better of it."""
        return FileDialog(parent, title, start, filters).ask(QFileDialog.FileMode.ExistingFiles)

    @staticmethod
    def getOpenFileName(parent: QWidget, title: str, start: str, filters: str) -> tuple[str, str]:  # type: ignore[override]
        """Which file to read, and the filter that was chosen; "" if the person thought better of it."""
        names, chosen = FileDialog(parent, title, start, filters).ask(QFileDialog.FileMode.ExistingFile)
        return (names[0] if names else ""), chosen

    @staticmethod
    def getExistingDirectory(parent: QWidget, title: str, start: str) -> str:  # type: ignore[override]
        """Which folder to read; "" if the person thought better of it."""
        names, _ = FileDialog(parent, title, start, "").ask(QFileDialog.FileMode.Directory)
        return names[0] if names else ""

    @staticmethod
    def getSaveFileName(parent: QWidget, title: str, start: str, filters: str) -> tuple[str, str]:  # type: ignore[override]
        """Which file to write, asking before one is replaced, and the filter; "" if the person thought better of it.

        A name without an ending gets that of the filter, or else of the file proposed.
        """
        dialog = FileDialog(parent, title, start, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        proposed = QFileInfo(start).suffix()
        # By the dialog itself: what is added to the name afterwards would replace a file that it never asked about.
        dialog.setDefaultSuffix(_ending(dialog.selectedNameFilter()) or proposed)
        dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(_ending(name) or proposed))
        names, chosen = dialog.ask(QFileDialog.FileMode.AnyFile)
        return (names[0] if names else ""), chosen
