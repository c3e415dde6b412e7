"""What the dialogs on badges share: its head and what was checked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.badges import dates_words
from planner.ui.shell.badges.picture import BadgePicture
from planner.ui.theme import Space
from planner.ui.widgets.label import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planner.services.badges import BadgeFile, Finding
    from planner.ui.theme import Theme

_SIDE = 80
_SIGN = 16
#: Verdict -> icon, the role of its colour, and the word for it.
_SIGNS = {"right": ("check", "good"), "wrong": ("warning", "danger"), "unchecked": ("minus", "muted")}


class BadgeHead(QWidget):
    """Picture, name, issuer and dates."""

    def __init__(self, theme: Theme, file: BadgeFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        badge = file.badge
        self.picture = BadgePicture(theme, _SIDE)
        self.picture.show_badge(file.data, badge.name or file.name)
        self.name = wrapped(badge.name or tr("A badge without a name"), "heading")
        self.issuer = wrapped(badge.issuer or tr("The issuer is not said"), "body", "" if badge.issuer else "muted")
        self.dates = wrapped(dates_words(badge), "meta")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        for label in (self.name, self.issuer, self.dates):
            words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class Sign(QWidget):
    """The icon of a verdict, for the eyes: the word for it stands in the line beside it."""

    def __init__(self, theme: Theme, verdict: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdict = verdict
        self.setFixedSize(_SIGN, _SIGN + 2)
        theme.changed.connect(self.update)

    def show_verdict(self, verdict: str) -> None:
        """Show another one."""
        self._verdict = verdict
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIGN, _SIGN)

    def paintEvent(self, event: QPaintEvent) -> None:
        icon, role = _SIGNS[self._verdict]
        painter = QPainter(self)
        painter.drawPixmap(QPointF(0, 1), self._theme.pixmap(icon, role, _SIGN, self.devicePixelRatioF()))


class FindingLine(QWidget):
    """One statement with its sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = Sign(theme, "unchecked")
        self.label = wrapped()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)

    def show_finding(self, finding: Finding) -> None:
        """Show a statement."""
        words = {"right": tr("Right"), "wrong": tr("Wrong"), "unchecked": tr("Not checked")}
        self.sign.show_verdict(finding.verdict)
        self.label.set_tone({"right": "text", "wrong": "danger", "unchecked": "muted"}[finding.verdict])
        self.label.setText(finding.text)
        self.label.setAccessibleName(tr("{word}: {text}", word=words[finding.verdict], text=finding.text))


def add_findings(column: QVBoxLayout, theme: Theme, found: Iterable[Finding]) -> list[FindingLine]:
    """Append a line for each statement."""
    lines = []
    for finding in found:
        line = FindingLine(theme)
        line.show_finding(finding)
        column.addWidget(line)
        lines.append(line)
    return lines
