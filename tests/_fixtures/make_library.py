"""Makes resources/fixtures/library-0001.db, a library of the oldest format, with rows, journal and search index.

The file is kept as it is once a version with that format was released: a newer program must be able to read what an
older one wrote, not what it would write today. Run it as ``python -m tests._fixtures.make_library`` before that.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from planner.config.resources import resource
from planner.storage.connection import APPLICATION_ID, connect
from planner.storage.library import whole_write
from planner.storage.upgrade import upgrade

OLDEST = resource("fixtures", "library-0001.db")

ROWS: dict[str, list[dict[str, Any]]] = {
    "roadmap": [
        {
            "uid": "r1",
            "name": "AI/ML product leader",
            "position": "V",
            "template": "",
            "template_version": 0,
            "archived": False,
        },
    ],
    "step": [
        {
            "uid": "s1",
            "roadmap_id": 1,
            "name": "Foundations",
            "position": "V",
            "hue": 1,
            "why": "Everything stands on it.",
            "ready_when": "You can explain a confusion matrix.",
            "node": "",
        },
    ],
    "activity": [
        {
            "uid": "a1",
            "title": "Machine learning course",
            "kind": "course",
            "status": "in_progress",
            "step_id": 1,
            "position": "V",
            "core": True,
            "priority": 2,
            "notes": "Week 3: *trees*",
            "before_state": "considering",
            "outcome": "",
            "outcome_url": "",
            "person": "",
            "created_at": "2026-01-05T08:00:00Z",
            "node": "",
        },
        {
            "uid": "a2",
            "title": "Cloud practitioner",
            "kind": "certification",
            "status": "planned",
            "step_id": 1,
            "position": "k",
            "core": False,
            "priority": 0,
            "notes": "",
            "before_state": "",
            "outcome": "",
            "outcome_url": "",
            "person": "",
            "created_at": "2026-01-05T08:00:00Z",
            "node": "",
        },
        {
            "uid": "a3@conf",
            "title": "Žižkov ML Days",
            "kind": "event",
            "status": "planned",
            "step_id": None,
            "position": "V",
            "core": True,
            "priority": 0,
            "notes": "",
            "before_state": "",
            "outcome": "",
            "outcome_url": "",
            "person": "",
            "created_at": "2026-01-05T08:00:00Z",
            "node": "",
        },
    ],
    "course": [
        {
            "activity_id": 1,
            "state": "in_progress",
            "provider": "Coursera",
            "url": "",
            "units_done": 3,
            "units_total": 10,
            "certificate": True,
            "fee_minor": 4900,
            "fee_currency": "EUR",
        },
    ],
    "certification": [
        {
            "activity_id": 2,
            "state": "considering",
            "issuer": "AWS",
            "code": "CLF-C02",
            "url": "",
            "credential_id": "",
            "credential_url": "",
            "never_expires": False,
            "validity_months": 36,
            "renewal_method": "",
            "fee_currency": "",
        },
    ],
    "event": [
        {
            "activity_id": 3,
            "state": "interested",
            "event_type": "conference",
            "origin": "own",
            "starts": "2026-09-10",
            "ends": "2026-09-13",
            "zone": "",
            "start_fold": 0,
            "end_fold": 0,
            "venue": "",
            "city": "Praha",
            "country": "Czechia",
            "latitude": 50.08,
            "longitude": 14.43,
            "format": "in_person",
            "organiser": "PyData",
            "url": "https://example.org/",
            "topics": "ml,data",
            "rrule": "",
            "rdate": "",
            "exdate": "",
            "series_uid": "",
            "recurrence_id": "",
            "extra_ical": "",
            "source_sequence": 4,
        },
    ],
    "deadline": [
        {
            "uid": "d1",
            "activity_id": 3,
            "kind": "cfp_closes",
            "on_date": None,
            "at_utc": "2026-05-07T11:59:59Z",
            "zone": "AoE",
            "label": "",
        },
        {
            "uid": "d2",
            "activity_id": 2,
            "kind": "exam",
            "on_date": "2026-06-01",
            "at_utc": None,
            "zone": "",
            "label": "",
        },
    ],
    "reminder": [{"uid": "m1", "activity_id": 3, "deadline_id": 1, "minutes_before": 1440}],
    "checklist_item": [
        {"uid": "c1", "activity_id": 1, "text": "Quiz 3", "done": True, "position": "V"},
    ],
    "link": [{"uid": "l1", "activity_id": 1, "url": "https://example.org/ml", "title": "Course", "position": "V"}],
    "tag": [{"uid": "t1", "name": "Basics"}],
    "activity_tag": [{"activity_id": 1, "tag_id": 1}],
    "category": [{"uid": "k1", "name": "Machine learning", "position": "V", "node": ""}],
    "skill": [
        {"uid": "w1", "category_id": 1, "name": "Supervised learning", "position": "V", "definition": "", "node": ""}
    ],
    "rubric_level": [{"skill_id": 1, "level": 1, "text": "Can name the usual methods."}],
    "assessment": [{"uid": "n1", "skill_id": 1, "level": 2.5, "on_date": "2026-02-01", "note": ""}],
    "profile": [{"uid": "p1", "name": "AI product manager", "position": "V", "summary": "", "node": ""}],
    "profile_target": [{"profile_id": 1, "skill_id": 1, "level": 4.0, "weight": 2}],
    "activity_skill": [{"activity_id": 1, "skill_id": 1, "level": 3.0}],
    "study_session": [
        {
            "uid": "z1",
            "activity_id": 1,
            "starts": "2026-02-03T18:00:00",
            "minutes": 50,
            "planned": False,
            "zone": "Europe/Prague",
            "note": "",
        },
    ],
    "setting": [{"key": "plan.hours_a_week", "value": "6"}],
    "export_ledger": [
        {
            "uid": "a3@conf",
            "recurrence_id": "",
            "digest": b"\x01\x02",
            "sequence": 7,
            "stamp": "2026-02-01T00:00:00Z",
            "what": "event",
            "kind": "event",
            "status": "planned",
            "summary": "Žižkov ML Days",
            "starts": "2026-09-10",
            "ends": "2026-09-13",
            "zone": "",
        },
    ],
    "journal_step": [
        {
            "label": "Rename “Cloud practitioner”",
            "made_at": "2026-02-01T10:00:00Z",
            "merge_key": None,
            "undone": False,
            "touched": 1,
            "bytes": 100,
        },
    ],
    "journal_row": [
        {
            "step_id": 1,
            "table_name": "activity",
            "row_id": 2,
            "before": json.dumps({"id": 2, "title": "Cloud"}),
            "after": json.dumps({"id": 2, "title": "Cloud practitioner"}),
        },
    ],
}


def make(path: Path) -> None:
    """Writes the library of revision 0001 to ``path``, which must not exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o644)
    with whole_write(connect(path, 0)) as connection:
        upgrade(connection, 1)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        _fill(connection)
    with contextlib.closing(connect(path, 0)) as driver:
        driver.execute("PRAGMA journal_mode = DELETE")
        driver.execute("PRAGMA page_size = 512")  # most of the many tables hold a row or none: 50 KB, not 400
        driver.execute("VACUUM")


def _fill(connection: Connection) -> None:
    for table, rows in ROWS.items():
        for row in rows:
            names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


if __name__ == "__main__":
    OLDEST.unlink(missing_ok=True)
    make(OLDEST)
    print(f"{OLDEST}: {OLDEST.stat().st_size:,} bytes")
