"""The iCalendar reader on whole files: what is salvaged, how much is taken, and that no damage raises anything else."""

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.domain.calendar_items import CalendarItem
from planner.domain.errors import ExchangeError
from planner.exchange import ics_split
from planner.exchange.ics_event import IcsFile
from planner.exchange.ics_reader import parse_component, read_ics
from planner.exchange.ics_split import split_file
from planner.exchange.ics_text import clean_address, clean_line, clean_text
from planner.exchange.ics_values import Moment, instant
from planner.exchange.ics_writer import Stamps, render_calendar, render_component
from planner.exchange.ics_zones import ZoneTable
from planner.exchange.zones import vtimezone
from tests.exchange.ics_lines import calendar, event, simple

STAMPS = Stamps(4, "2026-01-05T08:00:00Z", "2026-01-06T09:00:00Z")


# -- bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_need_no_remark(encoding: str) -> None:
    data = calendar(*simple("1", "LOCATION:Zürich 🏔")).decode().encode(encoding)
    parsed = read_ics(data, "a")
    assert parsed.events[0].location == "Zürich 🏔"
    assert parsed.remarks == ()


@pytest.mark.parametrize(
    ("encoding", "said"), [("cp1252", "Windows-1252"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")]
)
def test_other_encodings_are_guessed_and_said(encoding: str, said: str) -> None:
    data = calendar(*simple("1", "LOCATION:Zürich")).decode().encode(encoding)
    parsed = read_ics(data, "a")
    assert parsed.events[0].location == "Zürich"
    assert said in parsed.remarks[0]


def test_a_few_damaged_bytes_do_not_change_the_encoding() -> None:
    data = calendar(*simple("1", "LOCATION:Zürich", "DESCRIPTION:äöü")).replace("ä".encode(), b"\xff")
    parsed = read_ics(data, "a")
    assert parsed.events[0].location == "Zürich"
    assert "1 character of" in parsed.remarks[0]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_line_end_gives_the_same_events(end: str) -> None:
    data = calendar(*simple("1", "DESCRIPTION:long\r\n  text")).decode().replace("\r\n", end).encode()
    (parsed,) = read_ics(data, "a").events
    assert parsed.description == "long text"
    assert parsed.digest == read_ics(calendar(*simple("1", "DESCRIPTION:long text")), "a").events[0].digest


def test_a_fold_inside_a_character_is_mended() -> None:
    data = calendar(*simple("1", "LOCATION:Zürich")).replace("ü".encode(), b"\xc3\r\n \xbc")
    assert read_ics(data, "a").events[0].location == "Zürich"


# -- salvage


def read(data: bytes) -> tuple[IcsFile, list[str]]:
    parsed = read_ics(data, "a.ics")
    return parsed, [each.uid for each in parsed.events]


def test_a_broken_entry_is_named_with_its_line_and_the_rest_comes_in() -> None:
    parsed, uids = read(calendar(*simple("1"), "BEGIN:VEVENT", "UID:2", "DTSTART:soon", "END:VEVENT", *simple("3")))
    assert uids == ["1", "3"]
    assert parsed.skipped == (("a.ics, line 8", "its start “soon” is not a date"),)


def test_a_broken_line_costs_only_itself() -> None:
    parsed, uids = read(calendar(*simple("1", "no colon here", "GEO:north", "RRULE:?", "DTEND:later", "TRIGGER")))
    assert uids == ["1"]
    assert len(parsed.events[0].remarks) == 5


def test_a_broken_alarm_does_not_cost_its_event() -> None:
    data = calendar(*simple("1", "BEGIN:VALARM", "TRIGGER:soon", "REPEAT:x", "END:VALARM"))
    assert read(data)[1] == ["1"]
    with pytest.raises(ValueError, match=r".*"):
        icalendar.Calendar.from_ical(data.replace(b"REPEAT:x", b"REPEAT:x\r\nno colon"))


def test_an_entry_that_was_not_closed_is_mended() -> None:
    parsed, uids = read(calendar(*simple("1")[:-1], *simple("2")))
    assert uids == ["1", "2"]
    assert "not closed" in parsed.events[0].remarks[0]


def test_an_entry_that_the_file_cuts_off_is_skipped() -> None:
    data = calendar(*simple("1"), *simple("2"))
    parsed, uids = read(data[: data.index(b"Event 2")])
    assert uids == ["1"]
    assert parsed.skipped == (("a.ics, line 8", "the file ends in the middle of this entry"),)


def test_tasks_and_journals_are_named() -> None:
    parsed, uids = read(calendar("BEGIN:VTODO", "UID:t", "END:VTODO", "BEGIN:VJOURNAL", "END:VJOURNAL", *simple("1")))
    assert uids == ["1"]
    assert [why for _, why in parsed.skipped] == ["it is a task, not an event", "it is a journal entry, not an event"]


def test_two_calendars_in_a_file_are_both_read() -> None:
    assert read(calendar(*simple("1")) + calendar(*simple("2")))[1] == ["1", "2"]


def test_entries_without_a_calendar_around_them_are_read() -> None:
    assert read("\r\n".join(simple("1")).encode())[1] == ["1"]


def test_an_empty_calendar_is_no_error() -> None:
    assert read(calendar("X-FOO:1"))[1] == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"just text", "not an iCalendar file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not an iCalendar file"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(ExchangeError, match=said):
        read_ics(data, "a.ics")


# -- limits


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_split, "MAX_BYTES", 100)
    with pytest.raises(ExchangeError, match="larger than"):
        read_ics(b" " * 101, "a.ics")


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_split, "MAX_COMPONENTS", 2)
    with pytest.raises(ExchangeError, match="over 2 entries"):
        read_ics(calendar(*simple("1"), *simple("2"), *simple("3")), "a.ics")


