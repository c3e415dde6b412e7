"""Study sessions as CSV for spreadsheets (docs/formats/csv.md); it only goes out."""

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from planner.exchange.tables import guarded


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
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(SessionLine._fields)
    for line in lines:
        writer.writerow([guarded(value) if isinstance(value, str) else str(value) for value in line])
    return out.getvalue().encode()
