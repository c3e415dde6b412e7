"""CSV that spreadsheets read without running it, and Markdown in which titles stay plain text."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from planner.exchange.tables import Outline, TableRow, write_csv, write_markdown

FORMATS = Path(__file__).resolve().parents[2] / "docs" / "formats"
texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30)


def _read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_a_line_of_csv() -> None:
    row = TableRow("u1", 'Say "hi", ü', "course", "done", state="completed", core=False, priority=3,
                   due="2026-12-01", estimate_minutes=90, tags=("ml", "deep learning"), notes="a\r\nb")  # fmt: skip
    data = write_csv([row])
    assert data.startswith(b"uid,title,kind,status,")
    assert data.count(b"\r\n") == 2
    assert '"Say ""hi"", ü"'.encode() in data
    read = _read(data)[0]
    assert read["title"] == 'Say "hi", ü'
    assert read["priority"] == "high"
    assert read["core"] == "false"
    assert read["tags"] == "#ml #deep-learning"
    assert read["notes"] == "a\nb"
    assert read["starts"] == read["completed_on"] == ""
    assert read["estimate_minutes"] == "90"


@pytest.mark.parametrize("text", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_not_run(text: str) -> None:
    read = _read(write_csv([TableRow("u", text, "topic", "planned", notes=text)]))[0]
    assert read["title"].startswith("'")
    assert read["notes"].startswith("'")


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_title_comes_back_from_csv(titles: list[str]) -> None:
    rows = [TableRow(str(number), title, "topic", "planned") for number, title in enumerate(titles)]
    assert [row["title"].removeprefix("'") for row in _read(write_csv(rows))] == [
        title.removeprefix("'") for title in titles
    ]


def test_no_rows() -> None:
    assert _read(write_csv([])) == []
    assert write_markdown([]) == b""


def test_markdown_by_roadmap_and_step() -> None:
    rows = [
        TableRow("1", "Read *this*", "reading", "planned", roadmap="Path", step="One #1", tags=("ml",), priority=2),
        TableRow("2", "Course", "course", "done", "completed", "Path", "Two", estimate_minutes=90,
                 completed_on="2026-05-01", url="https://example.org/a b", outcome="Got it", notes="# Notes\n\ntext"),
        TableRow("3", "PyData", "event", "planned", "applied", "Path", "Two", core=False, starts="2026-05-01",
                 ends="2026-05-04", place="Berlin", due="2026-03-01"),
        TableRow("4", "Old", "topic", "skipped", estimate_minutes=25, url="javascript:alert(1)"),
    ]  # fmt: skip
    assert write_markdown(rows, [Outline("Path", ("Zero", "One #1"))]).decode() == (
        "# Path\n\n"
        "## Zero\n\n"
        "## One \\#1\n\n"
        "- [ ] Read \\*this\\* (reading, medium priority, \\#ml)\n\n"
        "## Two\n\n"
        "- [x] [Course](<https://example.org/a%20b>) (course, completed, 1.5 h, done on 2026-05-01)\n\n"
        "  → Got it\n\n"
        "  # Notes\n\n"
        "  text\n"
        "- [ ] PyData (event, applied, optional, 2026-05-01 to 2026-05-03, Berlin, due 2026-03-01)\n\n"
        "# Inbox\n\n"
        "- [ ] ~~Old~~ (topic, skipped, 25 min)\n"
    )


@given(texts.filter(lambda text: text.strip()))
def test_titles_stay_plain_text_in_markdown(title: str) -> None:
    html = MarkdownIt("commonmark").render(write_markdown([TableRow("1", title, "topic", "planned")]).decode())
    inner = html.split("<li>")[1].split("</li>")[0]
    assert "<" not in inner
    shown = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert " ".join(shown.split()) == " ".join(f"[ ] {title} (topic)".split())


@pytest.mark.parametrize("name", TableRow._fields)
def test_every_column_is_documented(name: str) -> None:
    assert f"`{name}`" in (FORMATS / "csv.md").read_text(encoding="utf-8")
