"""A skill in the inspector: its words, my level, the ladder of its levels, what shows it, and dated ratings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.words import SkillId
from planner.services.humanize import level_text, long_date
from planner.ui.shell.inspector.field_rows import HANG, Row
from planner.ui.shell.inspector.rubric import RubricLadder
from planner.ui.shell.inspector.skill_evidence import SkillEvidence, shown_words
from planner.ui.shell.inspector.skill_fields import SkillFields
from planner.ui.shell.inspector.skill_history import SkillHistoryView
from planner.ui.shell.inspector.tab_order import has_focus_inside, order_tabs
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.level_picker import LevelPicker
from planner.ui.widgets.level_slider import level_words

if TYPE_CHECKING:
    from planner.services.queries.skill_card import SkillCard
    from planner.ui.shell.page import PageContext

MARGIN = 20
CROSS = 44
_RATINGS = 8


class SkillView(QWidget):
    """Built once and re-used for every skill."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.card: SkillCard | None = None
        self._visit = ""
        theme = context.theme
        self.place = ElidedLabel(tr("Skill"), "meta")
        self.fields = SkillFields(context)
        self.picker = LevelPicker(theme, tr("My level"))
        self.picker.level_changed.connect(self._assess)
        self.level = Label("", "body", "muted")
        self.role = Label("", "body")
        self.role.setWordWrap(True)
        self.shown = Label("", "body")
        self.shown.setWordWrap(True)
        self.ladder = RubricLadder(context)
        self.ratings: list[tuple[QWidget, Label, Button]] = []
        self.history = SkillHistoryView(context)
        self.evidence = SkillEvidence(context)
        self.forget_button = Button(theme, tr("Mark as unknown"), "link")
        self.forget_button.clicked.connect(self._forget)
        self._more_ratings = Label("", "meta")
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, Space.S, CROSS + Space.XS, 0)
        self.place.setMinimumHeight(32)  # as in the view of an activity, so that nothing jumps between the two
        head.addWidget(self.place, 1)
        picker = QWidget()
        picker_row = QHBoxLayout(picker)
        picker_row.setContentsMargins(3, 1, 0, 1)
        picker_row.addWidget(self.picker)
        picker_row.addWidget(self.level)
        picker_row.addStretch(1)
        body = QWidget()
        body.setProperty("role", "canvas")
        column = QVBoxLayout(body)
        column.setContentsMargins(MARGIN - HANG, 0, MARGIN - HANG, Space.L)
        column.setSpacing(0)
        column.addWidget(self.fields.name)
        column.addSpacing(Space.XS)
        self._add_head(column, picker)
        self._add_lists(column)
        column.addStretch(1)
        for label in (self._rubric_title, self._ratings_title):
            label.setContentsMargins(HANG, 0, HANG, 0)
        self._more_ratings.setContentsMargins(HANG, 0, 0, 0)
        self.scroller = QScrollArea()
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.scroller, 1)
        order_tabs(self)
        self.history.made.connect(lambda: order_tabs(self))

    def _add_head(self, column: QVBoxLayout, picker: QWidget) -> None:
        column.addWidget(Row(tr("My level"), picker))
        self._role_row = Row(tr("Role wants"), _indented(self.role))
        column.addWidget(self._role_row)
        self._shown_row = Row(tr("Shown"), _indented(self.shown))
        column.addWidget(self._shown_row)
        column.addWidget(Row(tr("Category"), self.fields.category))
        column.addSpacing(Space.S)
        column.addWidget(self.fields.definition)
        self._rubric_title = Label(tr("Levels"), "section")
        column.addSpacing(Space.L)
        column.addWidget(self._rubric_title)
        column.addSpacing(Space.XS)
        column.addWidget(self.ladder)

    def _add_lists(self, column: QVBoxLayout) -> None:
        column.addWidget(self.history)
        column.addWidget(self.evidence)
        self._ratings_title = Label(tr("Ratings"), "section")
        column.addSpacing(Space.L)
        column.addWidget(self._ratings_title)
        for place in range(_RATINGS):
            column.addWidget(self._rating_row(place))
        column.addWidget(self._more_ratings)
        column.addSpacing(Space.XS)
        forget = QHBoxLayout()
        forget.setContentsMargins(HANG, 0, 0, 0)
        forget.addWidget(self.forget_button)
        forget.addStretch(1)
        column.addLayout(forget)

    def _rating_row(self, place: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(HANG, 0, HANG, 0)
        label = Label("", "body", "muted")
        label.setWordWrap(True)
        button = Button(self.context.theme, variant="icon", icon="close", name=tr("Remove this rating"))
        button.setMaximumHeight(26)
        button.clicked.connect(lambda: self._remove(place))
        row.addWidget(label, 1)
        row.addWidget(button)
        self.ratings.append((holder, label, button))
        return holder

    # ------------------------------------------------------------------ showing

    def show_card(self, card: SkillCard) -> None:
        """Show a skill; the same one again keeps focus, open editors and what is being typed."""
        fresh = self.card is None or self.card.skill.id != card.skill.id
        if fresh:
            if has_focus_inside(self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # not into the next field, when an editor goes away
            self._visit = uuid4().hex
            self.scroller.verticalScrollBar().setValue(0)
        self.card = card
        claimed = card.claimed
        self.fields.show_card(card, fresh=fresh)
        if self.picker.level() != claimed:
            self.picker.set_level(claimed)
        self.level.setText(level_words(claimed))
        self._role_row.setVisible(card.target is not None)
        if card.target is not None:
            self.role.setText(tr("{level}, {role}", level=level_text(card.target), role=card.role or ""))
        self.shown.setText(shown_words(card.shown))
        sentences = {rung.level: rung.text for rung in card.rubric}
        self.ladder.show_rubric(card.skill.id, sentences, claimed, fresh=fresh)
        self.history.show_card(card)
        self.evidence.show_card(card)
        self._show_ratings(card)

    def _show_ratings(self, card: SkillCard) -> None:
        for place, (holder, label, button) in enumerate(self.ratings):
            holder.setVisible(place < len(card.assessments))
            if place < len(card.assessments):
                found = card.assessments[place]
                day = long_date(date.fromisoformat(found.on_date))
                text = tr("{day} · {level}", day=day, level=level_text(found.level))
                label.setText(tr("{rating}: {note}", rating=text, note=found.note) if found.note else text)
                button.setAccessibleName(tr("Remove the rating of {day}", day=day))
        rest = len(card.assessments) - _RATINGS
        self._more_ratings.setVisible(rest > 0)
        self._more_ratings.setText(trn("and {n} earlier one", "and {n} earlier ones", max(rest, 0)))
        self._ratings_title.setVisible(bool(card.assessments))
        self.forget_button.setVisible(bool(card.assessments))

    # ------------------------------------------------------------------ doing

    def flush(self) -> None:
        """Submit everything that is still being typed."""
        self.fields.flush()
        self.ladder.flush()

    def forget(self) -> None:
        """The skill is gone: nothing is submitted any more, and what is opened next is shown as it is stored."""
        self.card = None
        self.fields.forget()
        self.ladder.forget()

    def _assess(self, level: object) -> None:
        from planner.services.actions.skills import Assess

        card = self.card
        if card is None:
            return
        wanted = level if isinstance(level, float) else None
        today = self.context.planner.today().isoformat()
        if wanted is None and not any(found.on_date == today for found in card.assessments):
            # Unknown would take all ratings away; that is never the slip of a click.
            self.picker.set_level(card.claimed)
            return
        if self.context.run(Assess(SkillId(card.skill.id), wanted, visit=self._visit)) is None:
            self.picker.set_level(card.claimed)

    def _remove(self, place: int) -> None:
        from planner.services.actions.skills import RemoveAssessment

        if self.card is not None and place < len(self.card.assessments):
            self.context.run(RemoveAssessment(self.card.assessments[place].id))

    def _forget(self) -> None:
        from planner.services.actions.skills import ForgetRating

        if self.card is not None:
            change = self.context.run(ForgetRating(SkillId(self.card.skill.id)))
            if change is not None:
                self.context.tell(change, tr("“{name}” is unknown again", name=self.card.skill.name))


def _indented(label: Label) -> QWidget:
    """A text that stands where the values of the other rows stand."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(HANG, 6, 0, 6)
    row.addWidget(label, 1)
    return holder
