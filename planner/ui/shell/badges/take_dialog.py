"""The dialog that takes a badge: what it says, whether it is yours, what was checked, and what it fills in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.errors import PlannerError
from planner.domain.limits import TITLE_MAX
from planner.services.actions.badges import TakeBadge
from planner.services.badges import (
    names_somebody,
    other_findings,
    read_badge_file,
    recipient_finding,
    revoked_sentence,
)
from planner.ui.shell.badges.pieces import BadgeHead, FindingLine, add_findings
from planner.ui.shell.badges.target_panel import TargetPanel
from planner.ui.shell.dialogs import opened
from planner.ui.shell.inspector.tab_order import order_tabs
from planner.ui.theme import Space
from planner.ui.widgets.body import Body
from planner.ui.widgets.button import Button
from planner.ui.widgets.check_box import CheckBox
from planner.ui.widgets.label import Label, Line, wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from planner.domain.words import ActivityId
    from planner.services.badges import BadgeFile
    from planner.ui.shell.page import PageContext

_WIDTH = 920
#: The shares of what the badge is, and of what it changes.
_LEFT, _RIGHT = 41, 59
_FOOT = 72
_MARGIN = 60


def open_badge(context: PageContext, path: Path, window: QWidget, target: ActivityId | None = None) -> None:
    """Read a badge and ask what to do with it; a file that cannot be used is told in one sentence."""
    try:
        file = read_badge_file(path)
    except PlannerError as error:
        context.toast(str(error))
    else:
        opened(TakeBadgeDialog(context, file, target, window))


def _section(column: QVBoxLayout, text: str) -> None:
    heading = Label(text, "section")
    heading.setContentsMargins(0, Space.M, 0, 0)
    column.addWidget(heading)


class TakeBadgeDialog(QDialog):
    """Shows a badge; “Take it” writes it as one step. ``target`` is the goal that it is meant for."""

    def __init__(
        self, context: PageContext, file: BadgeFile, target: ActivityId | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._file = file
        theme = context.theme
        self.setWindowTitle(tr("Badge"))
        self.head = BadgeHead(theme, file)
        self.although = CheckBox(theme, tr("Take it all the same"))
        self.name = self._line(tr("Name of the certification"), TITLE_MAX)
        self.issuer = self._line(tr("Issuer"), TITLE_MAX)
        self.address = self._line(tr("Your e-mail address"), 320)
        self.yours = FindingLine(theme)
        self.panel = TargetPanel(context, file, target)
        self.problem = wrapped("", "body", "danger")
        self.problem.hide()
        self.cancel_button = Button(theme, tr("Cancel"))
        self.take_button = Button(theme, tr("Take it"), "filled")
        self.take_button.setDefault(True)
        self._build()
        self.panel.changed.connect(self._panel_changed)
        self.address.textChanged.connect(lambda _text: self._check_address())
        self.although.toggled.connect(lambda _on: self._offer())
        for line in (self.name, self.issuer):
            line.textEdited.connect(lambda _text: self._offer())
            line.editingFinished.connect(self._say_what_it_is)
        self.cancel_button.clicked.connect(self.reject)
        self.take_button.clicked.connect(self.take)
        self._check_address()
        self._offer()
        self._fit()
        order_tabs(self)
        (self.name if not self.name.isHidden() else self.take_button).setFocus()

    def _line(self, name: str, most: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setPlaceholderText(name)
        line.setMaxLength(most)
        return line

    def _build(self) -> None:
        badge, theme = self._file.badge, self._context.theme
        self.body = Body(_WIDTH)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self.head)
        if badge.revoked:
            left.addWidget(wrapped(revoked_sentence(badge), "body", "danger"))
            left.addWidget(self.although)
        missing = [field for field, said in ((self.name, badge.name), (self.issuer, badge.issuer)) if not said]
        for field in (self.name, self.issuer):
            field.setVisible(field in missing)
        if missing:
            left.addWidget(wrapped(tr("The badge itself leaves this open. Type what you know."), "body", "muted"))
            for field in missing:
                left.addWidget(field)
        _section(left, tr("Is it yours?"))
        left.addWidget(self.address)
        left.addWidget(self.yours)
        _section(left, tr("What was checked"))
        lines = QVBoxLayout()
        lines.setSpacing(Space.XS)
        self.findings = add_findings(
            lines, theme, (found for found in other_findings(badge) if found.verdict != "wrong")  # it stands above
        )
        left.addLayout(lines)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(Space.S)
        right.addWidget(Label(tr("It fills in"), "section"))
        right.addWidget(self.panel)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(Space.XXL)
        both.addLayout(left, _LEFT)
        both.addLayout(right, _RIGHT)
        self.body.column.addLayout(both)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        foot.setSpacing(Space.S)
        foot.addWidget(self.problem, 1)
        foot.addStretch(0)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.take_button)
        line = Line()
        policy = line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        line.setSizePolicy(policy)
        line.hide()
        self.body.verticalScrollBar().rangeChanged.connect(lambda _least, most: line.setVisible(most > 0))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.body, 1)
        whole.addWidget(line)
        whole.addLayout(foot)

    def _fit(self) -> None:
        """As high as what is shown, where the window and the screen have so much room."""
        parent = self.parentWidget()
        room = self.screen().availableSize().height() - _MARGIN
        if parent is not None:
            room = min(room, max(parent.window().height() - _MARGIN, 420))
        self.resize(_WIDTH, min(self.body.height_wanted() + _FOOT, room))

    def _panel_changed(self) -> None:
        self._tell("")
        self._offer()
        order_tabs(self)

    def _check_address(self) -> None:
        """Compare the address at once; it is kept nowhere."""
        badge, typed = self._file.badge, self.address.text().strip()
        somebody = names_somebody(badge)
        self.address.setVisible(somebody)
        if not somebody:
            text = tr("It does not say to whom it was issued.")
        elif not typed:
            text = tr("Type your address to compare it with the badge. It is not kept.")
        else:
            found = recipient_finding(badge, typed)
            is_whole = "@" in typed and "." in typed.rpartition("@")[2]
            if found.verdict == "right" or is_whole:
                self.yours.show_finding(found)
                return
            text = tr("Type the whole address.")
        template = recipient_finding(badge, "-")
        self.yours.show_finding(template._replace(verdict="unchecked", text=text))

    def _say_what_it_is(self) -> None:
        """What was typed may be the name of a goal that the plan has."""
        file = self._named()
        if file.badge != self._file.badge or not self._file.badge.name:
            self.panel.set_file(file)
            order_tabs(self)
        self._offer()

    def _named(self) -> BadgeFile:
        return self._file.said_to_be(self.name.text().strip(), self.issuer.text().strip())

    def _offer(self) -> None:
        """Whether there is anything to take, and whether everything was said that it takes."""
        found = self.panel.preview
        has_all = found is not None and found.is_kept and not found.changes and not found.skills
        lacks_name = self.panel.target is None and not self._named().badge.name
        refused = self._file.badge.revoked and not self.although.isChecked()
        self.take_button.setEnabled(not (has_all or lacks_name or refused))

    def _tell(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def take(self) -> None:
        """Write what is ticked as one step."""
        panel = self.panel
        action = TakeBadge(
            self._named(), panel.target, panel.fields, panel.shown_skills, although_revoked=self.although.isChecked()
        )
        try:
            change = self._context.submit(action)
        except PlannerError as error:
            self._tell(str(error))
            return
        self.accept()
        if change is None:
            return
        added = change.added("activity")
        activity_id = added[0] if added else panel.target
        title = panel.preview.title if panel.preview is not None and not added else self._named().badge.name
        if not change.rows:
            self._context.toast(tr("“{title}” has all of this already.", title=title))
            return
        if activity_id is not None:
            self._context.open_activity(activity_id)
        text = tr("“{title}” was added from its badge.", title=title) if added else (
            tr("“{title}” has its badge now.", title=title)
        )  # fmt: skip
        self._context.tell(change, text)
