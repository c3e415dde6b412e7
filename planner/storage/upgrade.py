"""The change of a library file to a newer schema, by Alembic, which is imported only then; no backup is made here."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from planner.config.text import tr
from planner.domain.errors import LibraryError
from planner.storage import blobs
from planner.storage.connection import SCHEMA_VERSION, connect, pragma, refuse_newer
from planner.storage.faults import translated
from planner.storage.library import mark_version, whole_write
from planner.storage.search_index import create_search_index, drop_search_index

SCRIPTS: Final = Path(__file__).parent / "migrations"
"""The folder with the revisions; they ship as real files, since Alembic reads them from a folder."""

FIRST_WITH_FILES: Final = 6
"""The first schema that keeps files."""

BUSY_MS: Final = 5000
"""How long a change of schema waits for the lock of another program."""


def upgrade_file(path: Path, *, named: Path, target: int = SCHEMA_VERSION) -> None:
    """Migrates ``path`` without a backup; nothing happens if it is of that schema already.

    Raises LibraryError that speaks of the file ``named``, with ``path`` as it was.
    """
    with translated(named):
        driver = connect(path, BUSY_MS)
        # Must be off before BEGIN (it is ignored inside a transaction): rebuilding a table drops the old one.
        driver.execute("PRAGMA foreign_keys = OFF")
        with whole_write(driver) as connection:
            version = pragma(driver, "user_version")  # under the lock: another program may have been quicker
            refuse_newer(named, version)
            if version < target:
                upgrade(connection, target)
                _finish(connection, named, target)


def _finish(connection: Connection, named: Path, version: int) -> None:
    """Empties the journal and makes sure that every foreign key still points at a row."""
    connection.exec_driver_sql("DELETE FROM journal_row")
    connection.exec_driver_sql("DELETE FROM journal_step")
    if version >= FIRST_WITH_FILES:
        blobs.sweep(connection)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise LibraryError(
            tr(
                "“{path}” could not be brought to the new format: row {row} of {table} points nowhere; the file is as"
                " it was. Restore a backup.",
                path=named,
                row=broken[1],
                table=broken[0],
            )
        )


def upgrade(connection: Connection, target: int = SCHEMA_VERSION) -> None:
    """Runs the revisions up to ``target`` on an open transaction and makes the search index anew."""
    drop_search_index(connection)
    run_revisions(connection, target)
    create_search_index(connection)
    mark_version(connection, target)


def run_revisions(connection: Connection, target: int) -> None:
    """Runs the revisions up to ``target`` on an open transaction, in an empty file from the first one on."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{target:04d}")
