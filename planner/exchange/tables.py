"""Activities as CSV for spreadsheets and as Markdown for reading (docs/formats/csv.md, docs/formats/markdown.md)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planner.config.text import tr
from planner.domain.dates import last_day
from planner.domain.words import Priority, Status

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;))")
_OPENABLE = ("http://", "https://", "mailto:")
_URL_ESCAPES = str.maketrans({" ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C", "\n": "", "\r": "", "\t": ""})


class TableRow(NamedTuple):
    """One activity as a table shows it.

    ``kind``, ``status`` and ``state`` are the words of :mod:`planner.domain.words`; ``state`` is empty for kinds
    without one. Dates are ``YYYY-MM-DD``; ``due`` may be an instant; ``starts`` and the exclusive ``ends`` are dates or
    wall times in ``zone``. ``step`` empty is the inbox. ``checklist`` are its lines, and whether each is ticked.
    """

    uid: str
    title: str
    kind: str
    status: str
    state: str = ""
    roadmap: str = ""
    step: str = ""
    core: bool = True
    priority: int = 0
    due: str | None = None
    starts: str | None = None
    ends: str | None = None
    zone: str = ""
    place: str = ""
    estimate_minutes: int | None = None
    logged_minutes: int = 0
    started_on: str | None = None
    completed_on: str | None = None
    tags: tuple[str, ...] = ()
    url: str = ""
    outcome: str = ""
    notes: str = ""
    checklist: tuple[tuple[str, bool], ...] = ()


class Outline(NamedTuple):
    """A roadmap with the names of its steps in their order, so that Markdown also shows steps without activities."""

    roadmap: str
    steps: tuple[str, ...]


def write_csv(rows: Iterable[TableRow]) -> bytes:
    """Write activities as CSV: RFC 4180, UTF-8 without a byte order mark, one heading line.

    A text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    cells = ([_cell(name, value) for name, value in zip(row._fields, row, strict=True)] for row in rows)
    return csv_bytes(TableRow._fields, cells)


def csv_bytes(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """A table as CSV: RFC 4180, UTF-8 without a byte order mark, one heading line.

    Cells that are text must be :func:`guarded` already.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().encode()


def guarded_csv(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    """The same of plain values, where a text that a spreadsheet would run as a formula gets a leading apostrophe."""
    return csv_bytes(heads, ([guarded(cell) if isinstance(cell, str) else cell for cell in row] for row in rows))


def _cell(name: str, value: object) -> str:
    if name == "priority" and isinstance(value, int):
        return Priority(value).name.lower()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if name == "checklist" and isinstance(value, tuple):
        return "\n".join(f"[{'x' if done else ' '}] {' '.join(text.split())}" for text, done in value)
    if isinstance(value, tuple):
        return guarded(" ".join(f"#{tag.replace(' ', '-')}" for tag in value))
    return guarded(value) if isinstance(value, str) else str(value)


def guarded(text: str) -> str:
    """Keep a spreadsheet from running a text as a formula; line breaks inside a cell become line feeds."""
    # A text that looks guarded already gets one more, so that the reader knows which one to take away.
    safe = f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text
    return safe.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def write_markdown(rows: Iterable[TableRow], outline: Sequence[Outline] = ()) -> bytes:
    """Write activities as Markdown: a heading for each roadmap and step, a task list below it, the inbox last.

    :param outline: roadmaps and steps in the order to show; what rows name beyond it follows in their order.
    """
    groups: dict[str, dict[str, list[TableRow]]] = {roadmap: {step: [] for step in steps} for roadmap, steps in outline}
    inbox: list[TableRow] = []
    for row in rows:
        if row.step:
            groups.setdefault(row.roadmap, {}).setdefault(row.step, []).append(row)
        else:
            inbox.append(row)
    blocks: list[str] = []
    for roadmap, steps in groups.items():
        if roadmap:
            blocks.append(f"# {heading(roadmap)}")
        for step, activities in steps.items():
            blocks.append(f"## {heading(step)}")
            blocks.extend(_task_list(activities))
    if inbox:
        blocks.append(f"# {heading(tr('Inbox'))}")
        blocks.extend(_task_list(inbox))
    return ("\n\n".join(blocks) + "\n").encode() if blocks else b""


def _task_list(rows: Sequence[TableRow]) -> list[str]:
    return ["\n".join(_task(row) for row in rows)] if rows else []


def _task(row: TableRow) -> str:
    box = "x" if row.status == Status.DONE else " "
    title = escaped(row.title)
    if row.status == Status.SKIPPED:
        title = f"~~{title}~~"
    title = linked(title, row.url)
    facts = ", ".join(_facts(row))
    lines = [f"- [{box}] {title}" + (f" ({facts})" if facts else "")]
    lines += [f"  - [{'x' if done else ' '}] {escaped(text)}" for text, done in row.checklist]
    for text in (escaped(row.outcome) and f"→ {escaped(row.outcome)}", row.notes.strip()):
        if text:
            lines.append("")
            lines.extend(f"  {line}".rstrip() for line in text.splitlines())
    return "\n".join(lines)


def _facts(row: TableRow) -> list[str]:
    facts = [row.kind]
    if row.state:
        facts.append(row.state.replace("_", " "))
    elif row.status in (Status.IN_PROGRESS, Status.SKIPPED):
        facts.append(row.status.replace("_", " "))
    if not row.core:
        facts.append(tr("optional"))
    if row.priority:
        facts.append(tr("{priority} priority", priority=Priority(row.priority).name.lower()))
    if row.estimate_minutes:
        facts.append(_duration(row.estimate_minutes))
    if row.starts:
        facts.append(_days(row.starts, row.ends))
    if row.place:
        facts.append(_fact(row.place))
    if row.due:
        facts.append(tr("due {date}", date=row.due))
    if row.completed_on:
        facts.append(tr("done on {date}", date=row.completed_on))
    facts.extend(f"\\#{_fact(tag)}" for tag in row.tags)
    return facts


def _duration(minutes: int) -> str:
    if minutes < 60:
        return tr("{n} min", n=minutes)
    if minutes % 15 == 0:
        return tr("{n} h", n=f"{minutes / 60:g}")
    return tr("{n} h {m} min", n=minutes // 60, m=minutes % 60)


def _days(starts: str, ends: str | None) -> str:
    first, last = starts[:10], last_day(ends) if ends else starts[:10]
    return first if last <= first else tr("{first} to {last}", first=first, last=last)


def escaped(text: str) -> str:
    """Return a text as one line in which Markdown finds nothing to interpret."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def linked(title: str, url: str) -> str:
    """Return a title, escaped already, as a link to an address that may be opened; as it is for any other."""
    url = url.strip()
    return f"[{title}](<{url.translate(_URL_ESCAPES)}>)" if url.lower().startswith(_OPENABLE) else title


def _fact(text: str) -> str:
    """Return a text as one of the facts in brackets behind a title: none of its own signs ends it."""
    return escaped(text).replace("(", "\\(").replace(")", "\\)").replace(",", "\\,")


def heading(text: str) -> str:
    """Return a text as a heading in which Markdown finds nothing to interpret."""
    return escaped(text).replace("#", "\\#")
