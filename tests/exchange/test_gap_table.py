"""The gaps to a role as CSV and as Markdown: round trips of awkward names, formulas, numbers, what is unknown."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.exchange.csv_rows import unguarded
from planner.exchange.gap_table import GapLine, write_gaps_csv, write_table_markdown

LINE = GapLine("Product lead", "2026-11-25", "Writing", "Craft", None, 2.0, 3.5, 3.5, 3, 10.5, 90, ("A", "B"), ("C",))
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def markdown_cells(content: bytes) -> list[list[str]]:
    """The cells of the table, as a reader of Markdown shows them."""
    lines = [line for line in content.decode().splitlines() if line.startswith("| ")]
    found = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
    return [[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line] for line in found]


def test_a_line_has_its_levels_without_needless_digits_and_nothing_where_unknown() -> None:
    head, line = cells(write_gaps_csv([LINE]))
    assert head == list(GapLine._fields)
    assert dict(zip(head, line, strict=True)) == {
        "role": "Product lead", "day": "2026-11-25", "skill": "Writing", "category": "Craft", "self_rated": "",
        "shown": "2", "wanted": "3.5", "gap": "3.5", "weight": "3", "priority": "10.5", "planned_minutes": "90",
        "on_the_board": "A\nB", "ideas": "C",
    }  # fmt: skip
    assert write_gaps_csv([LINE]).count(b"\r\n") == 2


@given(NAMES, NAMES, st.lists(NAMES, max_size=3))
def test_awkward_names_come_back_from_csv(skill: str, role: str, titles: list[str]) -> None:
    line = LINE._replace(skill=skill, role=role, ideas=tuple(titles))
    head, read = cells(write_gaps_csv([line]))
    found = {name: unguarded(cell) for name, cell in zip(head, read, strict=True)}
    assert (found["skill"], found["role"]) == (skill, role)
    assert found["ideas"].split("\n") == ([" ".join(title.split()) for title in titles] or [""])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_spreadsheet_runs_a_name_as_a_formula(sign: str) -> None:
    name = f'{sign}HYPERLINK("http://example.org")'
    line = LINE._replace(skill=name, role=name, category=name, on_the_board=(name,), ideas=(name,))
    _, read = cells(write_gaps_csv([line]))
    assert [cell for cell in read if name in cell] == [f"'{name}"] * 5


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4))
def test_names_neither_break_a_markdown_table_nor_are_lost(rows: list[tuple[str, str]]) -> None:
    content = write_table_markdown("Gaps", "As of today.", ("Skill", "Gap"), rows, {1})
    head, rule, *read = markdown_cells(content)
    assert (head, rule) == (["Skill", "Gap"], ["---", "---:"])
    assert read == [[" ".join(cell.split()) for cell in row] for row in rows]


def test_markdown_finds_nothing_to_interpret() -> None:
    content = write_table_markdown("# 1 | <b>", "*So* it is", ("A",), [("[x](http://a) `c` <img> | _d_",)], ()).decode()
    title, sentence, *table = [line for line in content.splitlines() if line]
    assert title == r"# \# 1 \| \<b\>"
    assert sentence == r"\*So\* it is"
    assert table[2] == r"| \[x\](http://a) \`c\` \<img\> \| \_d\_ |"
