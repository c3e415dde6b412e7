"""What one backup holds and what has happened since, on the right of the dialog of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.services.backups import (
    aspects_text,
    contents_text,
    difference_text,
    others_text,
    reason_text,
    size_text,
    when_text,
)
from planner.services.words import kind_word
from planner.ui.theme import Space
from planner.ui.widgets.label import ElidedLabel, Label, Line, wrapped
from planner.ui.widgets.told_list import ToldList

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planner.services.backups import BackupRow, Contents, Difference
    from planner.services.queries.holdings import Line as TitleLine
    from planner.ui.theme import Theme

#: How many titles of each sort are shown.
MOST_TITLES: Final = 12


class BackupTold(QFrame):
    """The chosen backup; ``show_row`` begins, then comes what was found out, or why nothing can be."""

    def __init__(self, theme: Theme, zone: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._zone, self._today = theme, zone, today
        self.setProperty("role", "card")
        self._when = Label("", "heading")
        self._about = ElidedLabel("", "meta", "muted")
        self._holds = wrapped("", "body")
        self._since = wrapped("", "strong")
        self._others = wrapped("", "meta", "muted")
        self._trouble = wrapped("", "body", "danger")
        self._line = Line()
        self.titles = ToldList(theme, tr("What has happened since"), self)
        self.titles.setFrameShape(QFrame.Shape.NoFrame)
        self.titles.setSelectionMode(ToldList.SelectionMode.NoSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.S)
        column.setSpacing(Space.S)
        for widget in (self._when, self._about, self._holds, self._trouble, self._line, self._since, self._others):
            column.addWidget(widget)
        column.addWidget(self.titles, 1)
        column.addStretch(0)
        self.clear()

    @property
    def text(self) -> str:
        """All that is told besides the titles."""
        shown = (self._when, self._about, self._holds, self._trouble, self._since, self._others)
        return "\n".join(label.text() for label in shown if label.isVisibleTo(self))

    def clear(self) -> None:
        """Nothing is chosen."""
        for label in (self._when, self._about):
            label.setText("")
        self._tell("", "", "", ())

    def show_row(self, row: BackupRow) -> None:
        """Name a backup that is being read."""
        self._when.setText(when_text(row.made_at, self._zone, self._today))
        reason, size = reason_text(row.reason), size_text(row.size)
        about = tr("{reason} · {size}", reason=reason, size=size)
        self._about.setText(about if row.reason else tr("{about} · {file}", about=about, file=row.path.name))
        self._tell("", "", row.trouble, ())

    def show_trouble(self, sentence: str) -> None:
        """Say why it cannot be restored."""
        self._tell("", "", sentence, ())

    def show_holding(self, held: Contents, since: Difference | None) -> None:
        """Tell what it holds, and what has happened since; None where the plan itself cannot be read."""
        if since is None:
            self._tell(contents_text(held), tr("What has happened since cannot be told: the plan is damaged."), "", ())
            return
        self._tell(contents_text(held), difference_text(since), "", others_text(since))
        lost, comes_back = tr("would be lost"), tr("would come back")
        self._fill(since.added, lost)
        self._fill(since.deleted, comes_back)
        self._fill(since.changed, "")
        self.titles.setVisible(self.titles.count() > 0)
        if self.titles.count():
            self.titles.setCurrentRow(0)

    def _fill(self, lines: Sequence[TitleLine], fate: str) -> None:
        for line in lines[:MOST_TITLES]:
            told = fate or tr("goes back: {what}", what=aspects_text(line.what))
            icon = self._theme.icon(self._theme.kind_icon(line.kind))
            item = self.titles.add_line(line.title, told, icon=icon)
            said = tr("{kind} “{title}”: {told}", kind=kind_word(line.kind), title=line.title, told=told)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        more = len(lines) - MOST_TITLES
        if more > 0:
            sentence = trn("and {n} more", "and {n} more", more)
            item = self.titles.add_line(sentence, fate)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, sentence)

    def _tell(self, holds: str, since: str, trouble: str, others: Sequence[str]) -> None:
        self.titles.clear()
        self.titles.hide()
        for label, text in (
            (self._holds, holds), (self._since, since), (self._trouble, trouble), (self._others, " · ".join(others))
        ):  # fmt: skip
            label.setText(text)
            label.setVisible(bool(text))
        self._line.setVisible(bool(since))
