"""Where the Skills page offers the review: the invitation of a plan without ratings, later a quiet line; the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.services.humanize import relative_date
from planner.services.queries.review import REVIEW, Review, review
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from datetime import date

    from planner.services.planner import Change
    from planner.services.queries.skills import SkillsView
    from planner.ui.shell.page import Page
    from planner.ui.skills.review.dialog import ReviewDialog


class Reviewing(QObject):
    """Belongs to the page, which puts ``offer`` above its list, and tells what it shows and what changed."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._context = page.context
        self._dialog: ReviewDialog | None = None
        theme = page.context.theme
        self.offer = QWidget()
        self.hint = Label("", "body")
        self.hint.setWordWrap(True)
        self.start = Button(theme, variant="filled")
        self.again = Button(theme, variant="link")
        row = self._row = QHBoxLayout(self.offer)
        row.addWidget(self.hint, 1)
        for button in (self.start, self.again):
            button.clicked.connect(self.open)
            row.addWidget(button)
        row.addStretch()

    def show(self, view: SkillsView) -> None:
        """Offer what fits the skills: to begin, to go on, or to look at them all again."""
        planner = self._context.planner
        today = planner.today()
        found = planner.read(review, today)
        rated = any(row.claimed is not None for category in view.categories for row in category.skills)
        self.hint.setVisible(not rated)
        self.start.setVisible(not rated)
        self.again.setVisible(rated)
        above = 6 if rated else 0  # on one line with the choice above the radar
        self._row.setContentsMargins(0, Space.S + above, 0, Space.S - 2 if rated else Space.S)
        minutes = found.minutes_left
        self.hint.setText(
            trn(
                "Rate your skills: {n} minute, stop any time. Or press 0 to 5 for each in the list.",
                "Rate your skills: {n} minutes, stop any time. Or press 0 to 5 for each in the list.",
                minutes,
            )
        )
        self.start.setText(tr("Continue") if found.is_under_way else tr("Start"))
        self.start.setAccessibleName(offer_words(found, today))
        self.again.setText(offer_words(found, today))
        self.again.setAccessibleName(offer_words(found, today))

    def open(self) -> None:
        """Open the review where it was stopped, or a new one."""
        from planner.ui.shell.dialogs import opened
        from planner.ui.skills.review.dialog import ReviewDialog

        planner = self._context.planner
        if self._dialog is not None:
            return
        if not planner.read(review, planner.today()).skills:
            self._context.toast(tr("There are no skills to review yet. Add one first."))
            return
        self._dialog = ReviewDialog(self._context, self._page.window())
        self._dialog.finished.connect(self._closed)
        opened(self._dialog)

    def _closed(self) -> None:
        self._dialog = None

    def take(self, change: Change) -> None:
        """Tell the dialog, where it is open, of a change."""
        if self._dialog is not None:
            self._dialog.take(change)


def rated_in(change: Change) -> set[int] | None:
    """The skills that were rated, where a change is ratings and the note of a review alone; else None."""
    rated = set()
    for row in change.rows:
        image = row.after or row.before or {}
        if row.table == "assessment":
            rated.add(image["skill_id"])
        elif (row.table, image.get("key")) != ("setting", REVIEW):
            return None
    return None if change.everything else rated


def offer_words(found: Review, today: date) -> str:
    """“Continue the review · 13 left”, “Review · last 12 Sep”, or “Review my skills”."""
    if found.is_under_way:
        return trn("Continue the review · {n} left", "Continue the review · {n} left", found.left)
    if found.last is not None:
        return tr("Review · last {day}", day=relative_date(found.last, today))
    return tr("Review my skills")
