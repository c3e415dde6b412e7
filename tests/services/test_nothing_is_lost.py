"""Calendar files by others, in and out again: property by property the same, as another library reads them."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.model import Activity, Event
from planner.services.actions.activities import EditActivity
from planner.services.actions.details import EditDetail
from planner.services.calendar_choice import Choice
from planner.services.export import export
from planner.services.imports import import_files
from planner.services.planner import Planner
from planner.storage.library import Library
from tests.exchange.ics_compare import Key, Told, told
from tests.exchange.ics_events import calendar, events
from tests.services.conftest import CLOCK
from tests.services.reading import only

MENDED = {
    "japan_west": "days are written as midnights",
    "biweekly-exdate-until": "exceptions without zone, of a series with one",
    "google_calendar_invalid_offset": "exceptions that are days, of a series of times",
    "apple_ical": "a TZID among the properties of an entry",
    "recurrenceid_ms": "an UNTIL with a time, of a series of days",
    "exchange_whole_day": "an UNTIL with a time, of a series of days",
    "badRRULE": "a rule with words that are none",
    "issue_1050": "an alarm without the text that it must show",
    "ms_timezones": "an UNTIL in UTC, of a series without zone",
}
"""Samples that come out better than they went in, by a word of their names."""
HTML = "X-ALT-DESC;FMTTYPE=text/html:<b>Bring slides</b>"
ENTRY = (
    *("BEGIN:VEVENT", "UID:a@x", "DTSTART:20270301T100000Z", "DTEND:20270301T120000Z"),
    *("SUMMARY;LANGUAGE=en:Talk", "DESCRIPTION;LANGUAGE=en:Bring slides", HTML, "URL:message:%3C1@x%3E"),
    *("LOCATION:Hall 1\\nBerlin", "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Hall:geo:1,2", "ATTENDEE;CN=Ann:mailto:a@x.org"),
    *("BEGIN:VALARM", "ACTION:EMAIL", "TRIGGER:-PT1H", "SUMMARY:Soon", "DESCRIPTION:x", "ATTENDEE:mailto:a@x.org"),
    *("END:VALARM", "BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER;RELATED=END:PT0S", "END:VALARM", "END:VEVENT"),
)


def in_and_out(folder: Path, empty: Path, data: bytes) -> bytes:
    """What goes out of an empty plan into which a file came."""
    source, target, plan = folder / "in.ics", folder / "out.ics", folder / "plan.db"
    source.write_bytes(data)
    shutil.copy(empty, plan)
    planner = Planner(Library.open(plan), CLOCK)
    try:
        import_files(planner, [source])
        export(planner, target, "ics")
    finally:
        planner.close()
    return target.read_bytes()


def differing(before: dict[Key, Told], after: dict[Key, Told]) -> list[tuple[Key, str, object, object]]:
    """What is told otherwise, event by event. An entry without an end gets one, which each reader would make up."""
    return [
        (key, name, before.get(key, {}).get(name), after.get(key, {}).get(name))
        for key in before.keys() | after.keys()
        for name in before.get(key, {}).keys() | after.get(key, {}).keys()
        if before.get(key, {}).get(name) != after.get(key, {}).get(name)
        and not (name == "DTEND" and "DTEND" not in before.get(key, {}))
    ]


@given(st.lists(events(), min_size=6, max_size=6, unique_by=lambda lines: lines[1]))
@settings(max_examples=20)
def test_whatever_an_entry_says_it_says_again(patterns: Path, found: list[list[str]]) -> None:
    data = calendar(*found)
    with tempfile.TemporaryDirectory() as folder:
        first = in_and_out(Path(folder), patterns / "empty.db", data)
        assert differing(told(data), told(first)) == []
        assert differing(told(first), told(in_and_out(Path(folder), patterns / "empty.db", first))) == []


@pytest.mark.shared_data
def test_calendars_that_others_wrote_say_the_same_again(shared: Path, patterns: Path, tmp_path: Path) -> None:
    compared = 0
    for path in sorted((shared / "data" / "ics").glob("*.ics")):
        data = path.read_bytes()
        if any(name in path.name for name in MENDED):
            continue
        try:
            data.decode()
            before = told(data)
        except (ValueError, AttributeError):
            continue  # what another library cannot read says nothing to compare with
        if len(data) > 400_000 or not before:
            continue
        after = told(in_and_out(tmp_path, patterns / "empty.db", data))
        assert differing(before, after) == [], path.name
        compared += len(before)
    assert compared > 300


@pytest.fixture
def plan(planner: Planner, tmp_path: Path) -> Planner:
    """A plan with one entry of a foreign file."""
    (tmp_path / "in.ics").write_bytes(calendar(ENTRY))
    import_files(planner, [tmp_path / "in.ics"])
    return planner


def out(planner: Planner, folder: Path) -> str:
    """What goes out, not folded."""
    export(planner, folder / "out.ics", "ics")
    return (folder / "out.ics").read_text().replace("\n ", "")


def test_an_edit_silences_what_would_contradict_it_and_nothing_else(plan: Planner, tmp_path: Path) -> None:
    text = out(plan, tmp_path)
    for line in ENTRY:
        assert f"\n{line}\n" in text
    row = only(plan, Activity)
    plan.run(EditActivity(row.id, (("notes", "Bring nothing"),)))
    text = out(plan, tmp_path)
    assert "X-ALT-DESC" not in text
    assert "\nDESCRIPTION:Bring nothing\n" in text
    assert text.count("\nATTENDEE") == 2
    assert "\nSUMMARY;LANGUAGE=en:Talk\n" in text
    plan.undo()
    assert f"\n{HTML}\n" in out(plan, tmp_path)


def test_an_edit_of_place_or_link_speaks_alone(plan: Planner, tmp_path: Path) -> None:
    row = only(plan, Activity)
    plan.run(EditDetail(row.id, (("venue", "Hall 2"), ("url", "https://x.org/a"))))
    text = out(plan, tmp_path)
    assert "\nLOCATION:Hall 2\n" in text
    assert "\nURL:https://x.org/a\n" in text
    assert "message:" not in text
    assert "X-APPLE" not in text
    assert f"\n{HTML}\n" in text


def test_what_is_kept_goes_through_an_archive(
    plan: Planner, tmp_path: Path, patterns: Path
) -> None:
    before = told((out(plan, tmp_path), (tmp_path / "out.ics").read_bytes())[1])
    export(plan, tmp_path / "plan.json", "json", Choice())
    shutil.copy(patterns / "empty.db", tmp_path / "other.db")
    other = Planner(Library.open(tmp_path / "other.db"), CLOCK)
    try:
        import_files(other, [tmp_path / "plan.json"])
        assert only(other, Event).extra_ical == only(plan, Event).extra_ical
        out(other, tmp_path)
    finally:
        other.close()
    assert differing(before, told((tmp_path / "out.ics").read_bytes())) == []
