"""The gaps to a role as CSV for spreadsheets and as Markdown for reading (docs/formats/skills.md); they only go out."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from planner.domain.levels import format_level
from planner.exchange.tables import csv_bytes, escaped, guarded, heading


class GapLine(NamedTuple):
    """A skill that the role asks for. Levels are 0 to 5, None where unknown; ``day`` is ``YYYY-MM-DD``.

    ``on_the_board`` and ``ideas`` are the titles of the activities that would close the gap.
    """

    role: str
    day: str
    skill: str
    category: str
    self_rated: float | None
    shown: float | None
    wanted: float | None
    gap: float
    weight: int
    priority: float
    planned_minutes: int
    on_the_board: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()


def write_gaps_csv(lines: Iterable[GapLine]) -> bytes:
    """Write the gaps: RFC 4180, UTF-8 without a byte order mark, one heading line.

    A text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    return csv_bytes(GapLine._fields, ([_cell(value) for value in line] for line in lines))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return format_level(value)
    if isinstance(value, tuple):
        return guarded("\n".join(" ".join(title.split()) for title in value))
    return guarded(value) if isinstance(value, str) else str(value)


def write_table_markdown(
    title: str, sentence: str, heads: Sequence[str], rows: Iterable[Sequence[str]], right: Collection[int]
) -> bytes:
    """Write a heading, a sentence below it and a table, in all of which Markdown finds nothing to interpret.

    :param right: the numbers of the columns that stand on the right.
    """
    rule = ["---:" if place in right else "---" for place in range(len(heads))]
    lines = [heads, *rows]
    cells = [[escaped(cell) for cell in line] for line in lines]
    table = "\n".join(f"| {' | '.join(line)} |" for line in (cells[0], rule, *cells[1:]))
    return f"# {heading(title)}\n\n{escaped(sentence)}\n\n{table}\n".encode()
