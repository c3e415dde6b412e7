"""A skill in the inspector: level, rubric as a ladder with the current and the next rung, ratings, what shows it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.levels import format_level
from planner.domain.words import SkillId
from planner.services.humanize import level_text, long_date
from planner.ui.shell.inspector.field_rows import HANG, Row
from planner.ui.shell.inspector.skill_evidence import SkillEvidence, shown_words
from planner.ui.theme import Radius, Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import ElidedLabel, Label
from planner.ui.widgets.level_picker import LevelPicker, level_words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from planner.services.queries.skill_card import SkillCard
    from planner.ui.shell.page import PageContext

MARGIN = 20
CROSS = 44
_RATINGS = 8


class _Rung(QWidget):
    """One level of the rubric; the current one has a ground, the next one says so."""

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__()
        self._theme = theme
        self._current = False
        self.level = level
        self._number = Label(str(level), "section", "muted")
        self._number.setFixedWidth(14)
        self._word = Label("", "meta_strong", "accent")
        self._text = Label("", "body")
        self._text.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._word)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(Space.S)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        theme.changed.connect(self.update)

    def show_rung(self, text: str, *, current: bool, is_next: bool) -> None:
        self._current = current
        word = tr("Now") if current else tr("Next") if is_next else ""
        self._word.setText(word)
        self._word.setVisible(bool(word))
        self._text.setText(text)
        self._text.set_tone("" if current or is_next else "muted")
        self.setAccessibleName(tr("Level {level} {word}: {text}", level=self.level, word=word, text=text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._current:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), Radius.CONTROL, Radius.CONTROL)


class SkillView(QWidget):
    """Built once and re-used for every skill."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.card: SkillCard | None = None
        self._visit = ""
        theme = context.theme
        self.place = ElidedLabel("", "meta")
        self.name = Label("", "heading")
        self.name.setWordWrap(True)
        self.picker = LevelPicker(theme, tr("My level"))
        self.picker.level_changed.connect(self._assess)
        self.level = Label("", "body", "muted")
        self.role = Label("", "body")
        self.role.setWordWrap(True)
        self.shown = Label("", "body")
        self.shown.setWordWrap(True)
        self.definition = Label("", "body")
        self.definition.setWordWrap(True)
        self.rungs = [_Rung(theme, level) for level in range(6)]
        self.ratings: list[tuple[QWidget, Label, Button]] = []
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
        title = QVBoxLayout()
        title.setContentsMargins(MARGIN, 6, MARGIN, 10)
        title.addWidget(self.name)
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
        self._add_head(column, picker)
        self._add_lists(column)
        column.addStretch(1)
        for label in (self.definition, self._rubric_title, self._ratings_title):
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
        whole.addLayout(title)
        whole.addWidget(self.scroller, 1)

    def _add_head(self, column: QVBoxLayout, picker: QWidget) -> None:
        column.addWidget(Row(tr("My level"), picker))
        self._role_row = Row(tr("Role wants"), _indented(self.role))
        column.addWidget(self._role_row)
        self._shown_row = Row(tr("Shown"), _indented(self.shown))
        column.addWidget(self._shown_row)
        column.addSpacing(Space.S)
        column.addWidget(self.definition)
        self._rubric_title = Label(tr("Levels"), "section")
        column.addSpacing(Space.L)
        column.addWidget(self._rubric_title)
        column.addSpacing(Space.XS)
        ladder = QVBoxLayout()
        ladder.setContentsMargins(1, 0, 1, 0)
        ladder.setSpacing(0)
        for rung in reversed(self.rungs):
            ladder.addWidget(rung)
        column.addLayout(ladder)

    def _add_lists(self, column: QVBoxLayout) -> None:
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
        """Show a skill."""
        if self.card is None or self.card.skill.id != card.skill.id:
            self._visit = uuid4().hex
            self.scroller.verticalScrollBar().setValue(0)
        self.card = card
        claimed = card.claimed
        self.place.setText(tr("{category} · skill", category=card.category))
        self.name.setText(card.skill.name)
        if self.picker.level() != claimed:
            self.picker.set_level(claimed)
        self.level.setText(level_words(claimed))
        self._role_row.setVisible(card.target is not None)
        if card.target is not None:
            self.role.setText(tr("{level}, {role}", level=level_text(card.target), role=card.role or ""))
        self.shown.setText(shown_words(card.shown))
        self.definition.setText(card.skill.definition)
        self.definition.setVisible(bool(card.skill.definition))
        self._show_rubric(card)
        self.evidence.show_card(card)
        self._show_ratings(card)

    def _show_rubric(self, card: SkillCard) -> None:
        texts = {rung.level: rung.text for rung in card.rubric}
        current = None if card.claimed is None else int(card.claimed)
        next_level = 1 if current is None else current + 1
        for rung in self.rungs:
            rung.setVisible(rung.level in texts)
            rung.show_rung(texts.get(rung.level, ""), current=rung.level == current, is_next=rung.level == next_level)
        self._rubric_title.setVisible(bool(texts))

    def _show_ratings(self, card: SkillCard) -> None:
        for place, (holder, label, button) in enumerate(self.ratings):
            holder.setVisible(place < len(card.assessments))
            if place < len(card.assessments):
                found = card.assessments[place]
                day = long_date(date.fromisoformat(found.on_date))
                text = tr("{day} · {level}", day=day, level=format_level(found.level))
                label.setText(tr("{rating}: {note}", rating=text, note=found.note) if found.note else text)
                button.setAccessibleName(tr("Remove the rating of {day}", day=day))
        rest = len(card.assessments) - _RATINGS
        self._more_ratings.setVisible(rest > 0)
        self._more_ratings.setText(trn("and {n} earlier one", "and {n} earlier ones", max(rest, 0)))
        self._ratings_title.setVisible(bool(card.assessments))
        self.forget_button.setVisible(bool(card.assessments))

    # ------------------------------------------------------------------ doing

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
