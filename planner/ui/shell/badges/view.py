"""Everything that a kept badge says, read only, and the badge as it came in to save elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.services.badges import BadgeFile, facts, other_findings, save_badge
from planner.ui.shell import dialogs
from planner.ui.shell.badges.pieces import BadgeHead, add_findings
from planner.ui.theme import Space
from planner.ui.widgets.body import Body
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from planner.services.badges import KeptBadge
    from planner.ui.shell.page import PageContext

_WIDTH = 560
_HEIGHT = 620


def export_badge(context: PageContext, kept: KeptBadge, parent: QWidget) -> None:
    """Ask where to, and write the badge there as it came in."""
    path = dialogs.export_file(parent, dialogs.documents() / kept.file.name, tr("Badge"))
    if path is not None:
        save_to(context, kept, path)


def save_to(context: PageContext, kept: KeptBadge, path: Path) -> None:
    """Write the badge, and say that, or why not."""
    try:
        save_badge(context.planner, kept.file.id, path)
    except PlannerError as error:
        context.toast(str(error))
    else:
        context.toast(tr("Exported the badge to “{file}”.", file=path.name))


class BadgeView(QDialog):
    """Reads a badge out. Its texts can be selected and copied."""

    def __init__(self, context: PageContext, kept: KeptBadge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert kept.badge is not None
        theme = context.theme
        self.setWindowTitle(tr("What the badge says"))
        self.body = Body(_WIDTH)
        column = self.body.column
        column.addWidget(BadgeHead(theme, BadgeFile(kept.file.name, kept.data, kept.badge)))
        column.addSpacing(Space.S)
        form = QFormLayout()
        form.setHorizontalSpacing(Space.L)
        form.setVerticalSpacing(Space.S)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.texts: dict[str, Label] = {}
        for name, text in facts(kept.badge, besides_head=True):
            value = wrapped(text)
            value.setAccessibleName(tr("{name}: {text}", name=name, text=text))
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            label = Label(name, "meta")
            label.setBuddy(value)
            form.addRow(label, value)
            self.texts[name] = value
        column.addLayout(form)
        column.addSpacing(Space.S)
        column.addWidget(Label(tr("What was checked"), "section"))
        self.findings = add_findings(column, theme, other_findings(kept.badge))
        column.addStretch(1)
        self.export_button = Button(theme, tr("Export the badge…"))
        self.export_button.clicked.connect(lambda: export_badge(context, kept, self))
        self.close_button = Button(theme, tr("Close"))
        self.close_button.setDefault(False)
        self.close_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, Space.S, Space.XL, Space.L)
        foot.setSpacing(Space.S)
        foot.addWidget(self.export_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.body, 1)
        whole.addLayout(foot)
        self.resize(_WIDTH, min(self.body.height_wanted() + 64, _HEIGHT))
        self.close_button.setFocus()
