"""A look back as words and as Markdown: the same parts everywhere, and no word of the person is interpreted."""

from datetime import date
from pathlib import Path

import pytest

from planner.domain.document import Bars, Document, Entry, Figures, Radar, Section, Table, Text
from planner.domain.errors import InvalidInputError, PlannerError
from planner.domain.periods import calendar_year, since_day, twelve_months
from planner.domain.words import ActivityId, SkillId
from planner.domain.year_picks import YearPick
from planner.exchange.document_markdown import write_document_markdown
from planner.services.actions.activities import AddActivity, MoveActivities
from planner.services.actions.outcomes import RecordOutcome
from planner.services.actions.parts import LogTime
from planner.services.actions.skills import Assess
from planner.services.actions.year_picks import PickForYear
from planner.services.look_back_export import export_markdown, is_pdf, proposed_name, whole_document
from planner.services.look_back_words import document
from planner.services.planner import Planner
from planner.services.queries.look_back import look_back
from tests.services.queries.past_plan import TODAY, FillWithPast


def add(planner: Planner, title: str, on: str | None = None) -> ActivityId:
    key = ActivityId(planner.run(AddActivity(title)).added("activity")[0])
    if on is not None:
        planner.run(MoveActivities((key,), "done", on=on))
    return key


def section(whole: Document, key: str) -> Section:
    return next(section for section in whole.sections if section.id == key)


def test_the_headline_says_what_there_is_and_nothing_else(planner: Planner) -> None:
    planner.run(LogTime(add(planner, "A", "2026-11-01"), 90))
    whole = whole_document(planner, twelve_months(TODAY))
    assert whole.title == "Looking back"
    assert whole.subtitle == "26 November 2025 to 25 November 2026"
    (figures,) = section(whole, "figures").blocks
    assert isinstance(figures, Figures)
    assert figures.sentence == "1.5 h of study logged, 1 activity finished."


def test_outcomes_stand_by_month_and_what_says_nothing_follows(planner: Planner) -> None:
    told = add(planner, "Model", "2026-10-02")
    planner.run(RecordOutcome(told, "It beat the baseline.", "https://example.org/model"))
    for number in range(14):
        add(planner, f"Quiet {number:02}", "2026-11-02")
    whole = document(planner.read(look_back, twelve_months(TODAY), TODAY), None, TODAY, interactive=True)
    blocks = section(whole, "outcomes").blocks
    entry = blocks[1]
    assert isinstance(entry, Entry)
    assert (entry.text, entry.url, entry.is_quote) == ("It beat the baseline.", "https://example.org/model", True)
    quiet, asks = blocks[-2:]
    assert isinstance(quiet, Text)
    assert isinstance(asks, Text)
    assert quiet.text.startswith("Done: Quiet 00, ")
    assert quiet.text.endswith("and 2 more")
    assert asks.text == "Say what came of them…"
    assert asks.target is not None
    assert asks.target.key == "2026-11"
    kept = whole_document(planner, twelve_months(TODAY))
    assert not any(isinstance(block, Text) and "…" in block.text for part in kept.sections for block in part.blocks)


def test_nothing_yet_is_said_kindly_and_the_picks_still_stand(planner: Planner) -> None:
    planner.run(PickForYear(2027, (YearPick("Give a talk"),)))
    whole = whole_document(planner, twelve_months(TODAY))
    assert [part.id for part in whole.sections] == ["figures", "picks"]
    (kind,) = section(whole, "figures").blocks
    assert isinstance(kind, Text)
    assert "in your own words" in kind.text


def test_levels_say_what_rose_and_are_left_out_where_nothing_was_rated(roadmap: Planner) -> None:
    assert all(part.id != "levels" for part in whole_document(roadmap, twelve_months(TODAY)).sections)
    for skill, before, after in ((1, 1.0, 3.5), (2, 2.0, 2.5), (3, 3.0, 2.0), (4, None, 1.0)):
        if before is not None:
            roadmap.run(Assess(SkillId(skill), before, on="2025-01-01"))
        roadmap.run(Assess(SkillId(skill), after, on="2026-06-01"))
    text, radar = section(whole_document(roadmap, twelve_months(TODAY)), "levels").blocks
    assert isinstance(text, Text)
    assert isinstance(radar, Radar)
    assert text.text.startswith("What rose most: ")
    assert " from 1 to 3.5, " in text.text
    assert "1 skill was rated for the first time. 1 skill is rated lower now." in text.text
    assert len(radar.levels) == len(radar.table.rows) == 6


