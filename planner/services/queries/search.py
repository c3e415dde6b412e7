"""Finding anything in the library by a few typed words, best match first."""

import re
from typing import Final, NamedTuple

from planner.config.text import tr
from planner.services.queries.sql import LIVING
from planner.storage.reader import Reader

_WORD = re.compile(r"[^\W_]+", re.UNICODE)


class Found(NamedTuple):
    """One hit: the row (``table``, ``id``), what to show, and for activities the kind and the step's hue."""

    table: str
    id: int
    title: str
    subtitle: str
    kind: str
    hue: int | None


def match_expression(words: str) -> str:
    """An FTS5 query that finds rows holding every typed word, each as a prefix; empty if there is no word.

    What begins with # is looked for among the tags alone, as one phrase. Each word is quoted, so that nothing typed is
    taken for an operator (SQLite FTS5, section 3).
    """
    terms: list[str] = []
    for typed in words.split():
        parts = _WORD.findall(typed)
        if typed.startswith("#") and parts:
            terms.append(f'tags : "{" ".join(parts)}"*')
        else:
            terms += [f'"{part}"*' for part in parts]
    # A column filter takes what stands behind it, so nothing is left to an implicit AND.
    return " AND ".join(terms)


_ACTIVITIES: Final = f"""
SELECT a.id, a.title, coalesce(s.name, ''), a.kind, s.hue
FROM search JOIN activity AS a ON a.id = search.rowid
LEFT JOIN step AS s ON s.id = a.step_id
WHERE search MATCH :match AND {LIVING}
"""
_BEST_FIRST: Final = "ORDER BY bm25(search, 10.0, 1.0, 4.0, 3.0, 3.0), a.id"
_RANKED: Final = 400
"""Ranking needs every hit; a short prefix in a large library has thousands, so beyond this many the order is by row."""
_COUNT: Final = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :limit)"


def find(reader: Reader, words: str, limit: int = 30) -> tuple[Found, ...]:
    """Activities, skills, roles and steps that hold every word of ``words``, titles weighing most.

    Listed events are found too; what lies in the trash is not.
    """
    match = match_expression(words)
    if not match:
        return ()
    found = [*_named(reader, words)]
    few = reader.value(_COUNT, {"match": match, "limit": _RANKED}) < _RANKED
    statement = f"{_ACTIVITIES} {_BEST_FIRST if few else ''} LIMIT :limit"
    found += [Found("activity", *row) for row in reader.rows(statement, {"match": match, "limit": limit})]
    return tuple(found[:limit])


def _named(reader: Reader, words: str) -> list[Found]:
    if any(typed.startswith("#") and _WORD.search(typed) for typed in words.split()):
        return []  # none of these has tags
    tokens = [token.casefold() for token in _WORD.findall(words)]

    def holds(name: str) -> bool:
        parts = [part.casefold() for part in _WORD.findall(name)]
        return all(any(part.startswith(token) for part in parts) for token in tokens)

    steps = reader.rows("SELECT s.id, s.name, r.name, s.hue FROM step AS s JOIN roadmap AS r ON r.id = s.roadmap_id")
    skills = reader.rows("SELECT s.id, s.name, c.name FROM skill AS s JOIN category AS c ON c.id = s.category_id")
    rows = [Found("step", row_id, name, of, "", hue) for row_id, name, of, hue in steps]
    rows += [Found("skill", row_id, name, of, "", None) for row_id, name, of in skills]
    profiles = reader.rows("SELECT id, name FROM profile")
    rows += [Found("profile", row_id, name, tr("Role"), "", None) for row_id, name in profiles]
    return [row for row in rows if holds(row.title)]
