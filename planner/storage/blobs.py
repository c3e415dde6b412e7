"""The bytes of kept files, by their SHA-256: written beside the rows that name them, gone once nothing names them.

They lie outside the journal. Its steps hold the rows of attachments, so bytes stay as long as a row or a step names
them: whatever Undo or Redo brings back is whole.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection

from planner.config.text import tr
from planner.storage.core import driver_of
from planner.storage.reader import Reader

_MOST_TOLD: Final = 20

# An image that cannot be read gives NULL, with which NOT IN keeps everything: who knows what it named.
_DIGEST: Final = "CASE WHEN json_valid({image}) THEN json_extract({image}, '$.digest') END"
_SWEEP: Final = f"""
DELETE FROM blob
WHERE digest NOT IN (SELECT digest FROM attachment)
AND digest NOT IN (
 SELECT {_DIGEST.format(image="before")} FROM journal_row WHERE table_name = 'attachment' AND before IS NOT NULL
 UNION ALL
 SELECT {_DIGEST.format(image="after")} FROM journal_row WHERE table_name = 'attachment' AND after IS NOT NULL)
"""


def digest_of(data: bytes) -> str:
    """The name under which bytes are kept: SHA-256 in hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def keep(connection: Connection, data: bytes) -> str:
    """Keeps bytes within a write transaction, once however often they are given; gives their digest."""
    digest = digest_of(data)
    driver_of(connection).execute("INSERT OR IGNORE INTO blob (digest, bytes) VALUES (?, ?)", (digest, data))
    return digest


def read(reader: Reader, digest: str) -> bytes | None:
    """The bytes of a digest as they lie there; None if they are missing."""
    found: bytes | None = reader.value("SELECT bytes FROM blob WHERE digest = ?", (digest,))
    return found


def sweep(connection: Connection) -> None:
    """Removes the bytes that neither an attachment nor a step of the journal names, within a write transaction."""
    driver_of(connection).execute(_SWEEP)


def sweep_unnamed(connection: Connection, digests: Iterable[str]) -> None:
    """Sweeps if one of these digests, which were kept just now, is not named by any attachment."""
    driver = driver_of(connection)
    named = "SELECT 1 FROM attachment WHERE digest = ?"
    if any(driver.execute(named, (digest,)).fetchone() is None for digest in digests):
        sweep(connection)


def problems(reader: Reader) -> list[str]:
    """Which attachments lack their bytes, and which bytes are not those that were kept; an older library has none."""
    if not reader.value("SELECT 1 FROM sqlite_master WHERE name = 'attachment'"):
        return []
    missing = reader.rows(
        "SELECT name FROM attachment WHERE digest NOT IN (SELECT digest FROM blob) ORDER BY id LIMIT ?",
        (_MOST_TOLD,),
    )
    found = [tr("the content of the file “{name}” is missing", name=name) for (name,) in missing]
    digests = reader.rows("SELECT DISTINCT a.digest FROM attachment AS a JOIN blob AS b ON b.digest = a.digest")
    for (digest,) in digests:  # one at a time: together they may be large
        if len(found) >= _MOST_TOLD:
            break
        data = read(reader, digest) or b""
        if digest_of(data) != digest:
            names = reader.rows("SELECT name FROM attachment WHERE digest = ? ORDER BY id", (digest,))
        else:
            sql = "SELECT name FROM attachment WHERE digest = ? AND size <> ? ORDER BY id"
            names = reader.rows(sql, (digest, len(data)))
        found += [tr("the content of the file “{name}” is not what was kept", name=name) for (name,) in names]
    return found
