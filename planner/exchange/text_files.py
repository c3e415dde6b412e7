"""Bytes of a text file to text, with the encoding detected, and what is no text refused."""

from typing import Final

from planner.config.text import tr, trn
from planner.domain.errors import ExchangeError

_BINARY: Final = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"SQLite format 3",
    b"\xd0\xcf\x11\xe0",
)
_PAGE: Final = ("<!doctype html", "<html", "<head", "<?xml", "<svg")
_LOOKED_AT: Final = 4_096


def check_size(size: int, limit: int, where: str) -> None:
    """Refuses a file by its size in bytes, before it is read. Raises ExchangeError."""
    if size > limit:
        raise ExchangeError(
            tr(
                "“{where}” has {size} MB, but such files of up to {limit} MB are read; split it and import the parts.",
                where=where,
                size=-(-size // 1_000_000),
                limit=limit // 1_000_000,
            )
        )


def decoded(data: bytes, where: str) -> tuple[str, str]:
    """The text with line feeds, and a remark where the encoding had to be guessed; no NUL characters stay.

    Raises ExchangeError for a web page, for an empty file, and for what is no text at all.
    """
    text, remark = _decoded(data, where)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
        remark = remark or tr("The file holds NUL characters; they were left out.")
    start = text[:_LOOKED_AT].lstrip().lower()
    if not start and not text.strip():
        raise ExchangeError(tr("“{where}” is empty; save it again and import that.", where=where))
    if start.startswith(_PAGE):
        raise ExchangeError(
            tr(
                "“{where}” is a web page, not the file itself; download the file and import that.",
                where=where,
            )
        )
    return text, remark


def _decoded(data: bytes, where: str) -> tuple[str, str]:
    if data.startswith(_BINARY):
        raise _no_text(where)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ""
    head = data[:_LOOKED_AT]
    if head.count(0) * 10 > len(head) * 3:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) < 3 * min(even, odd):
            raise _no_text(where)
        text = data.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
        return text, tr("The file does not say its encoding; it was read as UTF-16.")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        return guessed(data)


def guessed(whole: bytes) -> tuple[str, str]:
    """Text that is not UTF-8: a few bad bytes in UTF-8 are replaced, else it is taken for Windows-1252."""
    text = whole.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    if good > bad:
        return text, trn(
            "{n} character of the file is damaged; it shows as “\ufffd”.",
            "{n} characters of the file are damaged; they show as “\ufffd”.",
            bad,
        )
    try:
        return whole.decode("cp1252"), tr("The file is not UTF-8; it was read as Windows-1252.")
    except UnicodeDecodeError:
        return whole.decode("latin-1"), tr("The file is not UTF-8; it was read as Latin-1.")


def _no_text(where: str) -> ExchangeError:
    return ExchangeError(
        tr("“{where}” is not a text file; export it as CSV, Markdown or JSON and import that.", where=where)
    )
