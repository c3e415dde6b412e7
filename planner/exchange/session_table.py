"""Study sessions as CSV for spreadsheets (docs/formats/csv.md); it only goes out."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.exchange.tables import guarded_csv


class SessionLine(NamedTuple):
    """A study session. ``start`` is a date or a wall time in ``zone``, ``standing`` is ``logged`` or ``planned``."""

    start: str
    zone: str
    minutes: int
    standing: str
    activity: str
    kind: str
    step: str
    note: str


def write_sessions_csv(lines: Iterable[SessionLine]) -> bytes:
    """Write the lines: RFC 4180, UTF-8 without a byte order mark, one heading line.

    A text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    return guarded_csv(SessionLine._fields, lines)
