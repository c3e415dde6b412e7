"""The writer, byte for byte under frozen stamps: one golden file a trait, each read by other parsers."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from planner.domain.calendar_items import CalendarItem, deadline_item, event_item, session_item
from planner.domain.model import Activity, Deadline, Event, Reminder, StudySession, Tag
from planner.domain.words import ActivityId, DeadlineId, TagId
from planner.exchange.ics_reader import read_ics
from planner.exchange.ics_writer import (
    Options,
    Profile,
    Stamps,
    cancelled_component,
    render_calendar,
    render_component,
)
from tests.exchange import libical
from tests.exchange.other_readers import READERS, by_icalendar, objections

GOLDEN = Path(__file__).parent / "ics"
FIRST = Stamps(0, "2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z")
LATER = Stamps(3, "2026-02-01T10:30:00Z", "2026-02-01T10:30:00Z")


def activity(
    title: str, uid: str = "7c0d3c52-3a4b-4f0e-9d3c-0f1d2a3b4c5d", kind: str = "event", notes: str = ""
) -> Activity:
    return Activity(ActivityId(1), uid, title, kind=kind, notes=notes, created_at="2026-01-04T07:00:00Z")


def deadline(
    kind: str, on_date: str | None = None, at_utc: str | None = None, zone: str = "", label: str = ""
) -> Deadline:
    uid = "a1b2c3d4-0000-4000-8000-000000000001"
    return Deadline(DeadlineId(1), uid, ActivityId(1), kind, on_date, at_utc, zone, label)


def reminders(*minutes: int) -> list[Reminder]:
    return [Reminder(at, f"r{at}", ActivityId(1), None, before) for at, before in enumerate(minutes, 1)]


def item(built: CalendarItem | None) -> CalendarItem:
    assert built is not None
    return built


def zoned(title: str = "MLOps meetup", notes: str = "", **more: object) -> CalendarItem:
    fields: dict[str, object] = {
        "starts": "2026-10-22T18:30:00", "ends": "2026-10-22T21:00:00", "zone": "Europe/Berlin",
    } | more  # fmt: skip
    event = Event(1, ActivityId(1), state="registered")._replace(**fields)  # type: ignore[arg-type]
    return item(event_item(activity(title, notes=notes), event))


def all_day() -> list[CalendarItem]:
    event = Event(
        1, ActivityId(1), state="interested", starts="2026-12-06", ends="2026-12-13",
        venue="Convention Center", city="San Diego", country="United States", latitude=32.706, longitude=-117.162,
        url="https://conference.example/2026", topics="machine learning, research",
    )  # fmt: skip
    tags = [Tag(TagId(1), "t1", "ml"), Tag(TagId(2), "t2", "visit, meet")]
    built = event_item(
        activity("NeurIPS 2026", notes="Look for posters on evaluation."), event, tags, reminders(10080, 900)
    )
    return [item(built)]


def aoe_deadline() -> list[CalendarItem]:
    at = deadline("cfp_closes", at_utc="2026-05-07T11:59:59Z", zone="AoE")
    return [item(deadline_item(activity("NeurIPS 2026"), at, reminders(1440), url="https://conference.example/cfp"))]


def date_deadlines() -> list[CalendarItem]:
    due = deadline("due", on_date="2026-12-31")
    renewal = deadline("renewal", on_date="2027-02-28", label="60 PDUs")._replace(
        uid="a1b2c3d4-0000-4000-8000-000000000002"
    )
    return [
        item(deadline_item(activity("Portfolio project", kind="project"), due)),
        item(
            deadline_item(activity("Project Management Professional", kind="certification"), renewal, reminders(129600))
        ),
    ]


def exam() -> list[CalendarItem]:
    at = deadline("exam", at_utc="2026-11-14T08:00:00Z", zone="Europe/Berlin")
    built = deadline_item(activity("AWS AI Practitioner", kind="certification"), at, reminders(1440, 120, 90, 0))
    return [item(built)]


def unicode_text() -> list[CalendarItem]:
    notes = "🎓" * 60 + "\nZażółć gęślą jaźń – 機械学習の勉強会 " * 4
    return [zoned("🚀🚀🚀 Große Konferenz für maschinelles Lernen in Zürich 🏔️ " * 2, notes=notes)]


def escaped_text() -> list[CalendarItem]:
    notes = 'Backslash \\ semicolon ; comma , quote " colon :\r\nsecond line\n\nC:\\new\\table\ttab'
    return [zoned('Tom, Dick; Harry \\ Co: "all"', notes=notes, venue="Hall 1; left, upstairs", city="Köln")]


def injection() -> list[CalendarItem]:
    attack = "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil"
    hostile = zoned(
        attack, notes=attack + "\x00\x07\x1b\ud800\u2028tail", venue=attack, url="javascript:alert(1)", topics=attack,
        extra_ical="X-KEPT:yes\nEND:VEVENT\nUID:evil\nATTACH;TZID=Evil:x\nno line\nATTENDEE:mailto:a@b.example",
    )  # fmt: skip
    return [
        hostile._replace(uid="uid\r\nX-EVIL:1", rrule="FREQ=DAILY\r\nX-EVIL:1", url="https://a.example/\r\nX-EVIL:1")
    ]


def recurring() -> list[CalendarItem]:
    session = StudySession(1, "5e55-1", ActivityId(1), "2026-10-05T19:00:00", 45, planned=True, zone="America/New_York")
    built = session_item(activity("Deep learning course", kind="course"), session)
    series = built._replace(
        rrule="FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261224T000000Z",
        exdate="20261012T190000,20261014T190000", rdate="20261017T100000",
    )  # fmt: skip
    moved = built._replace(
        recurrence_id="20261007T190000",
        starts="2026-10-08T07:00:00",
        ends="2026-10-08T07:45:00",
        summary="Study: moved",
    )
    return [series, moved]


class Trait(NamedTuple):
    build: Callable[[], list[CalendarItem]]
    profile: Profile = "feed"
    stamps: Stamps = FIRST
    options: Options = Options()


TRAITS = {
    "all_day_event": Trait(all_day),
    "zoned_event": Trait(lambda: [zoned()]),
    "second_of_two_equal_hours": Trait(
        lambda: [zoned(starts="2026-10-25T02:30:00", ends="2026-10-25T03:30:00", start_fold=1)]
    ),
    "irregular_zone": Trait(lambda: [zoned(zone="Africa/Casablanca")]),
    "fixed_offset_event": Trait(lambda: [zoned(zone="Etc/GMT-8")]),
    "floating_event": Trait(lambda: [zoned(zone="")]),
    "utc_event": Trait(lambda: [zoned(zone="UTC")]),
    "event_without_end": Trait(lambda: [zoned(ends=None)]),
    "anywhere_on_earth_deadline": Trait(aoe_deadline),
    "date_deadlines": Trait(date_deadlines),
    "exam_with_alarms": Trait(exam),
    "exam_without_alarms": Trait(exam, options=Options(alarms=False)),
    "declined_event": Trait(lambda: [zoned(state="declined")], stamps=LATER),
    "four_byte_characters": Trait(unicode_text),
    "long_lines": Trait(lambda: [zoned("word " * 40, notes="x" * 500)]),
    "escaped_text": Trait(escaped_text),
    "injection": Trait(injection),
    "recurring_session": Trait(recurring),
    "single_event": Trait(lambda: [zoned()], profile="event"),
}


def render(trait: Trait) -> bytes:
    components = [render_component(each, trait.stamps, trait.options) for each in trait.build()]
    return render_calendar(components, profile=trait.profile, name="Planner: my plan, 2026", colour="SteelBlue")


@pytest.fixture(params=list(TRAITS))
def written(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    name = str(request.param)
    return name, render(TRAITS[name])


def test_bytes_are_those_of_the_golden_file(written: tuple[str, bytes]) -> None:
    name, data = written
    golden = GOLDEN / f"{name}.ics"
    if not golden.exists():
        golden.write_bytes(data)
        pytest.fail(f"{golden.name} was missing and has been written; look at it and run again")
    assert data == golden.read_bytes()


def test_every_golden_file_has_its_trait() -> None:
    known = {f"{name}.ics" for name in TRAITS} | {"deleted_after_export.ics"}
    assert {path.name for path in GOLDEN.glob("*.ics")} == known


def test_lines_are_short_and_end_in_crlf(written: tuple[str, bytes]) -> None:
    _, data = written
    assert data.endswith(b"\r\n")
    lines = data.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in lines)
    assert b"\r" not in b"".join(lines)
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()


@pytest.mark.parametrize("reader", READERS)
def test_other_programs_read_it_alike(written: tuple[str, bytes], reader: str) -> None:
    name, data = written
    if reader == "libical" and libical.library() is None:
        pytest.skip("libical is not installed")
    assert sorted(READERS[reader](data)) == sorted(by_icalendar(data))
    assert len(by_icalendar(data)) == len(TRAITS[name].build())


def test_strict_readers_object_to_nothing(written: tuple[str, bytes]) -> None:
    _, data = written
    assert objections(data) == []


def test_our_own_reader_reads_it_back(written: tuple[str, bytes]) -> None:
    name, data = written
    parsed = read_ics(data, name)
    assert not parsed.skipped
    assert [event.uid for event in parsed.events] == [each.uid.replace("\r\n", " ") for each in TRAITS[name].build()]
    assert all(not event.remarks for event in parsed.events)


def test_what_was_deleted_after_an_export_goes_out_cancelled() -> None:
    first = render_component(exam()[0], FIRST)
    data = render_calendar([cancelled_component(first, LATER)])
    golden = GOLDEN / "deleted_after_export.ics"
    if not golden.exists():
        golden.write_bytes(data)
        pytest.fail(f"{golden.name} was missing and has been written; look at it and run again")
    assert data == golden.read_bytes()
    event = read_ics(data, "x").events[0]
    assert (event.status, event.sequence, event.reminders) == ("CANCELLED", 3, ())
