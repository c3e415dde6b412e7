"""Entries written to do harm: to name people where others read, to break what goes out, or to take without end."""

import pytest

from planner.domain.calendar_items import CANCELLED
from planner.exchange import ics_reader, ics_split
from planner.exchange.ics_kept import mark
from planner.exchange.ics_people import without_people
from planner.exchange.ics_reader import read_ics
from planner.exchange.ics_writer import cancelled_component, render_calendar, render_component
from tests.exchange.ics_lines import calendar, event, simple
from tests.exchange.strict_rfc5545 import faults
from tests.exchange.test_ics_kept import STAMPS, item, lines

END = "DTEND:20260506T100000Z"


# -- people


@pytest.mark.parametrize(
    "named",
    [
        ("attendee:mailto:vic@x.org",),
        ("aTTendee;CN=" + "Vic" * 30 + ":MAILTO:vic@x.org",),
        ("request-status:2.0;Success;attendee=vic@x.org",),
        ("CONTACT:Vic\\, vic@x.org",),
        ("VOTER:mailto:vic@x.org",),
        ("X-CALENDARSERVER-ATTENDEE-COMMENT;X-CALENDARSERVER-ATTENDEE-REF=\"mailto:vic@x.org\":yes",),
        ("X-SENDER:vic@x.org",),
        ("begin:Participant", "UID:5", "CALENDAR-ADDRESS:mailto:vic@x.org", "END:PARTICIPANT"),
        ("BEGIN:PARTICIPANT", "BEGIN:VALARM", "DESCRIPTION:vic@x.org", "END:VALARM", "END:PARTICIPANT"),
        ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", "CALENDAR-ADDRESS:vic@x.org", "END:VALARM"),
        ("BEGIN:VALARM", "action;X-A=1:email", "TRIGGER:-PT1H", "attendee:mailto:vic@x.org", "END:VALARM"),
    ],
)  # fmt: skip
def test_nobody_is_named_where_others_may_read(named: tuple[str, ...]) -> None:
    parsed = event(*named, "SUMMARY:Party", "ORGANIZER:mailto:org@x.org", END)
    rendered = render_component(item(parsed), STAMPS)
    for text in (rendered, cancelled_component(rendered, STAMPS)):
        shared = without_people(text)
        inside = shared.replace("\r\n ", "")
        assert "vic@x.org" not in inside.lower()
        assert "EMAIL" not in inside.upper()
        assert {"SUMMARY:Party", "ORGANIZER:mailto:org@x.org"} < set(inside.split("\r\n"))
        assert not faults(render_calendar([shared]))


def test_those_who_are_invited_rule_out_a_method_however_they_are_written() -> None:
    parsed = event("attendee:mailto:vic@x.org", END)
    assert parsed.extra_ical == event("ATTENDEE:mailto:vic@x.org", END).extra_ical  # so that it comes home unchanged
    rendered = render_component(item(parsed), STAMPS)
    assert b"METHOD" not in render_calendar([rendered])
    assert b"\r\nATTENDEE:mailto:vic@x.org\r\n" in render_calendar([rendered])


def test_an_address_in_what_the_plan_itself_shows_stays() -> None:
    parsed = event("DESCRIPTION:Ask vic@x.org", "URL:mailto:vic@x.org", "X-ALT-DESC:<b>vic@x.org</b>", END)
    rendered = render_component(item(parsed), STAMPS)
    assert without_people(rendered) == rendered


# -- what goes out


@pytest.mark.parametrize(
    "damaged",
    [
        'X-A;X="abc:val', 'X-A;X=^n^\'":x', "X-A;=x:1", "X-A;X:1", 'X-A;X=a"b"c:1', "X-A; X=b:1",
        'ATTENDEE;CN="V:mailto:a@x.org',
    ],
)  # fmt: skip
def test_a_line_that_no_strict_program_can_read_is_left_out_and_told(damaged: str) -> None:
    parsed = event(damaged, END)
    assert parsed.extra_ical == ""
    assert "is not understood" in parsed.remarks[0]
    now = item(event(END))
    for kept in (damaged, f"=- {damaged}", f"=- BEGIN:X-A\\n{damaged}\\nEND:X-A"):
        assert lines(now._replace(extra_ical=kept)) == lines(now)


def test_a_damaged_line_in_a_part_costs_only_itself() -> None:
    parsed = event("BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT1H", 'X-A;X="b:1', "END:VALARM",
                   "BEGIN:X-P", "X-B:1", 'X-A;X="b:1', "END:X-P", END)  # fmt: skip
    written = lines(item(parsed))
    assert "ACTION:AUDIO" in written
    assert "X-B:1" in written
    assert not any(line.startswith("X-A") for line in written)


@pytest.mark.parametrize(
    ("of", "kept"),
    [
        ("GEO", "GEO:up;down"), ("RRULE", "RRULE:X"), ("RRULE", "EXRULE:every day"), ("DTEND", "DTEND;VALUE=DATE:"),
        ("DTSTART", "DTSTART;TZID=Europe/Berlin:"), ("SUMMARY", 'SUMMARY;X=":'),
        ("DTEND", "DTEND;TZID=Europe/Berlin:20260101T120000"), ("DTEND", "DTEND;TZID=Europe/Berlin:20269999T990000"),
    ],
)  # fmt: skip
def test_a_kept_line_of_the_right_digest_says_nothing_that_is_not_so(of: str, kept: str) -> None:
    now = item(event(END, "GEO:1;2", "SUMMARY:x"))
    assert lines(now._replace(extra_ical=f"={mark(of, now)} {kept}")) == lines(now)


