"""A document as a PDF: A4 pages with margins and numbers, the same pieces as on the screen, text that can be chosen.

What Qt leaves out of the file is added: the language of the text (PDF 1.7, section 14.9.2), which screen readers and
searches go by. The date of its making is left out, so that the same document gives the same file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from planner.config.text import language, tr
from planner.ui.look_back.setting import set_document
from planner.ui.look_back.typeset import MEASURE, Fonts
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.domain.document import Document
    from planner.ui.look_back.typeset import Piece

_DPI: Final = 96.0
_RESOLUTION: Final = 1200
_WIDTH, _HEIGHT = 210 / 25.4 * _DPI, 297 / 25.4 * _DPI
_TOP: Final = 88.0
_FOOT: Final = 100.0
_NUMBER: Final = 56.0


def pdf_bytes(document: Document) -> bytes:
    """The document as PDF; it is set in the light theme, whatever the window wears."""
    theme = Theme("light")
    fonts = Fonts(theme)
    pages = paged(set_document(fonts, document), _HEIGHT - _TOP - _FOOT)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    title = tr("{title}, {days}", title=document.title, days=document.subtitle)
    writer.setTitle(title)
    writer.setCreator(tr("Planner"))
    writer.setDocumentId(QUuid(str(uuid5(NAMESPACE_URL, repr(document)))))
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, page in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _paint_page(painter, theme, fonts, page, tr("{n} of {all}", n=number, all=len(pages)))
    painter.end()
    buffer.close()
    theme.deleteLater()
    return with_language(without_dates(bytes(kept.data())), language())


def paged(pieces: Sequence[Piece], height: float) -> list[list[tuple[float, Piece]]]:
    """The pieces on pages of a height, each with its distance from the top: none is cut, and headings never end one."""
    pages: list[list[tuple[float, Piece]]] = [[]]
    at = 0.0
    for group in _kept_together(pieces):
        whole = sum(piece.height + (piece.gap if place else 0.0) for place, piece in enumerate(group))
        if pages[-1] and at + group[0].gap + whole > height:
            pages.append([])
            at = 0.0
        for piece in group:
            if pages[-1] and at + piece.gap + piece.height > height:  # a group that is longer than a page
                pages.append([])
                at = 0.0
            at += piece.gap if pages[-1] else 0.0
            pages[-1].append((at, piece))
            at += piece.height
    return pages


def _kept_together(pieces: Sequence[Piece]) -> list[list[Piece]]:
    groups: list[list[Piece]] = []
    open_group = False
    for piece in pieces:
        if open_group:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        open_group = piece.keeps
    return groups


def _paint_page(
    painter: QPainter, theme: Theme, fonts: Fonts, page: Sequence[tuple[float, Piece]], number: str
) -> None:
    painter.save()
    painter.scale(_RESOLUTION / _DPI, _RESOLUTION / _DPI)
    left = (_WIDTH - MEASURE) / 2
    for at, piece in page:
        painter.save()
        painter.translate(left, _TOP + at)
        piece.paint(painter, theme)
        painter.restore()
    line = fonts.lines("words", number, MEASURE)
    line.draw(painter, theme, QPointF((_WIDTH - line.natural) / 2, _HEIGHT - _NUMBER), "muted")
    painter.restore()


# ---------------------------------------------------------------------- what Qt leaves out


def without_dates(pdf: bytes) -> bytes:
    """The file as if it had been made at the beginning of 1970, with no byte moved."""
    pdf = re.sub(rb"\(D:\d{14}[^)]*\)", lambda found: _padded(b"(D:19700101000000Z)", len(found[0])), pdf)
    moment = rb"(?<=Date[>=])\"?\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+\-0-9:Z]*"
    return re.sub(moment, _at_the_beginning, pdf)


def _at_the_beginning(found: re.Match[bytes]) -> bytes:
    """1970 in as many signs as stood there: whoever reads the file counts bytes."""
    quote = b'"' if found[0].startswith(b'"') else b""
    moment = quote + b"1970-01-01T00:00:00"
    rest = len(found[0]) - len(moment)
    return moment + (b"+00:00" if rest >= 6 else b"Z" * min(rest, 1))[:rest]


def _padded(text: bytes, length: int) -> bytes:
    return text.ljust(length)


def with_language(pdf: bytes, name: str) -> bytes:
    """The file with the language of its text in the catalogue, appended as an update (PDF 1.7, section 7.5.6)."""
    root = re.search(rb"/Root (\d+) 0 R", pdf)
    size = re.search(rb"/Size (\d+)", pdf)
    start = re.findall(rb"startxref\s+(\d+)", pdf)
    info = re.search(rb"/Info (\d+ 0 R)", pdf)
    identity = re.search(rb"/ID \[.*?\]", pdf, re.DOTALL)
    catalogue = re.search(rb"(?s)\b%b 0 obj\s*<<(.*?)>>\s*endobj" % root[1], pdf) if root else None
    if root is None or size is None or not start or catalogue is None:
        return pdf
    code = name.replace("_", "-").encode("ascii", "ignore") or b"en"
    at = len(pdf) + 1
    update = b"\n%b 0 obj\n<<%b/Lang (%b)\n>>\nendobj\n" % (root[1], catalogue[1], code)
    where = at + len(update) - 1
    update += b"xref\n%b 1\n%010d 00000 n \ntrailer\n<<\n/Size %b\n/Root %b 0 R\n" % (root[1], at, size[1], root[1])
    update += b"/Info %b\n" % info[1] if info else b""
    update += identity[0] + b"\n" if identity else b""
    return pdf + update + b"/Prev %b\n>>\nstartxref\n%d\n%%%%EOF\n" % (start[-1], where)
