"""The last screen of a review: what changed, how many skills were rated, and which stand above what work shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.services.skill_changes import since_words
from planner.ui.theme import Space
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from datetime import date

    from planner.services.queries.review import ReviewEnd

_MOST_NAMED = 8


class ReviewEndView(QWidget):
    """A heading and a few sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "heading")
        self.lines = [Label("", "body") for _ in range(4)]
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.L, Space.M, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.title)
        for line in self.lines:
            line.setWordWrap(True)
            column.addWidget(line)
        column.addStretch(1)

    def show_end(self, found: ReviewEnd, today: date) -> None:
        """Show what came of a review."""
        self.title.setText(tr("The review is done") if not found.left else tr("So far"))
        texts = (_changes(found, today), _counts(found), _high(found), _left(found))
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)
            line.setVisible(bool(text))

    def said(self) -> str:
        """All of it, as a screen reader says it."""
        return " ".join(label.text() for label in (self.title, *self.lines) if label.text())


def _counts(found: ReviewEnd) -> str:
    rated = trn("You rated {n} skill.", "You rated {n} skills.", found.rated)
    if not found.passed:
        return rated
    passed = trn(
        "{n} was passed over and stays as it was.", "{n} were passed over and stay as they were.", found.passed
    )
    return f"{rated} {passed}"


def _changes(found: ReviewEnd, today: date) -> str:
    if found.since is None:
        return tr("This is where your radar begins; the next review will say what has changed.")
    words = since_words(found.before, found.after, found.finished, found.since, today)
    return tr("{sentence}.", sentence=words)


def _high(found: ReviewEnd) -> str:
    if not found.rated:
        return ""
    if not found.high:
        return tr("None of them stands more than a level above what your work shows.")
    names = ", ".join(found.high[:_MOST_NAMED])
    if found.high[_MOST_NAMED:]:
        more = trn("and {n} more", "and {n} more", len(found.high) - _MOST_NAMED)
        names = tr("{names} {more}", names=names, more=more)
    elif len(found.high) > 1:
        names = tr("{names} and {last}", names=", ".join(found.high[:-1]), last=found.high[-1])
    if len(found.high) == found.rated > 1:
        return tr("All of them stand more than a level above what your work shows: {names}.", names=names)
    return trn(
        "{n} of them stands more than a level above what your work shows: {names}.",
        "{n} of them stand more than a level above what your work shows: {names}.",
        len(found.high),
        names=names,
    )


def _left(found: ReviewEnd) -> str:
    if not found.left:
        return ""
    return trn(
        "{n} skill was not asked yet; you can continue at any time.",
        "{n} skills were not asked yet; you can continue at any time.",
        found.left,
    )
