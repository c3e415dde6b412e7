"""Real calendars by others: what goes out again, and comes into an empty plan, is the same event by event."""

from pathlib import Path

import pytest

from planner.exchange.ics_reader import ParsedEvent, read_ics
from planner.exchange.recurrence_values import written_rule
from planner.services import libraries
from planner.services.export import export
from planner.services.imports import import_files

pytestmark = pytest.mark.shared_data


def events(*paths: Path) -> dict[tuple[str, str], ParsedEvent]:
    found: dict[tuple[str, str], ParsedEvent] = {}
    for path in paths:
        for each in read_ics(path.read_bytes(), "x").events:
            # Without what a reader notes of the file, and what says when it was written.
            own = each._replace(line=0, digest="", sequence=0, created="")
            found.setdefault((each.uid, each.recurrence_id), own)
    return found


def through_a_plan(plan: Path, target: Path, *sources: Path) -> None:
    planner = libraries.new_plan(plan, None)
    import_files(planner, sources)
    export(planner, target, "ics")
    planner.close()


def test_every_calendar_comes_out_as_it_went_in(shared: Path, tmp_path: Path) -> None:
    sources = [path for path in sorted((shared / "data" / "ics").glob("*.ics")) if path.stat().st_size < 30_000]
    first, second = tmp_path / "1.ics", tmp_path / "2.ics"
    through_a_plan(tmp_path / "1.db", first, *sources)
    through_a_plan(tmp_path / "2.db", second, first)
    given, out = events(*sources), events(first)
    assert events(second) == out
    assert out.keys() == given.keys()
    assert len(out) > 150
    for key, each in given.items():
        if each.zone == out[key].zone:  # a fixed offset becomes UTC
            assert _told(each) == _told(out[key])


def _told(event: ParsedEvent) -> tuple[object, ...]:
    # A rule goes out with the UNTIL that RFC 5545 wants, which others do not always write.
    rule = written_rule(event.rrule, event.starts, event.zone)
    return event.starts, event.zone, rule, event.reminders, event.location, event.status, event.transparent
