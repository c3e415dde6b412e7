"""A document as plain CommonMark: headings, lists, and tables as pipes, which every reader shows as text at least."""

import re
from collections.abc import Sequence

from planner.config.text import tr
from planner.domain.document import Bars, Block, Document, Entry, Figures, Radar, Subheading, Table, Text
from planner.exchange.tables import escaped, heading, linked

_OPENER = re.compile(r"(?=[#+=-])|(?<=\d)(?=[.)])")
_STARTS = re.compile(r"[#+=-]|\d{1,9}[.)](?:\s|$)")


def write_document_markdown(document: Document, picture: str = "") -> bytes:
    """Write a document; ``picture`` is the relative address of the radar beside the file, empty for none."""
    parts = [f"# {heading(document.title)}", _opening(document.subtitle)]
    for section in document.sections:
        if section.heading:
            parts.append(f"## {heading(section.heading)}")
        items: list[str] = []
        for block in section.blocks:
            if isinstance(block, Entry):
                items.append(_entry(block))
                continue
            parts += ["\n".join(items)] if items else []
            items = []
            parts += _block(block, picture)
        parts += ["\n".join(items)] if items else []
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _entry(entry: Entry) -> str:
    title = linked(_opening(entry.title), entry.url)
    line = f"- {title}" + (f" ({escaped(entry.note)})" if entry.note else "")
    # Two spaces keep the words within the item, on a line of their own.
    return f"{line}\\\n  {_opening(entry.text)}" if entry.text else line


def _opening(text: str) -> str:
    """A text that begins a line: its first signs begin no heading, list or underline either."""
    line = escaped(text)
    return _OPENER.sub(r"\\", line, count=1) if _STARTS.match(line) else line


def _block(block: Block, picture: str) -> list[str]:
    match block:
        case Figures():
            return [_opening(block.sentence)]
        case Text():
            return [_opening(block.text)]
        case Subheading():
            return [f"### {heading(block.text)}"]
        case Bars():
            rows = [(bar.name, bar.value) for bar in block.bars]
            return [_table((block.name, tr("Time")), rows, {1})]
        case Table():
            return [_table(block.heads, block.rows, block.right)]
        case Radar():
            shown = f"![{escaped(tr('Radar of self-rated levels'))}](<{picture}>)" if picture else ""
            return [shown, _table(block.table.heads, block.table.rows, block.table.right)]
    return []


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] | set[int]) -> str:
    rule = ["---:" if place in right else "---" for place in range(len(heads))]
    lines = [[escaped(cell) for cell in heads], rule, *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
