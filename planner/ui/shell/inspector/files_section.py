"""The part “Files” of the inspector: what is attached to an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from planner.config.text import tr
from planner.domain.words import ActivityId
from planner.services.attaching import Owner
from planner.services.attachments import limits_text, size_text
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.file_row import FileRow
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.shell.inspector.kept_files import KeptFiles
from planner.ui.theme import Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planner.domain.model import Attachment
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext


class FilesSection(GoalSection):
    """A heading with the size of all, and the files of an activity; or, by ``show_owner``, of a credit or a claim."""

    def __init__(self, context: PageContext, parent: QWidget | None = None, *, title: str = "") -> None:
        super().__init__(context, parent)
        self._owner = Owner()
        self.files = KeptFiles(context, self)
        self.rows: list[FileRow] = []
        self.remark = Label("", "body", "muted")
        self.remark.setToolTip(limits_text())
        head = QHBoxLayout()
        head.setContentsMargins(HANG, 0, HANG, 2)
        head.setSpacing(6)
        head.addWidget(Label(title or tr("Files"), "section"))
        head.addWidget(self.remark)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, Space.L, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        return self.show_owner(Owner(activity_id=ActivityId(card.activity.id)), fresh=fresh)

    def show_owner(self, owner: Owner, *, fresh: bool) -> bool:
        """Show the files of an owner; False if it has none. ``fresh``: those of another were shown before."""
        from planner.services.queries.attachments import files_of

        self._owner = owner
        kept = self.context.planner.read(files_of, **owner._asdict())
        while len(self.rows) < len(kept):
            row = FileRow(self)
            row.asked.connect(lambda wish, row=row: self._do(row, wish))
            self._column.addWidget(row)
            self.rows.append(row)
        for row, file in zip(self.rows, kept, strict=False):
            if fresh:
                row.close_editor()
            row.show_file(file)
            row.show()
        for row in self.rows[len(kept) :]:
            row.kept = None
            row.close_editor()
            row.hide()
        self.remark.setText(size_text(sum(file.size for file in kept)))
        self.remark.setVisible(len(kept) > 1)
        return bool(kept)

    def flush(self) -> None:
        for row in self.rows:
            row.flush()

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Attach a file…"), lambda: self.files.choose(self._owner))]

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files to the activity that is shown."""
        self.files.attach(paths, self._owner)

    # ------------------------------------------------------------------ one file

    def _do(self, row: FileRow, wish: str) -> None:
        kept = row.kept
        if kept is None:
            return
        if wish == "open":
            self.files.open(kept)
        elif wish == "save":
            self.files.save(kept)
        else:
            self._remove(row, kept)

    def rename(self, kept: Attachment, name: str, visit: str) -> bool:
        """Give a file another name; False if that was refused."""
        from planner.services.actions.attachments import RenameAttachment

        return self.context.run(RenameAttachment(kept.id, name, visit)) is not None

    def _remove(self, row: FileRow, kept: Attachment) -> None:
        from planner.services.actions.attachments import RemoveAttachment

        had_focus = row.face.hasFocus()
        change = self.context.run(RemoveAttachment(kept.id))
        if change is None:
            return
        self.context.tell(change, tr("“{name}” is removed", name=kept.name))
        shown = [each for each in self.rows if each.kept is not None]
        if had_focus and shown:  # where the removed one stood, or the last one
            place = min(self.rows.index(row), len(shown) - 1)
            shown[place].face.setFocus(Qt.FocusReason.TabFocusReason)
