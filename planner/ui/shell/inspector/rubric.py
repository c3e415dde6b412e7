"""The rubric of a skill as a ladder: the current and the next rung stand out, and each sentence is edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from planner.config.text import tr
from planner.domain.words import SkillId
from planner.ui.shell.inspector.field_rows import HANG
from planner.ui.shell.inspector.text_fields import GrowingField
from planner.ui.theme import Radius, Space, Theme
from planner.ui.widgets.button import Button
from planner.ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent

    from planner.ui.shell.page import PageContext

_LEVELS = range(6)
_NUMBER = 13
_PAD = 6


class Rung(QAbstractButton):
    """One level; the current one has a ground, the next one says so. A click, Enter or F2 edits its sentence.

    ``submit`` takes the level, the text and the id of the visit, and says whether it was written.
    """

    def __init__(self, theme: Theme, level: int, submit: Callable[[int, str, str], bool]) -> None:
        super().__init__()
        self._theme = theme
        self._submit = submit
        self._current = False
        self._sentence = ""
        self.level = level
        self.editor: GrowingField | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # a button keeps its width
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(tr("Press Enter to edit"))
        self._number = Label(str(level), "section", "muted")
        self._number.setFixedWidth(_NUMBER)
        self._number.setContentsMargins(0, _PAD, 0, 0)
        self._word = Label("", "meta_strong", "accent")
        self._text = Label("", "body")
        self._text.setWordWrap(True)
        # The texts keep free what the frame of the editor takes, so that a sentence stays where it is when it opens.
        self._word.setContentsMargins(HANG, _PAD, HANG, 0)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addWidget(self._word)
        self._words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        self.clicked.connect(self.edit)
        theme.changed.connect(self.update)

    def show_rung(self, text: str, *, current: bool, is_next: bool, fresh: bool) -> None:
        """Show the sentence of the level; ``fresh`` says that it is one of another skill."""
        self._current, self._sentence = current, text
        word = tr("Now") if current else tr("Next") if is_next else ""
        self._word.setText(word)
        self._word.setVisible(bool(word))
        self._text.setContentsMargins(HANG, 1 if word else _PAD, HANG, _PAD)
        self._text.setText(text or tr("Say what this level means"))
        self._text.set_tone("" if text and (current or is_next) else "muted")
        self.setAccessibleName(tr("Level {level} {word}: {text}", level=self.level, word=word, text=text))
        if self.editor is not None:
            if fresh:
                self.editor.visit.reset(text)
                self._close()
            else:
                self.editor.visit.show(text)
        self.update()

    @property
    def editing(self) -> bool:
        """Whether the sentence is open."""
        return self.editor is not None and not self.editor.isHidden()

    def edit(self) -> None:
        """Open the sentence, the cursor at its end."""
        if self.editing:
            return
        if self.editor is None:
            name = tr("What level {level} means", level=self.level)
            self.editor = GrowingField(name, self._write, one_line=True, parent=self)
            self.editor.setPlaceholderText(tr("Say what this level means"))
            self._words.addWidget(self.editor)
            self.editor.left.connect(self._close)
            self.editor.entered.connect(self._close_by_key)
            QWidget.setTabOrder(self, self.editor)
        self.editor.visit.reset(self._sentence)
        self._text.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def flush(self) -> None:
        """Submit what is still being typed."""
        if self.editor is not None:
            self.editor.visit.submit()

    def _write(self, text: str, visit: str) -> bool:
        return self._submit(self.level, text, visit)

    def _close(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self._text.show()

    def _close_by_key(self) -> None:
        self._close()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.editing and self.editor is not None:
            if key == Qt.Key.Key_Escape:
                if self.editor.visit.submit():
                    self._close_by_key()
            else:
                event.ignore()  # what the field has no use for is no press of the button
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        hover = self.underMouse() and not self.editing
        if not self._current and not hover and not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = self._theme.colour("accent_soft" if self._current else "hover")
        painter.setBrush(ground if self._current or hover else Qt.BrushStyle.NoBrush)
        inset = 1 if self.hasFocus() else 0
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)


class RubricLadder(QWidget):
    """The six rungs, the highest on top; those without a sentence are hidden until one asks for them."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._skill_id: SkillId | None = None
        self._all = False
        self.rungs = [Rung(context.theme, level, self._submit) for level in _LEVELS]
        self.describe = Button(context.theme, "", "link")
        self.describe.clicked.connect(self._describe)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        for rung in reversed(self.rungs):
            column.addWidget(rung)
        link = QHBoxLayout()
        link.setContentsMargins(HANG - 1, Space.XS, 0, 0)
        link.addWidget(self.describe)
        link.addStretch(1)
        column.addLayout(link)

    def show_rubric(self, skill_id: int, sentences: Mapping[int, str], claimed: float | None, *, fresh: bool) -> None:
        """Show the sentences of a skill by level, and where one stands on them; ``fresh`` says it was opened now."""
        self._skill_id = SkillId(skill_id)
        self._all = self._all and not fresh
        current = None if claimed is None else int(claimed)
        next_level = 1 if current is None else current + 1
        for rung in self.rungs:
            level = rung.level
            stays = not fresh and not rung.isHidden()  # one that was just emptied may be filled again
            rung.show_rung(sentences.get(level, ""), current=level == current, is_next=level == next_level, fresh=fresh)
            rung.setVisible(level in sentences or stays or self._all)
        self._offer()

    def _offer(self) -> None:
        hidden = sum(rung.isHidden() for rung in self.rungs)
        text = tr("Describe the levels") if hidden == len(self.rungs) else tr("Describe the other levels")
        self.describe.setText(text)
        self.describe.setAccessibleName(text)
        self.describe.setVisible(hidden > 0)

    def _describe(self) -> None:
        """Show all rungs, and open the lowest one above 0 that has no sentence."""
        first = next((rung for rung in (*self.rungs[1:], self.rungs[0]) if rung.isHidden()), None)
        self._all = True
        for rung in self.rungs:
            rung.show()
        self._offer()
        if first is not None:
            first.edit()

    def flush(self) -> None:
        """Submit what is still being typed."""
        for rung in self.rungs:
            rung.flush()

    def _submit(self, level: int, text: str, visit: str) -> bool:
        from planner.services.actions.rubrics import SetRubric

        if self._skill_id is None:
            return True
        return self._context.run(SetRubric(self._skill_id, level, text, visit=visit)) is not None

    def forget(self) -> None:
        """The skill is gone: nothing is submitted any more."""
        self._skill_id = None
