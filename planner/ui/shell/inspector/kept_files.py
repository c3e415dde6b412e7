"""What one does with kept files, wherever they are shown: attach, open, save a copy; all of it beside the interface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.config.text import tr, trn
from planner.domain.file_types import tidy_name
from planner.services.attaching import Attached, attach_files
from planner.services.attachments import limits_text, save_copy
from planner.ui.shell.dialogs import documents
from planner.ui.shell.file_dialog import FileDialog
from planner.ui.shell.inspector.opener import open_copy
from planner.ui.shell.long_work import LongWork

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from planner.domain.model import Attachment
    from planner.services.attaching import Owner
    from planner.services.planner import Planner
    from planner.ui.shell.page import PageContext


class KeptFiles(QObject):
    """Belongs to the widget that shows the files, which is the parent of its dialogs."""

    def __init__(self, context: PageContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self.work = LongWork(parent, context.planner, self._refuse)

    def _refuse(self, sentence: str) -> None:
        self._context.failed.emit(sentence, None)

    def choose(self, owner: Owner) -> None:
        """Ask which files to attach, and attach them."""
        title = tr("Attach files: {limits}", limits=limits_text())
        names, _ = FileDialog.getOpenFileNames(self._parent, title, str(documents()), tr("All files") + " (*)")
        if names:
            self.attach([Path(name) for name in names], owner)

    def attach(self, paths: Sequence[Path], owner: Owner) -> None:
        """Attach files as one step, and say what came of it."""
        wanted = list(paths)
        title = trn("Attaching {n} file…", "Attaching {n} files…", len(wanted))
        self.work.start(title, lambda planner: attach_files(planner, wanted, owner), self._attached)

    def _attached(self, result: object) -> None:
        assert isinstance(result, Attached)
        if result.change is None:
            self._refuse(result.text())
            return
        self._context.planner.refresh()  # the inspector hears of it as of any other writer
        self._context.tell(result.change, result.text())

    def open(self, kept: Attachment) -> None:
        """Open a private copy in the program for its type; what is not safe to open is refused with a sentence."""
        copies, file_id = self._context.copies, kept.id

        def copy(planner: Planner) -> Path:
            from planner.services.queries.attachments import kept_file

            file = planner.read(kept_file, file_id)
            return copies.write(file.name, file.data)

        def show(path: object) -> None:
            assert isinstance(path, Path)
            if not open_copy(path):
                self._refuse(tr("No program on this machine opens “{name}”. Save a copy instead.", name=kept.name))

        self.work.start(tr("Opening “{name}”…", name=kept.name), copy, show)

    def save(self, kept: Attachment) -> None:
        """Ask for a place, and write a copy there."""
        proposed = str(documents() / tidy_name(kept.name))
        name, _ = FileDialog.getSaveFileName(self._parent, tr("Save a copy"), proposed, tr("All files") + " (*)")
        if not name:
            return
        path = Path(name)
        self.work.start(
            tr("Saving “{name}”…", name=kept.name),
            lambda planner: save_copy(planner, kept.id, path),
            lambda _: self._context.toast(tr("Saved a copy as “{file}”.", file=path.name)),
        )