def test_a_line_that_is_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_split, "MAX_LINE", 100)
    parsed = event("ATTACH:" + "x" * 200, "DURATION:PT1H")
    assert parsed.extra_ical == ""
    assert "over 100 characters" in parsed.remarks[0]


def test_a_long_foreign_line_is_not_kept() -> None:
    parsed = event("ATTACH:" + "x" * 300_000, "DURATION:PT1H")
    assert parsed.extra_ical == ""
    assert parsed.remarks == ("“ATTACH” is too long to keep and was left out",)


def test_deep_nesting_is_skipped() -> None:
    parsed, uids = read(calendar(*simple("1", *["BEGIN:X"] * 50, *["END:X"] * 50), *simple("2")))
    assert uids == ["2"]
    assert parsed.skipped[0].why == "its parts are nested too deeply"


def test_no_text_takes_long() -> None:
    hostile = [
        "X" * 100_000,
        "DESCRIPTION" + ";A=B" * 20_000 + ":x",
        'X;A="' + "b" * 50_000,
        "X" + ';"' * 20_000,
        "CATEGORIES:" + "\\\\," * 20_000,
        "EXDATE:" + "20260506T090000Z," * 5_000,
        "RRULE:FREQ=DAILY" + ";BYDAY=MO" * 5_000,
        "DTEND:" + "9" * 10_000,
        "SUMMARY:" + "\\" * 50_000,
    ]
    started = time.process_time()
    event(*hostile)
    assert time.process_time() - started < 2


# -- digests


def test_the_digest_ignores_how_a_component_is_written_and_when() -> None:
    one = split_file(calendar(*simple("1", "DTSTAMP:20260101T000000Z")), "a").components[0]
    two = split_file(
        calendar(*simple("1", "DTSTAMP:20270101T000000Z")).replace(b"Event", b"Ev\r\n ent"), "b"
    ).components[0]
    assert one.digest == two.digest
    assert one.digest != split_file(calendar(*simple("1", "SEQUENCE:1")), "a").components[0].digest


def test_the_digest_follows_a_zone_that_only_the_file_defines() -> None:
    lines = ["BEGIN:VEVENT", "UID:1", "DTSTART;TZID=Own:20260506T090000", "END:VEVENT"]
    digests = {
        split_file(calendar(*lines, before=vtimezone(zone).replace(f"TZID:{zone}", "TZID:Own")), "a")
        .components[0]
        .digest
        for zone in ("Europe/Berlin", "Asia/Tokyo")
    }
    assert len(digests) == 2


def test_the_key_is_known_without_parsing() -> None:
    (raw,) = split_file(calendar(*simple("a\\,b", "RECURRENCE-ID;TZID=Europe/Berlin:20260506T090000")), "a").components
    assert (raw.kind, raw.uid, raw.recurrence_id, raw.line) == ("VEVENT", "a,b", "20260506T090000", 3)
    assert parse_component(raw, ZoneTable({})).uid == "a,b"


# -- round trip


