"""What exports have said so far: SEQUENCE, stamp and digest of each calendar entry, and the text it was rendered to.

The ledger lies outside the journal: undo never lowers a SEQUENCE.
"""

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from planner.storage.schema import activity, export_ledger, export_text, journal_step, setting
from planner.storage.stored import LIBRARY_UID, read_value

if TYPE_CHECKING:
    import sqlite3

SEQUENCE_FLOOR: Final = "export.sequence_floor"
"""The setting that no new entry's SEQUENCE may lie below, raised by a restore. No archive carries it."""
LAST_EXPORT: Final = "export.last"
"""The setting that says what the last calendar export held, so that the next one looks at changes only."""
OWN_SETTINGS: Final = frozenset({LIBRARY_UID, SEQUENCE_FLOOR, LAST_EXPORT})
"""Settings that belong to this very file, not to the plan in it: neither journaled nor archived."""


class Entry(NamedTuple):
    """One line of the ledger; ``id`` 0 before it is stored.

    ``kind`` and ``status`` are those of the activity when it was last alive in an export; with ``what`` and the
    times they tell whether a filter would have held it. ``cancelled_at`` is the instant at which it left.
    """

    id: int
    uid: str
    recurrence_id: str
    digest: bytes
    sequence: int
    stamp: str
    what: str
    kind: str
    status: str
    summary: str
    starts: str
    ends: str
    zone: str
    cancelled_at: str | None


Key = tuple[str, str]
"""What names an entry: UID and RECURRENCE-ID."""

CANCELLED_TEXTS: Final = "cancelled"
"""The option set of cancellations, which no option changes."""

EXPORTED: Final = "exported"
"""The option set of the empty text that says: this library exported the entry, though no rendered text is kept."""


class LastExport(NamedTuple):
    """What an export held: ``choice`` names its filter and options, ``touched`` is where the journal stood."""

    choice: str
    touched: int
    ids: list[int]


class KeptText(NamedTuple):
    """An entry's rendered text, with what it is sorted by."""

    id: int
    uid: str
    recurrence_id: str
    starts: str
    what: str
    cancelled_at: str | None
    text: str


def entries(connection: Connection) -> dict[Key, Entry]:
    """The whole ledger."""
    columns = ", ".join(Entry._fields)
    rows = _plain(connection, f"SELECT {columns} FROM export_ledger ORDER BY id")
    return {(row[1], row[2]): Entry._make(row) for row in rows}


def entries_of(connection: Connection, uids: Collection[str]) -> dict[Key, Entry]:
    """The part of the ledger that belongs to these UIDs."""
    columns = [export_ledger.c[name] for name in Entry._fields]
    rows = connection.execute(select(*columns).where(export_ledger.c.uid.in_(uids)).order_by(export_ledger.c.id))
    return {(row[1], row[2]): Entry._make(row) for row in rows.all()}


def texts(connection: Connection, options: str) -> dict[int, str]:
    """The rendered text of each ledger id under an option set."""
    return dict(_plain(connection, "SELECT ledger_id, text FROM export_text WHERE options = ?", options))


def kept_texts(connection: Connection, options: str) -> dict[int, KeptText]:
    """The text of every entry that was rendered under ``options`` or cancelled, by the entry's id."""
    rows = _plain(
        connection,
        "SELECT id, uid, recurrence_id, starts, what, cancelled_at, text FROM export_ledger"
        " JOIN export_text ON ledger_id = id WHERE options IN (?, ?)",
        options,
        CANCELLED_TEXTS,
    )
    return {row[0]: KeptText._make(row) for row in rows}


