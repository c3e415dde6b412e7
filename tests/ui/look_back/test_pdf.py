"""The PDF: whole lines on numbered pages, the same bytes for the same document, its title and language said."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from planner.domain.document import Bar, Bars, Document, Entry, Level, Radar, Section, Table, Text
from planner.ui.look_back.pdf import paged, pdf_bytes, with_language, without_dates
from planner.ui.look_back.setting import set_document
from planner.ui.look_back.typeset import MEASURE, Fonts, Piece
from planner.ui.theme import Theme

LEVELS = (Level("Craft", 1.0, 2.5), Level("People", None, 1.0), Level("Business", 3.0, None))
WHOLE = Document(
    "Looking back on 2026",
    "1 January 2026 to 31 December 2026",
    (
        Section("outcomes", "What came of it", tuple(Entry(f"T{n}", "Words " * 60, is_quote=True) for n in range(12))),
        Section("levels", "Levels", (Text("Rose"), Radar(LEVELS, "a", "b", Table(("A", "B", "C", "D"), ())))),
        Section("time", "Time", (Bars("By month", tuple(Bar(f"M{n}", n, f"{n} h", n % 7 + 1) for n in range(12))),)),
    ),
)


def test_the_same_document_gives_the_same_file(qapp: QApplication) -> None:
    first = pdf_bytes(WHOLE)
    assert first == pdf_bytes(WHOLE)
    assert first.startswith(b"%PDF-1.")
    assert first.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", first)) >= 3
    assert b"/Lang (en)" in first
    assert "Looking back on 2026".encode("utf-16-be") in first
    assert not re.search(rb"D:20\d\d", first)
    assert pdf_bytes(WHOLE._replace(title="Looking back")) != first


def test_the_update_says_where_it_lies(qapp: QApplication) -> None:
    file = pdf_bytes(WHOLE)
    start = int(re.findall(rb"startxref\s+(\d+)", file)[-1])
    assert file[start : start + 4] == b"xref"
    root, offset = re.search(rb"xref\n(\d+) 1\n(\d{10}) 00000 n ", file[start:]).groups()  # type: ignore[union-attr]
    assert file[int(offset) :].startswith(root + b" 0 obj")
    previous = int(re.search(rb"/Prev (\d+)", file[start:])[1])  # type: ignore[index]
    assert file[previous : previous + 4] == b"xref"


def test_what_is_no_pdf_of_qt_stays_as_it_is() -> None:
    assert with_language(b"%PDF-1.4 something", "de") == b"%PDF-1.4 something"
    dated = b"(D:20261130103753Z)"
    assert without_dates(dated) == b"(D:19700101000000Z)"


PIECES = st.lists(
    st.tuples(st.floats(0, 60), st.floats(1, 400), st.booleans()).map(
        lambda drawn: Piece(drawn[0], drawn[1], lambda _painter, _theme: None, "", keeps=drawn[2])
    ),
    max_size=60,
)


@given(PIECES)
@settings(max_examples=200)
def test_no_piece_is_cut_lost_or_laid_over_another(pieces: list[Piece]) -> None:
    height = 900.0
    pages = paged(pieces, height)
    assert [piece for page in pages for _, piece in page] == pieces
    for page in pages:
        at = 0.0
        for top, piece in page:
            assert top >= at - 1e-6
            at = top + piece.height
        assert at <= height + 1e-6
    for page, following in pairwise(pages):
        if page[-1][1].keeps:  # only a group that is longer than a page is parted
            together = [piece.height for piece in (*(piece for _, piece in page), following[0][1])]
            assert sum(together) > height - 60 * len(together)


def test_a_heading_stays_with_what_follows_and_a_chart_on_one_page(qapp: QApplication) -> None:
    theme = Theme("light")
    pages = paged(set_document(Fonts(theme), WHOLE), 930.0)
    assert not any(page[-1][1].keeps for page in pages)
    numbered = [(number, piece.said) for number, page in enumerate(pages) for _, piece in page]
    bars = [number for number, said in numbered if re.fullmatch(r"M\d+: \d+ h", said)]
    assert len(bars) == 12
    assert len(set(bars)) == 1
    theme.deleteLater()


def test_every_line_fits_the_measure(qapp: QApplication) -> None:
    theme = Theme("light")
    fonts = Fonts(theme)
    for style, text in (("quote", "word " * 200), ("title", "x" * 500), ("meta", "日本語" * 120), ("body", "")):
        lines = fonts.lines(style, text, MEASURE)
        assert lines.height == lines.line * lines.count
        if lines.natural > MEASURE:
            assert lines.count >= lines.natural / MEASURE
    theme.deleteLater()