def test_a_long_time_is_told_by_year_and_one_month_by_step_alone(planner: Planner) -> None:
    key = add(planner, "A")
    for day in ("2024-03-01", "2026-11-02"):
        planner.run(LogTime(key, 60, on=day))
    whole = whole_document(planner, since_day(date(2024, 1, 1), TODAY))
    names = [block.name for block in section(whole, "time").blocks if isinstance(block, Bars)]
    assert names == ["Logged by year", "Logged by step"]
    month = whole_document(planner, since_day(date(2026, 11, 1), TODAY))
    assert len(section(month, "time").blocks) == 1


HOSTILE = "# *a* [b](c) <d> | 1. e & &amp; `f`"


def test_markdown_interprets_no_word_of_the_person() -> None:
    whole = Document(
        HOSTILE,
        "1. sub",
        (
            Section("a", HOSTILE, (Entry("- " + HOSTILE, "+ " + HOSTILE, "1. n", "javascript:x"), Text("=== x"))),
            Section("b", "T", (Table(("A|B",), ((HOSTILE,),)), Entry("Link", url="https://example.org/a b"))),
        ),
    )
    text = write_document_markdown(whole).decode()
    assert "\n- \\- # \\*a\\* \\[b\\]" in text
    assert "\n  \\+ # " in text
    assert "\n\\=== x" in text
    assert "\n1\\. sub" in text
    assert "(c)" in text
    assert "[b](c)" not in text
    assert "javascript" not in text
    assert "- [Link](<https://example.org/a%20b>)" in text
    assert "| A\\|B |\n| --- |\n| # \\*a\\*" in text


def test_the_same_plan_gives_the_same_bytes_and_every_part(planner: Planner, tmp_path: Path) -> None:
    planner.run(FillWithPast(3))
    whole = whole_document(planner, calendar_year(2026))
    (path,) = export_markdown(planner, tmp_path / "year.md", whole)
    first = path.read_bytes()
    export_markdown(planner, path, whole_document(planner, calendar_year(2026)))
    assert path.read_bytes() == first
    text = first.decode()
    assert text.startswith("# Looking back on 2026\n\n1 January 2026 to 31 December 2026\n\n")
    for part in whole.sections:
        assert not part.heading or f"\n## {part.heading}\n" in text


def test_the_radar_lies_beside_the_file_if_it_is_given(roadmap: Planner, tmp_path: Path) -> None:
    roadmap.run(Assess(SkillId(1), 2.0))
    whole = whole_document(roadmap, twelve_months(TODAY))
    files = export_markdown(roadmap, tmp_path / "year.md", whole, b"<svg/>")
    assert [file.name for file in files] == ["year.md", "year-radar.svg"]
    assert "](<year-radar.svg>)" in files[0].read_text(encoding="utf-8")


def test_what_cannot_be_written_is_one_sentence(planner: Planner, tmp_path: Path) -> None:
    whole = whole_document(planner, twelve_months(TODAY))
    for path in (tmp_path / "missing" / "year.md", planner.path):
        with pytest.raises(PlannerError):
            export_markdown(planner, path, whole)
    assert list(tmp_path.glob("*.md")) == []
    with pytest.raises(InvalidInputError, match=r"neither \.md nor \.pdf"):
        is_pdf(Path("year.docx"))
    assert is_pdf(Path("Year.PDF"))


def test_the_proposed_name_says_the_time() -> None:
    assert proposed_name(calendar_year(2026)) == "look-back-2026"
    assert proposed_name(since_day(date(2026, 3, 1), TODAY)) == "look-back-2026-03-01-2026-11-25"
