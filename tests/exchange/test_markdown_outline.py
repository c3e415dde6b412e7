"""Markdown outlines: headings, lists, boxes and links as a plan, our own export back as it was, and hostile files."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import ExchangeError
from planner.domain.words import Kind
from planner.exchange.incoming import Incoming
from planner.exchange.markdown_reader import MAX_BYTES, read_markdown
from planner.exchange.tables import Outline, TableRow, write_markdown

GOLDEN = """\
# Sourdough

An introduction that no item holds.

## Starter

Patience comes first.

- [x] Feed it **daily** ([guide](https://example.org/g "how"))
  - [x] Flour
  - [ ] Water
    - [ ] Warm water
- [/] Keep a log

  Write the time down.

  ```
  # not a heading
  - not an item
  ```
- [~] Rye
- ~~Spelt~~
* Read <https://example.org/book> and see https://example.org/more.
1. Wait

```
- [ ] in code
```

## Baking ##

- [ ] Oven

### Steam

- [ ] Cast iron
  goes on here
"""


def read(text: str, where: str = "bread.md") -> Incoming:
    return read_markdown(text.encode(), where)


def outline(found: Incoming) -> dict[str, dict[str, list[str]]]:
    return {
        roadmap.name: {step.name: [each.values["title"] for each in step.activities] for step in roadmap.steps}
        for roadmap in found.roadmaps
    }


def by_title(found: Incoming) -> dict[str, Any]:
    every = [each for roadmap in found.roadmaps for step in roadmap.steps for each in step.activities]
    return {each.values["title"]: each.values for each in [*every, *found.inbox]}


def test_an_outline() -> None:
    found = read(GOLDEN)
    assert outline(found) == {
        "Sourdough": {
            "Starter": ["Feed it daily (guide)", "Keep a log", "Rye", "Spelt",
                        "Read https://example.org/book and see https://example.org/more.", "Wait"],
            "Baking": ["Oven"],
            "Baking / Steam": ["Cast iron"],
        }
    }  # fmt: skip
    made = by_title(found)
    assert made["Feed it daily (guide)"] == {
        "title": "Feed it daily (guide)",
        "status": "done",
        "links": {"https://example.org/g": "guide"},
        "checklist": ["Flour", "Water", "Warm water"],
        "ticked": ["Flour"],
    }
    assert made["Keep a log"]["status"] == "in_progress"
    assert made["Keep a log"]["notes"] == "Write the time down.\n\n```\n# not a heading\n- not an item\n```"
    assert made["Rye"]["status"] == made["Spelt"]["status"] == "skipped"
    assert list(made["Read https://example.org/book and see https://example.org/more."]["links"]) == [
        "https://example.org/book", "https://example.org/more",
    ]  # fmt: skip
    assert "status" not in made["Wait"]
    assert made["Cast iron"]["notes"] == "goes on here"
    assert found.roadmaps[0].steps[0].values == {"why": "Patience comes first."}
    assert [one.where for one in found.skipped] == ["bread.md, line 3"]


def test_one_level_of_headings_are_the_steps_of_a_roadmap_named_after_the_file() -> None:
    assert outline(read("# One\n- a\n# Two\n- b\n")) == {"bread": {"One": ["a"], "Two": ["b"]}}
    assert outline(read("## One\n- a\n## Two\n- b\n")) == {"bread": {"One": ["a"], "Two": ["b"]}}


def test_a_list_without_headings_goes_to_the_inbox() -> None:
    found = read("- [ ] a\n- [x] b\n")
    assert found.roadmaps == ()
    assert [each.values for each in found.inbox] == [
        {"title": "a", "status": "planned"}, {"title": "b", "status": "done"},
    ]  # fmt: skip


def test_items_below_the_name_of_a_roadmap_are_a_step_of_that_name() -> None:
    assert outline(read("# R\n- a\n## S\n- b\n")) == {"R": {"R": ["a"], "S": ["b"]}}


def test_a_deeper_heading_without_items_is_an_activity_with_notes() -> None:
    found = read("# R\n## S\n- a\n### B\nSome text.\n\nMore text.\n## T\n- c\n")
    assert outline(found) == {"R": {"S": ["a", "B"], "T": ["c"]}}
    assert by_title(found)["B"]["notes"] == "Some text.\n\nMore text."


def test_keys_are_paths_and_the_number_of_a_repeated_title() -> None:
    first, again = read("# R\n## S\n- a\n- a\n- b\n"), read("# r\n## s\n- B\n- [x] a\n- a\n- new\n", "other.md")
    keys = [each.key for each in first.roadmaps[0].steps[0].activities]
    others = {each.key for each in again.roadmaps[0].steps[0].activities}
    assert len(set(keys)) == 3
    assert set(keys) < others
    assert first.roadmaps[0].source == again.roadmaps[0].source


def test_windows_line_ends_tabs_and_front_matter() -> None:
    found = read("---\ntitle: x\n---\r\n# R\r\n\r\n## S\r\n\r\n-\t[x] a\r\n\t- [ ] b\r\n")
    assert outline(found) == {"R": {"S": ["a"]}}
    assert by_title(found)["a"]["checklist"] == ["b"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"<!DOCTYPE html><html><body><ul><li>x</ul>", "web page"),
        (b"Just a letter.\n\nWith two paragraphs.\n", "no list"),
        (b"PK\x03\x04" + bytes(range(256)), "not a text file"),
        (bytes(5_000), "not a text file"),
        (b"- x\n" * (MAX_BYTES // 4 + 1), "MB"),
    ],
)
def test_files_that_make_no_sense_are_refused_with_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words):
        read_markdown(data, "x.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    found = read_markdown("- [x] Brötchen für Zoë\n".encode(encoding), "x.md")
    assert [each.values["title"] for each in found.inbox] == ["Brötchen für Zoë"]
    assert len(found.skipped) == (encoding == "cp1252")


def test_a_million_nested_items_links_and_brackets_stay_quick_and_bounded() -> None:
    deep = "".join(f"{' ' * min(2 * number, 4_000)}- [ ] x{number}\n" for number in range(2_000))
    (first,) = read(deep).inbox
    assert len(first.values["checklist"]) == 500
    wild = "- " + "[" * 200_000 + "](" * 50_000 + "`**~~<" * 20_000 + "\n"
    assert len(read(wild).inbox) == 1
    assert len(read("#" * 500_000 + " x\n- a\n").inbox) == 1
    assert len(read("- a\n" + "  b\n" * 200_000).inbox) == 1


def test_only_so_many_items_are_read() -> None:
    found = read("- x\n" * 20_005)
    assert len(found.inbox) == 20_000
    assert [one.where for one in found.skipped] == ["bread.md, line 20001"]


def test_nothing_is_interpreted() -> None:
    found = read("- <b onclick=x>bold</b> [x](javascript:alert(1)) \x1b[31m ![i](file:///a)\n")
    (only,) = found.inbox
    assert only.values == {"title": "<b onclick=x>bold</b> x [31m i"}


@given(st.text(max_size=300) | st.text(st.sampled_from("#-*[]()<>~`x 1.\n\t\\/&|→"), max_size=300))
def test_no_text_brings_the_reader_down(text: str) -> None:
    try:
        found = read(text)
    except ExchangeError:
        return
    for title, each in by_title(found).items():
        assert title.strip()
        assert "\n" not in title
        assert len(title) <= 500
        assert all(url.startswith(("http", "mailto")) for url in each.get("links", {}))


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with suppress(ExchangeError):
        read_markdown(data, "x.md")


# -- our own export ---------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=25)
lines = words.map(lambda text: " ".join(text.split())).filter(bool)
tags = lines.map(lambda tag: tag.lstrip("#").strip()).filter(bool)
days = st.dates().map(str).filter(lambda day: "0002" <= day[:4] <= "9997")
statuses = st.sampled_from(["planned", "in_progress", "done", "skipped"])
table_rows = st.builds(
    lambda **fields: TableRow("u", **fields),
    title=lines,
    kind=st.sampled_from([kind.value for kind in Kind if kind not in (Kind.EVENT, Kind.COURSE, Kind.CERTIFICATION)]),
    status=statuses,
    roadmap=st.sampled_from(["R", "Q [x]"]),
    step=st.sampled_from(["One #1", "Two ##", "*Three*"]),
    core=st.booleans(),
    priority=st.integers(0, 3),
    due=st.none() | days,
    estimate_minutes=st.none() | st.integers(1, 600_000),
    tags=st.lists(tags, unique_by=str.casefold, max_size=3).map(tuple),
    url=st.sampled_from(["", "https://example.org/a(b)?c=[d]", "mailto:a@example.org"]),
    outcome=st.just("") | lines,
    notes=st.just("") | lines.filter(lambda text: not text.startswith("→")).map("First\n\n- a list\n# {}".format),
    checklist=st.lists(st.tuples(lines, st.booleans()), unique_by=lambda one: one[0], max_size=3).map(tuple),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(table_rows, max_size=4))
def test_our_own_export_comes_back_as_it_was(rows: list[TableRow]) -> None:
    outlines = [Outline("R", ("One #1", "Two ##", "*Three*")), Outline("Q [x]", ("*Three*",))]
    rows = [row._replace(completed_on="2026-05-01" if row.status == "done" else None) for row in rows]
    found = read_markdown(write_markdown(rows, outlines), "plan.md")
    assert found.skipped == ()
    assert found.roadmaps[0].name == "R"
    assert [step.name for step in found.roadmaps[0].steps] == ["One #1", "Two ##", "*Three*"]
    back = sorted(
        (roadmap.name, step.name, each.values["title"], *_held(each.values))
        for roadmap in found.roadmaps
        for step in roadmap.steps
        for each in step.activities
    )
    assert back == sorted((row.roadmap, row.step, row.title, *_held(_values(row))) for row in rows)


def _values(row: TableRow) -> dict[str, Any]:
    return {**row._asdict(), "tags": list(row.tags), "checklist": [text for text, _ in row.checklist],
            "ticked": [text for text, done in row.checklist if done]}  # fmt: skip


def _held(values: Mapping[str, Any]) -> tuple[str, ...]:
    names = ("kind", "status", "core", "priority", "estimate_minutes", "due", "completed_on", "tags", "url", "outcome",
             "notes", "checklist", "ticked")  # fmt: skip
    return tuple(repr(values.get(name) or None) for name in names)


def test_our_own_events_and_courses_come_back() -> None:
    rows = [
        TableRow("1", "PyData (Berlin)", "event", "planned", "applied", starts="2026-05-01", ends="2026-05-04",
                 place="Hall 1 (left), Berlin, Germany", due="2026-03-01T11:59:59Z"),
        TableRow("2", "Course (topic)", "course", "done", "completed", estimate_minutes=100, completed_on="2026-02-03"),
    ]  # fmt: skip
    first, second = read_markdown(write_markdown(rows), "plan.md").inbox
    assert first.values == {
        "title": "PyData (Berlin)", "kind": "event", "core": True, "priority": 0, "state": "applied",
        "status": "planned", "days": ["2026-05-01", "2026-05-04"], "place": "Hall 1 (left), Berlin, Germany",
        "due": "2026-03-01T11:59:59Z",
    }  # fmt: skip
    assert second.values == {
        "title": "Course (topic)", "kind": "course", "core": True, "priority": 0, "state": "completed",
        "status": "done", "estimate_minutes": 100, "completed_on": "2026-02-03",
    }  # fmt: skip