def _plain(connection: Connection, statement: str, *values: str) -> list[tuple[Any, ...]]:
    """All rows as plain tuples: an export reads tens of thousands, and SQLAlchemy's row objects cost as much again."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    return driver.execute(statement, values).fetchall()


def last_export(connection: Connection) -> LastExport | None:
    """What the last export held, if it is known."""
    value = connection.execute(select(setting.c.value).where(setting.c.key == LAST_EXPORT)).scalar()
    return None if value is None else LastExport(*read_value(value, list))


def ids_of(connection: Connection, keys: Collection[Key]) -> dict[Key, int]:
    """The ids of entries that are stored."""
    wanted = set(keys)
    rows = _plain(connection, "SELECT uid, recurrence_id, id FROM export_ledger")
    return {(uid, recurrence_id): row_id for uid, recurrence_id, row_id in rows if (uid, recurrence_id) in wanted}


def note_export(connection: Connection, choice: str, touched: int, ids: Sequence[int]) -> None:
    """Remembers what an export held, within the write transaction that stored its entries."""
    forget_export(connection)
    value = json.dumps([choice, touched, ids], separators=(",", ":"))
    connection.execute(insert(setting).values(key=LAST_EXPORT, value=value))


def forget_export(connection: Connection) -> None:
    """Makes the next export look at everything: needed wherever rows are written beside the journal."""
    connection.execute(delete(setting).where(setting.c.key == LAST_EXPORT))


def mark(connection: Connection) -> tuple[int, ...]:
    """Tells whether the ledger moved between two looks: each writing raises one of the numbers."""
    row = connection.execute(
        select(func.count(), func.coalesce(func.sum(export_ledger.c.sequence), 0)).select_from(export_ledger)
    ).one()
    return (*row, floor(connection))


def newest_at(connection: Connection) -> str:
    """The instant of the library's newest step; that of its youngest activity where there is no journal.

    It stands for “now” in exports, which never read the clock.
    """
    made_at = connection.execute(select(func.max(journal_step.c.made_at))).scalar()
    created_at = None if made_at else connection.execute(select(func.max(activity.c.created_at))).scalar()
    return str(made_at or created_at or "1970-01-01T00:00:00Z")


def newest_step(connection: Connection) -> int:
    """The highest number that any journal step of this library ever had."""
    found = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'journal_step'").scalar()
    return int(found or 0)


def highest_sequence(connection: Connection) -> int:
    """The highest SEQUENCE in the ledger; the floor where it is empty."""
    found = connection.execute(select(func.max(export_ledger.c.sequence))).scalar()
    return max(int(found or 0), floor(connection))


def any_texts(connection: Connection, ledger_ids: Sequence[int]) -> dict[int, str]:
    """One rendered text of each of the ids that this library exported, whatever the options; empty if none is kept.

    Lines that came with an archive and never went out from here are not among them.
    """
    found: dict[int, str] = {}
    for start in range(0, len(ledger_ids), 500):
        statement = (
            select(export_text.c.ledger_id, export_text.c.text)
            .where(export_text.c.ledger_id.in_(ledger_ids[start : start + 500]))
            .order_by(export_text.c.options)
        )
        for ledger_id, text in connection.execute(statement):
            found[ledger_id] = text or found.get(ledger_id, "")
    return found


def exported_entries(connection: Connection) -> list[Entry]:
    """The lines of everything that this library exported itself."""
    known = set(connection.scalars(select(export_text.c.ledger_id).distinct()))
    return [entry for entry in entries(connection).values() if entry.id in known]


def keep_exported(connection: Connection, lines: Sequence[Entry]) -> None:
    """Takes over lines that this library exported before it was restored, where the restored one lacks them.

    Within a write transaction. They then go out as cancelled.
    """
    known = entries(connection)
    missing = [entry._replace(id=0) for entry in lines if (entry.uid, entry.recurrence_id) not in known]
    write(connection, missing, (), {EXPORTED: {(entry.uid, entry.recurrence_id): "" for entry in missing}})


def write(
    connection: Connection,
    moved: Sequence[Entry],
    noted: Sequence[Entry],
    rendered: Mapping[str, Mapping[Key, str]],
) -> None:
    """Stores new and moved entries, and the rendered texts by option set and key.

    The texts of a moved entry under every option set are forgotten; those of a ``noted`` one, of which only the kind
    or status changed, are kept.
    """
    old = [entry for entry in moved if entry.id]
    _update(connection, [*old, *noted])
    if old:
        connection.execute(
            delete(export_text).where(export_text.c.ledger_id == bindparam("row_id")),
            [{"row_id": entry.id} for entry in old],
        )
    new = [entry for entry in moved if not entry.id]
    if new:
        connection.execute(insert(export_ledger), [_values(entry) for entry in new])
    for options, texts_by_key in rendered.items():
        if texts_by_key:
            _write_texts(connection, texts_by_key, options)


def _update(connection: Connection, changed: Sequence[Entry]) -> None:
    if changed:
        statement = (
            update(export_ledger)
            .where(export_ledger.c.id == bindparam("row_id"))
            .values({name: bindparam(f"to_{name}") for name in Entry._fields[1:]})
        )
        connection.execute(
            statement,
            [
                {"row_id": entry.id, **{f"to_{name}": value for name, value in _values(entry).items()}}
                for entry in changed
            ],
        )


def _values(entry: Entry) -> dict[str, object]:
    values: dict[str, object] = entry._asdict()
    del values["id"]
    return values


def _write_texts(connection: Connection, rendered: Mapping[Key, str], options: str) -> None:
    found = [(row_id, options, rendered[key]) for key, row_id in ids_of(connection, rendered).items()]
    connection.exec_driver_sql("INSERT OR REPLACE INTO export_text (ledger_id, options, text) VALUES (?, ?, ?)", found)


def library_uid(connection: Connection) -> str | None:
    """What tells this library from others, or None where it was never named."""
    uid: str | None = _own(connection, LIBRARY_UID, str)
    return uid


def name_library(connection: Connection) -> str:
    """Gives the library its uid if it has none, within a write transaction."""
    uid = library_uid(connection)
    if uid is None:
        uid = str(uuid.uuid4())
        connection.execute(insert(setting).values(key=LIBRARY_UID, value=json.dumps(uid)))
    return uid


def floor(connection: Connection) -> int:
    """The SEQUENCE that new entries start from at least."""
    return int(_own(connection, SEQUENCE_FLOOR, int) or 0)


def raise_above(connection: Connection, highest: int) -> None:
    """Raises every SEQUENCE, and that of entries to come, above ``highest``, within a write transaction."""
    connection.execute(update(export_ledger).values(sequence=func.max(export_ledger.c.sequence, highest) + 1))
    exported = connection.scalars(select(export_text.c.ledger_id).distinct()).all()
    connection.execute(delete(export_text))
    if exported:
        marks = [{"ledger_id": ledger_id, "options": EXPORTED, "text": ""} for ledger_id in exported]
        connection.execute(insert(export_text), marks)
    forget_export(connection)
    connection.execute(delete(setting).where(setting.c.key == SEQUENCE_FLOOR))
    connection.execute(insert(setting).values(key=SEQUENCE_FLOOR, value=str(highest + 1)))


def raise_newest_step(connection: Connection, above: int) -> None:
    """Lets the journal's counter leap beyond ``above``, within a write transaction: no copy that was seen is newer."""
    leap = max(above, newest_step(connection)) + 1_000_000
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'journal_step'")
    connection.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES ('journal_step', ?)", (leap,))


def _own(connection: Connection, key: str, kind: type) -> Any:
    value = connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()
    return None if value is None else read_value(value, kind)
