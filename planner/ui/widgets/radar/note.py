"""The small raised note beside a point of a chart: what a level means, and what one knows of the skill."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from planner.ui.theme import Space
from planner.ui.widgets.label import Label
from planner.ui.widgets.raised import paint_raised

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from planner.ui.theme import Theme

_WIDTH = 270


class Note(NamedTuple):
    """What a note says: a heading, figures, a sentence, and grey lines below."""

    title: str
    figures: str = ""
    text: str = ""
    more: tuple[str, ...] = ()


class NoteCard(QWidget):
    """Lies over its parent, takes no mouse, and keeps within it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._ground = theme, parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.note = Note("")
        self._lines = [Label("", role, tone) for role, tone in _LINES]
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(Space.XS)
        for line in self._lines:
            line.setWordWrap(True)
            column.addWidget(line)
        self.hide()

    def show_note(self, note: Note, near: QPointF) -> None:
        """Show it beside a point of the parent, on the side where there is more room."""
        self._take(note, _WIDTH)
        ground = QRectF(self._ground.rect())
        right = near.x() <= ground.width() / 2
        left = near.x() + Space.L if right else near.x() - Space.L - self.width()
        left = min(max(left, 0.0), ground.width() - self.width())
        top = min(max(near.y() - self.height() / 2, 0.0), max(0.0, ground.height() - self.height()))
        self.move(round(left), round(top))
        self.show()
        self.raise_()

    def show_near(self, note: Note, near: QPointF) -> None:
        """Show it above a point of the parent, below where there is no room, and no wider than its words."""
        texts = (note.title, note.figures, note.text, *note.more)
        fonts = ("meta_strong", "meta", "body", *("meta" for _ in note.more))
        words = max(
            QFontMetricsF(self._theme.font(font)).horizontalAdvance(text)
            for font, text in zip(fonts, texts, strict=True)
        )
        self._take(note, ceil(words) + 2 * Space.M + 2)
        ground = QRectF(self._ground.rect())
        left = min(max(near.x() - self.width() / 2, 0.0), max(0.0, ground.width() - self.width()))
        above = near.y() - Space.M - self.height()
        self.move(round(left), round(above if above >= 0 else near.y() + Space.M))
        self.show()
        self.raise_()

    def _take(self, note: Note, width: int) -> None:
        width = min(_WIDTH, width, self._ground.width())
        if note == self.note and not self.isHidden() and width == self.width():
            return
        self.note = note
        texts = (note.title, note.figures, note.text, "\n".join(note.more))
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
            line.setVisible(bool(text))
        self.setFixedWidth(width)
        self.setFixedHeight(self._column.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_raised(self, self._theme).end()


_LINES = (("meta_strong", ""), ("meta", ""), ("body", ""), ("meta", ""))
