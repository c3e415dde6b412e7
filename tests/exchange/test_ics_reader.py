"""The iCalendar reader: what each line of an event becomes."""


import pytest

from planner.exchange.ics_reader import read_ics
from planner.exchange.zones import vtimezone
from tests.exchange.ics_lines import calendar, event, simple

# -- times


@pytest.mark.parametrize(
    ("line", "starts", "zone"),
    [
        ("DTSTART;VALUE=DATE:20260506", "2026-05-06", ""),
        ("DTSTART:20260506", "2026-05-06", ""),
        ("DTSTART;VALUE=DATE:20260506T000000Z", "2026-05-06", ""),
        ("DTSTART:20260506T090000Z", "2026-05-06T09:00:00", "UTC"),
        ("DTSTART:20260506T090000", "2026-05-06T09:00:00", ""),
        ("dtstart;tzid=Europe/Berlin:20260506T090000", "2026-05-06T09:00:00", "Europe/Berlin"),
        ('DTSTART;TZID="Europe/Berlin":20260506T090000', "2026-05-06T09:00:00", "Europe/Berlin"),
        ("DTSTART;TZID=europe/berlin:20260506T090000", "2026-05-06T09:00:00", "Europe/Berlin"),
        ("DTSTART;TZID=W. Europe Standard Time:20260506T090000", "2026-05-06T09:00:00", "Europe/Berlin"),
        ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Berlin:20260506T090000", "2026-05-06T09:00:00", "Europe/Berlin"),
        ("DTSTART;TZID=/x.example/Olson_5/America/Argentina/Salta:20260506T090000", "2026-05-06T09:00:00",
         "America/Argentina/Salta"),
        ("DTSTART;TZID=Etc/GMT+12:20260506T235959", "2026-05-07T11:59:59", "UTC"),
        ("DTSTART;TZID=AoE:20260506T235959", "2026-05-07T11:59:59", "UTC"),
        ("DTSTART;TZID=UTC+08:00:20260506T090000", "2026-05-06T01:00:00", "UTC"),
        ('DTSTART;TZID="UTC+05:30":20260506T090000', "2026-05-06T03:30:00", "UTC"),
        ('DTSTART;TZID="(UTC-05:00) Eastern Time":20260506T090000', "2026-05-06T14:00:00", "UTC"),
        ("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260506T090000", "2026-05-06T08:00:00", "UTC"),
        ("DTSTART;TZID=UTC:20260506T090000", "2026-05-06T09:00:00", "UTC"),
        ("DTSTART:20260506T090000+0200", "2026-05-06T07:00:00", "UTC"),
        ("DTSTART:2026-05-06T09:00:00Z", "2026-05-06T09:00:00", "UTC"),
        ("DTSTART:20260506T0900Z", "2026-05-06T09:00:00", "UTC"),
        ("DTSTART:20260506T235960Z", "2026-05-06T23:59:59", "UTC"),
    ],
)  # fmt: skip
def test_starts(line: str, starts: str, zone: str) -> None:
    parsed = event(start=line)
    assert (parsed.starts, parsed.zone) == (starts, zone)
    assert parsed.remarks == ()


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    [
        ("DTSTART:20260506", "DTEND;VALUE=DATE:20260508", "2026-05-08"),
        ("DTSTART:20260506", "DTEND;VALUE=DATE:20260506", "2026-05-07"),
        ("DTSTART:20260506", "X-NO:end", "2026-05-07"),
        ("DTSTART:20260506", "DURATION:P3D", "2026-05-09"),
        ("DTSTART:20260506T090000Z", "DTEND:20260506T100000Z", "2026-05-06T10:00:00"),
        ("DTSTART:20260506T090000Z", "DURATION:PT1H30M", "2026-05-06T10:30:00"),
        ("DTSTART:20260506T090000Z", "DTEND:20260506T090000Z", ""),
        ("DTSTART:20260506T090000Z", "X-NO:end", ""),
        ("DTSTART;TZID=Europe/Berlin:20260506T090000", "DTEND;TZID=America/New_York:20260506T090000",
         "2026-05-06T15:00:00"),
        ("DTSTART;TZID=Europe/Berlin:20260506T090000", "DTEND:20260506T090000Z", "2026-05-06T11:00:00"),
        ("DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:P1D", "2026-03-29T12:00:00"),
        ("DTSTART;TZID=Europe/Berlin:20260328T120000", "DURATION:PT24H", "2026-03-29T13:00:00"),
    ],
)  # fmt: skip
def test_ends(start: str, end: str, ends: str) -> None:
    parsed = event(end, start=start)
    assert parsed.ends == ends
    assert parsed.remarks == ()


