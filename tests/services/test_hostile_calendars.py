"""Calendar files made to do harm: without end, all alike, with names that are no text and parts that are no entries."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planner.domain.model import Activity, Event
from planner.services import event_likeness
from planner.services.actions.details import AddEvent
from planner.services.import_report import Report
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.storage import reader
from tests.services.reading import rows

Take = Callable[..., Report]


def vevent(uid: str, *lines: str, start: str = "DTSTART;VALUE=DATE:20270428") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT", ""))


def vcalendar(*events: str) -> str:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"


def test_a_name_of_bytes_that_are_no_text_is_remembered(planner: Planner, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff.ics")
    path.write_text(vcalendar(vevent("1", "SUMMARY:Talk")), newline="")
    assert [report.new for report in import_files(planner, [path])] == [1]
    assert [report.unchanged for report in import_files(planner, [path])] == [1]


def test_the_name_of_a_part_is_not_that_of_the_entry(planner: Planner, take: Take) -> None:
    part = "BEGIN:VALARM\r\nUID:ring\r\nTRIGGER:-PT1H\r\nEND:VALARM"
    one, two = (f"BEGIN:VEVENT\r\nDTSTART:20270101T100000Z\r\n{part}\r\nUID:{n}\r\nEND:VEVENT\r\n" for n in "12")
    assert take("a.ics", vcalendar(one, two)).new == 2
    assert {row.uid for row in rows(planner, Activity)} == {"1", "2"}


def test_reminders_without_end_are_told_in_a_line(planner: Planner, take: Take) -> None:
    def alarms(count: int) -> str:
        rings = (f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT{n}M\r\nEND:VALARM" for n in range(count))
        return vcalendar(vevent("1", "SUMMARY:Talk", *rings, start="DTSTART:20270101T100000Z"))

    take("a.ics", alarms(2000))
    report = take("a.ics", alarms(1000))
    (change,) = (change for change in report.changes if change.field == "reminders")
    assert change.mine.endswith("and 1,995 more") or change.mine.endswith("and 1995 more")
    assert len(change.theirs) < 100


def test_each_of_many_alike_events_is_found_once(planner: Planner, take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_likeness, "_MOST_ALIKE", 3)
    lines = ("SUMMARY:Talk", "URL:https://a.example/x")
    take("a.ics", vcalendar(*(vevent(f"a{n}", *lines) for n in range(50))))
    report = take("b.ics", vcalendar(*(vevent(f"b{n}", *lines) for n in range(60))))
    assert (report.new, report.unchanged) == (10, 50)
    assert len(rows(planner, Event)) == 60


def test_the_events_of_the_plan_are_read_once_for_all_files(
    planner: Planner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner.run(AddEvent("Conf", "2027-04-28", "2027-04-29", city="Berlin", url="https://a.example/0"))
    for number in range(20):
        text = vcalendar(vevent(f"{number}", f"SUMMARY:Talk {number}", f"URL:https://a.example/{number % 10}"))
        (tmp_path / f"{number}.ics").write_text(text, newline="")
    asked: list[str] = []
    read = reader.Reader.rows

    def noted(self: reader.Reader, sql: str) -> list[tuple[object, ...]]:
        asked.append(sql)
        return read(self, sql)

    monkeypatch.setattr(reader.Reader, "rows", noted)
    looked = import_files(planner, [tmp_path], dry_run=True)
    assert sum("JOIN activity" in sql for sql in asked) == 1
    written = import_files(planner, [tmp_path])
    assert [(report.new, report.unchanged) for report in looked] == [(one.new, one.unchanged) for one in written]
    assert len(rows(planner, Activity)) == 10
