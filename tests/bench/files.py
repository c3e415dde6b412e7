"""Calendar files of 10,000 events, out and in, against the icalendar package and against plain string formatting."""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import icalendar

from planner.services import libraries
from planner.services.actions.activities import EditActivity
from planner.services.calendar_feed import Choice
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.bench.report import Figure

EVENTS = 10_000
CONFERENCES = 7_000


def _conference(number: int) -> dict[str, object]:
    """One of a list as confs.tech has them."""
    first = date(2027, 1, 1) + timedelta(days=number % 350)
    return {
        "name": f"Conference number {number}",
        "url": f"https://conference-{number}.example/2027",
        "startDate": first.isoformat(),
        "endDate": (first + timedelta(days=number % 4)).isoformat(),
        "city": f"City {number % 90}",
        "country": f"Country {number % 40}",
        "online": number % 3 == 0,
        "locales": "EN",
        "cfpUrl": f"https://conference-{number}.example/cfp",
        "cfpEndDate": (first - timedelta(days=120)).isoformat(),
    }


def double_events(source: Path, target: Path) -> None:
    """A copy of a ten-year library with each of its 5,000 events twice."""
    shutil.copy(source, target)
    with sqlite3.connect(target) as connection:
        moved = {
            "activity": {"id": "id + 1000000", "uid": "'copy-' || uid"},
            "event": {"id": "id + 1000000", "activity_id": "activity_id + 1000000"},
        }
        for table, changed in moved.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            values = ", ".join(changed.get(column, column) for column in columns)
            where = "WHERE kind = 'event'" if table == "activity" else ""
            connection.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} {where}")


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def with_icalendar(content: bytes) -> float:
    """Seconds to build and serialise the same events with icalendar, property by property."""
    source = icalendar.Calendar.from_ical(content)
    events = [
        [(name, value) for name, value in event.property_items(recursive=False) if name not in ("BEGIN", "END")]
        for event in source.walk("VEVENT")
    ]

    def build() -> bytes:
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//bench//")
        calendar.add("version", "2.0")
        for properties in events:
            event = icalendar.Event()
            for name, value in properties:
                event.add(name, value)
            calendar.add_component(event)
        return bytes(calendar.to_ical())

    return _timed(build)


def plainly(library: Path, target: Path) -> float:
    """Seconds to read the same rows with plain SQL and write about the same bytes with plain string formatting."""
    begun = time.perf_counter()
    connection = sqlite3.connect(library)
    tags: dict[int, list[str]] = {}
    for activity_id, name in connection.execute(
        "SELECT x.activity_id, t.name FROM activity_tag x JOIN tag t ON t.id = x.tag_id"
    ):
        tags.setdefault(activity_id, []).append(name)
    reminders: dict[int, list[int]] = {}
    for activity_id, minutes in connection.execute(
        "SELECT activity_id, minutes_before FROM reminder WHERE deadline_id IS NULL"
    ):
        reminders.setdefault(activity_id, []).append(minutes)
    parts = ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"]
    rows = connection.execute(
        "SELECT a.id, a.uid, a.created_at, a.title, a.notes, e.starts, e.ends, e.venue, e.city, e.country, e.url,"
        " a.kind, a.status, e.state, e.zone, e.start_fold, e.end_fold, e.latitude, e.longitude, e.rrule, e.rdate,"
        " e.exdate, e.recurrence_id, e.extra_ical, e.source_sequence, e.format"
        " FROM activity a JOIN event e ON e.activity_id = a.id"
        " WHERE a.trashed_at IS NULL AND e.starts IS NOT NULL AND e.state NOT IN ('listed', 'declined')"
    )
    for row in rows:
        activity_id, uid, stamp, title, notes, starts, ends, venue, city, country, url = row[:11]
        categories = "".join(f"CATEGORIES:{name}\r\n" for name in tags.get(activity_id, ()))
        alarms = "".join(
            f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:{title}\r\nTRIGGER:-PT{minutes}M\r\nEND:VALARM\r\n"
            for minutes in reminders.get(activity_id, ())
        )
        parts.append(
            f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:{stamp}\r\nLAST-MODIFIED:{stamp}\r\nCREATED:{stamp}\r\n"
            f"SEQUENCE:0\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:{starts}\r\nDTEND;VALUE=DATE:{ends}\r\n"
            f"STATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nDESCRIPTION:{notes}\\n\\n{url}\r\n"
            f"LOCATION:{venue}\\, {city}\\, {country}\r\nURL:{url}\r\n{categories}{alarms}END:VEVENT\r\n"
        )
    parts.append("END:VCALENDAR\r\n")
    target.write_text("".join(parts), encoding="utf-8", newline="")
    connection.close()
    return time.perf_counter() - begun


def _rename_one(planner: Planner, number: int) -> None:
    activity_id = planner.read(
        lambda reader: reader.value("SELECT min(activity_id) FROM event")
    )
    planner.run(EditActivity(activity_id, (("title", f"Renamed {number}"),)))


def measure(folder: Path, ten_years: Path) -> list[Figure]:
    """The figures of calendar files and of lists of conferences."""
    library = folder / "events.db"
    double_events(ten_years, library)
    planner = libraries.open_plan(library)
    target = folder / "events.ics"
    only_events = Choice(what=frozenset({"event"}))
    first = _timed(lambda: export(planner, target, "ics", only_events))
    content = target.read_bytes()
    count = content.count(b"BEGIN:VEVENT")
    built = with_icalendar(content)
    again, floors = [], []
    for number in range(5):
        _rename_one(planner, number)
        again.append(_timed(lambda: export(planner, target, "ics", only_events)))
        floors.append(plainly(library, folder / "plain.ics"))
    plain_size = (folder / "plain.ics").stat().st_size
    planner.close()
    parsed = min(_timed(lambda: icalendar.Calendar.from_ical(content)) for _ in range(2))
    fresh = libraries.new_plan(folder / "import.db", None)
    taken_in = _timed(lambda: import_files(fresh, [target]))
    unchanged = _timed(lambda: import_files(fresh, [target]))
    fresh.close()
    listed = folder / "2027-data.json"
    listed.write_text(json.dumps([_conference(number) for number in range(CONFERENCES)]), encoding="utf-8")
    full = libraries.open_plan(library)
    looked = min(_timed(lambda: import_files(full, [listed], dry_run=True)) for _ in range(3))
    full.close()
    return [
        Figure(f"export {count} events, first time", first / built, 1.0, "x", f"{first:.2f} s of {built:.2f} s"),
        Figure(
            "export again after one change",
            min(again) / min(floors),
            2.0,
            "x",
            f"{min(again):.3f} s of {min(floors):.3f} s; {len(content)} and {plain_size} bytes",
        ),
        Figure(f"import {count} events", taken_in / parsed, 1.5, "x", f"{taken_in:.2f} s of {parsed:.2f} s"),
        Figure(
            f"preview {CONFERENCES:,} conferences", looked * 1000, 1000, "ms", f"beside {EVENTS:,} events; lowest of 3"
        ),
        Figure("import again, unchanged", unchanged / parsed, 0.3, "x", f"{unchanged:.2f} s of {parsed:.2f} s"),
    ]