def test_an_end_before_the_start_is_left_out_and_said() -> None:
    parsed = event("DTEND:20260506T080000Z")
    assert parsed.ends == ""
    assert parsed.remarks == ("its end lies before its start and was left out",)


def test_both_of_two_equal_hours_come_back() -> None:
    parsed = event("DTEND:20261025T013000Z", start="DTSTART;TZID=Europe/Berlin:20261025T023000")
    assert (parsed.starts, parsed.start_fold) == ("2026-10-25T02:30:00", 0)
    assert (parsed.ends, parsed.end_fold) == ("2026-10-25T02:30:00", 1)


def test_a_zone_defined_by_the_file_is_recognised_by_its_offsets() -> None:
    own = vtimezone("Europe/Berlin").replace("TZID:Europe/Berlin", "TZID:My own zone")
    parsed = event(start="DTSTART;TZID=My own zone:20260506T090000", before=own)
    assert parsed.zone in {"Europe/Berlin", "Europe/Paris", "Europe/Budapest", "Europe/Warsaw"}
    assert "My own zone" in parsed.remarks[0]


def test_a_zone_defined_by_the_file_as_one_offset_is_that_offset() -> None:
    own = vtimezone("Asia/Kolkata").replace("TZID:Asia/Kolkata", "TZID:India")
    parsed = event(start="DTSTART;TZID=India:20260506T090000", before=own)
    assert (parsed.starts, parsed.zone) == ("2026-05-06T03:30:00", "UTC")


def test_a_zone_that_names_its_place_is_that_place() -> None:
    own = vtimezone("Europe/Berlin").replace("TZID:Europe/Berlin", "TZID:Custom\r\nX-LIC-LOCATION:Europe/Vienna")
    assert event(start="DTSTART;TZID=Custom:20260506T090000", before=own).zone == "Europe/Vienna"


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;INTERVAL=0", "FREQ=SECONDLY", "FREQ=YEARLY;BYMINUTE=1,2,3", "FREQ=DAILY"]
)
def test_a_definition_that_would_never_end_is_not_evaluated(rule: str) -> None:
    own = vtimezone("Europe/Berlin").replace("TZID:Europe/Berlin", "TZID:Own").replace("FREQ=YEARLY", rule)
    parsed = event(start="DTSTART;TZID=Own:20260506T090000", before=own.replace("DTSTART:2023", "DTSTART:0001"))
    assert parsed.zone == ""
    assert "“Own” is defined in no known way" in parsed.remarks[0]


def test_an_unknown_zone_is_said() -> None:
    parsed = event(start="DTSTART;TZID=Nowhere:20260506T090000")
    assert (parsed.starts, parsed.zone) == ("2026-05-06T09:00:00", "")
    assert parsed.remarks == ("the time zone “Nowhere” is not known; its times stay without zone",)


# -- recurrence


def test_repetitions_are_kept_in_the_zone_of_the_start() -> None:
    parsed = event(
        "RRULE:FREQ=WEEKLY;BYDAY=WE",
        "EXDATE;TZID=Europe/Berlin:20260513T090000,20260520T090000",
        "EXDATE:20260527T070000Z",
        "EXDATE;TZID=America/New_York:20260603T030000",
        "RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260507T090000/PT1H",
        start="DTSTART;TZID=Europe/Berlin:20260506T090000",
    )
    assert parsed.rrule == "FREQ=WEEKLY;BYDAY=WE"
    assert parsed.exdate == "20260513T090000,20260520T090000,20260527T070000Z,20260603T070000Z"
    assert parsed.rdate == "20260507T090000/PT1H"


def test_a_repetition_in_a_mere_offset_keeps_its_wall_time() -> None:
    parsed = event("RRULE:FREQ=WEEKLY;BYDAY=WE", start="DTSTART;TZID=Etc/GMT+12:20260506T230000")
    assert (parsed.starts, parsed.zone) == ("2026-05-06T23:00:00", "Etc/GMT+12")


