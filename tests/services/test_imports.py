"""Calendar files against the library: what counts as new, changed and unchanged, and what an import never does."""

import json
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from planner.domain.errors import ConflictError
from planner.domain.model import Activity, Event, ImportMemory, Reminder
from planner.domain.words import ActivityId, EventOrigin
from planner.services import export, import_finding, imports
from planner.services.actions.activities import AddActivity, EditActivity, SetState
from planner.services.actions.details import AddEvent
from planner.services.actions.imports import ImportFiles
from planner.services.actions.trash import PurgeTrash, TrashActivities
from planner.services.calendar_choice import Choice
from planner.services.import_report import Report
from planner.services.planner import Planner
from planner.services.queries.agenda import agenda
from planner.services.queries.calendar import calendar_entries, conferences
from planner.storage.library import Library, create_library
from tests.services.reading import rows

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//T//EN\r\n"


def event(uid: str = "a@x", *lines: str, summary: str = "Talk", starts: str = "DTSTART;VALUE=DATE:20270101") -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{summary}", starts, *lines, "END:VEVENT", ""))


class Take(Protocol):
    """Writes the events into a file of this name and imports it."""

    def __call__(
        self, *events: str, name: str = "a.ics", origin: EventOrigin = EventOrigin.OWN, dry_run: bool = False
    ) -> Report: ...


@pytest.fixture
def take(planner: Planner, tmp_path: Path) -> Take:
    def run(*events: str, name: str = "a.ics", origin: EventOrigin = EventOrigin.OWN, dry_run: bool = False) -> Report:
        (tmp_path / name).write_text(HEAD + "".join(events) + "END:VCALENDAR\r\n", newline="")
        (report,) = imports.import_files(planner, [tmp_path / name], origin=origin, dry_run=dry_run)
        return report

    return run


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.cancelled


def test_an_event_comes_in_whole(planner: Planner, take: Take) -> None:
    report = take(
        event(
            "a@x",
            "DTEND;TZID=Europe/Berlin:20270301T120000",
            "DESCRIPTION:Bring slides\\n\\nhttps://x.org/a",
            "URL:https://x.org/a",
            "LOCATION:Hall 1\\, Berlin",
            "GEO:52.5;13.4",
            "CATEGORIES:ml,data",
            "SEQUENCE:4",
            "X-COLOR:blue",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-PT1H",
            "END:VALARM",
            starts="DTSTART;TZID=Europe/Berlin:20270301T100000",
        )
    )
    assert counts(report) == (1, 0, 0, 0)
    (row,), (found,) = rows(planner, Activity), rows(planner, Event)
    assert (row.uid, row.title, row.kind, row.status, row.notes) == ("a@x", "Talk", "event", "planned", "Bring slides")
    assert (found.starts, found.ends, found.zone) == ("2027-03-01T10:00:00", "2027-03-01T12:00:00", "Europe/Berlin")
    assert (found.starts_utc, found.state, found.origin) == ("2027-03-01T09:00:00Z", "listed", "own")
    assert (found.venue, found.latitude, found.topics, found.source_sequence) == ("Hall 1, Berlin", 52.5, "ml, data", 4)
    assert "X-COLOR:blue" in found.extra_ical
    assert [reminder.minutes_before for reminder in rows(planner, Reminder)] == [60]


def test_a_dry_run_writes_nothing(planner: Planner, take: Take) -> None:
    report = take(event(), dry_run=True)
    assert (counts(report), report.written) == ((1, 0, 0, 0), False)
    assert rows(planner, Activity) == []


def test_undo_forgets_what_the_import_remembered(planner: Planner, take: Take) -> None:
    take(event())
    planner.undo()
    assert rows(planner, ImportMemory) == []
    assert counts(take(event())) == (1, 0, 0, 0)


def test_the_person_s_own_edit_stays_until_the_source_says_something_new(planner: Planner, take: Take) -> None:
    take(event())
    (row,) = rows(planner, Activity)
    planner.run(EditActivity(row.id, (("title", "My talk"), ("notes", "Mine"))))
    assert counts(take(event())) == (0, 0, 1, 0)
    assert rows(planner, Activity)[0].title == "My talk"