def test_an_end_in_a_zone_of_its_own_goes_out_only_where_it_is_the_end() -> None:
    start = "DTSTART;TZID=Europe/Berlin:20260601T120000"
    fits = event("DTEND;TZID=America/New_York:20260601T090000", start=start)
    assert "DTEND;TZID=America/New_York:20260601T090000" in lines(item(fits))
    before = event("DTEND;TZID=America/New_York:20260601T010000", start=start)
    assert before.extra_ical == ""
    assert "lies before its start" in before.remarks[0]


def test_a_title_beside_an_alarm_cannot_end_the_entry() -> None:
    alarm = event("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT1H", "X-A:1", "END:VALARM", END)
    written = lines(item(alarm)._replace(summary="a\r\nEND:VEVENT\x85\u2028b"))
    assert written.count("END:VEVENT") == 1
    assert "DESCRIPTION:a END:VEVENT  b" in written


def test_an_alarm_that_shows_the_title_shows_the_one_that_it_has_now() -> None:
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:Talk", "TRIGGER:-PT1H", "X-A:1", "END:VALARM")
    now = item(event("SUMMARY:Talk", *alarm, END))
    assert lines(now).count("DESCRIPTION:Talk") == 1
    edited = lines(now._replace(summary="Keynote"))
    assert "DESCRIPTION:Keynote" in edited
    assert "DESCRIPTION:Talk" not in edited
    other = item(event("SUMMARY:Talk", *(line.replace(":Talk", ":Ring") for line in alarm), END))
    assert "DESCRIPTION:Ring" in lines(other._replace(summary="Keynote"))


def test_an_alarm_by_an_end_that_nobody_gave_rings_at_the_start() -> None:
    alarm = ("BEGIN:VALARM", "ACTION:AUDIO", "ACTION:EMAIL", "TRIGGER;RELATED=END:PT0S", "TRIGGER:-PT1H", "END:VALARM")
    parsed = event(*alarm)
    assert parsed.reminders == (0,)
    written = lines(item(parsed))
    at = written.index("BEGIN:VALARM")
    assert written[at : at + 4] == ["BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:PT0S", "END:VALARM"]
    assert "TRIGGER;RELATED=END:PT0S" in lines(item(event(*alarm, END)))


def test_parts_come_out_of_a_cancellation_as_they_stood() -> None:
    part = ("BEGIN:PARTICIPANT", "UID:5", "SEQUENCE:3", "STATUS:ACCEPTED", "TRANSP:OPAQUE", "END:PARTICIPANT")
    alarm = ("BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT1H", *("BEGIN:VALARM", "X-A:1", "END:VALARM"), "END:VALARM")
    busy = "X-MICROSOFT-CDO-BUSYSTATUS;X-A=" + "b" * 80 + ":BUSY"
    parsed = event(*alarm, *part, busy, "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY", END)
    text = cancelled_component(render_component(item(parsed), STAMPS), STAMPS._replace(sequence=7))
    inside = text.replace("\r\n ", "").split("\r\n")
    at = inside.index("BEGIN:PARTICIPANT")
    assert tuple(inside[at : at + len(part)]) == part
    assert {"SEQUENCE:7", f"STATUS:{CANCELLED}", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"} < set(inside[:at])
    assert "VALARM" not in text
    assert "BUSY:" not in text.replace(":BUSY", "BUSY:")


# -- without end


def test_parts_without_end_are_skipped_at_once() -> None:
    for many in (["BEGIN:A"] * 50_000 + ["END:B"] * 50_000, ["BEGIN:A"] * 50_000 + ["END:A"] * 50_000):
        inside = read_ics(calendar("BEGIN:VEVENT", *many, "END:VEVENT", *simple("2")), "a")
        assert (len(inside.events), len(inside.skipped)) == (1, 1)
        outside = read_ics(calendar(*many), "a")
        assert "too deeply" in outside.skipped[0].why


def test_many_alarms_of_many_times_are_kept_at_once() -> None:
    alarms = [f"BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:{'-' * (n % 2)}PT{n}M\r\nEND:VALARM" for n in range(20_000)]
    parsed = event(*alarms, END)
    assert len(parsed.reminders) == 10_001
    assert len(lines(item(parsed))) > 10_000


def test_what_is_damaged_without_end_is_told_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_reader, "MAX_REMARKS", 10)
    monkeypatch.setattr(ics_reader, "_MAX_LOOKED_AT", 50)
    bad = [",".join(f"x{n}y{m}" for m in range(30)) for n in range(30)]
    parsed = event(*(f"RDATE:{values}" for values in bad), "RDATE:20260601", END)
    assert len(parsed.remarks) == 10
    assert parsed.rdate == ""


def test_lines_and_topics_without_end_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ics_split, "MAX_LINES", 20)
    parsed = event(*(f"X-A{n}:1" for n in range(50)), "BEGIN:VALARM", "TRIGGER:-PT1H", "END:VALARM")
    assert parsed.extra_ical.count("\n") < 20
    assert "only the first 20" in parsed.remarks[0]
    monkeypatch.setattr(ics_split, "MAX_LINES", 100)
    monkeypatch.setattr(ics_reader, "_MAX_TEXT", 100)
    topics = event(*(f"CATEGORIES:word{n}" for n in range(50)))
    assert 0 < len(topics.categories) < 20
    assert "CATEGORIES was cut" in topics.remarks[0]
