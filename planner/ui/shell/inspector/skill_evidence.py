"""What shows a skill, in the inspector: the evidence with its days and links, and what would show more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.services.humanize import duration, level_text, long_date
from planner.services.words import kind_word, status_word
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.opener import is_safe, open_address, plain_tip
from planner.ui.shell.inspector.value_button import ValueButton
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.evidence import Shown
    from planner.services.ideas import Idea
    from planner.services.queries.skill_card import Showing, SkillCard
    from planner.ui.shell.page import PageContext

_MOST = 6
_IDEAS = 3


def shown_words(shown: Shown) -> str:
    """“3 by done work”, with what of it is fresh: “3 by done work, faded”, “3 by done work, 2 of it fresh”."""
    if shown.level is None:
        return tr("nothing yet")
    level = level_text(shown.level)
    if shown.fresh is None:
        return tr("{level} by done work, faded: none of it is newer than two years", level=level)
    if shown.fresh < shown.level:
        return tr(
            "{level} by done work; {fresh} by work of the last two years", level=level, fresh=level_text(shown.fresh)
        )
    return tr("{level} by done work", level=level)


def proof_words(row: Showing, today: str) -> str:
    """The line below an activity that shows the skill: level, kind, day, and what limits it."""
    proof = row.proof
    parts = [tr("Level {level}", level=level_text(proof.level)), kind_word(row.kind)]
    if not row.is_done:
        parts.append(status_word(row.status))
    elif proof.since:
        parts.append(long_date(date.fromisoformat(proof.since)))
    if row.is_done and proof.until is not None:
        if proof.until == "" or proof.until < today:
            parts.append(tr("expired, shows nothing now"))
        else:
            parts.append(tr("valid until {day}", day=long_date(date.fromisoformat(proof.until))))
    elif row.is_done and not proof.is_fresh_on(today):
        parts.append(tr("faded"))
    if proof.level < row.level:
        parts.append(_limit_words(row))
    return " · ".join(parts)


def _limit_words(row: Showing) -> str:
    if row.proof.level >= 4:
        return tr("linked at {level}, which takes an outcome with a link", level=level_text(row.level))
    return tr("linked at {level}, more than its kind shows", level=level_text(row.level))


class _Line(QWidget):
    """An activity, and the link to what came of it where there is one."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._activity_id = 0
        self._address = ""
        self.button = ValueButton(context.theme)
        self.button.clicked.connect(lambda: context.open_activity(self._activity_id))
        self.link = Button(context.theme, variant="icon", icon="external")
        self.link.setMaximumHeight(28)
        self.link.clicked.connect(lambda: open_address(self._address))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, HANG, 0)
        row.setSpacing(0)
        row.addWidget(self.button, 1)
        row.addWidget(self.link)

    def show_row(self, row: Showing, today: str) -> None:
        self._activity_id, self._address = row.activity_id, row.outcome_url
        self.button.set_value(tr("Activity"), row.title, (proof_words(row, today), row.outcome))
        self.link.setVisible(is_safe(row.outcome_url))
        self.link.setAccessibleName(tr("Open what came of “{title}”", title=row.title))
        self.link.setToolTip(plain_tip(row.outcome_url))


class _Section(QWidget):
    """A heading with at most so many activities, and how many more there are; hidden while it has none."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.title = Label("", "section")
        self.title.setContentsMargins(HANG, 0, HANG, 0)
        self.lines = [_Line(context) for _ in range(_MOST)]
        self._more = Label("", "meta")
        self._more.setContentsMargins(HANG, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.L, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        for line in self.lines:
            column.addWidget(line)
        column.addWidget(self._more)

    def show_rows(self, title: str, rows: Sequence[Showing], today: str) -> None:
        self.title.setText(title)
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(rows))
            if number < len(rows):
                line.show_row(rows[number], today)
        rest = len(rows) - _MOST
        self._more.setVisible(rest > 0)
        self._more.setText(trn("and {n} more", "and {n} more", max(rest, 0)))
        self.setVisible(bool(rows))


class SkillEvidence(QWidget):
    """The note on a claim that stands out, the evidence, and what would show the next level."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = Label("", "body")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(HANG, Space.S, HANG, 0)
        self._context = context
        self._ideas: tuple[Idea, ...] = ()
        self.done = _Section(context)
        self.more = _Section(context)
        self.ideas_title = Label("", "section")
        self.ideas_title.setContentsMargins(HANG, Space.L, HANG, 0)
        self.ideas = [ValueButton(context.theme) for _ in range(_IDEAS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.note, self.done, self.more, self.ideas_title, *self.ideas):
            column.addWidget(widget)
        for place, button in enumerate(self.ideas):
            button.clicked.connect(lambda _checked=False, place=place: self._add(place))

    def show_card(self, card: SkillCard) -> None:
        """Show what shows a skill."""
        shown = card.shown.level
        self.note.setVisible(card.stands_out)
        if card.stands_out and card.claimed is not None:
            level = level_text(card.claimed)
            self.note.setText(
                tr("You rate yourself {level}; no finished work shows it yet.", level=level)
                if shown is None
                else tr("You rate yourself {level}; work shows {shown}.", level=level, shown=level_text(shown))
            )
        done = sorted((row for row in card.showing if row.is_done), key=lambda row: _rank(row, card.today))
        self.done.show_rows(tr("Evidence"), done, card.today)
        aim = card.next_level
        title = tr("What would show level {level}", level=level_text(aim)) if aim is not None else ""
        self.more.show_rows(title, card.would_show_more, card.today)
        self._show_ideas(card, title)

    def _show_ideas(self, card: SkillCard, title: str) -> None:
        """Where nothing in the plan would show more, what the built-in roadmap suggests."""
        self._ideas = ()
        if not card.would_show_more and card.next_level is not None and card.skill.node:
            from planner.services.ideas import template_ideas
            from planner.services.libraries import BUILT_IN

            found = template_ideas(self._context.planner, BUILT_IN, card.skill.node, card.shown.level or 0.0)
            self._ideas = found[:_IDEAS]
        self.ideas_title.setText(title)
        self.ideas_title.setVisible(bool(self._ideas))
        for place, button in enumerate(self.ideas):
            button.setVisible(place < len(self._ideas))
            if place < len(self._ideas):
                idea = self._ideas[place]
                level = tr("Level {level}", level=level_text(idea.level))
                words = (level, kind_word(idea.kind), duration(idea.minutes) if idea.minutes else "")
                remark = " · ".join(filter(None, (*words, tr("press to add it to the plan"))))
                button.set_value(tr("Idea"), idea.title, (remark,))

    def _add(self, place: int) -> None:
        """Add an idea to the plan."""
        from planner.services.actions.ideas import AddIdea

        idea = self._ideas[place]
        change = self._context.run(AddIdea.named(idea.template, idea.key))
        if change is not None:
            self._context.tell(change)


def _rank(row: Showing, today: str) -> tuple[bool, bool, float]:
    """What holds and is fresh first, then what has faded, then what has expired; the highest level first in each."""
    return not row.proof.holds_on(today), not row.proof.is_fresh_on(today), -row.proof.level
