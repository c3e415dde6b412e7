"""The full-text index (SQLite FTS5) over activities, and the triggers that keep it in step with their rows."""

import sqlite3
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from planner.storage.reader import Reader

_VIEW: Final = """
CREATE VIEW search_text AS
SELECT a.id AS activity_id, a.title AS title,
       a.notes || ' ' || a.outcome || ' ' || a.person
       || coalesce((SELECT group_concat(' ' || title, '') FROM (
           SELECT title FROM submission WHERE activity_id = a.id ORDER BY id)), '')
       || coalesce((SELECT group_concat(' ' || name, '') FROM (
           SELECT name FROM person_met WHERE activity_id = a.id ORDER BY id)), '') AS notes,
       coalesce((SELECT group_concat(t.name, ' ') FROM activity_tag x JOIN tag t ON t.id = x.tag_id
                 WHERE x.activity_id = a.id), '') AS tags,
       coalesce((SELECT e.venue || ' ' || e.city || ' ' || e.country || ' ' || e.topics
                 FROM event e WHERE e.activity_id = a.id), '') AS places,
       coalesce((SELECT c.issuer || ' ' || c.code FROM certification c WHERE c.activity_id = a.id), '')
       || coalesce((SELECT ' ' || c.provider FROM course c WHERE c.activity_id = a.id), '')
       || coalesce((SELECT ' ' || e.organiser FROM event e WHERE e.activity_id = a.id), '') AS issuers
FROM activity a
"""

_TABLE: Final = """
CREATE VIRTUAL TABLE search USING fts5(
    title, notes, tags, places, issuers, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')
"""

_COLUMNS: Final = "title, notes, tags, places, issuers"


def _insert(which: str) -> str:
    return (
        f"INSERT INTO search(rowid, {_COLUMNS}) SELECT activity_id, {_COLUMNS} FROM search_text"
        f" WHERE activity_id {which};"
    )


def _renew(which: str) -> str:
    return f"DELETE FROM search WHERE rowid {which}; {_insert(which)}"


def _trigger(name: str, moment: str, body: str) -> str:
    return f"CREATE TRIGGER search_{name} AFTER {moment} BEGIN {body} END"


def _statements() -> list[str]:
    statements = [_VIEW, _TABLE]
    statements += [
        _trigger("activity_insert", "INSERT ON activity", _insert("= new.id")),
        _trigger("activity_update", "UPDATE OF title, notes, outcome, person ON activity", _renew("= new.id")),
        _trigger("activity_delete", "DELETE ON activity", "DELETE FROM search WHERE rowid = old.id;"),
        _trigger(
            "tag_update",
            "UPDATE OF name ON tag",
            _renew("IN (SELECT activity_id FROM activity_tag WHERE tag_id = new.id)"),
        ),
    ]
    details = {
        "activity_tag": "tag_id",
        "event": "venue, city, country, topics, organiser",
        "certification": "issuer, code",
        "course": "provider",
        "submission": "title",
        "person_met": "name",
    }
    for table, columns in details.items():
        statements += [
            _trigger(f"{table}_insert", f"INSERT ON {table}", _renew("= new.activity_id")),
            _trigger(f"{table}_update", f"UPDATE OF {columns} ON {table}", _renew("= new.activity_id")),
            _trigger(
                f"{table}_delete",
                # A row that goes together with its activity must not bring the activity's entry back.
                f"DELETE ON {table} WHEN EXISTS (SELECT 1 FROM activity WHERE id = old.activity_id)",
                _renew("= old.activity_id"),
            ),
        ]
    return statements


def create_search_index(connection: Connection) -> None:
    """Makes view, index and triggers in a library that has none, and fills the index from its rows."""
    for statement in _statements():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_insert("IS NOT NULL"))


def drop_search_index(connection: Connection) -> None:
    """Removes triggers, index and view, so that a migration can rebuild the tables under them."""
    triggers = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search\\_%' ESCAPE '\\'"
    )
    for (name,) in triggers.all():
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("DROP VIEW IF EXISTS search_text")


def stale_entries(reader: Reader) -> list[int]:
    """The ids of activities whose entry differs from their rows, is missing, or outlived them."""
    rows = f"SELECT activity_id, {_COLUMNS} FROM search_text"
    entries = f"SELECT rowid, {_COLUMNS} FROM search"
    statement = (
        f"SELECT activity_id FROM (SELECT * FROM ({rows} EXCEPT {entries})"
        f" UNION ALL SELECT * FROM ({entries} EXCEPT {rows}))"
    )
    return sorted({int(row[0]) for row in reader.rows(statement)})


def is_whole(connection: Connection) -> bool:
    """Whether FTS5 finds its own tables consistent; needs a write transaction, though nothing is written."""
    try:
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 0)")
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return False
    return True
