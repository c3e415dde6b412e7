"""The guided review: one skill at a time with its rubric, the last answer and the evidence; stopped at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.errors import NotFoundError
from planner.domain.levels import step_level
from planner.services.queries.review import Review, ReviewSkill, review, review_end
from planner.services.queries.skill_card import skill_card
from planner.ui.shell.history import HistoryControl
from planner.ui.skills.review.end import ReviewEndView
from planner.ui.skills.review.question import Question
from planner.ui.skills.review.rungs import LEVELS, ReviewRungs, last_words
from planner.ui.skills.review.steps import ReviewSteps
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label
from planner.ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from planner.domain.model import Assessment
    from planner.services.planner import Change
    from planner.services.queries.skill_card import SkillCard
    from planner.ui.shell.page import PageContext

_SIZE = QSize(760, 580)


def _keys() -> str:
    return tr("0 to 5 answer, + and - half a level, Enter keeps it, Esc stops")


class ReviewDialog(QDialog):
    """Goes on with the review that is under way, else begins one. Every answer is saved at once.

    The page that opens it tells it of changes by :meth:`take`.
    """

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        planner = context.planner
        self._review: Review = planner.read(review, planner.today())
        self._place: int | None = None  # None is the end
        self._card: SkillCard | None = None
        self._visit = uuid4().hex
        self._goes_on = False  # while an answer is written after which the next skill is asked
        self._earlier: dict[int, float | None] = {}  # the ratings of today that stood before the first answer here
        self._steps = ReviewSteps()
        theme = context.theme
        self.setWindowTitle(tr("Review my skills"))
        self.resize(_SIZE.boundedTo(self.screen().availableSize() * 0.95))
        self.place = Label("", "meta_strong")
        self.rest = Label("", "meta")
        self.bar = ProgressBar(theme, tr("How far the review is"))
        self.close_button = Button(theme, variant="icon", icon="close", name=tr("Stop; it can be continued later"))
        self.question = Question(theme)
        self.question.setAccessibleDescription(_keys())
        self.rungs = ReviewRungs(theme)
        self.end = ReviewEndView()
        self.said = Label("", "meta", "muted")
        self.said.setWordWrap(True)
        self.back = Button(theme, tr("Back"), name=tr("Back to the skill before"))
        self.other = Button(theme)
        self.next = Button(theme, "", "filled")
        self._build()
        self._connect()
        self._add_keys()
        self._ask(self._review.open_from())

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, 0, 0, 0)
        head.setSpacing(Space.M)
        head.addWidget(self.place)
        head.addWidget(self.rest, 1)
        head.addWidget(self.close_button)
        bar = QHBoxLayout()
        bar.setContentsMargins(Space.M, 0, Space.M, 0)
        bar.addWidget(self.bar)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.rungs)
        asking = QWidget()
        column = QVBoxLayout(asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.question)
        column.addWidget(self._scroll, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(asking)
        self._pages.addWidget(self.end)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.M, 0, Space.M, 0)
        foot.setSpacing(Space.S)
        foot.addWidget(self.back)
        foot.addSpacing(Space.S)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.other)
        foot.addWidget(self.next)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(Space.M, Space.M, Space.M, Space.L)
        whole.setSpacing(Space.S)
        whole.addLayout(head)
        whole.addLayout(bar)
        whole.addWidget(self._pages, 1)
        whole.addLayout(foot)
        for first, second in (
            (self.question, self.rungs.rungs[0]),
            (self.rungs.rungs[-1], self.back),
            (self.back, self.other),
            (self.other, self.next),
            (self.next, self.close_button),
        ):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.reject)
        self.rungs.picked.connect(lambda level: self._answer(level, go_on=False))
        self.rungs.taken.connect(self._answer)
        self.rungs.walked_to.connect(self._scroll.ensureWidgetVisible)
        self.back.clicked.connect(lambda: self._walk(-1))
        self.other.clicked.connect(self._do_other)
        self.next.clicked.connect(self._keep)
        self._context.failed.connect(self._refused)

    def _add_keys(self) -> None:
        """Keys of the dialog stand before those of its buttons, which would move the focus by the arrows."""
        undo, redo = QAction(self), QAction(self)
        self.history = HistoryControl(self._context.planner, undo, redo, self)
        self.history.done.connect(self._replayed)
        self.history.idle.connect(self._say)
        self.history.refused.connect(self._refused)
        keys = [
            (("Left", "Backspace"), lambda: self._walk(-1)),
            (("Right",), lambda: self._walk(1)),
            (("+", "="), lambda: self._by_half(1)),
            (("-",), lambda: self._by_half(-1)),
            *(((str(level),), lambda level=level: self._answer(float(level))) for level in LEVELS),
        ]
        for action, sequences, run in (
            (undo, ("Ctrl+Z",), self._undo),
            (redo, ("Ctrl+Shift+Z", "Ctrl+Y"), self._redo),
            *((QAction(self), sequences, run) for sequences, run in keys),
        ):
            action.setShortcuts([QKeySequence(key) for key in sequences])
            action.setAutoRepeat(False)  # a key that is held would answer everything
            action.triggered.connect(lambda _checked=False, run=run: run())
            self.addAction(action)

    # ------------------------------------------------------------------ showing

    @property
    def asked(self) -> ReviewSkill | None:
        """The skill that is asked; None at the end."""
        return None if self._place is None else self._review.skills[self._place]

    def take(self, change: Change) -> None:
        """Something changed, here or elsewhere; a skill that is gone gives way to the next one."""
        asked, place, planner = self.asked, self._place, self._context.planner
        self._review = planner.read(review, planner.today(), self._review.number)
        if self._goes_on:
            return  # the next skill is shown at once
        if not self._review.skills:
            self.reject()
        elif asked is None or place is None:
            self._ask(None)
        else:
            now = self._review.place_of(asked.id)
            self._ask(self._review.open_from(place) if now is None else now, told=now is None)

    def _ask(self, place: int | None, *, told: bool = True) -> None:
        """Show the skill at a place, or the end; ``told`` says that it was not shown before."""
        self._place = place
        asked, planner = self.asked, self._context.planner
        if asked is None:
            self._show_end()
            return
        try:
            card = self._card = planner.read(skill_card, asked.id, planner.today())
        except NotFoundError as error:  # another program removed it just now; the window will hear of it
            self._refused(str(error))
            return
        total = len(self._review.skills)
        answer, last = self._answers()
        self.question.show_skill(card.category, card.skill.name, card.skill.definition)
        self.question.setAccessibleName(self._said_of(card, last))
        if told:
            self._say("")
        self._pages.setCurrentIndex(0)
        self.place.setText(tr("{place} of {total}", place=(place or 0) + 1, total=total))
        left = self._review.minutes_left
        self.rest.setText(
            trn("about {n} minute left", "about {n} minutes left", left) if self._review.left else tr("all asked")
        )
        self.bar.set_share(len(self._review.asked) / total)
        shown = answer or last
        self.rungs.show_card(card, shown.level if shown else None, answered=answer is not None, last=last)
        self._show_foot(answered=answer is not None, has_last=last is not None)
        if told:
            self._scroll.verticalScrollBar().setValue(0)
            self._announce(self.question.accessibleName())
        self._settle_focus(told=told)

    def _answers(self) -> tuple[Assessment | None, Assessment | None]:
        """The answer that was given today in this review, and the newest rating besides."""
        card, asked = self._card, self.asked
        if card is None or asked is None or not card.assessments:
            return None, None
        newest, *earlier = card.assessments
        if asked.id in self._review.asked and newest.on_date == card.today:
            return newest, earlier[0] if earlier else None
        return None, newest

    def _said_of(self, card: SkillCard, last: Assessment | None) -> str:
        said = tr(
            "Skill {place} of {total}, {category}: {name}. {definition}",
            place=(self._place or 0) + 1,
            total=len(self._review.skills),
            category=card.category,
            name=card.skill.name,
            definition=card.skill.definition,
        )
        if last is None:
            return said
        today = self._context.planner.today()
        return tr("{said} Last answer, {last}.", said=said, last=last_words(last, today))

    def _show_foot(self, *, answered: bool, has_last: bool) -> None:
        self.back.setEnabled(self._place is None or self._place > 0)
        self.other.show()
        other = tr("Take back") if answered else tr("Skip") if has_last else tr("I do not know")
        self.other.setText(other)
        name = tr("Take today’s answer back") if answered else other
        self.other.setAccessibleName(name)
        word = tr("Next") if answered or not has_last else tr("Same as before")
        self.next.setText(word)
        self.next.setAccessibleName(word)
        self.next.setAccessibleDescription("")
        self.next.setEnabled(answered or has_last)

    def _show_end(self) -> None:
        planner = self._context.planner
        found = planner.read(review_end, planner.today(), self._review.number)
        self.end.show_end(found, planner.today())
        was_there = self._pages.currentIndex() == 1
        self._card = None
        self._pages.setCurrentIndex(1)
        total = len(self._review.skills)
        self.place.setText(tr("{place} of {total}", place=total - found.left, total=total))
        self.rest.setText("")
        self.bar.set_share(1 - found.left / total)
        self.back.setEnabled(True)
        self.other.hide()
        for text in (self.next.setText, self.next.setAccessibleName):
            text(tr("Done"))
        self.next.setEnabled(True)
        self.next.setAccessibleDescription(self.end.said())
        if not was_there:
            self._say("")
            self._announce(self.end.said())
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle_focus(self, *, told: bool) -> None:
        """The next skill begins at its question; a button that is pressed again and again keeps the focus."""
        buttons = (self.back, self.other, self.next, self.close_button)
        stays = any(button.hasFocus() and button.isEnabled() for button in buttons)
        if not stays and (told or self.rungs.focused is None):
            self.question.setFocus(Qt.FocusReason.OtherFocusReason)

    def _announce(self, text: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence or ("" if self._place is None else _keys()))
        self.said.set_tone("text" if sentence else "muted")

    def _refused(self, sentence: str, _again: object = None) -> None:
        self._say(sentence)

    # ------------------------------------------------------------------ answering

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._keep()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._place is not None:
            self.rungs.focus_rung()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        """Take the level that stands there as today's answer, and go on."""
        answer, last = self._answers()
        shown = answer or last
        if self._place is None:
            self.accept()
        elif answer is not None:
            self._go_on()
        elif shown is not None:
            self._answer(shown.level)
        else:
            self._say(tr("Choose a level first, or say that you do not know"))

    def _by_half(self, way: int) -> None:
        answer, last = self._answers()
        shown = answer or last
        if shown is not None:
            self._answer(step_level(shown.level, way), go_on=False)
        elif way > 0:
            self._answer(0.0, go_on=False)

    def _do_other(self) -> None:
        """Pass the skill over, or take today's answer back."""
        asked = self.asked
        if asked is None:
            return
        if self._answers()[0] is None:
            self._answer(None)
        else:
            before = self._earlier.get(asked.id)
            self._answer(before, withdraw=before is None, go_on=False)

    def _answer(self, level: float | None, *, withdraw: bool = False, go_on: bool = True) -> None:
        from planner.services.actions.review import AnswerReview

        asked = self.asked
        if asked is None or self._card is None:
            return
        newest = self._card.assessments[0] if self._card.assessments else None
        rated_today = newest is not None and newest.on_date == self._card.today
        if asked.id not in self._review.asked:
            self._earlier.setdefault(asked.id, newest.level if newest is not None and rated_today else None)
        self._goes_on = go_on
        action = AnswerReview(asked.id, level, withdraw=withdraw, number=self._review.number, visit=self._visit)
        try:
            change = self._context.run(action)
        finally:
            self._goes_on = False
        if change is None:
            return
        self._steps.answered(change, asked.id)
        if go_on:
            self._go_on()
        else:
            self._say("")

    def _go_on(self) -> None:
        if self._place is not None:
            self._ask(self._review.open_from(self._place + 1))

    def _walk(self, way: int) -> None:
        """Go to the skill before or behind, without an answer."""
        last = len(self._review.skills) - 1
        if self._place is None:
            if way < 0:
                self._ask(last)
        elif way > 0 and self._place == last:
            self._ask(None)
        elif self._place + way >= 0:
            self._ask(self._place + way)

    # ------------------------------------------------------------------ taking back

    def _undo(self) -> None:
        """Only answers of this dialog: the window behind it is where other steps can be seen."""
        if self._steps.can_undo:
            self.history.undo()
        else:
            self._say(tr("Nothing that was answered here is left to undo"))

    def _redo(self) -> None:
        if self._steps.can_redo:
            self.history.redo()
        else:
            self._say(tr("Nothing left to redo"))

    def _replayed(self, change: Change) -> None:
        place = self._review.place_of(self._steps.replayed(change))
        if place is not None:
            self._ask(place)
        self._say(self.history.sentence(change))
