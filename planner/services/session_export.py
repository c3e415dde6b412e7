"""Study sessions as a file for spreadsheets."""

from collections.abc import Iterable
from pathlib import Path

from planner.config.text import tr
from planner.exchange.session_table import SessionLine, write_sessions_csv
from planner.services.export import write_table
from planner.services.planner import Planner
from planner.services.queries.sessions import SessionRow


def session_bytes(rows: Iterable[SessionRow]) -> bytes:
    """The sessions as CSV."""
    return write_sessions_csv(
        SessionLine(
            row.starts,
            row.zone,
            row.minutes,
            "planned" if row.planned else "logged",
            row.title,
            row.kind,
            row.step,
            row.note,
        )
        for row in rows
    )


def export_sessions(planner: Planner, path: Path, rows: Iterable[SessionRow]) -> Path:
    """Writes the sessions to a file, whole or not at all.

    Raises InvalidInputError for another ending than .csv, ExchangeError where there is nothing to write or the file
    cannot be written.
    """
    nothing = tr("There is no study session here to save. Log some time first, or show more of them.")
    write_table(planner, path, tuple(rows), session_bytes, nothing)
    return path
