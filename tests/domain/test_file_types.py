"""Names of kept files, what their content is, and which of them are opened in another program."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.errors import InvalidInputError
from planner.domain.file_types import (
    NAME_MAX,
    checked_name,
    ending_of,
    media_type_of,
    opened_ending,
    retyped,
    tidy_name,
)

PDF, PNG, JPEG = b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("a", PDF, "application/pdf"),
        ("a.exe", PDF, "application/pdf"),
        ("a.pdf", b"\xef\xbb\xbf\n%PDF-1.4", "application/pdf"),
        ("a.pdf", b"<html>", "application/octet-stream"),
        ("a.png", PNG, "image/png"),
        ("a.png", JPEG, "image/jpeg"),
        ("a.png", b"GIF89a..", "image/gif"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
        ("a.webp", b"RIFF\x10\0\0\0WAVEfmt ", "application/octet-stream"),
        ("notes.TXT", b"x", "text/plain"),
        ("a.b.csv", b"x", "text/csv"),
        ("report.docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("page.html", b"x", "text/html"),
        ("archive.zip", b"PK", "application/zip"),
        ("noending", b"x", "application/octet-stream"),
        ("x.planner-unheard-of", b"x", "application/octet-stream"),
        (".pdf", b"x", "application/octet-stream"),
    ],
)
def test_the_type_is_told_by_content_first(name: str, data: bytes, told: str) -> None:
    assert media_type_of(name, data) == told


@pytest.mark.parametrize(
    ("name", "media_type", "ending"),
    [
        ("a.jpeg", "image/jpeg", ".jpg"),
        ("launcher.desktop", "application/pdf", ".pdf"),
        ("b.ODT", "application/vnd.oasis.opendocument.text", ".odt"),
        ("c.md", "text/x-whatever", ".md"),
        ("a.pdf", "application/octet-stream", ""),
        ("a.html", "text/html", ""),
        ("a.svg", "image/svg+xml", ""),
        ("a.sh", "application/x-sh", ""),
        ("a.exe", "application/octet-stream", ""),
        ("a.docm", "application/octet-stream", ""),
        ("a.zip", "application/zip", ""),
        ("pdf", "application/octet-stream", ""),
        ("invoice.pdf .desktop", "application/octet-stream", ""),
    ],
)
def test_only_documents_and_pictures_are_opened(name: str, media_type: str, ending: str) -> None:
    assert opened_ending(name, media_type) == ending


SAFE = {".pdf", ".png", ".jpg", ".gif", ".webp", ".txt", ".csv", ".md", ".json", ".ics"}
SAFE |= {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}


@given(st.text(), st.binary(max_size=12))
def test_nothing_else_is_ever_opened(name: str, data: bytes) -> None:
    assert opened_ending(name, media_type_of(name, data)) in SAFE | {""}


@given(st.text(st.characters(), max_size=300))
def test_a_tidy_name_is_one_line_that_no_file_system_takes_for_a_path(text: str) -> None:
    name = tidy_name(text)
    assert 0 < len(name) <= NAME_MAX
    assert not set(name) & set("/\\\n\r\t\0\u202e")
    assert name.strip(".")
    assert tidy_name(name) == name
    assert checked_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zertifikat (1).pdf", "Zertifikat (1).pdf"),
        (" a\n b.txt ", "a b.txt"),
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("C:\\Users\\x.pdf", "C:-Users-x.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("..", "File"),
        ("/", "File"),
        ("", "File"),
        ("x" * 300 + ".docx", "x" * 195 + ".docx"),
    ],
)
def test_names_from_elsewhere_become_tidy(text: str, name: str) -> None:
    assert tidy_name(text) == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (" ", "no name"),
        ("..", "no name"),
        ("a/b.pdf", "no / and no"),
        ("a\\b.pdf", "no / and no"),
        ("x" * 201, "201 characters; 200 is the most"),
    ],
)
def test_names_that_are_typed_are_refused(text: str, words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        checked_name(text)


def test_another_ending_says_another_type_unless_the_content_told_it() -> None:
    assert retyped("a.pdf", "a.txt", "application/pdf") == "application/pdf"
    assert retyped("a.bin", "b.bin", "x/y") == "x/y"
    assert retyped("a.bin", "a.txt", "application/octet-stream") == "text/plain"
    assert ending_of("A.TAR.GZ") == ".gz"
