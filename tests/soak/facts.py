"""What is looked at after a fault: the plan's rows without their random uids, and whether each file is whole."""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from planner.domain.errors import PlannerError
from planner.services import libraries
from planner.storage.backup import verify
from planner.storage.broken_log import is_broken_off

State = dict[str, list[tuple[object, ...]]]

_UID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_BESIDE: Final = ("sqlite_", "search", "journal_", "export", "ledger", "kept_", "alembic", "last_export")
"""What is no row of the plan, or follows from rows."""

_DRAFT: Final = re.compile(r"\.planner-.*\.part(-wal|-shm|-journal)?|\..*\.new")


def state_of(library: Path) -> State | None:
    """Everything that a person could see of the plan, and the labels of its steps; None if there is no file."""
    if not library.exists():
        return None
    connection = sqlite3.connect(library)
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        state: State = {
            name: _rows(connection, f"SELECT * FROM {name} ORDER BY 1")
            for name in names
            if not name.startswith(_BESIDE)
        }
        # What an export remembers there is no part of the plan.
        state["setting"] = _rows(connection, "SELECT key, value FROM setting WHERE key NOT LIKE 'export.%' ORDER BY 1")
        state["steps"] = _rows(connection, "SELECT label, undone FROM journal_step ORDER BY id")
    finally:
        connection.close()
    return state


def _rows(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]]:
    rows = connection.execute(sql).fetchall()
    return [tuple(_UID.sub("U", cell) if isinstance(cell, str) else cell for cell in row) for row in rows]


def difference(found: State | None, wanted: State | None) -> str:
    """The first table in which two states differ, for people; empty if none does."""
    if found is None or wanted is None:
        return "" if found is wanted else "the plan file is gone" if found is None else "there is a plan file"
    for name in sorted(found.keys() | wanted.keys()):
        here, there = found.get(name), wanted.get(name)
        if here != there:
            return f"{name} has {len(here or [])} rows, {len(there or [])} were expected, or other ones"
    return ""


def library_problems(library: Path) -> list[str]:
    """What is wrong with the file itself, after it was opened and closed as any program would."""
    if not library.exists():
        return []
    try:
        found = [f"check says: {problem}" for problem in libraries.check(library)]
        libraries.open_plan(library).close()
    except PlannerError as error:
        return [f"it does not open: {error}"]
    beside = [path.name for path in library.parent.glob(f"{library.name}-*")]
    return found + ([f"after a clean close there are still {', '.join(beside)}"] if beside else [])


def log_problems(library: Path) -> list[str]:
    """Whether the log that a kill leaves would be told as damaged; to be asked before the library is opened."""
    return ["the log of a kill is taken for a damaged one"] if is_broken_off(library) else []


def file_problems(home: Path, library: Path, *, drafts_may_stay: bool) -> list[str]:
    """Which files below ``home`` are not whole under their final names, or should not be there."""
    found: list[str] = []
    for path in sorted(path for path in home.rglob("*") if path.is_file()):
        if path == library or path.name.startswith(f"{library.name}-"):
            continue
        if _DRAFT.fullmatch(path.name):
            if not drafts_may_stay:
                found.append(f"the draft {path.name} was left")
            continue
        found += [f"{path.name}: {problem}" for problem in _file_problem(path)]
    return found


def _file_problem(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if path.suffix == ".db":
        try:
            verify(path)
        except PlannerError as error:
            yield str(error)
    elif path.suffix == ".json":
        try:
            json.loads(content)
        except ValueError as error:
            yield f"is no whole JSON ({error})"
    elif path.suffix == ".ics" and not content.endswith(b"END:VCALENDAR\r\n"):
        yield "is no whole calendar"
    elif path.suffix in {".csv", ".md"} and not content.endswith(b"\n"):
        yield "does not end with a line"


def figures_text(figures: Counter[str]) -> str:
    """How often what happened, for one line."""
    return ", ".join(f"{name} {count}" for name, count in sorted(figures.items()))