texts = st.text(st.characters(exclude_categories=()), max_size=40)
walls = st.sampled_from(["2026-05-06T09:00:00", "2026-10-25T02:30:00", "2026-03-29T12:00:00", "2031-12-31T23:59:59"])
zones = st.sampled_from(["", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Africa/Casablanca"])
items = st.builds(
    CalendarItem,
    uid=st.uuids().map(str),
    what=st.just("event"),
    summary=texts,
    starts=walls,
    ends=st.just("2032-01-02T10:00:00"),
    zone=zones,
    status=st.sampled_from(["CONFIRMED", "TENTATIVE"]),
    transparent=st.booleans(),
    description=texts,
    location=texts,
    latitude=st.floats(-90, 90).map(lambda degrees: round(degrees, 6)),
    longitude=st.floats(-180, 180).map(lambda degrees: round(degrees, 6)),
    url=st.one_of(texts, texts.map("https://a.example/".__add__)),
    categories=st.lists(st.text("abc ;\\é🎓", min_size=1, max_size=8), max_size=3).map(tuple),
    reminders=st.sets(st.integers(0, 100_000), max_size=3).map(lambda some: tuple(sorted(some))),
    rrule=st.sampled_from(["", "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=5"]),
)


@given(st.lists(items, min_size=1, max_size=3))
def test_what_the_writer_writes_the_reader_reads(written: list[CalendarItem]) -> None:
    parsed = read_ics(render_calendar(render_component(item, STAMPS) for item in written), "a")
    assert not parsed.skipped
    assert len(parsed.events) == len(written)
    for item, back in zip(written, parsed.events, strict=True):
        assert back.uid == item.uid
        assert back.summary == clean_line(item.summary).strip()
        assert back.description == clean_text(item.description)
        assert back.location == clean_line(item.location).strip()
        assert back.url == clean_address(item.url)
        assert back.categories == tuple(dict.fromkeys(" ".join(w.split()) for w in item.categories if w.strip()))
        assert (back.latitude, back.longitude) == (item.latitude, item.longitude)
        assert (back.status, back.transparent, back.rrule) == (item.status, item.transparent, item.rrule)
        assert back.reminders == item.reminders
        assert back.sequence == 4
        if item.rrule or item.starts != "2026-10-25T02:30:00" or item.zone not in {"Europe/Berlin", "America/New_York"}:
            assert (back.starts, back.ends, back.zone) == (item.starts, item.ends, item.zone)


# -- damage


WHOLE = render_calendar(
    render_component(item, STAMPS)
    for item in (
        CalendarItem("1", "event", "First", "2026-05-06", "2026-05-08", reminders=(10,), description="ä" * 50),
        CalendarItem("2", "event", "Second", "2026-05-06T09:00:00", "2026-05-06T10:00:00", "Europe/Berlin"),
        CalendarItem(
            "3", "event", "Third", "2026-05-06T09:00:00", "", "UTC", rrule="FREQ=DAILY", exdate="20260507T090000Z"
        ),
    )
)
START_OF_SECOND, START_OF_THIRD = (WHOLE.index(b"BEGIN:VEVENT\r\nUID:%d" % at) for at in (2, 3))


@given(st.integers(0, len(WHOLE)), st.integers(0, 60), st.binary(max_size=30))
@example(0, 15, b"")
def test_damage_never_raises_anything_but_exchange_error(at: int, length: int, junk: bytes) -> None:
    with suppress(ExchangeError):
        read_ics(WHOLE[:at] + junk + WHOLE[at + length :], "a.ics")


@given(
    st.integers(START_OF_SECOND, START_OF_THIRD - 25), st.integers(0, 20), st.text('AZ:;=\\"\r\n 09\x00é', max_size=12)
)
def test_damage_inside_one_entry_leaves_the_others(at: int, length: int, junk: str) -> None:
    damaged = WHOLE[:at] + junk.encode() + WHOLE[at + length :]
    events = {each.uid: each for each in read_ics(damaged, "a.ics").events}
    assert {"1", "3"} <= set(events)
    assert events["3"].rrule == "FREQ=DAILY"


@given(st.binary(max_size=300))
def test_random_bytes_never_raise_anything_but_exchange_error(data: bytes) -> None:
    for each in (data, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260101\r\n" + data):
        with suppress(ExchangeError):
            read_ics(each, "a.ics")


# -- real files


@pytest.mark.shared_data
def test_real_files_come_in_whole(shared: Path) -> None:
    folder = shared / "data" / "ics"
    rows = [line.split("\t") for line in (folder / "MANIFEST.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    assert rows
    for name, _, _, _, agreed, *_ in rows:
        parsed = read_ics((folder / name).read_bytes(), name)
        if agreed:
            assert len(parsed.events) == int(agreed), (name, parsed.skipped)
        assert not any(each.starts == "" for each in parsed.events)


@pytest.mark.shared_data
def test_real_files_read_as_icalendar_reads_them_where_it_does(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "data" / "ics").glob("*.ics")):
        data = path.read_bytes()
        if len(data) > 100_000:
            continue  # icalendar takes as long for the one large file as for all other tests here
        parsed = read_ics(data, path.name)
        try:
            other = icalendar.Calendar.from_ical(data.removeprefix(b"\xef\xbb\xbf"), multiple=True)
        except Exception:  # noqa: BLE001  it refuses a file for anything
            continue
        events = [found for each in other for found in each.walk("VEVENT")]
        assert len(events) >= len(parsed.events), path.name
        if len(events) != len(parsed.events) or parsed.remarks:
            continue
        for theirs, ours in zip(events, parsed.events, strict=True):
            assert clean_line(str(theirs.get("SUMMARY", ""))).strip() == ours.summary
            # It leaves the backslash of an escaped quote.
            assert clean_text(str(theirs.get("DESCRIPTION", ""))).replace('\\"', '"') == ours.description
            if theirs.errors:
                continue
            start = getattr(theirs["DTSTART"], "dt", None)
            if isinstance(start, datetime) and start.tzinfo and ours.zone:
                assert start.astimezone(UTC) == instant(Moment(ours.starts, ours.zone, ours.start_fold))
            else:
                assert str(start)[:10] == ours.starts[:10]
            compared += 1
    assert compared > 300
