"""A file with an event that recurs: the agenda prints its instances, an export of later days still holds its rule."""

import contextlib
import sqlite3
from pathlib import Path

from tests.cli.conftest import Run

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//somebody//EN
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20240101T000000Z
SUMMARY:Reading group
DTSTART;TZID=America/New_York:20240104T180000
DTEND;TZID=America/New_York:20240104T190000
RRULE:FREQ=WEEKLY
EXDATE;TZID=America/New_York:20261203T180000
END:VEVENT
BEGIN:VEVENT
UID:weekly@example.org
DTSTAMP:20240101T000000Z
RECURRENCE-ID;TZID=America/New_York:20261210T180000
SUMMARY:Reading group in the library
DTSTART;TZID=America/New_York:20261211T170000
DTEND;TZID=America/New_York:20261211T180000
END:VEVENT
END:VCALENDAR
"""


def test_instances_are_printed_and_the_rule_goes_out_again(made: Run, plan_file: Path, tmp_path: Path) -> None:
    source, out = tmp_path / "in.ics", tmp_path / "out.ics"
    source.write_text(FILE.replace("\n", "\r\n"), encoding="utf-8")
    made("import", source)
    assert made("agenda", "--json").json == []  # until the person answers
    with contextlib.closing(sqlite3.connect(plan_file)) as connection, connection:
        connection.execute("UPDATE event SET state = 'interested'")
    entries = made("agenda", "--days", "30", "--json").json
    assert [(entry["start"], entry["title"]) for entry in entries] == [
        ("2026-11-26T18:00:00", "Reading group"),
        ("2026-12-11T17:00:00", "Reading group in the library"),
        ("2026-12-17T18:00:00", "Reading group"),
    ]  # the next one begins at midnight of the thirty-first day, as the person's clock has it
    made("export", out, "--from", "2026-12-01")
    text = out.read_text(encoding="utf-8")
    assert "RRULE:FREQ=WEEKLY" in text
    assert "EXDATE;TZID=America/New_York:20261203T180000" in text
    assert "RECURRENCE-ID;TZID=America/New_York:20261210T180000" in text
