"""The six levels of a skill to choose from in a review: their sentences, the last answer, and what work shows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.config.text import tr, trn
from planner.domain.levels import HIGHEST, STEP
from planner.services.humanize import level_text, long_date, short_date
from planner.services.words import level_name
from planner.ui.theme import Radius, Space, Theme
from planner.ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPaintEvent

    from planner.domain.evidence import Shown
    from planner.domain.model import Assessment
    from planner.services.queries.skill_card import SkillCard

LEVELS = range(6)
_MOST_LINES = 3
_NUMBER_WIDTH = 24
_PAD = 7


class RungWords(NamedTuple):
    """What stands on a rung: ``chosen`` is the level chosen on it, which is today's answer if it is ``answered``."""

    sentence: str
    chosen: float | None
    answered: bool
    last: str = ""
    shows: str = ""
    work: tuple[str, ...] = ()


class Rung(QAbstractButton):
    """One level. The answer of today has a ground, the last answer only a frame until it is given again.

    ``walked`` asks for the rung so many places below; ``entered`` tells that Enter was pressed on it.
    """

    walked = Signal(int)
    entered = Signal()

    def __init__(self, theme: Theme, level: int) -> None:
        super().__init__()
        self._theme = theme
        self._words = RungWords("", None, answered=False)
        self.level = level
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # a button keeps its width
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._number = Label(str(level), "section", "muted")
        self._number.setMinimumWidth(_NUMBER_WIDTH)
        self._sentence = Label("", "body")
        self._sentence.setWordWrap(True)
        self._last = Label("", "meta")
        self._shows = Label("", "meta_strong", "good")
        self._work = [ElidedLabel("", "meta") for _ in range(_MOST_LINES)]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._sentence)
        words.addWidget(self._shows)
        for line in self._work:
            words.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, _PAD, Space.M, _PAD)
        row.setSpacing(Space.S)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._last, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self.update)

    def show_words(self, words: RungWords) -> None:
        """Show what stands on the rung."""
        self._words = words
        self.setAutoExclusive(False)  # else what is chosen could not be taken back
        self.setChecked(words.chosen is not None)
        self.setAutoExclusive(True)
        self._number.setText(level_text(self.level if words.chosen is None else words.chosen))
        self._number.set_tone("muted" if words.chosen is None else "accent")
        self._sentence.setText(words.sentence)
        for label, text in ((self._last, words.last), (self._shows, words.shows)):
            label.setText(text)
            label.setVisible(bool(text))
        for place, line in enumerate(self._work):
            text = words.work[place] if place < len(words.work) else ""
            line.setText(text)
            line.setVisible(bool(text))
        self.setAccessibleName(self._said())
        more = words.answered and words.chosen == self.level and self.level < HIGHEST
        self.setToolTip(tr("Press again for half a level more") if more else "")
        self.update()

    def _said(self) -> str:
        words = self._words
        said = tr(
            "Level {level}: {sentence}",
            level=level_text(self.level if words.chosen is None else words.chosen),
            sentence=words.sentence,
        )
        if words.shows:
            said = tr("{said} {shows}: {work}.", said=said, shows=words.shows, work=", ".join(words.work))
        if words.last:
            said = tr("{said} Last answer, {last}.", said=said, last=words.last)
        return said

    def nextCheckState(self) -> None:
        """A press asks for an answer; what is chosen is shown once it was written."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, words = self._theme, self._words
        ground = "accent_soft" if words.answered else "hover" if self.underMouse() else ""
        edge = QPen(theme.colour("accent"), 2) if self.hasFocus() else None
        if edge is None and words.chosen is not None:
            edge = QPen(theme.colour("accent" if words.answered else "faint"), 1)
        if not ground and edge is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge or Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        inset = 0.0 if edge is None else edge.widthF() / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)


class ReviewRungs(QWidget):
    """The rungs from 0 to 5. ``picked`` carries the level that a press means, ``taken`` the one that Enter means;
    ``walked_to`` carries the rung that the arrows led to.

    A press on the rung of today's answer makes it half a level more, and the next one whole again. Tab stops at the
    level that stands there, from where the arrows lead to the others.
    """

    picked = Signal(float)
    taken = Signal(float)
    walked_to = Signal(QWidget)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: float | None = None
        self._answered = False
        self.rungs = [Rung(theme, level) for level in LEVELS]
        self.setProperty("role", "canvas")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for rung in self.rungs:
            column.addWidget(rung)
            rung.clicked.connect(lambda _checked=False, rung=rung: self.picked.emit(self._meant(rung.level)))
            rung.entered.connect(lambda rung=rung: self.taken.emit(self._entered(rung.level)))
            rung.walked.connect(lambda way, rung=rung: self.focus_rung(rung.level + way))
        column.addStretch(1)

    def show_card(self, card: SkillCard, level: float | None, *, answered: bool, last: Assessment | None) -> None:
        """Show the rubric of a skill: the level that stands there, whether it is today's answer, and the one before."""
        self._level, self._answered = level, answered
        sentences = {row.level: row.text for row in card.rubric}
        today, shown = date.fromisoformat(card.today), card.shown
        for rung in self.rungs:
            number = rung.level
            is_last = last is not None and int(last.level) == number
            is_shown = shown.level is not None and int(shown.level) == number
            rung.show_words(
                RungWords(
                    sentences.get(number) or level_name(number),
                    level if level is not None and int(level) == number else None,
                    answered and level is not None and int(level) == number,
                    last_words(last, today) if last is not None and is_last else "",
                    _shows_words(shown, number) if is_shown else "",
                    _work_lines(card) if is_shown else (),
                )
            )
            stops = number == self._first
            rung.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.NoFocus)

    @property
    def _first(self) -> int:
        """Where the focus comes in."""
        return 0 if self._level is None else int(self._level)

    def _on(self, number: int) -> bool:
        return self._level is not None and int(self._level) == number

    def _meant(self, number: int) -> float:
        if self._answered and self._on(number) and self._level == number and number < HIGHEST:
            return number + STEP
        return float(number)

    def _entered(self, number: int) -> float:
        return self._level if self._level is not None and self._on(number) else float(number)

    def focus_rung(self, number: int | None = None) -> None:
        """Put the focus on a rung; without one on that of the level that stands there, else on the first."""
        number = self._first if number is None else number
        if number in LEVELS:
            self.rungs[number].setFocus(Qt.FocusReason.OtherFocusReason)
            self.walked_to.emit(self.rungs[number])

    @property
    def focused(self) -> Rung | None:
        """The rung that has the focus."""
        return next((rung for rung in self.rungs if rung.hasFocus()), None)


