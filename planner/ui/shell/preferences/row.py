"""One preference: what it is, a sentence on it, its control, and the way back to what is usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.services.preferences import options_of, value_words
from planner.ui.shell.preferences.controls import make_control
from planner.ui.theme import Space
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from planner.config.preferences import Preference, Value
    from planner.ui.theme import Theme

#: Below this width there is no room for words and control side by side.
_NARROW = 480


class PreferenceRow(QWidget):
    """``chosen`` carries a value that the person wants, ``asked`` that they want to be asked for one."""

    chosen = Signal(object)
    asked = Signal()
    again_wanted = Signal()

    def __init__(self, theme: Theme, wanted: Preference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preference = wanted
        title = tr(wanted.title)
        self.control = make_control(theme, wanted)
        self.control.chosen.connect(self.chosen)
        self.control.asked.connect(self.asked)
        usual = value_words(wanted, wanted.default)
        self.reset_button = Button(
            theme, variant="icon", icon="undo", name=tr("{title}: back to “{usual}”", title=title, usual=usual)
        )
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self.reset_button.clicked.connect(self._reset)
        self.remark = Label("", "meta")
        self.again_button = Button(theme, tr("Start again now"), "link")
        self.again_button.setAccessibleName(tr("{title}: start again now", title=title))
        self.again_button.clicked.connect(self.again_wanted)
        self.later = QWidget()
        line = QHBoxLayout(self.later)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.S)
        line.addWidget(self.remark)
        line.addWidget(self.again_button)
        line.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, "strong"))
        words.addWidget(wrapped(tr(wanted.sentence), "meta"))
        words.addWidget(self.later)
        self._tail = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._tail.setSpacing(Space.S)
        self._tail.addWidget(self.reset_button)
        self._tail.addWidget(self.control)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, Space.M, 0, Space.M)
        self._row.setSpacing(Space.S)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._tail)
        self.say_later(later=False)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._tail.minimumSize().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the words, the control stands below them."""
        super().resizeEvent(event)
        direction, narrow = QBoxLayout.Direction, self.width() < _NARROW
        if (self._row.direction() == direction.TopToBottom) != narrow:
            self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
            self._tail.setDirection(direction.RightToLeft if narrow else direction.LeftToRight)
            self.control.turn(narrow=narrow)
            self._row.setAlignment(self._tail, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))

    def show_value(self, value: Value) -> None:
        """Show what is preferred."""
        self.control.show_value(value)
        self.reset_button.setVisible(value != self.preference.default)

    def say_later(self, *, later: bool, may_start_again: bool = False) -> None:
        """Say that what was chosen acts when the program starts again."""
        self.remark.setText(tr("At the next start."))
        self.later.setVisible(later)
        self.again_button.setVisible(later and may_start_again)

    def matches(self, text: str) -> bool:
        """Whether all words of a search stand in what the row says."""
        wanted = self.preference
        said = " ".join((tr(wanted.title), tr(wanted.sentence), wanted.key, *dict(options_of(wanted)).values()))
        return all(word in said.casefold() for word in text.casefold().split())

    def _reset(self) -> None:
        self.control.field.setFocus(Qt.FocusReason.OtherFocusReason)  # the button is about to go
        self.chosen.emit(self.preference.default)
