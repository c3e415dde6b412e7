"""After a completion: does it show the level that was meant? Saying nothing is a yes; lower is one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.levels import LOWEST, STEP
from planner.services.humanize import level_text
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from planner.domain.words import ActivityId
    from planner.services.queries.completion import SkillQuestion
    from planner.ui.shell.page import PageContext


class SkillQuestionLine(QWidget):
    """Asks of one skill after the other; ``answered`` comes after each answer."""

    answered = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._activity_id: ActivityId | None = None
        self._visit: str | None = None
        self._questions: list[SkillQuestion] = []
        self.question = Label("", "strong")
        self.sentence = Label("", "meta")
        for label in (self.question, self.sentence):
            label.setWordWrap(True)
            label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.yes = Button(context.theme, tr("Yes"), name=tr("Yes, it shows that level"))
        self.yes.clicked.connect(self.agree)
        self.less = Button(context.theme, "", name=tr("It shows half a level less (-)"))
        self.less.clicked.connect(self.lower)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.question)
        words.addWidget(self.sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, 0, Space.XS, 0)
        row.setSpacing(Space.S)
        row.addLayout(words, 1)
        row.addWidget(self.less)
        row.addWidget(self.yes)

    def ask(self, activity_id: ActivityId, visit: str | None) -> None:
        """Ask about the skills of an activity; hidden where it has none. ``visit`` is the completion that it joins."""
        self._activity_id, self._visit = activity_id, visit
        self._read()
        self._show()

    def _read(self) -> None:
        from planner.services.queries.completion import skill_questions

        if self._activity_id is not None:
            self._questions = list(self._context.planner.read(skill_questions, self._activity_id))

    def is_asking(self) -> bool:
        """Whether a question stands there."""
        return bool(self._questions)

    def _show(self) -> None:
        self.setVisible(bool(self._questions))
        if not self._questions:
            return
        first = self._questions[0]
        self.question.setText(
            tr("Does this show level {level} of {skill}?", level=level_text(first.level), skill=first.name)
        )
        self.sentence.setText(first.sentence)
        self.sentence.setVisible(bool(first.sentence))
        lower = max(LOWEST, first.level - STEP)
        self.less.setText(tr("Only {level} (-)", level=level_text(lower)))
        self.less.setVisible(first.level > LOWEST)

    def agree(self) -> None:
        """The level stands; go on to the next skill."""
        del self._questions[:1]
        self._show()
        self.answered.emit()

    def renew(self) -> None:
        """Ask what is still to be asked of the skills as they are now."""
        asked = [question.skill_id for question in self._questions]
        self._read()
        found = {question.skill_id: question for question in self._questions}
        self._questions = [found[skill_id] for skill_id in asked if skill_id in found]
        self._show()

    def lower(self) -> None:
        """Set the level half a level lower, and ask again."""
        from planner.services.actions.parts import SetActivitySkill

        if not self._questions or self._activity_id is None:
            return
        first = self._questions[0]
        level = max(LOWEST, first.level - STEP)
        if self._context.run(SetActivitySkill(self._activity_id, first.skill_id, level, self._visit)) is not None:
            self.renew()
        self.answered.emit()