def test_a_new_alarm_or_topic_is_a_change_by_its_name(planner: Planner, take: Take) -> None:
    take(event())
    report = take(event("a@x", "CATEGORIES:ml", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT30M", "END:VALARM"))
    assert report.differences == (("Talk", ("topics: ml", "reminders: 30 minutes")),)
    assert [reminder.minutes_before for reminder in rows(planner, Reminder)] == [30]


def test_what_planner_has_no_place_for_is_a_change_too(planner: Planner, take: Take) -> None:
    take(event())
    report = take(event("a@x", "ATTENDEE:mailto:ann@a.example"))
    assert report.differences == (("Talk", ("other details",)),)
    assert "ATTENDEE:mailto:ann@a.example" in rows(planner, Event)[0].extra_ical


def test_mere_stamps_are_no_change(planner: Planner, take: Take) -> None:
    take(event("a@x", "LAST-MODIFIED:20260101T000000Z"))
    assert counts(take(event("a@x", "LAST-MODIFIED:20260202T000000Z"))) == (0, 0, 1, 0)


def test_sources_that_contradict_each_other_take_no_turns(planner: Planner, take: Take) -> None:
    take(event(summary="As A says"), name="a.ics")
    assert counts(take(event(summary="As B says"), name="b.ics")) == (0, 1, 0, 0)
    for name, summary in (("a.ics", "As A says"), ("b.ics", "As B says")) * 2:
        assert counts(take(event(summary=summary), name=name)) == (0, 0, 1, 0)
    assert rows(planner, Activity)[0].title == "As B says"


def test_an_outdated_file_does_not_win(planner: Planner, take: Take) -> None:
    take(event("a@x", "SEQUENCE:5", summary="Newer"), name="a.ics")
    assert counts(take(event("a@x", "SEQUENCE:2", summary="Older"), name="b.ics")) == (0, 0, 1, 0)
    assert rows(planner, Activity)[0].title == "Newer"


@pytest.mark.parametrize("purge", [False, True])
def test_what_was_deleted_stays_deleted(planner: Planner, take: Take, purge: bool) -> None:
    take(event())
    (row,) = rows(planner, Activity)
    planner.run(TrashActivities((row.id,)))
    if purge:
        planner.run(PurgeTrash())
    assert counts(take(event())) == (0, 0, 1, 0)
    assert counts(take(event(summary="Changed"))) == (0, 0, 1, 0)
    assert counts(take(event(summary="Changed"), name="other.ics")) == (0, 0, 1, 0)
    assert len([row for row in rows(planner, Activity) if row.trashed_at is None]) == 0


def test_a_cancelled_event_is_declined_and_may_come_back(planner: Planner, take: Take) -> None:
    take(event())
    (row,) = rows(planner, Activity)
    planner.run(SetState(row.id, "registered"))
    assert counts(take(event("a@x", "STATUS:CANCELLED"))) == (0, 0, 0, 1)
    assert rows(planner, Event)[0].state == "declined"
    assert rows(planner, Activity)[0].status == "skipped"
    assert counts(take(event("a@x", "STATUS:CANCELLED"))) == (0, 0, 1, 0)
    report = take(event("a@x", "STATUS:CONFIRMED"))
    assert report.differences == (("Talk", ("takes place after all",)),)
    assert rows(planner, Event)[0].state == "registered"


def test_an_event_that_the_person_declined_stays_declined(planner: Planner, take: Take) -> None:
    take(event())
    (row,) = rows(planner, Activity)
    planner.run(SetState(row.id, "declined"))
    take(event(summary="Renamed"))
    assert rows(planner, Event)[0].state == "declined"


def test_a_series_with_the_override_of_one_date(planner: Planner, take: Take) -> None:
    series = event("s@x", "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;VALUE=DATE:20270115")
    override = event("s@x", "RECURRENCE-ID;VALUE=DATE:20270108", summary="Moved", starts="DTSTART;VALUE=DATE:20270109")
    assert counts(take(series, override)) == (2, 0, 0, 0)
    assert counts(take(series, override)) == (0, 0, 2, 0)
    master, moved = rows(planner, Event)
    assert (master.rrule, master.exdate) == ("FREQ=WEEKLY;COUNT=4", "20270115")
    assert (moved.series_uid, moved.recurrence_id) == ("s@x", "20270108")
    assert rows(planner, Activity)[1].uid != "s@x"


def test_one_uid_twice_in_a_file(planner: Planner, take: Take) -> None:
    assert counts(take(event(summary="One"), event(summary="Two"))) == (1, 0, 1, 0)
    assert counts(take(event(summary="One"), event(summary="Two"))) == (0, 0, 2, 0)
    assert [row.title for row in rows(planner, Activity)] == ["One"]


def test_an_event_without_uid_and_without_title(planner: Planner, take: Take) -> None:
    text = event().replace("UID:a@x\r\n", "").replace("SUMMARY:Talk\r\n", "")
    assert counts(take(text)) == (1, 0, 0, 0)
    assert counts(take(text)) == (0, 0, 1, 0)
    assert rows(planner, Activity)[0].title == "Untitled event"


def test_a_broken_event_is_skipped_with_its_line(planner: Planner, take: Take) -> None:
    report = take(event(starts="DTSTART:whenever"), event("b@x"))
    assert counts(report) == (1, 0, 0, 0)
    (remark,) = report.skipped
    assert "line 4" in remark.where
    assert "whenever" in remark.why


def test_listed_events(planner: Planner, take: Take) -> None:
    take(event(), origin=EventOrigin.LISTED)
    assert rows(planner, Event)[0].origin == "listed"


def test_the_uid_of_another_kind_of_activity_is_left_alone(planner: Planner, take: Take) -> None:
    planner.run(AddActivity("A course", kind="course"))
    (row,) = rows(planner, Activity)
    assert counts(take(event(row.uid, summary="Not an event of ours"))) == (0, 0, 1, 0)
    assert [found.title for found in rows(planner, Activity)] == ["A course"]


def test_a_library_that_moved_meanwhile_is_compared_again(planner: Planner, take: Take, tmp_path: Path) -> None:
    take(event())
    (tmp_path / "a.ics").write_text(HEAD + event(summary="New") + "END:VCALENDAR\r\n")
    prepared = imports.prepare(planner, tmp_path / "a.ics")
    assert prepared.file is not None
    planner.run(EditActivity(ActivityId(1), (("notes", "Meanwhile"),)))
    with pytest.raises(ConflictError, match="compared"):
        planner.run(ImportFiles((prepared.file,)))
    assert counts(take(event(summary="New"))) == (0, 1, 0, 0)
    assert rows(planner, Activity)[0].title == "New"


def test_folders_are_searched_and_links_to_folders_are_not(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.ics", "in/deep/a.ICS", "in/c.json", "in/d.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    found = import_finding.find_files(tmp_path / "in")
    assert [path.relative_to(tmp_path / "in").as_posix() for path in found] == ["b.ics", "c.json", "deep/a.ICS"]
    assert [path.name for path in import_finding.find_files(tmp_path / "in", "json")] == ["c.json"]


def test_what_was_purged_does_not_come_back_from_our_own_export(planner: Planner, tmp_path: Path) -> None:
    planner.run(AddEvent("Own talk", "2027-01-05", None))
    (row,) = rows(planner, Activity)
    planner.run(AddEvent("Another", "2027-01-06", None))
    for name in ("alive.ics", "cancelled.ics"):
        export.export(planner, tmp_path / name, "ics", Choice())
        if name == "alive.ics":
            planner.run(TrashActivities((row.id,)))
            planner.run(PurgeTrash())
    for name in ("alive.ics", "cancelled.ics"):
        (report,) = imports.import_files(planner, [tmp_path / name])
        assert counts(report) == (0, 0, 2, 0)
    assert [row.title for row in rows(planner, Activity)] == ["Another"]


def test_what_was_exported_and_undone_may_come_in_again(planner: Planner, take: Take, tmp_path: Path) -> None:
    take(event())
    export.export(planner, tmp_path / "out.ics", "ics", Choice())
    planner.undo()
    assert counts(take(event())) == (1, 0, 0, 0)


def test_a_cancellation_of_something_unknown_adds_nothing(planner: Planner, take: Take) -> None:
    assert counts(take(event("a@x", "STATUS:CANCELLED"))) == (0, 0, 1, 0)
    assert rows(planner, Activity) == []
    assert counts(take(event("a@x", "STATUS:CONFIRMED"))) == (1, 0, 0, 0)


def test_one_date_of_a_series_may_be_called_off(planner: Planner, take: Take) -> None:
    series = event("s@x", "RRULE:FREQ=WEEKLY;COUNT=4")
    override = event(
        "s@x", "RECURRENCE-ID;VALUE=DATE:20270108", "STATUS:CANCELLED", starts="DTSTART;VALUE=DATE:20270108"
    )
    assert counts(take(override, series)) == (1, 0, 0, 1)
    planner.run(TrashActivities(tuple(row.id for row in rows(planner, Activity))))
    planner.run(PurgeTrash())
    assert counts(take(series, override.replace("SUMMARY:Talk", "SUMMARY:Moved"), name="b.ics")) == (0, 0, 2, 0)
    assert rows(planner, Activity) == []


def exported(planner: Planner, path: Path) -> str:
    export.export(planner, path, "ics", Choice())
    return path.read_text()


def test_an_undone_archive_calls_nothing_off(planner: Planner, tmp_path: Path) -> None:
    planner.run(AddEvent("Theirs", "2027-01-05", None))
    exported(planner, tmp_path / "theirs.ics")
    export.export(planner, tmp_path / "theirs.json", "json", Choice())
    planner.close()
    create_library(tmp_path / "other.db")
    other = Planner(Library.open(tmp_path / "other.db"), planner.clock)
    other.run(AddEvent("Mine", "2027-01-06", None))
    imports.import_files(other, [tmp_path / "theirs.json"])
    other.undo()
    assert "CANCELLED" not in exported(other, tmp_path / "mine.ics")
    # What was never exported from here was not deleted here either.
    (report,) = imports.import_files(other, [tmp_path / "theirs.ics"])
    assert counts(report) == (1, 0, 0, 0)
    other.close()


def test_what_went_out_is_called_off_also_after_an_archive_raised_its_sequence(
    planner: Planner, tmp_path: Path
) -> None:
    planner.run(AddEvent("Talk", "2027-01-05", None))
    planner.run(AddEvent("Another", "2027-01-06", None))
    exported(planner, tmp_path / "a.ics")
    export.export(planner, tmp_path / "a.json", "json", Choice())
    content = json.loads((tmp_path / "a.json").read_bytes())
    for line in content["sequences"]:
        line["sequence"] += 7
    (tmp_path / "a.json").write_text(json.dumps(content))
    imports.import_files(planner, [tmp_path / "a.json"])
    planner.run(TrashActivities((rows(planner, Activity)[0].id,)))
    assert exported(planner, tmp_path / "a.ics").count("STATUS:CANCELLED") == 1


@pytest.mark.shared_data
def test_public_calendars_come_in_once(planner: Planner, shared: Path, tmp_path: Path) -> None:
    files = sorted(path for path in (shared / "data" / "ics").glob("*.ics") if path.stat().st_size < 20_000)
    first = {report.file: report for report in imports.import_files(planner, files)}
    again = imports.import_files(planner, files)
    assert sum(report.new for report in first.values()) > 20
    for report in again:
        before = first[report.file]
        assert (report.new, report.changed, report.cancelled) == (0, 0, 0), report.file
        assert report.unchanged == sum(counts(before)), report.file


def test_own_dates_stand_in_the_calendar_but_are_no_cards(planner: Planner, take: Take) -> None:
    weekly = event("b@x", "RRULE:FREQ=DAILY;COUNT=3", summary="Standup", starts="DTSTART:20270105T090000")
    take(event(), weekly)
    span = date(2027, 1, 1), date(2027, 2, 1)
    shown = planner.read(calendar_entries, *span, "Europe/Berlin")
    assert [(entry.title, entry.listed) for entry in shown] == [("Talk", False), *[("Standup", False)] * 3]
    assert planner.read(agenda, *span, "Europe/Berlin") == ()
    assert planner.read(conferences, date(2026, 11, 1), "Europe/Berlin") == ()
    planner.run(SetState(rows(planner, Event)[0].activity_id, "interested"))
    assert [row.title for row in planner.read(conferences, date(2026, 11, 1), "Europe/Berlin")] == ["Talk"]


def test_listed_dates_wait_until_they_are_asked_for(planner: Planner, take: Take) -> None:
    take(event(), origin=EventOrigin.LISTED)
    span = date(2027, 1, 1), date(2027, 2, 1)
    assert planner.read(calendar_entries, *span, "Europe/Berlin") == ()
    (entry,) = planner.read(calendar_entries, *span, "Europe/Berlin", with_listed=True)
    assert entry.listed


def test_what_changes_and_what_is_cancelled_is_said_in_words(take: Take) -> None:
    weekly = ("RRULE:FREQ=WEEKLY;COUNT=6", "LOCATION:Room_1", "URL:https://x.org/a_b")
    take(event("a@x", *weekly))
    report = take(event("a@x", "RRULE:FREQ=WEEKLY;COUNT=8", "EXDATE:20270302T090000Z", "LOCATION:Room 2"))
    (_, said), *_ = report.differences
    assert "place: Room 2 instead of Room_1" in said
    assert "link: nothing instead of https://x.org/a_b" in said
    (change,) = [change for change in report.changes if change.field == "repetition"]
    assert change.mine.startswith("every week on ")
    assert change.mine.endswith(", 6 times")
    assert change.theirs.endswith(", 8 times, except on 2 Mar 2027")
    report = take(event("a@x", "STATUS:CANCELLED"))
    assert [title for title, _ in report.called_off] == ["Talk"]
    assert report.differences == ()


def test_what_was_mended_of_an_event_that_comes_in_is_told(planner: Planner, take: Take) -> None:
    odd = event("a@x", "DTEND;VALUE=DATE:20261201", "URL:javascript:alert(1)")
    report = take(odd)
    assert (report.new, report.skipped) == (1, ())
    assert [(remark.where, remark.why) for remark in report.mended] == [
        ("a.ics, line 4", "“Talk”: “URL:javascript:alert(1)” was left out, since it would run a program"),
        ("a.ics, line 4", "“Talk”: its end lies before its start and was left out"),
    ]
    assert take(odd).mended == ()
