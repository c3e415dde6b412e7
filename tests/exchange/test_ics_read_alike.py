"""Any calendar that is written: read alike by parsers that share no code, and right to the letter of RFC 5545."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.calendar_items import CANCELLED, CalendarItem
from planner.exchange.ics_writer import Stamps, render_calendar, render_component
from planner.exchange.recurrence import Series, instances
from planner.exchange.recurrence_values import written_rule
from tests.exchange.ics_lines import event
from tests.exchange.other_readers import by_icalendar, disagreements, objections
from tests.exchange.strict_rfc5545 import faults

STAMPS = Stamps(2, "2026-01-05T08:00:00Z", "2026-01-06T09:00:00Z")
ZONES = (
    "", "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca",
    "Etc/GMT+12", "Pacific/Auckland",
)  # fmt: skip
UNTIL = ("", ";UNTIL=20270101", ";UNTIL=20270101T120000", ";UNTIL=20270101T120000Z", ";COUNT=5")
RULES = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;INTERVAL=2")
words = st.text(min_size=1, max_size=60)


@st.composite
def items(draw: st.DrawFn) -> CalendarItem:
    """Events of every kind of time, in years about today, some recurring, with any text in them."""
    day = date(2020, 1, 1) + timedelta(days=draw(st.integers(0, 4_000)))
    all_day = draw(st.booleans())
    clock = "" if all_day else f"T{draw(st.integers(0, 23)):02}:{draw(st.sampled_from((0, 30))):02}:00"
    last = day + timedelta(days=draw(st.integers(0, 3)))
    ends = draw(st.sampled_from(("", f"{last}T23:45:00"))) if clock else f"{last + timedelta(days=1)}"
    rule = draw(st.sampled_from(("", *RULES)))
    listed = draw(st.lists(st.sampled_from(("20261012", "20261014T190000", "20261019T070000Z")), unique=True))
    return CalendarItem(
        f"uid-{draw(st.integers(0, 10**9))}",
        "event",
        f"About {draw(words)}",
        f"{day}{clock}",
        ends,
        zone="" if all_day else draw(st.sampled_from(ZONES)),
        start_fold=draw(st.sampled_from((0, 1))) if clock and not rule else 0,
        status=draw(st.sampled_from(("CONFIRMED", "TENTATIVE", CANCELLED))),
        description=draw(words),
        location=draw(words),
        url=draw(st.sampled_from(("", "https://conference.example/2026?a=b,c;d"))),
        categories=tuple(draw(st.lists(words, max_size=3))),
        reminders=tuple(draw(st.lists(st.integers(0, 20_000), max_size=3, unique=True))),
        rrule=rule and rule + draw(st.sampled_from(UNTIL)),
        exdate=",".join(listed) if rule else "",
    )


def written(*several: CalendarItem) -> bytes:
    return render_calendar([render_component(each, STAMPS) for each in several], name="A plan; of mine, 2026")


@given(st.lists(items(), min_size=1, max_size=4, unique_by=lambda item: item.uid))
def test_whatever_is_written_is_read_alike_and_right_to_the_letter(several: list[CalendarItem]) -> None:
    data = written(*several)
    assert disagreements(data) == []
    assert objections(data) == []
    assert len(by_icalendar(data)) == len(several)


# What other programs write of a recurrence, and what goes out again. -----------------------------------------------

ALL_DAY, TIMED = "DTSTART;VALUE=DATE:20260219", "DTSTART;TZID=Europe/Berlin:20260219T090000"
FLOATING = "DTSTART:20260219T090000"


@pytest.mark.parametrize(
    ("start", "line", "goes_out"),
    [
        (ALL_DAY, "RRULE:FREQ=WEEKLY;UNTIL=20260817T220000Z", "RRULE:FREQ=WEEKLY;UNTIL=20260817"),
        (TIMED, "RRULE:FREQ=DAILY;UNTIL=20260301", "RRULE:FREQ=DAILY;UNTIL=20260301T225959Z"),
        (TIMED, "RRULE:FREQ=DAILY;UNTIL=20260701T090000", "RRULE:FREQ=DAILY;UNTIL=20260701T070000Z"),
        (FLOATING, "RRULE:FREQ=DAILY;UNTIL=20260301T090000Z", "RRULE:FREQ=DAILY;UNTIL=20260301T090000"),
        (TIMED, "RRULE:RRULE:ANYTHING;FREQ=WEEKLY;BYDAY=FR;X-OTHER=1", "RRULE:FREQ=WEEKLY;BYDAY=FR"),
        (ALL_DAY, "EXDATE;TZID=Europe/Berlin:20260226T000000", "EXDATE;VALUE=DATE:20260226"),
        (TIMED, "EXDATE;VALUE=DATE:20260226", "EXDATE;TZID=Europe/Berlin:20260226T090000"),
        (ALL_DAY, "RDATE:20260305T000000", "RDATE;VALUE=DATE:20260305"),
        (ALL_DAY, "RECURRENCE-ID;TZID=W. Europe Standard Time:20260226T000000", "RECURRENCE-ID;VALUE=DATE:20260226"),
    ],
)
def test_a_recurrence_goes_out_with_the_type_that_its_start_has(start: str, line: str, goes_out: str) -> None:
    read = event(line, *(() if "RRULE" in line else ("RRULE:FREQ=DAILY",)), start=start)
    item = CalendarItem(read.uid, "event", "x", read.starts, read.ends, zone=read.zone, rrule=read.rrule,
                        rdate=read.rdate, exdate=read.exdate, recurrence_id=read.recurrence_id)  # fmt: skip
    data = written(item)
    assert goes_out in data.decode().replace("\r\n ", "").split("\r\n")
    assert objections(data) == []


@given(st.sampled_from(RULES), st.sampled_from(UNTIL), st.sampled_from(ZONES), st.booleans())
def test_a_rule_gives_the_same_instances_as_it_is_written(rule: str, until: str, zone: str, all_day: bool) -> None:
    starts = "2026-02-19" if all_day else "2026-02-19T09:00:00"
    series = Series(starts, None, "" if all_day else zone, rrule=rule + until)
    there = series._replace(rrule=written_rule(series.rrule, series.starts, series.zone))
    span = date(2026, 1, 1), date(2031, 1, 1)
    assert instances(there, *span) == instances(series, *span)
    assert instances(series, *span)


@pytest.mark.parametrize("until", ["XYZ", "20261399T000000", "2026", "", "20270101/P1D"])
@pytest.mark.parametrize(("starts", "zone"), [("2026-02-19", ""), ("2026-02-19T09:00:00", "Europe/Berlin")])
def test_a_rule_that_ends_on_no_day_is_not_written_and_stops_no_export(until: str, starts: str, zone: str) -> None:
    item = CalendarItem("a", "event", "x", starts, "", zone=zone, rrule=f"FREQ=DAILY;UNTIL={until}", exdate="20261399")
    assert "RRULE:FREQ=DAILY" not in written(item).decode()
    assert objections(written(item)) == []


# The checker itself: one that finds nothing must be shown to find. -------------------------------------------------

GOOD = written(
    CalendarItem("a", "event", "Title", "2026-10-05T19:00:00", "2026-10-05T20:00:00", zone="Europe/Berlin",
                 rrule="FREQ=WEEKLY;UNTIL=20261224T000000Z", latitude=1.0, longitude=2.0, reminders=(60,))
).decode()  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\r\nUID:a\r\n", "\r\n"),
        ("\r\nUID:a\r\n", "\r\nUID:a\r\nUID:b\r\n"),
        ("SEQUENCE:2", "SEQUENCE:two"),
        ("DTSTAMP:20260105T080000Z", "DTSTAMP:20260105T080000"),
        ("DTSTAMP:20260105T080000Z", "DTSTAMP:20260230T080000Z"),
        ("DTSTART;TZID=Europe/Berlin:20261005T190000", "DTSTART;TZID=Europe/Berlin:20261005T190000Z"),
        ("DTSTART;TZID=Europe/Berlin:20261005T190000", "DTSTART;TZID=Europe/Paris:20261005T190000"),
        ("DTSTART;TZID=Europe/Berlin:20261005T190000", "DTSTART:20261005T190000"),
        ("DTEND;TZID=Europe/Berlin:20261005T200000", "DTEND;TZID=Europe/Berlin:20261005T190000"),
        ("DTEND;TZID=Europe/Berlin:20261005T200000", "DTEND;VALUE=DATE:20261006"),
        ("UNTIL=20261224T000000Z", "UNTIL=20261224"),
        ("UNTIL=20261224T000000Z", "UNTIL=20261224T000000Z;COUNT=3"),
        ("FREQ=WEEKLY", "FREQ=FORTNIGHTLY"),
        ("STATUS:CONFIRMED", "STATUS:NEEDS-ACTION"),
        ("GEO:1.000000;2.000000", "GEO:91.000000;2.000000"),
        ("GEO:1.000000;2.000000", "GEO:1.000000,2.000000"),
        ("SUMMARY:Title", "SUMMARY:Title, and more"),
        ("SUMMARY:Title", "SUMMARY:Title \\x"),
        ("SUMMARY:Title", f"SUMMARY:{'x' * 80}"),
        ("SUMMARY:Title", "SUMMARY:Title\x07"),
        ("SUMMARY:Title", 'SUMMARY;X-A="one"two":Title'),
        ("SUMMARY:Title", "SUMMARY;Title"),
        ("SUMMARY:Title", "TZID:Europe/Berlin"),
        ("TRIGGER:-PT1H", "TRIGGER:-1H"),
        ("TRIGGER:-PT1H", "TRIGGER:-PT1H\r\nREPEAT:2"),
        ("ACTION:DISPLAY\r\nDESCRIPTION:Title", "ACTION:DISPLAY"),
        ("TZOFFSETTO:+0200", "TZOFFSETTO:+02:00"),
        ("REFRESH-INTERVAL;VALUE=DURATION", "REFRESH-INTERVAL"),
        ("END:VEVENT", "END:VALARM"),
        ("END:VCALENDAR\r\n", "END:VCALENDAR"),
        ("BEGIN:VEVENT", "BEGIN:VPLAN"),
        ("VERSION:2.0", "VERSION:1.0"),
    ],
)
def test_the_strict_reading_finds_what_is_wrong(old: str, new: str) -> None:
    assert faults(GOOD.encode()) == []
    assert old in GOOD
    assert faults(GOOD.replace(old, new).encode()) != []
