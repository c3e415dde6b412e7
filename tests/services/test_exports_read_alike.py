"""Whole plans as calendar files: read alike by other programs' parsers, and right to the letter of RFC 5545."""

from datetime import timedelta
from pathlib import Path

import pytest

from planner.domain.model import Event
from planner.services import generate, libraries
from planner.services.actions.activities import SetState
from planner.services.calendar_choice import Choice
from planner.services.export import EVERYTHING, export
from planner.services.imports import import_files
from planner.services.planner import Planner
from tests.exchange.other_readers import by_icalendar, disagreements, objections
from tests.services.reading import rows

WITHOUT_A_READER = {"collective__icalendar~src_icalendar_tests_calendars_period_with_timezone": "ical"}
"""A file, and who cannot read what goes out of it: ical fails at any RDATE with periods."""

KEPT = {f"ATTACH is no URI: '{sound}' (3.3)" for sound in ("Basso", "Pop")}
"""Sounds of alarms by their names on a Mac: what an entry says beyond what Planner holds goes out as it stood."""


def exported(planner: Planner, target: Path, choice: Choice = EVERYTHING) -> bytes:
    export(planner, target, "ics", choice)
    return target.read_bytes()


def of_ours(data: bytes) -> list[str]:
    """Objections but for those to what is kept, and one that libical makes to TRIGGER;VALUE=DURATION (3.8.6.3)."""
    return [fault for fault in objections(data) if fault not in KEPT and not fault.endswith("property: VALUE=DURATION")]


def test_a_plan_of_a_year_goes_out_so_that_all_read_it_alike(tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "a.db", None)
    generate.generate(planner, 1, seed=5)
    today = planner.today()
    data = exported(planner, tmp_path / "a.ics", Choice(first=today - timedelta(days=60), last=today))
    planner.close()
    assert len(by_icalendar(data)) > 100
    assert disagreements(data) == []
    assert objections(data) == []


@pytest.mark.shared_data
def test_real_calendars_go_out_with_no_fault_but_in_what_is_kept(shared: Path, tmp_path: Path) -> None:
    gone_out = 0
    for number, source in enumerate(sorted((shared / "data" / "ics").glob("*.ics"))):
        if source.stat().st_size > 30_000:
            continue
        planner = libraries.new_plan(tmp_path / f"{number}.db", None)
        if import_files(planner, [source])[0].written:
            data = exported(planner, tmp_path / f"{number}.ics")
            assert disagreements(data, without=WITHOUT_A_READER.get(source.stem, "")) == [], source.name
            assert of_ours(data) == [], source.name
            gone_out += 1
        planner.close()
    assert gone_out > 20


@pytest.mark.shared_data
def test_conferences_of_lists_go_out_right_to_the_letter(shared: Path, tmp_path: Path) -> None:
    planner = libraries.new_plan(tmp_path / "a.db", None)
    import_files(planner, [shared / "data" / "conferences"])
    for conference in rows(planner, Event)[::10]:
        planner.run(SetState(conference.activity_id, "interested"))
    data = exported(planner, tmp_path / "a.ics")
    planner.close()
    assert len(by_icalendar(data)) > 30
    assert objections(data) == []
    assert disagreements(data) == []
