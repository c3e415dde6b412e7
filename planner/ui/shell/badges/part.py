"""The inspector's part on the badges of a certification or a course: whose they are, and the way to all they say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import AttachmentPurpose
from planner.services.badges import check_words, kept_badge, newest_first, owner_words
from planner.services.queries.attachments import files_of
from planner.ui.shell import dialogs
from planner.ui.shell.badges.picture import BadgePicture
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.goal_sections import GoalSection
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.flow_layout import FlowLayout
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.domain.words import ActivityId
    from planner.services.badges import KeptBadge
    from planner.services.queries.activity import ActivityCard
    from planner.ui.shell.page import PageContext

_SIDE = 44


class BadgeRow(QWidget):
    """One badge."""

    def __init__(self, part: BadgePart) -> None:
        super().__init__(part)
        theme = part.context.theme
        self.kept: KeptBadge | None = None
        self.picture = BadgePicture(theme, _SIDE)
        self.owner = wrapped()
        self.checked = wrapped("", "meta")
        self.view_button = Button(theme, tr("What it says…"), "link")
        self.view_button.clicked.connect(lambda: part.view(self.kept))
        self.export_button = Button(theme, tr("Export the badge…"), "link")
        self.export_button.clicked.connect(lambda: part.export(self.kept))
        self.remove_button = Button(theme, tr("Remove"), "link", name=tr("Remove this badge"))
        self.remove_button.clicked.connect(lambda: part.remove(self.kept))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.owner)
        words.addWidget(self.checked)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        links = FlowLayout(gap=Space.M)
        for button in (self.view_button, self.export_button, self.remove_button):
            links.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.XS, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addLayout(links)

    def show_badge(self, kept: KeptBadge) -> None:
        """Show a kept badge; the picture is drawn anew only for another one."""
        if self.kept == kept:
            return
        self.kept = kept
        badge = kept.badge
        name = badge.name if badge is not None else kept.file.name
        self.picture.show_badge(kept.data, name)
        self.owner.setText(owner_words(badge))
        self.checked.setText(check_words(badge))
        self.checked.set_tone("danger" if badge is None or badge.revoked else "")
        self.view_button.setVisible(badge is not None)
        self.export_button.setVisible(badge is not None)


class BadgePart(GoalSection):
    """Shown for what has a badge; the Add menu offers it for every certification and course."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rows: list[BadgeRow] = []
        self._known: dict[int, KeptBadge] = {}
        self.heading = Label("", "section")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(HANG, Space.L, HANG, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.heading)
        self._column.addSpacing(2)

    def show_card(self, card: ActivityCard, *, fresh: bool) -> bool:
        files = self.context.planner.read(
            files_of, activity_id=card.activity.id, purpose=AttachmentPurpose.BADGE.value
        )
        read = self.context.planner.read
        known = self._known  # reading one anew at each letter of a title would take long
        self._known = {
            file.id: known[file.id] if file.id in known and known[file.id].file == file else read(kept_badge, file)
            for file in files
        }
        found = newest_first(iter(self._known.values()))
        self.heading.setText(tr("Badges") if len(found) > 1 else tr("Badge"))
        while len(self.rows) < len(found):
            row = BadgeRow(self)
            self._column.addWidget(row)
            self.rows.append(row)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(found))
            if number < len(found):
                row.show_badge(found[number])
        return bool(found)

    def offers(self, card: ActivityCard) -> list[tuple[str, Callable[[], object]]]:
        return [(tr("Badge…"), partial(self._add, card.activity.id))]

    def _add(self, activity_id: ActivityId) -> None:
        path = dialogs.badge_file(self.window(), dialogs.documents())
        if path is not None:
            from planner.ui.shell.badges.take_dialog import open_badge

            open_badge(self.context, path, self.window(), activity_id)

    def view(self, kept: KeptBadge | None) -> None:
        """Show everything that a badge says."""
        from planner.ui.shell.badges.view import BadgeView

        if kept is not None and kept.badge is not None:
            dialogs.opened(BadgeView(self.context, kept, self.window()))

    def export(self, kept: KeptBadge | None) -> None:
        """Save a badge as it came in."""
        from planner.ui.shell.badges.view import export_badge

        if kept is not None:
            export_badge(self.context, kept, self.window())

    def remove(self, kept: KeptBadge | None) -> None:
        """Take a badge away; Undo brings it back."""
        from planner.services.actions.attachments import RemoveAttachment

        if kept is not None:
            change = self.context.run(RemoveAttachment(kept.file.id))
            if change is not None:
                self.context.tell(change, tr("The badge is removed; what it filled in stays."))