def last_words(last: Assessment, today: date) -> str:
    """“12 Sep: 2.5”."""
    day = date.fromisoformat(last.on_date)
    level = level_text(last.level)
    if day == today:
        return tr("today: {level}", level=level)
    return tr("{day}: {level}", day=short_date(day, today), level=level)


def _shows_words(shown: Shown, number: int) -> str:
    """What stands over the evidence on the rung of the level that work shows."""
    level = shown.level or 0.0
    if shown.fresh is None:
        if level != number:
            return tr("Your work showed {level} more than two years ago", level=level_text(level))
        return tr("Your work showed this more than two years ago")
    return tr("Your work shows {level}", level=level_text(level)) if level != number else tr("Your work shows this")


def _work_lines(card: SkillCard) -> tuple[str, ...]:
    """What shows the level that work shows, the newest first, in at most three lines."""
    level, today = card.shown.level, card.today
    held = [row for row in card.showing if row.is_done and row.proof.level == level and row.proof.holds_on(today)]
    held.sort(key=lambda row: row.proof.since, reverse=True)
    lines = []
    for row in held[:_MOST_LINES]:
        day = long_date(date.fromisoformat(row.proof.since)) if row.proof.since else ""
        lines.append(tr("{title} · {day}", title=row.title, day=day) if day else row.title)
    if len(held) > _MOST_LINES:
        more = trn("and {n} more", "and {n} more", len(held) - _MOST_LINES)
        lines[-1] = tr("{line} · {more}", line=lines[-1], more=more)
    return tuple(lines)