@pytest.mark.parametrize(
    "rule", ["", "nonsense", "FREQ=SOMETIMES", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;UNTIL=never"]
)
def test_a_rule_that_is_none_is_said(rule: str) -> None:
    parsed = event(f"RRULE:{rule}")
    assert parsed.rrule == ""
    assert "repetition" in parsed.remarks[0]


def test_an_override_says_what_it_replaces() -> None:
    start = "DTSTART;TZID=Europe/Berlin:20260507T090000"
    assert event("RECURRENCE-ID;TZID=Europe/Berlin:20260506T090000", start=start).recurrence_id == "20260506T090000"
    assert event("RECURRENCE-ID:20260506T070000Z", start=start).recurrence_id == "20260506T070000Z"
    assert event("RECURRENCE-ID;VALUE=DATE:20260506", start="DTSTART:20260507").recurrence_id == "20260506"


# -- properties


def test_texts_are_unescaped_and_cleaned() -> None:
    parsed = event(
        "SUMMARY;LANGUAGE=de:Tom\\, Dick\\; \\\\ Harry\\nand\x07 more",
        'DESCRIPTION;ALTREP="cid:x;y@z":one\\ntwo\\Nthree: four',
        "LOCATION:Hall\\, left",
        "CATEGORIES:a,b\\,c",
        "CATEGORIES:d,a",
        "URL:https://a.example/x\\,y",
        "GEO:48.1;11.6",
        "SEQUENCE:7",
        "STATUS:tentative",
        "TRANSP:TRANSPARENT",
        "CREATED:20260101T000000Z",
    )
    assert parsed.summary == "Tom, Dick; \\ Harry and more"
    assert parsed.description == "one\ntwo\nthree: four"
    assert parsed.location == "Hall, left"
    assert parsed.categories == ("a", "b,c", "d")
    assert parsed.url == "https://a.example/x%5C,y"
    assert (parsed.latitude, parsed.longitude) == (48.1, 11.6)
    assert parsed.sequence == 7
    assert (parsed.status, parsed.transparent) == ("TENTATIVE", True)
    assert parsed.created == "2026-01-01T00:00:00Z"
    assert parsed.remarks == ()


def test_reminders_come_from_any_kind_of_trigger() -> None:
    parsed = event(
        "DTEND:20260506T110000Z",
        *("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "END:VALARM"),
        *("BEGIN:VALARM", "ACTION:EMAIL", "TRIGGER;RELATED=END:-PT3H", "END:VALARM"),
        *("BEGIN:VALARM", "TRIGGER;VALUE=DATE-TIME:20260505T090000Z", "END:VALARM"),
        *("BEGIN:VALARM", "TRIGGER:PT0S", "END:VALARM"),
        *("BEGIN:VALARM", "TRIGGER:PT15M", "END:VALARM"),
    )
    assert parsed.reminders == (0, 15, 60, 1440)
    assert parsed.remarks == ("a reminder that does not come before the start is kept for other programs only",)


def test_foreign_lines_are_kept_as_they_stand() -> None:
    parsed = event(
        *("CLASS:PRIVATE", "X-FOO;BAR=1:a\\,b", "STATUS:CONFIRMED", "URL:ftp://a.example"),
        *("DTSTAMP:20260101T000000Z", "DTEND:20260506T100000Z"),
    )
    assert parsed.extra_ical == "CLASS:PRIVATE\nX-FOO;BAR=1:a\\,b\nSTATUS:CONFIRMED\nURL:ftp://a.example"


def test_a_calendar_that_cancels_cancels_what_is_in_it() -> None:
    assert event(before="METHOD:CANCEL\r\n").status == "CANCELLED"


def test_an_event_without_uid_gets_the_same_one_every_time() -> None:
    data = calendar("BEGIN:VEVENT", "DTSTART:20260506", "SUMMARY:x", "END:VEVENT")
    uids = {read_ics(data, "a").events[0].uid for _ in range(2)}
    assert len(uids) == 1
    assert uids.pop().startswith("planner-")


def test_the_name_of_the_calendar() -> None:
    assert read_ics(calendar(*simple("1"), before="X-WR-CALNAME:Mine\\, all\r\n"), "a").name == "Mine, all"
