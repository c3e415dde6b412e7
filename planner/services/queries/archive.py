"""All rows of a library, for the archive."""

from typing import Any

from sqlalchemy import select

from planner.exchange.archive_rows import FileBytes, LibraryRows, SequenceRow
from planner.storage import ledger
from planner.storage.reader import Reader
from planner.storage.schema import TABLES


def whole_archive(reader: Reader) -> LibraryRows:
    """Every row that an archive carries, with the bytes of all kept files."""
    named = "SELECT digest, bytes FROM blob WHERE digest IN (SELECT digest FROM attachment)"
    return archive_rows(reader)._replace(files=tuple(map(FileBytes._make, reader.rows(named))))


def archive_rows(reader: Reader) -> LibraryRows:
    """Every row that an archive carries; what belongs to this very file (its identity, its floor) stays out.

    The bytes of kept files are left out.
    """
    tables: dict[str, tuple[Any, ...]] = {}
    for row_type, table in TABLES.items():
        rows = reader.execute(select(table).order_by(table.c.id))
        tables[table.name] = tuple(row_type._make(row) for row in rows)
    tables["setting"] = tuple(row for row in tables["setting"] if row.key not in ledger.OWN_SETTINGS)
    return LibraryRows(**tables, sequences=_sequences(reader))


def _sequences(reader: Reader) -> tuple[SequenceRow, ...]:
    return tuple(
        SequenceRow(
            uid=entry.uid,
            sequence=entry.sequence,
            recurrence_id=entry.recurrence_id,
            digest=entry.digest.hex(),
            stamp=entry.stamp,
            what=entry.what,
            kind=entry.kind,
            status=entry.status,
            summary=entry.summary,
            starts=entry.starts,
            ends=entry.ends,
            zone=entry.zone,
            cancelled_at=entry.cancelled_at,
        )
        for entry in ledger.entries(reader.core).values()
    )
