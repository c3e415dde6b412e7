"""Finding anything in the library by a few typed words, best match first."""

import re
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from planner.config.text import tr
from planner.storage.schema import category, profile, roadmap, skill, step

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


_ACTIVITIES = text(
    """
    SELECT a.id, a.title, coalesce(s.name, ''), a.kind, s.hue
    FROM search JOIN activity a ON a.id = search.rowid
    LEFT JOIN step s ON s.id = a.step_id
    WHERE search MATCH :match AND a.trashed_at IS NULL
    ORDER BY bm25(search, 10.0, 1.0, 4.0, 3.0, 3.0), a.id
    LIMIT :limit
    """
)
# Ranking needs every hit; a short prefix in a large library has thousands, so beyond this many the order is by row.
_RANKED = 400
_COUNT = text("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :match LIMIT :limit)")
_UNRANKED = text(str(_ACTIVITIES).replace("ORDER BY bm25(search, 10.0, 1.0, 4.0, 3.0, 3.0), a.id", ""))


def find(connection: Connection, words: str, limit: int = 30) -> tuple[Found, ...]:
    """Activities, skills, roles and steps that hold every word of ``words``, titles weighing most.

    Listed events are found too; what lies in the trash is not.
    """
    match = match_expression(words)
    if not match:
        return ()
    found = [*_named(connection, words)]
    hits = connection.execute(_COUNT, {"match": match, "limit": _RANKED}).scalar_one()
    statement = _ACTIVITIES if hits < _RANKED else _UNRANKED
    found += [Found("activity", *row) for row in connection.execute(statement, {"match": match, "limit": limit})]
    return tuple(found[:limit])


def _named(connection: Connection, words: str) -> list[Found]:
    if any(typed.startswith("#") and _WORD.search(typed) for typed in words.split()):
        return []  # none of these has tags
    tokens = [token.casefold() for token in _WORD.findall(words)]

    def holds(name: str) -> bool:
        parts = [part.casefold() for part in _WORD.findall(name)]
        return all(any(part.startswith(token) for part in parts) for token in tokens)

    steps = connection.execute(select(step.c.id, step.c.name, roadmap.c.name, step.c.hue).join(roadmap))
    skills = connection.execute(select(skill.c.id, skill.c.name, category.c.name).join(category))
    rows = [Found("step", row[0], row[1], row[2], "", row[3]) for row in steps]
    rows += [Found("skill", row[0], row[1], row[2], "", None) for row in skills]
    profiles = connection.execute(select(profile.c.id, profile.c.name))
    rows += [Found("profile", row[0], row[1], tr("Role"), "", None) for row in profiles]
    return [row for row in rows if holds(row.title)]
