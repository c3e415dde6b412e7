"""Sets a document: makes the pieces of its title, sections and blocks. The window and the PDF draw the same ones."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt

from planner.config.text import tr
from planner.domain.document import (
    Bars,
    Document,
    Entry,
    Figures,
    Radar,
    Subheading,
    Table,
    Target,
    Text,
)
from planner.ui.look_back.typeset import MEASURE, STYLES, WIDEST, Fonts, Lines, Piece, elided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter

    from planner.domain.document import Bar, Block
    from planner.ui.theme import Theme

_SECTION_GAP: Final = 44.0
_RADAR_HEIGHT: Final = 400.0
_NAMES: Final = 236.0
_VALUES: Final = 70.0
_BAR: Final = 8.0
_ROW: Final = 26.0
_PAD: Final = 10.0
_NOTE_GAP: Final = 24.0


def set_document(fonts: Fonts, document: Document, width: float = MEASURE) -> list[Piece]:
    """The pieces of a document for a measure, from top to bottom."""
    setting = _Setting(fonts, width)
    pieces = [setting.line("title", document.title, 0.0), setting.line("subtitle", document.subtitle, 6.0, "muted")]
    for section in document.sections:
        if section.heading:
            pieces.append(setting.heading(section.heading))
        begins = True
        for block, following in zip_longest(section.blocks, section.blocks[1:]):
            for piece in setting.block(block, keeps=isinstance(following, Radar)):
                # What follows a heading stands close to it.
                near = min(piece.gap, 12.0) if section.heading else max(piece.gap, 28.0)
                pieces.append(piece._replace(gap=near) if begins else piece)
                begins = False
    return pieces


class _Setting:
    """Knows fonts and measure."""

    def __init__(self, fonts: Fonts, width: float) -> None:
        self._fonts, self._width = fonts, width

    def line(self, style: str, text: str, gap: float, colour: str = "text") -> Piece:
        """A paragraph in one style, kept with what follows."""
        return self._text(style, text, gap, colour)._replace(keeps=True)

    def heading(self, text: str) -> Piece:
        """The heading of a section under a hairline."""
        lines, width = self._fonts.lines("section", text, self._width), self._width

        def paint(painter: QPainter, theme: Theme) -> None:
            painter.fillRect(QRectF(0, 0, width, 1), theme.colour("line_strong"))
            lines.draw(painter, theme, QPointF(0, 18))

        return Piece(_SECTION_GAP, 18 + lines.height, paint, text, keeps=True)

    def block(self, block: Block, *, keeps: bool = False) -> Iterator[Piece]:
        """The pieces of a block; ``keeps`` lets a paragraph stand with what follows."""
        match block:
            case Figures():
                yield self._figures(block)
            case Text():
                asks = block.target is not None and block.text.endswith("…")
                colour = "accent" if asks else "muted" if block.is_quiet else "text"
                piece = self._text("meta" if block.is_quiet else "body", block.text, 2.0 if asks else 10.0, colour)
                yield piece._replace(target=block.target, keeps=keeps)
            case Subheading():
                yield self.line("subheading", block.text, 26.0, "muted")
            case Entry():
                yield from self._quote(block) if block.is_quote else self._entry(block)
            case Bars():
                yield from self._bars(block)
            case Table():
                yield from self._table(block)
            case Radar():
                yield self._radar(block)

    def _text(self, style: str, text: str, gap: float, colour: str) -> Piece:
        lines = self._fonts.lines(style, text, self._width)
        return Piece(gap, lines.height, lambda painter, theme: lines.draw(painter, theme, QPointF(), colour), text)

    # ------------------------------------------------------------------ numbers

    def _figures(self, block: Figures) -> Piece:
        columns = max(len(block.figures), 3)
        wide = self._width / columns
        numbers = [elided(self._fonts, "figure", figure.value, wide - _PAD) for figure in block.figures]
        words = [self._fonts.lines("words", figure.words, wide - 2 * _PAD) for figure in block.figures]
        top = numbers[0].height
        height = top + max(line.height for line in words)

        def paint(painter: QPainter, theme: Theme) -> None:
            for place, (number, word) in enumerate(zip(numbers, words, strict=True)):
                number.draw(painter, theme, QPointF(place * wide, 0), "accent")
                word.draw(painter, theme, QPointF(place * wide, top), "muted")

        return Piece(34.0, height, paint, block.sentence)

    # ------------------------------------------------------------------ entries

    def _quote(self, entry: Entry) -> Iterator[Piece]:
        """The person's words, and in small letters what they are about."""
        lines = self._fonts.lines("quote", entry.text, self._width - _PAD - 4)

        def paint(painter: QPainter, theme: Theme) -> None:
            painter.fillRect(QRectF(0, 3, 2, lines.height - 6), theme.colour("accent"))
            lines.draw(painter, theme, QPointF(_PAD + 4, 0))

        yield Piece(14.0, lines.height, paint, entry.text, keeps=True)
        yield from self._about(entry, _PAD + 4, "meta", "muted", 1.0)

    def _entry(self, entry: Entry) -> Iterator[Piece]:
        """The title with its note on the right, and below what is said of it."""
        yield from self._about(entry, 0.0, "body", "text", 7.0)
        if entry.text:
            yield self._text("meta", entry.text, 0.0, "muted")

    def _about(self, entry: Entry, left: float, style: str, colour: str, gap: float) -> Iterator[Piece]:
        note = self._fonts.lines("number", entry.note, self._width)
        room = self._width - left
        if entry.note and note.bound + len(entry.title) * STYLES[style].pixels * WIDEST + _NOTE_GAP > room:
            room -= note.natural + _NOTE_GAP
        lines, width = self._fonts.lines(style, entry.title, room), self._width

        def paint(painter: QPainter, theme: Theme) -> None:
            lines.draw(painter, theme, QPointF(left, 0), colour)
            if entry.note:
                note.draw_right(painter, theme, QPointF(width, (lines.line - note.line) / 2), "muted")

        said = tr("{title}, {note}", title=entry.title, note=entry.note) if entry.note else entry.title
        follows = bool(entry.url or (entry.text and not entry.is_quote))
        yield Piece(gap, lines.height, paint, said, keeps=follows, target=entry.target)
        if entry.url:
            address = self._fonts.lines("meta", entry.url, self._width - left)
            yield Piece(
                0.0,
                address.height,
                lambda painter, theme: address.draw(painter, theme, QPointF(left, 0), "accent"),
                entry.url,
                target=Target("link", entry.url),
            )

    # ------------------------------------------------------------------ charts and tables

    def _bars(self, block: Bars) -> Iterator[Piece]:
        yield self.line("subheading", block.name, 22.0, "muted")
        most = max((bar.amount for bar in block.bars), default=0) or 1
        last = len(block.bars) - 1
        for place, bar in enumerate(block.bars):
            # What is compared stands on one page.
            yield self._bar(bar, bar.amount / most)._replace(gap=0.0 if place else 6.0, keeps=place < last)

    def _bar(self, bar: Bar, share: float) -> Piece:
        fonts, width = self._fonts, self._width
        name, value = elided(fonts, "meta", bar.name, _NAMES - _PAD), fonts.lines("number", bar.value, _VALUES)
        room = width - _NAMES - _VALUES

        def paint(painter: QPainter, theme: Theme) -> None:
            top = (_ROW - name.line) / 2
            name.draw(painter, theme, QPointF(0, top))
            value.draw_right(painter, theme, QPointF(width, top), "text" if bar.amount else "muted")
            if bar.amount:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.colour("accent") if bar.hue is None else theme.step_colour(bar.hue))
                box = QRectF(_NAMES, (_ROW - _BAR) / 2, max(room * share, _BAR), _BAR)
                painter.drawRoundedRect(box, _BAR / 2, _BAR / 2)

        return Piece(0.0, _ROW, paint, tr("{name}: {value}", name=bar.name, value=bar.value))

    def _table(self, table: Table) -> Iterator[Piece]:
        edges = self._edges(table)
        yield self._row(table, table.heads, edges, "head", 12.0)._replace(keeps=True)
        for place, row in enumerate(table.rows):
            piece = self._row(table, row, edges, "number", 0.0)
            yield piece._replace(keeps=place == len(table.rows) - 2)

    def _edges(self, table: Table) -> list[tuple[float, float]]:
        """Left and right of each column: numbers take what they need, the first of the others the rest."""
        fonts, count = self._fonts, len(table.heads)
        needs = []
        for place in range(count):
            texts = [("head", table.heads[place]), *(("number", row[place]) for row in table.rows)]
            needs.append(max(fonts.metrics(style).horizontalAdvance(text) for style, text in texts) + 2 * _PAD)
        fixed = sum(need for place, need in enumerate(needs) if place in table.right)
        words = [place for place in range(count) if place not in table.right]
        share = max(self._width - fixed, 80.0 * len(words)) / max(len(words), 1)
        edges, left = [], 0.0
        for place in range(count):
            wide = needs[place] if place in table.right else share
            edges.append((left, left + wide))
            left += wide
        return edges

    def _row(
        self, table: Table, row: tuple[str, ...], edges: list[tuple[float, float]], style: str, gap: float
    ) -> Piece:
        cells: list[Lines] = [
            elided(self._fonts, style, text, right - left - (_PAD if place else 0))
            for place, (text, (left, right)) in enumerate(zip(row, edges, strict=True))
        ]
        is_head, width = style == "head", self._width

        def paint(painter: QPainter, theme: Theme) -> None:
            colour = "muted" if is_head else "text"
            for place, (cell, (left, right)) in enumerate(zip(cells, edges, strict=True)):
                top = (_ROW - cell.line) / 2
                if place in table.right:
                    cell.draw_right(painter, theme, QPointF(right, top), colour)
                else:
                    cell.draw(painter, theme, QPointF(left, top), colour)
            painter.fillRect(QRectF(0, _ROW - 1, width, 1), theme.colour("line_strong" if is_head else "line"))

        said = ", ".join(
            text if is_head or not place else tr("{column}: {text}", column=table.heads[place], text=text)
            for place, text in enumerate(row)
            if text
        )
        return Piece(gap, _ROW, paint, said)

    def _radar(self, radar: Radar) -> Piece:
        from planner.ui.look_back.radar import picture_of
        from planner.ui.widgets.radar.picture import paint as paint_picture

        picture, area = picture_of(radar), QRectF(0, 0, self._width, _RADAR_HEIGHT)

        def paint(painter: QPainter, theme: Theme) -> None:
            painter.save()
            paint_picture(painter, theme, picture, area)
            painter.restore()

        rows = "; ".join(f"{name}: {before} → {after}" for name, before, after, _ in radar.table.rows)
        return Piece(16.0, _RADAR_HEIGHT, paint, tr("Radar of self-rated levels. {levels}", levels=rows))
